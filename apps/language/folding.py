"""Folding: the one spelling under which every way of writing a word is kept and looked up.

Danish letters become pairs (`å` = `aa`, as names are written both ways), other accents are dropped. Whoever also
drops the dots and rings (`Malov`, `Rodby`) is found by the skeleton of the folded word.

What a pair was before is told by the half folded word, in which `æ` and `ø` are left: `børne` (of `barn`) and `boerne`
(of `bo`) fold alike, and only who types `oe` may mean both. `å` and `aa` are one letter, in old and new spelling.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("æäǽǣ", "æ"),
        **dict.fromkeys("øöǿœ", "ø"),
        **dict.fromkeys("åǻ", "aa"),
        **dict.fromkeys("üű", "y"),
        **dict.fromkeys("đð", "d"),
        "ß": "ss",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        # Signs without a width: soft hyphen, joiners, marks of direction, byte order mark.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None),
    }
)


_NOWHERE: frozenset[int] = frozenset()
_PAIR = re.compile("[æø]|[ao]e")


def fold(text: str) -> str:
    """The folded form: lower case, æ/ä -> ae, ø/ö -> oe, å -> aa, ü -> y, no other accents, no soft hyphens.

    Composed and decomposed letters come out alike, ligatures and wide letters as plain ones. Costs 0.1 us for a word
    in ASCII and 1-2 us for others. Folding again changes nothing.
    """
    return text.lower() if text.isascii() else spell_out(half_fold(text))


def half_fold(text: str) -> str:
    """The folded form in which æ and ø are left, to be spelled out: "BØRNE" -> "børne", "Åbenrå" -> "aabenraa"."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).lower()
    # Lowering may take a letter apart again (İ).
    folded = unicodedata.normalize("NFC", folded).translate(_LETTERS)
    if spell_out(folded).isascii():
        return folded
    return "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))


def spell_out(half_folded: str) -> str:
    """A half folded text folded: "børne" -> "boerne"."""
    return half_folded.replace("æ", "ae").replace("ø", "oe")


def letters_in(half_folded: str) -> int:
    """Which pairs `ae` and `oe` of the folded word are written with one letter, as bits: the last pair's is the lowest.

    So "børne" has 1, "boerne" 0 and "skoenhedspræmie" 1 as well. An ending of a word has the word's lowest bits.
    """
    return 0 if half_folded.isascii() else _bits(half_folded, is_letter=True)


def pairs_in(half_folded: str) -> int:
    """Which pairs are written with two letters, in the same bits: 1 of "boerne", 2 of "skoenhedspræmie"."""
    return _bits(half_folded, is_letter=False)


def places_inside_letters(folded: str, letters: int) -> frozenset[int]:
    """Where a folded word cannot be taken apart, as one letter stands there: 2 of "boerne" for "børne"."""
    if not letters:
        return _NOWHERE
    pairs = reversed([*_PAIR.finditer(folded)])
    return frozenset(pair.start() + 1 for place, pair in enumerate(pairs) if letters >> place & 1)


def _bits(half_folded: str, *, is_letter: bool) -> int:
    pairs = reversed(_PAIR.findall(half_folded))
    return sum(1 << place for place, pair in enumerate(pairs) if (len(pair) == 1) is is_letter)


def skeleton(folded: str) -> str:
    """What is left of a folded word when its dots and rings are dropped: `maaloev` -> `malov`, `roedby` -> `rodbu`.

    Only for comparing with other skeletons: real pairs of letters (`oe` in "Noer") go the same way.
    """
    return folded.replace("aa", "a").replace("ae", "a").replace("oe", "o").replace("y", "u")


def spelled_in(text: str, folded: str) -> str | None:
    """How the part of a word that folds to `folded` is spelled in it: "Måløv" in "Måløvgård" for `maaloev`; else None.

    Linear in the text.
    """
    if text.isascii():
        at = text.lower().find(folded)
        return None if at < 0 else text[at : at + len(folded)]
    starts = [0]
    for letter in text:
        starts.append(starts[-1] + len(fold(letter)))
    at = fold(text).find(folded)
    if at < 0 or at not in starts or at + len(folded) not in starts or starts[-1] != len(fold(text)):
        return None
    return text[starts.index(at) : starts.index(at + len(folded))]
