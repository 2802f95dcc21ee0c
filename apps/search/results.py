"""Carries a search out: the door that every form of the search goes through."""

import dataclasses
from dataclasses import dataclass

import numpy as np
from django.utils.safestring import SafeString
from numpy.typing import NDArray

from apps.agenda_items.models import AgendaItem
from apps.search.facets import FacetCounts, count_facets
from apps.search.matching import Found, Tier, find, limited_time
from apps.search.narrowing import Narrowing, Places, read_places
from apps.search.queries import SearchQuery
from apps.search.ranking import in_order
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
    found: Found
    places: Places
    counts: FacetCounts
    # Those among them with every word itself; in the third tier, with every word or something near it.
    with_all_words: int
    hits: tuple[Hit, ...] = ()

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

    @property
    def tier(self) -> Tier:
        """How the items match the words."""
        return self.found.tier

    @property
    def corrected(self) -> str | None:
        """The words that were searched for, where one of them was corrected."""
        return self.found.correction.used if self.found.correction else None


def search(query: SearchQuery) -> Results:
    """The query's page of hits, the exact total and all facets. A fixed number of queries for each tier.

    Raises NoSuchPageError, SearchTooSlowError and TooManyTermsError.
    """
    with limited_time():
        results, items = retrieve(query)
        if query.page > results.pages:
            raise NoSuchPageError
        return dataclasses.replace(results, hits=_hits(results, items))


def retrieve(query: SearchQuery) -> tuple[Results, NDArray[np.int32]]:
    """The results without their hits, and the items of the query's page in order: all but reading what is shown."""
    found = find(query.words)
    places = read_places()
    narrowing = Narrowing(query, found.columns, found.rows, places)
    start = (query.page - 1) * query.page_size
    items = in_order(found, narrowing.rows, query)[start : start + query.page_size]
    with_all_words = len(narrowing.rows)
    if found.tier is not Tier.EXACT and found.exact is not None:
        with_all_words = int(np.isin(narrowing.rows, found.exact).sum())
    return Results(query, found, places, count_facets(narrowing), with_all_words), items


def all_item_ids(query: SearchQuery, *, least: Tier = Tier.ANY) -> list[int]:
    """The keys of all items that match, in the query's order; none where they match less well than `least`.

    Raises SearchTooSlowError and TooManyTermsError.
    """
    with limited_time():
        found = find(query.words)
        if list(Tier).index(found.tier) > list(Tier).index(least):
            return []
        rows = Narrowing(query, found.columns, found.rows, read_places()).rows
        keys: list[int] = in_order(found, rows, query).tolist()
        return keys


def _hits(results: Results, items: NDArray[np.int32]) -> tuple[Hit, ...]:
    keys = items.tolist()
    if not keys:
        return ()
    rows = {item.pk: item for item in AgendaItem.objects.published().for_list().filter(pk__in=keys)}
    shown = [rows[key] for key in keys if key in rows]
    marked = snippets(shown, results.found.meaning, results.found.holding_all(keys))
    return tuple(Hit(item, s.title_html, s.text_html) for item, s in zip(shown, marked, strict=True))
