"""Clean HTML -> blocks."""

import html as entities
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from apps.parsing.markup.addresses import address_of_link
from apps.parsing.markup.blocks import (
    BREAKING,
    CONTAINERS,
    HEADINGS,
    INLINE,
    Block,
    Cell,
    Entry,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
)
from apps.parsing.markup.layout_tables import unwrapped

LIST_TYPES = frozenset({"a", "A", "i", "I"})
MAX_SPAN = 100
_LARGEST_NUMBER = 9_999
_DEEPEST = 8
_LONGEST_HEADING = 250

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s[^\s=>]+="[^"]*")*)\s*/?>|[^<]+|<')
_ATTRIBUTE = re.compile(r'\s([^\s=>]+)="([^"]*)"')
_INVISIBLE = re.compile("[\u00ad\ufeff\u200b-\u200f\u2028-\u202e\u2060-\u2064\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"\s+")
_BREAK = "\n"


def read_blocks(html: str) -> list[Block]:
    """The blocks of cleaned, balanced HTML. Linear; lists and tables deeper than eight lose their inner form."""
    builder = _Builder()
    for match in _TOKEN.finditer(html):
        if not match[2]:
            builder.add_text(entities.unescape(match[0]))
        elif match[1]:
            builder.close(match[2])
        else:
            builder.open(
                match[2], {name: entities.unescape(value) for name, value in _ATTRIBUTE.findall(match[3])}
            )
    builder.flush()
    return builder.root.blocks


class _Builder:
    """Balanced tags in, blocks out; `stack` holds the open containers with their tags."""

    def __init__(self) -> None:
        self.root = Quotation()
        self.stack: list[tuple[str, Listing | Entry | Table | list[Cell] | Cell | Quotation]] = [
            ("", self.root)
        ]
        self.marks: list[tuple[str, str]] = []
        self.runs: list[Run] = []
        self.rank = 0
        self.preformatted = 0

    def add_text(self, text: str) -> None:
        text = _INVISIBLE.sub("", text)
        text = text.replace("\r", "") if self.preformatted else _SPACE.sub(" ", text)
        names = {name for name, _ in self.marks}
        marks = tuple(name for name in ("strong", "em", "sub", "sup") if name in names)
        address = next((address for _, address in reversed(self.marks) if address), "")
        self.runs.append(Run(text, marks, address))

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in INLINE:
            self.marks.append(
                (
                    INLINE[tag],
                    address_of_link(_INVISIBLE.sub("", attributes.get("href", ""))) if tag == "a" else "",
                )
            )
        elif tag == "br":
            self.runs.append(Run(_BREAK))
        elif tag in HEADINGS:
            self.flush()
            self.rank = HEADINGS[tag]
        elif tag in CONTAINERS:
            self.flush()
            self._open_container(tag, attributes)
        elif tag in BREAKING or tag == "pre":
            self._break()
            self.preformatted += tag == "pre"

    def close(self, tag: str) -> None:
        if tag in INLINE:
            if self.marks:
                self.marks.pop()
            return
        if tag in HEADINGS or tag in CONTAINERS:
            self.flush()
        elif tag in BREAKING or tag == "pre":
            self._break()
        if tag in HEADINGS:
            self.rank = 0
        elif tag == "pre":
            self.preformatted -= 1
        elif tag == self.stack[-1][0]:
            _, closed = self.stack.pop()
            self._take(closed)

    def flush(self) -> None:
        """End the paragraph; two breaks in a row, too, end one."""
        runs, self.runs = self.runs, []
        paragraphs = _paragraphs(runs)
        if self.rank and paragraphs:
            text = [run for paragraph in paragraphs for run in _joined(paragraph.lines)]
            if sum(len(run.text) for run in text) <= _LONGEST_HEADING:
                plain = [
                    replace(run, marks=tuple(m for m in run.marks if m in {"sub", "sup"})) for run in text
                ]
                paragraphs = [Paragraph([_folded(plain)], self.rank)]
        if paragraphs:
            self._blocks().extend(paragraphs)

    def _break(self) -> None:
        """End the paragraph; a heading goes on over the boxes that it is laid out in."""
        if self.rank:
            self.runs.append(Run(2 * _BREAK))
        else:
            self.flush()

    def _open_container(self, tag: str, attributes: dict[str, str]) -> None:
        _, parent = self.stack[-1]
        # Entries and cells do not count: lists may stand in each other without an entry, and are written with one.
        is_nested_deep = (
            sum(isinstance(opened, Listing | Table | Quotation) for _, opened in self.stack) > _DEEPEST
        )
        if tag in {"ul", "ol"} and not is_nested_deep:
            self.stack.append((tag, _listing(tag, attributes)))
        elif tag == "li" and isinstance(parent, Listing):
            number = _number(attributes.get("value", ""), parent.next_number)
            parent.next_number = number + 1
            parent.entries.append(Entry(number))
            self.stack.append((tag, parent.entries[-1]))
        elif tag == "table" and not is_nested_deep:
            self.stack.append((tag, Table()))
        elif tag == "tr" and isinstance(parent, Table):
            self.stack.append((tag, []))
        elif tag in {"td", "th"} and isinstance(parent, list):
            parent.append(
                Cell(tag == "th", _span(attributes.get("colspan", "")), _span(attributes.get("rowspan", "")))
            )
            self.stack.append((tag, parent[-1]))
        elif tag == "blockquote" and not is_nested_deep:
            self.stack.append((tag, Quotation()))

    def _blocks(self) -> list[Block]:
        """Where the next block goes: in a list between its entries to the last one, in a table before it."""
        _, top = self.stack[-1]
        if isinstance(top, Listing):
            if not top.entries:
                top.entries.append(Entry(top.next_number))
                top.next_number += 1
            return top.entries[-1].blocks
        if isinstance(top, list):
            _, top = self.stack[-2]
        return top.before if isinstance(top, Table) else top.blocks  # type: ignore[union-attr]

    def _take(self, closed: Listing | Entry | Table | list[Cell] | Cell | Quotation) -> None:
        """Put a closed container where it belongs; entries and cells are there already."""
        if isinstance(closed, list):
            _, table = self.stack[-1]
            if isinstance(table, Table) and closed:
                table.rows.append(closed)
        elif isinstance(closed, Listing):
            closed.entries = [entry for entry in closed.entries if entry.blocks]
            if closed.entries:
                self._blocks().append(closed)
        elif isinstance(closed, Quotation) and closed.blocks:
            self._blocks().append(closed)
        elif isinstance(closed, Table):
            self._blocks().extend([*closed.before, *unwrapped(closed)])


def _listing(tag: str, attributes: dict[str, str]) -> Listing:
    if tag == "ul":
        return Listing("")
    kind = attributes.get("type", "")
    start = _number(attributes.get("start", ""), 1)
    return Listing(kind if kind in LIST_TYPES else "1", start, next_number=start)


def _number(text: str, otherwise: int) -> int:
    text = text.strip()
    return (
        min(int(text), _LARGEST_NUMBER)
        if text.isdecimal() and len(text) < 9
        else min(otherwise, _LARGEST_NUMBER)
    )


def _span(text: str) -> int:
    return max(1, min(_number(text, 1), MAX_SPAN))


def _paragraphs(runs: Sequence[Run]) -> list[Paragraph]:
    """The lines between breaks, folded; an empty line stands between two paragraphs."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split(_BREAK)
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=text)] for text in others]
    folded = [_folded(line) for line in lines]
    return [Paragraph(list(group)) for is_filled, group in groupby(folded, key=bool) if is_filled]


def _folded(runs: Iterable[Run]) -> list[Run]:
    """Runs with the same marks joined, spaces single and none at the ends, letters composed (NFC)."""
    folded: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if not text.strip():
            # A space bears no mark, so that emphasis of nothing disappears.
            run = folded[-1] if folded else Run("")
        if not folded or folded[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if folded and (folded[-1].marks, folded[-1].address) == (run.marks, run.address):
            folded[-1] = replace(folded[-1], text=unicodedata.normalize("NFC", folded[-1].text + text))
        elif text:
            folded.append(replace(run, text=unicodedata.normalize("NFC", text)))
    if folded:
        folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip())
    return folded


def _joined(lines: Iterable[list[Run]]) -> Iterator[Run]:
    for line in lines:
        yield from line
        yield Run(" ")
