"""Dates with a time of day as systems write them: ISO with or without offset, `24-06-2025 17:00:00`, `24. juni 2025`."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from apps.parsing.dates import find_time, first_date
from apps.parsing.errors import ParsingError

_DENMARK = ZoneInfo("Europe/Copenhagen")
# What .NET writes for a date that was never set.
_NEVER = 1900
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and a time of day in Denmark; midnight is how systems write that no time is known."""

    date: dt.date | None = None
    time: dt.time | None = None


def read_moment(text: str) -> Moment:
    """The moment that a text states, nothing where it states none. An offset is turned into Danish time.

    Raises ParsingError for a date that no calendar has.
    """
    moment = find_moment(text)
    if moment is None:
        raise ParsingError(f"Mødets dato findes ikke: {text[:_SHOWN]}. Ret datoen i kilden, og prøv igen.")
    return moment


def find_moment(text: str) -> Moment | None:
    """As `read_moment`, for dates that are no reason to refuse a meeting: None for one that no calendar has."""
    try:
        stated = dt.datetime.fromisoformat(text)
        local = stated.astimezone(_DENMARK) if stated.tzinfo else stated
    except (ValueError, OverflowError):
        return _find_danish(text)
    if local.year <= _NEVER:
        return Moment()
    return Moment(local.date(), _unless_midnight(local.time().replace(second=0, microsecond=0)))


def _find_danish(text: str) -> Moment | None:
    found = first_date(text)
    if found is None:
        return Moment()
    return Moment(found.date, _unless_midnight(find_time(text))) if found.date else None


def _unless_midnight(time: dt.time | None) -> dt.time | None:
    return None if time == dt.time() else time
