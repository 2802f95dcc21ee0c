"""Earlier and later handlings of an item, as documents name them, connected with what is in the archive."""

import datetime as dt
from collections.abc import Iterable
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
    by_day = {(m.committee_id, m.held_on): m for m in reversed(meetings)}
    candidates = AgendaItem.objects.published().for_list().filter(meeting__in=[m.pk for m in by_day.values()])
    if all(row.item_number for row in rows):
        candidates = candidates.filter(number__in={row.item_number for row in rows})
    linked = []
    for row, text in named:
        meeting = by_day.get((committees.get(row.committee_slug, 0), row.held_on)) if row.held_on else None
        linked.append(LinkedHandling(row, text, meeting, _meant_item(row, item, meeting, candidates)))
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
    own = _number_of(item)
    return [row for row in later if item.number in numbers[row.pk] or (own and own == _number_of(row))]


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
    row: EarlierHandling, item: AgendaItem, meeting: Meeting | None, candidates: Iterable[AgendaItem]
) -> AgendaItem | None:
    """The named number; without one, the only item of that meeting with the same journal number."""
    if meeting is None:
        return None
    of_meeting = [c for c in candidates if c.meeting_id == meeting.pk and c.pk != item.pk]
    if row.item_number:
        return next((c for c in of_meeting if c.number == row.item_number), None)
    own = _number_of(item)
    same = [c for c in of_meeting if own and _number_of(c) == own]
    return same[0] if len(same) == 1 else None


def _number_of(item: AgendaItem) -> str | None:
    number = None if item.is_closed else parse_journal_number(item.journal_number)
    return number.text if number else None
