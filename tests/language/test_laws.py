"""References to paragraphs, and the names of laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language import laws
from apps.language.analysis import analyse_query
from apps.language.laws import MOST_OF_A_RANGE, paragraph_lexemes, title_at
from apps.language.tokens import LAW, tokenise


@pytest.mark.parametrize(
    ("text", "lexemes"),
    [
        ("§ 52", {"§52"}),
        ("§52", {"§52"}),
        ("paragraf 52", {"§52"}),
        ("§ 41 b", {"§41b"}),
        ("§ 41B", {"§41b"}),
        ("§§ 6 og 12-14", {"§6", "§12", "§13", "§14"}),
        ("§§ 6, 7 samt § 9", {"§6", "§7", "§9"}),
        ("§§ 5 til 8", {"§5", "§6", "§7", "§8"}),
        ("§§ 41 a-41 c", {"§41a", "§41b", "§41c"}),
        ("§§ 18-12", {"§18", "§12"}),
        ("§§ 1-900", {"§1", "§900"}),
    ],
)
def test_a_reference_names_each_of_its_paragraphs(text: str, lexemes: set[str]) -> None:
    (token,) = tokenise(text)
    assert token.kind == LAW
    assert paragraph_lexemes(token.text) == lexemes


def test_the_word_after_a_paragraph_is_not_its_letter() -> None:
    first, *_ = tokenise("§ 52 i almenboligloven")
    assert paragraph_lexemes(first.text) == {"§52"}


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_range_never_names_more_than_the_cap(first: int, last: int) -> None:
    lexemes = paragraph_lexemes(f"§§ {first}-{last}")
    assert {f"§{first}", f"§{last}"} <= lexemes
    assert len(lexemes) <= MOST_OF_A_RANGE + 1


def test_a_long_list_has_a_bounded_number_of_lexemes() -> None:
    tokens = list(tokenise("§§ " + ", ".join(f"{number}-{number + 50}" for number in range(1, 9000, 60))))
    assert all(
        len(paragraph_lexemes(token.text)) <= 3 * MOST_OF_A_RANGE for token in tokens if token.kind == LAW
    )


def test_a_law_is_known_by_its_title_and_the_longest_title_wins() -> None:
    assert title_at(["lov", "om", "social", "service", "og"]) == ("servicelov", 4)
    assert title_at(["lov", "om", "social"]) is None
    assert title_at([]) is None


def test_the_words_of_a_title_begin_where_a_title_is_looked_for() -> None:
    assert laws.first_words_of_titles() == {"lov", "barnets"}


@pytest.mark.parametrize("law", laws.law_names(), ids=lambda law: law.lexeme)
def test_the_lexeme_of_a_law_is_that_of_its_short_name(law: laws.LawName) -> None:
    (token,) = analyse_query(law.lexeme + "en")
    assert law.lexeme in token.exact
    assert law.abbreviations or law.titles


def test_no_name_stands_for_two_laws() -> None:
    names = [name for law in laws.law_names() for name in (law.lexeme, *law.abbreviations, *law.titles)]
    assert len(names) == len(set(names))
