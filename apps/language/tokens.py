"""Tokens: where in a text its words, numbers, laws, journal numbers and machine-written dates stand.

One pass of one regular expression over the text as it is: nothing is looked up and nothing is changed first, so that
every offset is right for whoever marks the text. The n-th token has position n, counted from 1; a change of these
rules moves positions and is a new version of the analyser.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from apps.language.amounts import NUMBER_PATTERN
from apps.language.dates import ISO_PATTERN
from apps.language.journal_numbers import TEXT_PATTERN as JOURNAL_PATTERN
from apps.language.laws import REFERENCE_PATTERN

DATE = "date"
JOURNAL = "journal"
LAW = "law"
NUMBER = "number"
CODE = "code"
WORD = "word"

# Accents that are signs of their own, soft hyphens (not those at the end of a line) and signs without a width belong
# to the word they stand in.
_MARKS = r"(?:[\u0300-\u036f\u200b-\u200f\u2060\ufeff]|\u00ad(?![^\S\n]{0,9}\n))"
_LETTERS = rf"[^\W\d_]++(?:{_MARKS}++[^\W\d_]*+)*+"
_LETTERS_AND_DIGITS = rf"[^\W_]++(?:{_MARKS}++[^\W_]*+)*+"
_HYPHENS = r"\-\u2010\u2011"
# A word divided at the end of a line goes on in lower case; "handicap-" before "og" is a word of its own.
_LINE_BREAK = (
    rf"[{_HYPHENS}\u00ad][^\S\n]{{0,9}}\n[^\S\n]{{0,9}}"
    r"(?=[a-zæøå]{2})(?!(?:og|eller|samt|til|i|på)(?![^\W_]))"
)
_MORE = rf"(?:(?:{_LINE_BREAK}|[{_HYPHENS}]){_LETTERS_AND_DIGITS})*+"
_SUSPENDED = rf"(?:[{_HYPHENS}](?=[\s,/)]|\Z))?"

# In this order, as a law may begin like a word and a journal number like a number. Looking at the first sign before
# trying what cannot begin with it saves a fifth of the time.
_TOKEN = re.compile(
    rf"(?P<{LAW}>{REFERENCE_PATTERN})"
    rf"|(?P<{WORD}>{_LETTERS}(?!\d)(?:['’]{_LETTERS}(?!\d))?{_MORE}{_SUSPENDED})"
    rf"|(?=\d)(?:(?P<{DATE}>{ISO_PATTERN})|(?P<{JOURNAL}>{JOURNAL_PATTERN})|(?P<{NUMBER}>{NUMBER_PATTERN}))"
    rf"|(?P<{CODE}>{_LETTERS_AND_DIGITS}{_MORE})"
)
_JOINT = re.compile(rf"{_LINE_BREAK}|[{_HYPHENS}]")
_WORD_IN_A_CODE = re.compile(r"[^\W\d_]{3,}")


class RawToken(NamedTuple):
    """What stands at `text[start:end]`: its kind (`date`, `journal`, `law`, `number`, `code` or `word`) and itself."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def is_suspended(self) -> bool:
        """Whether it is a word whose last part stands further on: "handicap-" og psykiatriområdet."""
        return self.kind == WORD and self.text[-1] in "-\u2010\u2011"


def tokenise(text: str) -> Iterator[RawToken]:
    """The tokens of a text in order. Linear in the text, about 1 us a token."""
    return map(raw_token, find_tokens(text))


def find_tokens(text: str) -> Iterator[re.Match[str]]:
    """The tokens as matches, at half the cost, for who looks at a few of them only (with `raw_token`)."""
    return _TOKEN.finditer(text)


def raw_token(match: re.Match[str]) -> RawToken:
    """The token that `find_tokens` found."""
    start, end = match.span()
    return RawToken(match.lastgroup or WORD, start, end, match[0])


def pieces(word: str) -> list[str]:
    """The pieces of a word or code between its hyphens: "covid-19" -> ["covid", "19"], "Børne-" -> ["Børne"]."""
    return [piece for piece in _JOINT.split(word) if piece]


def words_in_code(code: str) -> list[str]:
    """The runs of three letters or more in a code: "godkendes1" -> ["godkendes"], "A532006" -> []."""
    return _WORD_IN_A_CODE.findall(code)
