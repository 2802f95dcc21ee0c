"""Text of a section -> paragraphs, lists, tables and small headings, for reading.

The parser's form: paragraphs separated by a blank line, list entries and rows of a table by a line
each, a row's cells by tabs (`apps.parsing.paragraphs.text_of`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_BULLET = re.compile(r"[-–—•*·▪]\s+")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+")
_SENTENCE_END = (".", ":", ";", ",", "!", "?", "”", '"', "»")
_AMOUNT = re.compile(r"\d[\d.,]*")
_NUMBER_CELL = re.compile(r"[-−+]?\d[\d.,]*( ?(%|procent|(mio\. |mia\. )?kr\.))?")
_LONGEST_HEADING = 70
# A heading has a text below it; the cells of a table that lost its form have less.
_SHORTEST_BELOW = 40


class BlockKind(StrEnum):
    """What a block is shown as."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    NUMBERED = "numbered"
    TABLE = "table"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, and whether its column holds numbers only."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or heading (one entry), a list, or a table of a line each; a numbered list begins at `start`."""

    kind: BlockKind
    entries: tuple[str, ...]
    start: int = 1

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of a table, its head first, all as long as the longest."""
        lines = [[cell.strip() for cell in line.split("\t")] for line in self.entries]
        width = max(map(len, lines))
        # A head that is too short lacks its corner, a row its last cells.
        head, *body = lines
        lines = [[""] * (width - len(head)) + head, *(line + [""] * (width - len(line)) for line in body)]
        filled = [[line[n] for line in lines[1:] if line[n]] for n in range(width)]
        numbers = [bool(cells) and all(map(_NUMBER_CELL.fullmatch, cells)) for cells in filled]
        return tuple(tuple(map(Cell, line, numbers)) for line in lines)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a section's text. Loses no word; list marks and numbers become the list's own. Linear."""
    paragraphs = [[line.strip() for line in part.splitlines() if line.strip()] for part in text.split("\n\n")]
    found = [block for lines in paragraphs if lines for block in _blocks(lines)]
    return tuple(_with_headings(_joined(found)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Runs of marked lines are lists; unmarked lines after one that ends with a colon are a list too."""
    run: list[str] = []
    kind = BlockKind.PARAGRAPH
    for line in lines:
        line_kind = _kind_of(line)
        if line_kind is BlockKind.PARAGRAPH and (kind is BlockKind.LIST or (run and run[-1].endswith(":"))):
            line_kind = BlockKind.LIST
        if run and line_kind is not kind:
            yield from _finished(kind, run)
            run = []
        kind = line_kind
        run.append(line)
    yield from _finished(kind, run)


def _kind_of(line: str) -> BlockKind:
    if line.count("\t") > 1 or ("\t" in line and not (_BULLET.match(line) or _NUMBER.match(line))):
        return BlockKind.TABLE
    if _BULLET.match(line):
        return BlockKind.LIST
    return BlockKind.NUMBERED if _NUMBER.match(line) else BlockKind.PARAGRAPH


def _finished(kind: BlockKind, run: list[str]) -> Iterator[Block]:
    if kind is BlockKind.PARAGRAPH:
        yield from (Block(kind, (line,)) for line in run)
    elif kind is BlockKind.TABLE:
        yield Block(kind, tuple(run))
    elif kind is BlockKind.LIST:
        yield Block(kind, tuple(_BULLET.sub("", line, count=1) for line in run))
    else:
        numbers = [int(match[1]) for line in run if (match := _NUMBER.match(line))]
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            yield Block(kind, tuple(_NUMBER.sub("", line, count=1) for line in run), numbers[0])
        else:
            yield from (Block(BlockKind.PARAGRAPH, (line,)) for line in run)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Lists and tables whose entries stand between blank lines are one; a row alone is no table."""
    last: Block | None = None
    for block in blocks:
        if last and _goes_on(last, block):
            last = Block(last.kind, last.entries + block.entries, last.start)
            continue
        if last:
            yield _as_text(last)
        last = block
    if last:
        yield _as_text(last)


def _as_text(block: Block) -> Block:
    is_row = block.kind is BlockKind.TABLE and len(block.entries) == 1
    return Block(BlockKind.PARAGRAPH, block.entries) if is_row else block


def _goes_on(last: Block, block: Block) -> bool:
    if last.kind is not block.kind:
        return False
    if block.kind is BlockKind.NUMBERED:
        return block.start == last.start + len(last.entries)
    return block.kind in {BlockKind.LIST, BlockKind.TABLE}


def _with_headings(blocks: Iterator[Block]) -> Iterator[Block]:
    """A short line without an end, above a longer paragraph, is a heading; so is a single numbered one."""
    last: Block | None = None
    for block in blocks:
        if last:
            yield _as_heading(last) if _is_heading(last, block) else last
        last = block
    if last:
        yield last


def _is_heading(block: Block, following: Block) -> bool:
    text = block.entries[0]
    return (
        block.kind in {BlockKind.PARAGRAPH, BlockKind.NUMBERED}
        and len(block.entries) == 1
        and len(text) <= _LONGEST_HEADING
        and not text.endswith(_SENTENCE_END)
        and text[:1].isupper()
        and len(_AMOUNT.findall(text)) < 2  # the row of a table
        and following.kind is BlockKind.PARAGRAPH
        and following.entries[0].endswith(_SENTENCE_END)
        and len(following.entries[0]) > max(len(text), _SHORTEST_BELOW)
    )


def _as_heading(block: Block) -> Block:
    number = f"{block.start}. " if block.kind is BlockKind.NUMBERED else ""
    return Block(BlockKind.HEADING, (number + block.entries[0],))
