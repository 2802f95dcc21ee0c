"""Spelling: the word of the archive that a person meant who typed one that it does not have.

Words are compared twice, by their letters and by their sound, with one letter for each of æ, ø and å; the distance is the
mean of both. So a slip that nobody hears (`komune`, `tilskut`) counts half of one that everybody does.
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from apps.language.folding import fold, skeleton
from apps.language.lexicon import Kind, open_lexicon

SHORTEST_WORD = 4
# One slip in so many letters: with more of them most short words are near some other.
_LETTERS_OF_A_SLIP = 4
# People seldom mistype the first letter, and mean a common word rather than a rare one. Where æ, ø and å decide nothing
# else, they are written as typed.
_OTHER_FIRST_LETTER = 0.5
_COMMONNESS = 0.12
_OTHER_DOTS = 0.2

# Letters that are not heard, and different ones that are heard alike.
_HEARD = {
    "nd": "n",
    "ld": "l",
    "rd": "r",
    "dt": "t",
    "hv": "v",
    "hj": "j",
    "eg": "ej",
    "ei": "ej",
    "tion": "sjon",
}
_HEARD |= {"ph": "f", "th": "t", "ck": "k", "c": "k", "q": "k", "x": "ks", "z": "s", "w": "v"}
_WRITTEN = re.compile("|".join(sorted(_HEARD, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1")


class _Form(NamedTuple):
    """A word in the three spellings that are compared."""

    folded: str
    letters: str
    sound: str


def is_known(word: str) -> bool:
    """Whether the lexicon has this word, so that nobody may correct it. Raises LexiconMissingError.

    A name says nothing of how another is spelled: Mariah is known, and Maria may be meant.
    """
    return any(reading.kind != Kind.NAME for reading in open_lexicon().readings(fold(word)))


def is_name(word: str) -> bool:
    """Whether the lexicon has this word as a name only, which nothing but a name may replace."""
    return fold(word) in open_lexicon() and not is_known(word)


def most_edits(folded: str) -> int:
    """How many letters may be wrong, missing, too many or swapped in a word of this length: 0 to 3; in a name 1."""
    length = len(folded)
    if length >= SHORTEST_WORD and is_name(folded):
        return 1
    return (length >= SHORTEST_WORD) + (length >= 6) + (length >= 14)


def sound(folded: str) -> str:
    """What is heard of a folded word, roughly, with one letter for each of æ, ø and å: komune for `kommune`. 3 us."""
    heard = _WRITTEN.sub(lambda written: _HEARD[written[0]], skeleton(folded))
    heard = _DOUBLED.sub(r"\1", heard)
    return f"{heard[:-1]}t" if heard.endswith("d") else heard


class Speller:
    """The forms that corrections are taken from (folded form -> number of texts with it), made ready once.

    Takes 8 us a form; 300,000 forms are searched in some 80 ms.
    """

    def __init__(self, forms: Mapping[str, int]) -> None:
        self._counts = forms
        self._forms = [_form(form) for form in forms if len(form) >= SHORTEST_WORD]
        self._sounds = [form.sound for form in self._forms]
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        for form in self._forms:
            self._by_letters[form.letters].append(form.folded)

    def correction(self, word: str, edits: int | None = None) -> str | None:
        """The form that `word` most likely stands for, or None: because none is near, or the word is one of them.

        First a form with the same letters but for dots and rings (`malov` -> `maaloev`); else the nearest of at most
        `edits` edits (by default `most_edits`), where a swap of neighbours is one, and another first letter more.
        """
        typed = _form(fold(word))
        if typed.folded in self._counts or len(typed.folded) < SHORTEST_WORD:
            return None
        if same_letters := self._by_letters.get(typed.letters):
            return max(same_letters, key=lambda form: (self._counts[form], form))
        edits = most_edits(typed.folded) if edits is None else edits
        near = process.extract(typed.sound, self._sounds, scorer=OSA.distance, score_cutoff=edits, limit=None)
        most = min(edits, len(typed.folded) / _LETTERS_OF_A_SLIP)
        distances = ((_distance(typed, form), form.folded) for form in (self._forms[at] for *_, at in near))
        costs = (
            (self._cost(typed.folded, form, distance), form)
            for distance, form in distances
            if distance <= most
        )
        return min(costs, default=(0.0, None))[1]

    def _cost(self, typed: str, form: str, distance: float) -> float:
        return (
            distance + _OTHER_DOTS * OSA.distance(typed, form) - _COMMONNESS * math.log1p(self._counts[form])
        )


def _form(folded: str) -> _Form:
    return _Form(folded, skeleton(folded), sound(folded))


def _distance(typed: _Form, form: _Form) -> float:
    """How far two words are apart, another first letter counting more than any other."""
    edits = (OSA.distance(typed.letters, form.letters) + OSA.distance(typed.sound, form.sound)) / 2
    return edits + _OTHER_FIRST_LETTER * (typed.letters[0] != form.letters[0])


def best_correction(word: str, candidates: Mapping[str, int], edits: int | None = None) -> str | None:
    """`Speller.correction` for candidates that are used once."""
    return Speller(candidates).correction(word, edits)
