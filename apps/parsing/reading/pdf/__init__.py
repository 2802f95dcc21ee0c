"""PDF: bytes -> lines, from the places and the type of the words on the page (`reader`)."""

from apps.parsing.reading.pdf.reader import NAME, read, recognises

__all__ = ["NAME", "read", "recognises"]
