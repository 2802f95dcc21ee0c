"""Derivations: words of the same family that are not forms of one lemma (`frivillig`, `frivillighed`).

For searches that found nothing: the candidates are spellings, and only those count that the archive has.
"""

from functools import lru_cache

from Stemmer import Stemmer

from apps.language.data_files import DataFileError, read_entries
from apps.language.folding import fold

_SHORTEST_STEM = 3
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[str, str], ...]:
    """What to take off and what to put on, both ways; raises DataFileError where a line is malformed."""
    pairs = [_pair(*entry) for entry in read_entries("derivations.txt", separator="=", least=2, most=2)]
    return tuple(pairs + [(second, first) for first, second in pairs])


def _pair(first: str, second: str) -> tuple[str, str]:
    if not (first.startswith("-") and second.startswith("-")) or first == second:
        raise DataFileError(
            f"derivations.txt: two endings that begin with - expected: {first!r} = {second!r}"
        )
    return fold(first[1:]), fold(second[1:])


def derivations(word: str) -> frozenset[str]:
    """Folded words that may belong to the family of `word`, itself left out: some 10 to 40, most of them no words."""
    folded = fold(word)
    found = {
        folded[: len(folded) - len(off)] + on
        for off, on in _endings()
        if folded.endswith(off) and _is_stem(folded[: len(folded) - len(off)])
    }
    return frozenset(found) - {folded}


def _is_stem(text: str) -> bool:
    return len(text) >= _SHORTEST_STEM and not _VOWELS.isdisjoint(text)


def stem(folded: str) -> str:
    """The stem of the Snowball project's Danish stemmer, of a folded word: two words with one stem may be a family.

    Costs 2 us. A stemmer holds the word it works on, so each call has its own.
    """
    stemmed: str = Stemmer("danish", 0).stemWord(folded)
    return stemmed
