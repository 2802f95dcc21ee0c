"""Opening what people point at: files and folders, in a fixed order, bounded in size."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from apps.parsing.errors import ParsingError

MAX_BYTES = 20_000_000
# What a folder may hold beside documents: descriptions of it, and what systems leave behind.
_NOT_DOCUMENTS = ("readme", ".", "~$", "thumbs.db")


def find_files(paths: Iterable[Path]) -> list[Path]:
    """All files that the paths name; a folder stands for the documents in it, by name, folders below it too.

    Raises FileNotFoundError for a path that does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not _is_aside(p.relative_to(path)))
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise FileNotFoundError(path)
    return list(found)


def _is_aside(path: Path) -> bool:
    return any(part.casefold().startswith(_NOT_DOCUMENTS) for part in path.parts)


def read_bounded(path: Path) -> bytes:
    """The bytes of a file. Raises ParsingError where it is too large or cannot be read."""
    try:
        size = path.stat().st_size
        refuse_large(size)
        return path.read_bytes()
    except OSError as error:
        raise ParsingError(f"Filen kan ikke læses ({error.strerror}).") from error


def refuse_large(size: int) -> None:
    """Raise ParsingError for a document of more than MAX_BYTES bytes."""
    if size > MAX_BYTES:
        raise ParsingError(
            f"Filen fylder {size // 1_000_000} MB. Et dokument må højst fylde {MAX_BYTES // 1_000_000} MB: "
            "del det op i et dokument pr. møde."
        )


def read_chunks_bounded(chunks: Iterator[bytes], size: int) -> bytes:
    """The bytes of an upload of a known size. Raises ParsingError where it is too large."""
    refuse_large(size)
    return b"".join(chunks)
