"""Feeds: of any search, of a committee, of a case."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from apps.agenda_items.models import AgendaItem
from apps.cases.course import handled_cases, in_order, is_gone
from apps.cases.models import Case
from apps.committees.former_addresses import lead_on, row_ever_at
from apps.committees.models import Committee, Municipality
from apps.exports.atom import CONTENT_TYPE, MOST_ENTRIES, Feed, atom_of
from apps.exports.changes import archive_changed_at
from apps.exports.titles import search_title
from apps.exports.whole_searches import of_a_whole_search
from apps.search import page
from apps.search.matching import Tier
from apps.search.queries import SearchQuery
from apps.search.results import all_item_ids

_BESIDE_ITS_PAGE = "feed.atom"
_NEWEST_FIRST = ("-meeting__held_on", "-meeting__sequence", "-meeting", "position", "pk")


@require_safe
@conditional_page
@of_a_whole_search
def search_feed(request: HttpRequest, query: SearchQuery) -> HttpResponseBase:
    """The newest items of a search, whatever its order."""
    newest = query.changed(order="nyeste" if query.words else "")
    # Who follows a search wants what it is about, not whatever has one of its words.
    ids = all_item_ids(newest, least=Tier.NEAR)[:MOST_ENTRIES]
    found = AgendaItem.objects.published().for_list().in_bulk(ids)
    canonical = query.changed(order="").query_string
    feed = Feed(
        name=f"soeg{canonical}",
        title=search_title(query),
        page=page.address(newest),
        path=reverse("search_feed") + canonical,
    )
    return _response(feed, [found[key] for key in ids if key in found])


@require_safe
@conditional_page
def committee_feed(request: HttpRequest, municipality: str, committee: str) -> HttpResponse:
    """The newest items of a committee."""
    public = Committee.objects.with_municipality().standing()
    found = public.filter(slug=committee, municipality__slug=municipality).first()
    if found is None:
        row = row_ever_at((Municipality, municipality), (Committee, committee))
        return lead_on(request, row, public, beside=_BESIDE_ITS_PAGE)
    items = list(in_order().filter(meeting__committee=found).order_by(*_NEWEST_FIRST)[:MOST_ENTRIES])
    feed = Feed(
        name=f"udvalg/{found.pk}",
        title=f"{found}, {found.municipality.full_name}",
        page=found.get_absolute_url(),
        path=request.path,
    )
    return _response(feed, items)


@require_safe
@conditional_page
def case_feed(request: HttpRequest, municipality: str, case: str) -> HttpResponse:
    """The newest handlings of a case."""
    found = handled_cases().filter(slug=case, municipality__slug=municipality).first()
    if found is None:
        row = row_ever_at((Municipality, municipality), (Case, case))
        former = row.successor() if isinstance(row, Case) else None
        is_removed = former is not None and is_gone(former)
        return lead_on(request, former, handled_cases(), is_removed=is_removed, beside=_BESIDE_ITS_PAGE)
    items = list(in_order().filter(case_membership__case=found).order_by(*_NEWEST_FIRST)[:MOST_ENTRIES])
    feed = Feed(
        name=f"sag/{found.pk}",
        title=f"Sag {found.journal_number}: {items[0].title}",
        page=found.get_absolute_url(),
        path=request.path,
    )
    return _response(feed, items)


def _response(feed: Feed, items: Sequence[AgendaItem]) -> HttpResponse:
    """The feed as it is sent, with when the archive last changed: an older minutes may be new in it too."""
    response = HttpResponse(atom_of(feed, items), content_type=CONTENT_TYPE)
    if changed_at := archive_changed_at():
        response["Last-Modified"] = http_date(changed_at.timestamp())
    response["X-Robots-Tag"] = "noindex"
    return response
