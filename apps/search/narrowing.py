"""What the words found, narrowed by the search's filters."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from apps.search.columns import Columns, Rows
from apps.search.models import OUTCOME_BITS
from apps.search.queries import SearchQuery

Mask = NDArray[np.bool_]
Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Places:
    """Municipalities and committees: slugs by their keys, and names by their slugs."""

    municipalities: dict[int, str]
    committees: dict[int, str]
    municipality_names: dict[str, str]
    committee_names: dict[str, str]


def read_places() -> Places:
    """All municipalities and committees. One query; 4 ms for the 2,000 of all Denmark."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT true, id, slug, name FROM committees_municipality"
            " UNION ALL SELECT false, id, slug, name FROM committees_committee"
            # Of several names for one slug the first one stays.
            " ORDER BY 4 DESC, 2"
        )
        rows = cursor.fetchall()
    municipalities = [row[1:] for row in rows if row[0]]
    committees = [row[1:] for row in rows if not row[0]]
    return Places(
        {key: slug for key, slug, _ in municipalities},
        {key: slug for key, slug, _ in committees},
        {slug: name for _, slug, name in municipalities},
        {slug: name for _, slug, name in committees},
    )


class Narrowing:
    """The rows that words found, narrowed by a search's facets.

    Each row gets the number of facets that refuse it: those with none match, and a facet counts those that at most
    itself refuses.
    """

    def __init__(self, query: SearchQuery, columns: Columns, found: Rows | None, places: Places) -> None:
        """`found`: the rows that the words match, None for all."""
        self.query, self.columns, self.places = query, columns, places
        self._found = found
        self._accepted = {facet: _DEMANDS[facet](self) for facet in query.facets}
        self._refusals = sum(
            (~mask for mask in self._accepted.values()), np.zeros(len(self._row_numbers()), np.int8)
        )

    @property
    def rows(self) -> Rows:
        """The rows that match everything, in date order."""
        if not self._accepted:
            return self._row_numbers()
        accepted: Rows = self._row_numbers()[self._refusals == 0]
        return accepted

    def taken(self, column: Column) -> Column:
        """A column's values of the rows that the words found."""
        taken: Column = column if self._found is None else column[self._found]
        return taken

    def counted(self, facet: str, column: Column) -> Column:
        """A column's values of the rows that count for a facet: all others accept them."""
        values = self.taken(column)
        if not self._accepted:
            return values
        own = self._accepted.get(facet)
        accepted = self._refusals == 0 if own is None else self._refusals == (~own).astype(np.int8)
        counted: Column = values[accepted]
        return counted

    def _row_numbers(self) -> Rows:
        return np.arange(self.columns.size) if self._found is None else self._found


# What a choice demands of each row ---------------------------------------------------------------------------------


def _keys(places: dict[int, str], slugs: Iterable[str]) -> list[int]:
    wanted = set(slugs)
    return [key for key, slug in places.items() if slug in wanted]


def _in_municipalities(n: Narrowing) -> Mask:
    keys = _keys(n.places.municipalities, n.query.municipalities)
    return np.isin(n.taken(n.columns.municipality), keys)


def _in_committees(n: Narrowing) -> Mask:
    return np.isin(n.taken(n.columns.committee), _keys(n.places.committees, n.query.committees))


def _on_dates(n: Narrowing) -> Mask:
    days = n.taken(n.columns.day).astype("M8[D]")
    mask = np.ones(len(days), np.bool_)
    if n.query.years:
        mask &= np.isin(n.taken(n.columns.year), [int(year) for year in n.query.years])
    if n.query.first_day:
        mask &= days >= np.datetime64(n.query.first_day)
    if n.query.last_day:
        mask &= days <= np.datetime64(n.query.last_day)
    return mask


def _with_numbers(n: Narrowing) -> Mask:
    numbers = n.columns.numbers
    codes = [numbers.codes[prefix] for prefix in n.query.journal_numbers if prefix in numbers.codes]
    wanted = np.asarray(np.isin(numbers.levels, codes).any(axis=1))
    return np.asarray(wanted[n.taken(n.columns.number)])


def _about_topics(n: Narrowing) -> Mask:
    numbers = n.columns.numbers
    wanted = [numbers.topics.index(code) for code in n.query.topics if code in numbers.topics]
    return np.asarray(np.isin(numbers.topic, wanted)[n.taken(n.columns.number)])


def _with_outcomes(n: Narrowing) -> Mask:
    wanted = sum({OUTCOME_BITS[code] for code in n.query.outcomes})
    return np.asarray((n.taken(n.columns.outcomes) & wanted) != 0)


def _with_votes(n: Narrowing) -> Mask:
    return np.isin(n.taken(n.columns.has_vote), [vote == "ja" for vote in n.query.votes])


_DEMANDS: dict[str, Callable[[Narrowing], Mask]] = {
    "kommune": _in_municipalities,
    "udvalg": _in_committees,
    "aar": _on_dates,
    "journalnummer": _with_numbers,
    "emne": _about_topics,
    "udfald": _with_outcomes,
    "afstemning": _with_votes,
}
