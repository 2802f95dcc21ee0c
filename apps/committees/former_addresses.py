"""What an address answers where nothing public stands: the way on, gone, or unknown."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from apps.committees.addresses import SluggedModel
from apps.committees.models import Municipality


def row_ever_at(*steps: tuple[type[SluggedModel], str]) -> SluggedModel | None:
    """The row at the end of an address whose segments are or were slugs, each below the one before.

    Two queries per segment.
    """
    scope, row = 0, None
    for model, slug in steps:
        row = model.ever_at(scope, slug)
        if row is None:
            return None
        scope = row.pk
    return row


def lead_on(
    request: HttpRequest,
    row: SluggedModel | None,
    public: QuerySet[Any],
    *,
    is_removed: bool = False,
    beside: str = "",
) -> HttpResponse:
    """301 to where a public row stands now, 410 for a removed one; else Http404, whatever the reason.

    A committee that was merged into another leads to that one. What is unpublished must look like what never existed, so only rows in `public` lead anywhere. `beside` is what
    follows the row's own address, as in `feed.atom`.
    """
    current = public.filter(pk=row.standing_key).first() if row else None
    address = current.get_absolute_url() + beside if current else request.path
    if address != request.path:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))
    if is_removed:
        return render(request, "pages/gone.html", status=410)
    raise Http404


def lead_on_below(request: HttpRequest, former: str) -> HttpResponse:
    """301 to the same list of a municipality that was once called `former`; Http404 if none was."""
    row = Municipality.ever_at(0, former)
    if row is None or row.slug == former:
        raise Http404
    return HttpResponsePermanentRedirect(request.get_full_path().replace(f"/{former}/", f"/{row.slug}/", 1))
