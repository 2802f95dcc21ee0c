"""Minutes exported to PDF (2024-): `REFERAT Socialudvalget d. 12-08-2025`, a table of contents, `Punkt N: Title`."""

import re
from collections.abc import Sequence
from itertools import islice

from apps.parsing.committees import bare_committee
from apps.parsing.dates import find_time
from apps.parsing.heads.document_kinds import read_flags
from apps.parsing.heads.marks import clean_lines, date_in_head
from apps.parsing.item_headings.printed import find_item_headings
from apps.parsing.meetings import MeetingHead, read_meeting
from apps.parsing.municipalities import municipality_of_head
from apps.parsing.people import read_participants
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import DocumentKind, ParsedMeeting

NAME = "minutes_export"

_TITLE = re.compile(
    r"(?P<kind>REFERAT|DAGSORDEN|BESLUTNINGSPROTOKOL|TILLÆGSDAGSORDEN|Referat|Dagsorden)(?:\s(?:fra|af|for|til))?\s(?P<committee>\S.{1,100}?),?\s(?:d\.|den)\s?(?=\d)"
)
_LABEL = re.compile(
    r"(?P<label>Mødedato|Mødested|Mødedeltagere|Medlemmer|Deltagere|Fraværende|Afbud|Mødetidspunkt|Starttidspunkt)\b\s*:?\s*(?P<value>.*)"
)
_CONTENTS = re.compile(r"Indholdsfortegnelse:?")
_CONTENTS_ENTRY = re.compile(r"(?P<title>.+?)\s*(?:\.{3,}|…+)\s*\d*")
_HEAD_LINES = 20


def recognises(document: Document) -> bool:
    """`REFERAT … d. dd-mm-yyyy` among the first lines, `Mødedato` or a table of contents after it, and items `Punkt N`."""
    head = [line.text for line in document.lines if line.text][:_HEAD_LINES]
    has_title = any(_TITLE.match(text) for text in head[:5])
    _, body_start = _contents(document.lines)
    if not has_title or not any(line.text[:5].casefold() == "punkt" for line in document.lines[body_start:]):
        return False
    return any(text.startswith("Mødedato") or _CONTENTS.fullmatch(text) for text in head)


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one exported document."""
    lines = clean_lines(document.lines)
    contents, body_start = _contents(lines)
    headings = find_item_headings(lines[body_start:], contents)
    head_end = next(
        (n for n, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)),
        headings[0].start + body_start if headings else len(lines),
    )
    return read_meeting(
        document, NAME, _head(lines[:head_end]), lines, [h.moved(body_start) for h in headings], contents
    )


def _contents(lines: Sequence[Line]) -> tuple[list[str], int]:
    """The titles of the table of contents, whole or cut, and the index of the line after it."""
    start = next((n for n, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)), None)
    if start is None:
        return [], 0
    titles: list[str] = []
    pending, end = "", start + 1
    for n in range(start + 1, len(lines)):
        text = lines[n].text
        if not text and titles and not pending:
            break
        match = _CONTENTS_ENTRY.fullmatch(text)
        if match:
            titles.append(f"{pending} {match['title']}".strip())
            pending, end = "", n + 1
        elif text and n - end > 3:
            break
        elif text:
            pending = f"{pending} {text}".strip()
    return [re.sub(r"^(?:Punkt\s)?\d{1,3}[.:]?\s+(?=\S)", "", title) for title in titles], end


def _head(lines: Sequence[Line]) -> MeetingHead:
    head = MeetingHead()
    for index, line in enumerate(lines):
        if head.committee is None and (match := _TITLE.match(line.text)):
            head.kind = DocumentKind.AGENDA if "DAGSORDEN" in match["kind"].upper() else DocumentKind.MINUTES
            head.committee, head.date = bare_committee(match["committee"]), date_in_head(line)
        elif match := _LABEL.match(line.text):
            _read_label(head, match["label"], _value(lines, index, match["value"]), line)
    head.municipality = municipality_of_head(line.text for line in lines)
    read_flags(head, [line.text for line in lines])
    return head


def _value(lines: Sequence[Line], index: int, value: str) -> str:
    """The text behind a label with the lines that go on with it."""
    parts = [value]
    for line in islice(lines, index + 1, None):
        if not line.text or _LABEL.match(line.text) or _CONTENTS.fullmatch(line.text):
            if any(parts) or line.text:
                break
            continue
        parts.append(line.text)
    return " ".join(parts).strip()


def _read_label(head: MeetingHead, label: str, value: str, line: Line) -> None:
    if label == "Mødedato":
        head.date = head.date or date_in_head(line)
        head.start_time = find_time(value)
    elif label in {"Mødetidspunkt", "Starttidspunkt"}:
        head.start_time = head.start_time or find_time(value if "kl" in value.casefold() else f"kl. {value}")
    elif label == "Mødested":
        head.location = value or None
    elif label in {"Afbud", "Fraværende"}:
        head.add_participants(read_participants(value), is_absent=True)
    else:
        head.add_participants(read_participants(value))
