"""Seats of one side of a vote: a sign per person, with the party letter inside. Pure geometry; templates draw it."""

from collections.abc import Sequence
from dataclasses import dataclass

_STEP = 34
_PER_ROW = 9  # fits a telephone of 320 px without shrinking


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat: the corner of its square, the middle of its letter, the party's letter or nothing."""

    x: int
    y: int
    middle: int
    base: int
    letter: str


@dataclass(frozen=True, slots=True)
class SeatRows:
    """The seats and the size of the drawing."""

    width: int
    height: int
    seats: tuple[Seat, ...]


def seat_rows(letters: Sequence[str]) -> SeatRows:
    """A seat per letter, nine in a row."""
    seats = tuple(
        Seat(
            x=2 + n % _PER_ROW * _STEP,
            y=2 + n // _PER_ROW * _STEP,
            middle=15 + n % _PER_ROW * _STEP,
            base=20 + n // _PER_ROW * _STEP,
            letter=letter[:2],
        )
        for n, letter in enumerate(letters)
    )
    rows = -(-len(letters) // _PER_ROW)
    return SeatRows(min(len(letters), _PER_ROW) * _STEP, rows * _STEP, seats)
