"""What the words of a search are taken to mean in this archive: each term's tsqueries, and how much it says.

First the words themselves (`understand`); only where they find too little also what is near them (`widen`): the
corrected word, a compound's parts near each other, derivations, words of the same stem, synonyms.
"""

import dataclasses
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from apps.language.compounds import find_split
from apps.language.derivations import derivations, stem
from apps.language.folding import fold
from apps.language.highlighting import Wanted
from apps.language.lemmas import light_stem
from apps.language.lexicon import open_lexicon
from apps.language.query_grammar import ParsedQuery, Term
from apps.language.spelling import is_known, most_edits
from apps.language.words import analyse_word
from apps.search import tsqueries
from apps.search.synonyms import Synonyms, read_synonyms, synonyms_of
from apps.search.vectors import PART
from apps.search.vocabulary import corrections, frequencies, kin

# A part says something about a compound only when it is not in every tenth item.
_RARE = 0.1
_SHORTEST_BEGINNING = 6
_SHORTEST_CORRECTED = 8
_LINKS = ("", "s", "e")
_NEAR_SHARE = 0.3
_MOST_RAREST = 4


@dataclass(frozen=True, slots=True)
class TermMeaning:
    """A term: what holds its `words`, holds them as `parts` of compounds, or is `near`; its `weight` (idf).

    `lexemes` are its words', `near_lexemes` the others': what is marked.
    """

    term: Term
    words: str
    parts: str
    weight: float
    is_found: bool
    lexemes: frozenset[str]
    near: str = ""
    near_lexemes: frozenset[str] = frozenset()
    correction: str | None = None

    @property
    def exact(self) -> str:
        """What holds the term, as words or in compounds."""
        return tsqueries.any_of((self.words, self.parts))

    @property
    def wide(self) -> str:
        """What holds the term or something near it."""
        return tsqueries.any_of((self.words, self.parts, self.near))


@dataclass(frozen=True, slots=True)
class Joined:
    """Two neighbouring words as the one compound that they are: "handicap råd"."""

    words: str
    weight: float
    lexemes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """All words of a search: AND of ORs, without the excluded."""

    groups: tuple[tuple[TermMeaning, ...], ...]
    joined: tuple[Joined, ...]
    excluded: tuple[str, ...]

    @property
    def terms(self) -> tuple[TermMeaning, ...]:
        """All terms but the excluded."""
        return tuple(term for group in self.groups for term in group)

    @property
    def exact(self) -> str:
        """What holds all words."""
        query = tsqueries.all_of([tsqueries.any_of(term.exact for term in group) for group in self.groups])
        return tsqueries.without(query, self.excluded)

    @property
    def rarest(self) -> tuple[TermMeaning, ...]:
        """The terms that say most: of a long question the common words would find half of the archive."""
        return tuple(sorted(self.terms, key=lambda term: -term.weight)[:_MOST_RAREST])

    @property
    def near(self) -> str:
        """What holds all words or something near each."""
        query = tsqueries.all_of([tsqueries.any_of(term.wide for term in group) for group in self.groups])
        if len(self.groups) == len(self.terms) == 2:
            query = tsqueries.any_of((query, *(joined.words for joined in self.joined)))
        return tsqueries.without(query, self.excluded)

    @property
    def any(self) -> str:
        """What holds any of the words or something near one."""
        wide = [term.wide for term in self.rarest] + [joined.words for joined in self.joined]
        return tsqueries.without(tsqueries.any_of(wide), self.excluded)

    @property
    def lexemes(self) -> frozenset[str]:
        """All lexemes that are looked for, as words or as parts."""
        own = [term.lexemes | term.near_lexemes for term in self.terms]
        return frozenset[str]().union(*own, *(joined.lexemes for joined in self.joined))

    @property
    def wanted(self) -> Wanted:
        """What is to be marked in a text."""
        asked = Wanted.of_terms(term.term for term in self.terms)
        near = frozenset[str]().union(*(term.near_lexemes for term in self.terms))
        joined = frozenset[str]().union(*(joined.lexemes for joined in self.joined))
        return Wanted(asked.exact | near | joined, asked.parts | near, asked.phrases)

    @property
    def weights(self) -> dict[str, float]:
        """How much each lexeme says, for choosing what of a text is shown."""
        return {
            lexeme: term.weight * share
            for term in self.terms
            for lexemes, share in ((term.near_lexemes, _NEAR_SHARE), (term.lexemes, 1.0))
            for lexeme in lexemes
        }

    @property
    def is_possible(self) -> bool:
        """Whether the archive has a word of each group: else no item can hold them all."""
        return all(any(term.is_found for term in group) for group in self.groups)


def understand(parsed: ParsedQuery, size: int) -> Meaning:
    """What the words themselves mean in an archive of `size` items. One query."""
    pairs = [
        (first, second)
        for (first, *more), (second, *others) in pairwise(parsed.groups)
        if not more and not others and _is_plain(first) and _is_plain(second)
    ]
    joins = {pair: _joined_lexemes(*pair) for pair in pairs}
    wanted = {lexeme for group in parsed.groups for term in group for lexeme in _lexemes(term)}
    known = frequencies(
        {*wanted, *(PART + lexeme for lexeme in wanted), *(j for js in joins.values() for j in js)}
    )
    return Meaning(
        groups=tuple(tuple(_meaning(term, known, size) for term in group) for group in parsed.groups),
        joined=tuple(
            Joined(tsqueries.words(found), _weight(found, known, size), found)
            for lexemes in joins.values()
            if (found := frozenset(lexeme for lexeme in lexemes if lexeme in known))
        ),
        excluded=tuple(query for term in parsed.excluded if (query := _excluded(term))),
    )


def _is_plain(term: Term) -> bool:
    """Whether a term is one ordinary word, which may be misspelt, a compound, or have kin."""
    return term.kind == "word" and not term.is_exact and term.text.replace("-", "").isalpha()


def _lexemes(term: Term) -> frozenset[str]:
    return frozenset(lexeme for token in term.tokens for lexeme in token.exact)


def _joined_lexemes(first: Term, second: Term) -> frozenset[str]:
    return frozenset(
        lexeme for link in _LINKS for lexeme in analyse_word(first.text + link + second.text).exact
    )


def _meaning(term: Term, known: Mapping[str, int], size: int) -> TermMeaning:
    lexemes = _lexemes(term)
    if term.kind == "phrase":
        words, parts = tsqueries.phrase(term.tokens), ""
        found = [any(lexeme in known for lexeme in token.exact) for token in term.tokens if token.exact]
        weights = [_weight(token.exact, known, size) for token in term.tokens if token.exact]
        return TermMeaning(term, words, parts, max([1.0, *weights]), all(found), lexemes)
    as_parts = frozenset() if term.is_exact else frozenset(PART + lexeme for lexeme in lexemes)
    is_word = any(lexeme in known for lexeme in lexemes)
    return TermMeaning(
        term,
        words=tsqueries.words(lexemes),
        parts=tsqueries.parts(lexemes) if as_parts else "",
        weight=_weight(lexemes if is_word else as_parts, known, size),
        is_found=any(lexeme in known for lexeme in lexemes | as_parts),
        lexemes=lexemes,
    )


def _weight(lexemes: Iterable[str], known: Mapping[str, int], size: int) -> float:
    """The rarer, the more a word says: idf as in BM25."""
    frequency = max((known.get(lexeme, 0) for lexeme in lexemes), default=0)
    return math.log(1 + (max(size - frequency, 0) + 0.5) / (frequency + 0.5))


def _excluded(term: Term) -> str:
    """Words only, never parts: `-handicaprådet` must not take away what is about handicap."""
    return tsqueries.phrase(term.tokens) if term.kind == "phrase" else tsqueries.words(_lexemes(term))


def widen(meaning: Meaning, size: int) -> Meaning:
    """The same with what is near each word. Seven queries, however many words."""
    plain = [term for term in meaning.terms if _is_plain(term.term)]
    corrected = corrections({text: n for term in plain if (n := _edits(term, text := term.term.text))})
    synonyms = read_synonyms()
    kinships = [_kinship(term, corrected.get(term.term.text), synonyms) for term in plain]
    same_stem = kin({stem(lexeme) for kinship in kinships for lexeme in kinship.lexemes})
    every = {lexeme for kinship in kinships for lexeme in kinship.every}
    known = frequencies({*every, *(PART + lexeme for lexeme in every)})
    wide = {
        id(term): _widened(term, kinship, same_stem, known, size)
        for term, kinship in zip(plain, kinships, strict=True)
    }
    groups = tuple(tuple(wide.get(id(term), term) for term in group) for group in meaning.groups)
    return dataclasses.replace(meaning, groups=groups)


@dataclass(frozen=True, slots=True)
class _Kinship:
    """What may stand for a word: `lexemes` of the (corrected) word itself, its two `halves`, `parts` and `others`."""

    correction: str | None
    lexemes: frozenset[str]
    halves: tuple[frozenset[str], frozenset[str]] | None
    parts: frozenset[str]
    others: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        return frozenset().union(self.lexemes, *(self.halves or ()), self.parts, self.others)


def _edits(term: TermMeaning, word: str) -> int:
    """How many letters of a word may be wrong: none where the archive or the dictionary knows it.

    One that is put together from known parts ("vikarkrops") is likely right, and corrected only by one letter where it
    is long.
    """
    if term.is_found or is_known(word):
        return 0
    if analyse_word(word).parts:
        return 1 if len(word) >= _SHORTEST_CORRECTED else 0
    return most_edits(fold(word))


def _kinship(term: TermMeaning, correction: str | None, synonyms: Synonyms) -> _Kinship:
    word = correction or term.term.text
    keys = analyse_word(word)
    lexemes = frozenset(keys.exact)
    return _Kinship(
        correction=correction,
        lexemes=lexemes,
        halves=_halves(keys.exact),
        parts=frozenset(keys.parts),
        others=(derivations(word) | synonyms_of(lexemes, synonyms)) - lexemes,
    )


def _halves(lemmas: Iterable[str]) -> tuple[frozenset[str], frozenset[str]] | None:
    for lemma in lemmas:
        if split := find_split(lemma, open_lexicon()):
            return frozenset(split.modifiers), frozenset(split.heads)
    return None


def _widened(
    term: TermMeaning,
    kinship: _Kinship,
    same_stem: Mapping[str, frozenset[str]],
    known: Mapping[str, int],
    size: int,
) -> TermMeaning:
    def is_held(lexeme: str) -> bool:
        return lexeme in known or PART + lexeme in known

    def is_rare(lexeme: str) -> bool:
        return 0 < known.get(lexeme, 0) + known.get(PART + lexeme, 0) <= max(2, _RARE * size)

    stems = frozenset().union(*(same_stem[stem(lexeme)] for lexeme in kinship.lexemes))
    related = frozenset(filter(is_held, kinship.others)) | (stems - term.lexemes)
    rare = frozenset() if term.is_found else frozenset(filter(is_rare, kinship.parts))
    corrected = kinship.lexemes if kinship.correction else frozenset()
    bare = light_stem(fold(kinship.correction or term.term.text))
    near = tsqueries.any_of(
        (
            tsqueries.words_or_parts(corrected | related | rare),
            tsqueries.near(*kinship.halves) if kinship.halves else "",
            tsqueries.beginning(bare) if len(bare) >= _SHORTEST_BEGINNING else "",
        )
    )
    shown = (corrected | related | rare).union(*(kinship.halves or ()))
    weight = _weight(kinship.lexemes, known, size) if corrected else term.weight
    return dataclasses.replace(
        term, near=near, near_lexemes=shown, weight=weight, correction=kinship.correction
    )
