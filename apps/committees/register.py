"""Whom a name means: all names of a municipality's committees, today's and former ones, with their periods.

Asks no database.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from apps.committees.folding import BODIES, fold_name
from apps.committees.periods import is_within
from apps.language.addresses import slugify

# Letters that may be wrong in a name, and how long a word has to be so that one or two of its letters may be.
_MOST_EDITS = 2
_LONG_ENOUGH_FOR_ONE, _LONG_ENOUGH_FOR_TWO = 5, 8


class Source(IntEnum):
    """Where a name comes from."""

    NAME = 0
    SYNONYM = 1
    ADDRESS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownName:
    """A name that means `committee` (a key) in a period; of an address only the slug is known."""

    committee: int
    text: str
    source: Source
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


class Register:
    """The names of one municipality's committees."""

    def __init__(self, names: Iterable[KnownName], municipality: str) -> None:
        self._names = list(names)
        self._municipality = municipality
        self._found: dict[tuple[str, dt.date | None], int | None] = {}

    def find(self, name: str, on: dt.date | None) -> int | None:
        """The key of the committee that bears, bore or goes by this name on that day (any day where it is None).

        The name as it is written goes before other spellings of it, today's name before staff's synonyms, and both
        before former names and addresses. Of two committees in question the one with the narrower period is meant;
        a committee whose period does not hold the day is never meant.
        """
        if (name, on) not in self._found:
            self._found[name, on] = self._find(name, on)
        return self._found[name, on]

    def _find(self, name: str, on: dt.date | None) -> int | None:
        own = [entry for entry in self._names if is_within(on, entry.starts_on, entry.ends_on)]
        slug, folded = slugify(name), fold_name(name, self._municipality)
        spoken = [entry for entry in own if entry.source != Source.ADDRESS]
        steps = (
            [entry for entry in spoken if _written(entry.text) == _written(name)],
            [entry for entry in spoken if folded and fold_name(entry.text, self._municipality) == folded],
            [entry for entry in own if entry.source == Source.ADDRESS and entry.text == slug],
        )
        for step in steps:
            if step:
                return min(step, key=_precedence_today if on is None else _precedence_then).committee
        return None

    def similar(self, name: str) -> list[int]:
        """Keys of committees whose names are like this one, the most alike first: for staff to choose from.

        Like are names with one or two letters written otherwise, and those that only leave out words of the other.
        """
        found = sorted(
            (difference, entry.committee)
            for entry in self._names
            if entry.source != Source.ADDRESS
            and (difference := _difference(name, entry.text, self._municipality)) is not None
        )
        return list(dict.fromkeys(committee for _, committee in found))


def _written(name: str) -> str:
    """Letters count, case and signs do not; a name of signs only is itself."""
    return slugify(name) or name


def _precedence_today(entry: KnownName) -> tuple[int, bool, int, int]:
    """Today's name, then what has not ended, then what began last."""
    began = entry.starts_on.toordinal() if entry.starts_on else 0
    return entry.source, entry.ends_on is not None, -began, entry.committee


def _precedence_then(entry: KnownName) -> tuple[int, int, int, int]:
    """Today's name, then the period that says most, then what began last."""
    began = entry.starts_on.toordinal() if entry.starts_on else 0
    return entry.source, (entry.starts_on is None) + (entry.ends_on is None), -began, entry.committee


def _difference(wanted: str, known: str, municipality: str) -> int | None:
    """How unlike two names are: 0 to 2 letters written otherwise, or more where one leaves words out; None for others.

    What nearly all names end in says nothing: "Vejudvalget" is not like "Havneudvalget".
    """
    ours, theirs = (fold_name(name, municipality).split() for name in (wanted, known))
    if {*ours[-1:], *theirs[-1:]} <= BODIES:
        if ours[-1:] != theirs[-1:]:
            return None
        ours, theirs = ours[:-1], theirs[:-1]
    else:
        # The ending may be what is misspelt.
        ours, theirs = (slugify(name).split("-") for name in (wanted, known))
    if not (ours and theirs):
        return None
    edits = _edits(ours, theirs)
    if edits is None and (set(ours) <= set(theirs) or set(theirs) <= set(ours)):
        return _MOST_EDITS + abs(len(ours) - len(theirs))
    return edits


def _edits(ours: Sequence[str], theirs: Sequence[str]) -> int | None:
    """How many letters are wrong, missing, too many or swapped; None where that makes it another name."""
    if len(ours) != len(theirs):
        return None
    edits = 0
    for own, other in zip(ours, theirs, strict=True):
        wrong = OSA.distance(own, other)
        if wrong > (len(own) >= _LONG_ENOUGH_FOR_ONE) + (len(own) >= _LONG_ENOUGH_FOR_TWO):
            return None
        edits += wrong
    return edits if edits <= _MOST_EDITS else None
