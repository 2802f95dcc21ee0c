"""Bytes of one format in, numbered lines out: one module per format behind one protocol."""

from typing import Protocol

from apps.parsing.reading.lines import Document


class Reader(Protocol):
    """What every reader module offers. Pure; the content decides, never a file's name."""

    NAME: str

    def recognises(self, content: bytes) -> bool:
        """Whether the bytes are of this format. Looks at the beginning only; never raises."""
        ...

    def read(self, content: bytes) -> Document:
        """The document, linear in its size; ParsingError for what is damaged, locked, too large or empty."""
        ...
