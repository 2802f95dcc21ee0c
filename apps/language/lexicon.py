"""The lexicon: every form of the Danish spelling dictionary with its lemmas, read from one memory-mapped file.

`lexicon_building` writes the file. A form has two kinds of entries: readings (it is a form of this lemma) and
modifiers (it stands first in compounds for this lemma: `arbejds` for `arbejde`, `boerne` for `barn`).
"""

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
    """One way to read a form: the lemma, what it is, and log2 of the dictionary's compounds that it is the head of."""

    lemma: str
    kind: str
    productivity: int


class Modifier(NamedTuple):
    """The lemma that a form stands for at the beginning of compounds, and log2 of how many the dictionary has."""

    lemma: str
    productivity: int


_MODIFIER = "M"
_ZERO = ord("0")
_CACHED_FORMS = 8192


class Lexicon:
    """The opened file. A look-up costs 2-4 us, a repeated one 0.2 us; the memory is the file's, shared by all processes."""

    def __init__(self, path: Path = DEFAULT_PATH) -> None:
        """Maps the file into memory. Raises LexiconMissingError where it is missing or damaged."""
        try:
            self._trie = marisa_trie.BytesTrie().mmap(str(path))
        except (OSError, RuntimeError) as error:
            raise LexiconMissingError(
                f"Ordbogen {path} mangler eller kan ikke læses. Kør »make setup« for at bygge den."
            ) from error
        # Splitting asks for the same parts again and again, and for many more that are no words: those are told by the
        # trie itself (0.5 us), and never take a place here.
        self._entries = lru_cache(maxsize=_CACHED_FORMS)(self._read)

    def __contains__(self, form: str) -> bool:
        return bool(self.readings(form))

    def readings(self, form: str) -> tuple[Reading, ...]:
        """The lemmas of a folded form, none for an unknown one."""
        return self._entries(form)[0] if form in self._trie else ()

    def modifiers(self, form: str) -> tuple[Modifier, ...]:
        """What a folded form may stand for as the first part of a compound, linking letters included."""
        return self._entries(form)[1] if form in self._trie else ()

    def beginnings(self, word: str) -> list[str]:
        """Every beginning of `word` that has an entry, shortest first."""
        found: list[str] = self._trie.prefixes(word)
        return found

    def forms(self) -> list[str]:
        """Every form, for measuring and tests: takes a second and 100 MB."""
        return sorted(set(self._trie.keys()))

    def _read(self, form: str) -> tuple[tuple[Reading, ...], tuple[Modifier, ...]]:
        readings, modifiers = [], []
        for code in self._trie.get(form, ()):
            kind, productivity, lemma = _decode(form, code.decode())
            if kind == _MODIFIER:
                modifiers.append(Modifier(lemma, productivity))
            else:
                readings.append(Reading(lemma, kind, productivity))
        return tuple(readings), tuple(modifiers)


def encode_reading(form: str, reading: Reading) -> bytes:
    """A reading as the file keeps it: kind, productivity, signs to drop, signs to add."""
    return _encode(form, reading.kind, reading.lemma, reading.productivity)


def encode_modifier(form: str, modifier: Modifier) -> bytes:
    """A modifier as the file keeps it."""
    return _encode(form, _MODIFIER, modifier.lemma, modifier.productivity)


def _encode(form: str, kind: str, lemma: str, productivity: int) -> bytes:
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return f"{kind}{chr(_ZERO + productivity)}{chr(_ZERO + len(form) - shared)}{lemma[shared:]}".encode()


def _decode(form: str, code: str) -> tuple[str, int, str]:
    return code[0], ord(code[1]) - _ZERO, form[: len(form) - (ord(code[2]) - _ZERO)] + code[3:]


_lock = Lock()
_opened: dict[Path, Lexicon] = {}


def open_lexicon(path: Path = DEFAULT_PATH) -> Lexicon:
    """The lexicon of this process, opened on first use; threads may ask at once. Raises LexiconMissingError."""
    with _lock:
        if path not in _opened:
            _opened[path] = Lexicon(path)
        return _opened[path]
