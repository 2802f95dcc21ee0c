"""The door of the parser: the bytes of one document in, one meeting out."""

from apps.parsing.errors import ParsingError
from apps.parsing.layouts import Layout, minutes_export, web_page
from apps.parsing.meetings import NO_ITEMS
from apps.parsing.reading import Reader, text
from apps.parsing.records import ParsedMeeting

# Both asked in this order; the content decides, never the file's name. Plain text takes or refuses what is left.
READERS: tuple[Reader, ...] = (text,)
LAYOUTS: tuple[Layout, ...] = (minutes_export, web_page)


def parse_document(content: bytes, *, name: str = "") -> ParsedMeeting:
    """The meeting that a document states: a full record with warnings, or a ParsingError in Danish.

    `name` is the file's name, for messages only. Pure, and linear in the size of the document (figures:
    benchmarks/parsing.py).
    """
    document = next(reader for reader in READERS if reader.recognises(content)).read(content)
    for layout in LAYOUTS:
        if layout.recognises(document):
            return layout.parse(document)
    raise ParsingError(NO_ITEMS)
