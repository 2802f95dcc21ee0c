"""Minutes of any publisher as text: items numbered in the document's own style, sections by their usual headings."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from apps.parsing.dates import first_date
from apps.parsing.headings import read_heading
from apps.parsing.heads.bodies import tidy
from apps.parsing.heads.document_kinds import stated_kind
from apps.parsing.heads.marks import clean_lines
from apps.parsing.heads.meeting import read_head
from apps.parsing.heads.running import group_of, without_running_heads
from apps.parsing.history import body_in_heading, is_history_heading
from apps.parsing.item_headings.chains import find_numbered_items, find_plain_items
from apps.parsing.item_headings.contents_lists import Contents, read_contents
from apps.parsing.item_headings.printed import ItemHeading, with_labels_above
from apps.parsing.item_headings.unnumbered import find_unnumbered_items
from apps.parsing.item_headings.untitled import find_untitled_items
from apps.parsing.meetings import MeetingHead, read_meeting
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import DocumentKind, ParsedMeeting, SectionKind
from apps.parsing.section_lines import lone_headings, mark_sections

NAME = "numbered_minutes"

_HEAD_LINES = 40
# A heading of its kind that stands over the body's own decisions more often than over others'.
_OWN = re.compile(r"(?i)beslutning|s møde\b")
_LEAST = 3
_LEAST_WHERE_STATED = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """The cleaned lines of a document, where its items begin, and its table of contents."""

    lines: list[Line]
    headings: list[ItemHeading]
    contents: Contents


def recognises(document: Document) -> bool:
    """Items in any of the usual styles, with the structure of minutes under them."""
    return count_items(document) > 0


def count_items(document: Document) -> int:
    """How many items the text of a document shows."""
    return len(_find(document).headings)


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one document."""
    found = _find(document)
    start = found.headings[0].start if found.headings else len(found.lines)
    head = read_head(_head_lines(found, start), found.lines[start:])
    found = _with_own_headings(found, head)
    _read_decision_headings(head, found.lines[start:])
    head.kind = _kind(found, start, head)
    titles = {n for heading in found.headings for n in range(heading.start, heading.end)}
    lines = mark_sections(found.lines, start, titles)
    # A closed item may be listed and left out.
    contents = [
        title for number, title in found.contents.titles.items() if number not in found.contents.closed
    ]
    return read_meeting(
        document,
        NAME,
        head,
        lines,
        found.headings,
        contents,
        has_unheaded_decisions=_has_unheaded_decisions(found, start, head),
    )


def _find(document: Document) -> _Found:
    lines = lone_headings(without_running_heads(clean_lines(document.lines)))
    contents = read_contents(lines)
    numbered, evidence = find_numbered_items(lines, contents.end, contents.titles)
    unnumbered, other_evidence = find_unnumbered_items(lines, contents.end)
    headings = numbered if evidence >= other_evidence else unnumbered
    least = _least_evidence(lines)
    if evidence + other_evidence < least:
        headings = find_plain_items(lines, contents.end) if stated_kind(_texts(lines)) else []
    if evidence < least == _LEAST_WHERE_STATED and len(headings) <= 1:
        untitled = find_untitled_items(lines, contents.end)
        headings = untitled if len(untitled) > len(headings) else headings
    filed = with_labels_above(lines, headings)
    return _Found(*_without_groups(lines, filed, contents.end), contents)


def _without_groups(
    lines: Sequence[Line], headings: Sequence[ItemHeading], start: int
) -> tuple[list[Line], list[ItemHeading]]:
    """The lines without those that stand over several items, and the items that one says are closed marked so.

    One before `start` stands over entries of the table of contents.
    """
    groups = {n: group for n, line in enumerate(lines) if (group := group_of(line.text)) is not None}
    titles = {heading.start for heading in headings}
    marked: list[ItemHeading] = []
    starts = [n for n in groups if n not in titles and n >= start]
    for heading in headings:
        above = bisect_left(starts, heading.start)
        is_closed = heading.is_marked_closed or (above > 0 and groups[starts[above - 1]])
        marked.append(replace(heading, is_marked_closed=is_closed))
    plain = [
        replace(line, text="") if n in groups and n not in titles else line for n, line in enumerate(lines)
    ]
    return plain, marked


def _least_evidence(lines: Sequence[Line]) -> int:
    """One item alone is enough where the head says that these are minutes or an agenda."""
    is_stated = stated_kind(_texts(lines)) or any(first_date(text) for text in _texts(lines)[:8])
    return _LEAST_WHERE_STATED if is_stated else _LEAST


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines[: 3 * _HEAD_LINES] if line.text][:_HEAD_LINES]


def _head_lines(found: _Found, start: int) -> list[Line]:
    """The lines before the first item, without the entries of the table of contents."""
    entries = range(0)
    if count := len(found.contents.titles):
        end = found.contents.end
        filled = [n for n in range(end) if found.lines[n].text]
        entries = range(filled[-count], end) if len(filled) >= count else range(end)
    return [line for n, line in enumerate(found.lines[:start]) if n not in entries]


def _read_decision_headings(head: MeetingHead, lines: Sequence[Line]) -> None:
    """Body and date of `Beslutning i <udvalg> den …` where the head does not state them: what most of them say."""
    if head.committee and head.date:
        return
    said = Counter(
        (body_in_heading(heading.text), found.date)
        for line in lines
        if line.text
        and (heading := read_heading(line.text))
        and heading.kind is SectionKind.DECISION
        and (found := first_date(heading.text))
        and found.date
        and (found.date == head.date or (head.date is None and _OWN.search(heading.text)))
    )
    if said:
        ((body, date), _), *_ = said.most_common(1)
        head.committee = head.committee or (tidy(body) if body else None)
        head.date = head.date or date


def _with_own_headings(found: _Found, head: MeetingHead) -> _Found:
    """`Havnerådet, 03-05-2024, pkt. 42` in item 42 of that day's meeting is the heading of its decision, also without a colon."""
    lines = list(found.lines)
    ends = [heading.start for heading in found.headings[1:]] + [len(lines)]
    for heading, end in zip(found.headings, ends, strict=True):
        for n in range(heading.end, end):
            text = lines[n].text
            date = first_date(text) if text.endswith(f" {heading.number}") and len(text) < 120 else None
            if date and head.date and date.date == head.date and read_heading(f"{text}:"):
                lines[n] = replace(lines[n], text=f"{text}:")
    return replace(found, lines=lines)


def _kind(found: _Found, start: int, head: MeetingHead) -> DocumentKind:
    """What the head says; an agenda that holds decisions is minutes, whatever it calls itself."""
    stated = stated_kind([line.text for line in found.lines[:start] if line.text])
    if stated is DocumentKind.MINUTES or _decided(found.lines, start, head):
        return DocumentKind.MINUTES
    return DocumentKind.AGENDA


def _has_unheaded_decisions(found: _Found, start: int, head: MeetingHead) -> bool:
    """Whether the document calls itself minutes, and few of its items have a heading for their decision."""
    is_minutes = stated_kind(_texts(found.lines)) is DocumentKind.MINUTES
    return is_minutes and 2 * len(_decided(found.lines, start, head)) < len(found.headings)


def _decided(lines: Sequence[Line], start: int, head: MeetingHead) -> list[int]:
    """The headings of this body's decisions with a text under them."""
    filled = [n for n in range(start, len(lines)) if lines[n].text]
    decided = []
    for n, following in pairwise(filled):
        heading = read_heading(lines[n].text)
        if (
            heading
            and heading.is_strong
            and heading.kind is SectionKind.DECISION
            and not read_heading(lines[following].text)
            and not is_history_heading(heading, head.committee, head.date)
        ):
            decided.append(n)
    return decided
