"""Which item of a changed document is which item of the archive.

An item keeps its address and staff's corrections wherever it moves, so this is decided by what it is, not by its
place: the same number and title, then the same journal number, then the likeness of the titles.
"""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from apps.language.addresses import slugify
from apps.language.journal_numbers import parse_journal_number
from apps.parsing.records import ParsedItem
from apps.topics.topics import is_about_meetings

# A title that keeps half of its words under the same number is the same item, reworded; under another number
# four fifths are asked for, or else an inserted item could take over a neighbour's address.
_SAME_NUMBER_LIKENESS = 0.5
_OTHER_NUMBER_LIKENESS = 0.8


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemIdentity:
    """What an item is recognised by, as a document states it."""

    number: str
    title: str
    journal_number: str


def identity_of(item: ParsedItem) -> ItemIdentity:
    """As this document states it."""
    return ItemIdentity(number=item.number, title=item.title, journal_number=item.journal_number or "")


def match_items(known: Sequence[ItemIdentity], stated: Sequence[ItemIdentity]) -> dict[int, int]:
    """Indices of `stated` -> indices of `known`. Items without a counterpart are left out.

    Cost: the likeness of titles is computed for the items that the first two rules left over only.
    """
    matches: dict[int, int] = {}
    _take(matches, known, stated, lambda k, s: 1.0 if _same_number_and_title(k, s) else 0.0)
    _take(matches, known, stated, lambda k, s: _closeness(k, s) if _same_case(k, s) else 0.0)
    _take(matches, known, stated, _likeness)
    return matches


def _take(
    matches: dict[int, int],
    known: Sequence[ItemIdentity],
    stated: Sequence[ItemIdentity],
    score: Callable[[ItemIdentity, ItemIdentity], float],
) -> None:
    """Pair what is left, best score first; of equals the ones that stand closest."""
    taken = set(matches.values())
    pairs = [
        (-points, abs(s - k), s, k)
        for s, new in enumerate(stated)
        if s not in matches
        for k, old in enumerate(known)
        if k not in taken and (points := score(old, new)) > 0
    ]
    for _, _, s, k in sorted(pairs):
        if s not in matches and k not in taken:
            matches[s] = k
            taken.add(k)


def _same_number_and_title(old: ItemIdentity, new: ItemIdentity) -> bool:
    return old.number == new.number and _words(old) == _words(new) and not _other_case(old, new)


@dataclass(frozen=True, kw_only=True, slots=True)
class VoteIdentity:
    """What a vote is recognised by: its subject, and who voted how."""

    subject: str
    sides: frozenset[str]


def match_votes(known: Sequence[VoteIdentity], stated: Sequence[VoteIdentity]) -> dict[int, int]:
    """Indices of `stated` -> indices of `known`: by subject and sides, then subject, then sides.

    As many as are left on both sides are taken in their order; of different numbers nobody can say which is which.
    """
    matches: dict[int, int] = {}
    for alike in (_same_vote, _same_subject, _same_sides):
        for s, new in enumerate(stated):
            taken = set(matches.values())
            k = next((k for k, old in enumerate(known) if k not in taken and alike(old, new)), None)
            if s not in matches and k is not None:
                matches[s] = k
    left = [k for k in range(len(known)) if k not in set(matches.values())]
    fresh = [s for s in range(len(stated)) if s not in matches]
    return {**matches, **dict(zip(fresh, left, strict=True))} if len(left) == len(fresh) else matches


def _same_vote(old: VoteIdentity, new: VoteIdentity) -> bool:
    return slugify(old.subject) == slugify(new.subject) and old.sides == new.sides


def _same_subject(old: VoteIdentity, new: VoteIdentity) -> bool:
    return bool(old.subject) and slugify(old.subject) == slugify(new.subject)


def _same_sides(old: VoteIdentity, new: VoteIdentity) -> bool:
    return bool(old.sides) and old.sides == new.sides


@lru_cache(maxsize=1024)
def _words(item: ItemIdentity) -> str:
    return slugify(item.title)


def _case(item: ItemIdentity) -> object:
    if not item.journal_number or is_about_meetings(item.journal_number):
        return None
    return parse_journal_number(item.journal_number) or item.journal_number


def _same_case(old: ItemIdentity, new: ItemIdentity) -> bool:
    return _case(old) is not None and _case(old) == _case(new)


def _other_case(old: ItemIdentity, new: ItemIdentity) -> bool:
    return _case(old) is not None and _case(new) is not None and _case(old) != _case(new)


def _closeness(old: ItemIdentity, new: ItemIdentity, needed: float = 0.0) -> float:
    """How alike the titles are; 0 where that is less than needed, which is mostly seen by counting letters."""
    titles = difflib.SequenceMatcher(None, _words(old), _words(new), autojunk=False)
    if any(bound() < needed for bound in (titles.real_quick_ratio, titles.quick_ratio, titles.ratio)):
        return 0.0
    return 0.01 + titles.ratio()


def _likeness(old: ItemIdentity, new: ItemIdentity) -> float:
    if _other_case(old, new):
        return 0.0
    needed = _SAME_NUMBER_LIKENESS if old.number == new.number else _OTHER_NUMBER_LIKENESS
    return _closeness(old, new, needed)
