"""One agenda item: the lines under its heading -> the record. Shared by every layout."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from apps.parsing.attachments import (
    AttachmentCounts,
    is_count_line,
    read_attachment,
    read_count,
    sum_counts,
    without_numbers,
)
from apps.parsing.attendance import absent_people, disqualified_people, read_absent_line
from apps.parsing.case_labels import is_case_label, is_empty_label, read_case_number, read_status
from apps.parsing.decisions import read_decision
from apps.parsing.decisions.words import fold, read_statement
from apps.parsing.item_decisions import (
    Meeting,
    history_blocks,
    read_decision_history,
    read_decision_text,
    read_previous_handling,
    read_recommended,
)
from apps.parsing.item_headings.printed import ItemHeading
from apps.parsing.item_headings.styles import repeats_title
from apps.parsing.paper_links import take_papers, with_papers
from apps.parsing.paragraphs import entries_of
from apps.parsing.people import NAME, PARTY, read_names
from apps.parsing.reading.lines import Line
from apps.parsing.records import (
    Attachment,
    DocumentKind,
    Outcome,
    OutcomeCode,
    ParsedItem,
    Reference,
    Section,
    SectionKind,
)
from apps.parsing.references import find_references
from apps.parsing.sections import Block, read_sections
from apps.parsing.votes import read_votes

_CLOSED = re.compile(
    r"(?i)\blukket\s(?:punkt|sag|møde|dagsorden|referat)\b|^lukket\b|\bfor lukkede døre\b|\(lukket\)|\[lukket\]"
)
_ANNOUNCEMENTS = re.compile(r"(?i)(?:meddelelser|orientering(?:er|spunkter)?|nyt fra|siden sidst)\b")
_ABSENT_LABEL = re.compile(r"(?:Afbud|Fraværende|Ingen afbud)\b(?:\si\s[^:]{3,80}:|:?)")
_LABEL_LINES = 6
_LONGEST_LABEL = 30
_MOST_ABSENT = 12
_PERSON = re.compile(rf"(?=\S+ )(?:[•·*▪–-]\s+)?{NAME},?(?: \({PARTY}\))?")


@dataclass(frozen=True, slots=True)
class Context:
    """What an item's reading depends on besides its own lines."""

    kind: DocumentKind
    committee: str | None
    date: dt.date | None
    width: int | None
    strong_kinds: frozenset[SectionKind]
    has_unheaded_decisions: bool = False

    @property
    def meeting(self) -> Meeting:
        """Whose decisions count."""
        return Meeting(self.committee, self.date, self.has_unheaded_decisions)


def read_item(heading: ItemHeading, lines: Sequence[Line], first_line: int, context: Context) -> ParsedItem:
    """The item under `heading`, of the lines after its title."""
    journal_number, is_closed, lines = _take_case_labels(lines, heading.title)
    papers, lines = take_papers(lines)
    absent, lines = _take_absent_lines(lines)
    blocks = read_sections(lines, context.width, context.strong_kinds)
    decision = _with_joined_absence(read_decision_text(blocks, context.meeting))
    recommended_by, recommendations = read_recommended(blocks)
    counts, attachments = _attachments(blocks)
    attachments = with_papers(attachments, papers)
    return ParsedItem(
        number=heading.number,
        title=heading.title,
        first_line=first_line,
        last_line=max([first_line, *(line.number for line in lines if line.text)]),
        journal_number=journal_number or heading.case_label,
        is_closed=is_closed or _is_closed(heading, lines),
        sections=tuple(_sections(blocks, heading.title, context.meeting)),
        section_headings=tuple(block.heading.text for block in blocks if block.heading),
        previous_handling=read_previous_handling(blocks, context.meeting),
        decided_by=_decided_by(blocks),
        recommended_by=recommended_by,
        recommendations=recommendations,
        decision_text=_without_absent_line(decision),
        outcomes=_outcomes(decision, context.kind),
        votes=read_votes(decision) if decision else (),
        decision_history=read_decision_history(blocks, context.meeting),
        attachments=attachments,
        attachment_count=counts.total,
        recommended_count=counts.recommended,
        internal_count=counts.internal,
        absent=tuple(dict.fromkeys((*absent, *(absent_people(decision) if decision else ())))),
        disqualified=disqualified_people(decision) if decision else (),
        references=_references(blocks, context),
    )


def _take_case_labels(lines: Sequence[Line], title: str) -> tuple[str | None, bool, Sequence[Line]]:
    """What files the item, on lines right under the title: its journal number, whether it is closed, the other lines."""
    rest = list(lines)
    number: str | None = None
    label, is_closed = "", False
    filled = [n for n, line in enumerate(lines) if line.text][: _LABEL_LINES + 1]
    for n, following in pairwise([*filled, *filled[-1:]]):
        text = lines[n].text
        status = read_status(text)
        is_label = is_case_label(text) or (label and read_case_number(f"{label} {text}"))
        is_over_labels = len(text) <= _LONGEST_LABEL and is_case_label(lines[following].text)
        if status is None and not is_label and not is_over_labels and not repeats_title(text, title):
            break
        number = number or read_case_number(f"{label} {text}" if label else text)
        label = text if is_empty_label(text) else ""
        is_closed = is_closed or status is True
        rest[n] = Line(lines[n].number, "")
    return number, is_closed, rest


def _take_absent_lines(lines: Sequence[Line]) -> tuple[list[str], Sequence[Line]]:
    """The names on `Afbud` lines at the end of the item, and the lines without them."""
    rest = list(lines)
    filled = [n for n, line in enumerate(rest) if line.text]
    groups: list[tuple[str, ...]] = []
    while filled:
        n = filled.pop()
        found = _absent_names(rest[n].text, rest[filled[-1]].text if filled else "")
        if found is None and not _is_listed_below_label(rest, [*filled, n]):
            break
        found = read_names(rest[n].text) if found is None else found
        groups.append(found)
        rest[n] = Line(rest[n].number, "")
    return [name for group in reversed(groups) for name in group], rest


def _is_listed_below_label(lines: Sequence[Line], filled: Sequence[int]) -> bool:
    """Whether the last of these lines is a person of a list, one on each line, below a label about absence."""
    for n in reversed(filled[-_MOST_ABSENT:]):
        if _ABSENT_LABEL.fullmatch(lines[n].text):
            return True
        if not _PERSON.fullmatch(lines[n].text):
            return False
    return False


def _absent_names(text: str, before: str) -> tuple[str, ...] | None:
    """The names of a line about absence, or below a line that is only its label; None for any other line."""
    if _ABSENT_LABEL.fullmatch(text):
        return ()
    if _ABSENT_LABEL.match(text):
        return read_absent_line(text)
    is_names = _ABSENT_LABEL.fullmatch(before) is not None and (" " in text.strip() or "(" in text)
    return (read_names(text) or None) if is_names and not read_statement(fold(text)) else None


def _is_closed(heading: ItemHeading, lines: Sequence[Line]) -> bool:
    first = next((line.text for line in lines if line.text), "")
    return bool(
        heading.is_marked_closed
        or _CLOSED.search(heading.title)
        or re.fullmatch(r"(?i)\W?lukket(?: punkt| sag)?\W{0,2}", first)
    )


def _sections(blocks: Sequence[Block], title: str, meeting: Meeting) -> Iterator[Section]:
    history = {id(block) for block in history_blocks(blocks, meeting)}
    for block in blocks:
        if id(block) in history:
            yield block.as_section(SectionKind.DECISION_HISTORY)
        elif block.heading is None and _ANNOUNCEMENTS.match(title):
            yield block.as_section(SectionKind.ANNOUNCEMENT)
        elif block.heading or block.paragraphs:
            yield block.as_section()


def _decided_by(blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if block.kind is SectionKind.DECIDED_BY and block.paragraphs:
            return " ".join(entries_of(block.paragraphs)).rstrip(".")
    return None


def _without_absent_line(decision: str | None) -> str | None:
    """The decision without the line about absence that ends it; the names are the item's own field."""
    if decision is None:
        return None
    *lines, last = decision.split("\n")
    is_absence = lines and _ABSENT_LABEL.match(last) and read_absent_line(last)
    return "\n".join(lines) if is_absence else decision


def _with_joined_absence(decision: str | None) -> str | None:
    """The decision with names under a label of their own behind it: `Fraværende` / `Ida Storm, Bo Krat`."""
    if decision is None:
        return None
    *lines, label, names = ["", "", *decision.split("\n")]
    is_list = _ABSENT_LABEL.fullmatch(label) and _absent_names(names, label)
    return "\n".join([*lines, f"{label.rstrip(':')}: {names}"]).strip("\n") if is_list else decision


def _outcomes(decision: str | None, kind: DocumentKind) -> tuple[Outcome, ...]:
    if kind is DocumentKind.AGENDA:
        return ()
    return read_decision(decision) if decision else (Outcome(outcome=OutcomeCode.NONE),)


def _attachments(blocks: Sequence[Block]) -> tuple[AttachmentCounts, tuple[Attachment, ...]]:
    """Counts of all lines that count, added up; titles are what else stands under `Bilag`."""
    counts: list[AttachmentCounts] = []
    titles: list[Attachment] = []
    for block in blocks:
        if block.kind is SectionKind.ATTACHMENTS:
            entries = entries_of(block.paragraphs)
            counts += [read_count(entry) for entry in entries if is_count_line(entry)]
            if not any(is_count_line(entry) for entry in entries):
                titles += [read_attachment(entry) for entry in without_numbers(entries)]
        elif block.kind is SectionKind.ANNOUNCEMENT:
            counts += [read_count(line.text) for line in block.lines if is_count_line(line.text)]
    return sum_counts(counts), tuple(titles)


def _references(blocks: Sequence[Block], context: Context) -> tuple[Reference, ...]:
    apart = {SectionKind.PREVIOUS_HANDLING, SectionKind.DECISION_HISTORY, SectionKind.ATTACHMENTS}
    return tuple(
        reference
        for block in blocks
        if block.kind not in apart
        for paragraph in block.paragraphs
        for entry in paragraph.entries
        for reference in find_references(entry, paragraph.first_line, context.committee)
    )
