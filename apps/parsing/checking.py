"""Parse first, then look whether the result is plausible: one list of checks, each giving warnings with their line."""

import re
from collections.abc import Iterator, Sequence

from apps.parsing.dates import find_dates
from apps.parsing.reading.lines import Document, first_text
from apps.parsing.records import DocumentKind, ParsedItem, ParsedMeeting, ParsingWarning, SectionKind

_NEVER_LAST = frozenset({SectionKind.SUMMARY, SectionKind.BACKGROUND, SectionKind.CASE, SectionKind.ECONOMY})
# The text ends with a word or a comma in a line of its own length, not with a stop and not as a cell of a table.
_LAST_WORD = re.compile(r"[^\n]{30}[\w,]\Z")
_STOPS = (".", ":", "!", "?", ")", '"', "”")
_UNDECIDED_TITLES = (
    "spørgsmål",
    "spørgetid",
    "godkendelse af referat",
    "underskrift",
    "eventuelt",
    "meddelelser",
    "orientering",
    "oversigt",
    "lukket",
)
# A publisher that closes two items in a row in the same way closes them all.
_ENOUGH_ITEMS = 2


def check(meeting: ParsedMeeting, document: Document, contents: Sequence[str]) -> list[ParsingWarning]:
    """Every doubt about a parsed meeting; `contents` are the titles of the document's table of contents."""
    return [
        *_missing_head(meeting, document),
        *_numbering(meeting),
        *_impossible_dates(document),
        *_counts(meeting),
        *_cut_off(meeting, document, contents),
    ]


def _missing_head(meeting: ParsedMeeting, document: Document) -> Iterator[ParsingWarning]:
    first = first_text(document.lines)
    line = first.number if first else 1
    if meeting.committee is None:
        yield ParsingWarning(
            code="no_committee", message="Dokumentet siger ikke, hvilket udvalg der holdt mødet.", line=line
        )
    if meeting.date is None:
        yield ParsingWarning(
            code="no_date", message="Dokumentet siger ikke, hvornår mødet blev holdt.", line=line
        )


def _numbering(meeting: ParsedMeeting) -> Iterator[ParsingWarning]:
    last: int | None = None
    for item in meeting.items:
        if not item.number[0].isdigit():
            continue
        number = int(item.number.partition(".")[0])
        if last is not None and number > last + 1:
            message = f"Efter punkt {last} kommer punkt {item.number}: der mangler måske punkter imellem."
            yield ParsingWarning(code="numbering_gap", message=message, line=item.first_line)
        last = number


def _impossible_dates(document: Document) -> Iterator[ParsingWarning]:
    text = "\n".join(line.text for line in document.lines)
    for found in find_dates(text):
        if found.date is None:
            message = f"Datoen {' '.join(found.text.split())} findes ikke. Teksten er beholdt, som den står."
            yield ParsingWarning(
                code="impossible_date", message=message, line=text.count("\n", 0, found.start) + 1
            )


def _counts(meeting: ParsedMeeting) -> Iterator[ParsingWarning]:
    for item in meeting.items:
        named = len(item.attachments)
        if (
            item.attachment_count is not None
            and named
            and named != item.attachment_count - (item.internal_count or 0)
            and named != item.attachment_count
        ):
            message = f"Punkt {item.number} siger {item.attachment_count} bilag, men nævner {named}."
            yield ParsingWarning(code="attachment_count", message=message, line=item.first_line)


def _cut_off(meeting: ParsedMeeting, document: Document, contents: Sequence[str]) -> Iterator[ParsingWarning]:
    """Whether the end is missing. Only firm signs count, because such a document is not imported."""
    last_line = max(line.number for line in document.lines if line.text)
    missing = len(contents) - len(meeting.items)
    if missing > 0 and not _has_title(meeting.items, contents[-1]):
        yield ParsingWarning(
            code="cut_off",
            line=last_line,
            message=f"Dokumentet er ikke helt: indholdsfortegnelsen har {len(contents)} punkter, men kun {len(meeting.items)} er med. Hent det igen fra kilden.",
        )
    elif meeting.committee is None and meeting.date is None:
        yield ParsingWarning(
            code="cut_off",
            line=last_line,
            message="Dokumentet er ikke helt: både hovedet og foden mangler. Hent det igen fra kilden.",
        )
    elif meeting.source_url is None and _ends_in_mid_item(meeting):
        yield ParsingWarning(
            code="cut_off",
            line=last_line,
            message=f"Dokumentet ser ud til at slutte midt i punkt {meeting.items[-1].number}. Hent det igen fra kilden.",
        )


def _has_title(items: Sequence[ParsedItem], title: str) -> bool:
    wanted = " ".join(title.casefold().split())
    return any(" ".join(item.title.casefold().split()).startswith(wanted) for item in items)


def _ends_in_mid_item(meeting: ParsedMeeting) -> bool:
    """Whether the last item lacks what the items before it have: its decision, or what follows the case."""
    *earlier, last = meeting.items
    if not last.sections or _has_decision(last):
        return False
    ending = last.sections[-1]
    if ending.kind in _NEVER_LAST:
        is_alone = _should_be_decided(last) and _is_alone_in_its_ending(earlier)
        return is_alone or bool(_LAST_WORD.search(ending.text))
    if meeting.kind is DocumentKind.AGENDA or not _should_be_decided(last):
        return False
    decided = [_has_decision(item) for item in earlier if _should_be_decided(item) and item.sections]
    if ending.kind is SectionKind.RECOMMENDATION and not ending.text.endswith(_STOPS):
        return any(decided)
    return len(decided) >= _ENOUGH_ITEMS and all(decided)


def _is_alone_in_its_ending(earlier: Sequence[ParsedItem]) -> bool:
    """Whether no item but the last ends with its case: some end with a decision, or several with something else."""
    endings = [item.sections[-1].kind for item in earlier if item.sections and not _has_decision(item)]
    is_decided = any(_has_decision(item) for item in earlier)
    return (is_decided or len(endings) >= _ENOUGH_ITEMS) and not any(kind in _NEVER_LAST for kind in endings)


def _should_be_decided(item: ParsedItem) -> bool:
    title = item.title.casefold()
    return not item.is_closed and not any(word in title for word in _UNDECIDED_TITLES)


def _has_decision(item: ParsedItem) -> bool:
    return any(section.kind is SectionKind.DECISION and section.text for section in item.sections)
