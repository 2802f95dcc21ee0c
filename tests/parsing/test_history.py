"""The history of a decision."""

import datetime as dt

from apps.parsing.headings import read_heading
from apps.parsing.history import is_history_heading, read_history


def test_each_body_has_its_date_and_text() -> None:
    history = read_history(
        [
            "Beslutning truffet af Havne- og Teknikudvalget d. 02-03-2021",
            "Udsættes",
            "Beslutning fra Økonomiudvalget, 16. marts 2021, pkt. 4: Anbefales.",
            "Bo Krat var fraværende.",
            "Byrådet den 22. marts 2021",
            "Godkendt",
        ]
    )
    assert [(h.committee, h.date, h.text) for h in history] == [
        ("Havne- og Teknikudvalget", dt.date(2021, 3, 2), "Udsættes"),
        ("Økonomiudvalget", dt.date(2021, 3, 16), "Anbefales.\nBo Krat var fraværende."),
        ("Byrådet", dt.date(2021, 3, 22), "Godkendt"),
    ]


def test_text_before_the_first_heading_is_left_out() -> None:
    assert read_history(["Se bilag."]) == []


def test_a_dated_heading_of_this_meeting_is_no_history() -> None:
    heading = read_heading("Beslutning i Byrådet den 16-03-2026")
    assert not is_history_heading(heading, "Byrådet", dt.date(2026, 3, 16))
    assert is_history_heading(heading, "Byrådet", dt.date(2026, 4, 20))
    assert is_history_heading(heading, "Økonomiudvalget", dt.date(2026, 3, 16))
    assert not is_history_heading(read_heading("Beslutning"), "Byrådet", None)
