"""The pages of a municipality, its committees, and one committee."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.agenda_items.models import AgendaItem, Outcome
from apps.agenda_items.outcome_signs import FAMILY_LABELS, family_of
from apps.cases.grouping import is_standing
from apps.charts.stacked_bars import StackedBars, stacked_bars
from apps.committees.former_addresses import lead_on, lead_on_below, row_ever_at
from apps.committees.grouping import grouped
from apps.committees.lineage import lineage_of
from apps.committees.models import Committee, Municipality
from apps.committees.paging import page_of
from apps.meetings.models import Attendance, Meeting
from apps.pages.overview import (
    coming_meetings,
    figures,
    met_committees,
    moving_cases,
    newest_decisions,
    topic_counts,
)
from apps.parsing.records import OutcomeCode

_MEETINGS_PER_PAGE = 60
_YEARS_OF_CHART = 12
_TITLES_PER_MEETING = 3
_A_YEAR = dt.timedelta(days=365)


@require_safe
def municipality_page(request: HttpRequest, municipality: str) -> HttpResponse:
    """What is new and what there is in one municipality."""
    found = Municipality.objects.filter(slug=municipality).first()
    if found is None:
        return lead_on_below(request, municipality)
    return render(
        request,
        "committees/municipality_page.html",
        {
            "municipality": found,
            "newest": newest_decisions(found),
            "cases": moving_cases(found),
            "coming": coming_meetings(found),
            "groups": grouped(met_committees(found)),
            "topics": topic_counts(found),
            "figures": figures(found),
        },
    )


@require_safe
def committee_list(request: HttpRequest, municipality: str) -> HttpResponse:
    """The committees that have met, by kind."""
    found = Municipality.objects.filter(slug=municipality).first()
    if found is None:
        return lead_on_below(request, municipality)
    return render(
        request,
        "committees/committee_list.html",
        {"municipality": found, "section": "committees", "groups": grouped(met_committees(found))},
    )


@require_safe
def committee_page(request: HttpRequest, municipality: str, committee: str) -> HttpResponse:
    """The meetings of a committee by year, what it came from, its outcomes over time, and who sat on it lately."""
    standing = Committee.objects.with_municipality().standing()
    found = standing.filter(slug=committee, municipality__slug=municipality).first()
    if found is None:
        row = row_ever_at((Municipality, municipality), (Committee, committee))
        return lead_on(request, row, standing)
    page = page_of(request, _meetings(found), _MEETINGS_PER_PAGE)
    return render(
        request,
        "committees/committee_page.html",
        {
            "committee": found,
            "municipality": found.municipality,
            "section": "committees",
            "lineage": lineage_of(found),
            "page": page,
            "years": _years(list(page)),
            "chart": _chart(found),
            "family_labels": FAMILY_LABELS,
            "members": _members(found),
        },
    )


def _meetings(committee: Committee) -> QuerySet[Meeting]:
    public = Q(items__unpublished_at=None, items__removed_at=None)
    meetings = Meeting.objects.with_committee().published().filter(committee=committee)
    return meetings.annotate(item_count=Count("items", filter=public)).order_by("-held_on", "-sequence")


def _titles(meetings: list[Meeting]) -> dict[int, list[str]]:
    """A few titles of each meeting that say what it was about. One query."""
    titles: dict[int, list[str]] = defaultdict(list)
    items = AgendaItem.objects.published().filter(meeting__in=meetings, is_closed=False)
    for meeting_id, title in items.order_by("position", "pk").values_list("meeting", "title"):
        if len(titles[meeting_id]) < _TITLES_PER_MEETING and not is_standing(title):
            titles[meeting_id].append(title)
    return titles


def _years(meetings: list[Meeting]) -> list[tuple[int, list[tuple[Meeting, list[str]]]]]:
    titles = _titles(meetings)
    years = groupby(meetings, lambda meeting: meeting.held_on.year)
    return [(year, [(meeting, titles[meeting.pk]) for meeting in group]) for year, group in years]


def _chart(committee: Committee) -> StackedBars:
    """Items of each of the last years by family of outcome; one with several counts under each. One query."""
    public = AgendaItem.objects.published().filter(meeting__committee=committee)
    counted = (
        Outcome.objects.filter(item__in=public)
        .exclude(code=OutcomeCode.NONE)
        .order_by()
        .values_list("item__meeting__held_on__year", "code")
        .annotate(Count("item", distinct=True))
    )
    years: dict[int, Counter[str]] = defaultdict(Counter)
    for year, code, count in counted:
        years[year][family_of(code)] += count
    # A year without a decision is a gap in time, not one bar less.
    shown = range(min(years), max(years) + 1)[-_YEARS_OF_CHART:] if years else ()
    return stacked_bars([(str(year), years[year]) for year in shown], tuple(FAMILY_LABELS))


@dataclass(slots=True)
class Member:
    """Somebody who sat on the committee: the newest row of their attendance, and how often they were there."""

    newest: Attendance
    invited: int = 0
    present: int = 0

    @property
    def share(self) -> int:
        """Of the meetings, in per cent."""
        return round(100 * self.present / self.invited)


def _members(committee: Committee) -> list[Member]:
    """Who was listed in the year up to the latest meeting, without officials and substitutes. Two queries."""
    meetings = Meeting.objects.published().filter(committee=committee)
    latest = meetings.aggregate(latest=Max("held_on"))["latest"]
    if latest is None:
        return []
    rows = (
        Attendance.objects.filter(
            meeting__in=meetings.filter(held_on__gt=latest - _A_YEAR), substitute_for="", person__isnull=False
        )
        .select_related("person__municipality")
        .order_by("-meeting__held_on", "position", "pk")
    )
    members: dict[int, Member] = {}
    for row in rows:
        member = members.setdefault(row.person_id or 0, Member(row))
        member.invited += 1
        member.present += not row.is_absent
    return list(members.values())
