"""A vote as it is shown: three sides with number, names and seats."""

from collections.abc import Iterator
from dataclasses import dataclass

from apps.agenda_items.models import Vote, VoteCast, VoteSide
from apps.charts.seats import SeatRows, seat_rows

# A member who has left the party (løsgænger) has a seat all the same.
_NO_PARTY = "–"
_LABELS = {VoteSide.FOR: "For", VoteSide.AGAINST: "Imod", VoteSide.ABSTAINED: "Undlod"}


@dataclass(frozen=True, slots=True)
class BallotSide:
    """One side of a vote; `count` is None where the document gives neither number nor names."""

    side: str
    label: str
    count: int | None
    casts: tuple[VoteCast, ...]
    seats: SeatRows | None


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote with its sides."""

    vote: Vote
    sides: tuple[BallotSide, ...]

    @property
    def has_names(self) -> bool:
        """Whether anybody is named, or only numbers are given."""
        return any(side.casts for side in self.sides)

    @property
    def result(self) -> str:
        """ "2-3", for and against, where both are known."""
        counts = {side.side: side.count for side in self.sides}
        votes_for, against = counts.get(VoteSide.FOR), counts.get(VoteSide.AGAINST)
        return "" if votes_for is None or against is None else f"{votes_for}-{against}"


def ballot_of(vote: Vote) -> Ballot:
    """The vote for reading. No query where `casts` is prefetched."""
    return Ballot(vote, tuple(_sides(vote)))


def _sides(vote: Vote) -> Iterator[BallotSide]:
    stated = {
        VoteSide.FOR: vote.count_for,
        VoteSide.AGAINST: vote.count_against,
        VoteSide.ABSTAINED: vote.count_abstained,
    }
    for side, label in _LABELS.items():
        casts = tuple(cast for cast in vote.casts.all() if cast.side == side)
        # A party without a name stands for all its members, so only names can be counted.
        are_persons = bool(casts) and all(cast.name for cast in casts)
        count = stated[side] if stated[side] is not None else len(casts) if are_persons else None
        if count is None and not casts:
            continue
        seats = seat_rows([cast.party or _NO_PARTY for cast in casts]) if are_persons else None
        yield BallotSide(side.value, label, count, casts, seats)
