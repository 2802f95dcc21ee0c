"""The keys of a word: under which lexemes it is kept in the index, looked up by a query and highlighted."""

import re
from collections.abc import Container, Mapping
from functools import lru_cache
from typing import NamedTuple

from apps.language.compounds import find_names_in, find_parts, heads_after_name, is_part
from apps.language.folding import half_fold, letters_in, spell_out
from apps.language.lemmas import find_lemmas, lemmas_of_first_part
from apps.language.lexicon import open_lexicon

CACHED_WORDS = 20_000
# A lexeme of PostgreSQL holds 2,046 bytes, and nobody types more of a word.
_LONGEST_KEY = 200
_JOINTS = re.compile(r"[\W_]+")
# DSB's, pc'en, cd'er: what follows the apostrophe is an ending.
_INFLECTED = re.compile(r"(?<=\w)['’´`](?:s|e?ns?|e?ts?|e?rs?|e?rnes?|enes?)?$")


class WordKeys(NamedTuple):
    """Folded lemmas: `exact` of the word as a whole (a word may have several), `parts` of what it is put together from."""

    exact: frozenset[str]
    parts: frozenset[str]


class WordEntry(NamedTuple):
    """The keys of a word in any text, and, where the lexicon lacks it, the names that it may begin with."""

    keys: WordKeys
    names: tuple[str, ...]


# Found out by another process and not asked for yet.
_told: dict[str, WordEntry] = {}


def analyse_word(word: str, known: Container[str] = ()) -> WordKeys:
    """The keys of one word as written, with its hyphens, apostrophes and slashes; none where there is no letter or digit.

    `known` holds the other words of the same text, folded: an unknown compound may begin with one of them (a street,
    an institution). That only ever adds parts, and only to words that the lexicon lacks. Costs 0.3 us for a word
    seen lately, else 10-150 us, bounded for any input. Raises LexiconMissingError.
    """
    keys, names = _entry(word[:_LONGEST_KEY])
    for name in names:
        if name in known and (heads := _heads_after(name, word)):
            more = {part for part in (*_entry(name).keys.exact, *heads) if is_part(part)}
            return WordKeys(keys.exact, keys.parts.union(more) - keys.exact)
    return keys


def may_begin_with_a_name(word: str) -> bool:
    """Whether the keys of a word may depend on the other words of its text."""
    return bool(_entry(word[:_LONGEST_KEY]).names)


def _heads_after(name: str, word: str) -> tuple[str, ...]:
    (piece,) = _pieces(word)
    return heads_after_name(spell_out(piece), name, open_lexicon(), letters_in(piece))


def remember(entries: Mapping[str, WordEntry]) -> None:
    """Take what `look_up` said of these words in another process; each is kept until it is asked for, or too many are."""
    if len(_told) > CACHED_WORDS:
        _told.clear()
    _told.update(entries)


@lru_cache(maxsize=CACHED_WORDS)
def _entry(word: str) -> WordEntry:
    return _told.pop(word, None) or look_up(word)


def look_up(word: str) -> WordEntry:
    """What the lexicon and the rules say of a word of at most 200 signs. Costs 10-150 us; raises LexiconMissingError."""
    lexicon = open_lexicon()
    pieces = _pieces(word)
    if word.endswith("-") and len(pieces) == 1:
        lemmas = lemmas_of_first_part(spell_out(pieces[0]), lexicon, letters_in(pieces[0]))
        if lemmas:
            return WordEntry(WordKeys(frozenset(lemmas), frozenset()), ())
    exact, parts = set[str](), set[str]()
    for piece in {"".join(pieces), *pieces} - {""}:
        folded, letters = spell_out(piece), letters_in(piece)
        exact.update(find_lemmas(folded, lexicon, letters))
        parts.update(find_parts(folded, lexicon, letters))
    return WordEntry(
        WordKeys(frozenset(exact), frozenset(parts - exact)),
        find_names_in(folded, lexicon, letters) if len(pieces) == 1 else (),
    )


def _pieces(word: str) -> list[str]:
    """The half folded pieces between hyphens, slashes and the like; most words are one."""
    if word.isalpha() and (whole := half_fold(word)).isalnum():
        return [whole]
    return [piece for piece in _JOINTS.split(half_fold(_INFLECTED.sub("", word))) if piece]
