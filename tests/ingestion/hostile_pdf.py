"""PDF files that try to stop, fill or mislead the reader. Written object by object, so that each is wrong in one way."""

import io
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

INFLATED = 300_000_000
_CHUNK = 1_000_000

Objects = Mapping[int, bytes]
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>"
)
TEXT = b"BT /F1 12 Tf 72 700 Td (REFERAT) Tj ET"


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def pdf(changes: Objects | None = None, *, trailer: bytes = b"") -> bytes:
    """A small file of one page, with some of its objects replaced."""
    objects = {1: CATALOG, 2: PAGES, 3: PAGE, 4: stream(TEXT), 5: FONT, **(changes or {})}
    out, offsets = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in sorted(objects.items()):
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        free = number not in offsets
        out.write(
            b"%010d %05d %s \n" % (offsets.get(number, 0), 65535 if free else 0, b"f" if free else b"n")
        )
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))
    return out.getvalue()


@cache
def deflated(piece: bytes, times: int, *, layers: int = 1) -> bytes:
    """`piece` over and over, deflated without ever being whole in memory, and deflated again."""
    packer = zlib.compressobj(9)
    per_chunk = max(_CHUNK // len(piece), 1)
    parts, left = [], times
    while left > 0:
        parts.append(packer.compress(piece * min(per_chunk, left)))
        left -= per_chunk
    data = b"".join(parts) + packer.flush()
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return data


def _contents(data: bytes, filters: bytes) -> bytes:
    return pdf({4: stream(data, b"/Filter " + filters)})


def inflating() -> bytes:
    return _contents(deflated(b" ", INFLATED), b"/FlateDecode")


def inflating_twice() -> bytes:
    return _contents(deflated(b" ", INFLATED, layers=2), b"[/FlateDecode /FlateDecode]")


def inflating_by_run_lengths() -> bytes:
    return _contents(deflated(b"\x81 ", INFLATED // 128), b"[/FlateDecode /RunLengthDecode]")


def inflating_through_fifty_filters() -> bytes:
    data = deflated(b" ", INFLATED, layers=50)
    return _contents(data, b"[" + b" /FlateDecode" * 50 + b"]")


def inflating_text() -> bytes:
    line = b"BT /F1 8 Tf 10 10 Td (Punkt 1: Godkendt i alt) Tj ET\n"
    return _contents(deflated(line, INFLATED // len(line)), b"/FlateDecode")


def inflating_character_map() -> bytes:
    entry = b"1 beginbfchar <41> <0042> endbfchar\n"
    font = FONT.replace(b">>", b"/ToUnicode 6 0 R >>")
    return pdf({5: font, 6: stream(deflated(entry, INFLATED // len(entry)), b"/Filter /FlateDecode")})


def inflating_object_stream() -> bytes:
    body = stream(deflated(b"0 ", INFLATED // 2), b"/Type /ObjStm /N 1000000 /First 10 /Filter /FlateDecode")
    return pdf({6: body, 3: PAGE.replace(b"4 0 R", b"7 0 R")})


def inflating_under_a_short_name() -> bytes:
    return _contents(deflated(b" ", INFLATED), b"/Fl")


def inflating_under_an_escaped_name() -> bytes:
    return _contents(deflated(b" ", INFLATED), b"/F#6cateDecode")


def inflating_behind_a_long_dictionary() -> bytes:
    return _contents(deflated(b" ", INFLATED), b"/FlateDecode /Note (%s)" % (b"x" * 2_000))


def inflating_table_of_objects() -> bytes:
    table = stream(
        deflated(b"\1\0\0\0\0\0", INFLATED // 6),
        b"/Type /XRef /Size 50000000 /W [1 4 1] /Root 1 0 R /Filter /FlateDecode",
    )
    return b"%PDF-1.7\n6 0 obj\n" + table + b"\nendobj\nstartxref\n9\n%%EOF\n"


def inflating_states() -> bytes:
    return _contents(deflated(b"q ", 40_000_000), b"/FlateDecode")


def huge_image() -> bytes:
    image = stream(
        deflated(b"\0", INFLATED),
        b"/Type /XObject /Subtype /Image /Width 65000 /Height 36000 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 1 /Filter /FlateDecode",
    )
    page = PAGE.replace(b"/Font <<", b"/XObject << /I 6 0 R >> /Font <<")
    return pdf({3: page, 4: stream(b"500 0 0 700 0 0 cm /I Do"), 6: image})


def encrypted() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("adgang", "ejer", canPrint=0))
    canvas.drawString(72, 700, "REFERAT Havneudvalget d. 06-05-2025")
    canvas.save()
    return out.getvalue()


def locked_by_an_unknown_method() -> bytes:
    lock = b"<< /Filter /Hemmelig /V 99 /R 99 /O (x) /U (y) /P -1 >>"
    return pdf({6: lock}, trailer=b"/Encrypt 6 0 R /ID [(a)(b)]")


def scanned_only() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    # A grey picture: PNG header, one grey row, written by hand so that nothing else is needed.
    rows = zlib.compress(b"\0\x80" * 8)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = (1).to_bytes(4, "big") + (8).to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    for _ in range(3):
        canvas.drawImage(ImageReader(io.BytesIO(png)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def truncated() -> bytes:
    whole = pdf({4: stream(deflated(TEXT, 2000), b"/Filter /FlateDecode")})
    return whole[: len(whole) // 3]


def rubbish() -> bytes:
    return b"%PDF-1.7\n" + bytes(range(256)) * 2000


def header_only() -> bytes:
    return b"%PDF-1.4\n%%EOF\n"


def cyclic_page_tree() -> bytes:
    return pdf(
        {
            2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>",
            3: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
        }
    )


def page_that_is_its_own_parent() -> bytes:
    return pdf({3: PAGE.replace(b"/Parent 2 0 R", b"/Parent 3 0 R").replace(b"/MediaBox [0 0 595 842]", b"")})


def cyclic_page_tree_of_three() -> bytes:
    return pdf(
        {
            2: b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
            6: b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
            7: b"<< /Type /Pages /Kids [2 0 R 6 0 R] /Count 2 >>",
        }
    )


def cyclic_outlines() -> bytes:
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
            6: b"<< /First 7 0 R /Last 7 0 R /Count 99999999 >>",
            7: b"<< /Title (a) /Next 7 0 R /Prev 7 0 R /First 6 0 R /Parent 7 0 R >>",
        }
    )


def font_that_is_its_own_part() -> bytes:
    return pdf(
        {
            5: b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
            b"/DescendantFonts [5 0 R] /ToUnicode 5 0 R >>"
        }
    )


def letters_that_draw_themselves() -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 69 /LastChar 82 "
        b"/Widths [1 1 1 1 1 1 1 1 1 1 1 1 1 1] /CharProcs << /R 6 0 R >> /Encoding << /Differences [69 /R] >> "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return pdf({5: font, 6: stream(b"1 0 d0 BT /F1 1 Tf (REFERAT) Tj ET")})


def filter_that_is_its_own_stream() -> bytes:
    return pdf({4: b"<< /Length 9 /Filter 4 0 R /DecodeParms 4 0 R >>\nstream\nxxxxxxxxx\nendstream"})


def runs_scripts() -> bytes:
    action = b"<< /S /JavaScript /JS (while\\(1\\);) >>"
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s /AA << /WC << /S /Launch /F (x) >> >> >>"
            % action
        }
    )


def brings_a_program() -> bytes:
    names = b"<< /EmbeddedFiles << /Names [(x.exe) << /Type /Filespec /EF << /F 6 0 R >> >>] >> >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Names %s >>" % names
    return pdf({1: catalog, 6: stream(b"MZ" + bytes(5_000), b"/Type /EmbeddedFile")})


def text_from_another_file() -> bytes:
    return pdf({4: b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"})


def fewer_pages_than_none() -> bytes:
    return pdf({2: PAGES.replace(b"/Count 1", b"/Count -2147483648")})


def page_without_a_size() -> bytes:
    return pdf({3: PAGE.replace(b"595 842", b"0 0")})


def letters_without_end() -> bytes:
    return pdf({4: stream(TEXT.replace(b"12 Tf", b"1e38 Tf"))})


def table_of_objects_that_lies() -> bytes:
    return pdf().replace(b"xref\n0 6", b"xref\n0 2147483647")


def tables_of_objects_in_a_circle() -> bytes:
    whole = pdf()
    table = b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev %010d >>\n"
    first = len(whole)
    second = first + len(table % 0)
    return whole + table % second + table % first + b"startxref\n%d\n%%%%EOF\n" % first


def claims_100_000_pages() -> bytes:
    return pdf({2: PAGES.replace(b"/Count 1", b"/Count 100000")})


def one_page_100_000_times() -> bytes:
    return pdf({2: b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>"})


def deep_page_tree() -> bytes:
    depth = 10_000
    nodes = {
        k: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (k - 1, k + 1)
        for k in range(10, 10 + depth)
    }
    return pdf({2: PAGES.replace(b"3 0 R", b"10 0 R"), **nodes, 10 + depth: PAGE})


def no_pages() -> bytes:
    return pdf({2: b"<< /Type /Pages /Kids [] /Count 0 >>"})


def deep_array() -> bytes:
    return pdf({3: PAGE.replace(b"/MediaBox [0 0 595 842]", b"/MediaBox " + b"[" * 200_000 + b"]" * 200_000)})


def xref_that_leads_to_itself() -> bytes:
    whole = pdf()
    start = whole.rindex(b"xref\n0")
    return pdf(trailer=b"/Prev %d" % start)


def drawing_that_draws_itself() -> bytes:
    form = stream(
        b"/F Do /F Do " + TEXT,
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 6 0 R >> /Font << /F1 5 0 R >> >>",
    )
    return pdf(
        {3: PAGE.replace(b"/Font <<", b"/XObject << /F 6 0 R >> /Font <<"), 4: stream(b"/F Do"), 6: form}
    )


def drawings_that_double() -> bytes:
    """Thirty drawings, each of which draws the next one twice: a thousand million words."""
    forms = {}
    for k in range(10, 40):
        inner = TEXT if k == 39 else b"/F Do /F Do"
        uses = b"" if k == 39 else b"/XObject << /F %d 0 R >>" % (k + 1)
        resources = b"/Resources << %s /Font << /F1 5 0 R >> >>" % uses
        forms[k] = stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] " + resources)
    page = PAGE.replace(b"/Font <<", b"/XObject << /F 10 0 R >> /Font <<")
    return pdf({3: page, 4: stream(b"/F Do"), **forms})


def stream_length_that_lies() -> bytes:
    return pdf({4: b"<< /Length 2147483647 >>\nstream\n" + TEXT + b"\nendstream"})


def startxref_beyond_the_end() -> bytes:
    return pdf().replace(b"startxref\n", b"startxref\n99999")


def endless_page() -> bytes:
    return pdf({3: PAGE.replace(b"595 842", b"1e38 -1e38")})


ALL: tuple[Callable[[], bytes], ...] = (
    inflating,
    inflating_twice,
    inflating_by_run_lengths,
    inflating_through_fifty_filters,
    inflating_text,
    inflating_character_map,
    inflating_object_stream,
    huge_image,
    encrypted,
    scanned_only,
    truncated,
    rubbish,
    header_only,
    cyclic_page_tree,
    page_that_is_its_own_parent,
    claims_100_000_pages,
    one_page_100_000_times,
    deep_page_tree,
    no_pages,
    deep_array,
    xref_that_leads_to_itself,
    drawing_that_draws_itself,
    drawings_that_double,
    stream_length_that_lies,
    startxref_beyond_the_end,
    endless_page,
    inflating_under_a_short_name,
    inflating_under_an_escaped_name,
    inflating_behind_a_long_dictionary,
    inflating_table_of_objects,
    inflating_states,
    locked_by_an_unknown_method,
    cyclic_page_tree_of_three,
    cyclic_outlines,
    font_that_is_its_own_part,
    letters_that_draw_themselves,
    filter_that_is_its_own_stream,
    runs_scripts,
    brings_a_program,
    text_from_another_file,
    fewer_pages_than_none,
    page_without_a_size,
    letters_without_end,
    table_of_objects_that_lies,
    tables_of_objects_in_a_circle,
)
