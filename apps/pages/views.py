"""Home, the pages about the archive, its health, and errors."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.committees.grouping import grouped
from apps.committees.models import Municipality
from apps.pages.overview import (
    coming_meetings,
    figures,
    met_committees,
    moving_cases,
    newest_decisions,
    topic_counts,
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is new and what there is, in the archive's only municipality or in all of them."""
    municipalities = Municipality.objects.annotate(
        committee_count=Count("committees", filter=Q(committees__merged_into=None))
    )
    known = [row for row in municipalities if row.committee_count]
    only = known[0] if len(known) == 1 else None
    return render(
        request,
        "pages/home.html",
        {
            "municipality": only,
            "municipalities": known if len(known) > 1 else [],
            "newest": newest_decisions(only),
            "cases": moving_cases(only),
            "coming": coming_meetings(only),
            "groups": grouped(met_committees(only)) if only else [],
            "topics": topic_counts(only)[:14],
            "figures": figures(only),
        },
    )


def _text_page(template: str, section: str = "") -> Callable[[HttpRequest], HttpResponse]:
    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, template, _who_answers() | {"section": section})

    return page


def _who_answers() -> dict[str, str]:
    return {"contact": settings.CONTACT_EMAIL, "operator": settings.OPERATOR, "site": settings.SITE_URL}


about = _text_page("pages/about.html", "about")
search_help = _text_page("pages/search_help.html")
accessibility = _text_page("pages/accessibility.html")
privacy = _text_page("pages/privacy.html")


@require_safe
def report_error(request: HttpRequest) -> HttpResponse:
    """How to ask for a correction or deletion; `side` is the path of the page that it is about."""
    path = request.GET.get("side", "")
    return render(
        request,
        "pages/report_error.html",
        {
            "page": settings.SITE_URL + path if _is_own_page(path) else "",
        }
        | _who_answers(),
    )


def _is_own_page(path: str) -> bool:
    """Whether the path is an address of this archive. Whatever else stands there is not shown."""
    if not path.startswith("/") or path.startswith("//"):
        return False
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and every migration is applied, else 503; for load balancers and monitors."""
    try:
        executor = MigrationExecutor(connection)
        is_ready = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "error", "database": False, "migrations": False}, status=503)
    status = "ok" if is_ready else "error"
    return JsonResponse(
        {"status": status, "database": True, "migrations": is_ready}, status=200 if is_ready else 503
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "pages/bad_request.html", {"is_bare": True}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "pages/forbidden.html", {"is_bare": True}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same page whether something is unpublished or never was."""
    return render(request, "pages/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the database, which may be what failed."""
    return render(request, "pages/server_error.html", {"is_bare": True}, status=500)
