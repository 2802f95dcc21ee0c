"""Where the tokens of a text are, and what kind."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.tokens import CODE, JOURNAL, LAW, NUMBER, WORD, pieces, tokenise


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Svømmehallen åbner.", [(WORD, "Svømmehallen"), (WORD, "åbner")]),
        ("godkendes.1. Punkt", [(WORD, "godkendes"), (NUMBER, "1"), (WORD, "Punkt")]),
        ("godkendes.1.\u00a0Punkt", [(WORD, "godkendes"), (NUMBER, "1"), (WORD, "Punkt")]),
        ("e-mail, A-kasse", [(WORD, "e-mail"), (WORD, "A-kasse")]),
        ("covid-19 og covid19", [(WORD, "covid-19"), (WORD, "og"), (CODE, "covid19")]),
        ("børne- og ungeråd", [(WORD, "børne-"), (WORD, "og"), (WORD, "ungeråd")]),
        ("17-19-årige", [(NUMBER, "17"), (NUMBER, "19"), (WORD, "årige")]),
        ("SFO'er", [(WORD, "SFO'er")]),
        ("by/land", [(WORD, "by"), (WORD, "land")]),
        ("bygning A532006", [(WORD, "bygning"), (CODE, "A532006")]),
        ("den 12.03.2021", [(WORD, "den"), (NUMBER, "12"), (NUMBER, "03"), (NUMBER, "2021")]),
        ("2021-2024", [(NUMBER, "2021"), (NUMBER, "2024")]),
        ("1.178.000 kr. i 2025", [(NUMBER, "1.178.000 kr"), (WORD, "i"), (NUMBER, "2025")]),
        ("9,4 mio. kr.", [(NUMBER, "9,4 mio. kr")]),
        ("850 t.kr. og 7 tons", [(NUMBER, "850 t.kr"), (WORD, "og"), (NUMBER, "7"), (WORD, "tons")]),
        ("§ 17, stk. 4-udvalg", [(LAW, "§ 17"), (WORD, "stk"), (NUMBER, "4"), (WORD, "udvalg")]),
        ("§ 17, 15. juni", [(LAW, "§ 17"), (NUMBER, "15"), (WORD, "juni")]),
        ("§§ 6 og 9. Andet", [(LAW, "§§ 6 og 9"), (WORD, "Andet")]),
        ("§ 6, 9 kr", [(LAW, "§ 6"), (NUMBER, "9 kr")]),
        ("§§ 6 og 12-18 i loven", [(LAW, "§§ 6 og 12-18"), (WORD, "i"), (WORD, "loven")]),
        ("Paragraf 7 og paragraffen", [(LAW, "Paragraf 7"), (WORD, "og"), (WORD, "paragraffen")]),
        ("sag 16.06.02-G01-4-24.", [(WORD, "sag"), (JOURNAL, "16.06.02-G01-4-24")]),
        ("16.06.02 G01 4 24", [(JOURNAL, "16.06.02 G01 4 24")]),
        ("16.06.02-G01-4 22 børn", [(JOURNAL, "16.06.02-G01-4"), (NUMBER, "22"), (WORD, "børn")]),
        ("24/1234 og 2014-12345", [(JOURNAL, "24/1234"), (WORD, "og"), (JOURNAL, "2014-12345")]),
    ],
)
def test_a_text_comes_apart_into_tokens(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("sund\u00adheds\u00adhus er", "sund\u00adheds\u00adhus"),
        ("A\u030aben skole", "A\u030aben"),
        ("cafe\u0301 og", "cafe\u0301"),
        ("vand\u200bløb og", "vand\u200bløb"),
    ],
)
def test_signs_without_a_width_belong_to_the_word_they_stand_in(text: str, whole: str) -> None:
    token = next(tokenise(text))
    assert token.text == whole == text[token.start : token.end]


@pytest.mark.parametrize(
    "text", ["vand-\nløbet", "vand- \r\n  løbet", "vand\u00ad\nløbet", "vand\u2010\nløbet"]
)
def test_a_word_divided_at_the_end_of_a_line_is_one_token(text: str) -> None:
    assert [token.text for token in tokenise(text)] == [text]
    assert pieces(text) == ["vand", "løbet"]


@pytest.mark.parametrize("text", ["vand-\nog kloak", "Vest-\nJylland", "vand-\n\nløb"])
def test_a_hyphen_at_the_end_of_a_line_may_be_a_hyphen(text: str) -> None:
    first = next(tokenise(text))
    assert first.is_suspended
    assert "\n" not in first.text


@given(st.text() | st.text(alphabet="a§ø1.,-/ \n\u00ad'’K*\u0301"))
def test_tokens_are_stretches_of_the_text_in_ascending_order(text: str) -> None:
    end = 0
    for token in tokenise(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text == text[token.start : token.end]
        end = token.end


@given(st.text(alphabet="aæA1 .,-§\n"))
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    covered = {at for token in tokenise(text) for at in range(token.start, token.end)}
    assert all(at in covered for at, sign in enumerate(text) if sign.isalnum())


HOSTILE = [
    "1",
    "1.",
    ".111",
    "§",
    "§ 1, ",
    "§   ",
    "-",
    "a-",
    "a-\n",
    "a\u0301",
    "a\u00ad",
    "1,",
    "27.",
    "25/",
    "2012-",
]
HOSTILE += ["a'", "§ 1 og og ", "27.51.08 ", "1 mio", "a-\n ", "\n", " ", "paragraf ", "1\u00a0111"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    """Quadratic time would take 16 times as long for 4 times the text; noise is allowed for by the fastest of three."""

    def seconds(text: str) -> float:
        runs = []
        for _ in range(3):
            begun = time.process_time()
            for _token in tokenise(text):
                pass
            runs.append(time.process_time() - begun)
        return min(runs)

    short = seconds("1" + piece * 5_000 + "x")
    long = seconds("1" + piece * 20_000 + "x")
    assert long < 10 * short + 0.01
