"""What to look for besides the words themselves, where those find too little.

A misspelt word is corrected first, and the corrected query answered as if it had been typed (`correct`). Then comes what is near
each word (`widen`): its derivations, words of the same stem, synonyms, a compound's two halves near each other.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from apps.language.compounds import find_split
from apps.language.derivations import derivations, stem
from apps.language.folding import fold
from apps.language.lemmas import light_stem
from apps.language.lexicon import open_lexicon
from apps.language.query_grammar import Term
from apps.language.spelling import is_known, most_edits
from apps.language.words import analyse_word
from apps.search import tsqueries
from apps.search.meaning import Meaning, TermMeaning, is_plain
from apps.search.synonyms import Synonyms, read_synonyms, synonyms_of
from apps.search.vectors import PART
from apps.search.vocabulary import corrections, frequencies, kin

# A piece says something about a compound only when it is not in every tenth item.
_RARE = 0.1
_COMMON = 0.25
_SHORTEST_BEGINNING = 6
_SHORTEST_STEM = 4
_SHORTEST_CORRECTED = 8


def correct(meaning: Meaning) -> dict[Term, str]:
    """Of each misspelt word the archive's word that was meant. Two queries, none where no word can be misspelt."""
    edits = {term.term: _edits(term) for term in meaning.terms if is_plain(term.term)}
    found = corrections({term.text: most for term, most in edits.items() if most})
    return {term: found[term.text] for term in edits if term.text in found}


def _edits(term: TermMeaning) -> int:
    """How many letters of a word may be wrong: none where the archive or the dictionary knows it.

    One that is put together from known parts ("vikarkrops") is likely right, and corrected only by one letter where it
    is long.
    """
    word = term.term.text
    if term.is_found or is_known(word):
        return 0
    if analyse_word(word).parts:
        return 1 if len(word) >= _SHORTEST_CORRECTED else 0
    return most_edits(fold(word))


def widen(meaning: Meaning, size: int) -> Meaning:
    """The same with what is near each word. Three queries, however many words."""
    synonyms = read_synonyms()
    kinships = {term.term: _kinship(term, synonyms) for term in meaning.terms if is_plain(term.term)}
    same_stem = kin({found for kinship in kinships.values() for found in kinship.stems})
    every = {lexeme for kinship in kinships.values() for lexeme in kinship.parts | kinship.others}
    known = frequencies({*every, *(PART + lexeme for lexeme in every)})
    groups = tuple(
        tuple(
            _widened(term, kinships[term.term], same_stem, known, size) if term.term in kinships else term
            for term in group
        )
        for group in meaning.groups
    )
    return dataclasses.replace(meaning, groups=groups)


@dataclass(frozen=True, slots=True)
class _Kinship:
    """What may stand for a word: other words (`others`), words of these `stems` or with this `beginning`, its two
    `halves` near each other, and its `parts` for themselves.
    """

    halves: tuple[frozenset[str], frozenset[str]] | None
    parts: frozenset[str]
    others: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    beginning: str = ""


def _kinship(term: TermMeaning, synonyms: Synonyms) -> _Kinship:
    word = term.term.text
    keys = analyse_word(word)
    # The lemma of a word that the dictionary lacks is a stem, which has no last part: elevfastholdels.
    halves = _halves([*sorted(keys.exact), fold(word)], keys.parts)
    if word[0].isupper() and not is_known(word):
        # A name is spelled like other words, but has nothing to do with them.
        return _Kinship(halves, keys.parts, synonyms_of(keys.exact, synonyms))
    beginning = light_stem(fold(word))
    return _Kinship(
        halves,
        keys.parts,
        others=(derivations(word) | synonyms_of(keys.exact, synonyms)) - keys.exact,
        stems=frozenset(found for lexeme in keys.exact if len(found := stem(lexeme)) >= _SHORTEST_STEM),
        beginning=beginning if len(beginning) >= _SHORTEST_BEGINNING else "",
    )


def _halves(lemmas: Iterable[str], parts: frozenset[str]) -> tuple[frozenset[str], frozenset[str]] | None:
    """The two halves of a compound, where both say something: not `dem` and `ens` of demens."""
    for lemma in lemmas:
        if split := find_split(lemma, open_lexicon()):
            modifiers, heads = parts.intersection(split.modifiers), parts.intersection(split.heads)
            return (modifiers, heads) if modifiers and heads else None
    return None


def _widened(
    term: TermMeaning,
    kinship: _Kinship,
    same_stem: Mapping[str, frozenset[str]],
    known: Mapping[str, int],
    size: int,
) -> TermMeaning:
    held = {
        lexeme: known.get(lexeme, 0) + known.get(PART + lexeme, 0)
        for lexeme in kinship.others | kinship.parts
    }

    def half(lexemes: frozenset[str]) -> str:
        # What every fourth item has as a word says nothing as one: "har børn" is no børnehave.
        telling = [lexeme for lexeme in lexemes if known.get(lexeme, 0) <= max(2, _COMMON * size)]
        return tsqueries.any_of((tsqueries.words(telling), tsqueries.parts(lexemes)))

    related = frozenset(lexeme for lexeme in kinship.others if held[lexeme])
    related = related.union(*(same_stem[found] for found in kinship.stems)) - term.lexemes
    rare = frozenset(lexeme for lexeme in kinship.parts if 0 < held[lexeme] <= max(2, _RARE * size))
    pieces = frozenset[str]() if term.is_found else rare
    near = tsqueries.any_of(
        (
            tsqueries.words_or_parts(related),
            tsqueries.near(*map(half, kinship.halves)) if kinship.halves else "",
            tsqueries.beginning(kinship.beginning) if kinship.beginning else "",
        )
    )
    return dataclasses.replace(
        term,
        near=near,
        pieces=tsqueries.words_or_parts(pieces),
        near_lexemes=(related | pieces).union(*(kinship.halves or ())),
        is_found=term.is_found or bool(related | pieces),
    )
