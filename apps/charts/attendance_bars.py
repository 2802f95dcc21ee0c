"""Attendance by year: a bar of meetings attended, and one of those missed. Pure geometry; templates draw it."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, _LEFT, _LENGTH, _ROW = 500, 50, 360, 34


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One year; widths are 0 where there is nothing to draw."""

    label: str
    present: int
    absent: int
    y: int
    base: int
    present_width: float
    absent_x: float
    absent_width: float
    text_x: float

    @property
    def invited(self) -> int:
        """Meetings of that year."""
        return self.present + self.absent


@dataclass(frozen=True, slots=True)
class AttendanceBars:
    """The drawing: 500 wide, a row per year."""

    height: int
    rows: tuple[AttendanceRow, ...]


def attendance_bars(years: Sequence[tuple[str, int, int]]) -> AttendanceBars:
    """Rows of (label, present, invited), to one scale."""
    most = max((invited for _, _, invited in years), default=1)
    unit = _LENGTH / max(most, 1)
    rows = []
    for n, (label, present, invited) in enumerate(years):
        absent = invited - present
        absent_x = _LEFT + present * unit + (3 if present else 1)
        end = absent_x + max(absent * unit - 4, 4) if absent else _LEFT + present * unit
        rows.append(
            AttendanceRow(
                label=label,
                present=present,
                absent=absent,
                y=8 + n * _ROW,
                base=24 + n * _ROW,
                present_width=round(present * unit, 1),
                absent_x=round(absent_x, 1),
                absent_width=round(max(absent * unit - 4, 4), 1) if absent else 0,
                text_x=round(end + 10, 1),
            )
        )
    return AttendanceBars(len(years) * _ROW + 10, tuple(rows))
