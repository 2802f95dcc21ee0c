"""Dates: `12. august 2025`, `d. 12. aug. 2025`, `12/8-2025`, `12.08.2025`, `2025-08-12` are one day however written.

A day has the lexeme `d:2025-08-12` and its month's, `d:2025-08`; a month with its year (`august 2025`) the latter alone.
Only days that the calendar has. `12.08.25` may as well be the subject of a journal number: it is both.
"""

import datetime as dt
import re
from typing import NamedTuple

MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()} | {"sept": 9}
# By these most words are told, at next to no cost, to begin no date.
_FIRST_LETTERS = frozenset(name[:3] for name in MONTHS)
# Years of two digits: 12/8-25, 12.08.98.
_LAST_SHORT_YEAR = 69
_LONGEST_NUMBER = len("12.08.25")

_GAP = r"\s{0,2}"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d{2})"
_SHORT_YEAR = r"(?P<year>\d{2})"
_DAY, _MONTH = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
# Not amid a longer number, or a longer row of them.
_START, _END = r"(?<!\d[./-])", r"(?!\d|[./-]\d)"
_NAME = rf"(?i:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})(?![^\W_])\.?"
_OF_A_YEAR = rf",?{_GAP}(?i:måned{_GAP})?{_YEAR}(?![\d_]|[./]\d)"
# "12. og 13. august 2025", "12.-14. august 2025": the first is of that month as well. "Juni-august 2025".
_OTHER_DAYS = r"(?P<others>(?:(?:\.?[-–]|\.\s(?:og|til)\s|\.,\s)\d{1,2}(?=\.)){0,6})"
_OTHER_MONTH = rf"(?P<others>(?:(?:\s?[-–/]\s?|\s(?:og|til)\s){_NAME})?)"
_NO_FACET = r"(?![^\W_]|[\s.\-–\u2011]{0,3}[^\W\d_]\d)"
ISO_PATTERN = rf"{_START}(?:1[5-9]|20)\d{{2}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![^\W_]){_END}"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 12. august 2025
        rf"{_DAY}{_OTHER_DAYS}\.?{_GAP}(?P<month>{_NAME}){_OF_A_YEAR}",
        # 12.08.2025, 12/8/2025, which a hyphen may part from another: 12.08.2025-14.08.2025
        rf"(?<!\d[./]){_DAY}(?P<sign>[./])\s?{_MONTH}(?P=sign)\s?{_YEAR}(?!\d|[./]\d)",
        # 12-8-2025
        rf"{_START}{_DAY}-{_MONTH}-{_YEAR}{_END}",
        # 12/8-2025, 12/8 2025, 12/8-25
        rf"{_START}{_DAY}/{_MONTH}(?:\s?[-–]\s?|\s){_YEAR}{_END}",
        rf"{_START}{_DAY}/{_MONTH}\s?[-–]\s?{_SHORT_YEAR}{_END}",
        # 12.08.25, 12-08-25
        rf"{_START}(?P<day>\d{{2}})(?P<sign>[.-])(?P<month>\d{{2}})(?P=sign){_SHORT_YEAR}{_END}{_NO_FACET}",
        # 2025-08-12
        rf"{_START}{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_END}",
        # august 2025
        rf"(?P<month>{_NAME}){_OTHER_MONTH}{_OF_A_YEAR}",
    )
)
_BEFORE = re.compile(
    rf"(?:(?i:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag),?\s{{1,2}})?(?:(?i:den)\s{_GAP}|(?i:d)\.{_GAP})?"
)


class Date(NamedTuple):
    """A day, or a month where `day` is None; the end of how it is written; whether other days stand in between."""

    year: int
    month: int
    day: int | None
    end: int
    is_one: bool = True

    @property
    def lexeme(self) -> str:
        """What a query asks for: `d:2025-08-12`, or `d:2025-08` for a month."""
        month = f"d:{self.year}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"

    @property
    def lexemes(self) -> frozenset[str]:
        """What a text is indexed under: a day under its month too."""
        return frozenset({self.lexeme, self._replace(day=None).lexeme})


def may_begin(word: str) -> bool:
    """Whether a date may begin with this word or number of a text: `date_at` costs ten times as much."""
    if word[0].isdecimal():
        return len(word) <= 2 or len(word) == _LONGEST_NUMBER
    return word[:3].lower() in _FIRST_LETTERS


def date_at(text: str, start: int) -> Date | None:
    """The date that begins exactly here, with its first number or its month. Costs 1-3 us."""
    for pattern in _PATTERNS:
        if (match := pattern.match(text, start)) and (date := _read(match)):
            return date
    return None


def date_asked_for(text: str, start: int) -> Date | None:
    """The same for a query, where a day of the week and `den` or `d.` before it may say so too."""
    before = _BEFORE.match(text, start)
    date = date_at(text, before.end() if before else start)
    return date if date and date.is_one else None


def _read(match: re.Match[str]) -> Date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if year < 100:
        year += 2000 if year <= _LAST_SHORT_YEAR else 1900
    month = MONTH_NUMBERS.get(parts["month"].lower().rstrip("."), 0) or _number(parts["month"])
    day = parts.get("day")
    try:
        dt.date(year, month, int(day or 1))
    except ValueError:
        return None
    return Date(year, month, int(day) if day else None, match.end(), is_one=not parts.get("others"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
