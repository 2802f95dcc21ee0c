"""A folder, a ZIP file or an upload as documents in a fixed order, each with the files that belong to it.

In an export folder lie one XML and the PDFs of its attachments: a file that the XML names is a paper of the meeting, and
no document of its own, also where the XML says that it is not public.
"""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import BinaryIO
from urllib.parse import unquote

from apps.parsing.errors import ParsingError
from apps.parsing.reading import xml
from apps.parsing.reading.characters import unescaped

HEAD_BYTES = 4096
# What lies beside documents: descriptions, and what systems leave behind.
_ASIDE = ("readme", ".", "~$", "thumbs.db", "desktop.ini", "__macosx")
_BETWEEN_NAMES = re.compile(r"[<>\"'/\\\r\n]+")
_LONGEST_NAME = 255

Papers = Callable[[str], bytes | None]


def no_papers(path: str) -> bytes | None:
    """For a document that nothing lies beside."""
    return None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One file of a package. `path` is relative to it, with "/" between its parts.

    `head` gives its first HEAD_BYTES, `read` all of it; both raise ParsingError. `open` is there for what may itself
    be a package.
    """

    path: str
    head: Callable[[], bytes]
    read: Callable[[], bytes]
    open: Callable[[], BinaryIO] | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """One document, not read yet: `read` gives its bytes or raises ParsingError, `papers` a file beside it."""

    name: str
    read: Callable[[], bytes]
    papers: Papers = no_papers
    open: Callable[[], BinaryIO] | None = None


def is_aside(path: str) -> bool:
    """Whether the file, or a folder above it, is none that people mean as a document."""
    return any(part.casefold().startswith(_ASIDE) and part != ".." for part in path.split("/"))


def arrange(entries: Sequence[Entry], *, prefix: str = "") -> list[Source]:
    """The documents in the order given, papers taken out; `prefix` stands before each name.

    Reads the beginning of every file, and all of those XML files that others lie beside; keeps none of them.
    """
    exports = [entry for entry in entries if xml.recognises(_head(entry))]
    paths_of_exports = {entry.path for entry in exports}
    others = [entry for entry in entries if entry.path not in paths_of_exports]
    below = _by_folder({posixpath.dirname(path) for path in paths_of_exports}, others)
    aside: set[str] = set()
    papers: dict[str, Papers] = {}
    for export in exports:
        folder = posixpath.dirname(export.path)
        beside = below[folder]
        if not beside:
            continue
        named_here = [entry for name in sorted(_names_in(export) & beside.keys()) for entry in beside[name]]
        aside.update(entry.path for entry in named_here)
        papers[export.path] = _finder(folder, named_here)
    return [
        Source(
            name=prefix + entry.path,
            read=entry.read,
            papers=papers.get(entry.path, no_papers),
            open=entry.open,
        )
        for entry in entries
        if entry.path not in aside
    ]


def _head(entry: Entry) -> bytes:
    try:
        return entry.head()
    except ParsingError:
        # Said when the document is read.
        return b""


def _by_folder(folders: set[str], entries: Iterable[Entry]) -> dict[str, dict[str, list[Entry]]]:
    """For each of the folders what lies in it or below it, by the key of its name."""
    found: dict[str, dict[str, list[Entry]]] = {folder: {} for folder in folders}
    for entry in entries:
        name = _key(posixpath.basename(entry.path))
        above = accumulate(posixpath.dirname(entry.path).split("/"), "{}/{}".format)
        for folder in folders.intersection(["", *above]):
            found[folder].setdefault(name, []).append(entry)
    return found


def _names_in(export: Entry) -> frozenset[str]:
    """Everything in the XML that may be a file's name: what stands between markup, quotes and slashes."""
    try:
        content = export.read()
    except ParsingError:
        return frozenset()
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    pieces = _BETWEEN_NAMES.split(unescaped(content.decode(encoding, errors="replace")))
    return frozenset(
        _key(name)
        for piece in pieces
        if "." in piece and len(piece) <= _LONGEST_NAME
        for name in {piece, unquote(piece)}
    )


def _key(name: str) -> str:
    """A path as it is compared: systems differ in case and in how they write å."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def _finder(folder: str, entries: Sequence[Entry]) -> Papers:
    """Finds a paper by the path that the XML gives, else by its name where only one is called so."""
    by_path = {_key(posixpath.relpath(entry.path, folder or ".")): entry for entry in entries}
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(_key(posixpath.basename(entry.path)), []).append(entry)

    def find(path: str) -> bytes | None:
        for wanted in (path.replace("\\", "/"), unquote(path).replace("\\", "/")):
            entry = by_path.get(_key(wanted))
            namesakes = by_name.get(_key(posixpath.basename(wanted)), [])
            if entry is None and len(namesakes) == 1:
                entry = namesakes[0]
            if entry is not None:
                return entry.read()
        return None

    return find
