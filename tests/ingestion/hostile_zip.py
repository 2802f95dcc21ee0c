"""ZIP files that try to stop, fill or mislead whoever opens them."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.ingestion.documents import document
from tests.ingestion.hostile_pdf import deflated

GOOD = "god.txt"
_BOMB = 300_000_000


def _zip(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in entries:
            package.writestr(name, content)
    return out.getvalue()


def _raw(
    *entries: tuple[bytes, bytes, int, int], flags: int = 0, method: int = 8, declared: int | None = None
) -> bytes:
    """A ZIP written by hand from (name, deflated data, checksum, size); the sizes may lie."""
    body, directory = io.BytesIO(), io.BytesIO()
    for name, data, crc, size in entries:
        size = size if declared is None else declared
        offset = body.tell()
        common = struct.pack("<4H3L2H", flags, method, 0, 0, crc, len(data), size, len(name), 0)
        body.write(b"PK\x03\x04" + struct.pack("<H", 20) + common + name + data)
        directory.write(
            b"PK\x01\x02"
            + struct.pack("<2H", 20, 20)
            + common
            + struct.pack("<3H2L", 0, 0, 0, 0, offset)
            + name
        )
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, len(entries), len(entries), directory.tell(), body.tell(), 0
    )
    return body.getvalue() + directory.getvalue() + end


def _bare(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def flat_bomb() -> bytes:
    data = deflated(b"\0", _BOMB)[2:-4]
    return _raw((b"bombe.txt", data, 0, _BOMB))


def bomb_that_calls_itself_small() -> bytes:
    data = deflated(b"\0", _BOMB)[2:-4]
    return _raw((b"bombe.txt", data, 0, 500_000))


def bomb_of_many_parts() -> bytes:
    data = deflated(b"a", 19_000_000)[2:-4]
    return _raw(*((b"%03d.txt" % k, data, 0, 19_000_000) for k in range(300)))


def nested() -> bytes:
    return _zip(("indre.zip", _zip(("referat.txt", document()))))


def overlapping() -> bytes:
    """One heap of data, named by 1,000 entries of the directory."""
    data = deflated(b"a", 1_000_000)[2:-4]
    whole = _raw((b"a.txt", data, 0, 1_000_000))
    start = whole.index(b"PK\x01\x02")
    entry = whole[start : whole.index(b"PK\x05\x06")]
    directory = b"".join(entry[:-5] + b"%05d" % k for k in range(1000))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), start, 0)
    return whole[:start] + directory + end


def climbing_name() -> bytes:
    return _zip(("../../ud.txt", document()))


def climbing_windows_name() -> bytes:
    return _zip(("mappe\\..\\..\\ud.txt", document()))


def absolute_name() -> bytes:
    return _zip(("/etc/ud.txt", document()))


def name_with_a_drive() -> bytes:
    return _zip(("C:/ud.txt", document()))


def _of_kind(kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.txt")
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    return info


def link() -> bytes:
    return _zip((_of_kind(stat.S_IFLNK), b"/etc/passwd"))


def device() -> bytes:
    return _zip((_of_kind(stat.S_IFCHR), b""))


def hundred_thousand_entries() -> bytes:
    return _zip(*((f"{k}.txt", b"") for k in range(100_000)))


def thirty_thousand_entries() -> bytes:
    return _raw(*((b"%d.txt" % k, b"\3\0", 0, 0) for k in range(30_000)))


def encrypted() -> bytes:
    data = _bare(document())
    return _raw((b"referat.txt", data, zlib.crc32(document()), len(document())), flags=1)


def unknown_method() -> bytes:
    return _zip(("referat.txt", document()), method=zipfile.ZIP_LZMA)


def same_name_twice() -> bytes:
    first, second = _bare(document()), _bare(document(("15:00", "15:30")))
    return _raw(
        (b"a.txt", first, zlib.crc32(document()), len(document())),
        (b"A.txt", second, zlib.crc32(document(("15:00", "15:30"))), len(document(("15:00", "15:30")))),
    )


def damaged() -> bytes:
    whole = bytearray(_zip(("referat.txt", document())))
    whole[60:200] = bytes(140)
    return bytes(whole)


def cut() -> bytes:
    whole = _zip(("referat.txt", document()))
    return whole[: len(whole) // 2]


def empty() -> bytes:
    return _zip()


def only_what_lies_aside() -> bytes:
    return _zip(("__MACOSX/._referat.txt", b"x"), ("Thumbs.db", b"x"), (".DS_Store", b"x"))


def word_file() -> bytes:
    return _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>"))


def open_document_file() -> bytes:
    return _zip(("mimetype", b"application/vnd.oasis.opendocument.text"), ("META-INF/manifest.xml", b"<m/>"))


def directory_that_points_nowhere() -> bytes:
    whole = _zip(("referat.txt", document()))
    place = whole.index(b"PK\x05\x06")
    return whole[: place + 16] + struct.pack("<L", 2**31) + whole[place + 20 :]


def _without_content(*names: bytes) -> bytes:
    return _raw(*((name, b"\3\0", 0, 0) for name in names))


def more_entries_than_it_says() -> bytes:
    whole = _without_content(*(b"%d" % k for k in range(60_000)))
    place = whole.rindex(b"PK\x05\x06")
    return whole[: place + 8] + struct.pack("<2H", 1, 1) + whole[place + 12 :]


def entry_without_a_name() -> bytes:
    return _raw((b"", b"\3\0", 0, 0))


def endless_name() -> bytes:
    return _without_content(b"a" * 65_000 + b".txt")


def endless_folders() -> bytes:
    return _without_content(b"a/" * 32_000 + b"b.txt")


def names_that_steer_the_screen() -> bytes:
    names = (b"a\x1b[31m\r\n\x07.txt", "\u202etxt.exe".encode(), b"\xff\xfe\x81.txt", b"nul\0.txt")
    return _raw(*((name, b"\3\0", 1, 0) for name in names))


def name_that_is_no_utf_8() -> bytes:
    return _raw((b"\xff\xfe\x81.txt", b"\3\0", 0, 0), flags=0x800)


def sizes_of_zip64_that_lie() -> bytes:
    """The extra field of the entry claims 8 exabytes."""
    whole = _raw((b"a.txt", b"\3\0", 0, 0), declared=0xFFFFFFFF)
    extra = struct.pack("<2H2Q", 1, 16, 2**63, 2**63)
    directory, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    entry = bytearray(whole[directory:end])
    entry[20:24], entry[30:32] = b"\xff" * 4, struct.pack("<H", len(extra))
    ending = bytearray(whole[end:])
    ending[12:16] = struct.pack("<L", len(entry) + len(extra))
    return whole[:directory] + bytes(entry) + extra + bytes(ending)


def wrong_checksum() -> bytes:
    return _raw((b"a.txt", _bare(document()), 1, len(document())))


_EXPORT = b"<?xml version='1.0'?><Publication>%s</Publication>"
_DAMAGED = (b"damaged.txt", b"\3\0", 1, 0)


def thousands_of_exports_beside_papers() -> bytes:
    export = _EXPORT % (b"<x>1.pdf</x>" * 20)
    xml, crc = _bare(export), zlib.crc32(export)
    exports = ((b"%d.xml" % k, xml, crc, len(export)) for k in range(1_500))
    return _raw(*exports, *((b"%d.pdf" % k, b"\3\0", 0, 0) for k in range(1_500)), _DAMAGED)


def export_with_an_endless_number() -> bytes:
    export = _EXPORT % (b"&#" + b"9" * 5_000 + b";")
    return _raw((b"a.xml", _bare(export), zlib.crc32(export), len(export)), _DAMAGED)


ALL: tuple[Callable[[], bytes], ...] = (
    flat_bomb,
    bomb_that_calls_itself_small,
    bomb_of_many_parts,
    nested,
    overlapping,
    climbing_name,
    climbing_windows_name,
    absolute_name,
    name_with_a_drive,
    link,
    device,
    hundred_thousand_entries,
    thirty_thousand_entries,
    encrypted,
    unknown_method,
    same_name_twice,
    damaged,
    cut,
    empty,
    only_what_lies_aside,
    word_file,
    open_document_file,
    directory_that_points_nowhere,
    more_entries_than_it_says,
    entry_without_a_name,
    endless_name,
    endless_folders,
    names_that_steer_the_screen,
    name_that_is_no_utf_8,
    sizes_of_zip64_that_lie,
    wrong_checksum,
    thousands_of_exports_beside_papers,
    export_with_an_endless_number,
)
