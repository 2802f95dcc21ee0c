"""The page of a meeting as FirstAgenda Publication renders it: a table with a row for each item."""

import re
from copy import copy
from dataclasses import replace

from bs4 import Tag

from apps.parsing.attachments import read_attachment
from apps.parsing.committees import bare_committee
from apps.parsing.dates import find_time, first_date
from apps.parsing.exports.firstagenda_sections import sections_of_tag
from apps.parsing.heads.document_kinds import stated_kind
from apps.parsing.heads.marks import date_in_head
from apps.parsing.markup.addresses import leads_to_document
from apps.parsing.markup.cleaning import blocks_of, lines_of_blocks
from apps.parsing.markup.papers import title_of_paper
from apps.parsing.page_items import page_head, split_title
from apps.parsing.reading.html import HtmlDocument
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import Attachment, DocumentKind, ParsedMeeting
from apps.parsing.structured import StatedItem, closed_item, has_decisions, read_stated_meeting

NAME = "firstagenda_page"
_ROWS = "tr.punktrow, [id^=punktrow_]"
_TITLE = ".overskrift, h2"
_DETAILS = (".details .punkt", ".details", ".punkt")
_PAPERS = "a[href*='/bilag/'], .bilag a, .bilagsliste a, .attachments a"
_NUMBER = re.compile(r"\b\d{1,4}(?:\.\d{1,2})?\b")
_CLOSED = re.compile(r"(?i)\blukket\b|\bfor lukkede døre\b")


def recognises(document: Document) -> bool:
    """A web page with FirstAgenda's rows, each with a heading."""
    if not isinstance(document, HtmlDocument) or not {"punktrow", "overskrift"} & document.classes:
        return False
    return bool(_rows(document.soup))


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one page."""
    assert isinstance(document, HtmlDocument)  # noqa: S101 (`recognises` has asked)
    page = copy(document.soup)
    rows = _rows(page)
    details = [_taken_details(row) for row in rows]
    items = [_item(row, text) for row, text in zip(rows, details, strict=True)]
    for row in rows:
        row.extract()
    lines = lines_of_blocks(blocks_of(str(page)))
    body = [line for item in items for section in item.sections for line in section.lines]
    head = page_head(document, lines, body)
    committee, place = (_text(page.select_one(f".{name}")) for name in ("udvalg", "sted"))
    date = next((text for tag in page.select(".dato") if first_date(text := _text(tag))), "")
    head.committee = bare_committee(committee) if committee else head.committee
    if first_date(date):
        head.date, head.start_time = date_in_head(Line(1, date)), find_time(date) or head.start_time
    head.location = place or head.location
    texts = [line.text for line in lines if line.text]
    if not has_decisions(items, head) and stated_kind(texts) is not DocumentKind.MINUTES:
        head.kind = DocumentKind.AGENDA
    return read_stated_meeting(NAME, head, items, document.warnings)


def _rows(soup: Tag) -> list[Tag]:
    rows = [row for row in soup.select(_ROWS) if row.select_one(_TITLE)]
    # By identity: tags compare by all that is in them.
    known = {id(row) for row in rows}
    return [row for row in rows if not any(id(parent) in known for parent in row.parents)]


def _taken_details(row: Tag) -> Tag | None:
    """The text of an item, out of its row; some pages have it in the row after."""
    after = row.find_next_sibling()
    places = (
        [row, after] if after is not None and "punktrow" not in after.get_attribute_list("class") else [row]
    )
    for place in places:
        for name in _DETAILS:
            if (found := place.select_one(name)) is not None:
                return found.extract()
        if place is not row and place.select_one("#sagsfremstillingContainer"):
            return place.extract()
    return row.select_one("#sagsfremstillingContainer")


def _item(row: Tag, details: Tag | None) -> StatedItem:
    label, title = _text(row.select_one(".label")), _text(row.select_one(_TITLE))
    found = _NUMBER.search(label)
    number, bare, is_closed = (found[0], title, False) if found else split_title(title)
    if is_closed or _CLOSED.search(label) or row.select_one(".lukket") is not None:
        return closed_item(number, bare)
    papers = _taken_papers(row, details)
    return StatedItem(
        number=number,
        title=bare,
        journal_number=_case_number(_text(row.select_one(".sagsnummer"))),
        sections=sections_of_tag(details) if details is not None else (),
        attachments=papers,
    )


def _case_number(text: str) -> str | None:
    """`Sagsnr.: 24/1234` -> "24/1234"."""
    return text.rpartition(":")[2].strip().rpartition(" ")[2] or None


def _taken_papers(row: Tag, details: Tag | None) -> tuple[Attachment, ...]:
    """The titles of the files that links lead to; the links go out of the text."""
    papers: dict[str, Attachment] = {}
    for place in (row, details):
        for link in place.select(_PAPERS) if place is not None else ():
            if title := title_of_paper(_text(link)):
                address = str(link.get("href", ""))
                stated = address if leads_to_document(address) else None
                papers.setdefault(title, replace(read_attachment(title), address=stated))
            link.extract()
    return tuple(papers.values())


def _text(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag is not None else ""
