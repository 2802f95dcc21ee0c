"""Spelling: the word of the archive that a person meant who typed one that it does not have."""

import math
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from apps.language.folding import fold, skeleton
from apps.language.lexicon import open_lexicon

SHORTEST_WORD = 4
# People seldom mistype the first letter, and mean a common word rather than a rare one.
_OTHER_FIRST_LETTER = 0.5
_COMMONNESS = 0.12


def is_known(word: str) -> bool:
    """Whether the lexicon has this word, so that nobody may correct it. Raises LexiconMissingError."""
    return fold(word) in open_lexicon()


def most_edits(folded: str) -> int:
    """How many letters may be wrong, missing, too many or swapped in a word of this length: 0 to 3."""
    length = len(folded)
    return (length >= SHORTEST_WORD) + (length >= 6) + (length >= 14)


class Speller:
    """The forms that corrections are taken from (folded form -> number of texts with it), made ready once.

    Takes 3 us a form; 300,000 forms are searched in some 80 ms.
    """

    def __init__(self, forms: Mapping[str, int]) -> None:
        self._forms = forms
        self._list = [form for form in forms if len(form) >= SHORTEST_WORD]
        self._by_skeleton: defaultdict[str, list[str]] = defaultdict(list)
        for form in self._list:
            self._by_skeleton[skeleton(form)].append(form)

    def correction(self, word: str, edits: int | None = None) -> str | None:
        """The form that `word` most likely stands for, or None: because none is near, or the word is one of them.

        First a form with the same letters but for dots and rings (`malov` -> `maaloev`); else the nearest of at most
        `edits` edits (by default `most_edits`), where a swap of neighbours is one.
        """
        folded = fold(word)
        if folded in self._forms or len(folded) < SHORTEST_WORD:
            return None
        if same_letters := self._by_skeleton.get(skeleton(folded)):
            return max(same_letters, key=lambda form: (self._forms[form], form))
        near = process.extract(
            folded,
            self._list,
            scorer=OSA.distance,
            score_cutoff=most_edits(folded) if edits is None else edits,
            limit=None,
        )
        costs = ((self._cost(folded, form, distance), form) for form, distance, _ in near)
        return min(costs, default=(0.0, None))[1]

    def _cost(self, folded: str, form: str, distance: float) -> float:
        other_letter = _OTHER_FIRST_LETTER * (form[0] != folded[0])
        return distance + other_letter - _COMMONNESS * math.log1p(self._forms[form])


def best_correction(word: str, candidates: Mapping[str, int]) -> str | None:
    """`Speller.correction` for candidates that are used once."""
    return Speller(candidates).correction(word)
