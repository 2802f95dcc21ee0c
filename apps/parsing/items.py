"""One agenda item: the lines under its heading -> the record. Shared by every layout."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from apps.language.journal_numbers import parse_journal_number
from apps.parsing.attachments import AttachmentCounts, is_count_line, read_attachment, read_count, sum_counts
from apps.parsing.attendance import absent_people, disqualified_people, read_absent_line
from apps.parsing.decisions import read_decision
from apps.parsing.history import is_history_heading, read_history
from apps.parsing.item_headings import ItemHeading
from apps.parsing.paragraphs import entries_of
from apps.parsing.people import read_names
from apps.parsing.reading.lines import Line
from apps.parsing.recommendations import read_recommendations
from apps.parsing.records import (
    Attachment,
    DocumentKind,
    HistoricDecision,
    Outcome,
    OutcomeCode,
    ParsedItem,
    Recommendation,
    Reference,
    Section,
    SectionKind,
)
from apps.parsing.references import find_references, read_handlings
from apps.parsing.sections import Block, read_sections
from apps.parsing.votes import read_votes

_JOURNAL_LABEL = re.compile(
    r"(?i)(?:sags(?:nr|id)\.?|sagsnummer|sag nr\.?|j\.?\s?nr\.?|journalnr\.?|journalnummer)\s*:?\s*(?=\d)"
)
_CLOSED = re.compile(
    r"(?i)\blukket\s(?:punkt|sag|møde|dagsorden|referat)\b|^lukket\b|\bfor lukkede døre\b|\(lukket\)|\[lukket\]"
)
_ANNOUNCEMENTS = re.compile(r"(?i)(?:meddelelser|orientering(?:er|spunkter)?|nyt fra|siden sidst)\b")
_ABSENT_LABEL = re.compile(r"(?:Afbud|Fraværende|Ingen afbud)\b:?")
_JOURNAL_LINES = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What an item's reading depends on besides its own lines."""

    kind: DocumentKind
    committee: str | None
    date: dt.date | None
    width: int | None
    strong_kinds: frozenset[SectionKind]


def read_item(heading: ItemHeading, lines: Sequence[Line], first_line: int, context: Context) -> ParsedItem:
    """The item under `heading`, of the lines after its title."""
    journal_number, lines = _take_journal_number(lines)
    absent, lines = _take_absent_lines(lines)
    blocks = read_sections(lines, context.width, context.strong_kinds)
    decision = _decision(blocks, context)
    recommended_by, recommendations = _recommendations(blocks)
    counts, attachments = _attachments(blocks)
    return ParsedItem(
        number=heading.number,
        title=heading.title,
        first_line=first_line,
        last_line=max([first_line, *(line.number for line in lines if line.text)]),
        journal_number=journal_number,
        is_closed=_is_closed(heading, lines),
        sections=tuple(
            _section(block, heading.title) for block in blocks if block.heading or block.paragraphs
        ),
        section_headings=tuple(block.heading.text for block in blocks if block.heading),
        previous_handling=_previous_handling(blocks),
        decided_by=_decided_by(blocks),
        recommended_by=recommended_by,
        recommendations=recommendations,
        decision_text=decision,
        outcomes=_outcomes(decision, context.kind),
        votes=read_votes(decision) if decision else (),
        decision_history=_decision_history(blocks, context),
        attachments=attachments,
        attachment_count=counts.total,
        recommended_count=counts.recommended,
        internal_count=counts.internal,
        absent=tuple(dict.fromkeys((*absent, *(absent_people(decision) if decision else ())))),
        disqualified=disqualified_people(decision) if decision else (),
        references=_references(blocks, context),
    )


def _take_journal_number(lines: Sequence[Line]) -> tuple[str | None, Sequence[Line]]:
    """The journal number on a line of its own right under the title, and the lines without it."""
    filled = [n for n, line in enumerate(lines) if line.text][:_JOURNAL_LINES]
    for n in filled:
        text = lines[n].text
        label = _JOURNAL_LABEL.match(text)
        words = text[label.end() :].split() if label else [text]
        if words and parse_journal_number(words[0]):
            return words[0].strip("."), [*lines[:n], Line(lines[n].number, ""), *lines[n + 1 :]]
        if not label:
            break
    return None, lines


def _take_absent_lines(lines: Sequence[Line]) -> tuple[list[str], Sequence[Line]]:
    """The names on `Afbud` lines at the end of the item, and the lines without them."""
    rest = list(lines)
    filled = [n for n, line in enumerate(rest) if line.text]
    groups: list[tuple[str, ...]] = []
    while filled:
        n = filled.pop()
        found = _absent_names(rest[n].text, rest[filled[-1]].text if filled else "")
        if found is None:
            break
        groups.append(found)
        rest[n] = Line(rest[n].number, "")
    return [name for group in reversed(groups) for name in group], rest


def _absent_names(text: str, before: str) -> tuple[str, ...] | None:
    """The names of a line about absence, or below a line that is only its label; None for any other line."""
    if _ABSENT_LABEL.fullmatch(text):
        return ()
    if _ABSENT_LABEL.match(text):
        return read_absent_line(text)
    return (read_names(text) or None) if _ABSENT_LABEL.fullmatch(before) else None


def _is_closed(heading: ItemHeading, lines: Sequence[Line]) -> bool:
    first = next((line.text for line in lines if line.text), "")
    return bool(
        heading.is_marked_closed
        or _CLOSED.search(heading.title)
        or re.fullmatch(r"(?i)\W?lukket(?: punkt| sag)?\W{0,2}", first)
    )


def _section(block: Block, title: str) -> Section:
    if block.heading is None and _ANNOUNCEMENTS.match(title):
        return block.as_section(SectionKind.ANNOUNCEMENT)
    return block.as_section()


def _decision(blocks: Sequence[Block], context: Context) -> str | None:
    """What this body decided; `Beslutning` is a sub-heading of the case where the recommendation is yet to come."""
    decided = [
        (n, block)
        for n, block in enumerate(blocks)
        if block.kind is SectionKind.DECISION
        and not is_history_heading(block.heading, context.committee, context.date)
    ]
    recommended = max((n for n, b in enumerate(blocks) if b.kind is SectionKind.RECOMMENDATION), default=-1)
    after = [block for n, block in decided if n > recommended] or [block for _, block in decided]
    return "\n".join(entry for block in after for entry in entries_of(block.paragraphs)) or None


def _recommendations(blocks: Sequence[Block]) -> tuple[str | None, tuple[Recommendation, ...]]:
    for block in blocks:
        if block.kind is SectionKind.RECOMMENDATION and block.paragraphs:
            return read_recommendations(block.paragraphs)
    return None, ()


def _decided_by(blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if block.kind is SectionKind.DECIDED_BY and block.paragraphs:
            return " ".join(entries_of(block.paragraphs)).rstrip(".")
    return None


def _previous_handling(blocks: Sequence[Block]) -> tuple[Reference, ...]:
    lines = [line for block in blocks if block.kind is SectionKind.PREVIOUS_HANDLING for line in block.lines]
    return read_handlings(lines)


def _outcomes(decision: str | None, kind: DocumentKind) -> tuple[Outcome, ...]:
    if kind is DocumentKind.AGENDA:
        return ()
    return read_decision(decision) if decision else (Outcome(outcome=OutcomeCode.NONE),)


def _decision_history(blocks: Sequence[Block], context: Context) -> tuple[HistoricDecision, ...]:
    found: list[HistoricDecision] = []
    for block in blocks:
        if block.kind is SectionKind.DECISION_HISTORY:
            found += read_history(entries_of(block.paragraphs))
        elif (
            block.kind is SectionKind.DECISION
            and block.heading
            and is_history_heading(block.heading, context.committee, context.date)
        ):
            found += read_history([block.heading.text, *entries_of(block.paragraphs)])
    return tuple(found)


def _attachments(blocks: Sequence[Block]) -> tuple[AttachmentCounts, tuple[Attachment, ...]]:
    """Counts of all lines that count, added up; titles are what else stands under `Bilag`."""
    counts: list[AttachmentCounts] = []
    titles: list[Attachment] = []
    for block in blocks:
        if block.kind is SectionKind.ATTACHMENTS:
            entries = entries_of(block.paragraphs)
            counts += [read_count(entry) for entry in entries if is_count_line(entry)]
            if not any(is_count_line(entry) for entry in entries):
                titles += [read_attachment(entry) for entry in entries]
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
