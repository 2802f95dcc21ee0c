"""Compares what the engines find with what the texts say."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from apps.committees.models import Committee
from benchmarks.documents import Catalogue
from benchmarks.peers import PAGE_SIZE, Answer
from benchmarks.query_classes import Query, facet_counts, matching

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Datasette counts a facet with its own choice too, and of many values only the first thirty.
_WITHOUT_FACETS = frozenset({"Datasette"})


def wrong_answers(
    queries: Sequence[Query], catalogue: Catalogue, engines: Mapping[str, Callable[[Query], Answer]]
) -> list[str]:
    """A line for each answer with another total, other facet counts or other newest items than the texts give.

    Ours must find a word in all its forms; the others only in the one that is typed.
    """
    slugs = {str(c.pk): c.slug for c in Committee.objects.all()}
    wrong = []
    for query in queries:
        for name, answer in engines.items():
            is_ours = name == "ours"
            expected = expected_answer(query, catalogue, as_typed=not is_ours)
            if is_ours:
                expected.facets["committee"] = _by_slug(expected.facets["committee"], slugs)
            wrong += _differences(name, query, answer(query), expected)
    return wrong


def expected_answer(query: Query, catalogue: Catalogue, *, as_typed: bool) -> Answer:
    """What the texts say."""
    found: NDArray[np.bool_] = matching(query, catalogue, as_typed=as_typed)
    newest = catalogue.item[found][::-1][:PAGE_SIZE]
    return Answer(int(found.sum()), facet_counts(query, catalogue, as_typed=as_typed), tuple(newest.tolist()))


def _by_slug(counts: Mapping[str, int], slugs: Mapping[str, str]) -> dict[str, int]:
    """Several municipalities have a committee of the same name, and one row for them all."""
    sums: dict[str, int] = {}
    for key, count in counts.items():
        sums[slugs[key]] = sums.get(slugs[key], 0) + count
    return sums


def _differences(name: str, query: Query, given: Answer, expected: Answer) -> list[str]:
    found = []
    where = f"{name}: {query.class_name} {query.text}"
    if given.total != expected.total:
        found.append(f"{where}: {given.total} items, not {expected.total}")
    elif given.items != expected.items:
        found.append(f"{where}: other newest items")
    if name not in _WITHOUT_FACETS:
        others = [facet for facet in expected.facets if given.facets[facet] != expected.facets[facet]]
        found += [f"{where}: other counts of {facet}" for facet in others if given.total == expected.total]
    return found
