"""FirstAgenda's list of committees (`/api/agenda/udvalgsliste`): every committee by period, with its meetings."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.parsing.errors import ParsingError
from apps.parsing.exports.moments import Moment, find_moment
from apps.parsing.reading import json
from apps.parsing.reading.json import Fields

_PERIOD = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedMeeting:
    """One meeting on the list. `name` is "Referat", "Dagsorden", "Tillægsdagsorden" …; the id fetches its agenda."""

    source_id: str
    date: dt.date | None
    start_time: dt.time | None
    location: str | None
    name: str
    is_finished: bool
    released_on: dt.date | None
    is_supplement: bool

    @property
    def is_released(self) -> bool:
        """Whether the source has given the meeting to the public."""
        return self.released_on is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedCommittee:
    """One committee of one period as the list names it; the years are those of the period's name, where it has them."""

    source_id: str
    name: str
    period: str
    first_year: int | None
    last_year: int | None
    is_historic: bool
    meetings: tuple[ListedMeeting, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitteeList:
    """All committees of a municipality in the order of the list; one of several periods stands there several times."""

    committees: tuple[ListedCommittee, ...]


def is_committee_list(data: Mapping[str, Any]) -> bool:
    """Whether the data of a JSON document is such a list: `Udvalg` by period, and no agenda."""
    periods = data.get("Udvalg")
    is_agenda = "Dagsordenpunkter" in data or "Moede" in data
    return (
        isinstance(periods, dict)
        and not is_agenda
        and all(isinstance(entry, list) for entry in periods.values())
    )


def read_committee_list(content: bytes) -> CommitteeList | None:
    """The committees of such a list; None for every other document, a damaged one too. Linear."""
    if not json.recognises(content):
        return None
    try:
        data = json.read(content).data
    except ParsingError:
        return None
    if not is_committee_list(data):
        return None
    periods = Fields(data["Udvalg"])
    found = (_committee(entry, period) for period in data["Udvalg"] for entry in periods.objects(period))
    return CommitteeList(committees=tuple(committee for committee in found if committee.name))


def _committee(entry: Fields, period: str) -> ListedCommittee:
    years = _PERIOD.search(period)
    return ListedCommittee(
        source_id=entry.text("Id"),
        name=entry.text("Navn", "Name"),
        period=" ".join(period.split()),
        first_year=int(years[1]) if years else None,
        last_year=int(years[2]) if years else None,
        is_historic=entry.flag("Historisk") is True,
        meetings=tuple(_meeting(meeting) for meeting in entry.objects("Moeder")),
    )


def _meeting(entry: Fields) -> ListedMeeting:
    moment = find_moment(entry.text("Dato", "MeetingBeginUtc")) or Moment()
    name = entry.text("Navn")
    return ListedMeeting(
        source_id=entry.text("Id"),
        date=moment.date,
        start_time=moment.time,
        location=entry.text("Sted") or None,
        name=name,
        is_finished=entry.flag("Afsluttet") is True,
        released_on=(find_moment(entry.text("ReleasedDate")) or Moment()).date,
        is_supplement=entry.flag("IsSupplementaryAgenda") is True or name.casefold().startswith("tillæg"),
    )
