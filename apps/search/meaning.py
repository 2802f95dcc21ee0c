"""What the words of a search mean in this archive: each term's tsqueries, and how much it says.

First the words themselves (`understand`); only where they find too little `widening` adds what is near them.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from apps.language.highlighting import Wanted
from apps.language.query_grammar import ParsedQuery, Term
from apps.language.words import analyse_word
from apps.search import tsqueries
from apps.search.vectors import PART
from apps.search.vocabulary import frequencies

_LINKS = ("", "s", "e")
_NEAR_SHARE = 0.3
_MOST_RAREST = 4


@dataclass(frozen=True, slots=True)
class TermMeaning:
    """A term: tsqueries for its `words`, for them as `parts` of compounds, for what is `near` and for its own `pieces`.

    `weight` is its idf, `is_found` whether the archive has it or something near it. `lexemes` are its words',
    `near_lexemes` the others': what is marked.
    """

    term: Term
    words: str
    parts: str
    weight: float
    is_found: bool
    lexemes: frozenset[str]
    near: str = ""
    pieces: str = ""
    near_lexemes: frozenset[str] = frozenset()

    @property
    def exact(self) -> str:
        """What holds the term, as words or in compounds."""
        return tsqueries.any_of((self.words, self.parts))

    @property
    def wide(self) -> str:
        """What holds the term or something near it."""
        return tsqueries.any_of((self.words, self.parts, self.near))

    @property
    def widest(self) -> str:
        """What holds the term, something near it, or a piece of the compound that it is."""
        return tsqueries.any_of((self.words, self.parts, self.near, self.pieces))


@dataclass(frozen=True, slots=True)
class Joined:
    """Two neighbouring words as the one compound that they are: "handicap råd"."""

    words: str
    weight: float
    lexemes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """All words of a search: AND of ORs; and what holds an `excluded` one, which is taken away from what is found.

    `joined` says by the number of its first group where two neighbours are also one word.
    """

    groups: tuple[tuple[TermMeaning, ...], ...]
    joined: Mapping[int, Joined]
    excluded: str

    @property
    def terms(self) -> tuple[TermMeaning, ...]:
        """All terms but the excluded."""
        return tuple(term for group in self.groups for term in group)

    @property
    def exact(self) -> str:
        """What holds all words."""
        return self._all(lambda term: term.exact)

    @property
    def near(self) -> str:
        """What holds all words or something near each."""
        return self._all(lambda term: term.wide)

    @property
    def any(self) -> str:
        """What holds any of the words, something near one, or a piece of one."""
        return tsqueries.any_of(
            [*(term.widest for term in self.rarest), *(joined.words for joined in self.joined.values())]
        )

    @property
    def rarest(self) -> tuple[TermMeaning, ...]:
        """The terms that say most: of a long question the common words would find half of the archive.

        Words that the archive lacks say nothing, however rare they are.
        """
        return tuple(sorted(self.terms, key=lambda term: (not term.is_found, -term.weight))[:_MOST_RAREST])

    @property
    def lexemes(self) -> frozenset[str]:
        """All lexemes that are looked for, as words or as parts."""
        return frozenset[str]().union(
            *(term.lexemes | term.near_lexemes for term in self.terms),
            *(joined.lexemes for joined in self.joined.values()),
        )

    @property
    def asked(self) -> Wanted:
        """What is to be marked in a text that holds all words."""
        asked = Wanted.of_terms(term.term for term in self.terms)
        joined = frozenset[str]().union(*(joined.lexemes for joined in self.joined.values()))
        return asked._replace(exact=asked.exact | joined)

    @property
    def wanted(self) -> Wanted:
        """What is to be marked in any other text."""
        asked = self.asked
        near = frozenset[str]().union(*(term.near_lexemes for term in self.terms))
        return asked._replace(exact=asked.exact | near, parts=asked.parts | near)

    @property
    def weights(self) -> dict[str, float]:
        """How much each lexeme says, for choosing what of a text is shown."""
        return {
            lexeme: term.weight * share
            for term in self.terms
            for lexemes, share in ((term.near_lexemes, _NEAR_SHARE), (term.lexemes, 1.0))
            for lexeme in lexemes
        }

    def _all(self, write: Callable[[TermMeaning], str]) -> str:
        queries = [tsqueries.any_of(write(term) for term in group) for group in self.groups]
        whole, index = [], 0
        while index < len(queries):
            joined = self.joined.get(index)
            pair = tsqueries.all_of(queries[index : index + 2])
            whole.append(tsqueries.any_of((pair, joined.words)) if joined else queries[index])
            index += 2 if joined else 1
        return tsqueries.all_of(whole)


def understand(parsed: ParsedQuery, size: int) -> Meaning:
    """What the words themselves mean in an archive of `size` items. One query."""
    joins = {
        index: _joined_lexemes(first[0], second[0])
        for index, (first, second) in enumerate(pairwise(parsed.groups))
        if len(first) == len(second) == 1 and is_plain(first[0]) and is_plain(second[0])
    }
    wanted = {lexeme for term in parsed.terms for lexeme in _lexemes(term)}
    known = frequencies({*wanted, *(PART + lexeme for lexeme in wanted)}.union(*joins.values()))
    return Meaning(
        groups=tuple(tuple(_meaning(term, known, size) for term in group) for group in parsed.groups),
        joined={
            index: Joined(tsqueries.words(found), weight_of(found, known, size), found)
            for index, lexemes in joins.items()
            if (found := frozenset(lexeme for lexeme in lexemes if lexeme in known))
        },
        excluded=tsqueries.any_of(_excluded(term) for term in parsed.excluded),
    )


def is_plain(term: Term) -> bool:
    """Whether a term is one ordinary word, which may be misspelt, a compound, or have kin."""
    return term.is_word and not term.is_exact and term.text.replace("-", "").isalpha()


def weight_of(lexemes: Iterable[str], known: Mapping[str, int], size: int) -> float:
    """The rarer, the more a word says: idf as in BM25."""
    frequency = max((known.get(lexeme, 0) for lexeme in lexemes), default=0)
    return math.log(1 + (max(size - frequency, 0) + 0.5) / (frequency + 0.5))


def _lexemes(term: Term) -> frozenset[str]:
    return frozenset[str]().union(*(token.exact for token in term.tokens))


def _joined_lexemes(first: Term, second: Term) -> frozenset[str]:
    return frozenset[str]().union(*(analyse_word(first.text + link + second.text).exact for link in _LINKS))


def _meaning(term: Term, known: Mapping[str, int], size: int) -> TermMeaning:
    lexemes = _lexemes(term)
    if not term.is_word:
        found = [not token.exact.isdisjoint(known) for token in term.tokens]
        weights = [weight_of(token.exact, known, size) for token in term.tokens]
        return TermMeaning(term, tsqueries.phrase(term.tokens), "", max([1.0, *weights]), all(found), lexemes)
    as_parts = frozenset() if term.is_exact else frozenset(PART + lexeme for lexeme in lexemes)
    is_word = not lexemes.isdisjoint(known)
    return TermMeaning(
        term,
        words=tsqueries.words(lexemes),
        parts=tsqueries.parts(lexemes) if as_parts else "",
        weight=weight_of(lexemes if is_word else as_parts, known, size),
        is_found=is_word or not as_parts.isdisjoint(known),
        lexemes=lexemes,
    )


def _excluded(term: Term) -> str:
    """Words only, never parts: `-handicaprådet` must not take away what is about handicap."""
    return tsqueries.words(_lexemes(term)) if term.is_word else tsqueries.phrase(term.tokens)
