"""Numbers and amounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.amounts import MOST_DIGITS, number_keys, unit_words


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("7", "7", None),
        ("0104", "0104", None),
        ("1.178.000", "1178000", None),
        ("1\u00a0178\u00a0000 kr", "1178000", None),
        ("11,5", "11,5", None),
        ("11,50 kr", "11,5", None),
        ("12,00", "12", None),
        ("9,4 mio. kr", "9,4", "9400000"),
        ("9,4 millioner kroner", "9,4", "9400000"),
        ("1,2 mia", "1,2", "1200000000"),
        ("850 t.kr", "850", "850000"),
        ("850 tkr", "850", "850000"),
        ("2,0005 tusind", "2,0005", "2000,5"),
    ],
)
def test_a_number_is_one_lexeme_however_written(text: str, number: str, value: str | None) -> None:
    assert number_keys(text) == (number, value)


def test_an_amount_has_the_value_of_its_digits() -> None:
    assert number_keys("3,25 mio. kr")[1] == number_keys("3.250.000 kr")[0]


def test_the_words_of_an_amount_are_its_units() -> None:
    assert unit_words("9,4 mio. kr") == ["mio", "kr"]


def test_what_begins_with_no_digit_is_no_number() -> None:
    with pytest.raises(ValueError, match="no number"):
        number_keys("kr. 7")


@given(st.integers(min_value=1, max_value=10**60))
def test_a_number_of_any_length_has_a_short_lexeme(number: int) -> None:
    lexeme, _ = number_keys(f"{number:,}".replace(",", "."))
    assert str(number).startswith(lexeme)
    assert len(lexeme) <= MOST_DIGITS
