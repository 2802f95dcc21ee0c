"""What the heads and feet of all layouts share: page marks to leave out, and the date that must be possible."""

import datetime as dt
import re
from collections.abc import Sequence

from apps.parsing.dates import find_dates
from apps.parsing.errors import ParsingError
from apps.parsing.reading.lines import Line

_PAGE_MARK = re.compile(r"(?i)side\s\d{1,4}(?:\s?(?:af|/)\s?\d{1,4})?")


def clean_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines with page marks ("Side 3 af 17") made blank; numbers stay."""
    return [
        Line(line.number, "", line.starts_page) if _PAGE_MARK.fullmatch(line.text) else line for line in lines
    ]


def date_in_head(line: Line) -> dt.date | None:
    """The meeting's date on this line. Raises ParsingError where no calendar has it."""
    found = next(find_dates(line.text), None)
    if found and found.date is None:
        raise ParsingError(
            f"Mødets dato findes ikke: {found.text}. Ret datoen i dokumentet, og prøv igen.", line=line.number
        )
    return found.date if found else None
