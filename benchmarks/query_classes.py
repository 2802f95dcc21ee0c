"""The fourteen classes of queries, each with six instances, and what each must find."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from apps.parsing.records import OutcomeCode
from benchmarks.documents import Catalogue
from benchmarks.planted import ALL_WORDS, PHRASES, WORDS

_Value = TypeVar("_Value", int, str)

INSTANCES = 6
_OUTCOMES = (
    OutcomeCode.APPROVED,
    OutcomeCode.NOTED,
    OutcomeCode.RECOMMENDED,
    OutcomeCode.APPROVED,
    OutcomeCode.DISCUSSED,
    OutcomeCode.POSTPONED,
)
FACETS = ("committee", "year", "outcome", "journal_group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query in no engine's language. `is_literal`: every engine finds the same, whether it knows Danish or not."""

    class_name: str
    words: tuple[str, ...] = ()
    is_phrase: bool = False
    is_literal: bool = True
    committee: int | None = None
    years: tuple[int, ...] = ()
    outcome: str = ""
    journal_prefix: str = ""

    @property
    def text(self) -> str:
        """What a visitor types."""
        return f'"{" ".join(self.words)}"' if self.is_phrase else " ".join(self.words)

    def without(self, facet: str) -> "Query":
        """The query without its own choice in a facet, as that facet is counted."""
        nothing = {"committee": None, "year": (), "outcome": "", "journal_group": ""}
        names = {
            "committee": "committee",
            "year": "years",
            "outcome": "outcome",
            "journal_group": "journal_prefix",
        }
        return replace(self, **{names[facet]: nothing[facet]})  # type: ignore[arg-type]


def all_queries(catalogue: Catalogue) -> list[Query]:
    """All instances of all classes, the classes in the order of the report."""
    return [*_word_queries(), *_phrase_queries(), *_filtered_queries(), *_browsing(catalogue)]


def _one_word(class_name: str, label: str) -> Iterator[Query]:
    for planted in WORDS[label]:
        yield Query(class_name=class_name, words=(planted.word,), is_literal=planted.is_literal)


def _word_queries() -> Iterator[Query]:
    for label in WORDS:
        yield from _one_word(label, label)
    for first, second in (("10 %", "1 %"), ("40 %", "10 %")):
        for one, other in zip(WORDS[first], WORDS[second], strict=True):
            yield Query(
                class_name=f"{first} and {second}",
                words=(one.word, other.word),
                is_literal=one.is_literal and other.is_literal,
            )


def _phrase_queries() -> Iterator[Query]:
    for phrase in PHRASES:
        yield Query(class_name="phrase", words=(phrase.first.word, phrase.second.word), is_phrase=True)


def _filtered_queries() -> Iterator[Query]:
    for label in ("1 %", "40 %"):
        for n, query in enumerate(_one_word(f"{label} + 2 filters", label)):
            years = (2008 + 2 * n, 2009 + 2 * n, 2010 + 2 * n)
            yield replace(query, years=years, outcome=_OUTCOMES[n].value)


def _browsing(catalogue: Catalogue) -> Iterator[Query]:
    committees = _by_count(catalogue.committee.tolist())
    prefixes = _by_count(
        [p.split(b"|")[2].decode() for p in catalogue.prefixes.tolist() if p.count(b"|") > 3]
    )
    for n in range(INSTANCES):
        yield Query(class_name="committee", committee=committees[n * len(committees) // INSTANCES])
    for n in range(INSTANCES):
        yield Query(class_name="year and outcome", years=(2010 + 2 * n,), outcome=_OUTCOMES[n].value)
    for _ in range(INSTANCES):
        yield Query(class_name="everything")
    for n in range(INSTANCES):
        yield Query(
            class_name="journal number", journal_prefix=prefixes[n * len(prefixes) // (4 * INSTANCES)]
        )


def _by_count(values: list[_Value]) -> list[_Value]:
    """The distinct values, the most frequent first."""
    counts = Counter(values)
    return sorted(counts, key=lambda value: (-counts[value], str(value)))


def matching(query: Query, catalogue: Catalogue, *, as_typed: bool) -> NDArray[np.bool_]:
    """Which items the query must find, worked out item by item.

    `as_typed`: by an engine that finds the word only in the form it was typed in.
    """
    found = np.ones(len(catalogue.item), dtype=bool)
    words = [planted.word for planted in ALL_WORDS]
    if query.is_phrase:
        pairs = [(phrase.first.word, phrase.second.word) for phrase in PHRASES]
        found &= catalogue.phrases[:, pairs.index((query.words[0], query.words[1]))]
    else:
        for word in query.words:
            table = catalogue.base_form if as_typed else catalogue.any_form
            found &= table[:, words.index(word)]
    if query.committee is not None:
        found &= catalogue.committee == query.committee
    if query.years:
        found &= np.isin(catalogue.year, query.years)
    for column, value in ((catalogue.outcomes, query.outcome), (catalogue.prefixes, query.journal_prefix)):
        if value:
            found &= np.char.find(column, f"|{value}|".encode()) >= 0
    return found


def facet_counts(query: Query, catalogue: Catalogue, *, as_typed: bool) -> dict[str, dict[str, int]]:
    """The counts of every facet, each without its own choice."""
    counts: dict[str, dict[str, int]] = {}
    for facet in FACETS:
        found = matching(query.without(facet), catalogue, as_typed=as_typed)
        counts[facet] = _counted(facet, catalogue, found)
    return counts


def _counted(facet: str, catalogue: Catalogue, found: NDArray[np.bool_]) -> dict[str, int]:
    if facet in ("committee", "year"):
        values, numbers = np.unique(getattr(catalogue, facet)[found], return_counts=True)
        return dict(zip(map(str, values.tolist()), numbers.tolist(), strict=True))
    column = catalogue.outcomes if facet == "outcome" else catalogue.prefixes
    counts: dict[str, int] = {}
    for joined in column[found].tolist():
        values = joined.decode().strip("|").split("|")
        for value in values[:1] if facet == "journal_group" else values:
            if value:
                counts[value] = counts.get(value, 0) + 1
    return counts
