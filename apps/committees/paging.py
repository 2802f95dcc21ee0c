"""Pages of long lists: `?side=2`."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

# Nobody turns this many pages, and PostgreSQL takes no larger OFFSET than 2^63.
_LONGEST_NUMBER = 9


def page_of(request: HttpRequest, rows: QuerySet[Any], per_page: int) -> Page[Any]:
    """The page that `side` asks for. BadRequest when it is no number from 1 up, Http404 past the end."""
    text = request.GET.get("side") or "1"
    if not (text.isascii() and text.isdigit() and int(text[:20]) > 0):
        raise BadRequest("side skal være et helt tal fra 1 og op")
    if len(text) > _LONGEST_NUMBER:
        raise Http404
    try:
        return Paginator(rows, per_page).page(int(text))
    except EmptyPage as error:
        raise Http404 from error
