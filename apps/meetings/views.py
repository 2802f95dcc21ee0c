"""The page of a meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.agenda_items.models import AgendaItem
from apps.committees.former_addresses import lead_on, row_ever_at
from apps.committees.models import Committee, Municipality
from apps.ingestion.downloading import public_document
from apps.meetings.models import Attendance, Meeting


@require_safe
def meeting_page(request: HttpRequest, municipality: str, committee: str, meeting: str) -> HttpResponse:
    """The agenda with its outcomes, and who was there."""
    found = (
        Meeting.objects.with_committee()
        .published()
        .filter(slug=meeting, committee__slug=committee, committee__municipality__slug=municipality)
        .first()
    )
    if found is None:
        row = row_ever_at((Municipality, municipality), (Committee, committee), (Meeting, meeting))
        return lead_on(request, row, Meeting.objects.with_committee().published())
    items = _agenda(found)
    people = list(found.attendance.select_related("person__municipality"))
    return render(
        request,
        "meetings/meeting_page.html",
        {
            "meeting": found,
            "committee": found.committee,
            "municipality": found.committee.municipality,
            "section": "committees",
            "items": items,
            "dropped": AgendaItem.objects.only_on_agenda().filter(meeting=found),
            "closed_count": sum(item.is_closed for item in items),
            "vote_count": sum(len(item.votes.all()) for item in items if not item.is_closed),
            "participants": _groups(people),
            "neighbours": _neighbours(found),
            "has_document": public_document(found) is not None,
        },
    )


def _agenda(meeting: Meeting) -> list[AgendaItem]:
    """The published items with what a line of the agenda tells. Four queries."""
    items = AgendaItem.objects.published().filter(meeting=meeting)
    rows = list(items.with_correction_mark().prefetch_related("outcomes", "votes", "attachments"))
    for row in rows:
        row.meeting = meeting  # the same for all, so that no item reads it again
    return rows


def _groups(people: list[Attendance]) -> dict[str, list[Attendance]]:
    """Members present and absent, and the administration."""
    return {
        "present": [row for row in people if not row.is_absent and not row.is_official],
        "absent": [row for row in people if row.is_absent],
        "officials": [row for row in people if row.is_official and not row.is_absent],
    }


def _neighbours(meeting: Meeting) -> dict[str, Meeting | None]:
    """The committee's published meetings before and after this one. Two queries."""
    others = Meeting.objects.with_committee().published().filter(committee=meeting.committee).order_by()
    same_day = others.filter(held_on=meeting.held_on)
    before = others.filter(held_on__lt=meeting.held_on) | same_day.filter(sequence__lt=meeting.sequence)
    after = others.filter(held_on__gt=meeting.held_on) | same_day.filter(sequence__gt=meeting.sequence)
    return {
        "previous": before.order_by("-held_on", "-sequence").first(),
        "next": after.order_by("held_on", "sequence").first(),
    }
