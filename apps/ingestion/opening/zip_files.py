"""ZIP files: their entries, each read in bounded steps; nothing is ever written to disk.

The headers of a hostile ZIP lie, so that only what has really been inflated counts. A whole ZIP is refused where its
directory is too large, its parts overlap, or together they would be too much; otherwise only the bad entry is.
"""

import posixpath
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from apps.ingestion.opening.packages import HEAD_BYTES, Entry, is_aside
from apps.parsing.errors import ParsingError

MAX_BYTES = 20_000_000
MAX_ENTRIES = 20_000
MAX_INFLATED = 2_000_000_000
# Text and XML shrink to a tenth, extremely to a fiftieth; a bomb to a thousandth.
MAX_RATIO = 200
_SMALL = 1_000_000
# Of a path; no usual system has longer ones.
_LONGEST_NAME = 1_000
# What moves the cursor of a terminal, or turns the direction of what follows: a name is shown to people.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MAX_DIRECTORY = 5_000_000
_CHUNK = 1 << 16
_END = struct.Struct("<4s4H2LH")
_LONGEST_END = _END.size + 0xFFFF
_LOCAL_HEADER = 30
_UTF8_NAME = 0x800
_ENCRYPTED = 0x41
_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_DAMAGED = "ZIP-filen er beskadiget eller ikke hel. Hent eller pak den igen."
_UNPACK = "Pak den ud, og importér mappen i stedet."


def is_zip(head: bytes) -> bool:
    """Whether a file that begins so is a ZIP file, as Word and OpenDocument files are too."""
    return head.startswith(_BEGINNINGS)


def entries_of(file: BinaryIO) -> list[Entry]:
    """The files of a ZIP by name, those that lie aside left out. Raises ParsingError for a ZIP that is refused as a whole."""
    _refuse_large_directory(file)
    with _damage_told():
        package = zipfile.ZipFile(file)
    # The end of the file may state fewer than there are.
    _refuse_many(len(package.infolist()))
    infos = [info for info in package.infolist() if not info.filename.endswith("/")]
    _refuse_office(package)
    _refuse_overlap(package.infolist())
    inflated = sum(info.file_size for info in infos)
    if inflated > MAX_INFLATED:
        raise ParsingError(
            f"ZIP-filens indhold fylder {inflated // 1_000_000_000} GB udpakket; grænsen er "
            f"{MAX_INFLATED // 1_000_000_000} GB. Del den op i flere ZIP-filer."
        )
    entries, seen = [], set()
    for info in sorted(infos, key=_name):
        name = _name(info)
        if is_aside(name):
            continue
        key = unicodedata.normalize("NFC", name).casefold()
        entries.append(_entry(package, info, name, is_repeated=key in seen))
        seen.add(key)
    if not entries:
        raise ParsingError("ZIP-filen er tom: den indeholder ingen dokumenter.")
    return entries


def _refuse_large_directory(file: BinaryIO) -> None:
    """Look at the end of the file only: reading a directory of 100,000 entries would take seconds."""
    size = file.seek(0, 2)
    file.seek(max(size - _LONGEST_END, 0))
    tail = file.read(_LONGEST_END)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        raise ParsingError(_DAMAGED)
    _, _, _, _, entries, directory, _, _ = _END.unpack_from(tail, place)
    is_zip64 = b"PK\x06\x07" in tail[:place][-_END.size :]
    _refuse_many(entries if directory <= _MAX_DIRECTORY and not is_zip64 else MAX_ENTRIES + 1)


def _refuse_many(entries: int) -> None:
    if entries > MAX_ENTRIES:
        raise ParsingError(
            f"ZIP-filen indeholder for mange filer; grænsen er {MAX_ENTRIES}. Del den op i flere ZIP-filer."
        )


def _refuse_office(package: zipfile.ZipFile) -> None:
    names = {info.filename for info in package.infolist()}
    kinds = {
        "[Content_Types].xml": "en Office-fil (Word, Excel eller PowerPoint)",
        "META-INF/manifest.xml": "en OpenDocument-fil (LibreOffice)",
        "META-INF/MANIFEST.MF": "et program (Java)",
    }
    for name, kind in kinds.items():
        if name in names:
            raise ParsingError(f"Filen er {kind}. Gem dokumentet som PDF, og importér PDF-filen.")


def _refuse_overlap(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that share their bytes: so a small file holds any amount of data."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < 0:
            raise ParsingError(_DAMAGED)
        if info.header_offset < end:
            raise ParsingError(
                f"ZIP-filens dele ligger oven i hinanden: den er ikke lavet af et almindeligt program. {_UNPACK}"
            )
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _name(info: zipfile.ZipInfo) -> str:
    """The entry's path with "/". Names that are not marked as UTF-8 are, in Denmark, UTF-8 all the same or code page 850."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", errors="replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp850")
    return _STEERING.sub("\ufffd", name.replace("\\", "/"))


def _entry(package: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, *, is_repeated: bool) -> Entry:
    reason = _refusal(info, name, is_repeated=is_repeated)
    if reason:
        return Entry(path=name[:_LONGEST_NAME], head=_refusing(reason), read=_refusing(reason))
    return Entry(
        path=posixpath.normpath(name),
        head=lambda: _inflated(package, info, HEAD_BYTES),
        read=lambda: _document(package, info),
    )


def _refusing(reason: str) -> Callable[[], bytes]:
    def refuse() -> bytes:
        raise ParsingError(reason)

    return refuse


def _refusal(info: zipfile.ZipInfo, name: str, *, is_repeated: bool) -> str:
    """Why this entry must not be read, "" for one that may."""
    mode = info.external_attr >> 16
    if reason := _refusal_of_name(name):
        return reason
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return f"Filen er et link eller en enhed og ikke en almindelig fil. {_UNPACK}"
    if is_repeated:
        return "ZIP-filen indeholder to filer med samme navn. Giv dem hver sit navn, og pak igen."
    if info.flag_bits & _ENCRYPTED:
        return "Filen er låst med en adgangskode. Pak den ud, og importér den uden adgangskode."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"Filen er pakket på en måde, som arkivet ikke læser. {_UNPACK}"
    if info.file_size > MAX_BYTES:
        return (
            f"Filen fylder {info.file_size // 1_000_000} MB udpakket. Et dokument må højst fylde "
            f"{MAX_BYTES // 1_000_000} MB: del det op i et dokument pr. møde."
        )
    if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
        return f"Filen fylder over {MAX_RATIO} gange så meget udpakket som i ZIP-filen, og det gør intet dokument. {_UNPACK}"
    return ""


def _refusal_of_name(name: str) -> str:
    if not name:
        return f"En fil i ZIP-filen har intet navn. {_UNPACK}"
    if len(name) > _LONGEST_NAME:
        return f"Filens navn i ZIP-filen er på {len(name)} tegn; grænsen er {_LONGEST_NAME}. {_UNPACK}"
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return f"Filens navn i ZIP-filen peger ud af den. {_UNPACK}"
    return ""


def _document(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    content = _inflated(package, info, MAX_BYTES + 1)
    if len(content) > MAX_BYTES or len(content) > max(_SMALL, MAX_RATIO * info.compress_size):
        raise ParsingError(f"Filen fylder langt mere udpakket, end ZIP-filen siger. {_UNPACK}")
    if is_zip(content):
        raise ParsingError(
            "Filen er en ZIP-fil i en ZIP-fil, eller en Word-fil. Pak ZIP-filen ud for sig, og gem Word-filer som PDF."
        )
    return content


def _inflated(package: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """The first bytes of an entry, read in small steps, so that no header decides how much memory is taken."""
    parts, left = [], most
    with _damage_told(), package.open(info) as stream:
        while left > 0 and (part := stream.read(min(_CHUNK, left))):
            parts.append(part)
            left -= len(part)
    return b"".join(parts)


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        struct.error,
        RuntimeError,
    ) as error:
        # RuntimeError and its NotImplementedError are what zipfile raises for locks and methods that it does not know.
        raise ParsingError(_DAMAGED) from error
