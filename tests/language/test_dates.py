"""Dates, however they are written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.analysis import analyse, analyse_query
from apps.language.dates import date_asked_for, date_at, may_begin
from apps.language.query_grammar import parse
from apps.language.tokens import DATE, tokenise

MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


def dates_in(text: str) -> set[str]:
    return {key for token in analyse(text) for key in token.exact if key.startswith("d:")}


def asked_for(text: str) -> list[str]:
    return sorted(key for term in parse(text).terms for token in term.tokens for key in token.exact)


WRITTEN = [
    "12. august 2025",
    "12.august 2025",
    "12 August, 2025",
    "12. aug. 2025",
    "12. AUG 2025",
    "12.\u00a0august\n2025",
    "12/8-2025",
    "12/8 2025",
    "12/8-25",
    "12/08/2025",
    "12-08-2025",
    "12-8-2025",
    "12-08-25",
    "12.08.2025",
    "12.8.2025",
    "12. 8. 2025",
    "2025-08-12",
]


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("around", ["{}", "Mødet d. {}.", "(Tirsdag den {}, kl. 15.30)", "d.{} og senere"])
def test_a_day_is_found_in_a_text_in_any_way_of_writing(written: str, around: str) -> None:
    assert dates_in(around.format(written)) == {"d:2025-08-12", "d:2025-08"} | (
        {"d:2025-08"} if "aug" in written.lower() else set()
    )


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("around", ["{}", "d. {}", "den {}", "tirsdag den {}", "Tirsdag, d. {}", '"{}"'])
def test_a_day_in_a_query_is_one_term_in_any_way_of_writing(written: str, around: str) -> None:
    (term,) = parse(around.format(written)).terms
    assert [token.exact for token in term.tokens] == [{"d:2025-08-12"}]
    assert term.is_word


@pytest.mark.parametrize("written", ["august 2025", "Aug. 2025", "august, 2025", "august måned 2025"])
def test_a_month_and_its_year_are_one_term_that_days_of_the_month_match(written: str) -> None:
    assert asked_for(written) == ["d:2025-08"]
    assert dates_in(f"i {written}.") == {"d:2025-08"}
    assert "d:2025-08" in dates_in("mødet 12/8-2025")


def test_terms_around_a_date_are_terms_of_their_own() -> None:
    query = "budget 12. aug. 2025 -d. 3/4-2024 tandpleje"
    parsed = parse(query)
    assert [term.text for term in parsed.terms] == ["budget", "12. aug. 2025", "tandpleje"]
    assert [token.exact for term in parsed.excluded for token in term.tokens] == [{"d:2024-04-03"}]
    for term in (*parsed.terms, *parsed.excluded):
        assert term.text == query[term.start : term.end]


@pytest.mark.parametrize(
    "text",
    [
        "29/2-2023",
        "32-01-2025",
        "2025-13-01",
        "15.30",
        "27.36",
        "kl. 10.15.00",
        "12. august",
        "august",
        "1.178.000 kr.",
        "12-08-2025-3",
        "4.12.08.2025",
        "2021-2024",
        "27.36.04-G01-7-23",
        "01.02.05-P16-3-24",
        "01.02.05 P16 3 24",
        "tlf. 44 77 20 00",
        "1/2",
        "Augustinus 2025",
        "marts2025",
    ],
)
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert dates_in(text) == set()
    assert not any(key.startswith("d:") for key in asked_for(text))


def test_of_a_day_that_the_calendar_lacks_the_month_is_left() -> None:
    assert dates_in("31. februar 2025") == {"d:2025-02"}
    assert asked_for("0. maj 2025") == ["0", "d:2025-05"]


def test_the_days_of_a_list_or_a_span_are_each_found() -> None:
    assert dates_in("den 12. og 14. august 2025") >= {"d:2025-08-12", "d:2025-08-14"}
    assert dates_in("12.-14. august 2025") >= {"d:2025-08-12", "d:2025-08-14"}
    assert dates_in("12.08.2025-14.08.2025") >= {"d:2025-08-12", "d:2025-08-14"}
    assert dates_in("i juni og juli 2025") == {"d:2025-06", "d:2025-07"}
    assert asked_for("juni og juli 2025") == ["d:2025-07", "juni"]


def test_two_digits_each_may_be_a_day_or_a_journal_number() -> None:
    assert dates_in("01.02.05") == {"d:2005-02-01", "d:2005-02"}
    assert asked_for("01.02.05") == ["d:2005-02-01", "j:01.02.05"]
    assert len(parse("01.02.05").groups) == 1


def test_a_date_leaves_the_tokens_of_a_text_as_they_are() -> None:
    text = "Den 12. august 2025 kl. 15.30"
    assert [token.position for token in analyse(text)] == [1, 2, 3, 4, 5, 6, 7]
    assert [{"12"} <= token.exact for token in analyse(text)].index(True) == 1


def test_a_date_that_programs_write_is_one_token_and_no_numbers() -> None:
    assert [(token.kind, token.text) for token in tokenise("2025-08-12T10")] != [(DATE, "2025-08-12")]
    assert [token.exact for token in analyse("2025-08-12")] == [{"d:2025-08-12", "d:2025-08"}]
    assert [token.exact for token in analyse_query("2025-08-12")] == [{"d:2025-08-12"}]
    assert [token.exact for token in analyse("2025-02-31")] == [{"2025-02-31"}]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_has_one_lexeme_however_written(day: dt.date) -> None:
    written = [
        f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}/{day.month}-{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
    ]
    for text in written:
        (term,) = parse(text).terms
        assert term.tokens[0].exact == {f"d:{day.isoformat()}"}
        assert f"d:{day.isoformat()}" in dates_in(f"Møde {text}, kl. 9")


@given(st.text(alphabet="0123456789.-/ dag augmj\n", max_size=40), st.integers(0, 40))
def test_a_date_lies_in_its_text_and_begins_as_one(text: str, start: int) -> None:
    for read in (date_at, date_asked_for):
        date = read(text, min(start, len(text)))
        if date:
            assert start < date.end <= len(text)
    if date_at(text, min(start, len(text))):
        first = next(tokenise(text[start:])).text
        assert may_begin(first) or len(first) > 2
