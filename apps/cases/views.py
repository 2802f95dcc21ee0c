"""The list of cases and the page of one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.agenda_items.final_body import final_body
from apps.agenda_items.models import AgendaItem
from apps.attachments.models import Attachment
from apps.cases.course import course_items, handled_cases, is_gone
from apps.cases.models import Case
from apps.committees.former_addresses import lead_on, lead_on_below, row_ever_at
from apps.committees.models import Municipality
from apps.committees.paging import page_of
from apps.meetings.models import DocumentKind
from apps.topics.topics import LABELS, slug_of, topic_of

_PER_PAGE = 50
_COMMITTEES_NAMED = 3


@require_safe
def case_list(request: HttpRequest, municipality: str) -> HttpResponse:
    """The cases of a municipality, the latest handled first."""
    found = Municipality.objects.filter(slug=municipality).first()
    if found is None:
        return lead_on_below(request, municipality)
    cases = handled_cases().filter(municipality=found).prefetch_related(course_items())
    context = {"municipality": found, "section": "cases", "page": page_of(request, cases, _PER_PAGE)}
    return render(request, "cases/case_list.html", context)


@require_safe
def case_page(request: HttpRequest, municipality: str, case: str) -> HttpResponse:
    """A case from its first handling to its last."""
    cases = handled_cases().filter(slug=case, municipality__slug=municipality)
    found = cases.prefetch_related(course_items()).first()
    if found is None:
        row = row_ever_at((Municipality, municipality), (Case, case))
        former = row.successor() if isinstance(row, Case) else None
        return lead_on(request, former, handled_cases(), is_removed=former is not None and is_gone(former))
    course: list[AgendaItem] = found.course
    committees = {item.meeting.committee_id: item.meeting.committee for item in course}
    handled = [item for item in course if item.meeting.kind != DocumentKind.AGENDA]
    topic = topic_of(found.journal_number)
    return render(
        request,
        "cases/case_page.html",
        {
            "case": found,
            "municipality": found.municipality,
            "section": "cases",
            "course": course,
            "handled": handled,
            "latest": course[-1],
            "is_pending": course[-1] not in handled,
            "awaits": final_body(course[-1]),
            "committees": list(committees.values()),
            "where": _where(list(dict.fromkeys(item.meeting.committee.name for item in handled))),
            "topic": (slug_of(topic), LABELS[topic]) if topic else None,
            "papers": _papers(course),
            "address": settings.SITE_URL + found.get_absolute_url(),
        },
    )


def _where(names: list[str]) -> str:
    """ "Socialudvalget, Økonomiudvalget og Byrådet", or only how many they are."""
    if len(names) > _COMMITTEES_NAMED:
        return f"{len(names)} råd og udvalg"
    return " og ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _papers(course: list[AgendaItem]) -> list[tuple[str, AgendaItem]]:
    """The papers of all handlings, the newest first, each title once. One query."""
    attachments = Attachment.objects.filter(item__in=course).values_list("item", "title")
    by_item: dict[int, list[str]] = {}
    for item_id, title in attachments:
        by_item.setdefault(item_id, []).append(title)
    papers: dict[str, AgendaItem] = {}
    for item in reversed(course):
        for title in () if item.is_closed else by_item.get(item.pk, ()):
            papers.setdefault(title, item)
    return list(papers.items())
