"""Carries a search out: the door that every form of the search goes through."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.agenda_items.models import AgendaItem
from apps.search.facets import FacetCounts, count_facets
from apps.search.matching import limited_time, page_of_items
from apps.search.queries import SearchQuery
from apps.search.snippets import snippets


class NoSuchPageError(Exception):
    """The search has fewer pages."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that matches, with its title and a snippet as safe HTML."""

    item: AgendaItem
    title_html: SafeString
    snippet_html: SafeString


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, and what the whole search counts."""

    query: SearchQuery
    hits: tuple[Hit, ...]
    counts: FacetCounts

    @property
    def total(self) -> int:
        """How many items match."""
        return self.counts.total

    @property
    def pages(self) -> int:
        """How many pages they fill; an empty search has one."""
        return max(1, -(-self.total // self.query.page_size))

    @property
    def first(self) -> int:
        """The place of the page's first hit, from 1."""
        return (self.query.page - 1) * self.query.page_size + 1

    @property
    def last(self) -> int:
        """The place of the page's last hit."""
        return self.first + len(self.hits) - 1


def search(query: SearchQuery) -> Results:
    """The query's page of hits, the exact total and all facets. Eight queries at most, whatever it finds.

    Raises NoSuchPageError and SearchTooSlowError.
    """
    with limited_time():
        results = Results(query, (), count_facets(query))
        if query.page > results.pages:
            raise NoSuchPageError
        return Results(query, _hits(query) if results.total else (), results.counts)


def _hits(query: SearchQuery) -> tuple[Hit, ...]:
    ids = page_of_items(query)
    found = {item.pk: item for item in AgendaItem.objects.published().for_list().filter(pk__in=ids)}
    items = [found[key] for key in ids if key in found]
    marked = snippets(items, query.words)
    return tuple(Hit(item, s.title_html, s.text_html) for item, s in zip(items, marked, strict=True))
