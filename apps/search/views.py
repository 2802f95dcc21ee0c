"""The search page, its JSON, suggestions for its field, and the addresses of topics."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.committees.models import Municipality
from apps.search import page as parts
from apps.search import wording
from apps.search.advice import alternatives
from apps.search.facets import FacetCounts
from apps.search.filters import ProgramFilterSet, parse
from apps.search.matching import SearchTooSlowError
from apps.search.queries import FACETS, InvalidQueryError, SearchQuery, settle_page_form
from apps.search.results import Hit, NoSuchPageError, Results, search
from apps.search.snippets import with_plain_marks
from apps.search.suggestions import named_pages, suggestions
from apps.topics.topics import code_of_slug

# Seconds: long enough for letters typed, deleted and typed again.
SUGGESTIONS_LAST = 60
# What a field shows again of what cannot be searched for.
MOST_TYPED = 2_000
JSON_FACETS = ("kommune", "udvalg", "aar", "journalnummer", "emne", "udfald")
NO_SUCH_PAGE = "Søgningen har ikke så mange sider."
TOO_SLOW = "Søgningen tager for lang tid lige nu. Prøv igen om lidt, eller vælg et filter mere."


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """The search page at its canonical address: 302 to it, 400 with the reasons, 404 past the end."""
    params = settle_page_form(request.GET)
    try:
        query = parse(params)
    except InvalidQueryError as error:
        return render(request, "search/search.html", _unanswered(params, error.errors), status=400)
    given = [(name, value) for name, values in request.GET.lists() for value in values]
    # Another order of the same parameters is not worth a round trip.
    if sorted(given) != sorted(query.parameters()):
        return HttpResponseRedirect(parts.address(query))
    try:
        return render(request, "search/search.html", _answered(search(query)))
    except NoSuchPageError:
        context = _unanswered(params, {"side": [NO_SUCH_PAGE]}) | {
            "headline": "Siden findes ikke",
            "first_page_url": parts.address(query.changed()),
        }
        return render(request, "search/search.html", context, status=404)
    except SearchTooSlowError:
        return render(request, "search/search.html", _unanswered(params, {"q": [TOO_SLOW]}), status=503)


@require_safe
def search_json(request: HttpRequest) -> JsonResponse:
    """The same search for programs; search engines are asked to leave it out."""
    response = _json_answer(request)
    response["X-Robots-Tag"] = "noindex"
    return response


def _json_answer(request: HttpRequest) -> JsonResponse:
    try:
        results = search(parse(request.GET, ProgramFilterSet))
    except InvalidQueryError as error:
        return JsonResponse({"errors": error.errors}, status=400)
    except NoSuchPageError:
        return JsonResponse({"errors": {"side": [NO_SUCH_PAGE]}}, status=404)
    except SearchTooSlowError:
        return JsonResponse({"errors": {"q": [TOO_SLOW]}}, status=503)
    return JsonResponse(
        {
            "total": results.total,
            "page": results.query.page,
            "pages": results.pages,
            "tier": results.tier.value,
            "corrected": results.corrected,
            "hits": [_hit_json(hit) for hit in results.hits],
            "facets": {facet: _facet_json(results.counts, facet) for facet in JSON_FACETS},
        }
    )


@require_safe
@cache_control(public=True, max_age=SUGGESTIONS_LAST)
def suggest(request: HttpRequest) -> JsonResponse:
    """What somebody may be about to type, in the form that OpenSearch 1.1 gives suggestions; never an error."""
    typed = request.GET.get("q", "")
    found = suggestions(typed)
    response = JsonResponse(
        [typed[:MOST_TYPED], [s.text for s in found], [s.description for s in found], [s.url for s in found]],
        safe=False,
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def topic_page(request: HttpRequest, municipality: str, topic: str) -> HttpResponse:
    """A topic's address leads to its search. 404 for an unknown municipality or topic."""
    row, code = Municipality.ever_at(0, municipality), code_of_slug(topic)
    if row is None or code is None:
        raise Http404("Emnet findes ikke.")
    return redirect(parts.address(SearchQuery(municipalities=(row.slug,), topics=(code,))))


def _answered(results: Results) -> dict[str, Any]:
    query, counts = results.query, results.counts
    before, after = parts.neighbours(results)
    return {
        "section": "search",
        "query": query,
        "results": results,
        "headline": wording.headline(results),
        "words": wording.words_searched_for(results),
        "correction": wording.corrected_words(results),
        "note": wording.note(results),
        "named_pages": named_pages(query.words) if query.page == 1 else (),
        "field_values": {
            "q": query.words,
            "fra": query.first_day,
            "til": query.last_day,
            "journalnummer": "",
        },
        "errors": {},
        "is_filtered": bool(query.parameters()),
        "active_filters": parts.active_filters(query, counts),
        "unfiltered_url": parts.address(query.without_facets()),
        "kept_parameters": parts.kept_parameters(query),
        "places": parts.all_choices(counts, ("kommune", "udvalg")),
        "outcomes": parts.all_choices(counts, ("udfald",)),
        "subjects": parts.all_choices(counts, ("emne", "afstemning")),
        "year_bars": parts.year_bars(query, counts),
        "tree": parts.journal_tree(counts),
        "orders": parts.orders(query),
        "page_links": parts.page_links(results),
        "before_url": before,
        "after_url": after,
        "has_many_municipalities": len(counts.by_facet["kommune"]) > 1,
        **({} if results.total else _advice(results)),
    }


def _advice(results: Results) -> dict[str, Any]:
    """What to try when nothing was found; a query without a word has no neighbours."""
    if results.query.words and results.found.meaning is None:
        return {"has_nothing_to_find": True}
    return {"alternatives": alternatives(results.query, results.found, results.places)}


def _unanswered(params: QueryDict, errors: dict[str, list[str]]) -> dict[str, Any]:
    """The page without results: what was typed, and beside it why it cannot be searched for."""
    typed = {name: next((v for v in params.getlist(name) if v.strip()), "") for name in parts.TYPED}
    return {
        "section": "search",
        "headline": "Søgningen kan ikke udføres",
        "field_values": {name: value.replace("\0", "")[:MOST_TYPED] for name, value in typed.items()},
        "errors": errors,
        "problems": parts.problems(errors),
        "facet_errors": parts.facet_errors(errors),
        "is_filtered": True,
        "unfiltered_url": parts.address(SearchQuery()),
        "kept_parameters": [
            (name, value)
            for name in FACETS
            if name not in errors and name not in parts.TYPED
            for value in params.getlist(name)
        ],
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    item = hit.item
    committee = item.meeting.committee
    return {
        "url": item.get_absolute_url(),
        "municipality": committee.municipality.name,
        "committee": committee.name,
        "date": item.meeting.held_on.isoformat(),
        "number": int(item.number) if item.number.isascii() and item.number.isdecimal() else item.number,
        "title": item.title,
        "journal_number": None if item.is_closed else item.journal_number or None,
        "outcomes": list(dict.fromkeys(outcome.code for outcome in item.outcomes.all())),
        "snippet_html": with_plain_marks(hit.snippet_html),
        "attachment": None,
    }


def _facet_json(counts: FacetCounts, facet: str) -> list[dict[str, Any]]:
    return [
        {"value": v.value, "label": v.label, "count": v.count, "selected": v.is_selected}
        for v in counts.by_facet[facet]
    ]
