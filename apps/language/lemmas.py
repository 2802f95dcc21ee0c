"""From a form to its lemmas: by the lexicon, else by the known word that it ends with, else by a light stem.

All words here are folded; `letters` are those of the word that is written with æ or ø (`folding.letters_in`).
"""

import re
from functools import lru_cache

from apps.language.folding import places_inside_letters
from apps.language.lexicon import Kind, Lexicon, Reading

LONGEST_WORD = 100
SHORTEST_PART = 3
_SHORTEST_ENDING = 4
_SHORTEST_STEM = 3
_LEAST_PRODUCTIVE = 2
_ENDINGS = ("erne", "ene", "eren", "eret", "ere", "en", "et", "er", "e")
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
# centre -> center, artikler -> artikel meet where both lose the e: centr, artikl.
_LOOSE_R = re.compile(r"(?<=[tdbk])r$")
_LOOSE_L = re.compile(r"(?<=[^aeiouyl])el$")


def find_lemmas(form: str, lexicon: Lexicon, letters: int = 0) -> tuple[str, ...]:
    """The lemmas of a form, at least one: several where a form belongs to several words. Costs 1-20 us."""
    return (
        known_lemmas(form, lexicon, letters)
        or (lemmas_of_first_part(form, lexicon, letters) if letters else ())
        or _lemmas_by_ending(form, lexicon, letters)
        or (light_stem(form),)
    )


def known_lemmas(form: str, lexicon: Lexicon, letters: int = 0) -> tuple[str, ...]:
    """The lemmas of a form that the lexicon has, with or without the s of a genitive; none for others."""
    return tuple(sorted({reading.lemma for reading in readings_of(form, lexicon, letters)}))


def readings_of(form: str, lexicon: Lexicon, letters: int = 0) -> tuple[Reading, ...]:
    """What the lexicon knows of a form, or else of the form without the s of a genitive."""
    return lexicon.readings(form, letters) or (
        lexicon.readings(form[:-1], letters) if form.endswith("s") else ()
    )


def lemmas_of_first_part(form: str, lexicon: Lexicon, letters: int = 0) -> tuple[str, ...]:
    """The lemmas of a first part left alone ("børne" in "børne- og ungeudvalg"); none where it is none."""
    return tuple(sorted({modifier.lemma for modifier in lexicon.modifiers(form, letters)}))


@lru_cache(maxsize=64)
def known_endings(form: str, lexicon: Lexicon, letters: int = 0) -> tuple[int, ...]:
    """Where the endings begin that the lexicon knows and compounds may have, longest first; `readings_of` reads them.

    The s of a genitive may follow, and at least three letters stand on either side. Costs 3-5 us and remembers the
    words of late, as an unknown word is asked for its lemmas, its parts and the names in it. None for overlong words.
    """
    if len(form) > LONGEST_WORD:
        return ()
    places = {*lexicon.endings(form), *(lexicon.endings(form[:-1]) if form.endswith("s") else ())}
    places -= places_inside_letters(form, letters)
    return tuple(at for at in sorted(places) if SHORTEST_PART <= at <= len(form) - SHORTEST_PART)


def _lemmas_by_ending(form: str, lexicon: Lexicon, letters: int) -> tuple[str, ...]:
    """The lemmas of an unknown form that ends in a noun with which compounds are made; none where it does not.

    `solhoejcentret` becomes `solhoejcenter`, whatever stands before `centret`.
    """
    for at in known_endings(form, lexicon, letters):
        if len(form) - at >= _SHORTEST_ENDING:
            readings = readings_of(form[at:], lexicon, letters)
            nouns = {r.lemma for r in readings if r.kind == Kind.NOUN and r.productivity >= _LEAST_PRODUCTIVE}
            if nouns:
                return tuple(sorted(form[:at] + lemma for lemma in nouns))
    return ()


def light_stem(form: str) -> str:
    """What is left of an unknown form without the usual endings; at least three letters with a vowel."""
    if len(form) < 5:
        return form
    stem = form[:-1] if form.endswith("s") and form[-2] != "s" else form
    for ending in _ENDINGS:
        rest = stem.removesuffix(ending)
        if rest != stem and len(rest) >= _SHORTEST_STEM and _VOWEL.search(rest):
            stem = rest
            break
    if len(stem) > 4:
        stem = _DOUBLED.sub(r"\1", stem)
    return _LOOSE_L.sub("l", _LOOSE_R.sub("", stem))
