"""Geometry of the drawings."""

from hypothesis import given
from hypothesis import strategies as st

from apps.charts.attendance_bars import attendance_bars
from apps.charts.seats import seat_rows
from apps.charts.stacked_bars import BASE, TOP, stacked_bars

counts = st.dictionaries(st.sampled_from(("yes", "no")), st.integers(0, 5000))


def test_seats_break_into_rows_of_nine() -> None:
    rows = seat_rows(["A"] * 10)
    assert len({seat.y for seat in rows.seats}) == 2
    assert rows.width == 9 * 34


def test_no_seats_need_no_room() -> None:
    assert (seat_rows([]).width, seat_rows([]).height) == (0, 0)


@given(st.lists(st.tuples(st.text(max_size=4), counts), max_size=12))
def test_stacked_layers_fill_their_bar_within_the_drawing(groups: list[tuple[str, dict[str, int]]]) -> None:
    chart = stacked_bars(groups, ("yes", "no"))
    assert len(chart.grid) <= 5
    for bar in chart.bars:
        assert bar.count == sum(bar.counts)
        assert TOP - 0.1 <= bar.top <= BASE
        assert abs(sum(layer.height for layer in bar.layers) - (BASE - bar.top)) < 0.5


def test_years_of_attendance_share_one_scale() -> None:
    rows = attendance_bars([("2024", 4, 4), ("2025", 1, 2)]).rows
    assert rows[0].present_width == 4 * rows[1].present_width
    assert [(row.present, row.absent, row.invited) for row in rows] == [(4, 0, 4), (1, 1, 2)]


def test_nobody_invited_draws_nothing() -> None:
    assert attendance_bars([("2024", 0, 0)]).rows[0].present_width == 0
