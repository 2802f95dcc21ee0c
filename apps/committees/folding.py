"""A committee's name in a form that is the same however the name is written. Asks no database."""

import re
from functools import lru_cache

from apps.committees.kinds import COUNCIL_TITLES, SECTION_17_4
from apps.language.addresses import slugify

_IN_PARENTHESES = re.compile(r"\s*\(([A-Za-zÆØÅæøå&/.-]{2,9})\)")
_MUNICIPAL = frozenset({"kommune", "kommunes", "kommunens", "regionskommune", "regionskommunes"})
_FOR = frozenset({"for", "om", "vedroerende"})
_SMALL_WORDS = frozenset({"og", "samt", "det", "den"})
_BODIES = {
    "udvalget": "udvalg",
    "raadet": "raad",
    "naevnet": "naevn",
    "bestyrelsen": "bestyrelse",
    "kommissionen": "kommission",
    "synet": "syn",
}
# What a folded name may end in.
BODIES = frozenset(_BODIES.values())
# Forms that a word takes inside a name, where dropping an "s" is not enough.
_IN_COMPOUNDS = {"boerne": "boern"}


@lru_cache(maxsize=4096)
def fold_name(name: str, municipality: str = "") -> str:
    """What is left of a name when spelling is taken away; equal for two ways to write one committee's name.

    Same: "Udvalget for Social og Sundhed", "Social- & sundhedsudvalg (SSU)" and, in Søndersund, "Søndersund Kommunes
    Social- og Sundhedsudvalg"; all three titles of a council. Another: "Socialudvalget", and the same words in
    another order. Also folds a slug. Returns "" where the name has no letter or digit.
    """
    bare = _IN_PARENTHESES.sub(lambda match: "" if _abbreviates(match[1], name) else match[0], name)
    slug = slugify(bare.replace("&", " og "))
    article = ""
    if match := SECTION_17_4.search(slug):
        article, slug = "17-4", f"{slug[: match.start()]}{slug[match.end() :]}".strip("-")
    words = _without_municipality(slug.split("-"), slugify(municipality).split("-"))
    if not article and len(words) == 1 and words[0] in COUNCIL_TITLES:
        return "kommunalbestyrelse"
    subject, body = _parted(words)
    subject = [_basic_form(word) for word in subject if word not in _SMALL_WORDS]
    return " ".join(word for word in (article, *subject, body) if word)


def _abbreviates(letters: str, name: str) -> bool:
    """Whether the letters stand for the name: "ÆSU" for "Ældre- og Sundhedsudvalget", but not "NV" for "Lokaludvalget"."""
    if sum(letter.isupper() for letter in letters) < 2 or letters[0] != name[:1]:
        return False
    rest = iter(name.partition("(")[0].casefold())
    return all(letter in rest for letter in letters.casefold() if letter.isalpha())


def _without_municipality(words: list[str], municipality: list[str]) -> list[str]:
    """ "Søndersund Kommunes Byråd" and "Byrådet i Søndersund" without the municipality."""
    size = len(municipality)
    own = [municipality, [*municipality[:-1], f"{municipality[-1]}s"]]
    if municipality != [""] and words[:size] in own:
        words = words[size + (words[size : size + 1] != [] and words[size] in _MUNICIPAL) :] or words
    if municipality != [""] and len(words) > size + 1:
        bare = words[:-1] if words[-1] in _MUNICIPAL else words
        if bare[-size - 1 :] == ["i", *municipality] or bare[-size - 1 :] == ["i", *own[1]]:
            words = bare[: -size - 1] or words
    return words


def _parted(words: list[str]) -> tuple[list[str], str]:
    """What a body is about, and what it is: ["social", "og", "sundheds"] and "udvalg"."""
    first = _BODIES.get(words[0], words[0])
    if first in BODIES and words[1:2] and words[1] in _FOR:
        return words[2:], first
    for definite, body in _BODIES.items():
        for ending in (definite, body):
            if words[-1].endswith(ending):
                return [*words[:-1], words[-1].removesuffix(ending)], body
    return words, ""


def _basic_form(word: str) -> str:
    """ "sundheds" and "sundhed" are one, and so are "børne" and "børn"."""
    bare = word[:-1] if len(word) > 3 and word.endswith("s") else word
    return _IN_COMPOUNDS.get(bare, bare)
