"""Searches without pages: what CSV and feeds hold, and how they say no."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase

from apps.search.filters import parse
from apps.search.matching import SearchTooSlowError
from apps.search.queries import InvalidQueryError, SearchQuery

_PAGES = ("side", "pr_side")
_NO_PAGES = "Her er alle resultater samlet, så der kan ikke vælges side."
_TOO_SLOW = "Søgningen tager for lang tid lige nu. Prøv igen om lidt, eller vælg et filter mere."

View = Callable[[HttpRequest, SearchQuery], HttpResponseBase]


def of_a_whole_search(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give a view the search that the query string means; say in plain Danish text why there is no answer.

    400 for what the search page refuses too, and for a page number; 503 where the search takes too long. Search
    engines are asked to leave every answer out.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponseBase:
        try:
            response = view(request, _whole_search(request.GET))
        except InvalidQueryError as error:
            response = _refusal(error.errors, 400)
        except SearchTooSlowError:
            response = _refusal({"q": [_TOO_SLOW]}, 503)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def _whole_search(params: QueryDict) -> SearchQuery:
    errors = {name: [_NO_PAGES] for name in _PAGES if any(map(str.strip, params.getlist(name)))}
    without_pages = params.copy()
    for name in _PAGES:
        without_pages.pop(name, None)
    try:
        query = parse(without_pages)
    except InvalidQueryError as error:
        raise InvalidQueryError(error.errors | errors) from error
    if errors:
        raise InvalidQueryError(errors)
    return query


def _refusal(errors: dict[str, list[str]], status: int) -> HttpResponse:
    lines = [f"{name}: {text}\n" for name, texts in errors.items() for text in texts]
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8", status=status)
