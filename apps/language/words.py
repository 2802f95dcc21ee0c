"""The keys of a word: under which lexemes it is kept in the index, looked up by a query and highlighted."""

import re
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from apps.language.compounds import find_names_in, find_parts, is_part
from apps.language.folding import fold
from apps.language.lemmas import find_lemmas, lemmas_before_hyphen
from apps.language.lexicon import open_lexicon

_CACHED_WORDS = 40_000
# A lexeme of PostgreSQL holds 2,046 bytes, and nobody types more of a word.
_LONGEST_KEY = 200
_JOINTS = re.compile(r"[\W_]+")
# DSB's, pc'en, cd'er: what follows the apostrophe is an ending.
_INFLECTED = re.compile(r"(?<=\w)['’´`](?:s|e?ns?|e?ts?|e?rs?|e?rnes?|enes?)?$")


class WordKeys(NamedTuple):
    """Folded lemmas: `exact` of the word as a whole (a word may have several), `parts` of what it is put together from."""

    exact: frozenset[str]
    parts: frozenset[str]


class _Analysis(NamedTuple):
    keys: WordKeys
    # For a word that the lexicon lacks: what it may begin with, and the last part's lemmas then.
    names: tuple[tuple[str, tuple[str, ...]], ...]


def analyse_word(word: str, known: Container[str] = ()) -> WordKeys:
    """The keys of one word as written, with its hyphens, apostrophes and slashes; none where there is no letter or digit.

    `known` holds the other words of the same text, folded: an unknown compound may begin with one of them (a street,
    an institution). That only ever adds parts, and only to words that the lexicon lacks. Costs 0.3 us for a word
    seen lately, else 20-300 us, bounded for any input. Raises LexiconMissingError.
    """
    keys, names = _analyse(word[:_LONGEST_KEY])
    for name, heads in names:
        if name in known:
            more = {part for part in (*_analyse(name).keys.exact, *heads) if is_part(part)}
            return WordKeys(keys.exact, keys.parts.union(more) - keys.exact)
    return keys


@lru_cache(maxsize=_CACHED_WORDS)
def _analyse(word: str) -> _Analysis:
    lexicon = open_lexicon()
    pieces = [piece for piece in _JOINTS.split(fold(_INFLECTED.sub("", word))) if piece]
    if word.endswith("-") and len(pieces) == 1 and (lemmas := lemmas_before_hyphen(pieces[0], lexicon)):
        return _Analysis(WordKeys(frozenset(lemmas), frozenset()), ())
    joined = "".join(pieces)
    exact, parts = set[str](), set[str]()
    for piece in {joined, *pieces} - {""}:
        exact.update(find_lemmas(piece, lexicon))
        parts.update(find_parts(piece, lexicon))
    return _Analysis(
        WordKeys(frozenset(exact), frozenset(parts - exact)),
        find_names_in(joined, lexicon) if len(pieces) == 1 else (),
    )
