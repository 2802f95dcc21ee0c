"""FirstAgenda Publication: the JSON of one meeting, `/api/agenda/dagsorden/<guid>`, in both of its spellings.

The text of an item is the HTML of its fields. `IsOpen` says no to closed items; where it is missing from some items
only, those are closed too.
"""

import re
from collections.abc import Iterator, Sequence

from apps.parsing.attachments import read_attachment
from apps.parsing.committee_lists import is_committee_list
from apps.parsing.committees import bare_committee
from apps.parsing.errors import ParsingError
from apps.parsing.exports.elements import lines_of_field
from apps.parsing.exports.firstagenda_sections import sections_of
from apps.parsing.exports.flags import is_used, unclear
from apps.parsing.exports.moments import read_moment
from apps.parsing.headings import read_heading
from apps.parsing.heads.bodies import body_of
from apps.parsing.meetings import MeetingHead
from apps.parsing.municipalities import municipality_of_address
from apps.parsing.people import read_participant
from apps.parsing.reading.json import Fields, JsonDocument
from apps.parsing.reading.lines import Document
from apps.parsing.records import Attachment, DocumentKind, ParsedMeeting, Participant, SectionKind
from apps.parsing.structured import (
    StatedItem,
    StatedSection,
    closed_item,
    has_decisions,
    read_stated_meeting,
    refuse_too_many,
)

NAME = "firstagenda"

_NO_ITEMS = (
    "Filen er en dagsorden fra FirstAgenda, men den har ingen punkter (»Dagsordenpunkter« er tom). "
    "Mødet er måske ikke offentliggjort endnu. Hent det igen senere."
)
_A_LIST = (
    "Filen er FirstAgendas liste over udvalg og møder (udvalgsliste). Den har ingen dagsordenspunkter. "
    "Importen opretter dens udvalg; møderne hentes hver for sig fra /api/agenda/dagsorden/<id>."
)
_DRAFT = re.compile(r"(?i)\b(?:kladde|udkast)\b")
_MINUTES = re.compile(r"(?i)referat|beslutningsprotokol|protokol\b")
_CORRECTED = re.compile(r"(?i)\b(?:rettet|korrigeret|revideret|berigtiget)\b")
_ABSENT = re.compile(r"(?i)afbud|fraværende|ikke|absent|cancel")
_ROLE = re.compile(r"(?i)(?:næst)?formand|borgmester|\w*direktør|\w*chef|\w*leder|sekretær|stedfortræder")
# What the container of an item's whole text is called says nothing about the text.
_CONTAINERS = frozenset({"", "dagsordenspunkt", "dagsordenpunkt", "punkt", "tekst", "felt"})


def recognises(document: Document) -> bool:
    """A JSON object with the keys of an agenda or of the list of committees."""
    if not isinstance(document, JsonDocument):
        return False
    return "Dagsordenpunkter" in document.data or "Moede" in document.data or is_committee_list(document.data)


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one agenda. Raises ParsingError for one without items, and for the list of committees."""
    assert isinstance(document, JsonDocument)  # noqa: S101 (`recognises` has asked)
    if is_committee_list(document.data):
        raise ParsingError(_A_LIST)
    agenda = Fields(document.data)
    points = agenda.objects("Dagsordenpunkter")
    if not points:
        raise ParsingError(_NO_ITEMS)
    refuse_too_many(len(points))
    meeting = agenda.fields("Moede")
    head = _head(agenda, meeting, points)
    is_closed = meeting.text("Navn").casefold().startswith("lukket")
    has_flag = is_used(point.values.get("IsOpen") for point in points)
    items = [_item(point, is_open=not is_closed and _is_open(point, has_flag=has_flag)) for point in points]
    if not _MINUTES.search(meeting.text("Navn")) and not has_decisions(items, head):
        head.kind = DocumentKind.AGENDA
    flags = (
        (point.text("Number", "Punktnummer"), point.values.get("IsOpen")) for point in points if has_flag
    )
    warnings = (*document.warnings, *unclear(flags))
    return read_stated_meeting(NAME, head, items, warnings, is_whole=True)


def is_guid(text: str) -> bool:
    """Whether a text names something: FirstAgenda writes the zero GUID for nothing."""
    return bool(text.strip("0-"))


def _head(agenda: Fields, meeting: Fields, points: Sequence[Fields]) -> MeetingHead:
    moment = read_moment(meeting.text("Dato", "MeetingBeginUtc"))
    name, number = meeting.text("Navn"), agenda.text("Id").casefold()
    links = (field.text("Link") for point in points for field in point.objects("Felter"))
    supplements = (
        agenda.flag("TillaegsDagsorden"),
        agenda.flag("IsSupplementaryAgenda"),
        meeting.flag("IsSupplementaryAgenda"),
    )
    head = MeetingHead(
        municipality=next((found for link in links if (found := municipality_of_address(link))), None),
        committee=bare_committee(agenda.fields("Udvalg").text("Navn", "Name")) or body_of(name),
        date=moment.date,
        start_time=moment.time,
        location=meeting.text("Sted") or None,
        source_id=f"{NAME}:{number}" if is_guid(number) else None,
        is_supplement=True in supplements or name.casefold().startswith("tillæg"),
        is_corrected=_CORRECTED.search(name) is not None,
        is_draft=_is_draft(meeting),
    )
    people = (_participant(person) for person in meeting.objects("Moededeltagere"))
    head.add_participants(person for person in people if person)
    return head


def _is_draft(meeting: Fields) -> bool:
    """Whether the meeting calls itself a draft, or is neither finished nor released.

    The object of the meeting may be a mere shell (its Id the zero GUID), in which nothing but what it says counts.
    """
    is_filled = is_guid(meeting.text("Id"))
    is_unreleased = "ReleasedDate" in meeting.values and not meeting.text("ReleasedDate")
    return bool(_DRAFT.search(meeting.text("Navn"))) or (
        is_filled and is_unreleased and meeting.flag("Afsluttet") is False
    )


def _participant(person: Fields) -> Participant | None:
    entry, kind = person.text("Name", "Navn"), person.text("AttendanceType")
    is_absent = person.flag("Absent") or person.flag("ParticipationCancelled") or _ABSENT.search(kind)
    note = " (Afbud)" if is_absent else f" ({kind})" if _ROLE.match(kind) else ""
    return read_participant(f"{entry}{note}") if entry else None


def _is_open(point: Fields, *, has_flag: bool) -> bool:
    return point.flag("IsOpen") is True or not has_flag


def _item(point: Fields, *, is_open: bool) -> StatedItem:
    number, title = point.text("Number", "Punktnummer"), point.text("Navn", "Caption")
    if not is_open:
        return closed_item(number, title)
    papers, internal = _papers(point)
    return StatedItem(
        number=number,
        title=title,
        journal_number=point.text("SagsNummer", "CaseNumber") or None,
        sections=(*_sections(point, title),),
        attachments=papers,
        internal_count=internal or None,
    )


def _sections(point: Fields, title: str) -> Iterator[StatedSection]:
    """The sections of all fields, and the item's decision where no field has it."""
    has_decision = False
    for field in point.objects("Felter"):
        for section in _sections_of_field(field, title):
            heading = read_heading(section.heading)
            is_decision = heading is not None and heading.kind is SectionKind.DECISION
            has_decision = has_decision or (is_decision and any(line.text for line in section.lines))
            yield section
    decision = point.markup("ItemDecision") or point.fields("ItemDecision").markup(
        "Html", "Tekst", "Text", "Decision"
    )
    if decision and not has_decision:
        yield StatedSection(heading="Beslutning", lines=lines_of_field(decision))


def _sections_of_field(field: Fields, title: str) -> Iterator[StatedSection]:
    """What a field holds; text without a heading of its own stands under the field's name."""
    name = field.text("Navn", "Name").removesuffix(":")
    name = "" if name.casefold() in {*_CONTAINERS, title.casefold()} else name
    html = field.markup("Html")
    sections = sections_of(html) if html else ()
    if not any(section.heading or section.lines for section in sections):
        text = field.markup("Tekst")
        sections = (StatedSection(heading="", lines=lines_of_field(text)),) if text else ()
    for section in sections:
        yield section if section.heading else StatedSection(heading=name, lines=section.lines)


def _papers(point: Fields) -> tuple[tuple[Attachment, ...], int]:
    """The public attachments in their order, and how many are internal; a field that is only a PDF is one of them."""
    papers = sorted(point.objects("Bilag"), key=lambda paper: _order(paper.text("Order")))
    public = [paper for paper in papers if paper.values.get("IsOpen") is None or paper.flag("IsOpen") is True]
    titles = [paper.text("Navn", "Name") for paper in public]
    titles += [_title_of_document(field) for field in point.objects("Felter") if _is_only_a_document(field)]
    return tuple(read_attachment(title or "Bilag uden navn") for title in titles), len(papers) - len(public)


def _order(text: str) -> tuple[bool, float]:
    try:
        return (False, float(text))
    except ValueError:
        return (True, 0.0)


def _is_only_a_document(field: Fields) -> bool:
    has_text = field.markup("Html") or field.markup("Tekst")
    return not has_text and bool(field.text("Link") or is_guid(field.text("DocumentId")))


def _title_of_document(field: Fields) -> str:
    return field.text("Navn", "Name") or "Sagsfremstilling"
