"""The invented texts: words drawn by frequency, a little bursty, with the planted words put in at random places."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.planted import ALL_WORDS, FEWEST, PHRASE_SHARE, PHRASES
from benchmarks.vocabulary import WORD_TYPES, Vocabulary, build_vocabulary

# Of all that decides what an archive of a size holds: texts, planted words, vocabulary and rows.
VERSION = 2

TITLE_WORDS = 8
DECISION_WORDS = 25
# Together with the title and the decision some 440 words an item, from 60 to 3,000.
BODY_MEDIAN, BODY_SPREAD, BODY_LONGEST = 330, 0.65, 3_000
BODY_SHORTEST = 40
# How the body is divided between summary, case and economy.
SECTION_SHARES = (0.2, 0.8)
BURSTINESS = 0.12
BURST_REACH = 60
# Items that are drawn at a time: enough for numpy, and small enough for memory.
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item's invented text."""

    title: str
    decision: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plants:
    """For each planted word and phrase the numbers of the items it is put into, in order."""

    words: tuple[NDArray[np.int64], ...]
    phrases: tuple[NDArray[np.int64], ...]


class TextMaker:
    """Makes the texts of items 0 to size - 1; the same seed and size give the same texts."""

    def __init__(self, size: int, seed: int, word_types: int = WORD_TYPES) -> None:
        self.size, self.seed = size, seed
        self.vocabulary: Vocabulary = build_vocabulary(seed, word_types)
        self.plants = _plants(size, np.random.default_rng([seed, 1]))
        forms = [form for word in ALL_WORDS for form in word.forms]
        self.first_planted = len(self.vocabulary.words)
        self.all_words = np.concatenate([self.vocabulary.words, np.array(forms, dtype=object)])
        counts = [len(word.forms) for word in ALL_WORDS]
        self.first_form = self.first_planted + np.concatenate([[0], np.cumsum(counts)])

    def chunks(self) -> Iterator[list[ItemText]]:
        """All texts, `CHUNK` at a time."""
        for start in range(0, self.size, CHUNK):
            yield list(self._chunk(start, min(CHUNK, self.size - start)))

    def _chunk(self, start: int, count: int) -> Iterator[ItemText]:
        generator = np.random.default_rng([self.seed, 2, start])
        titles = generator.poisson(TITLE_WORDS - 3, count) + 3
        decisions = generator.poisson(DECISION_WORDS - 5, count) + 5
        bodies = generator.lognormal(np.log(BODY_MEDIAN), BODY_SPREAD, count).astype(np.int64)
        bodies = np.clip(bodies, BODY_SHORTEST, BODY_LONGEST)
        ends = np.cumsum(titles + decisions + bodies)
        ranks = _bursty(self.vocabulary.draw(generator, int(ends[-1])), generator)
        units = self._units_by_item(start, count, generator)
        for n in range(count):
            first = int(ends[n - 1]) if n else 0
            item_ranks = ranks[first : int(ends[n])]
            _put(units[n], item_ranks, generator)
            words = self.all_words[item_ranks].tolist()
            yield _item_text(words, int(titles[n]), int(decisions[n]), generator)

    def _units_by_item(
        self, start: int, count: int, generator: np.random.Generator
    ) -> list[list[tuple[int, ...]]]:
        """What is to be put into each item: numbers of one word, or of the two of a phrase."""
        units: list[list[tuple[int, ...]]] = [[] for _ in range(count)]
        for number, items in enumerate(self.plants.words):
            first, after = int(self.first_form[number]), int(self.first_form[number + 1])
            for item in _within(items, start, count):
                # Most items that hold a word hold it once, some several times.
                for _ in range(generator.geometric(0.7)):
                    units[item].append((int(generator.integers(first, after)),))
        for phrase, items in zip(PHRASES, self.plants.phrases, strict=True):
            pair = tuple(int(self.first_form[ALL_WORDS.index(m)]) for m in (phrase.first, phrase.second))
            for item in _within(items, start, count):
                units[item].append(pair)
        return units


def _plants(size: int, generator: np.random.Generator) -> Plants:
    def some(share: float) -> NDArray[np.int64]:
        count = min(size, max(FEWEST, round(share * size)))
        return np.sort(generator.choice(size, count, replace=False)).astype(np.int64)

    words = tuple(some(word.share) for word in ALL_WORDS)
    return Plants(words, tuple(some(PHRASE_SHARE) for _ in PHRASES))


def _within(items: NDArray[np.int64], start: int, count: int) -> list[int]:
    first, after = np.searchsorted(items, [start, start + count])
    return [int(item) - start for item in items[first:after]]


def _bursty(ranks: NDArray[np.int64], generator: np.random.Generator) -> NDArray[np.int64]:
    """Some words repeat one of those shortly before, as texts do that are about something."""
    repeats = np.flatnonzero(generator.random(len(ranks)) < BURSTINESS)
    sources = repeats - generator.integers(1, BURST_REACH, len(repeats))
    ranks[repeats] = ranks[np.maximum(sources, 0)]
    return ranks


def _put(units: list[tuple[int, ...]], ranks: NDArray[np.int64], generator: np.random.Generator) -> None:
    """Put each unit in a place of its own: every place has room for two words."""
    if units:
        places = generator.permutation(len(ranks) // 2)[: len(units)] * 2
        for place, unit in zip(places, units, strict=False):
            ranks[place : place + len(unit)] = unit


def _item_text(words: list[str], title: int, decision: int, generator: np.random.Generator) -> ItemText:
    body = words[title + decision :]
    first, second = (int(share * len(body)) for share in SECTION_SHARES)
    parts = (body[:first], body[first:second], body[second:])
    return ItemText(
        _capital(" ".join(words[:title])),
        _sentences(words[title : title + decision], generator),
        tuple(_sentences(part, generator) for part in parts),
    )


def _sentences(words: list[str], generator: np.random.Generator) -> str:
    """Sentences of 8 to 20 words, paragraphs of some five sentences."""
    lengths = generator.integers(8, 21, len(words) // 8 + 1).tolist()
    paragraphs: list[str] = []
    sentences: list[str] = []
    start = 0
    for length in lengths:
        if start >= len(words):
            break
        sentences.append(_capital(" ".join(words[start : start + length])) + ".")
        start += length
        if len(sentences) == 5:
            paragraphs.append(" ".join(sentences))
            sentences = []
    return "\n\n".join([*paragraphs, *([" ".join(sentences)] if sentences else [])])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
