"""Meetings of sources that state their items as data (JSON, XML, accordions): written out as lines, then read as any other.

A layout for such a source fills `StatedItem`s and leaves the rest to `read_stated_meeting`, so that decisions, votes,
recommendations and references are understood by the same code whatever the format.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from apps.parsing.item_headings import ItemHeading
from apps.parsing.meetings import MeetingHead, read_meeting
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import Attachment, ParsedItem, ParsedMeeting, ParsingWarning
from apps.parsing.sections import SECTION_LEVEL

_ITEM_LEVEL = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedSection:
    """One field of an item: its heading ("" for text without one) and its lines, whose numbers do not matter."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedItem:
    """One item as data. `number` is the printed one, "" where there is none; `attachments` are the public ones."""

    number: str
    title: str
    journal_number: str | None = None
    is_closed: bool = False
    sections: tuple[StatedSection, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    internal_count: int | None = None


def read_stated_meeting(
    layout: str,
    head: MeetingHead,
    items: Sequence[StatedItem],
    warnings: Sequence[ParsingWarning] = (),
) -> ParsedMeeting:
    """The meeting of a head and its items, in the order given. Raises ParsingError where there are no items.

    Line numbers in the record count the lines of `ParsedMeeting.source_lines`, which this writes.
    """
    writer = _Writer()
    headings = [writer.write(item, number) for item, number in zip(items, _numbers(items), strict=True)]
    document = Document(tuple(writer.lines), tuple(warnings))
    meeting = read_meeting(document, layout, head, writer.lines, headings, ())
    stated = (_as_stated(read, item) for read, item in zip(meeting.items, items, strict=True))
    return replace(meeting, items=tuple(stated))


def _numbers(items: Sequence[StatedItem]) -> Iterator[str]:
    """The printed numbers; items without one, and those whose number came before, are "u1", "u2" …"""
    seen: set[str] = set()
    unnumbered = 0
    for item in items:
        if item.number and item.number not in seen:
            seen.add(item.number)
            yield item.number
        else:
            unnumbered += 1
            yield f"u{unnumbered}"


def _as_stated(read: ParsedItem, stated: StatedItem) -> ParsedItem:
    """The item with what the source states as data; what was read from its text fills what it does not."""
    count = len(stated.attachments) + (stated.internal_count or 0)
    return replace(
        read,
        journal_number=stated.journal_number or read.journal_number,
        is_closed=stated.is_closed or read.is_closed,
        attachments=stated.attachments or read.attachments,
        attachment_count=count or read.attachment_count,
        internal_count=read.internal_count if stated.internal_count is None else stated.internal_count,
    )


class _Writer:
    def __init__(self) -> None:
        self.lines: list[Line] = []

    def write(self, item: StatedItem, number: str) -> ItemHeading:
        """Add an item's lines; gives where its heading stands."""
        start = len(self.lines)
        label = "Punkt uden nummer" if number.startswith("u") else f"Punkt {number}"
        self._add(f"{label}: {item.title}", level=_ITEM_LEVEL)
        end = len(self.lines)
        self._add("")
        for section in item.sections:
            self._write_section(section)
        if item.attachments:
            papers = [Line(0, paper.title) for paper in item.attachments]
            self._write_section(StatedSection(heading="Bilag", lines=tuple(papers)))
        return ItemHeading(start, end, number, item.title, is_certain=True, is_marked_closed=item.is_closed)

    def _write_section(self, section: StatedSection) -> None:
        if section.heading:
            self._add(section.heading, level=SECTION_LEVEL)
            self._add("")
        for line in section.lines:
            self._add(line.text, level=line.level, html=line.html)
        self._add("")

    def _add(self, text: str, *, level: int = 0, html: str = "") -> None:
        self.lines.append(Line(len(self.lines) + 1, text, level=level, html=html))
