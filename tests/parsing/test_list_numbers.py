"""List numbers, in front and displaced to the end of the line."""

import pytest

from apps.parsing.list_numbers import displaced_number, leading_number


@pytest.mark.parametrize(
    ("line", "wanted", "following", "found"),
    [
        ("Planen tages til1.", (1,), "efterretning.", (1, "Planen tages til")),
        ("Huse på Kirkevej,1.", (1,), "som er gule", (1, "Huse på Kirkevej,")),
        ("Vi holder lukket i1.", (1,), "2021.", (1, "Vi holder lukket i")),
        ("frem til den 21.3.", (3, 1), "marts.", (3, "frem til den 21.")),
        ("på grund af covid-3.", (3, 1), "regler", (3, "på grund af covid-")),
        ("Planen godkendes. 1.", (1,), "", (1, "Planen godkendes.")),
        ("Planen for 2021-2025.1.", (1,), "", (1, "Planen for 2021-2025.")),
        ("Budget 20212.", (2, 1), "godkendes", (2, "Budget 2021")),
        ("lovens §1.", (2, 1), "stk.", None),
        ("frem til den 21.", (1,), "marts 2021", None),
        ("Se bilag 1.", (1,), "Det viser", None),
        ("jf. afsnit 1.2.1.", (1,), "", None),
        ("Vej A1.", (1,), "", None),
        ("Planen tages til2.", (1,), "efterretning.", None),
        ("1.", (1,), "", None),
    ],
)
def test_a_number_glued_to_the_end_is_told_from_one_of_the_sentence(
    line: str, wanted: tuple[int, ...], following: str, found: tuple[int, str] | None
) -> None:
    assert displaced_number(line, wanted, following) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1. Planen", (1, "Planen")),
        ("2) Planen", (2, "Planen")),
        ("At 3) planen", (3, "planen")),
        ("1. februar 2022", None),
        ("2021. Planen", None),
        ("12 planer", None),
    ],
)
def test_a_leading_number_is_taken_off(line: str, found: tuple[int, str] | None) -> None:
    assert leading_number(line) == found
