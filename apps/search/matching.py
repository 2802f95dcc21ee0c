"""What "matching" means: the one place that turns the words of a search into the items that match them.

Three tiers, decided by the words alone, so that a filter never changes what the words mean: all words; where they find
nothing, or a single word finds next to nothing, also what is near them; where that finds nothing either, any of
them.
"""

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from apps.language.query_grammar import ParsedQuery, Term, parse
from apps.search.columns import Columns, Rows, current
from apps.search.meaning import Meaning, understand
from apps.search.widening import correct, widen

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
class Correction:
    """The words that were searched for, and those typed in a form that is searched for as it stands."""

    used: str
    as_typed: str


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that the words match, None for all; of them those that match all words themselves; and what was meant."""

    columns: Columns
    rows: Rows | None = None
    exact: Rows | None = None
    tier: Tier = Tier.EXACT
    meaning: Meaning | None = None
    correction: Correction | None = None

    def holding_all(self, items: Collection[int]) -> frozenset[int]:
        """Those of these items that are known to hold all words themselves."""
        if self.exact is None or self.tier is Tier.ANY:
            return frozenset()
        return frozenset(items) & frozenset(self.columns.item[self.exact].tolist())


@contextmanager
def limited_time() -> Iterator[None]:
    """Give the database at most `LONGEST_SECONDS` for each query inside. Raises SearchTooSlowError."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                # Unpacking the words of every entry is not in the planner's costs: it would scan a small table.
                cursor.execute(
                    "SELECT set_config('statement_timeout', %s, true), set_config('enable_seqscan', 'off', true)",
                    [f"{LONGEST_SECONDS}s"],
                )
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise SearchTooSlowError from error
        raise


def find(words: str) -> Found:
    """What these words match; everything without words, nothing where nothing in them can be searched for.

    Costs three queries where all words are found, up to twelve where they are not; a minus one more. Raises TooManyTermsError.
    """
    columns = current(_version())
    if not words:
        return Found(columns)
    parsed = parse(words)
    if not parsed.groups:
        return _without_only(columns, parsed)
    meaning = understand(parsed, columns.size)
    refused = matching_rows(columns, meaning.excluded)
    exact = _found(columns, meaning.exact, refused)
    if len(exact) >= _enough(parsed):
        return Found(columns, exact, exact, Tier.EXACT, meaning)
    correction = None
    if not len(exact) and (corrected := correct(meaning)):
        correction = reworded(words, corrected)
        parsed = parse(correction.used)
        meaning = understand(parsed, columns.size)
        exact = _found(columns, meaning.exact, refused)
        if len(exact) >= _enough(parsed):
            return Found(columns, exact, exact, Tier.NEAR, meaning, correction)
    found = _find_more(columns, exact, refused, meaning)
    if correction is None:
        return found
    tier = Tier.NEAR if found.tier is Tier.EXACT else found.tier
    return dataclasses.replace(found, tier=tier, correction=correction)


def reworded(words: str, corrected: Mapping[Term, str]) -> Correction:
    """A search's words with some of its terms corrected."""
    used = as_typed = words
    # From the last to the first, so that the places of those before stay right.
    for term in sorted(corrected, key=lambda term: -term.start):
        used = used[: term.start] + corrected[term] + used[term.end :]
        as_typed = f'{as_typed[: term.start]}"{term.text}"{as_typed[term.end :]}'
    return Correction(used, as_typed)


def _find_more(columns: Columns, exact: Rows, refused: Rows, meaning: Meaning) -> Found:
    wide = widen(meaning, columns.size)
    near = _found(columns, wide.near, refused)
    # A single word that is found is not looked for in its pieces.
    if len(near) < (_FEW if len(wide.terms) > 1 else 1):
        any_word = _found(columns, wide.any, refused)
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
    rows = np.setdiff1d(np.arange(columns.size), matching_rows(columns, meaning.excluded))
    return Found(columns, rows, rows, meaning=meaning)


def _found(columns: Columns, query: str, refused: Rows) -> Rows:
    """What matches and is not refused: the parts of a long text match one by one, but a minus refuses it whole."""
    rows = matching_rows(columns, query)
    return np.setdiff1d(rows, refused, assume_unique=True) if len(refused) else rows


def _enough(parsed: ParsedQuery) -> int:
    """How many items the words themselves must find."""
    return _FEW if len(parsed.terms) == 1 and parsed.terms[0].is_word else 1


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


def holds(item_id: int, query: str) -> bool:
    """Whether one item matches a tsquery; not for "". One query."""
    if not query:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM search_searchentry WHERE item_id = %(item)s AND words @@ %(query)s::tsquery)"
            " OR EXISTS (SELECT FROM search_searchcontinuation"
            " WHERE item_id = %(item)s AND words @@ %(query)s::tsquery)",
            {"item": item_id, "query": query},
        )
        return bool(cursor.fetchone()[0])


def _none() -> Rows:
    return np.empty(0, np.intp)


def _version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce((SELECT version FROM search_indexstate), 0)")
        version: int = cursor.fetchone()[0]
    return version
