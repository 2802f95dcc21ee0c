"""SBSYS: the XML of a meeting export for OS2Web, `/Dagsorden` with `Møde` and `Dagsordenpunkter`, most of it attributes.

An item needs `@Åbent` to say yes, an attachment `@MaaPubliceres` (`apps.parsing.exports.flags`). A whole agenda that is not
`@Åben` has closed items only.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from apps.parsing.attachments import read_attachment
from apps.parsing.committees import bare_committee
from apps.parsing.exports.elements import flag, journal_number, lines, words
from apps.parsing.exports.flags import unclear
from apps.parsing.exports.folders import path_in_export
from apps.parsing.exports.moments import read_moment
from apps.parsing.meetings import MeetingHead
from apps.parsing.reading.lines import Document
from apps.parsing.reading.xml import XmlDocument
from apps.parsing.records import Attachment, DocumentKind, ParsedMeeting
from apps.parsing.structured import (
    StatedItem,
    StatedSection,
    closed_item,
    has_decisions,
    in_order,
    read_stated_meeting,
)

NAME = "sbsys"

_DRAFT = re.compile(r"(?i)kladde|udkast")
# Names of elements hold no spaces: "_x0020_" and "_" stand for one, and so does the step from a to B in "SagenKort".
_HEXADECIMAL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_STEP = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ][a-zæøå])")


def recognises(document: Document) -> bool:
    """An XML document `<Dagsorden>` with a meeting or items in it."""
    if not isinstance(document, XmlDocument) or document.root.tag != "Dagsorden":
        return False
    return any(document.root.find(name) is not None for name in ("Møde", "Dagsordenpunkter"))


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one export."""
    assert isinstance(document, XmlDocument)  # noqa: S101 (`recognises` has asked)
    root = document.root
    head = _head(root)
    is_open = flag(root, "@Åben") is True or not words(root, "@Åben")
    elements = root.findall("Dagsordenpunkter/Dagsordenpunkt")
    items = in_order(_item(item, is_open=is_open) for item in elements)
    doubts = unclear((words(item, "@Nummer", "Nummer"), words(item, "@Åbent")) for item in elements)
    kind = words(root, "@Dagsordentype").casefold()
    is_minutes = "referat" in kind or ("dagsorden" not in kind and has_decisions(items, head))
    head.kind = DocumentKind.MINUTES if is_minutes else DocumentKind.AGENDA
    head.is_draft = _DRAFT.search(kind) is not None
    head.is_supplement = kind.startswith("tillæg")
    return read_stated_meeting(NAME, head, items, (*document.warnings, *doubts), is_whole=True)


def _head(root: Element) -> MeetingHead:
    moment = read_moment(f"{words(root, 'Møde/@Mødedato')} {words(root, 'Møde/@Mødetid')}".strip())
    number = words(root, "Møde/@MødeID")
    return MeetingHead(
        committee=bare_committee(words(root, "Møde/@Udvalg")) or None,
        date=moment.date,
        start_time=moment.time,
        location=words(root, "Møde/@Mødested") or None,
        source_id=f"{NAME}:{number}" if number else None,
    )


def _item(item: Element, *, is_open: bool) -> StatedItem:
    number, title = words(item, "@Nummer", "Nummer"), words(item, "Overskrift")
    if not is_open or flag(item, "@Åbent") is not True:
        return closed_item(number, title)
    papers = item.findall("Bilagsliste/Bilag")
    public = [paper for paper in papers if flag(paper, "@MaaPubliceres") is True]
    return StatedItem(
        number=number,
        title=title,
        journal_number=words(item, "@Sagsnummer", "Sagsnummer") or journal_number(item.find("Sag")),
        sections=tuple(_sections(item)),
        attachments=tuple(_attachment(paper) for paper in public),
        internal_count=len(papers) - len(public) or None,
    )


def _sections(item: Element) -> Iterator[StatedSection]:
    for field in item.findall("Indhold/*"):
        if content := lines(field):
            yield StatedSection(heading=_heading(field.tag), lines=content)


def _heading(name: str) -> str:
    """The heading that the name of an element is: "Økonomiske_konsekvenser", "SagensForløb"."""
    spaced = _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), name).replace("_", " ")
    first, *others = _STEP.sub(" ", spaced).split() or [name]
    return " ".join([first, *(other if " " in spaced else other.lower() for other in others)])


def _attachment(paper: Element) -> Attachment:
    named = read_attachment(words(paper, "@Navn") or "Bilag uden navn")
    return Attachment(
        title=named.title, recommended=named.recommended, path=path_in_export(words(paper, "@BilagUrl"))
    )
