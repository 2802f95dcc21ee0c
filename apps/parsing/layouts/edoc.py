"""eDoc: the XML of a meeting export for OS2Web, `/Meeting/MeetingAgendaTypes/MeetingAgendaType/MeetingAgendaItems`.

An item is public where its agenda is not "lukket" and its document's `PublishingType` is "SKAL PUBLICERES" to the
letter. Of an item on a closed agenda the title is read where that is so; of the others not even the title.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from apps.parsing.attachments import read_attachment
from apps.parsing.committees import bare_committee
from apps.parsing.exports.elements import journal_number, lines, words
from apps.parsing.exports.folders import path_in_export
from apps.parsing.exports.moments import find_moment, read_moment
from apps.parsing.meetings import MeetingHead
from apps.parsing.reading.lines import Document, Line
from apps.parsing.reading.xml import XmlDocument
from apps.parsing.records import Attachment, DocumentKind, HistoricDecision, ParsedMeeting, Reference
from apps.parsing.section_lines import mark_sections
from apps.parsing.structured import (
    StatedItem,
    StatedSection,
    closed_item,
    has_decisions,
    in_order,
    read_stated_meeting,
)

NAME = "edoc"

_TO_BE_PUBLISHED = "SKAL PUBLICERES"
_CLOSED_AGENDA = re.compile(r"(?i)lukke|fortrolig|intern")
_DRAFT = re.compile(r"(?i)kladde|udkast|under udarbejdelse")


def recognises(document: Document) -> bool:
    """An XML document `<Meeting>` with agendas in it."""
    return (
        isinstance(document, XmlDocument)
        and document.root.tag == "Meeting"
        and document.root.find("MeetingAgendaTypes") is not None
    )


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one export; the items of its open and its closed agenda in one order."""
    assert isinstance(document, XmlDocument)  # noqa: S101 (`recognises` has asked)
    root = document.root
    moment = read_moment(words(root, "MeetingDate"))
    head = MeetingHead(
        committee=bare_committee(words(root, "Committee")) or None,
        date=moment.date,
        start_time=moment.time,
        location=words(root, "Location", "MeetingLocation") or None,
    )
    items = in_order(_items(root, head))
    state = words(root, "MeetingState")
    head.kind = _kind(state, items, head)
    head.is_draft = _DRAFT.search(state) is not None
    types = [words(agenda, "AgendaType").casefold() for agenda in _agendas(root)]
    head.is_supplement = bool(types) and all("tillæg" in name for name in types)
    return read_stated_meeting(NAME, head, items, document.warnings, is_whole=True)


def _kind(state: str, items: Sequence[StatedItem], head: MeetingHead) -> DocumentKind:
    """ "Referat endeligt godkendt", "Dagsorden udsendt" …; by the decisions where the state is neither."""
    is_agenda = "dagsorden" in state.casefold() or not has_decisions(items, head)
    return DocumentKind.AGENDA if is_agenda and "referat" not in state.casefold() else DocumentKind.MINUTES


def _agendas(root: Element) -> list[Element]:
    return root.findall("MeetingAgendaTypes/MeetingAgendaType")


def _items(root: Element, head: MeetingHead) -> Iterator[StatedItem]:
    for agenda in _agendas(root):
        is_closed = _CLOSED_AGENDA.search(words(agenda, "AgendaType")) is not None
        for item in agenda.findall("MeetingAgendaItems/MeetingAgendaItem"):
            yield _item(item, head, is_closed=is_closed)


def _item(item: Element, head: MeetingHead, *, is_closed: bool) -> StatedItem:
    number, title = words(item, "AgendaItemNumber"), words(item, "Document/Title")
    if words(item, "Document/PublishingType") != _TO_BE_PUBLISHED:
        return closed_item(number)
    if is_closed:
        return closed_item(number, title)
    papers = item.findall("Document/Attachments/Attachment")
    public = [paper for paper in papers if words(paper, "PublishingType") in {"", _TO_BE_PUBLISHED}]
    route = [stop for stop in _route(item) if _is_before(stop[0], head)]
    return StatedItem(
        number=number,
        title=title,
        journal_number=journal_number(item.find("Document/Case")),
        sections=(StatedSection(heading="", lines=_text_of(item)),),
        attachments=tuple(_attachment(paper) for paper in public),
        internal_count=len(papers) - len(public) or None,
        previous_handling=tuple(dict.fromkeys(reference for reference, _ in route)),
        decision_history=tuple(decision for _, decision in route if decision),
    )


def _text_of(item: Element) -> tuple[Line, ...]:
    """The whole item as text; without blank lines, its headings are known by their words alone."""
    return tuple(mark_sections(lines(item.find("FullText")), 0, ()))


def _route(item: Element) -> Iterator[tuple[Reference, HistoricDecision | None]]:
    """The bodies that the case goes through, earlier and later ones, as the document lists them."""
    for stop in item.findall("Document/AgendaItems/AgendaItem"):
        committee = bare_committee(words(stop, "Committee", "CommitteeName", "Meeting/Committee"))
        moment = find_moment(words(stop, "MeetingDate", "Date", "Meeting/MeetingDate"))
        date = moment.date if moment else None
        if committee:
            texts = (line.text for line in lines(_first(stop, "Decision", "FullText")) if line.text)
            text = "\n".join(texts)
            decision = HistoricDecision(committee=committee, date=date, text=text) if text else None
            item_number = words(stop, "AgendaItemNumber", "Number") or None
            yield Reference(committee=committee, date=date, item=item_number), decision


def _first(element: Element, *names: str) -> Element | None:
    return next((child for name in names if (child := element.find(name)) is not None), None)


def _is_before(reference: Reference, head: MeetingHead) -> bool:
    """Whether a stop on the route is history: neither this meeting nor a later one."""
    is_own = reference.committee == head.committee and reference.date in {head.date, None}
    is_later = reference.date is not None and head.date is not None and reference.date > head.date
    return not is_own and not is_later


def _attachment(paper: Element) -> Attachment:
    named = read_attachment(words(paper, "Title") or "Bilag uden navn")
    path = path_in_export(words(paper, "PDFDocument"))
    return Attachment(title=named.title, recommended=named.recommended, path=path)
