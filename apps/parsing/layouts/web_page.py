"""A web page printed to PDF (2020-21, OS2Web): `Punkt N Title`, an optional head, and the footer `Source URL: …`."""

import re
from collections.abc import Sequence

from apps.parsing.committees import bare_committee, committee_from_slug, find_committees
from apps.parsing.dates import find_dates, find_time, first_date
from apps.parsing.errors import ParsingError
from apps.parsing.headings import read_heading
from apps.parsing.heads.document_kinds import read_flags
from apps.parsing.heads.marks import clean_lines, date_in_head
from apps.parsing.heads.meeting import states_itself
from apps.parsing.item_headings.printed import find_item_headings
from apps.parsing.meetings import MeetingHead, read_meeting
from apps.parsing.municipalities import municipality_of_address, municipality_of_head
from apps.parsing.people import read_participant, read_participants
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import DocumentKind, ParsedMeeting, SectionKind

NAME = "web_page"
_LONGEST_ENTRY = 300

_FOOTER = re.compile(r"(?:Source URL|Kilde-URL|Kilde)\s?:\s*(?P<address>https?://\S*)", re.IGNORECASE)
_SLUG = re.compile(
    r"/(?:dagsorden|referat|dagsordener|referater)/(?P<committee>[a-z0-9-]+?)-(?P<date>\d{1,2}-\d{1,2}-\d{4})(?:-\d{1,3})?/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_PARTICIPANTS = re.compile(
    r"(?:Deltagere|Mødedeltagere|Medlemmer|Tilstede|Til stede|Afbud|Fraværende):?", re.IGNORECASE
)


def recognises(document: Document) -> bool:
    """Items `Punkt N …` with the standard section headings under them, or the footer of the web page."""
    lines = document.lines
    if any(line.text.startswith(("Source URL", "Kilde-URL")) for line in lines[-40:]) and any(
        line.text[:5].casefold() == "punkt" for line in lines
    ):
        return True
    headings = find_item_headings(lines)
    head = [line.text for line in lines[: headings[0].start]] if headings else []
    return any(heading.is_certain for heading in headings) and not states_itself(head)


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one printed page."""
    address, address_line, lines = _without_footers(clean_lines(document.lines))
    headings = find_item_headings(lines)
    head_lines = lines[: headings[0].start] if headings else lines
    head = _head([line for line in head_lines if line.text])
    if address and address_line:
        _read_address(head, address, address_line, lines)
    has_decisions = any(
        (found := read_heading(line.text)) and found.is_strong and found.kind is SectionKind.DECISION
        for line in lines
        if line.text
    )
    read_flags(head, [line.text for line in head_lines])
    head.kind = DocumentKind.MINUTES if has_decisions else DocumentKind.AGENDA
    return read_meeting(document, NAME, head, lines, headings, ())


def _without_footers(lines: Sequence[Line]) -> tuple[str | None, int | None, list[Line]]:
    """The source address, its line, and the lines without footers; a long address goes on in the next line."""
    address, address_line, rest = None, None, list(lines)
    for n, line in enumerate(rest):
        match = _FOOTER.match(line.text)
        if not match:
            continue
        found, rest[n] = match["address"], Line(line.number, "", line.starts_page)
        if not _SLUG.search(found) and n + 1 < len(rest) and re.fullmatch(r"[\w/.-]+", rest[n + 1].text):
            found += rest[n + 1].text
            rest[n + 1] = Line(rest[n + 1].number, "")
        if address is None:
            address, address_line = found, line.number
    return address, address_line, rest


def _head(lines: Sequence[Line]) -> MeetingHead:
    """`<Committee>` / `Tirsdag den 2. juni 2020 - kl. 13:00` / place / `Deltagere` / a person on each line."""
    head = MeetingHead(municipality=municipality_of_head(line.text for line in lines))
    start = next((n for n, line in enumerate(lines) if _PARTICIPANTS.fullmatch(line.text)), len(lines))
    when = next((n for n, line in enumerate(lines[:start]) if first_date(line.text)), None)
    if when is not None:
        head.date, head.start_time = date_in_head(lines[when]), find_time(lines[when].text)
        head.location = " ".join(line.text for line in lines[when + 1 : start]) or None
        names = _joined([line.text for line in lines[:when] if municipality_of_head([line.text]) is None])
        before_date = lines[when].text[: next(find_dates(lines[when].text)).start]
        head.committee = names[-1] if names else next((m[0] for m in find_committees(before_date)), None)
        head.committee = bare_committee(head.committee) if head.committee else None
    _read_participants(head, [line.text for line in lines[start:]])
    return head


def _joined(names: Sequence[str]) -> list[str]:
    """The names above the date; a long one goes on in the next line."""
    joined: list[str] = []
    for name in names:
        if joined and joined[-1].endswith((" og", "-", ",")):
            joined[-1] = f"{joined[-1]} {name}"
        else:
            joined.append(name)
    return joined


def _read_participants(head: MeetingHead, texts: Sequence[str]) -> None:
    """A person on each line, or a list of them; a line goes on while a parenthesis is open."""
    is_absent, open_text = False, ""
    for text in texts:
        if _PARTICIPANTS.fullmatch(text):
            is_absent = text.casefold().startswith(("afbud", "fraværende"))
            continue
        entry = f"{open_text} {text}".strip()
        open_text = entry if entry.count("(") > entry.count(")") and len(entry) < _LONGEST_ENTRY else ""
        if not open_text:
            is_list = "," in entry and " - " not in entry
            found = read_participants(entry) if is_list else filter(None, [read_participant(entry)])
            head.add_participants(found, is_absent=is_absent)


def _read_address(head: MeetingHead, address: str, line: int, lines: Sequence[Line]) -> None:
    head.source_url = address
    head.municipality = head.municipality or municipality_of_address(address)
    match = _SLUG.search(address)
    if not match:
        return
    found = first_date(match["date"])
    if found and found.date is None:
        raise ParsingError(
            f"Adressen i bunden af dokumentet har en dato, som ikke findes: {match['date']}. Ret datoen, og prøv igen.",
            line=line,
        )
    head.date = head.date or (found.date if found else None)
    if head.committee is None:
        spellings = (found[0] for other in lines for found in find_committees(other.text))
        head.committee = committee_from_slug(match["committee"].lower(), spellings)
