"""Counts the facets of a search: exact, each without its own choice, all in one pass over the matching rows."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from apps.language.addresses import sort_key
from apps.language.journal_numbers import JournalNumber, parse_beginning
from apps.parsing.records import OUTCOME_LABELS
from apps.search.models import OUTCOME_BITS
from apps.search.narrowing import Column, Narrowing, Places
from apps.search.queries import FACETS
from apps.topics.topics import LABELS

OUTCOMES = {code.value: label for code, label in OUTCOME_LABELS.items()}
VOTES = {"ja": "Med afstemning", "nej": "Uden afstemning"}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: what goes into the query string, its Danish label, its items, and whether it is chosen."""

    value: str
    label: str
    count: int
    is_selected: bool


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many items match, and how many would with each value of each facet."""

    total: int
    by_facet: dict[str, tuple[FacetValue, ...]]


def count_facets(narrowing: Narrowing) -> FacetCounts:
    """The total and every facet's values with their counts; a value with none only where it is chosen. No query."""
    query = narrowing.query
    by_facet = {}
    for facet in FACETS:
        counts = _COUNTS[facet](narrowing)
        chosen = query.chosen(facet)
        values = [
            FacetValue(value, _label(narrowing.places, facet, value), count, value in chosen)
            for value, count in {**dict.fromkeys(chosen, 0), **counts}.items()
        ]
        by_facet[facet] = tuple(sorted(values, key=_ORDER[facet]))
    return FacetCounts(len(narrowing.rows), by_facet)


# How often each value occurs ---------------------------------------------------------------------------------------


def _by_slug(keys: Column, places: dict[int, str]) -> dict[str, int]:
    """Counts by slug: two municipalities' committees of one name are one value."""
    counts: dict[str, int] = {}
    for key, count in _frequencies(keys):
        slug = places[key]
        counts[slug] = counts.get(slug, 0) + count
    return counts


def _frequencies(values: Column) -> list[tuple[int, int]]:
    counts = np.bincount(values)
    return [(int(value), int(counts[value])) for value in np.flatnonzero(counts)]


def _count_outcomes(n: Narrowing) -> dict[str, int]:
    # Of each combination of outcomes that occurs, then of each outcome in it.
    combinations = _frequencies(n.counted("udfald", n.columns.outcomes))
    counts = {code: sum(c for mask, c in combinations if mask & bit) for code, bit in OUTCOME_BITS.items()}
    return {code: count for code, count in counts.items() if count}


def _count_numbers(n: Narrowing) -> dict[str, int]:
    """Main groups, and what is directly below the chosen branches."""
    numbers = n.columns.numbers
    # Once: another thread may be adding new numbers.
    levels = numbers.levels
    counts = np.bincount(n.counted("journalnummer", n.columns.number), minlength=len(levels))
    opened = {prefix for chosen in n.query.journal_numbers for prefix in _branch(chosen)}
    codes = [numbers.codes[prefix] for prefix in opened if prefix in numbers.codes]
    found = _prefix_counts(levels[:, 0], counts)
    for level in range(1, levels.shape[1]) if codes else ():
        below = np.isin(levels[:, level - 1], codes)
        found |= _prefix_counts(np.where(below, levels[:, level], -1), counts)
    return {numbers.prefixes[code]: count for code, count in found.items()}


def _prefix_counts(codes: Column, counts: Column) -> dict[int, int]:
    used = (codes >= 0) & (counts > 0)
    if not used.any():
        return {}
    sums = np.bincount(codes[used], weights=counts[used])
    return {int(code): int(sums[code]) for code in np.flatnonzero(sums)}


def _branch(prefix: str) -> tuple[str, ...]:
    beginning = parse_beginning(prefix)
    return beginning.prefixes if beginning else ()


def _count_topics(n: Narrowing) -> dict[str, int]:
    numbers = n.columns.numbers
    topics = numbers.topic[n.counted("emne", n.columns.number)]
    return {numbers.topics[code]: count for code, count in _frequencies(topics[topics >= 0])}


_COUNTS: dict[str, Callable[[Narrowing], dict[str, int]]] = {
    "kommune": lambda n: _by_slug(n.counted("kommune", n.columns.municipality), n.places.municipalities),
    "udvalg": lambda n: _by_slug(n.counted("udvalg", n.columns.committee), n.places.committees),
    "aar": lambda n: {f"{y:04}": count for y, count in _frequencies(n.counted("aar", n.columns.year))},
    "journalnummer": _count_numbers,
    "emne": _count_topics,
    "udfald": _count_outcomes,
    "afstemning": lambda n: {
        "ja" if has_vote else "nej": count
        for has_vote, count in _frequencies(n.counted("afstemning", n.columns.has_vote))
    },
}

# Labels and order --------------------------------------------------------------------------------------------------


def _label(places: Places, facet: str, value: str) -> str:
    match facet:
        case "kommune":
            return places.municipality_names.get(value, value)
        case "udvalg":
            return places.committee_names.get(value, value)
        case "journalnummer":
            return _journal_label(value)
        case "emne":
            return LABELS[value]
        case "udfald":
            return OUTCOMES[value]
        case "afstemning":
            return VOTES[value]
        case _:
            return value


def _journal_label(prefix: str) -> str:
    """KLE's main groups have a label of ours; of the other families the first part is the year."""
    if year := re.fullmatch(r"(\d{2})/|(\d{4})-", prefix):
        return f"{prefix} Sager fra {year[2] or _century(year[1]) + year[1]}"
    return f"{prefix} {LABELS[prefix]}" if prefix in LABELS else prefix


def _century(two_digits: str) -> str:
    # Electronic journals of this form begin in the seventies.
    return "19" if two_digits >= "70" else "20"


def _by_count(value: FacetValue) -> tuple[object, ...]:
    return (-value.count, sort_key(value.label))


def _in_tree(value: FacetValue) -> tuple[object, ...]:
    number = parse_beginning(value.value) or JournalNumber((value.value,))
    return (not number.is_kle, [part.zfill(8) for part in number.parts])


_ORDER: dict[str, Callable[[FacetValue], tuple[object, ...]]] = {
    "kommune": _by_count,
    "udvalg": _by_count,
    "aar": lambda value: (value.value,),
    "journalnummer": _in_tree,
    "emne": _by_count,
    "udfald": _by_count,
    "afstemning": lambda value: (value.value,),
}
