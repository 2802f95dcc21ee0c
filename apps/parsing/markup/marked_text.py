"""The text of a section with the emphasis and the links of its source lines -> clean HTML.

For sources that have lines and not blocks (PDF): what is a list or a table is read from the text, as for the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from apps.parsing import prose
from apps.parsing.markup.blocks import Block, Cell, Entry, Listing, Paragraph, Run, Table
from apps.parsing.markup.cleaning import FIRST_RANK, html_of
from apps.parsing.prose import BlockKind
from apps.parsing.reading.lines import Line

_LONGEST = 1_000_000
# What the text has between its source lines, and between the entries of its lists and tables: space and their marks.
_BETWEEN = re.compile(r"[\s\d.)•·*▪–—-]*")
_SPACE = re.compile(r"\s+")

_Span = tuple[int, int, Run]


def html_of_text(text: str, lines: Sequence[Line], *, has_headings: bool) -> str:
    """The text of a section as clean HTML; "" where its lines have no emphasis and no link, or where they are not found
    in it word by word. `has_headings` says whether a short line above a longer one may be a sub-heading. Linear.
    """
    if len(text) > _LONGEST or not any(line.runs for line in lines):
        return ""
    try:
        spans = list(_spans(_Reader(text), lines))
        marked = _Marked(text, spans)
        html = "".join(
            html_of(marked.block(block, has_headings=has_headings)) for block in prose.blocks_of(text)
        )
    except _NotFoundError:
        return ""
    return html if spans and len(html) <= _LONGEST else ""


class _NotFoundError(Exception):
    """The text does not go on with these words."""


class _Reader:
    """Finds words in a text, each behind the last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = 0

    def place_of(self, words: str) -> int:
        start = self.text.find(words, self.end)
        if start < 0 or not _BETWEEN.fullmatch(self.text, self.end, start):
            raise _NotFoundError
        self.end = start + len(words)
        return start


def _spans(reader: _Reader, lines: Sequence[Line]) -> Iterator[_Span]:
    """Where in the text the emphasised and linked words stand, in their order."""
    for n, line in enumerate(lines):
        if not line.text:
            continue
        words = line.text
        try:
            start = reader.place_of(words)
        except _NotFoundError:
            # The last letter may be the hyphen of a word that the next line goes on with.
            if not words.endswith("-") or n == len(lines) - 1:
                raise
            start = reader.place_of(words[:-1])
        if line.runs:
            yield from _spans_of_line(line, start, reader.end)


def _spans_of_line(line: Line, start: int, end: int) -> Iterator[_Span]:
    """The runs of a line that begins at `start`; of a line cut in two, as `Resume: …` is, those of this part."""
    whole = "".join(run.text for run in line.runs)
    if not whole.startswith(line.text) and not whole.endswith(line.text):
        return
    place = start if whole.startswith(line.text) else start - (len(whole) - len(line.text))
    for run in line.runs:
        first, last = max(place, start), min(place + len(run.text), end)
        if first < last and (run.marks or run.address):
            yield first, last, run
        place += len(run.text)


class _Marked:
    """The blocks of a text with the runs that lie on their words."""

    def __init__(self, text: str, spans: Sequence[_Span]) -> None:
        self.reader = _Reader(text)
        self.spans = spans
        self.starts = [start for start, _, _ in spans]

    def block(self, block: prose.Block, *, has_headings: bool) -> Block:
        """The block as the cleaner writes it."""
        match block.kind:
            case BlockKind.LIST | BlockKind.NUMBERED:
                numbering = "1" if block.kind is BlockKind.NUMBERED else ""
                entries = [
                    Entry(number, [Paragraph([self._runs(entry)])])
                    for number, entry in enumerate(block.entries, block.start)
                ]
                return Listing(numbering, block.start, entries)
            case BlockKind.TABLE:
                return Table(
                    [
                        [self._cell(cell.text, n, k) for k, cell in enumerate(row)]
                        for n, row in enumerate(block.rows)
                    ]
                )
            case BlockKind.HEADING if has_headings:
                plain = [replace(run, marks=()) for run in self._runs(block.entries[0])]
                return Paragraph([plain], FIRST_RANK)
            case _:
                return Paragraph([self._runs(block.entries[0])])

    def _cell(self, text: str, row: int, column: int) -> Cell:
        is_head = bool(text) and 0 in (row, column)
        return Cell(is_head, blocks=[Paragraph([self._runs(text)])] if text else [])

    def _runs(self, words: str) -> list[Run]:
        """The words with their emphasis and links."""
        place = self.reader.place_of(words)
        text, end = self.reader.text, self.reader.end
        runs: list[Run] = []
        n = max(bisect_right(self.starts, place) - 1, 0)
        while n < len(self.spans) and self.spans[n][0] < end:
            first, last = max(self.spans[n][0], place), min(self.spans[n][1], end)
            if first < last:
                runs += [Run(text[place:first]), replace(self.spans[n][2], text=text[first:last])]
                place = last
            n += 1
        filled = [run for run in (*runs, Run(text[place:end])) if run.text]
        return [replace(run, text=_SPACE.sub(" ", run.text)) for run in filled]
