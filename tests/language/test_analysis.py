"""The lexemes of a text and of a query."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language import analyse
from apps.language.analysis import LONGEST_WORD, AnalysedText, Token, analyse_query
from apps.language.tokens import tokenise


def lexemes(text: str) -> list[frozenset[str]]:
    return [token.lexemes for token in analyse(text)]


def everything(tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset().union(*(token.lexemes for token in tokens))


def test_a_word_and_its_parts_stand_in_two_namespaces() -> None:
    (token,) = analyse("skolebestyrelserne")
    assert token.exact == {"skolebestyrelse"}
    assert {"~skole", "~bestyrelse"} <= token.lexemes
    assert "skole" not in token.lexemes


def test_a_suspended_hyphen_is_completed_from_the_next_compound() -> None:
    park, _, natur = analyse("Park- og naturområdet")
    assert {"~parkomraade", "~omraade"} <= park.lexemes
    assert "park" in park.exact
    assert natur.exact == {"naturomraade"}


def test_several_suspended_hyphens_are_completed_from_one_compound() -> None:
    tokens = analyse("vej-, park- og trafikudvalget")
    assert "~vejudvalg" in tokens[0].lexemes
    assert "~parkudvalg" in tokens[1].lexemes


@pytest.mark.parametrize(
    "text", ["vej- og park", "vej-", "vej- og 17", "til- og fravalg", "a- b- c- d- e- f- g- h- vejudvalg"]
)
def test_a_suspended_hyphen_without_its_compound_stands_alone(text: str) -> None:
    assert not any(part.endswith(("udvalg", "omraade")) for part in analyse(text)[0].parts)


def test_a_word_divided_at_the_end_of_a_line_is_the_whole_and_its_halves() -> None:
    (token,) = analyse("skole-\nområdet")
    assert {"skoleomraade", "skole", "omraade"} <= token.exact


def test_a_word_with_a_hyphen_is_asked_for_as_a_whole() -> None:
    assert {"klimaplan", "klima", "plan"} <= analyse("klima-plan")[0].exact
    assert analyse_query("klima-plan")[0].exact == {"klimaplan"}
    assert "19" in analyse("covid-19")[0].exact
    assert analyse_query("covid-19")[0].exact == analyse_query("covid19")[0].exact == {"covid19"}


def test_a_number_glued_to_a_word_hides_neither() -> None:
    (token,) = analyse("vedtaget1")
    assert {"vedtaget1", *analyse("vedtaget")[0].exact} <= token.exact


def test_an_amount_is_asked_for_by_its_value() -> None:
    assert {"9,4", "9400000", "mio", "kr"} <= analyse("9,4 mio. kr.")[0].exact
    for typed in ("9,4 mio. kr.", "9,40 millioner", "9.400.000 kr.", "9400000"):
        assert [token.exact for token in analyse_query(typed)] == [{"9400000"}]


def test_a_law_is_found_by_its_abbreviation_and_title() -> None:
    assert "servicelov" in analyse("jf. SEL § 83")[1].exact
    assert "servicelov" not in analyse("sel")[0].exact
    words = analyse("efter lov om social service")
    assert [token.position for token in words if "servicelov" in token.exact] == [2]
    assert "servicelov" in analyse("serviceloven")[0].exact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "16.06.02-G01-4-24",
            {"j:16", "j:16.06", "j:16.06.02", "j:16.06.02-g01", "j:16.06.02-g01-4", "j:16.06.02-g01-4-24"},
        ),
        ("16.06.02G01-0004", {"j:16", "j:16.06", "j:16.06.02", "j:16.06.02-g01", "j:16.06.02-g01-4"}),
        ("24/01234", {"j:24/", "j:24/1234", "24", "01234"}),
        ("2014-12345", {"j:2014-", "j:2014-12345", "2014", "12345"}),
    ],
)
def test_a_journal_number_is_kept_with_all_its_beginnings(text: str, expected: set[str]) -> None:
    assert lexemes(text) == [expected]


def test_a_place_named_after_a_word_of_the_text_is_split_there() -> None:
    (school, *_) = analyse("Xylboskolen ligger ved Xylbo")
    assert "~xylbo" in school.lexemes
    assert analyse("Xylboskolen")[0].exact == school.exact


def test_a_word_too_long_for_the_index_is_cut_the_same_way_everywhere() -> None:
    word = "lang" * 1000
    assert analyse(word)[0].exact == analyse_query(word)[0].exact
    assert all(len(lexeme) <= LONGEST_WORD for lexeme in analyse(word)[0].lexemes)
    assert all(
        len(lexeme) <= LONGEST_WORD
        for token in analyse("a1" * 1000 + " " + "a-" * 900)
        for lexeme in token.lexemes
    )


TEXTS = st.text() | st.text(alphabet="a§ø1.,-/ \n\u00ad'’KMv\u0301")


@given(TEXTS)
def test_every_raw_token_becomes_one_token_with_something_to_find_it_by(text: str) -> None:
    tokens = analyse(text)
    assert [(token.start, token.end) for token in tokens] == [raw[1:3] for raw in tokenise(text)]
    assert [token.position for token in tokens] == list(range(1, len(tokens) + 1))
    for token in tokens:
        assert token.exact
        assert not token.exact & token.parts
        assert all(lexeme and "\x00" not in lexeme for lexeme in token.lexemes)


@given(TEXTS)
def test_a_token_is_the_same_alone_and_in_its_turn(text: str) -> None:
    tokens = analyse(text)
    backwards = AnalysedText(text)
    for token in reversed(tokens):
        assert backwards.token(token.position) == token


WORDS = st.text(
    alphabet=st.characters(categories=["L", "N"], exclude_characters="_") | st.sampled_from("æøåÅé"),
    min_size=1,
)


@given(WORDS | st.from_regex(r"[a-zæøå]{1,12}(-[a-zæøå0-9]{1,8}){0,3}", fullmatch=True))
def test_a_word_finds_itself_in_any_text(word: str) -> None:
    asked = [token.exact for token in analyse_query(word)]
    has = everything(analyse(f"Se {word}, tak"))
    assert all(exact & has for exact in asked)


@given(st.from_regex(r"[a-zæøå]{2,14}", fullmatch=True))
def test_case_accents_and_soft_hyphens_make_no_difference(word: str) -> None:
    asked = everything(analyse_query(word))
    soft = "\u00ad".join((word[:1], word[1:]))
    spelt_out = word.replace("å", "aa")
    for other in (word.upper(), unicodedata.normalize("NFD", word), soft, spelt_out):
        if not re.fullmatch("[A-ZÆØÅ]{3,4}", other):  # may be the abbreviation of a law
            assert everything(analyse_query(other)) == asked
