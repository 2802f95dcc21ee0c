"""Committees that an import would make, so that a mistyped name is noticed before it gets a page of its own."""

import datetime as dt
from dataclasses import dataclass

from apps.committees.models import Committee, Municipality, similar_committees

_MOST_SIMILAR = 3


@dataclass(frozen=True, kw_only=True)
class NewCommittee:
    """A committee that the archive does not know, and those of the municipality whose names are like it."""

    name: str
    similar: tuple[Committee, ...] = ()

    @property
    def made(self) -> str:
        """What staff are told once it is there, by the report and by the command."""
        told = f"Udvalget »{self.name}« fandtes ikke i arkivet og er oprettet."
        if self.similar:
            names = " og ".join(f"»{committee}«" for committee in self.similar)
            told += f" Navnet ligner {names}: er det samme udvalg, så læg dem sammen."
        return told


def new_committee(
    municipality: Municipality | None, name: str | None, on: dt.date | None
) -> NewCommittee | None:
    """The committee that loading would make, or None where the archive knows it. About eight queries if it does not."""
    if not name:
        return None
    if municipality is None:
        return NewCommittee(name=name)
    if Committee.find(municipality, name, on) is not None:
        return None
    return NewCommittee(name=name, similar=tuple(similar_committees(municipality, name, most=_MOST_SIMILAR)))
