"""The list of elected members and the page of one."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, Count, F, Max, OuterRef, Q, QuerySet, Subquery, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.agenda_items.ballots import Ballot, ballot_of
from apps.agenda_items.models import AgendaItem, VoteCast, VoteSide
from apps.charts.attendance_bars import AttendanceBars, attendance_bars
from apps.committees.former_addresses import lead_on, lead_on_below, row_ever_at
from apps.committees.models import Committee, Municipality
from apps.meetings.models import Attendance
from apps.people.models import Person

_VOTES_SHOWN = 50


@require_safe
def person_list(request: HttpRequest, municipality: str) -> HttpResponse:
    """Everybody with a seat in a published meeting, in Danish order."""
    found = Municipality.objects.filter(slug=municipality).first()
    if found is None:
        return lead_on_below(request, municipality)
    people = _public_people().filter(municipality=found)
    groups = [
        (letter, list(group)) for letter, group in groupby(people, lambda person: person.name[:1].upper())
    ]
    context = {"municipality": found, "section": "people", "groups": groups}
    return render(request, "people/person_list.html", context)


@require_safe
def person_page(request: HttpRequest, municipality: str, person: str) -> HttpResponse:
    """Where somebody sat, how often they were there, and how they voted."""
    found = _public_people().filter(slug=person, municipality__slug=municipality).first()
    if found is None:
        row = row_ever_at((Municipality, municipality), (Person, person))
        return lead_on(request, row, _public_people())
    attendance = list(_attendance(found))
    votes = _votes(found, {row.name for row in attendance})
    return render(
        request,
        "people/person_page.html",
        {
            "person": found,
            "municipality": found.municipality,
            "section": "people",
            "invited": len(attendance),
            "present": sum(not row.is_absent for row in attendance),
            "newest": attendance[0],
            "oldest": attendance[-1],
            "chart": _chart(attendance),
            "posts": _posts(attendance),
            "votes": votes[:_VOTES_SHOWN],
            "has_more_votes": len(votes) > _VOTES_SHOWN,
        },
    )


def _public_people() -> QuerySet[Person]:
    """People of published meetings, with the party they last had, and how many meetings they were listed for.

    Lists that name neither party nor affiliation ("Løsgænger") do not count: they may have left it out.
    """
    rows = Attendance.objects.filter(person=OuterRef("pk"), meeting__unpublished_at=None)
    told = rows.exclude(party="", affiliation_note="").annotate(
        written=Case(When(party="", then=F("affiliation_note")), default=F("party"))
    )
    public = Q(attendance__meeting__unpublished_at=None, attendance__is_removed=False)
    return (
        Person.objects.annotate(
            meetings=Count("attendance", filter=public),
            latest_on=Max("attendance__meeting__held_on", filter=public),
            party=Subquery(told.order_by("-meeting__held_on").values("written")[:1]),
        )
        .filter(meetings__gt=0)
        .select_related("municipality")
        .order_by("sort_key", "pk")
    )


def _attendance(person: Person) -> QuerySet[Attendance]:
    rows: QuerySet[Attendance] = Attendance.objects.filter(person=person, meeting__unpublished_at=None)
    with_meeting = rows.select_related("meeting__committee__municipality")
    return with_meeting.order_by("-meeting__held_on", "-meeting__sequence")


def _chart(attendance: list[Attendance]) -> AttendanceBars:
    years: dict[int, list[bool]] = defaultdict(list)
    for row in attendance:
        years[row.meeting.held_on.year].append(not row.is_absent)
    return attendance_bars([(str(year), sum(years[year]), len(years[year])) for year in sorted(years)])


@dataclass(slots=True)
class Post:
    """A seat on a committee: the roles held there, from and to which year the archive knows."""

    committee: Committee
    roles: list[str]
    first_year: int
    last_year: int


def _posts(attendance: list[Attendance]) -> list[Post]:
    """Committees with a seat of one's own, the latest first; being somebody's substitute is none."""
    posts: dict[int, Post] = {}
    for row in attendance:
        year = row.meeting.held_on.year
        if row.substitute_for:
            continue
        post = posts.setdefault(row.meeting.committee_id, Post(row.meeting.committee, [], year, year))
        post.first_year = year
        if row.role and row.role not in post.roles:
            post.roles.append(row.role)
    return list(posts.values())


@dataclass(frozen=True, slots=True)
class VoteOfPerson:
    """One vote, seen from one voter."""

    item: AgendaItem
    ballot: Ballot
    side: str


def _votes(person: Person, names: set[str]) -> list[VoteOfPerson]:
    """The newest votes at which the person is named, one more than shown. Three queries."""
    casts = (
        VoteCast.objects.filter(
            name__in=names,
            vote__is_removed=False,
            vote__item__in=AgendaItem.objects.published().filter(
                is_closed=False, meeting__committee__municipality=person.municipality_id
            ),
        )
        .select_related("vote__item__meeting__committee__municipality")
        .prefetch_related("vote__casts")
        .order_by("-vote__item__meeting__held_on", "vote__item", "vote__position", "pk")
    )
    return [
        VoteOfPerson(cast.vote.item, ballot_of(cast.vote), VoteSide(cast.side).label)
        for cast in casts[: _VOTES_SHOWN + 1]
    ]
