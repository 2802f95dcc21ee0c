"""What was struck out of a text and what was put in, word by word, for people to read."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Longer texts are compared line by line first, and word by word only where few words differ: comparing costs at worst
# the product of the lengths.
_MOST_WORDS = 1500
_MOST_LINES = 3000
# A word this short that stayed between two changes ("og", "i") is shown as changed too: runs read better than crumbs.
_CRUMB = 3


class PieceKind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with the white space after each."""

    text: str
    kind: PieceKind


@dataclass(frozen=True, slots=True)
class _Token:
    """A word and the white space after it."""

    word: str
    space: str


# Whether they are the same, and where the run begins and ends in the old and in the new tokens.
_Run = tuple[bool, int, int, int, int]


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order, a deletion before the insertion that takes its place.

    What is the same and what was inserted make up `new`, letter by letter. White space alone is no difference. Pure;
    a text of 1,000 words with some changed costs about 3 ms, whatever 1 MB holds less than two seconds.
    """
    before, after = _tokens(old), _tokens(new)
    return tuple(_pieces(before, after, _without_crumbs(before, list(_runs(before, after)))))


def _tokens(text: str) -> list[_Token]:
    """The words; the first is empty and holds the white space that the text begins with."""
    words = text.lstrip()
    first = _Token("", text[: len(text) - len(words)])
    return [first, *(_Token(found[1], found[2]) for found in re.finditer(r"(\S+)(\s*)", words))]


def _runs(before: Sequence[_Token], after: Sequence[_Token]) -> Iterator[_Run]:
    """The runs of tokens that are the same or differ. What both texts begin and end with is taken off first."""
    old, new = [token.word for token in before], [token.word for token in after]
    start, end = _common_ends(old, new)
    yield True, 0, start, 0, start
    old_end, new_end = len(old) - end, len(new) - end
    for is_same, i, j, k, m in _middle(before[start:old_end], after[start:new_end]):
        yield is_same, start + i, start + j, start + k, start + m
    yield True, old_end, len(old), new_end, len(new)


def _middle(before: Sequence[_Token], after: Sequence[_Token]) -> Iterator[_Run]:
    if max(len(before), len(after)) <= _MOST_WORDS:
        yield from _compared([token.word for token in before], [token.word for token in after])
        return
    old_lines, new_lines = _lines(before), _lines(after)
    if max(len(old_lines), len(new_lines)) > _MOST_LINES or len(old_lines) == len(new_lines) == 1:
        yield False, 0, len(before), 0, len(after)
        return
    old_starts, new_starts = _starts(old_lines), _starts(new_lines)
    for is_same, i, j, k, m in _compared(old_lines, new_lines):
        a, b, c, d = old_starts[i], old_starts[j], new_starts[k], new_starts[m]
        if is_same or max(b - a, d - c) > _MOST_WORDS:
            yield is_same, a, b, c, d
            continue
        inside = _compared([t.word for t in before[a:b]], [t.word for t in after[c:d]])
        yield from ((same, a + w, a + x, c + y, c + z) for same, w, x, y, z in inside)


def _lines(tokens: Sequence[_Token]) -> list[tuple[str, ...]]:
    """The words of each line."""
    lines: list[tuple[str, ...]] = []
    words: list[str] = []
    for token in tokens:
        words.append(token.word)
        if "\n" in token.space:
            lines.append(tuple(words))
            words = []
    return [*lines, tuple(words)] if words else lines


def _starts(lines: Sequence[tuple[str, ...]]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _compared(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[_Run]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        yield tag == "equal", i, j, k, m


def _common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    shortest = min(len(old), len(new))
    start = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    room = shortest - start
    return start, next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)


def _without_crumbs(before: Sequence[_Token], runs: Sequence[_Run]) -> list[_Run]:
    """The runs with neighbours of a kind joined, and single short words between two changes counted as changed."""
    joined: list[_Run] = []
    for n, (is_same, i, j, k, m) in enumerate(runs):
        if i == j and k == m:
            continue
        is_between = 0 < n < len(runs) - 1 and not runs[n - 1][0] and not runs[n + 1][0]
        if is_same and is_between and j - i == 1 and len(before[i].word) <= _CRUMB:
            is_same = False
        if joined and joined[-1][0] is is_same:
            joined[-1] = (is_same, joined[-1][1], j, joined[-1][3], m)
        else:
            joined.append((is_same, i, j, k, m))
    return joined


def _pieces(before: Sequence[_Token], after: Sequence[_Token], runs: Sequence[_Run]) -> Iterator[Piece]:
    is_apart = True
    for is_same, i, j, k, m in runs:
        old, new = _text(before[i:j]), _text(after[k:m])
        if not is_same and old:
            # At the end of the new text there is no white space to keep what was struck out apart.
            yield Piece(old if is_apart else before[i - 1].space + old, PieceKind.DELETED)
        if new:
            yield Piece(new, PieceKind.SAME if is_same else PieceKind.INSERTED)
        is_apart = new[-1:].isspace() if new else is_apart


def _text(tokens: Sequence[_Token]) -> str:
    return "".join(token.word + token.space for token in tokens)
