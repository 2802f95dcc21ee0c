"""Analysis: the lexemes under which each token of a text is indexed, looked up and highlighted.

Words stand in two namespaces: `noedkald` is the word itself, `~tand` a part of a longer one. Everything else keeps to
the first: numbers `1178000` and `11,5`, paragraphs `§134a`, laws `servicelov`, days `d:2025-08-12` with their month,
journal numbers `j:27.51.08-a00` with all their beginnings. Queries use the narrower reading of `analyse_query`.
"""

import re
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from apps.language import amounts, dates, journal_numbers, laws, tokens
from apps.language.compounds import find_split
from apps.language.folding import fold
from apps.language.lexicon import open_lexicon
from apps.language.tokens import RawToken, tokenise
from apps.language.words import analyse_word, may_begin_with_a_name

ANALYSER_VERSION = 2
"""To be raised with every change of rules, word lists or what is indexed: older entries are then indexed anew."""

# A lexeme of PostgreSQL holds 2,046 bytes; what is longer than this is no word.
LONGEST_WORD = 100
# Shorter words of the text are no first parts of names.
_SHORTEST_NAME = 5
# Most words of most texts are the same few thousand.
_CACHED_WORDS = 20_000
_CONJUNCTIONS = frozenset({"og", "eller", "samt", "til"})
# "børne-, unge-, familie- og ældreområdet": how far off the whole word may be.
_MOST_SUSPENDED = 8
_NOTHING: frozenset[str] = frozenset()
# Exact lexemes and those of parts.
_Lexemes = tuple[frozenset[str], frozenset[str]]


class Token(NamedTuple):
    """The characters from `start` to `end` of a text, the `position`-th token (from 1), and its lexemes."""

    start: int
    end: int
    position: int
    exact: frozenset[str]
    parts: frozenset[str]

    @property
    def lexemes(self) -> frozenset[str]:
        """All lexemes, those of parts with their sign: {"tandplejetilbud", "~tand", "~pleje" …}."""
        return self.exact | {f"~{part}" for part in self.parts} if self.parts else self.exact


class _Keys(NamedTuple):
    """What a token means by itself, and whether the words after it may add to that, or make it a date."""

    exact: frozenset[str]
    parts: frozenset[str]
    looks_on: bool
    may_be_date: bool


def analyse(text: str) -> tuple[Token, ...]:
    """Every token of a text, one for each of `tokenise`, in the same order.

    Costs 2-5 us a token and is linear in the text. Raises LexiconMissingError.
    """
    return tuple(AnalysedText(text))


def analyse_query(text: str) -> tuple[Token, ...]:
    """The tokens of words in a query: the same positions as in a text, but only what is asked for.

    "covid-19" asks for the joined word and not for every "19", "9,4 mio. kr." for the amount, a journal number for
    itself and not for its group.
    """
    return tuple(query_token(raw, position) for position, raw in enumerate(tokenise(text), start=1))


def query_token(raw: RawToken, position: int) -> Token:
    """The token of a query at this position, as `analyse_query` gives it."""
    exact, parts = _OF_QUERY[raw.kind](raw.text)
    return Token(raw.start, raw.end, position, exact or frozenset({raw.text.lower()}), parts)


class AnalysedText:
    """A text whose tokens are analysed when asked for: finding all is cheap, looking words up is not."""

    def __init__(self, text: str) -> None:
        self._found = list(tokens.find_tokens(text))
        self._keys: dict[str, _Keys] = {}
        self._names = _Names(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Token]:
        return map(self.token, range(1, len(self._found) + 1))

    def token(self, position: int) -> Token:
        """The token at a position from 1. Raises IndexError past the last one."""
        match = self._found[position - 1]
        text = match[0]
        keys = self._keys.get(text)
        if keys is None:
            keys = self._keys[text] = _of_text(match.lastgroup or tokens.WORD, text, self._names)
        exact, parts, looks_on, may_be_date = keys
        if looks_on:
            exact |= _law_title(self._from(position, laws.most_words_of_a_title()))
            parts |= _suspended_parts(self._from(position, _MOST_SUSPENDED)) - exact
        start, end = match.span()
        if may_be_date and (date := dates.date_at(match.string, start)):
            exact |= date.lexemes
        return Token(start, end, position, exact, parts)

    def _from(self, position: int, count: int) -> list[RawToken]:
        return [tokens.raw_token(match) for match in self._found[position - 1 : position - 1 + count]]


class _Names:
    """The longer folded words of a text, gathered when first asked: only compounds that the lexicon lacks ask."""

    def __init__(self, found: list[re.Match[str]]) -> None:
        self._found = found
        self._words: frozenset[str] | None = None

    def __contains__(self, word: object) -> bool:
        if self._words is None:
            texts = {match[0] for match in self._found if match.lastgroup == tokens.WORD}
            self._words = frozenset(fold(text) for text in texts if len(text) >= _SHORTEST_NAME)
        return word in self._words


def _of_text(kind: str, text: str, names: _Names) -> _Keys:
    if kind == tokens.WORD:
        return _of_word(text) or _of_word_among(text, names)
    exact, parts = _OF_TEXT[kind](text)
    return _Keys(exact or frozenset({text.lower()}), parts, looks_on=False, may_be_date=dates.may_begin(text))


@lru_cache(maxsize=_CACHED_WORDS)
def _of_word(word: str) -> _Keys | None:
    """What a word means in any text; None where that depends on the other words of the text."""
    depends = len(word) <= LONGEST_WORD and may_begin_with_a_name(word)
    return None if depends else _of_word_among(word, ())


def _of_word_among(word: str, names: Container[str]) -> _Keys:
    exact, parts = _word_of_text(word, names)
    looks_on = RawToken(tokens.WORD, 0, len(word), word).is_suspended or laws.begins_a_title(word)
    return _Keys(exact or frozenset({word.lower()}), parts, looks_on, dates.may_begin(word))


def _word_of_text(word: str, names: Container[str]) -> _Lexemes:
    if len(word) > LONGEST_WORD:
        return frozenset({fold(word)[:LONGEST_WORD]}), _NOTHING
    exact, parts = analyse_word(word, names)
    return _with_abbreviated_law(word, exact), parts


def _word_of_query(word: str) -> _Lexemes:
    if len(word) > LONGEST_WORD:
        return frozenset({fold(word)[:LONGEST_WORD]}), _NOTHING
    exact, parts = analyse_word("".join(tokens.pieces(word)) + "-" * word.endswith("-"))
    # "d'Angleterre" asks for no "d".
    longer = frozenset(lexeme for lexeme in exact if len(lexeme) > 1)
    return _with_abbreviated_law(word, longer or exact), parts


def _with_abbreviated_law(word: str, exact: frozenset[str]) -> frozenset[str]:
    law = laws.abbreviations().get(word) if word.isupper() else None
    return exact | {law} if law else exact


def _code_of_text(code: str) -> _Lexemes:
    """The code, its pieces, and the word in it: a list's number may be glued to one ("godkendes1")."""
    (joined, *_), _ = _code_of_query(code)
    keys = [analyse_word(word) for word in tokens.words_in_code(code[:LONGEST_WORD])]
    exact = {joined, *(fold(piece)[:LONGEST_WORD] for piece in tokens.pieces(code[:LONGEST_WORD]))}
    return frozenset(exact.union(*(key.exact for key in keys))), _NOTHING.union(
        *(key.parts for key in keys)
    ) - exact


def _code_of_query(code: str) -> _Lexemes:
    return frozenset({fold("".join(tokens.pieces(code)))[:LONGEST_WORD]}), _NOTHING


def _number_of_text(text: str) -> _Lexemes:
    number, value = amounts.number_keys(text)
    units = (analyse_word(unit).exact for unit in amounts.unit_words(text))
    return frozenset({number, value or number}.union(*units)), _NOTHING


def _number_of_query(text: str) -> _Lexemes:
    number, value = amounts.number_keys(text)
    return frozenset({value or number}), _NOTHING


def _law(text: str) -> _Lexemes:
    return laws.paragraph_lexemes(text), _NOTHING


def _journal_of_text(text: str) -> _Lexemes:
    """All beginnings of the number; of a year and a running number also these two, as "12/2025" may be a date."""
    number = journal_numbers.parse_journal_number(text)
    if number is None:
        return frozenset({fold(text)}), _NOTHING
    plain = () if number.is_kle else re.findall(r"\d+", text)
    return journal_numbers.lexemes(number) | frozenset(plain), _NOTHING


def _journal_of_query(text: str) -> _Lexemes:
    number = journal_numbers.parse_journal_number(text)
    return frozenset({journal_numbers.lexeme(number.text) if number else fold(text)}), _NOTHING


def _date_of_text(text: str) -> _Lexemes:
    date = dates.date_at(text, 0)
    return date.lexemes if date else _NOTHING, _NOTHING


def _date_of_query(text: str) -> _Lexemes:
    date = dates.date_at(text, 0)
    return frozenset({date.lexeme}) if date else _NOTHING, _NOTHING


_OF_TEXT: dict[str, Callable[[str], _Lexemes]] = {
    tokens.CODE: _code_of_text,
    tokens.NUMBER: _number_of_text,
    tokens.LAW: _law,
    tokens.JOURNAL: _journal_of_text,
    tokens.DATE: _date_of_text,
}
_OF_QUERY: dict[str, Callable[[str], _Lexemes]] = {
    tokens.WORD: _word_of_query,
    tokens.CODE: _code_of_query,
    tokens.NUMBER: _number_of_query,
    tokens.LAW: _law,
    tokens.JOURNAL: _journal_of_query,
    tokens.DATE: _date_of_query,
}


def folded_words(raw: list[RawToken]) -> list[str]:
    """The folded texts of tokens, without the hyphens of suspended words."""
    return [fold(token.text).rstrip("-") for token in raw]


def _law_title(raw: list[RawToken]) -> frozenset[str]:
    """The law whose title these tokens begin with."""
    found = laws.title_at(folded_words(raw))
    return frozenset({found[0]}) if found else _NOTHING


def _suspended_parts(raw: list[RawToken]) -> frozenset[str]:
    """What "handicap-" before "og psykiatriområdet" stands for: handicapomraade, omraade."""
    first, *others = raw
    if not first.is_suspended:
        return _NOTHING
    for other in others:
        if other.text not in _CONJUNCTIONS and not other.is_suspended:
            whole = other.text[:LONGEST_WORD] if other.kind == tokens.WORD else ""
            return _completed(fold("".join(tokens.pieces(first.text)))[:LONGEST_WORD], whole)
    return _NOTHING


@lru_cache(maxsize=10_000)
def _completed(first: str, whole: str) -> frozenset[str]:
    """The compound of a suspended first part and the last part of a whole word, and that last part."""
    for lemma in analyse_word(whole).exact if whole else ():
        if split := find_split(lemma, open_lexicon()):
            return frozenset({*analyse_word(first + lemma[split.at :]).exact, *split.heads})
    return _NOTHING
