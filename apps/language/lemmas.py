"""From a form to its lemmas: by the lexicon, else by the known word that it ends with, else by a light stem.

All words here are folded.
"""

import re

from apps.language.lexicon import Kind, Lexicon, Reading

LONGEST_WORD = 100
_SHORTEST_ENDING = 4
_SHORTEST_STEM = 3
_LEAST_PRODUCTIVE = 2
_ENDINGS = ("erne", "ene", "eren", "eret", "ere", "en", "et", "er", "e")
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
# centre -> center, artikler -> artikel meet where both lose the e: centr, artikl.
_LOOSE_R = re.compile(r"(?<=[tdbk])r$")
_LOOSE_L = re.compile(r"(?<=[^aeiouyl])el$")


def find_lemmas(form: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The lemmas of a form, at least one: several where a form belongs to several words. Costs 2-30 us."""
    return known_lemmas(form, lexicon) or _lemmas_by_ending(form, lexicon) or (light_stem(form),)


def known_lemmas(form: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The lemmas of a form that the lexicon has, with or without the s of a genitive; none for others."""
    return tuple(sorted({reading.lemma for reading in readings_of(form, lexicon)}))


def readings_of(form: str, lexicon: Lexicon) -> tuple[Reading, ...]:
    """What the lexicon knows of a form, or else of the form without the s of a genitive."""
    return lexicon.readings(form) or (lexicon.readings(form[:-1]) if form.endswith("s") else ())


def lemmas_before_hyphen(form: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The lemmas of a first part left alone ("børne-" in "børne- og ungeudvalg"); none where it is none."""
    return tuple(sorted({modifier.lemma for modifier in lexicon.modifiers(form)}))


def _lemmas_by_ending(form: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The lemmas of an unknown form that ends in a noun with which compounds are made; none where it does not.

    `solhoejcentret` becomes `solhoejcenter`, whatever stands before `centret`.
    """
    if len(form) > LONGEST_WORD:
        return ()
    for at in range(_SHORTEST_STEM, len(form) - _SHORTEST_ENDING + 1):
        readings = readings_of(form[at:], lexicon)
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
