"""Where items begin, and what only looks like it."""

import pytest

from apps.parsing.item_headings.printed import find_item_headings
from apps.parsing.reading.text import read_text


def headings(text: str, contents: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(h.number, h.title) for h in find_item_headings(read_text(text.encode()).lines, contents)]


def test_titles_wrap_up_to_the_blank_line() -> None:
    assert headings("Punkt 1 Plan for\nden gamle havn\n\nIndhold\n") == [("1", "Plan for den gamle havn")]


def test_a_page_break_in_a_title_is_bridged() -> None:
    assert headings("Punkt 1 Plan for\n\n\n\nden gamle havn\n\nIndhold") == [("1", "Plan for den gamle havn")]
    assert headings("Punkt 1 Plan fra Havne- og\n\n\n\nTeknikudvalget\n\nIndhold") == [
        ("1", "Plan fra Havne- og Teknikudvalget")
    ]


def test_a_heading_may_begin_with_a_space_and_have_a_colon_or_a_sub_number() -> None:
    assert headings(
        " Punkt 1: Havn\n\n00.01.10-P35-13-24\n\nPunkt 1.2 Skib\n\nIndhold\n\nPkt. 2 Bro\n\nIndhold"
    ) == [
        ("1", "Havn"),
        ("1.2", "Skib"),
        ("2", "Bro"),
    ]


@pytest.mark.parametrize(
    "false_friend",
    [
        "Punkt nr.\n\nTitel",
        "Punkt 2: Godkendt",
        "Punkt 2 blev godkendt",
        "Punkt 2 i aftalen gælder havnen",
        "Punkt 7 Havnens venner er en forening.",
        "se aftalen,\nPunkt 2 Havnen",
    ],
)
def test_what_only_looks_like_a_heading_is_none(false_friend: str) -> None:
    text = f"Punkt 1 Havn\n\nBeslutning\n\n{false_friend}\n\nUdvalget er enigt.\n\nPunkt 2 Skib\n\nIndhold"
    assert headings(text) == [("1", "Havn"), ("2", "Skib")]


def test_a_table_of_contents_makes_a_heading_certain_also_where_it_cuts_the_title() -> None:
    text = "Punkt 1: Havn og by\n\nTekst.\n\nPunkt 4: Skib og\n\nTekst."
    assert headings(text) == [("1", "Havn og by")]
    assert headings(text, ("Havn og", "Skib og")) == [("1", "Havn og by"), ("4", "Skib og")]


def test_numbers_rise() -> None:
    text = "Punkt 3 Havn\n\nIndhold\n\nPunkt 1 Skib\n\nIndhold\n\nPunkt 4 Bro\n\nIndhold"
    assert headings(text) == [("3", "Havn"), ("4", "Bro")]
