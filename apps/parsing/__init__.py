"""Documents of municipal meetings in, frozen records out: pure Python, no Django, disk or network."""

from apps.parsing.documents import parse_document
from apps.parsing.errors import ParsingError

__all__ = ["ParsingError", "parse_document"]
