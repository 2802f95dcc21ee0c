"""Text of a section -> paragraphs, lists and small headings, for reading.

The parser's form: paragraphs separated by a blank line, list entries by a line each
(`apps.parsing.paragraphs.text_of`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_BULLET = re.compile(r"[-–—•*·▪]\s+")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+")
_SENTENCE_END = (".", ":", ";", ",", "!", "?", "”", '"', "»")
_AMOUNT = re.compile(r"\d[\d.,]*")
_LONGEST_HEADING = 70


class BlockKind(StrEnum):
    """What a block is shown as."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    NUMBERED = "numbered"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or heading (one entry), or a list; a numbered one begins at `start`."""

    kind: BlockKind
    entries: tuple[str, ...]
    start: int = 1


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
    if _BULLET.match(line):
        return BlockKind.LIST
    return BlockKind.NUMBERED if _NUMBER.match(line) else BlockKind.PARAGRAPH


def _finished(kind: BlockKind, run: list[str]) -> Iterator[Block]:
    if kind is BlockKind.PARAGRAPH:
        yield from (Block(kind, (line,)) for line in run)
    elif kind is BlockKind.LIST:
        yield Block(kind, tuple(_BULLET.sub("", line, count=1) for line in run))
    else:
        numbers = [int(match[1]) for line in run if (match := _NUMBER.match(line))]
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            yield Block(kind, tuple(_NUMBER.sub("", line, count=1) for line in run), numbers[0])
        else:
            yield from (Block(BlockKind.PARAGRAPH, (line,)) for line in run)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Lists whose entries stand between blank lines are one list."""
    last: Block | None = None
    for block in blocks:
        if last and _goes_on(last, block):
            last = Block(last.kind, last.entries + block.entries, last.start)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _goes_on(last: Block, block: Block) -> bool:
    if last.kind is not block.kind:
        return False
    if block.kind is BlockKind.NUMBERED:
        return block.start == last.start + len(last.entries)
    return block.kind is BlockKind.LIST


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
        and len(following.entries[0]) > len(text)
    )


def _as_heading(block: Block) -> Block:
    number = f"{block.start}. " if block.kind is BlockKind.NUMBERED else ""
    return Block(BlockKind.HEADING, (number + block.entries[0],))
