"""Puts what was found in order: by relevance, or by date.

score = (sum over terms of idf * (words + 0.5 parts + 0.3 near)) * (1 + proximity), each ts_rank over the fields'
weights; with any of the words also * the share of terms squared; newer items a little before older ones. The constants
come from a sweep over graded queries.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from apps.search import tsqueries
from apps.search.columns import Columns, Rows
from apps.search.matching import Found, Tier, matching_rows
from apps.search.meaning import Meaning
from apps.search.queries import SearchQuery

# Ranking reads each candidate's words, some 10 us; those beyond come after, by date.
MOST_RANKED = 2_000
_PARTS, _NEAR = 0.5, 0.3
# ts_rank's weights of D, C, B, A; 1 divides by the logarithm of the length.
_RANK = "ts_rank('{0.1, 0.25, 0.6, 1}', words, %s::tsquery, 1)"
_PROXIMITY = "ts_rank_cd('{0.1, 0.25, 0.6, 1}', words, %s::tsquery, 4)"
_NEWER, _FADING_DAYS = 0.15, 4 * 365


def in_order(found: Found, rows: Rows, query: SearchQuery) -> NDArray[np.int32]:
    """The items of these rows in the query's order. No query by date, one or two by relevance."""
    columns = found.columns
    if query.order == "aeldste":
        return columns.item[columns.oldest_first(rows)]
    newest = rows[::-1]
    if not query.is_by_relevance or found.meaning is None or not found.meaning.terms:
        return columns.item[newest]
    return columns.item[_by_relevance(found, found.meaning, newest)]


def _by_relevance(found: Found, meaning: Meaning, newest: Rows) -> Rows:
    columns = found.columns
    if not len(newest):
        return newest
    by_share = found.tier is Tier.ANY
    candidates = _candidates(columns, meaning, newest, by_share=by_share)
    scores = _scores(columns.item[candidates], meaning, by_share=by_share)
    age = columns.day.max() - columns.day[candidates]
    scores *= 1 + _NEWER * np.exp(-age / _FADING_DAYS)
    is_exact = np.isin(candidates, [] if found.exact is None else found.exact)
    # Stable, so that of equals the newer comes first.
    ranked = candidates[np.lexsort((np.arange(len(candidates)), -scores, ~is_exact))]
    if len(candidates) == len(newest):
        return ranked
    return np.concatenate([ranked, newest[~np.isin(newest, candidates)]])


def _candidates(columns: Columns, meaning: Meaning, newest: Rows, *, by_share: bool) -> Rows:
    """What is ranked: of too many, those with most of the words in the title (or at all), and then the newest.

    One or two queries for each term where there are too many, else none.
    """
    if len(newest) <= MOST_RANKED:
        return newest
    value = np.zeros(columns.size)
    for term in meaning.rarest:
        value[matching_rows(columns, tsqueries.titles(term.lexemes))] += term.weight
        if by_share:
            value[matching_rows(columns, term.widest)] += term.weight
    best = np.argsort(-value[newest], kind="stable")[:MOST_RANKED]
    kept: Rows = newest[np.sort(best)]
    return kept


def _scores(items: Iterable[int], meaning: Meaning, *, by_share: bool) -> NDArray[np.float64]:
    """The score of each item, before age, in the items' order. One query."""
    keys = [int(item) for item in items]
    score, params = _formula(meaning, by_share=by_share)
    with connection.cursor() as cursor:
        # The inner query unpacks an item's words once for all that ranks them (OFFSET 0 keeps it apart).
        cursor.execute(
            f"SELECT item_id, {score} FROM (SELECT item_id, words || ''::tsvector AS words"  # noqa: S608
            " FROM search_searchentry WHERE item_id = ANY(%s) OFFSET 0) AS entry",
            [*params, keys],
        )
        scores = dict(cursor.fetchall())
    return np.array([scores.get(key, 0.0) for key in keys], np.float64)


def _formula(meaning: Meaning, *, by_share: bool) -> tuple[str, list[Any]]:
    """SQL and its parameters. Only placeholders and numbers of ours are in the SQL."""
    sums: list[str] = []
    params: list[Any] = []
    ranked = [
        (weight, term.weight, query)
        for term in meaning.terms
        for weight, query in (
            (1.0, term.words),
            (_PARTS, term.parts),
            (_NEAR, term.near),
            (_NEAR, term.pieces),
        )
    ] + [(1.0, joined.weight, joined.words) for joined in meaning.joined.values()]
    for factor, weight, query in ranked:
        if query:
            sums.append(f"{factor * weight:.4f} * {_RANK}")
            params.append(query)
    score = f"({' + '.join(sums) or '0'})"
    terms = [term.widest if by_share else term.exact for term in meaning.terms]
    if len(terms) > 1:
        score += f" * (1 + {_PROXIMITY})"
        params.append((" | " if by_share else " & ").join(query for query in terms if query))
    if by_share:
        shares = " + ".join("(words @@ %s::tsquery)::int" for query in terms)
        score += f" * power(({shares})::float / {len(terms)}, 2)"
        params += terms
    return score, params
