"""An item's pieces -> the tsvectors that PostgreSQL keeps of it, written by the analyser of `apps.language`.

Four namespaces: a word's lemma as it is, a compound's part after `~`, a journal number's beginning after `j:`, and
again after `^` what stands in the title. Weights A-D say where; namespaces say what, since GIN keeps no weights.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from apps.language.analysis import analyse
from apps.language.query_grammar import MOST_WORDS_IN_A_PHRASE
from apps.search.texts import GAP, Piece

# PostgreSQL counts places to 16,383, keeps 256 of a lexeme, and holds 1 MB.
LONGEST_PART = 8_000
_MOST_PLACES = 255
_MOST_BYTES = 350_000
# Parts begin at multiples of this, before the last words of the part before: so no phrase is cut in two.
PART_STEP = 120
# The first vector also names so many bytes of the lexemes in the title, and of those that only later parts place.
_MOST_IN_TITLE, _MOST_BARE = 100_000, 500_000
# Of each lexeme the length of its places and what aligns it, and of each place.
_LEXEME_BYTES, _PLACE_BYTES = 6, 2
LONGEST_LEXEME = 200

# Of each lexeme of a part of a text: the places, counted from 1, each with its weight.
Places = dict[str, list[str]]
# A token's place in the item, counted from 0, its weight, its lexemes.
_Placed = tuple[int, str, frozenset[str]]

TITLE = "^"
PART = "~"


def quoted(lexeme: str) -> str:
    """A lexeme as tsvector and tsquery text want it."""
    cut = lexeme[:LONGEST_LEXEME].replace("\\", "\\\\").replace("'", "''")
    return f"'{cut}'"


@dataclass(slots=True)
class IndexedText:
    """What is written of one item: the vectors of its parts by their number, the first being 0, and its `words` as
    spelled, each with the parts it is put together from. A part's places are counted from its number times `PART_STEP`.
    """

    vectors: dict[int, str] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)


def index_text(texts: Iterable[Piece]) -> IndexedText:
    """Analyse an item's pieces. Linear; some 2.5 ms for 440 words."""
    found = IndexedText()
    placed: list[_Placed] = []
    titles: set[str] = set()
    start = 0
    for piece in texts:
        tokens = analyse(piece.text)
        mark = "" if piece.weight == "D" else piece.weight
        placed += [(start + token.position - 1, mark, token.lexemes) for token in tokens]
        found.words.update((piece.text[token.start : token.end], token.parts) for token in tokens)
        if piece.weight == "A":
            titles |= {TITLE + lexeme for token in tokens for lexeme in token.lexemes}
        start += len(tokens) + GAP
    parts = dict(_parts(placed))
    first = parts.pop(0, {})
    later = {lexeme for part in parts.values() for lexeme in part} - first.keys()
    bare = _bounded(titles, _MOST_IN_TITLE) | _bounded(later, _MOST_BARE)
    found.vectors = {0: _vector(first, bare), **{number: _vector(part) for number, part in parts.items()}}
    return found


def _parts(placed: Sequence[_Placed]) -> Iterator[tuple[int, Places]]:
    """The parts of a text, each as long as PostgreSQL takes it, with their numbers."""
    number, at = 0, 0
    while at < len(placed):
        part, end = _part(placed, at, number * PART_STEP)
        yield number, part
        if end == len(placed):
            return
        # One step at least: a part that repeats a word at every place is twice as long.
        number = max((placed[end][0] - MOST_WORDS_IN_A_PHRASE) // PART_STEP, number + 1)
        at = bisect_left(placed, number * PART_STEP, key=lambda token: token[0])


def _part(placed: Sequence[_Placed], at: int, start: int) -> tuple[Places, int]:
    """What of these tokens, from this one on, goes into one part; and the token after it."""
    part: Places = defaultdict(list)
    size = longest = 0
    for index in range(at, len(placed)):
        place, mark, lexemes = placed[index]
        if place - start >= LONGEST_PART or longest == _MOST_PLACES or size > _MOST_BYTES:
            return part, index
        here = f"{place - start + 1}{mark}"
        for lexeme in lexemes:
            places = part[lexeme]
            size += _PLACE_BYTES if places else len(lexeme.encode()) + _LEXEME_BYTES
            places.append(here)
            longest = max(longest, len(places))
    return part, len(placed)


def _bounded(lexemes: Iterable[str], most: int) -> set[str]:
    kept: set[str] = set()
    size = 0
    for lexeme in sorted(lexemes):
        size += len(lexeme.encode()) + _LEXEME_BYTES
        if size > most:
            break
        kept.add(lexeme)
    return kept


def _vector(places: Places, bare: Iterable[str] = ()) -> str:
    placed = (f"{quoted(lexeme)}:{','.join(where)}" for lexeme, where in places.items())
    return " ".join((*placed, *map(quoted, bare)))
