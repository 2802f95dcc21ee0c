"""Earlier handlings and references in running text."""

import datetime as dt
import time

import pytest

from apps.parsing.reading.text import read_text
from apps.parsing.references import find_references, read_handling, read_handlings


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Havne- og Teknikudvalget den 2. marts 2021 Punkt 5",
            ("Havne- og Teknikudvalget", dt.date(2021, 3, 2), "5"),
        ),
        ("Byrådet den 2. marts 2021, Meddelelser", ("Byrådet", dt.date(2021, 3, 2), None)),
        ("Økonomiudvalget, 18. september 2019, pkt. 153:", ("Økonomiudvalget", dt.date(2019, 9, 18), "153")),
        ("Børneudvalget d. 02-03-2021 punkt 2.4", ("Børneudvalget", dt.date(2021, 3, 2), "2.4")),
        (
            "Udvalget for Børn og Unge den 2. marts 2021",
            ("Udvalget for Børn og Unge", dt.date(2021, 3, 2), None),
        ),
    ],
)
def test_a_line_of_earlier_handling(line: str, expected: tuple[str, dt.date, str | None]) -> None:
    (reference,) = read_handling(line, 7)
    assert (reference.committee, reference.date, reference.item) == expected
    assert reference.first_line == 7


def test_a_line_without_a_possible_date_is_no_handling() -> None:
    assert list(read_handling("Byrådet i foråret", 1)) == []
    assert list(read_handling("Byrådet den 31-02-2021", 1)) == []


def test_two_handlings_may_stand_on_one_line() -> None:
    line = "Havneudvalget 2. februar 2021, punkt 3 og Økonomiudvalget 9. februar 2021, punkt 5"
    assert [(r.committee, r.date, r.item) for r in read_handling(line, 1)] == [
        ("Havneudvalget", dt.date(2021, 2, 2), "3"),
        ("Økonomiudvalget", dt.date(2021, 2, 9), "5"),
    ]


@pytest.mark.parametrize(
    ("text", "committee"),
    [
        ("På udvalgets møde den 9. april 2024, punkt 3, blev planen godkendt.", "Havneudvalget"),
        ("På udvalgsmødet den 9. april 2024, punkt 3, blev planen godkendt.", "Havneudvalget"),
        ("Planen blev godkendt i udvalget den 9. april 2024, punkt 3.", "Havneudvalget"),
        (
            "På kommunalbestyrelsens møde den 9. april 2024 (punkt 3) blev planen godkendt.",
            "Kommunalbestyrelsen",
        ),
        ("Byrådet bad om en plan på byrådets møde den 9. april 2024, pkt. 3.", "Byrådet"),
        (
            "Planen blev godkendt af Kultur og Fritidsudvalget på mødet den 9. april 2024 punkt 3.",
            "Kultur og Fritidsudvalget",
        ),
    ],
)
def test_a_body_may_be_meant_without_its_name(text: str, committee: str) -> None:
    assert [(r.committee, r.date, r.item) for r in find_references(text, 1, "Havneudvalget")] == [
        (committee, dt.date(2024, 4, 9), "3")
    ]


@pytest.mark.parametrize(
    "text", ["Underudvalget mødtes den 9. april 2024.", "Han var i udvalget fra den 9. april 2024."]
)
def test_a_date_beside_another_body_is_no_reference_to_this_one(text: str) -> None:
    assert list(find_references(text, 1, "Havneudvalget")) == []


def test_decisions_named_in_running_text() -> None:
    text = (
        "På Havne- og Teknikudvalgets møde den 13. august 2024 punkt 5 blev planen sendt i høring. "
        "Byrådet den 22. marts 2021, pkt. 10. Broen åbner den 1. maj 2025."
    )
    assert [(r.committee, r.date, r.item) for r in find_references(text, 3)] == [
        ("Havne- og Teknikudvalget", dt.date(2024, 8, 13), "5"),
        ("Byrådet", dt.date(2021, 3, 22), "10"),
    ]


def test_a_list_of_handlings_may_be_wrapped_and_hold_lines_without_a_date() -> None:
    lines = read_text(
        "Se også bilag\nErhvervs-, Beskæftigelses- og\nUddannelsesudvalget den 14. august\n2019 Punkt\n11\n\nByrådet den 2. maj 2020\nBørneudvalget den 3. maj 2020, \nMeddelelser".encode()
    ).lines
    assert [(r.date.isoformat(), r.item, r.first_line) for r in read_handlings(lines) if r.date] == [
        ("2019-08-14", "11", 1),
        ("2020-05-02", None, 7),
        ("2020-05-03", None, 8),
    ]


def test_a_long_text_where_handlings_are_expected_is_read_in_linear_time() -> None:
    def seconds(count: int) -> float:
        lines = read_text(
            ("så går vi en tur ned til havnen, hvor der er mange både\n" * count).encode()
        ).lines
        start = time.process_time()
        assert read_handlings(lines) == ()
        return time.process_time() - start

    # Quadratic work would take sixteen times as long; the floor keeps a busy machine from deciding.
    assert seconds(8_000) < max(9 * seconds(2_000), 1.0)
