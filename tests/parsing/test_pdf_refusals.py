"""PDFs that cannot be read are refused with the reason, and damage ends in nothing but a refusal."""

import io
import zlib
from collections.abc import Callable
from contextlib import suppress

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from apps.parsing import parse_document
from apps.parsing.errors import ParsingError
from apps.parsing.reading.pdf import reader as pdf
from tests.parsing.documents import an_export, an_item
from tests.parsing.printing import HEIGHT, WIDTH, draw, print_lines
from tests.parsing.test_pdf import a_page, a_paragraph


def test_a_scanned_page_among_others_is_a_warning() -> None:
    document = pdf.read(draw(a_page(*a_paragraph(100)), an_image))
    assert [(w.code, "side 2" in w.message) for w in document.warnings] == [("page_without_text", True)]


def an_image(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "red")), 0, 0, WIDTH, HEIGHT)


def encrypted() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("hemmeligt"))
    canvas.drawString(60, 700, "Punkt 1 Havnen")
    canvas.save()
    return target.getvalue()


def made_by_hand(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first one is the catalog."""
    parts, offsets = [b"%PDF-1.4\n"], []
    for number, content in enumerate(objects, 1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start))
    return b"".join(parts)


def a_bomb() -> bytes:
    packer, packed = zlib.compressobj(9), b""
    for _ in range(300):
        packed += packer.compress(b" " * 1024 * 1024)
    packed += packer.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>"
    return made_by_hand(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream
    )


def cyclic() -> bytes:
    return made_by_hand(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 5 /Parent 2 0 R >>"
    )


def without_pages() -> bytes:
    return made_by_hand(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>")


def unreadable() -> bytes:
    """Text whose font maps every letter to a private place."""
    mapping = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <E120> endbfrange endcmap"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream"
    words = b"BT /F1 12 Tf 60 700 Td (%s) Tj ET" % (b"Havneudvalget holder et langt moede " * 3)
    return made_by_hand(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        stream % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        stream % (len(mapping), mapping),
    )


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (encrypted, "adgangskode"),
    "cut": (lambda: draw(a_page(*a_paragraph(100)))[:-700], "slutningen mangler"),
    "damaged": (lambda: b"%PDF-1.7\n" + b"x" * 3000 + b"%%EOF", "beskadiget"),
    "cyclic": (cyclic, "PDF-filen"),
    "no pages": (without_pages, "PDF-filen"),
    "scanned": (lambda: draw(an_image, an_image), "skannet"),
    "garbage": (unreadable, "kan ikke læses"),
    "bomb": (a_bomb, "pakker sig ud"),
    "too large": (lambda: b"%PDF-" + b" " * pdf.MAX_BYTES, "grænsen er 50 MB"),
    "too many pages": (lambda: draw(*[lambda canvas: None] * (pdf.MAX_PAGES + 1)), "grænsen er 2000"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_the_reason_and_the_remedy(name: str) -> None:
    make, words = REFUSED[name]
    with pytest.raises(ParsingError) as caught:
        parse_document(make())
    assert words in caught.value.message
    assert any(remedy in caught.value.message for remedy in ("Hent", "Gem", "Kør", "Del"))


def test_all_that_pdfium_opened_is_closed() -> None:
    content = draw(a_page(*a_paragraph(100)))
    pdf.read(content)
    with pytest.raises(ParsingError):
        pdf.read(draw(an_image))
    from pypdfium2.internal.bases import ObjectTracker

    assert {kind: len(objects) for kind, objects in ObjectTracker.items() if objects} == {}
    assert pdfium.PdfDocument in ObjectTracker


SAMPLE = print_lines(an_export(an_item(1, sign=":"), an_item(2, sign=":")))


def read_or_refused(content: bytes) -> None:
    with suppress(ParsingError):
        parse_document(content)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=6)), min_size=1, max_size=12))
def test_damaged_bytes_raise_nothing_but_a_parsing_error(changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(SAMPLE)
    for place, new in changes:
        content[place : place + len(new)] = new
    read_or_refused(bytes(content))


@pytest.mark.slow
@settings(max_examples=1500, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 60), st.binary(max_size=30)),
        min_size=1,
        max_size=40,
    )
)
def test_many_damaged_files_raise_nothing_but_a_parsing_error(changes: list[tuple[int, int, bytes]]) -> None:
    content = bytearray(SAMPLE)
    for place, length, new in changes:
        content[place : place + length] = new
    read_or_refused(bytes(content))
