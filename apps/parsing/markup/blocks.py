"""Clean HTML as a few kinds of blocks: paragraphs, lists, tables, quotations. Read here, written by `apps.parsing.markup.cleaning`."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

# What is looked at; `read_blocks` expects markup that a cleaner has reduced to these and has balanced.
INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sub": "sub", "sup": "sup", "a": "a"}
HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
CONTAINERS = frozenset({"ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "caption"})
BREAKING = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "address",
        "figure",
        "figcaption",
        "center",
        "fieldset",
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "hr",
    ]
)
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same emphasis; `marks` from the outermost, `address` where they are a link."""

    text: str
    marks: tuple[str, ...] = ()
    address: str = ""


@dataclass(slots=True)
class Paragraph:
    """Lines of runs; `rank` is that of a heading (1-6), 0 for a plain paragraph."""

    lines: list[list[Run]]
    rank: int = 0

    def texts(self) -> list[str]:
        """The text of each line."""
        return [unicodedata.normalize("NFC", "".join(run.text for run in line)) for line in self.lines]


@dataclass(slots=True)
class Entry:
    """One entry of a list; `number` counts from the list's start or the entry's own value."""

    number: int
    blocks: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """A list; `numbering` is "" for bullets, "1" for numbers, or one of LIST_TYPES."""

    numbering: str
    start: int = 1
    entries: list[Entry] = field(default_factory=list)
    next_number: int = 1


@dataclass(slots=True)
class Cell:
    """One cell of a table."""

    is_head: bool
    columns: int = 1
    rows: int = 1
    blocks: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Rows of cells; `before` is what the source had in the table but not in a cell (a caption)."""

    rows: list[list[Cell]] = field(default_factory=list)
    before: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class Quotation:
    """Quoted blocks."""

    blocks: list["Block"] = field(default_factory=list)


Block: TypeAlias = Paragraph | Listing | Table | Quotation


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every line of text of some blocks, without marks of lists and tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.texts()
        else:
            for inner in _insides(block):
                yield from texts_of(inner)


def _insides(block: Listing | Table | Quotation) -> Iterator[list[Block]]:
    if isinstance(block, Quotation):
        yield block.blocks
    elif isinstance(block, Listing):
        yield from (entry.blocks for entry in block.entries)
    else:
        yield from (cell.blocks for row in block.rows for cell in row)


def under_headings(blocks: Iterable[Block], rank: int) -> list[tuple[str, list[Block]]]:
    """The blocks under each heading of `rank` or above, with its text; what stands before the first is under ""."""
    parts: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if isinstance(block, Paragraph) and 0 < block.rank <= rank:
            parts.append((" ".join(block.texts()), []))
        else:
            parts[-1][1].append(block)
    return parts if parts[0][1] else parts[1:]
