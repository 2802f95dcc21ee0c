"""What is new and what there is, of one municipality or of the whole archive."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, prefetch_related_objects
from django.utils import timezone

from apps.agenda_items.models import AgendaItem, Outcome
from apps.cases.course import course_items, handled_cases
from apps.cases.grouping import is_standing
from apps.cases.models import Case
from apps.committees.models import Committee, Municipality
from apps.meetings.models import Meeting
from apps.parsing.records import OutcomeCode
from apps.search.models import SearchEntry
from apps.topics.topics import LABELS, slug_of

_NEWEST = 8
_NEWEST_PER_MEETING = 3
_READ_FOR_NEWEST = 100  # an agenda has some 15 items, of which three are taken
_MOVING = 5
_MOVING_FOR = dt.timedelta(days=365)
_READ_FOR_MOVING = 50


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic and how many items there are of it."""

    code: str
    slug: str
    label: str
    count: int


def newest_decisions(municipality: Municipality | None) -> list[AgendaItem]:
    """The newest items that something was decided about: no standing ones, three of a meeting. Three queries."""
    decided = Outcome.objects.filter(item=OuterRef("pk")).exclude(code=OutcomeCode.NONE)
    items = AgendaItem.objects.published().filter(
        Exists(decided), is_closed=False, **_within("meeting__committee__municipality", municipality)
    )
    in_order = ("-meeting__held_on", "-meeting", "position")
    newest: list[int] = []
    per_meeting: Counter[int] = Counter()
    for key, meeting_id, title in items.order_by(*in_order).values_list("pk", "meeting", "title")[
        :_READ_FOR_NEWEST
    ]:
        if not is_standing(title) and per_meeting[meeting_id] < _NEWEST_PER_MEETING:
            per_meeting[meeting_id] += 1
            newest.append(key)
    return list(AgendaItem.objects.for_list().filter(pk__in=newest[:_NEWEST]).order_by(*in_order))


def moving_cases(municipality: Municipality | None) -> list[Case]:
    """Of the cases handled last, those handled most often, with their course. Three queries."""
    cases = handled_cases().filter(handlings__gt=1, **_within("municipality", municipality))
    recent = list(cases[:_READ_FOR_MOVING])
    lately = [case for case in recent if case.latest_on >= recent[0].latest_on - _MOVING_FOR]
    moving = sorted(lately, key=lambda case: -case.handlings)[:_MOVING]
    prefetch_related_objects(moving, course_items())
    return moving


def coming_meetings(municipality: Municipality | None) -> list[Meeting]:
    """Meetings from today on whose agendas are here. One query."""
    meetings = Meeting.objects.with_committee().published().filter(held_on__gte=timezone.localdate())
    within = meetings.filter(**_within("committee__municipality", municipality))
    return list(within.order_by("held_on", "start_time")[:_MOVING])


def met_committees(municipality: Municipality | None) -> list[Committee]:
    """Committees by name, with their numbers of published meetings (`met`), first and latest date. One query."""
    public = Q(meetings__unpublished_at=None)
    committees = (
        Committee.objects.with_municipality()
        .filter(**_within("municipality", municipality))
        .annotate(
            met=Count("meetings", filter=public),
            first_on=Min("meetings__held_on", filter=public),
            latest_on=Max("meetings__held_on", filter=public),
        )
        .filter(met__gt=0)
        .order_by("sort_key")
    )
    return list(committees)


def topic_counts(municipality: Municipality | None) -> list[TopicCount]:
    """Topics with their numbers of items, the most frequent first. One query."""
    entries = SearchEntry.objects.filter(**_within("municipality", municipality)).exclude(topic="")
    counted = entries.order_by().values_list("topic").annotate(count=Count("pk")).order_by("-count", "topic")
    return [TopicCount(code, slug_of(code), LABELS[code], count) for code, count in counted if code in LABELS]


def figures(municipality: Municipality | None) -> dict[str, object]:
    """How many items and meetings there are, from when to when. One query."""
    entries = SearchEntry.objects.filter(**_within("municipality", municipality))
    return entries.aggregate(
        items=Count("pk"),
        meetings=Count("item__meeting", distinct=True),
        first_on=Min("held_on"),
        latest_on=Max("held_on"),
    )


def _within(path: str, municipality: Municipality | None) -> dict[str, Municipality]:
    return {} if municipality is None else {path: municipality}
