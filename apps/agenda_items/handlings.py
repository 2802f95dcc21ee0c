"""Earlier and later handlings of an item, as documents name them, connected with what is in the archive."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from apps.agenda_items.models import AgendaItem, EarlierHandling
from apps.committees.addresses import TakenSlug
from apps.committees.models import Committee
from apps.language.journal_numbers import parse_journal_number
from apps.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class LinkedHandling:
    """A handling as written, with its meeting and item where the archive has them; `text` is what it decided."""

    handling: EarlierHandling
    text: str
    meeting: Meeting | None
    item: AgendaItem | None


def earlier_handlings(item: AgendaItem) -> list[LinkedHandling]:
    """What the item's document names, oldest first, each meeting once. Four queries, none where it names nothing."""
    named = _once_each(item.earlier_handlings.all())
    if not named:
        return []
    rows = [row for row, _ in named]
    committees = _committees_ever_called(
        item.meeting.committee.municipality_id, {r.committee_slug for r in rows}
    )
    meetings = (
        Meeting.objects.with_committee()
        .published()
        .filter(committee__in=set(committees.values()), held_on__in={r.held_on for r in rows})
    )
    by_day: dict[tuple[int, dt.date], list[Meeting]] = {}
    for meeting in meetings.order_by("sequence"):
        by_day.setdefault((meeting.committee_id, meeting.held_on), []).append(meeting)
    found = [meeting.pk for day in by_day.values() for meeting in day]
    candidates = AgendaItem.objects.published().for_list().filter(meeting__in=found)
    if all(row.item_number for row in rows):
        candidates = candidates.filter(number__in={row.item_number for row in rows})
    linked = []
    for row, text in named:
        day = by_day.get((committees.get(row.committee_slug, 0), row.held_on), []) if row.held_on else []
        meant = _meant_item(row, item, day, candidates)
        linked.append(LinkedHandling(row, text, meant.meeting if meant else next(iter(day), None), meant))
    return linked


def later_handlings(item: AgendaItem) -> list[AgendaItem]:
    """Later items whose documents name this one, by its number or with its journal number. Three queries."""
    committee = item.meeting.committee
    slugs = TakenSlug.objects.filter(
        content_type=ContentType.objects.get_for_model(Committee), object_id=committee.pk
    ).values("slug")
    naming = EarlierHandling.objects.filter(
        held_on=item.meeting.held_on,
        committee_slug__in=slugs,
        item__meeting__committee__municipality=committee.municipality_id,
    ).exclude(item=item)
    numbers: dict[int, set[str]] = {}
    for key, number in naming.values_list("item", "item_number"):
        numbers.setdefault(key, set()).add(number)
    later = (
        AgendaItem.objects.published()
        .for_list()
        .filter(pk__in=numbers, is_closed=False, meeting__held_on__gte=item.meeting.held_on)
        .order_by("meeting__held_on", "meeting", "position")
    )
    return [row for row in later if _means(row, numbers[row.pk], item)]


def _means(row: AgendaItem, numbers: set[str], item: AgendaItem) -> bool:
    """Whether a later item that names this one's day means this item.

    Of two meetings that day a number alone means the first, and where both items have a journal number, that decides.
    """
    own, theirs = _number_of(item), _number_of(row)
    if own and own == theirs:
        return True
    is_second = item.meeting.sequence > 1
    return item.number in numbers and not (is_second or (own and theirs and _is_second_meant(row, item)))


def _is_second_meant(row: AgendaItem, item: AgendaItem) -> bool:
    """Whether a later meeting of the same day has the item with the naming item's journal number."""
    others = (
        AgendaItem.objects.published()
        .filter(
            meeting__committee=item.meeting.committee_id,
            meeting__held_on=item.meeting.held_on,
            number=item.number,
        )
        .exclude(pk=item.pk)
    )
    return any(_number_of(other) == _number_of(row) for other in others)


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


def _committees_ever_called(municipality_id: int, slugs: set[str]) -> dict[str, int]:
    taken = TakenSlug.objects.filter(
        content_type=ContentType.objects.get_for_model(Committee), scope_id=municipality_id, slug__in=slugs
    )
    return dict(taken.values_list("slug", "object_id"))


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
