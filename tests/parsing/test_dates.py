"""Danish dates and times."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.dates import MONTHS
from apps.parsing.dates import begins_with_month, find_dates, find_time, first_date

DATES = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31))


def danish_date(date: dt.date) -> str:
    """As people write it: "2. juni 2020"."""
    return f"{date.day}. {MONTHS[date.month - 1]} {date.year}"


@given(DATES)
def test_every_date_survives_being_written_in_every_way(date: dt.date) -> None:
    for written in (
        danish_date(date),
        f"{date:%d-%m-%Y}",
        f"{date:%d.%m.%Y}",
        f"{date:%d/%m/%Y}",
        f"{date.day}. {danish_date(date).split()[1][:3]}. {date.year}",
        f"Torsdag, {date.day} {danish_date(date).split()[1]}, {date.year} - 18:30",
        date.isoformat(),
    ):
        found = first_date(f"den {written} kl. 13:00")
        assert found
        assert found.date == date


@pytest.mark.parametrize(
    "written", ["31-02-2024", "den 31. juni 2025", "29. februar 2023", "00-01-2024", "12-13-2024"]
)
def test_a_date_that_no_calendar_has_is_found_without_a_date(written: str) -> None:
    assert [found.date for found in find_dates(written)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "27.51.08-A00-5-22",
        "00.01.10-P35-13-24",
        "1.177,8 mio.",
        "2021-2025",
        "den 2. juni",
        "12-12-20201",
        "1/12-2024-3",
    ],
)
def test_numbers_that_look_like_dates_are_none(text: str) -> None:
    assert list(find_dates(text)) == []


def test_all_dates_of_a_text_come_in_order_with_their_places() -> None:
    text = "Fra 1. maj 2020 til 02-06-2020."
    assert [(text[f.start : f.end], f.date) for f in find_dates(text)] == [
        ("1. maj 2020", dt.date(2020, 5, 1)),
        ("02-06-2020", dt.date(2020, 6, 2)),
    ]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Tirsdag den 2. juni 2020 - kl. 13:00", dt.time(13)),
        ("kl. 15.45", dt.time(15, 45)),
        ("14 november, 2019 - 18:30", dt.time(18, 30)),
        ("2025-08-12T09:15", dt.time(9, 15)),
        ("kl. 9", dt.time(9)),
        ("kl. 25:00", None),
        ("den 2. juni 2020 - 12 personer", None),
        ("uden tid", None),
    ],
)
def test_the_time_of_day_is_found(text: str, time: dt.time | None) -> None:
    assert find_time(text) == time


def test_a_month_at_the_beginning_is_seen() -> None:
    assert begins_with_month("marts 2021 kom")
    assert not begins_with_month("majestæten")
