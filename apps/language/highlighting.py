"""Highlighting: which characters of a text a search has found, and the stretch of it that shows them best."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from apps.language.analysis import AnalysedText, Token
from apps.language.query_grammar import Term

WINDOW_WORDS = 30
MOST_WINDOWS = 2
# A window may end up to this many words later when a sentence does.
_LENIENCY = 6
# A part of a word shows less than the word itself.
_PART = 0.5
# Beyond this many hits the first ones show the text as well as any.
_MOST_HITS = 300

_WORD = re.compile(r"\S+")
# A full stop before anything but a small letter, or an empty line.
_SENTENCE_END = re.compile(r"[.!?]\s++(?=[^\sa-zæøå])|\n[^\S\n]*+\n\s*+")
_ABBREVIATIONS = frozenset(
    {
        "afd.",
        "bl.a.",
        "ca.",
        "dr.",
        "ekskl.",
        "evt.",
        "f.eks.",
        "fhv.",
        "hhv.",
        "ift.",
        "inkl.",
        "jf.",
        "kap.",
        "kl.",
    }
    | {"m.fl.", "maks.", "mht.", "min.", "nr.", "p.t.", "pkt.", "sct.", "skt.", "stk.", "tlf.", "vedr."}
)


class Phrase(NamedTuple):
    """Tokens that stand at these distances from the first one, each with any of its lexemes."""

    steps: tuple[tuple[int, frozenset[str]], ...]


class Wanted(NamedTuple):
    """What is to be marked: words, parts of words (without `~`), phrases."""

    exact: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    phrases: tuple[Phrase, ...] = ()

    @classmethod
    def of_terms(cls, terms: Iterable[Term]) -> "Wanted":
        """What these terms of a query ask for; a word outside quotes also as part of longer ones."""
        terms = tuple(terms)
        words = [term for term in terms if term.is_word]
        exact = frozenset[str]().union(*(term.tokens[0].exact for term in words))
        parts = frozenset[str]().union(*(term.tokens[0].exact for term in words if not term.is_exact))
        return cls(exact, parts, tuple(_phrase(term.tokens) for term in terms if not term.is_word))


class Hit(NamedTuple):
    """A token to mark, whether only part of it was asked for, and the wanted lexemes that it has."""

    start: int
    end: int
    is_part: bool
    lexemes: frozenset[str]


class Window(NamedTuple):
    """The characters from `start` to `end` of a text; it begins and ends with whole words."""

    start: int
    end: int


def _phrase(tokens: Sequence[Token]) -> Phrase:
    return Phrase(tuple((token.position - tokens[0].position, token.exact) for token in tokens))


def find_hits(text: str, wanted: Wanted) -> tuple[Hit, ...]:
    """Everything wanted in a text, in its order; the whole text is analysed (2-5 us a word)."""
    analysed = AnalysedText(text)
    return _hits(analysed, range(1, len(analysed) + 1), wanted)


def hits_among(analysed: AnalysedText, positions: Iterable[int], wanted: Wanted) -> tuple[Hit, ...]:
    """What is wanted among the tokens at these positions and in phrases that begin there, in the order of the text.

    The positions may come from an index of an older text: those past the end and tokens that do not match are left
    out. Costs 3 us for each position.
    """
    return _hits(analysed, sorted({at for at in positions if 0 < at <= len(analysed)}), wanted)


def _hits(analysed: AnalysedText, positions: Iterable[int], wanted: Wanted) -> tuple[Hit, ...]:
    found: dict[int, Hit] = {}
    for position in positions:
        token = analysed.token(position)
        for phrase in wanted.phrases:
            found.update(_phrase_hits(analysed, token, phrase))
        if exact := token.exact & wanted.exact:
            found[position] = Hit(token.start, token.end, is_part=False, lexemes=exact)
        elif position not in found and (parts := token.parts & wanted.parts):
            found[position] = Hit(token.start, token.end, is_part=True, lexemes=parts)
    return tuple(found[position] for position in sorted(found))


def _phrase_hits(analysed: AnalysedText, first: Token, phrase: Phrase) -> dict[int, Hit]:
    """The hits of a phrase that begins with this token, by position; none when a step is missing."""
    hits: dict[int, Hit] = {}
    for distance, lexemes in phrase.steps:
        position = first.position + distance
        token = analysed.token(position) if position <= len(analysed) else None
        if token is None or token.exact.isdisjoint(lexemes):
            return {}
        hits[position] = Hit(token.start, token.end, is_part=False, lexemes=token.exact & lexemes)
    return hits


def best_windows(
    text: str,
    hits: Sequence[Hit],
    weights: Mapping[str, float],
    *,
    most: int = MOST_WINDOWS,
    words: int = WINDOW_WORDS,
) -> tuple[Window, ...]:
    """The stretches of about `words` words with the most different hits, by the weights of their lexemes (else 1).

    A further window is taken only for lexemes that the ones before lack. Windows stand in the order of the text, do not
    touch, and begin and end with a sentence where one fits. Without hits: the beginning. An empty text has none.
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    if not spans:
        return ()
    starts = [start for start, _ in spans]
    placed = [(bisect_right(starts, hit.start) - 1, hit) for hit in hits[:_MOST_HITS]]
    ends = _sentence_ends(text, spans, starts)
    ranges: list[tuple[int, int]] = []
    shown: frozenset[str] = frozenset()
    for _ in range(most):
        best = _best_range(placed, weights, shown, words)
        if best is None:
            break
        ranges.append(_aligned(best, ends, len(spans), words))
        shown = shown.union(*(hit.lexemes for at, hit in placed if ranges[-1][0] <= at < ranges[-1][1]))
    merged = _merged(ranges or [_aligned((0, 0), ends, len(spans), words)])
    return tuple(Window(spans[first][0], spans[last - 1][1]) for first, last in merged)


def _best_range(
    placed: list[tuple[int, Hit]], weights: Mapping[str, float], shown: frozenset[str], words: int
) -> tuple[int, int] | None:
    """The first and last word of the hits that show most together; None when no hit has a new lexeme."""
    best: tuple[float, int, int] | None = None
    for index, (first, _) in enumerate(placed):
        gains: dict[str, float] = {}
        last = first
        for at, hit in placed[index:]:
            if at - first >= words:
                break
            for lexeme in hit.lexemes - shown:
                gain = weights.get(lexeme, 1.0) * (_PART if hit.is_part else 1.0)
                if gain > gains.get(lexeme, 0.0):
                    gains[lexeme], last = gain, at
        total = sum(gains.values())
        if total > 0 and (best is None or total > best[0]):
            best = (total, first, last)
    return best[1:] if best else None


def _aligned(hits: tuple[int, int], ends: list[int], count: int, words: int) -> tuple[int, int]:
    """The first word of a window around these words and the one after its last."""
    first, last = hits
    room = max(words - (last - first + 1), 0)
    index = bisect_right(ends, first) - 1
    sentence = ends[index] if index >= 0 else 0
    start = sentence if first - sentence <= room else first - room // 3
    full = min(start + words, count)
    if full == count:
        return max(min(start, count - words), 0) if start != sentence else start, count
    upto = bisect_right(ends, full + _LENIENCY) - 1
    if upto >= 0 and ends[upto] > max(last, start + words // 2):
        return start, ends[upto]
    return start, max(full, last + 1)


def _sentence_ends(text: str, spans: list[tuple[int, int]], starts: list[int]) -> list[int]:
    """The numbers of the words that begin a sentence or a paragraph, and of the one after the last."""
    begins = []
    for match in _SENTENCE_END.finditer(text):
        number = bisect_left(starts, match.end())
        start, end = spans[number - 1] if number else (0, 0)
        if text[start:end].lower() not in _ABBREVIATIONS:
            begins.append(number)
    return [*begins, len(spans)]


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
