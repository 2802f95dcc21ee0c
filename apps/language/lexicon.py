"""The lexicon: every form of the Danish spelling dictionary with its lemmas, read from one memory-mapped file.

`lexicon_building` writes the file. A form has two kinds of entries: readings (it is a form of this lemma) and
modifiers (it stands first in compounds for this lemma: `arbejds` for `arbejde`, `boerne` for `barn`). As forms are
folded, each entry says which pairs of letters are such, and no æ or ø: `boerne` of `bo`, but `børne` of `barn`.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import marisa_trie

FILE_NAME = "danish.marisa"
DEFAULT_PATH = Path(__file__).resolve().parents[2] / "build" / "lexicon" / FILE_NAME
MOST_PRODUCTIVE = 15


class LexiconMissingError(Exception):
    """The lexicon's file is not there or is none; the message is Danish and says what to do."""


class Kind(StrEnum):
    """What sort of word a reading is; one letter in the file."""

    NOUN = "n"
    VERB = "v"
    ADJECTIVE = "a"
    NAME = "p"
    OTHER = "o"


class Reading(NamedTuple):
    """One way to read a form: the lemma, what it is, and log2 of the dictionary's compounds that it is the head of.

    `pairs` are the form's pairs of two letters, in the bits of `folding.pairs_in`.
    """

    lemma: str
    kind: str
    productivity: int
    pairs: int = 0


class Modifier(NamedTuple):
    """The lemma that a form stands for at the beginning of compounds, and log2 of how many the dictionary has."""

    lemma: str
    productivity: int
    pairs: int = 0


# The file's keys: each form; "form<tab>entry" for each of its entries; "<mrof" for each form in which compounds end, so that
# all endings of a word are found at once. And one that is to be changed with the format: a program reads only its own.
_FORMAT_KEY = "#2"
_ENDING = "<"
_ENTRY = "\t"
_MODIFIER = "M"
_LAST_IN_COMPOUNDS = {Kind.NOUN, Kind.ADJECTIVE, Kind.VERB}
_ZERO = ord("0")
_CACHED_FORMS = 8_192


class Lexicon:
    """The opened file. A look-up costs 2-4 us, a repeated one 0.5 us; the memory is the file's, shared by all processes."""

    def __init__(self, path: Path = DEFAULT_PATH) -> None:
        """Maps the file into memory. Raises LexiconMissingError where it is missing or damaged."""
        try:
            self._trie = marisa_trie.Trie().mmap(str(path))
        except (OSError, RuntimeError) as error:
            raise LexiconMissingError(
                f"Ordbogen {path} mangler eller kan ikke læses. Kør »make setup« for at bygge den."
            ) from error
        if _FORMAT_KEY not in self._trie:
            raise LexiconMissingError(
                f"Ordbogen {path} hører til en anden udgave af programmet. Kør »make setup« for at bygge den igen."
            )
        # Splitting asks for the same parts again and again. Who tries many that may be no words asks `has_entry` first.
        self._entries = lru_cache(maxsize=_CACHED_FORMS)(self._read)

    def __contains__(self, form: str) -> bool:
        return bool(self.readings(form))

    def readings(self, form: str, letters: int = 0) -> tuple[Reading, ...]:
        """The lemmas of a folded form, none for an unknown one.

        Where it is an ending of a word written with æ or ø, `letters` are the word's (`folding.letters_in`), and the
        readings those that may be written so.
        """
        readings = self._entries(form)[0]
        return tuple(r for r in readings if not r.pairs & letters) if letters else readings

    def modifiers(self, form: str, letters: int = 0) -> tuple[Modifier, ...]:
        """What a folded form may stand for as the first part of a compound, linking letters included."""
        modifiers = self._entries(form)[1]
        return tuple(m for m in modifiers if not m.pairs & letters) if letters else modifiers

    def has_entry(self, form: str) -> bool:
        """Whether a folded form is a word or stands first in compounds. Costs 0.3 us and remembers nothing."""
        return form in self._trie

    def beginnings(self, word: str) -> list[str]:
        """Every beginning of `word` that has an entry, shortest first. Costs 0.5 us."""
        found: list[str] = self._trie.prefixes(word)
        return found

    def endings(self, word: str) -> list[int]:
        """Where every ending begins that is a form of a noun, an adjective or a verb, shortest first. Costs 1-3 us."""
        return [len(word) + 1 - len(ending) for ending in self._trie.prefixes(_ENDING + word[::-1])]

    def forms(self) -> list[str]:
        """Every form, for measuring and tests: takes seconds and 300 MB."""
        return sorted({key.partition(_ENTRY)[0] for key in self._trie.keys() if _ENTRY in key})  # noqa: SIM118

    def _read(self, form: str) -> tuple[tuple[Reading, ...], tuple[Modifier, ...]]:
        readings, modifiers = [], []
        size = len(form)
        for key in self._trie.keys(form + _ENTRY):
            kind, productivity, pairs, dropped = key[size + 1 : size + 5]
            lemma = form[: size - ord(dropped) + _ZERO] + key[size + 5 :]
            if kind == _MODIFIER:
                modifiers.append(Modifier(lemma, ord(productivity) - _ZERO, ord(pairs) - _ZERO))
            else:
                readings.append(Reading(lemma, kind, ord(productivity) - _ZERO, ord(pairs) - _ZERO))
        return tuple(readings), tuple(modifiers)


def keys_of_file(entries: Iterable[tuple[str, Reading | Modifier]]) -> Iterator[str]:
    """The keys that the file is made of, given every folded form with each of its entries; some come several times."""
    yield _FORMAT_KEY
    for form, entry in entries:
        yield form
        kind = entry.kind if isinstance(entry, Reading) else _MODIFIER
        yield form + _ENTRY + _encoded(form, kind, entry)
        if kind in _LAST_IN_COMPOUNDS:
            yield _ENDING + form[::-1]


def _encoded(form: str, kind: str, entry: Reading | Modifier) -> str:
    """Kind, productivity, pairs, how many signs to drop from the form, which to add."""
    lemma, shared = entry.lemma, 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    numbers = (entry.productivity, entry.pairs, len(form) - shared)
    return kind + "".join(chr(_ZERO + number) for number in numbers) + lemma[shared:]


_lock = Lock()
_opened: dict[Path, Lexicon] = {}


def open_lexicon(path: Path = DEFAULT_PATH) -> Lexicon:
    """The lexicon of this process, opened on first use; threads may ask at once. Raises LexiconMissingError."""
    with _lock:
        if path not in _opened:
            _opened[path] = Lexicon(path)
        return _opened[path]
