"""The query language: what a person types becomes terms.

    handicap psykiatri        both words
    "frit valg"               the words in this order; one word in quotes: no longer words that contain it
    -skole -"åben skole"      not this
    skole OR dagtilbud        either (also ELLER; only in capitals, and only beside other words)
    § 107, §§ 6 og 12-14      one of these paragraphs
    12/8-2025, august 2025    a day or a month however written
    27.51.08 A00 5 22, 27.*   a journal number however written, or its beginning (27.51 may also be an hour or an amount)

Every text is a query: signs that mean nothing are left out, and a quotation mark without its partner is one of them.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from apps.language import dates, journal_numbers, laws
from apps.language.analysis import Token, analyse_query, folded_words, query_token
from apps.language.folding import fold
from apps.language.stop_words import QUESTION_WORDS, STOP_WORDS
from apps.language.tokens import JOURNAL, RawToken, tokenise

MOST_TERMS = 32
MOST_WORDS_IN_A_PHRASE = 64
LONGEST_TEXT = 1_000

WORD = "word"
PHRASE = "phrase"

_OPERATORS = frozenset({"OR", "ELLER"})
_SILENT_WORDS = STOP_WORDS | QUESTION_WORDS
_QUOTES = '"“”„‟«»'
_SPACE = re.compile(r"\s")
# A quoted phrase, or the beginning of a journal number (with a star, or two parts of it); what stands between these is words.
_SPECIAL = re.compile(
    rf"[{_QUOTES}](?P<phrase>[^{_QUOTES}]*+)[{_QUOTES}]"
    r"|(?:(?<!\S)|(?<=\s-)|(?<=\A-))(?P<beginning>\d[\w./-]{0,40}\*|\d\d\.\d\d)(?!\S)"
)


class TooManyTermsError(ValueError):
    """The query has more terms than a search can hold; the message is Danish and can be shown."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for, as typed at `start` to `end` of the query (quotes included, the minus not).

    A word has one token; a phrase several, whose positions say how far they are apart. `is_exact`: a single word in
    quotes, which compounds that contain it do not match.
    """

    kind: str
    text: str
    tokens: tuple[Token, ...]
    is_exact: bool = False
    start: int = 0
    end: int = 0

    @property
    def is_word(self) -> bool:
        """Whether it is one token, quoted or not."""
        return self.kind == WORD

    @property
    def is_stop_word(self) -> bool:
        """Whether it says nothing of what a text is about; what stands in quotes is always meant."""
        return self.kind == WORD and not self.is_exact and fold(self.text) in _SILENT_WORDS


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What a query asks for: one term of every group, and none of the excluded."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that are asked for, in the order typed."""
        return tuple(term for group in self.groups for term in group)


@dataclass(slots=True)
class _Groups:
    """The groups while they are read: a term joins the one before it when an operator stands between them."""

    groups: list[list[Term]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    is_alternative: bool = False

    def add(self, piece: "_Piece") -> None:
        if piece.term is None:
            self.is_alternative = bool(self.groups)
            return
        if piece.is_excluded:
            self.excluded.append(piece.term)
        elif self.is_alternative:
            self.groups[-1].append(piece.term)
        else:
            self.groups.append([piece.term])
        self.is_alternative = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A term with its minus, or, without a term, the operator between alternatives."""

    term: Term | None
    is_excluded: bool = False


def parse(text: str) -> ParsedQuery:
    """What `text` asks for. Linear in its length.

    Stop words are left out when any other word is asked for, and repeated terms. Raises TooManyTermsError, and
    LexiconMissingError as `analyse` does.
    """
    read = _Groups()
    pieces = list(_pieces(text))
    if all(piece.term is None for piece in pieces):
        pieces = list(_pieces(text, operators=frozenset()))
    for piece in pieces:
        read.add(piece)
    groups = _distinct(_without_stop_words(read.groups))
    excluded = tuple({_meaning(term): term for term in read.excluded}.values())
    if sum(map(len, groups)) + len(excluded) > MOST_TERMS:
        raise TooManyTermsError(f"Søgningen har for mange ord. Skriv højst {MOST_TERMS} ord eller udtryk.")
    return ParsedQuery(groups, excluded)


def _without_stop_words(groups: list[list[Term]]) -> list[list[Term]]:
    """The groups without stop words; as they are when nothing else is asked for."""
    left = [[term for term in group if not term.is_stop_word] for group in groups]
    return [group for group in left if group] or groups


def _distinct(groups: list[list[Term]]) -> tuple[tuple[Term, ...], ...]:
    """The groups in their order, each once, and in a group each term once."""
    by_meaning = ({_meaning(term): term for term in group} for group in groups)
    return tuple(
        tuple(terms.values()) for terms in {frozenset(terms): terms for terms in by_meaning}.values()
    )


def _meaning(term: Term) -> tuple[object, ...]:
    return (term.is_exact, *((token.position, token.exact) for token in term.tokens))


def _pieces(text: str, operators: Container[str] = _OPERATORS) -> Iterator[_Piece]:
    """The terms and operators of a query in the order typed."""
    at = 0
    for match in _SPECIAL.finditer(text):
        yield from _words(text, at, match.start(), operators)
        at = match.end()
        term = _phrase(match) if match["phrase"] is not None else _beginning(match)
        if term:
            is_excluded = _has_minus(text, match.start())
            yield _Piece(term, is_excluded)
            # "27.36" may be a group of journal numbers, and "15.30" an hour.
            if match["beginning"] and "*" not in match["beginning"] and not is_excluded:
                yield _Piece(None)
                yield _Piece(_as_number(match))
        elif match["beginning"]:
            yield from _words(text, match.start(), at, operators)
    yield from _words(text, at, len(text), operators)


def _phrase(match: re.Match[str]) -> Term | None:
    """What stands in quotes: words in their order, or one that is meant as it stands; a date is one however written."""
    tokens = analyse_query(match["phrase"])
    date = dates.date_asked_for(match["phrase"], 0)
    if date and date.end == len(match["phrase"]):
        tokens = _word(match["phrase"], date.lexeme, 0).tokens
    if len(tokens) > MOST_WORDS_IN_A_PHRASE:
        raise TooManyTermsError(
            f"Udtrykket i citationstegn er for langt. Skriv højst {MOST_WORDS_IN_A_PHRASE} ord."
        )
    if not tokens:
        return None
    is_word = len(tokens) == 1
    kind = WORD if is_word else PHRASE
    return Term(
        kind, match["phrase"][:LONGEST_TEXT], tokens, is_exact=is_word, start=match.start(), end=match.end()
    )


def _beginning(match: re.Match[str]) -> Term | None:
    number = journal_numbers.parse_beginning(match["beginning"])
    if number is None:
        return None
    return _word(match["beginning"], journal_numbers.lexeme(number.text), match.start())


def _as_number(match: re.Match[str]) -> Term:
    return Term(
        PHRASE, match["beginning"], analyse_query(match["beginning"]), start=match.start(), end=match.end()
    )


def _word(text: str, lexeme: str, start: int) -> Term:
    """A term that asks for one known lexeme."""
    token = Token(0, len(text), 1, frozenset({lexeme}), frozenset())
    return Term(WORD, text, (token,), start=start, end=start + len(text))


def _words(text: str, start: int, end: int, operators: Container[str]) -> Iterator[_Piece]:
    """The words and operators of a stretch without quotes.

    A minus holds until the next white space: "-p.t." leaves out both of its letters.
    """
    stretch = text[start:end]
    raw = list(tokenise(stretch))
    folded = folded_words(raw)
    index, here, is_excluded = 0, start, False
    while index < len(raw):
        before, here = here, start + raw[index].start
        is_excluded = _has_minus(text, here) or (is_excluded and not _SPACE.search(text, before, here))
        if raw[index].text in operators:
            yield _Piece(None)
            here, index = start + raw[index].end, index + 1
            continue
        lexeme, upto = _title_or_date(stretch, raw, folded, index)
        last = start + (upto or raw[index].end)
        if not lexeme or raw[index].kind == JOURNAL:
            yield _Piece(_plain(raw[index], here), is_excluded)
        if lexeme:
            # "12.08.25" may be the subject of a journal number.
            if raw[index].kind == JOURNAL and not is_excluded:
                yield _Piece(None)
            yield _Piece(_word(text[here:last], lexeme, here), is_excluded)
        here = last
        index = next((n for n in range(index + 1, len(raw)) if start + raw[n].start >= last), len(raw))


def _title_or_date(text: str, raw: list[RawToken], folded: list[str], index: int) -> tuple[str, int]:
    """The lexeme of the law's title or the date that begins with this token, and where it ends; ("", 0) if neither."""
    if found := laws.title_at(folded[index : index + laws.most_words_of_a_title()]):
        law, length = found
        return law, raw[index + length - 1].end
    date = dates.date_asked_for(text, raw[index].start)
    return (date.lexeme, date.end) if date else ("", 0)


def _plain(raw: RawToken, start: int) -> Term:
    token = query_token(raw, 1)
    moved = token._replace(start=0, end=token.end - token.start)
    return Term(WORD, raw.text[:LONGEST_TEXT], (moved,), start=start, end=start + len(raw.text))


def _has_minus(text: str, start: int) -> bool:
    """Whether a minus stands directly before, at the beginning of the query or after white space."""
    return text[start - 1 : start] == "-" and (start == 1 or text[start - 2].isspace())
