"""Laws: references to paragraphs ("§§ 6 og 12-18", "§ 134 a") and the names that a law goes by."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from apps.language.data_files import read_entries
from apps.language.folding import fold

# The letter of a paragraph may stand apart, "§ 134 a"; but "§ 85 i serviceloven" is § 85.
_NUMBER = r"\d{1,4}(?:[A-Za-z](?![^\W_])|[^\S\n][A-HJ-Za-hj-z](?![^\W_]))?(?![^\W_])"
_GAP = r"\s{0,3}"
_BETWEEN = rf"(?:{_GAP}(?:,|-|–|§){_GAP}|\s{{1,3}}(?:og|eller|samt|til)\s{{1,3}}){{1,3}}(?:§{{1,2}}{_GAP})?"
# What follows a number that is no paragraph: "§ 17, 15. juni", "§ 5, 3 kr."; but "§§ 104 og 110." ends a sentence.
_NO_PARAGRAPH = rf"(?!{_GAP}(?:\.\s?[a-zæøå\d]|%|(?:stk|kr|mio|pct|procent|nr)(?![^\W_])))"
REFERENCE_PATTERN = rf"(?:§{{1,2}}{_GAP}|[Pp](?i:aragraf(?:ferne|fer|fen)?)\s{{1,3}}){_NUMBER}(?:{_BETWEEN}{_NUMBER}{_NO_PARAGRAPH}){{0,40}}+"
_PART = re.compile(
    rf"(?P<number>\d{{1,4}})(?:[^\S\n]?(?P<letter>[A-Za-z])(?![^\W_]))?(?P<upto>{_GAP}(?:-|–|til){_GAP})?"
)
_WORD = re.compile(r"\w+")
# "§§ 1-200" is a whole law: nobody looks for its 117th paragraph that way.
MOST_OF_A_RANGE = 60


class LawName(NamedTuple):
    """A law: the lexeme that stands for it, its abbreviations in capitals, and its titles as folded words."""

    lexeme: str
    abbreviations: tuple[str, ...]
    titles: tuple[tuple[str, ...], ...]


def paragraph_lexemes(text: str) -> frozenset[str]:
    """The paragraphs of one reference: "§§ 6 og 12-14" -> §6, §12, §13, §14; "§ 134 a" -> §134a.

    Ranges are filled up to `MOST_OF_A_RANGE` paragraphs in all; a longer one gives its two ends.
    """
    found: list[str] = []
    begin: tuple[int, str] | None = None
    for part in _PART.finditer(text):
        here = (int(part["number"]), (part["letter"] or "").lower())
        found += _range(begin, here, most=MOST_OF_A_RANGE - len(found)) if begin else [_lexeme(*here)]
        begin = here if part["upto"] else None
    return frozenset(found)


def _range(begin: tuple[int, str], end: tuple[int, str], *, most: int) -> list[str]:
    """All from one paragraph to another, §12 to §18 or §12a to §12c; the ends alone if that is more than `most`."""
    ends = [_lexeme(*begin), _lexeme(*end)]
    if begin[0] == end[0] and begin[1] and begin[1] < end[1]:
        return [_lexeme(begin[0], chr(letter)) for letter in range(ord(begin[1]), ord(end[1]) + 1)]
    if 0 < end[0] - begin[0] <= most:
        return [*ends, *(_lexeme(number, "") for number in range(begin[0] + 1, end[0]))]
    return ends


def _lexeme(number: int, letter: str) -> str:
    return f"§{number}{letter}"


@lru_cache(maxsize=1)
def law_names() -> tuple[LawName, ...]:
    """The laws of `data/law_names.txt`. Raises DataFileError where a line is malformed."""
    return tuple(_law_name(entry) for entry in read_entries("law_names.txt", separator="=", least=2))


def _law_name(names: Sequence[str]) -> LawName:
    lexeme, *others = names
    abbreviations = tuple(name for name in others if name.isupper())
    titles = tuple(tuple(_WORD.findall(fold(name))) for name in others if not name.isupper())
    return LawName(fold(lexeme), abbreviations, titles)


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """Abbreviation in capitals -> lexeme of the law."""
    return {short: law.lexeme for law in law_names() for short in law.abbreviations}


@lru_cache(maxsize=1)
def _lexemes_by_title() -> dict[tuple[str, ...], str]:
    """Title as folded words -> lexeme of the law."""
    return {title: law.lexeme for law in law_names() for title in law.titles}


@lru_cache(maxsize=1)
def first_words_of_titles() -> frozenset[str]:
    """The folded words that a title begins with: only there is `title_at` worth a call."""
    return frozenset(title[0] for title in _lexemes_by_title())


def begins_a_title(word: str) -> bool:
    """Whether a title begins with this word. Most words are told by their first letter."""
    return word[0] in _first_letters() and fold(word) in first_words_of_titles()


@lru_cache(maxsize=1)
def _first_letters() -> frozenset[str]:
    letters = {word[0] for word in first_words_of_titles()}
    return frozenset(letters | {letter.upper() for letter in letters} | set("æøåÆØÅ"))


@lru_cache(maxsize=1)
def most_words_of_a_title() -> int:
    """How many words `title_at` needs to see."""
    return max(map(len, _lexemes_by_title()), default=0)


def title_at(words: Sequence[str]) -> tuple[str, int] | None:
    """The law whose title these folded words begin with, and the title's number of words; the longest title wins."""
    titles = _lexemes_by_title()
    if not words or words[0] not in first_words_of_titles():
        return None
    for length in range(min(len(words), most_words_of_a_title()), 0, -1):
        if lexeme := titles.get(tuple(words[:length])):
            return lexeme, length
    return None
