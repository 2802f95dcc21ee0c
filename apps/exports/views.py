"""A search as CSV, and the files that search engines and browsers ask for."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from apps.exports import sitemaps
from apps.exports.table import csv_of
from apps.exports.whole_searches import of_a_whole_search
from apps.language.addresses import slugify
from apps.search.queries import SearchQuery
from apps.search.results import all_item_ids

_LONGEST_NAME = 60


@require_safe
@of_a_whole_search
def search_csv(request: HttpRequest, query: SearchQuery) -> HttpResponseBase:
    """All hits of a search, sent while they are read."""
    item_ids = all_item_ids(query)
    # Nobody reads the body of an answer to HEAD, and reading it is what costs.
    content = csv_of(item_ids) if request.method == "GET" else iter(())
    response = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(query)}"'
    return response


def _file_name(query: SearchQuery) -> str:
    words = slugify(query.words)[:_LONGEST_NAME].strip("-")
    return f"beslutninger-{words}.csv" if words else "beslutninger.csv"


@require_safe
@conditional_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Where the addresses of all public pages are."""
    return _sitemap(sitemaps.index())


@require_safe
@conditional_page
def sitemap_part(request: HttpRequest, kind: str, part: str) -> HttpResponse:
    """Up to 10,000 of the addresses. 404 for a part without any."""
    xml = sitemaps.part(kind, int(part))
    if xml is None:
        raise Http404("Der er ikke så mange adresser.")
    return _sitemap(xml)


def _sitemap(xml: str) -> HttpResponse:
    return HttpResponse(xml, content_type="application/xml", headers={"X-Robots-Tag": "noindex"})


def _text_file(template: str, content_type: str) -> Callable[[HttpRequest], HttpResponse]:
    @require_safe
    def file(request: HttpRequest) -> HttpResponse:
        return render(request, template, content_type=content_type)

    return file


robots = _text_file("exports/robots.txt", "text/plain; charset=utf-8")
opensearch = _text_file("exports/opensearch.xml", "application/opensearchdescription+xml; charset=utf-8")
