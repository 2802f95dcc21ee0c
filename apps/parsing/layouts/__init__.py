"""One module per publishing system: whether a document is of its kind, and what it says."""

from typing import Protocol

from apps.parsing.reading.lines import Document
from apps.parsing.records import ParsedMeeting


class Layout(Protocol):
    """What every layout module offers. Both functions are pure and linear in the size of the document."""

    NAME: str

    def recognises(self, document: Document) -> bool:
        """Whether the content shows this publishing system."""
        ...

    def parse(self, document: Document) -> ParsedMeeting:
        """The meeting; ParsingError where the head names an impossible date or the document has no items."""
        ...
