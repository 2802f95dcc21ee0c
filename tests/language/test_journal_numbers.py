"""Journal numbers in their three families."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.journal_numbers import TEXT_PATTERN, lexemes, parse_journal_number, parse_prefix
from apps.language.tokens import JOURNAL, tokenise


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("27.51.08-A00-5-22", "27.51.08-A00-5-22"),
        ("27.51.08 - a00 - 5 - 2022", "27.51.08-A00-5-22"),
        ("27.51.08A00-0005-22", "27.51.08-A00-5-22"),
        ("00.01.00P35-0104", "00.01.00-P35-104"),
        ("27.51.08 A00 5 22", "27.51.08-A00-5-22"),
        ("27.51.08–A00–5–22", "27.51.08-A00-5-22"),
        ("27.51.08\u2011A00", "27.51.08-A00"),
        ("27.51.08-G1-3-25", "27.51.08-G01-3-25"),
        ("27.51.08.A00", "27.51.08-A00"),
        ("27.51.08.A00.5.22", "27.51.08-A00-5-22"),
        ("27 51 08 a00 5 22", "27.51.08-A00-5-22"),
        ("27 51 08 G1 5 2022", "27.51.08-G01-5-22"),
        ("27-51-08-a00-5-22", "27.51.08-A00-5-22"),
        ("27-51-08-A00", "27.51.08-A00"),
        ("25/26257", "25/26257"),
        ("25/003318", "25/3318"),
        ("2012-28504", "2012-28504"),
        ("2012/28504", "2012-28504"),
    ],
)
def test_any_usual_way_of_writing_is_the_same_number(written: str, text: str) -> None:
    number = parse_journal_number(written)
    assert number is not None
    assert number.text == text


@pytest.mark.parametrize(
    "written",
    [
        "",
        "27",
        "27.51",
        "12.000",
        "kl. 13.00",
        "1/2",
        "21.3.2021",
        "27.51.08-A",
        "27-51-08",
        "27 51 08",
        "2021-2024",
        "2025-26",
    ],
)
def test_what_is_no_journal_number_is_none(written: str) -> None:
    assert parse_journal_number(written) is None


def test_prefixes_are_of_whole_parts() -> None:
    number = parse_journal_number("27.51.08-A00-5-22")
    assert number is not None
    assert number.prefixes == (
        "27",
        "27.51",
        "27.51.08",
        "27.51.08-A00",
        "27.51.08-A00-5",
        "27.51.08-A00-5-22",
    )


def test_two_digits_are_a_group_and_never_the_beginning_of_a_year() -> None:
    number = parse_journal_number("25/26257")
    assert number is not None
    assert "25" not in number.prefixes
    assert not number.is_kle


@pytest.mark.parametrize(
    ("typed", "prefix"),
    [
        ("27", "27"),
        ("27.51", "27.51"),
        ("27.51.", "27.51"),
        ("27.*", "27"),
        (" 27.51.08 ", "27.51.08"),
        ("27.51.08-A00", "27.51.08-A00"),
        ("27.51.08-A00-5-22", "27.51.08-A00-5-22"),
        ("25/26257", "25/26257"),
        ("27.5", None),
        ("2", None),
        ("abc", None),
        ("27.51.08.01", None),
    ],
)
def test_a_typed_beginning_is_read_or_refused(typed: str, prefix: str | None) -> None:
    assert parse_prefix(typed) == prefix


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("25/", "25/"),
        ("25/*", "25/"),
        ("2012-", "2012-"),
        ("2012/", "2012-"),
        ("2012", None),
        ("/", None),
        ("1812-", None),
    ],
)
def test_the_year_of_a_number_is_a_beginning_too(text: str, canonical: str | None) -> None:
    assert parse_prefix(text) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "27.51.08",
        "27.51.08-A00-5-22",
        "27.51.08 a00 5 22",
        "27.51.08 - A00 - 5",
        "27.51.08A00-0005",
        "27.51.08.A00",
        "27.51.08.A00.5.22",
        "27.51.08-G1-3-25",
        "27 51 08 A00 5 22",
        "27 51 08 A00",
        "27 51 08 g1 5 22",
        "27 51 08-A00-5-22",
        "27-51-08-a00-5-22",
        "27-51-08-A00",
        "25/26257",
        "2012/28504",
    ],
)
def test_a_number_is_found_in_running_text_in_its_usual_looks(text: str) -> None:
    found = re.search(TEXT_PATTERN, f"Sag nr. {text}, se bilag 3.")
    assert found is not None
    assert found[0] == text


@pytest.mark.parametrize("text", ["12.03.2021", "27.51.08.01", "27.51.081", "2021-2024", "25/26", "1/2/2020"])
def test_dates_years_and_fractions_are_none(text: str) -> None:
    assert re.search(rf"(?<!\d)(?:{TEXT_PATTERN})(?!\d)", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "kl. 15 00 00",
        "tlf. 44 77 20 00",
        "tlf. 44 77 20 00 P10",
        "tlf. 44-77-20-00",
        "12-08-2025",
        "12-08-25 A4",
        "den 12 08 25",
        "12 08 25 børn",
        "10 20 30 m2",
        "10 20 30 m2 til 5 boliger",
        "1 200 300 kr.",
        "12 00 00 kr.",
        "2023-24-25-A12",
        "10-11-12-årige",
    ],
)
def test_hours_telephone_numbers_dates_and_sums_are_none(text: str) -> None:
    assert JOURNAL not in {token.kind for token in tokenise(text)}


def test_a_short_facet_is_none_where_it_may_be_a_size() -> None:
    assert [token.text for token in tokenise("27.51.08 A4 5")] == ["27.51.08", "A4", "5"]


@given(st.from_regex(re.compile(TEXT_PATTERN, re.ASCII), fullmatch=True))
def test_what_is_found_in_running_text_is_read(text: str) -> None:
    assert parse_journal_number(text) is not None


def test_a_number_has_a_lexeme_for_each_of_its_beginnings() -> None:
    number = parse_journal_number("25/26257")
    assert number is not None
    assert lexemes(number) == {"j:25/", "j:25/26257"}
