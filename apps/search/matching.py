"""What "matching" means: the one place that turns the words of a search into the items that match them.

Three tiers, decided by the words alone, so that a filter never changes what the words mean: all words; where they find
nothing, or a single word finds next to nothing, also what is near them; where that finds nothing either, any of
them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from apps.language.query_grammar import ParsedQuery, parse
from apps.search.columns import Columns, Rows, current
from apps.search.meaning import Meaning, understand, widen

# A search that takes longer keeps others waiting: the slowest of the benchmarks takes a tenth.
LONGEST_SECONDS = 2
# A single word that finds fewer is looked for in other forms too.
_FEW = 3

# Without ORDER BY and LIMIT: with them PostgreSQL walks the entries in order and reads the words of each, 1.1 s at a
# million items (search-scale: the planner's trap). One value for all keys: rows would cost ten times as much.
_MATCHING = (
    "SELECT array_send(array_agg(item_id::int4)) FROM ("
    "SELECT item_id FROM search_searchentry WHERE words @@ %(query)s::tsquery"
    " UNION ALL SELECT item_id FROM search_searchcontinuation WHERE words @@ %(query)s::tsquery) AS found"
)
# array_send: five numbers about the array, then of each value its length and itself.
_ARRAY_HEADER = 20


class SearchTooSlowError(Exception):
    """The database gave the search up."""


class Tier(StrEnum):
    """How the items match: all words, something near each, or any."""

    EXACT = "exact"
    NEAR = "near"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that the words match, None for all; of them those that match all words themselves; and what was meant."""

    columns: Columns
    rows: Rows | None = None
    exact: Rows | None = None
    tier: Tier = Tier.EXACT
    meaning: Meaning | None = None

    @property
    def corrections(self) -> dict[str, str]:
        """Of each word that was corrected, what was searched for instead."""
        terms = self.meaning.terms if self.meaning and self.tier is not Tier.EXACT else ()
        return {term.term.text: term.correction for term in terms if term.correction}


@contextmanager
def limited_time() -> Iterator[None]:
    """Give the database at most `LONGEST_SECONDS` for each query inside. Raises SearchTooSlowError."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{LONGEST_SECONDS}s"])
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise SearchTooSlowError from error
        raise


def find(words: str) -> Found:
    """What these words match; everything without words, nothing where nothing in them can be searched for.

    Costs three queries where all words are found, up to twelve where they are not. Raises TooManyTermsError.
    """
    columns = current(_version())
    if not words:
        return Found(columns)
    parsed = parse(words)
    if not parsed.groups:
        return _without_only(columns, parsed)
    meaning = understand(parsed, columns.size)
    exact = matching_rows(columns, meaning.exact) if meaning.is_possible else _none()
    if len(exact) >= (_FEW if _is_one_plain_word(parsed) else 1):
        return Found(columns, exact, exact, Tier.EXACT, meaning)
    return _find_more(columns, exact, meaning)


def _find_more(columns: Columns, exact: Rows, meaning: Meaning) -> Found:
    wide = widen(meaning, columns.size)
    near = matching_rows(columns, wide.near)
    if len(near) < _FEW and len(wide.terms) > 1:
        any_word = matching_rows(columns, wide.any)
        if len(any_word) > len(near):
            return Found(columns, any_word, near, Tier.ANY, wide)
    if len(near) > len(exact):
        return Found(columns, near, exact, Tier.NEAR, wide)
    return Found(columns, exact, exact, Tier.EXACT, meaning)


def _without_only(columns: Columns, parsed: ParsedQuery) -> Found:
    """All but what holds an excluded word; nothing for a search of signs."""
    if not parsed.excluded:
        return Found(columns, _none(), _none())
    meaning = understand(parsed, columns.size)
    refused = np.concatenate([matching_rows(columns, query) for query in meaning.excluded or [""]])
    rows = np.setdiff1d(np.arange(columns.size), refused)
    return Found(columns, rows, rows, meaning=meaning)


def _is_one_plain_word(parsed: ParsedQuery) -> bool:
    return len(parsed.groups) == len(parsed.groups[0]) == 1 and parsed.groups[0][0].kind == "word"


def matching_rows(columns: Columns, query: str) -> Rows:
    """The rows of the items that match a tsquery; none for "". One query."""
    if not query:
        return _none()
    with connection.cursor() as cursor:
        cursor.execute(_MATCHING, {"query": query})
        (packed,) = cursor.fetchone()
    if packed is None:
        return _none()
    return columns.rows(np.frombuffer(packed, ">i4", offset=_ARRAY_HEADER)[1::2].astype(np.int32))


def _none() -> Rows:
    return np.empty(0, np.intp)


def _version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce((SELECT version FROM search_indexstate), 0)")
        version: int = cursor.fetchone()[0]
    return version
