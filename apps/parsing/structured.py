"""Meetings of sources that state their items as data (JSON, XML, accordions): written out as lines, then read as any other.

A layout for such a source fills `StatedItem`s and leaves the rest to `read_stated_meeting`, so that decisions, votes,
recommendations and references are understood by the same code whatever the format.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from apps.parsing.errors import ParsingError
from apps.parsing.headings import read_heading
from apps.parsing.history import is_history_heading
from apps.parsing.item_headings.printed import NO_TITLE, ItemHeading
from apps.parsing.meetings import MeetingHead, read_meeting
from apps.parsing.paper_links import with_papers
from apps.parsing.reading.characters import unescaped
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import (
    Attachment,
    HistoricDecision,
    ParsedItem,
    ParsedMeeting,
    ParsingWarning,
    Reference,
    SectionKind,
)
from apps.parsing.sections import SECTION_LEVEL, read_stated_heading

NOT_PUBLIC = "Punkt, der ikke offentliggøres"
NO_ITEMS = "Filen er et møde uden dagsordenspunkter. Måske er dagsordenen ikke klar endnu. Hent den igen fra kilden senere."

# The longest agendas have about a hundred items and some ten thousand lines.
MAX_ITEMS = 1000
MAX_LINES = 100_000

_ITEM_LEVEL = 1
_OWN_NUMBER = re.compile(r"(?i:(?:punkt|pkt\.?)\s)?0*(?P<number>[0-9]{1,4})(?:[.:)]|\s[-–])\s*(?=[A-ZÆØÅ])")
_NUMBER = re.compile(r"0*([0-9]{1,4})(?:\.0*([0-9]{1,3}))?[.:]?")


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedSection:
    """One field of an item: its heading ("" for text without one) and its lines, whose numbers do not matter."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedItem:
    """One item as data. `number` is the printed one, "" where there is none; `attachments` are the public ones.

    `previous_handling` and `decision_history` are what the source states beside the item's own sections.
    """

    number: str
    title: str
    journal_number: str | None = None
    is_closed: bool = False
    sections: tuple[StatedSection, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    internal_count: int | None = None
    previous_handling: tuple[Reference, ...] = ()
    decision_history: tuple[HistoricDecision, ...] = ()


def closed_item(number: str, title: str = "") -> StatedItem:
    """An item of which the source lets the public know no more than number and title, or not even the title."""
    return StatedItem(number=number, title=title or NOT_PUBLIC, is_closed=True)


def in_order(items: Iterable[StatedItem]) -> tuple[StatedItem, ...]:
    """The items by their numbers, those without one last; exports write them in any order."""
    return tuple(sorted(items, key=lambda item: _order(item.number)))


def has_decisions(items: Iterable[StatedItem], head: MeetingHead) -> bool:
    """Whether any item says what this body decided at this meeting."""
    return any(_states_decision(section, head) for item in items for section in item.sections)


def read_stated_meeting(
    layout: str,
    head: MeetingHead,
    items: Sequence[StatedItem],
    warnings: Sequence[ParsingWarning] = (),
    *,
    is_whole: bool = False,
) -> ParsedMeeting:
    """The meeting of a head and its items, in the order given. Raises ParsingError where there are none, more than MAX_ITEMS, or
    more than MAX_LINES of text.

    Line numbers in the record count the lines of `ParsedMeeting.source_lines`, which this writes. `is_whole` says
    that the format itself proves that the end is there (JSON, XML), however the last item may read.
    """
    refuse_too_many(len(items))
    items = _without_own_numbers([_tidied(item) for item in items if _says_something(item)])
    if not items:
        raise ParsingError(NO_ITEMS)
    writer = _Writer()
    headings = [writer.write(item, number) for item, number in zip(items, _numbers(items), strict=True)]
    if len(writer.lines) > MAX_LINES:
        raise ParsingError(
            f"Filen har {len(writer.lines)} linjer tekst; grænsen er {MAX_LINES}. Så lang er ingen dagsorden."
        )
    document = Document(tuple(writer.lines), tuple(warnings))
    meeting = read_meeting(document, layout, head, writer.lines, headings, ())
    stated = (_as_stated(read, item) for read, item in zip(meeting.items, items, strict=True))
    doubts = (warning for warning in meeting.warnings if not (is_whole and warning.code == "cut_off"))
    return replace(meeting, items=tuple(stated), warnings=tuple(doubts))


def refuse_too_many(count: int) -> None:
    """Raise ParsingError for more items than any meeting has; asked first, it spares reading them."""
    if count > MAX_ITEMS:
        raise ParsingError(
            f"Filen har {count} dagsordenspunkter; grænsen er {MAX_ITEMS}. Del den i en fil pr. møde."
        )


def _says_something(item: StatedItem) -> bool:
    """Whether there is anything to show: systems write items that nobody has filled in yet."""
    has_text = any(line.text for section in item.sections for line in section.lines)
    return bool(item.number or item.title.strip() or item.is_closed or has_text or item.attachments)


def _tidied(item: StatedItem) -> StatedItem:
    """The item with its titles on one line, and letters that HTML spells out ("&amp;") as letters."""
    papers = (replace(paper, title=_one_line(paper.title)) for paper in item.attachments)
    return replace(item, title=_one_line(item.title), attachments=tuple(papers))


def _one_line(text: str) -> str:
    return " ".join(unescaped(text).split())


def _without_own_numbers(items: Sequence[StatedItem]) -> Sequence[StatedItem]:
    """The items without their number in their title ("1. Budget"), where all titles have it; one alone may mean it."""
    ends = [_end_of_own_number(item) for item in items]
    is_everywhere = all(end or item.is_closed for item, end in zip(items, ends, strict=True))
    if not is_everywhere or sum(map(bool, ends)) < 2:
        return items
    return [replace(item, title=item.title[end:]) for item, end in zip(items, ends, strict=True)]


def _end_of_own_number(item: StatedItem) -> int:
    """Where the title goes on behind the item's number; 0 where it does not begin with it."""
    match = _OWN_NUMBER.match(item.title)
    return match.end() if match and match["number"] == item.number.strip().strip(".:").lstrip("0") else 0


def _order(number: str) -> tuple[bool, int, int]:
    match = _NUMBER.fullmatch(number.strip())
    return (False, int(match[1]), int(match[2] or 0)) if match else (True, 0, 0)


def _numbers(items: Sequence[StatedItem]) -> Iterator[str]:
    """The printed numbers; items without one, and those whose number came before, are "u1", "u2" …"""
    seen: set[str] = set()
    unnumbered = 0
    for item in items:
        match = _NUMBER.fullmatch(item.number.strip())
        number = match[1] + (f".{match[2]}" if match[2] else "") if match else ""
        if number and number not in seen:
            seen.add(number)
            yield number
        else:
            unnumbered += 1
            yield f"u{unnumbered}"


def _as_stated(read: ParsedItem, stated: StatedItem) -> ParsedItem:
    """The item with what the source states as data; what was read from its text fills what it does not."""
    count = len(stated.attachments) + (stated.internal_count or 0)
    papers = [paper for paper in read.attachments if paper.address]
    return replace(
        read,
        journal_number=stated.journal_number or read.journal_number,
        is_closed=stated.is_closed or read.is_closed,
        attachments=with_papers(stated.attachments, papers) if stated.attachments else read.attachments,
        attachment_count=count or read.attachment_count,
        internal_count=read.internal_count if stated.internal_count is None else stated.internal_count,
        previous_handling=stated.previous_handling or read.previous_handling,
        decision_history=stated.decision_history or read.decision_history,
    )


def _states_decision(section: StatedSection, head: MeetingHead) -> bool:
    """Whether text follows a heading of a decision, the section's own one or one in its text."""
    is_decision = False
    for n, text in enumerate((section.heading, *(line.text for line in section.lines if line.text))):
        if heading := read_heading(text) if n else read_stated_heading(text):
            is_history = is_history_heading(heading, head.committee, head.date)
            is_decision = heading.kind is SectionKind.DECISION and not is_history
        elif is_decision and text:
            return True
    return False


def _is_decision(section: StatedSection) -> bool:
    heading = read_stated_heading(section.heading)
    return heading is not None and heading.kind is SectionKind.DECISION


def _names_decision(text: str) -> bool:
    heading = read_heading(text)
    return heading is not None and heading.kind is SectionKind.DECISION


def _split_at_decision(section: StatedSection) -> tuple[StatedSection, ...]:
    """Text that holds a whole item, headings and all, in what comes before its decision and the decision."""
    found = (
        [] if section.heading else [n for n, line in enumerate(section.lines) if _names_decision(line.text)]
    )
    if not found:
        return (section,)
    n = found[-1]
    decision = StatedSection(heading=section.lines[n].text, lines=section.lines[n + 1 :])
    return StatedSection(heading="", lines=section.lines[:n]), decision


class _Writer:
    def __init__(self) -> None:
        self.lines: list[Line] = []

    def write(self, item: StatedItem, number: str) -> ItemHeading:
        """Add an item's lines; gives where its heading stands.

        What is stated as data stands as sections too, before the decision: what follows it ("Afbud …") is at the end.
        """
        start = len(self.lines)
        title = item.title or NO_TITLE
        label = "Punkt uden nummer" if number.startswith("u") else f"Punkt {number}"
        self._add(f"{label}: {title}", level=_ITEM_LEVEL)
        end = len(self.lines)
        self._add("")
        sections = [part for section in item.sections for part in _split_at_decision(section)]
        decision = max(
            (n for n, section in enumerate(sections) if _is_decision(section)), default=len(sections)
        )
        self._write_handling(item.previous_handling)
        for section in sections[:decision]:
            self._write_section(section)
        self._write_history(item.decision_history)
        if item.attachments:
            papers = [line for paper in item.attachments for line in (Line(0, _entry(paper)), Line(0, ""))]
            self._write_section(StatedSection(heading="Bilag", lines=tuple(papers)))
        for section in sections[decision:]:
            self._write_section(section)
        return ItemHeading(start, end, number, title, is_certain=True, is_marked_closed=item.is_closed)

    def _write_handling(self, handling: Sequence[Reference]) -> None:
        if handling:
            self._write_section(
                StatedSection(
                    heading="Tidligere behandling",
                    lines=tuple(Line(0, _handling_text(reference)) for reference in handling),
                )
            )

    def _write_history(self, history: Sequence[HistoricDecision]) -> None:
        if history:
            lines = [Line(0, text) for decision in history for text in _history_texts(decision)]
            self._write_section(StatedSection(heading="Beslutningshistorik", lines=tuple(lines)))

    def _write_section(self, section: StatedSection) -> None:
        if section.heading:
            self._add(section.heading, level=SECTION_LEVEL)
            self._add("")
        for line in section.lines:
            self._add(line.text, level=line.level, html=line.html, paper=line.paper)
        self._add("")

    def _add(self, text: str, *, level: int = 0, html: str = "", paper: str = "") -> None:
        self.lines.append(Line(len(self.lines) + 1, text, level=level, html=html, paper=paper))


def _entry(paper: Attachment) -> str:
    """The title as a line; one that is a section's heading ("Resumé") with the mark of a list, so that it begins none."""
    return f"- {paper.title}" if read_heading(paper.title) else paper.title


def _handling_text(reference: Reference) -> str:
    date = f" den {reference.date:%d-%m-%Y}" if reference.date else ""
    return f"{reference.committee}{date}{f' punkt {reference.item}' if reference.item else ''}"


def _history_texts(decision: HistoricDecision) -> Iterator[str]:
    """The head of a decision as such lists write it, and its text; a heading in the text begins no section here."""
    date = f" d. {decision.date:%d-%m-%Y}" if decision.date else ""
    yield from (f"Beslutning truffet af {decision.committee}{date}", "")
    before = ""
    for text in decision.text.split("\n"):
        if read_heading(text):
            before = f"{text.removesuffix(':')}: "
        else:
            yield before + text
            before = ""
    yield ""
