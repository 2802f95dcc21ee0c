"""Which of the numbered lines of a document are its items: the rising row of numbers with the most evidence."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from apps.parsing.item_headings.printed import ItemHeading
from apps.parsing.item_headings.styles import STYLES, Candidate, ends_as_sentence, find_candidates
from apps.parsing.reading.lines import Line

_CERTAIN = 1
_NEXT_BONUS = 2
_LONGEST_BARE_TITLE = 160
_ENOUGH_PLAIN = 3
_LONGEST_PLAIN_TITLE = 80


def find_numbered_items(
    lines: Sequence[Line], start: int = 0, contents: Mapping[str, str] | None = None
) -> tuple[list[ItemHeading], int]:
    """The items' headings in the document's own style, and how much evidence there is for them; none without any.

    Every style is tried; the one whose numbers rise with the most evidence wins, so that a numbered list in a
    recommendation never does. O(n log n) in the number of candidates.
    """
    best: list[Candidate] = []
    most = 0
    for style in STYLES:
        candidates = list(find_candidates(lines, style, start, contents or {}))
        chain, evidence = _best_chain([c for c in candidates if c.evidence >= _CERTAIN])
        if chain and evidence > most and (style not in {"bare", "dash"} or len(chain) > 1 or evidence >= 5):
            best, most = _filled(chain, candidates), evidence
    return [_as_heading(candidate) for candidate in best], most


def _as_heading(candidate: Candidate) -> ItemHeading:
    return ItemHeading(
        candidate.start,
        candidate.end,
        candidate.number,
        candidate.title,
        is_certain=candidate.evidence >= _CERTAIN,
        is_marked_closed=candidate.is_closed,
        case_label=candidate.label,
    )


def _best_chain(candidates: Sequence[Candidate]) -> tuple[list[Candidate], int]:
    """The candidates with rising numbers whose evidence adds up to most; following on is evidence too.

    A tree of prefix maxima over the numbers makes it O(n log n) where the plain recursion is quadratic.
    """
    orders = sorted({candidate.order for candidate in candidates})
    tree = _PrefixMaxima(len(orders))
    totals: list[int] = []
    before: list[int | None] = []
    at_number: dict[tuple[int, int], int] = {}
    for n, candidate in enumerate(candidates):
        rank = bisect_left(orders, candidate.order)
        total, previous = tree.best_below(rank)
        main, sub = candidate.order
        for step in ((main - 1, 0), (main, sub - 1)):
            follower = at_number.get(step)
            if follower is not None and totals[follower] + _NEXT_BONUS > total:
                total, previous = totals[follower] + _NEXT_BONUS, follower
        totals.append(total + candidate.evidence)
        before.append(previous)
        tree.add(rank, totals[n], n)
        known = at_number.get(candidate.order)
        if known is None or totals[known] < totals[n]:
            at_number[candidate.order] = n
    if not totals:
        return [], 0
    last: int | None = max(range(len(totals)), key=lambda n: totals[n])
    most = totals[last] if last is not None else 0
    chain: list[Candidate] = []
    while last is not None:
        chain.append(candidates[last])
        last = before[last]
    return chain[::-1], most


class _PrefixMaxima:
    """The largest total among all smaller numbers, in O(log n) (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self.best: list[tuple[int, int | None]] = [(0, None)] * (size + 1)

    def add(self, rank: int, total: int, index: int) -> None:
        at = rank + 1
        while at < len(self.best):
            if total > self.best[at][0]:
                self.best[at] = (total, index)
            at += at & -at

    def best_below(self, rank: int) -> tuple[int, int | None]:
        found: tuple[int, int | None] = (0, None)
        at = rank
        while at > 0:
            if self.best[at][0] > found[0]:
                found = self.best[at]
            at -= at & -at
        return found


def _filled(chain: list[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The chain with the items of which nothing but the number tells: those missing in it, at its end and its start."""
    starts = [candidate.start for candidate in candidates]
    filled: list[Candidate] = [*_leading(chain[0], candidates), chain[0]]
    for before, after in zip_longest(chain, chain[1:]):
        first = bisect_left(starts, before.start + 1)
        last = bisect_left(starts, after.start) if after else len(starts)
        filled += _between(before, after, candidates[first:last])
        if after:
            filled.append(after)
    return filled


def _between(before: Candidate, after: Candidate | None, candidates: Sequence[Candidate]) -> list[Candidate]:
    """What follows `before` number by number; a number that a list in the item has reached too is the list's."""
    found: list[Candidate] = []
    last = before
    number = before.order[0]
    if after and after.order[0] <= number + 1:
        return found
    for candidate in candidates:
        main, sub = candidate.order
        if sub or (after and main >= after.order[0]):
            continue
        is_entry = candidate.follows is not None and candidate.follows > last.start
        if main == number + 1 and _reads_as_title(candidate) and (not is_entry or candidate.is_closed):
            found.append(candidate)
            number, last = main, candidate
    return found


def _leading(first: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The items before the first certain one, back to number 1."""
    found: list[Candidate] = []
    number = first.order[0]
    earlier = [c for c in candidates if c.start < first.start and not c.order[1] and _reads_as_title(c)]
    for candidate in reversed(earlier):
        if candidate.order[0] == number - 1:
            found.append(candidate)
            number -= 1
    return found[::-1]


def _reads_as_title(candidate: Candidate) -> bool:
    title = candidate.title
    return len(title) <= _LONGEST_BARE_TITLE and not ends_as_sentence(title) and not title.endswith(":")


def _stands_alone(lines: Sequence[Line], candidate: Candidate) -> bool:
    """Whether a short title with a full stop has its own text below it, and no entry of a list."""
    following = next((line.text for line in lines[candidate.end : candidate.end + 3] if line.text), "")
    is_entry = any(pattern.match(following) for pattern in STYLES.values())
    return bool(following) and not is_entry and len(candidate.title) <= _LONGEST_PLAIN_TITLE


def find_plain_items(lines: Sequence[Line], start: int = 0) -> list[ItemHeading]:
    """The items of minutes without any headings of sections: short titles numbered without a gap."""
    for style in STYLES:
        found: list[Candidate] = []
        for candidate in find_candidates(lines, style, start, {}):
            expected = found[-1].order[0] + 1 if found else candidate.order[0]
            is_title = _reads_as_title(candidate) or _stands_alone(lines, candidate)
            if candidate.order == (expected, 0) and is_title:
                found.append(candidate)
        if len(found) >= _ENOUGH_PLAIN:
            return [_as_heading(candidate) for candidate in found]
    return []
