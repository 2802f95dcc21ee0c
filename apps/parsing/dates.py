"""Danish dates and times of day in text: `den 2. juni 2020`, `juni 2, 2020`, `12-08-2025`, `26.08.2019 kl. 18:00`, ISO."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from apps.language.dates import MONTH_NUMBERS, MONTHS

_DATE = re.compile(
    r"(?<![\w.\-/])(?:"
    r"(?P<day>\d{1,2})\.?\s?(?P<month>januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?,?\s(?P<year>\d{4})"
    r"|(?P<first_month>januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\s(?P<late_day>\d{1,2}),\s(?P<late_year>\d{4})"
    r"|(?P<us_month>\d{1,2})/(?P<us_day>\d{1,2})/(?P<us_year>\d{4})(?=\s\d{1,2}:\d{2}(?::\d{2})?\s[AP]M\b)"
    r"|(?P<d>\d{1,2})(?P<sign>[-./])(?P<m>\d{1,2})(?P=sign)(?P<y>(?:19|20)\d{2})"
    r"|(?P<named_day>\d{1,2})-(?P<named_month>januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)-(?P<named_year>(?:19|20)\d{2})"
    r"|(?P<slash_day>\d{1,2})/(?P<slash_month>\d{1,2})\s?[-–\s]\s?(?P<slash_year>(?:19|20)\d{2})"
    r"|(?P<iso>(?:19|20)\d{2}-\d{2}-\d{2})"
    r")(?![\d/]|-\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?i)(?:\bkl(?:\.|okken)?\s?|\s-\s|T|(?<=\d{4})[,;]?\s(?:fra\s)?)(\d{1,2})(?:[:.](\d{2}))?(?!\d|\.\d)"
)
_AFTERNOON = re.compile(r"(?::\d{2})?\sPM\b")
_MONTH_START = re.compile(rf"(?i)(?:{'|'.join(MONTHS)})\b")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date and where it stands; `date` is None where the words are a date that no calendar has."""

    start: int
    end: int
    text: str
    date: dt.date | None


def find_dates(text: str) -> Iterator[DateMatch]:
    """Every full date in `text`, in order. Linear; impossible dates (31-02-2024) come with `date` None."""
    for match in _DATE.finditer(text):
        yield DateMatch(match.start(), match.end(), match[0], _date_of(match))


def first_date(text: str) -> DateMatch | None:
    """The first full date in `text`."""
    return next(find_dates(text), None)


def find_time(text: str) -> dt.time | None:
    """The first time of day in `text` (`kl. 13:00`, `kl. 15.45`, `- 18:30`, `kl. 9`); None without a possible one."""
    for match in _TIME.finditer(text):
        hour, minute = int(match[1]), int(match[2] or 0)
        is_marked = match[0][0] in "kK"
        # As a system whose language is American prints it: "4:00:00 PM".
        if _AFTERNOON.match(text, match.end()) and hour < 12:
            hour += 12
        if hour < 24 and minute < 60 and (match[2] or is_marked):
            return dt.time(hour, minute)
    return None


def begins_with_month(text: str) -> bool:
    """Whether `text` goes on with the month of a date that began on the line before."""
    return _MONTH_START.match(text) is not None


def _date_of(match: re.Match[str]) -> dt.date | None:
    try:
        if match["iso"]:
            return dt.date.fromisoformat(match["iso"])
        if month := match["month"] or match["named_month"]:
            year, day = match["year"] or match["named_year"], match["day"] or match["named_day"]
            return dt.date(int(year), MONTH_NUMBERS[month.casefold()], int(day))
        if match["first_month"]:
            month_number = MONTH_NUMBERS[match["first_month"].casefold()]
            return dt.date(int(match["late_year"]), month_number, int(match["late_day"]))
        if match["us_month"]:
            return dt.date(int(match["us_year"]), int(match["us_month"]), int(match["us_day"]))
        if match["slash_day"]:
            return dt.date(int(match["slash_year"]), int(match["slash_month"]), int(match["slash_day"]))
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except (ValueError, KeyError):
        return None
