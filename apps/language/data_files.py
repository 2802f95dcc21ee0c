"""The word lists in `data/`: one entry a line, its reason after `#`. They are part of the analyser's version."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "data"


class DataFileError(ValueError):
    """A line of a word list is malformed; the message names the file, the line and what is wrong."""


def read_entries(
    name: str, *, separator: str, least: int = 1, most: int | None = None, folder: Path = _FOLDER
) -> list[tuple[str, ...]]:
    """The entries of a list, each split at the separator.

    Blank lines and lines that begin with `#` are skipped. Raises DataFileError for a line without a reason, with fewer
    than `least` or more than `most` parts or with an empty part, and OSError where the file is missing.
    """
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    numbered = [(f"{name}, line {number}", line.strip()) for number, line in enumerate(lines, start=1)]
    entries = [(place, _parts(place, line, separator)) for place, line in numbered if line and line[0] != "#"]
    for place, parts in entries:
        if not least <= len(parts) <= (most or len(parts)) or not all(parts):
            raise DataFileError(f"{place}: wrong number of parts between {separator!r}: {parts}")
    return [parts for _, parts in entries]


def _parts(place: str, line: str, separator: str) -> tuple[str, ...]:
    content, _, reason = line.partition("#")
    if not reason.strip():
        raise DataFileError(f"{place}: no reason after #: {line!r}")
    return tuple(part.strip() for part in content.split(separator))
