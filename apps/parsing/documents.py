"""The door of the parser: the bytes of one document in, one meeting out."""

from apps.parsing.errors import ParsingError
from apps.parsing.layouts import (
    Layout,
    agenda_management,
    edoc,
    firstagenda,
    firstagenda_page,
    heading_page,
    minutes_export,
    numbered_minutes,
    os2web_page,
    plain_page,
    sbsys,
    web_page,
)
from apps.parsing.limits import refuse_what_no_meeting_has
from apps.parsing.meetings import NO_ITEMS
from apps.parsing.reading import Reader, html, json, pdf, text, xml
from apps.parsing.records import ParsedMeeting

# Both asked in this order; the content decides, never the file's name. Plain text takes or refuses what is left.
READERS: tuple[Reader, ...] = (pdf, json, xml, html, text)
LAYOUTS: tuple[Layout, ...] = (
    firstagenda,
    agenda_management,
    edoc,
    sbsys,
    firstagenda_page,
    os2web_page,
    heading_page,
    plain_page,
    minutes_export,
    web_page,
    numbered_minutes,
)


def parse_document(content: bytes, *, name: str = "") -> ParsedMeeting:
    """The meeting that a document states: a full record with warnings, or a ParsingError in Danish.

    `name` is the file's name, for messages only. Pure, and linear in the size of the document (figures:
    benchmarks/parsing.py).
    """
    document = next(reader for reader in READERS if reader.recognises(content)).read(content)
    for layout in LAYOUTS:
        if layout.recognises(document):
            meeting = layout.parse(document)
            refuse_what_no_meeting_has(meeting)
            return meeting
    raise ParsingError(document.refusal or NO_ITEMS)
