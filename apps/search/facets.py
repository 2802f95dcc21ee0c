"""Counts the facets of a search: exact, each without its own choice, all from one scan of what the words match."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F

from apps.committees.models import Committee, Municipality
from apps.language.addresses import sort_key
from apps.language.journal_numbers import JournalNumber, parse_beginning
from apps.parsing.records import OUTCOME_LABELS
from apps.search.matching import facet_conditions, words_match
from apps.search.models import SearchEntry
from apps.search.queries import FACETS, SearchQuery
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


# Of each facet: its value and label, and where they come from. Labels that are not in the rows are added in Python.
_COUNTED = {
    "kommune": ("kommune", "min(kommune_navn)", ""),
    "udvalg": ("udvalg", "min(udvalg_navn)", ""),
    "aar": ("to_char(dag, 'YYYY')", "''", ""),
    # Main groups, and what is directly below the chosen branches.
    "journalnummer": (
        "led.value",
        "''",
        ", unnest(journalnumre) WITH ORDINALITY AS led(value, n)",
    ),
    "emne": ("emne", "''", ""),
    "udfald": ("code", "''", ", unnest(udfald) AS code"),
    "afstemning": ("CASE WHEN afstemning THEN 'ja' ELSE 'nej' END", "''", ""),
}
_ONLY = {"journalnummer": "(led.n = 1 OR journalnumre[led.n - 1] = ANY(%s))", "emne": "emne <> ''"}


def count_facets(query: SearchQuery) -> FacetCounts:
    """Count the total and every facet. One query, and up to two for the names of chosen values without items."""
    rows = _counted_rows(query)
    total = next(count for facet, _, _, count in rows if facet == "")
    by_facet = {}
    for facet in FACETS:
        found = {value: (label, count) for name, value, label, count in rows if name == facet}
        chosen = query.chosen(facet)
        names = _names_without_items(facet, [value for value in chosen if value not in found])
        values = [
            FacetValue(value, _label(facet, value, label), count, value in chosen)
            for value, (label, count) in {**{v: (names.get(v, ""), 0) for v in chosen}, **found}.items()
        ]
        by_facet[facet] = tuple(sorted(values, key=_ORDER[facet]))
    return FacetCounts(total, by_facet)


def _counted_rows(query: SearchQuery) -> list[tuple[str, str, str, int]]:
    """Facet, value, label and count; the total has the empty facet.

    Each row that the words match is read once, with a yes or no for every chosen facet; a facet then counts the
    rows to which all others say yes.
    """
    conditions = facet_conditions(query)
    found = SearchEntry.objects.filter(words_match(query.words)).annotate(
        kommune=F("municipality__slug"),
        kommune_navn=F("municipality__name"),
        udvalg=F("committee__slug"),
        udvalg_navn=F("committee__name"),
        dag=F("held_on"),
        journalnumre=F("journal_prefixes"),
        emne=F("topic"),
        udfald=F("outcomes"),
        afstemning=F("has_vote"),
        **{f"i_{facet}": ExpressionWrapper(c, BooleanField()) for facet, c in conditions.items()},
    )
    sql, params = found.values_list(*found.query.annotations).query.sql_with_params()
    open_branches = [prefix for number in query.journal_numbers for prefix in _branch(number)]
    # Names and conditions are ours; every value that a visitor gave is a parameter.
    parts = [f"SELECT '' AS facet, '' AS value, '' AS label, count(*) FROM found{_where(conditions)}"]  # noqa: S608
    for facet, (value, label, source) in _COUNTED.items():
        where = _where([c for c in conditions if c != facet], _ONLY.get(facet))
        parts.append(f"SELECT '{facet}', {value}, {label}, count(*) FROM found{source}{where} GROUP BY 2")  # noqa: S608
    statement = f"WITH found AS MATERIALIZED ({sql}) {' UNION ALL '.join(parts)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, open_branches])
        rows: list[tuple[str, str, str, int]] = cursor.fetchall()
    return rows


def _where(facets: Iterable[str], only: str | None = None) -> str:
    demands = [f"i_{facet}" for facet in facets] + ([only] if only else [])
    return f" WHERE {' AND '.join(demands)}" if demands else ""


def _names_without_items(facet: str, slugs: list[str]) -> dict[str, str]:
    """The names of chosen municipalities or committees in which nothing matches."""
    model = {"kommune": Municipality, "udvalg": Committee}.get(facet)
    return dict(model.objects.filter(slug__in=slugs).values_list("slug", "name")) if model and slugs else {}


def _branch(prefix: str) -> tuple[str, ...]:
    beginning = parse_beginning(prefix)
    return beginning.prefixes if beginning else ()


def _label(facet: str, value: str, name: str) -> str:
    match facet:
        case "journalnummer":
            return _journal_label(value)
        case "emne":
            return LABELS[value]
        case "udfald":
            return OUTCOMES[value]
        case "afstemning":
            return VOTES[value]
        case _:
            return name or value


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
