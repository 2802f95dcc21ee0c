"""Agenda Management: the XML of a meeting export for OS2Web, `/Publication/Agendas/Agenda` with HTML in its fields.

An item needs `IsPublic` to say yes (`apps.parsing.exports.flags`); of the others number and title are all that is read.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from apps.parsing.attachments import read_attachment
from apps.parsing.committees import bare_committee
from apps.parsing.exports.elements import flag, lines, words
from apps.parsing.exports.flags import is_used, unclear
from apps.parsing.exports.folders import path_in_export
from apps.parsing.exports.moments import find_moment, read_moment
from apps.parsing.headings import read_heading
from apps.parsing.meetings import MeetingHead
from apps.parsing.people import read_participant
from apps.parsing.reading.lines import Document
from apps.parsing.reading.xml import XmlDocument
from apps.parsing.records import (
    Attachment,
    DocumentKind,
    HistoricDecision,
    ParsedMeeting,
    Participant,
    Reference,
    SectionKind,
)
from apps.parsing.structured import (
    StatedItem,
    StatedSection,
    closed_item,
    has_decisions,
    in_order,
    read_stated_meeting,
)

NAME = "agenda_management"

_DRAFT = "0"
_KINDS = {"1": DocumentKind.AGENDA, "3": DocumentKind.MINUTES}
# Invited and undecided members count as present, as OS2Web shows them; 2 and 3 are two ways of staying away.
_PRESENT = frozenset({"0", "1", "4"})
_ABSENT = frozenset({"2", "3"})
_AWAY = re.compile(r"(?i)afbud|fraværende|ikke|absent|cancel")


def recognises(document: Document) -> bool:
    """An XML document `<Publication>` with agendas in it."""
    return (
        isinstance(document, XmlDocument)
        and document.root.tag == "Publication"
        and document.root.find("Agendas") is not None
    )


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one export."""
    assert isinstance(document, XmlDocument)  # noqa: S101 (`recognises` has asked)
    root = document.root
    agenda = root.find("Agendas/Agenda")
    head = _head(agenda if agenda is not None else root)
    has_protection = is_used(words(enclosure, "IsProtected") or None for enclosure in root.iter("Enclosure"))
    elements = root.findall("Agendas/Agenda/Items/Item")
    items = in_order(_item(item, head, has_protection=has_protection) for item in elements)
    doubts = unclear((words(item, "Number", "@Nummer"), words(item, "IsPublic")) for item in elements)
    state = words(root, "PublicationTypeAsValue")
    by_decisions = DocumentKind.MINUTES if has_decisions(items, head) else DocumentKind.AGENDA
    head.kind = _KINDS.get(state, by_decisions)
    head.is_draft = state == _DRAFT
    return read_stated_meeting(NAME, head, items, (*document.warnings, *doubts), is_whole=True)


def _head(agenda: Element) -> MeetingHead:
    moment = read_moment(words(agenda, "Meeting/When"))
    number = words(agenda, "Meeting/@ID")
    head = MeetingHead(
        committee=bare_committee(words(agenda, "Committee/Name")) or None,
        date=moment.date,
        start_time=moment.time,
        location=words(agenda, "Meeting/Where") or None,
        source_id=f"{NAME}:{number}" if number else None,
    )
    head.add_participants(
        filter(None, (_participant(member) for member in agenda.findall("Meeting/Members/MeetingMember")))
    )
    return head


def _participant(member: Element) -> Participant | None:
    name, note = words(member, "Name"), words(member, "ParticipationNote")
    value, status = words(member, "ParticipationStatusAsValue"), words(member, "ParticipationStatusAsText")
    is_absent = value in _ABSENT or (value not in _PRESENT and _AWAY.search(status))
    notes = f"{f' ({note})' if note else ''}{' (Afbud)' if is_absent else ''}"
    return read_participant(name + notes) if name else None


def _item(item: Element, head: MeetingHead, *, has_protection: bool) -> StatedItem:
    number, title = words(item, "Number", "@Nummer"), words(item, "Caption", "Case/Title")
    if flag(item, "IsPublic") is not True:
        return closed_item(number, title)
    enclosures = item.findall("Enclosures/Enclosure")
    public = [enclosure for enclosure in enclosures if _is_public(enclosure, has_protection=has_protection)]
    history = list(_history(item, head))
    return StatedItem(
        number=number,
        title=title,
        journal_number=words(item, "Case/Number") or None,
        sections=tuple(_sections(item)),
        attachments=tuple(_attachment(enclosure) for enclosure in public),
        internal_count=len(enclosures) - len(public) or None,
        previous_handling=tuple(dict.fromkeys(reference for reference, _ in history)),
        decision_history=tuple(decision for _, decision in history if decision),
    )


def _sections(item: Element) -> Iterator[StatedSection]:
    for field in item.findall("Fields/ItemField"):
        content = lines(field.find("Content")) if flag(field, "HasContent") is not False else ()
        if content:
            yield StatedSection(heading=words(field, "Caption"), lines=content)


def _history(item: Element, head: MeetingHead) -> Iterator[tuple[Reference, HistoricDecision | None]]:
    """Where the case was before, with the decision where the field is one; this meeting is no history."""
    for field in item.findall("ItemHistory/ItemField"):
        committee = bare_committee(words(field, "MeetingDetails/CommitteeName"))
        moment = find_moment(words(field, "MeetingDetails/MeetingDueDate"))
        date = moment.date if moment else None
        if not committee or (committee == head.committee and date == head.date):
            continue
        text = "\n".join(line.text for line in lines(field.find("Content")) if line.text)
        caption = read_heading(words(field, "Caption") or "Beslutning")
        is_decision = caption is not None and caption.kind is SectionKind.DECISION
        decision = (
            HistoricDecision(committee=committee, date=date, text=text) if is_decision and text else None
        )
        yield Reference(committee=committee, date=date), decision


def _is_public(enclosure: Element, *, has_protection: bool) -> bool:
    return not has_protection or flag(enclosure, "IsProtected") is False


def _attachment(enclosure: Element) -> Attachment:
    named = read_attachment(words(enclosure, "Name", "FileName") or "Bilag uden navn")
    path = path_in_export(words(enclosure, "InstantiationFilePathRelative", "EnclosureOutputUri"))
    return Attachment(title=named.title, recommended=named.recommended, path=path)
