"""Earlier and later handlings of an item, as documents name them, connected with what is in the archive.

`NamedHandlings` knows what the item's document names and which later documents name it; `items` says which rows of the
archive it needs, so that a page reads them together with others; `earlier` and `later` then pick from those rows.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from apps.agenda_items.models import AgendaItem, EarlierHandling
from apps.committees.models import register_of
from apps.committees.register import Register
from apps.language.journal_numbers import parse_journal_number
from apps.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class LinkedHandling:
    """A handling as written, with its meeting and item where the archive has them; `text` is what it decided."""

    handling: EarlierHandling
    text: str
    meeting: Meeting | None
    item: AgendaItem | None


class NamedHandlings:
    """The handlings that connect one item with others. Three queries, one where no document names anything."""

    def __init__(self, item: AgendaItem) -> None:
        self.item = item
        self._named = _once_each(item.earlier_handlings.all())
        naming = _handlings_that_day(item)
        register = register_of(item.meeting.committee.municipality) if self._named or naming else None
        self._days = _meetings_named([row for row, _ in self._named], register)
        self._naming = _items_naming(item, naming, register)

    @property
    def items(self) -> Q:
        """The items that `earlier` and `later` choose from."""
        meetings = [meeting.pk for day in self._days for meeting in day]
        of_days = Q(meeting__in=meetings)
        if all(row.item_number for row, _ in self._named):
            of_days &= Q(number__in={row.item_number for row, _ in self._named})
        # The same number at another meeting that day: whether that one is meant, the journal number tells.
        beside = Q(
            meeting__committee=self.item.meeting.committee_id,
            meeting__held_on=self.item.meeting.held_on,
            number=self.item.number,
        )
        nothing = Q(pk__in=())
        return (
            (of_days if meetings else nothing)
            | Q(pk__in=self._naming)
            | (beside if self._naming else nothing)
        )

    def earlier(self, rows: Sequence[AgendaItem]) -> list[LinkedHandling]:
        """What the item's document names, oldest first, each meeting once."""
        linked = []
        for (handling, text), day in zip(self._named, self._days, strict=True):
            meant = _meant_item(handling, self.item, day, rows)
            meeting = meant.meeting if meant else next(iter(day), None)
            linked.append(LinkedHandling(handling, text, meeting, meant))
        return linked

    def later(self, rows: Iterable[AgendaItem]) -> list[AgendaItem]:
        """Later items whose documents name this one, by its number or with its journal number."""
        rows = list(rows)
        later = [
            row
            for row in rows
            if row.pk in self._naming
            and not row.is_closed
            and row.meeting.held_on >= self.item.meeting.held_on
        ]
        return [row for row in later if self._means_this(row, rows)]

    def _means_this(self, row: AgendaItem, rows: Sequence[AgendaItem]) -> bool:
        """Of two meetings that day a number alone means the first; where both have a journal number, that decides."""
        own, theirs = _number_of(self.item), _number_of(row)
        if own and own == theirs:
            return True
        beside = [
            other
            for other in rows
            if other.pk != self.item.pk
            and other.number == self.item.number
            and other.meeting.committee_id == self.item.meeting.committee_id
            and other.meeting.held_on == self.item.meeting.held_on
        ]
        is_other_meant = bool(theirs) and any(_number_of(other) == theirs for other in beside)
        is_first = self.item.meeting.sequence == 1 or not beside
        return self.item.number in self._naming[row.pk] and is_first and not is_other_meant


def _meetings_named(named: Sequence[EarlierHandling], register: Register | None) -> list[list[Meeting]]:
    """For each named handling the committee's published meetings that day. One query, none without names."""
    if not named or register is None:
        return []
    committees = [register.find(row.committee_name, row.held_on) for row in named]
    by_day: dict[tuple[int | None, dt.date | None], list[Meeting]] = {}
    meetings = (
        Meeting.objects.with_committee()
        .published()
        .filter(committee__in=set(committees) - {None}, held_on__in={row.held_on for row in named})
    )
    for meeting in meetings.order_by("sequence"):
        by_day.setdefault((meeting.committee_id, meeting.held_on), []).append(meeting)
    return [
        by_day.get((committee, row.held_on), []) for row, committee in zip(named, committees, strict=True)
    ]


def _handlings_that_day(item: AgendaItem) -> list[EarlierHandling]:
    """What other documents of the municipality name on the day of this item's meeting. One query."""
    committee = item.meeting.committee
    naming = EarlierHandling.objects.filter(
        held_on=item.meeting.held_on, item__meeting__committee__municipality=committee.municipality_id
    )
    return list(naming.exclude(item=item).only("item_id", "item_number", "committee_name", "held_on"))


def _items_naming(
    item: AgendaItem, naming: Iterable[EarlierHandling], register: Register | None
) -> dict[int, set[str]]:
    """Items whose documents name this committee and day, with the item numbers they name."""
    numbers: dict[int, set[str]] = {}
    for row in naming:
        if register and register.find(row.committee_name, row.held_on) == item.meeting.committee_id:
            numbers.setdefault(row.item_id, set()).add(row.item_number)
    return numbers


def _once_each(rows: Iterable[EarlierHandling]) -> list[tuple[EarlierHandling, str]]:
    """One row per meeting and item, oldest first, undated last, with the decision that any of its rows tells.

    Documents name a meeting with the item's number in one place and its decision in another.
    """
    meetings: dict[tuple[str, dt.date | None], list[EarlierHandling]] = {}
    for row in rows:
        meetings.setdefault((row.committee_slug, row.held_on), []).append(row)
    kept = []
    for same in meetings.values():
        numbered = {row.item_number: row for row in same if row.item_number}
        for row in numbered.values() if numbered else same[:1]:
            own = {
                r.text for r in same if r.item_number in {row.item_number, "" if len(numbered) < 2 else None}
            }
            kept.append((row, max(own, key=len)))
        if len(numbered) > 1:
            kept += [(row, row.text) for row in same if row.text and not row.item_number]
    return sorted(
        kept, key=lambda pair: (pair[0].held_on is None, pair[0].held_on and pair[0].held_on.toordinal())
    )


def _meant_item(
    row: EarlierHandling, item: AgendaItem, day: Sequence[Meeting], candidates: Iterable[AgendaItem]
) -> AgendaItem | None:
    """The item of that day's meetings that a document means.

    With a number: of two meetings that day the one whose item has the same journal number, else the first.
    Without one: the only item with the same journal number.
    """
    sequence = {meeting.pk: meeting.sequence for meeting in day}
    of_day = [c for c in candidates if c.meeting_id in sequence and c.pk != item.pk]
    own = _number_of(item)
    same = [c for c in of_day if own and _number_of(c) == own]
    if not row.item_number:
        return same[0] if len(same) == 1 else None
    numbered = [c for c in of_day if c.number == row.item_number]
    return min(numbered, key=lambda c: (c not in same, sequence[c.meeting_id]), default=None)


def _number_of(item: AgendaItem) -> str | None:
    number = None if item.is_closed else parse_journal_number(item.journal_number)
    return number.text if number else None
