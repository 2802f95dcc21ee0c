"""Of an item's sections: what was recommended, what this body decided, and what is history."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from operator import itemgetter

from apps.parsing.dates import first_date
from apps.parsing.decisions.words import fold, read_statement
from apps.parsing.headings import Heading
from apps.parsing.history import body_in_heading, is_history_heading, read_history
from apps.parsing.list_numbers import leading_number
from apps.parsing.paragraphs import Paragraph, entries_of, is_bullet
from apps.parsing.reading.lines import Line
from apps.parsing.recommendations import begins_recommendation, read_recommendations, recommender_in_heading
from apps.parsing.records import HistoricDecision, Recommendation, Reference, SectionKind
from apps.parsing.references import read_handlings
from apps.parsing.sections import Block

_DECIDED = re.compile(
    r"(?:(?:indstillingen|sagen|punktet|orienteringen|dagsordenen|forslaget|indstillingens punkt(?:er)? [\d\s,og-]+)\s(?:blev |er |bliver )?)?(?:enstemmigt )?(?:ikke )?"
    r"(?:godkendt|tiltrådt|vedtaget|taget til|tages til|udsat|udgår|udgik|drøftet|anbefales|anbefalet|indstilles|forkastet|fulgt|følges|intet)\b"
    r"|[\w\s-]{3,50}? (?:blev|er) (?:enstemmigt )?(?:godkendt|tiltrådt|vedtaget|taget til|udsat|drøftet|forkastet|valgt)\b"
)
_LONGEST_UNHEADED = 240
_CASE_KINDS = frozenset(
    {
        SectionKind.CASE,
        SectionKind.SUMMARY,
        SectionKind.RECOMMENDATION,
        SectionKind.BACKGROUND,
        SectionKind.OTHER,
        SectionKind.ECONOMY,
        SectionKind.ANNOUNCEMENT,
    }
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Whose decisions count: those of this body on this day; and whether they may stand without a heading."""

    committee: str | None
    date: dt.date | None
    has_unheaded_decisions: bool = False


def own_decision_blocks(blocks: Sequence[Block], meeting: Meeting) -> list[Block]:
    """The sections with this body's decision; `Beslutning` is a sub-heading of the case where the recommendation is yet to come."""
    dated = [(n, block) for n, block in enumerate(blocks) if block.kind is SectionKind.DECISION]
    decided = [(n, block) for n, block in dated if block.paragraphs and not is_history(block, meeting)]
    if not decided:
        # The head may call the body by another name than its own decisions do: then the day tells.
        decided = [
            (n, block) for n, block in dated if meeting.date and _date_of(block.heading) == meeting.date
        ]
    recommended = max((n for n, b in enumerate(blocks) if b.kind is SectionKind.RECOMMENDATION), default=-1)
    # Beside a heading with body and day, one without them is a sub-heading.
    decided = [entry for entry in decided if _date_of(entry[1].heading) is not None] or decided
    return [block for n, block in decided if n > recommended] or [block for _, block in decided]


def history_blocks(blocks: Sequence[Block], meeting: Meeting) -> list[Block]:
    """The sections with what another body, or this one on another day, decided."""
    own = {id(block) for block in own_decision_blocks(blocks, meeting)}
    return [block for block in blocks if is_history(block, meeting) and id(block) not in own]


def is_history(block: Block, meeting: Meeting) -> bool:
    """Whether a section is what another body, or this one on another day, decided."""
    return block.kind is SectionKind.DECISION and is_history_heading(
        block.heading, meeting.committee, meeting.date
    )


def read_decision_text(blocks: Sequence[Block], meeting: Meeting) -> str | None:
    """What this body decided, paragraphs by a line each."""
    entries: list[str] = []
    for block in own_decision_blocks(blocks, meeting):
        combined = block.heading is not None and block.heading.is_combined
        entries += entries_of(split_combined(block.paragraphs)[1] if combined else block.paragraphs)
    if not entries and meeting.has_unheaded_decisions:
        entries = _unheaded(blocks)
    return "\n".join(entries) or None


def split_combined(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """`Indstilling og beslutning`: the recommendation with its points, and the paragraphs after them that decide."""
    first = next(
        (n for n, paragraph in enumerate(paragraphs) if begins_recommendation(paragraph.entries[0])), None
    )
    if first is None:
        return [], list(paragraphs)
    for n in range(first + 1, len(paragraphs)):
        entry = paragraphs[n].entries[0]
        if not _is_point(entry) and _decides(entry):
            return list(paragraphs[:n]), list(paragraphs[n:])
    last = paragraphs[-1]
    if len(last.entries) > 1 and _decides(last.entries[-1]):
        cut = replace(last, entries=last.entries[:-1])
        return [*paragraphs[:-1], cut], [replace(last, entries=last.entries[-1:])]
    return list(paragraphs), []


def _decides(text: str) -> bool:
    statement = read_statement(fold(text))
    return statement is not None and (statement.is_strong or statement.start <= 25)


def _unheaded(blocks: Sequence[Block]) -> list[str]:
    """The last paragraph of an item without a heading for its decision, where it is a decision by itself."""
    last = next(
        (
            block
            for block in reversed(blocks)
            if block.paragraphs and block.kind is not SectionKind.ATTACHMENTS
        ),
        None,
    )
    if last is None or last.kind not in _CASE_KINDS or any(b.kind is SectionKind.DECISION for b in blocks):
        return []
    entries = last.paragraphs[-1].entries
    text = entries[-1]
    is_own_paragraph = len(entries) == 1 and not (leading_number(text) or is_bullet(text))
    return (
        [text]
        if is_own_paragraph and len(text) <= _LONGEST_UNHEADED and _DECIDED.match(text.casefold())
        else []
    )


def read_recommended(blocks: Sequence[Block]) -> tuple[str | None, tuple[Recommendation, ...]]:
    """Who recommends and the points: of the section for it, else of the case where it ends with a recommendation."""
    for block in blocks:
        if block.kind is SectionKind.RECOMMENDATION and block.paragraphs:
            by, points = read_recommendations(block.paragraphs)
            return by or recommender_in_heading(block.heading.text if block.heading else ""), points
    for block in blocks:
        if block.heading and block.heading.is_combined:
            return read_recommendations(split_combined(block.paragraphs)[0])
    for block in reversed(blocks):
        if block.kind in _CASE_KINDS:
            starts = [n for n, p in enumerate(block.paragraphs) if begins_recommendation(p.entries[0])]
            if starts:
                return read_recommendations(_with_points(block.paragraphs[starts[-1] :]))
    return None, ()


def _with_points(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The opening paragraph and the points under it; a whole sentence has none."""
    opening = paragraphs[0]
    if len(opening.entries) == 1 and opening.entries[0].endswith("."):
        return [opening]
    is_point = [_is_point(paragraph.entries[0]) for paragraph in paragraphs[1:]]
    return [opening, *(p for p, _ in takewhile(itemgetter(1), zip(paragraphs[1:], is_point, strict=True)))]


def _is_point(entry: str) -> bool:
    return leading_number(entry) is not None or is_bullet(entry) or entry.casefold().startswith("at ")


def read_previous_handling(blocks: Sequence[Block], meeting: Meeting) -> tuple[Reference, ...]:
    """The list of earlier handlings; the headings of other bodies' decisions right under it belong to it."""
    lines: list[Line] = []
    is_open = False
    history = {id(block) for block in history_blocks(blocks, meeting)}
    for block in blocks:
        if block.kind is SectionKind.PREVIOUS_HANDLING:
            is_open = True
            lines += block.lines
        elif is_open and block.heading and id(block) in history:
            _, body, rest = block.heading.text.partition(body_in_heading(block.heading.text) or "")
            lines.append(Line(block.heading_line, body + rest))
        else:
            is_open = False
    return read_handlings(lines)


def read_decision_history(blocks: Sequence[Block], meeting: Meeting) -> tuple[HistoricDecision, ...]:
    """What other bodies, or this one earlier, decided about the case."""
    history = {id(block) for block in history_blocks(blocks, meeting)}
    found: list[HistoricDecision] = []
    for block in blocks:
        if block.kind is SectionKind.DECISION_HISTORY:
            found += read_history(entries_of(block.paragraphs))
        elif block.heading and id(block) in history:
            date = _date_of(block.heading)
            text = "\n".join(entries_of(block.paragraphs))
            body = body_in_heading(block.heading.text) or meeting.committee or ""
            found.append(HistoricDecision(committee=body, date=date, text=text))
    return tuple(found)


def _date_of(heading: Heading | None) -> dt.date | None:
    found = first_date(heading.text) if heading else None
    return found.date if found else None
