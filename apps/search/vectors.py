"""An item's pieces -> the tsvectors that PostgreSQL keeps of it, written by the analyser of `apps.language`.

Four namespaces: a word's lemma as it is, a compound's part after `~`, a journal number's beginning after `j:`, and
again after `^` what stands in the title. Weights A-D say where; namespaces say what, since GIN keeps no weights.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

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
    """Analyse an item's pieces. Linear; some 3 ms for 440 words."""
    found = IndexedText()
    places: list[defaultdict[str, list[str]]] = [defaultdict(list)]
    titles: set[str] = set()
    noted: set[str] = set()
    start = 0
    for piece in texts:
        tokens = analyse(piece.text)
        mark = "" if piece.weight == "D" else piece.weight
        for token in tokens:
            part, place = divmod(start + token.position - 1, LONGEST_PART)
            while part >= len(places):
                places.append(defaultdict(list))
            here = f"{place + 1}{mark}"
            into = places[part]
            for lexeme in token.lexemes:
                into[lexeme].append(here)
            spelled = piece.text[token.start : token.end]
            if spelled not in noted:
                noted.add(spelled)
                _note_words(found.words, spelled, token)
        if piece.weight == "A":
            titles |= {TITLE + lexeme for token in tokens for lexeme in token.lexemes}
        start += len(tokens) + GAP
    later = {lexeme for part in places[1:] for lexeme in part}
    bare = titles | _bounded(later - places[0].keys())
    found.vectors = [_vector(part, bare if n == 0 else ()) for n, part in enumerate(places)]
    return found


def _note_words(words: dict[str, str], text: str, token: Token) -> None:
    """The words of a token by their folded form: itself, the pieces between hyphens, the parts of a compound."""
    parts = [spelled for part in token.parts if (spelled := spelled_in(text, part))]
    for spelled in [*(pieces(text) if "-" in text else [text]), *parts]:
        if _SHORTEST_WORD <= len(spelled) <= _LONGEST_WORD and spelled.isalpha():
            form = fold(spelled)
            # A word at the beginning of a sentence is no name, when it is also seen within one.
            if form not in words or (spelled.islower() and not words[form].islower()):
                words[form] = spelled


def _bounded(lexemes: Iterable[str]) -> set[str]:
    kept: set[str] = set()
    size = 0
    for lexeme in sorted(lexemes):
        size += len(lexeme.encode()) + 8
        if size > _MOST_BARE:
            break
        kept.add(lexeme)
    return kept


def _vector(places: dict[str, list[str]], bare: Iterable[str]) -> str:
    placed = (f"{quoted(lexeme)}:{','.join(where[:_MOST_PLACES])}" for lexeme, where in places.items())
    return " ".join((*placed, *map(quoted, bare)))
