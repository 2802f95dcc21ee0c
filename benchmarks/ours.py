"""Our own search, asked as the pages ask it."""

from collections.abc import Mapping

from django.test import Client

from apps.committees.models import Committee
from apps.language.journal_numbers import parse_beginning
from apps.search.matching import limited_time
from apps.search.page import address
from apps.search.queries import SearchQuery
from apps.search.results import retrieve
from benchmarks.peers import PAGE_SIZE, Answer
from benchmarks.query_classes import Query


class Ours:
    """The search of the archive that Django is set up with."""

    def __init__(self) -> None:
        self.client = Client()
        committees = Committee.objects.with_municipality()
        self.slugs: Mapping[int, tuple[str, str]] = {c.pk: (c.municipality.slug, c.slug) for c in committees}

    def search_query(self, query: Query, order: str = "") -> SearchQuery:
        """The query in our own terms."""
        municipality, committee = self.slugs[query.committee] if query.committee is not None else ("", "")
        return SearchQuery(
            words=query.text,
            municipalities=(municipality,) if municipality else (),
            committees=(committee,) if committee else (),
            years=tuple(map(str, query.years)),
            outcomes=(query.outcome,) if query.outcome else (),
            journal_numbers=(query.journal_prefix,) if query.journal_prefix else (),
            order=order,
        )

    def newest(self, query: Query) -> None:
        """Ids of the newest hits, exact total, and all facets: what the other engines give."""
        with limited_time():
            retrieve(self.search_query(query, "nyeste" if query.words else ""))

    def ranked(self, query: Query) -> None:
        """The same with the best hits first."""
        with limited_time():
            retrieve(self.search_query(query))

    def page(self, query: Query) -> None:
        """The whole page as a visitor gets it, with marked snippets, through middleware and templates."""
        response = self.client.get(address(self.search_query(query)))
        assert response.status_code == 200, query

    def answer(self, query: Query) -> Answer:
        """The same as `newest`, in the terms of the other engines. Committees go by their slugs."""
        with limited_time():
            results, items = retrieve(self.search_query(query, "nyeste" if query.words else ""))
        facets = {
            name: {value.value: value.count for value in results.counts.by_facet[facet] if value.count}
            for name, facet in (("committee", "udvalg"), ("year", "aar"), ("outcome", "udfald"))
        }
        groups = {v.value: v.count for v in results.counts.by_facet["journalnummer"] if _is_group(v.value)}
        return Answer(results.total, {**facets, "journal_group": groups}, tuple(items[:PAGE_SIZE].tolist()))


def _is_group(prefix: str) -> bool:
    number = parse_beginning(prefix)
    return number is not None and len(number.parts) == 1
