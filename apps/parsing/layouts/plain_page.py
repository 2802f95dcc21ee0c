"""A web page without headings that say where its items begin: its text, read by the layouts for text."""

import re
from dataclasses import replace

from apps.parsing.layouts import Layout, minutes_export, numbered_minutes, web_page
from apps.parsing.municipalities import municipality_of_address
from apps.parsing.reading.html import HtmlDocument
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import ParsedMeeting

NAME = "plain_page"
_LAYOUTS: tuple[Layout, ...] = (minutes_export, web_page, numbered_minutes)
_DATED = re.compile(r"-\d{1,2}-\d{1,2}-\d{4}")


def recognises(document: Document) -> bool:
    """A web page whose text is minutes in any of the layouts for text."""
    return isinstance(document, HtmlDocument) and any(layout.recognises(document) for layout in _LAYOUTS)


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one page."""
    assert isinstance(document, HtmlDocument)  # noqa: S101 (`recognises` has asked)
    layout = next(layout for layout in _LAYOUTS if layout.recognises(document))
    meeting: ParsedMeeting
    address = document.address
    if layout is web_page and _DATED.search(address):
        # Printed to PDF, the page would have this foot, which then says committee and date.
        last = len(document.lines) + 1
        foot = (Line(last, ""), Line(last + 1, f"Source URL: {address}"))
        meeting = layout.parse(Document((*document.lines, *foot), document.warnings))
    else:
        meeting = layout.parse(document)
    municipality = meeting.municipality or municipality_of_address(address)
    return replace(
        meeting, layout=NAME, source_url=meeting.source_url or address or None, municipality=municipality
    )
