"""The query language: what a person types becomes terms.

    handicap psykiatri        both words
    "frit valg"               the words in this order; one word in quotes: no longer words that contain it
    -skole -"åben skole"      not this
    skole OR dagtilbud        either (also ELLER; only in capitals)
    § 107, §§ 6 og 12-14      one of these paragraphs
    27.51.08 A00 5 22, 27.*   a journal number however written, or its beginning (27.51 may also be an hour or an amount)

Every text is a query: signs that mean nothing are left out, and a quotation mark without its partner is one of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from apps.language import journal_numbers, laws
from apps.language.analysis import Token, analyse_query, folded_words, query_token
from apps.language.folding import fold
from apps.language.stop_words import STOP_WORDS
from apps.language.tokens import tokenise

MOST_TERMS = 32
MOST_WORDS_IN_A_PHRASE = 64
LONGEST_TEXT = 1_000

WORD = "word"
PHRASE = "phrase"

_OPERATORS = frozenset({"OR", "ELLER"})
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
        return self.kind == WORD and not self.is_exact and fold(self.text) in STOP_WORDS


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
    for piece in _pieces(text):
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


def _pieces(text: str) -> Iterator[_Piece]:
    """The terms and operators of a query in the order typed."""
    at = 0
    for match in _SPECIAL.finditer(text):
        yield from _words(text, at, match.start())
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
            yield from _words(text, match.start(), at)
    yield from _words(text, at, len(text))


def _phrase(match: re.Match[str]) -> Term | None:
    tokens = analyse_query(match["phrase"])
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


def _words(text: str, start: int, end: int) -> Iterator[_Piece]:
    """The words and operators of a stretch without quotes.

    A minus holds until the next white space: "-p.t." leaves out both of its letters.
    """
    raw = list(tokenise(text[start:end]))
    folded = folded_words(raw)
    index, here, is_excluded = 0, start, False
    while index < len(raw):
        before, here = here, start + raw[index].start
        is_excluded = _has_minus(text, here) or (is_excluded and not _SPACE.search(text, before, here))
        law, length = laws.title_at(folded[index : index + laws.most_words_of_a_title()]) or ("", 1)
        last = raw[index + length - 1]
        if raw[index].text in _OPERATORS:
            yield _Piece(None)
        elif law:
            yield _Piece(_word(text[here : start + last.end], law, here), is_excluded)
        else:
            token = query_token(raw[index], 1)
            moved = token._replace(start=0, end=token.end - token.start)
            term = Term(WORD, raw[index].text[:LONGEST_TEXT], (moved,), start=here, end=start + last.end)
            yield _Piece(term, is_excluded)
        here = start + last.end
        index += length


def _has_minus(text: str, start: int) -> bool:
    """Whether a minus stands directly before, at the beginning of the query or after white space."""
    return text[start - 1 : start] == "-" and (start == 1 or text[start - 2].isspace())
