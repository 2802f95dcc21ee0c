"""An item's pieces -> the tsvectors that PostgreSQL keeps of it, written by the analyser of `apps.language`.

Four namespaces: a word's lemma as it is, a compound's part after `~`, a journal number's beginning after `j:`, and
again after `^` what stands in the title. Weights A-D say where; namespaces say what, since GIN keeps no weights.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from apps.language.analysis import Token, analyse
from apps.language.folding import fold, spelled_in
from apps.language.tokens import pieces
from apps.search.texts import GAP, Piece

# PostgreSQL counts places to 16,383, keeps 256 of a lexeme, and holds 1 MB: 8,000 words with all their parts have
# 0.6 MB at the most.
LONGEST_PART = 8_000
_MOST_PLACES = 255
# Of the lexemes that only later parts place, the first vector still names so many bytes.
_MOST_BARE = 300_000
LONGEST_LEXEME = 200
_SHORTEST_WORD, _LONGEST_WORD = 3, 40

# Of each lexeme of a part of a text: the places, counted from 1, each with its weight.
Places = dict[str, list[str]]

TITLE = "^"
PART = "~"


def quoted(lexeme: str) -> str:
    """A lexeme as tsvector and tsquery text want it."""
    cut = lexeme[:LONGEST_LEXEME].replace("\\", "\\\\").replace("'", "''")
    return f"'{cut}'"


@dataclass(slots=True)
class IndexedText:
    """What is written of one item: the `vectors` of its parts, and of each of its `words`' forms how it is spelled."""

    vectors: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)


def index_text(texts: Iterable[Piece]) -> IndexedText:
    """Analyse an item's pieces. Linear; some 2.5 ms for 440 words."""
    found = IndexedText()
    places: list[Places] = []
    titles: set[str] = set()
    start = 0
    for piece in texts:
        tokens = analyse(piece.text)
        _place(places, tokens, start, "" if piece.weight == "D" else piece.weight)
        _learn(found.words, piece.text, tokens)
        if piece.weight == "A":
            titles |= {TITLE + lexeme for token in tokens for lexeme in token.lexemes}
        start += len(tokens) + GAP
    first, *later = places or [{}]
    bare = titles | _bounded({lexeme for part in later for lexeme in part} - first.keys())
    found.vectors = [_vector(part, bare if part is first else ()) for part in (first, *later)]
    return found


def _place(places: list[Places], tokens: Iterable[Token], start: int, mark: str) -> None:
    """Note at which places each lexeme stands, in the part of the text to which the place belongs."""
    for token in tokens:
        part, place = divmod(start + token.position - 1, LONGEST_PART)
        while part >= len(places):
            places.append(defaultdict(list))
        into, here = places[part], f"{place + 1}{mark}"
        for lexeme in token.lexemes:
            into[lexeme].append(here)


def _learn(words: dict[str, str], text: str, tokens: Iterable[Token]) -> None:
    for spelled, parts in dict.fromkeys((text[token.start : token.end], token.parts) for token in tokens):
        for form, word in _words_in(spelled, parts):
            # A word at the beginning of a sentence is no name, when it is also seen within one.
            if form not in words or (word.islower() and not words[form].islower()):
                words[form] = word


@lru_cache(maxsize=20_000)
def _words_in(text: str, parts: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The words of a token, folded and as spelled: itself, the pieces between hyphens, the parts of a compound."""
    spelled = [*(pieces(text) if "-" in text else [text]), *(spelled_in(text, part) or "" for part in parts)]
    words = [word for word in spelled if _SHORTEST_WORD <= len(word) <= _LONGEST_WORD and word.isalpha()]
    return tuple((fold(word), word) for word in words)


def _bounded(lexemes: Iterable[str]) -> set[str]:
    kept: set[str] = set()
    size = 0
    for lexeme in sorted(lexemes):
        size += len(lexeme.encode()) + 8
        if size > _MOST_BARE:
            break
        kept.add(lexeme)
    return kept


def _vector(places: Places, bare: Iterable[str]) -> str:
    placed = (f"{quoted(lexeme)}:{','.join(where[:_MOST_PLACES])}" for lexeme, where in places.items())
    return " ".join((*placed, *map(quoted, bare)))
