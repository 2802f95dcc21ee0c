"""The page of an agenda item."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.agenda_items.agenda_differences import agenda_differences
from apps.agenda_items.ballots import ballot_of
from apps.agenda_items.final_body import final_body
from apps.agenda_items.formatted import formatted_decision, formatted_section
from apps.agenda_items.models import AgendaItem, SinceAgenda
from apps.agenda_items.public_corrections import correction_lines
from apps.agenda_items.public_texts import NO_CASE_TEXT
from apps.attachments.models import count_of_files
from apps.cases.connections import connections_of
from apps.committees.former_addresses import lead_on, row_ever_at
from apps.committees.models import Committee, Municipality
from apps.committees.names import in_the_genitive
from apps.ingestion.downloading import has_public_document
from apps.meetings.models import Meeting
from apps.search.marking import marker_of
from apps.topics.topics import LABELS, slug_of, topic_of


@require_safe
def item_page(
    request: HttpRequest, municipality: str, committee: str, meeting: str, item: str
) -> HttpResponse:
    """One item, the decision first. Of a closed one only number, title, decision and outcomes.

    `?q=` holds the words that the visitor searched for, to be marked; whatever else it holds changes nothing.
    """
    found: Any = (
        AgendaItem.objects.published()
        .for_page()
        .select_related("case_membership__case__municipality")
        .annotate(has_document=has_public_document("meeting"), file_count=count_of_files("pk"))
        .filter(
            slug=item,
            meeting__slug=meeting,
            meeting__committee__slug=committee,
            meeting__committee__municipality__slug=municipality,
        )
        .first()
    )
    if found is None:
        return _elsewhere(request, municipality, committee, meeting, item)
    body = found.meeting.committee
    context = {
        "item": found,
        "meeting": found.meeting,
        "committee": body,
        "municipality": body.municipality,
        "section": "committees",
        "whose_decision": in_the_genitive(body),
        "final_body": final_body(found),
        "formatted_decision": formatted_decision(found),
        "corrections": correction_lines(found),
        "neighbours": _neighbours(found),
        "address": settings.SITE_URL + found.get_absolute_url(),
        "has_document": found.has_document,
        "file_count": found.file_count,
        "marker": marker_of(found, request.GET),
    }
    if not found.is_closed:
        context |= _open_content(found)
    return render(request, "agenda_items/item_page.html", context)


def _elsewhere(
    request: HttpRequest, municipality: str, committee: str, meeting: str, item: str
) -> HttpResponse:
    row = row_ever_at(
        (Municipality, municipality), (Committee, committee), (Meeting, meeting), (AgendaItem, item)
    )
    is_removed = (
        isinstance(row, AgendaItem)
        and row.removed_at is not None
        and row.is_published
        and row.meeting.is_published
    )
    return lead_on(request, row, AgendaItem.objects.published().with_meeting(), is_removed=is_removed)


def _open_content(item: AgendaItem) -> dict[str, object]:
    """What only open items show. A fixed number of queries, fewer where there is nothing to connect."""
    topic = topic_of(item.journal_number) if item.journal_number else None
    case = item.case_membership.case if hasattr(item, "case_membership") else None
    connections = connections_of(item, case)
    return {
        "points": _points(item),
        "ballots": [ballot_of(vote) for vote in item.votes.all()],
        "sections": [
            {"heading": s.heading, "text": s.text, "formatted": formatted_section(s)}
            for s in item.sections.all()
            if s.kind not in NO_CASE_TEXT and s.text.strip()
        ],
        "linked_count": sum(bool(paper.link) for paper in item.attachments.all()),
        "is_added": item.since_agenda == SinceAgenda.ADDED,
        "differences": agenda_differences(item),
        "earlier": connections.earlier,
        "later": connections.later,
        "case": case,
        "course": connections.course,
        "topic": (slug_of(topic), LABELS[topic]) if topic else None,
    }


def _points(item: AgendaItem) -> list[dict[str, object]]:
    """Each recommendation with its own outcomes."""
    outcomes = [outcome for outcome in item.outcomes.all() if outcome.recommendation is not None]
    return [
        {"row": row, "outcomes": [o for o in outcomes if o.recommendation == row.number]}
        for row in item.recommendations.all()
    ]


def _neighbours(item: AgendaItem) -> dict[str, AgendaItem | None]:
    """The published items before and after on the same agenda. One query."""
    agenda = list(AgendaItem.objects.published().filter(meeting=item.meeting).only("slug", "number", "title"))
    place = next((n for n, row in enumerate(agenda) if row.pk == item.pk), 0)
    for row in agenda:
        row.meeting = item.meeting
    return {
        "previous": agenda[place - 1] if place > 0 else None,
        "next": agenda[place + 1] if place + 1 < len(agenda) else None,
    }
