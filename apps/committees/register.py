"""Whom a name means: all names of a municipality's committees, today's and former ones, with their periods.

Asks no database.
"""

import datetime as dt
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from apps.committees.folding import fold_name
from apps.committees.periods import is_within
from apps.language.addresses import slugify

_LIKENESS = 0.72
_SHORTEST_WORD_IN_COMMON = 5


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
        """Keys of committees whose names are like this one, the most alike first: for staff to choose from."""
        wanted = fold_name(name, self._municipality)
        likeness: dict[int, float] = {}
        for entry in self._names:
            if entry.source != Source.ADDRESS:
                alike = _likeness(wanted, fold_name(entry.text, self._municipality))
                likeness[entry.committee] = max(alike, likeness.get(entry.committee, 0.0))
        return sorted(
            (key for key, alike in likeness.items() if alike), key=lambda key: (-likeness[key], key)
        )


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


def _likeness(wanted: str, known: str) -> float:
    """How alike two folded names are; 0 where neither letters nor a telling word agree."""
    ratio = difflib.SequenceMatcher(None, wanted, known, autojunk=False).ratio()
    common = {word for word in wanted.split()[:-1] if len(word) >= _SHORTEST_WORD_IN_COMMON}
    return ratio if ratio >= _LIKENESS or common & set(known.split()[:-1]) else 0.0
