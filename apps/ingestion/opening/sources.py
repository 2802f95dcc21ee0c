"""Opening what people point at: files, folders, ZIP files and uploads, in a fixed order, bounded in size."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from apps.ingestion.opening.packages import HEAD_BYTES, Entry, Papers, Source, arrange, is_aside
from apps.ingestion.opening.zip_files import MAX_BYTES, entries_of, is_zip
from apps.parsing.errors import ParsingError

__all__ = ["MAX_BYTES", "open_paths", "open_uploads", "unpacked"]


def open_paths(paths: Iterable[Path]) -> list[Source]:
    """The files that the paths name; a folder stands for the documents in it, by name, folders below it too.

    Nothing is kept in memory but the list. Raises FileNotFoundError for a path that does not exist.
    """
    found: dict[str, Source] = {}
    for path in paths:
        if path.is_dir():
            opened = arrange([_of_disk(file, path) for file in _files_below(path)], prefix=f"{path}/")
        elif path.exists():
            opened = [_alone(path)]
        else:
            raise FileNotFoundError(path)
        for source in opened:
            found.setdefault(source.name, source)
    return list(found.values())


def open_uploads(files: Iterable[Any]) -> list[Source]:
    """The documents among uploaded files (Django's UploadedFile), in the order chosen."""
    return arrange([_of_upload(file) for file in files])


def unpacked(source: Source) -> Iterator[Source]:
    """The document itself, or the documents of a ZIP file. A ZIP that is refused stands for itself, with the reason."""
    if source.open is None:
        yield source
        return
    try:
        file = source.open()
    except (OSError, ParsingError):
        # Reading it says why.
        yield source
        return
    if not is_zip(file.read(HEAD_BYTES)):
        yield source
        return
    try:
        inside = arrange(entries_of(file), prefix=f"{source.name}/")
    except ParsingError as error:
        inside = [Source(name=source.name, read=_raising(error))]
    # Closed when the last of them is dropped.
    yield from inside


def _raising(error: ParsingError) -> Callable[[], bytes]:
    def refuse() -> bytes:
        raise error

    return refuse


def _files_below(folder: Path) -> list[Path]:
    """Files by name. Links to folders are not followed; links to files are judged when they are read."""
    found = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        found += [Path(place, name) for name in names]
    return sorted(
        path
        for path in found
        if not is_aside(path.relative_to(folder).as_posix()) and (path.is_file() or path.is_symlink())
    )


def _of_disk(path: Path, folder: Path) -> Entry:
    inside = folder.resolve()

    def read(most: int = MAX_BYTES + 1) -> bytes:
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            raise ParsingError(
                "Filen er et link ud af mappen. Læg selve filen i mappen, eller angiv dens egen sti."
            )
        return _read(path, most)

    def open_file() -> BinaryIO:
        read(0)
        return path.open("rb")

    return Entry(
        path=path.relative_to(folder).as_posix(), head=lambda: read(HEAD_BYTES), read=read, open=open_file
    )


def _alone(path: Path) -> Source:
    """A file that is pointed at itself; the papers of an export lie in its folder."""
    return Source(
        name=str(path),
        read=lambda: _read(path),
        papers=_beside(path.parent),
        # A pipe would be waited for.
        open=(lambda: path.open("rb")) if path.is_file() else None,
    )


def _beside(folder: Path) -> Papers:
    def find(path: str) -> bytes | None:
        place = (folder / path.replace("\\", "/")).resolve()
        if not place.is_relative_to(folder.resolve()) or not place.is_file():
            return None
        return _read(place)

    return find


def _read(path: Path, most: int = MAX_BYTES + 1) -> bytes:
    """The first bytes of a file. Raises ParsingError where it is no file, is too large or cannot be read."""
    try:
        if not path.is_file():
            raise ParsingError("Det er ikke en almindelig fil. Angiv filen med dokumentet.")
        if most > MAX_BYTES:
            _refuse_large(path.stat().st_size)
        with path.open("rb") as file:
            content = file.read(most)
    except OSError as error:
        raise ParsingError(f"Filen kan ikke læses ({error.strerror}).") from error
    _refuse_large(len(content))
    return content


def _refuse_large(size: int) -> None:
    if size > MAX_BYTES:
        raise ParsingError(
            f"Filen fylder {size // 1_000_000} MB. Et dokument må højst fylde {MAX_BYTES // 1_000_000} MB: "
            "del det op i et dokument pr. møde."
        )


def _of_upload(file: Any) -> Entry:
    def read(most: int = MAX_BYTES + 1) -> bytes:
        if most > MAX_BYTES:
            _refuse_large(file.size or 0)
        file.seek(0)
        return bytes(file.read(most))

    def open_file() -> BinaryIO:
        file.seek(0)
        stream: BinaryIO = file.file
        return stream

    return Entry(path=file.name or "dokument", head=lambda: read(HEAD_BYTES), read=read, open=open_file)
