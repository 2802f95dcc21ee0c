"""What a query asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.query_grammar import MOST_TERMS, MOST_WORDS_IN_A_PHRASE, TooManyTermsError, parse


def read(text: str) -> list[list[str]]:
    return [[term.text for term in group] for group in parse(text).groups]


def excluded(text: str) -> list[str]:
    return [term.text for term in parse(text).excluded]


def lexemes(text: str) -> list[frozenset[str]]:
    return [term.tokens[0].exact for term in parse(text).terms]


def test_words_are_all_asked_for() -> None:
    assert read("cykelsti ringvejen") == [["cykelsti"], ["ringvejen"]]


@pytest.mark.parametrize(
    "text", ["sti OR vej", "sti ELLER vej", "OR sti OR OR vej ELLER", " ELLER sti OR  vej"]
)
def test_alternatives_are_one_group_and_stray_operators_are_harmless(text: str) -> None:
    assert read(text) == [["sti", "vej"]]


def test_an_operator_binds_its_neighbours_only() -> None:
    assert read("bro sti OR vej OR gade tunnel") == [["bro"], ["sti", "vej", "gade"], ["tunnel"]]
    assert read("sti eller vej") == [["sti"], ["vej"]]


@pytest.mark.parametrize(("text", "word"), [("ELLER", "ELLER"), ("OR", "OR"), ("or OR", "or")])
def test_operators_alone_are_words_like_others(text: str, word: str) -> None:
    assert read(text) == [[word]]


def test_an_operator_beside_what_is_left_out_is_none() -> None:
    assert (read("ELLER -sti"), excluded("ELLER -sti")) == ([], ["sti"])


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "»«", "«»"])
def test_a_phrase_keeps_its_words_and_their_distances(quotes: str) -> None:
    (group,) = parse(f"{quotes[0]}ren luft i byen{quotes[1]}").groups
    (phrase,) = group
    assert phrase.kind == "phrase"
    assert not phrase.is_exact
    assert [token.position for token in phrase.tokens] == [1, 2, 3, 4]


def test_one_word_in_quotes_is_exact() -> None:
    (term,) = parse('"hus"').terms
    assert (term.kind, term.text, term.is_exact) == ("word", "hus", True)
    assert not parse("hus").terms[0].is_exact


def test_a_minus_before_a_word_or_phrase_excludes_it() -> None:
    query = 'sti -vej -"ny bro" -§ 5 -16.* -"hal"'
    assert read(query) == [["sti"]]
    assert excluded(query) == ["vej", "ny bro", "§ 5", "16.*", "hal"]


@pytest.mark.parametrize("query", ["sti - vej", "sti- vej", "sti -", "- sti vej"])
def test_a_minus_elsewhere_excludes_nothing(query: str) -> None:
    assert excluded(query) == []


def test_a_minus_holds_until_the_next_space() -> None:
    assert excluded("vej -by/land") == ["by", "land"]


@pytest.mark.parametrize(
    "query",
    [
        "16 06 02 G01 4 24",
        "16-06-02-g01-4-24",
        "16.06.02.G01.4.24",
        "16.06.02-G1-4-24",
        "16.06.02 G01 4 24",
        "16.06.02-g01-4-24",
        "16.06.02G01-0004-24",
        "16.06.02 - G01 - 4 - 2024",
        "16.06.02–G01–4–24",
    ],
)
def test_a_journal_number_is_one_term_however_written(query: str) -> None:
    assert lexemes(query) == [{"j:16.06.02-g01-4-24"}]


@pytest.mark.parametrize(
    ("query", "lexeme"),
    [
        ("16.*", "j:16"),
        ("16.06.*", "j:16.06"),
        ("27.36.02", "j:27.36.02"),
        ("16.06.02-G01-*", "j:16.06.02-g01"),
        ("24/*", "j:24/"),
        ("2014-*", "j:2014-"),
        ("24/01234", "j:24/1234"),
        ("16", "16"),
    ],
)
def test_the_beginning_of_a_journal_number_takes_a_star(query: str, lexeme: str) -> None:
    assert lexemes(query) == [{lexeme}]


def test_a_star_elsewhere_means_nothing() -> None:
    assert read("sti* 1234567*") == [["sti"], ["1234567"]]


def test_paragraphs_of_a_list_are_alternatives_of_one_term() -> None:
    assert lexemes("§§ 5 og 7-9") == [{"§5", "§7", "§8", "§9"}]


def test_the_title_of_a_law_is_one_term() -> None:
    query = "lov om social service § 95"
    assert read(query) == [["lov om social service"], ["§ 95"]]
    assert lexemes(query)[0] == {"servicelov"}
    assert excluded("sti -lov om social service") == ["lov om social service"]


def test_stop_words_are_left_out_unless_nothing_else_is_asked_for() -> None:
    assert read("stien i skoven og på stranden") == [["stien"], ["skoven"], ["stranden"]]
    assert read("i og på") == [["i"], ["og"], ["på"]]
    assert read("og OR sti") == [["sti"]]
    assert read('sti "på"') == [["sti"], ["på"]]
    assert read("og -sti") == [["og"]]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("hvem stemte imod lokalplanen", ["stemte", "imod", "lokalplanen"]),
        ("Hvor mange penge går til tandpleje?", ["penge", "tandpleje"]),
        ("hvornår er næste møde", ["næste", "møde"]),
        ("hvad sker der med svømmehallen", ["svømmehallen"]),
        ("hvad handler sagen om", ["sagen"]),
        ("hvad blev der besluttet vedrørende skolen", ["besluttet", "skolen"]),
    ],
)
def test_of_a_question_the_words_are_asked_for_that_say_something(question: str, words: list[str]) -> None:
    assert read(question) == [[word] for word in words]


def test_a_question_of_stop_words_alone_is_asked_as_it_is() -> None:
    assert read("hvad er det") == [["hvad"], ["er"], ["det"]]


def test_a_repeated_term_counts_once() -> None:
    assert read("sti Stien sti") == [["sti"]]
    assert read('sti "sti"') == [["sti"], ["sti"]]
    assert excluded("vej -sti -stien") == ["stien"]


@pytest.mark.parametrize(
    "query", ["", "   ", '"', '""', '" "', "-", "--", "*", "\x00", "\u202e", '-"', "( )"]
)
def test_signs_alone_ask_for_nothing(query: str) -> None:
    parsed = parse(query)
    assert (parsed.groups, parsed.excluded) == ((), ())


def test_a_quotation_mark_without_its_partner_is_left_out() -> None:
    assert read('bro "ny sti') == [["bro"], ["ny"], ["sti"]]
    assert read('"ny bro" "sti') == [["ny bro"], ["sti"]]


def test_nul_and_marks_of_direction_are_no_letters() -> None:
    assert lexemes("sti\x00vej \u202ebro\u202c") == lexemes("sti vej bro")


def test_too_many_terms_are_refused_in_danish() -> None:
    words = " ".join(f"sti{number}" for number in range(MOST_TERMS))
    assert len(parse(words).terms) == MOST_TERMS
    with pytest.raises(TooManyTermsError, match="for mange ord"):
        parse(words + " bro")
    with pytest.raises(TooManyTermsError, match="for mange ord"):
        parse(words + " -bro")
    with pytest.raises(TooManyTermsError, match="for langt"):
        parse('"' + "sti " * (MOST_WORDS_IN_A_PHRASE + 1) + '"')


def test_a_term_knows_where_it_was_typed_so_that_the_query_can_be_written_again() -> None:
    query = 'sti -"ny bro"  16.06.02 G01 OR  "hus" 24/* lov om social service'
    parsed = parse(query)
    for term in (*parsed.terms, *parsed.excluded):
        assert term.text == query[term.start : term.end].strip('"')


QUERIES = st.lists(
    st.text(max_size=8)
    | st.sampled_from(
        [
            '"',
            "-",
            "OR",
            "ELLER",
            "§",
            "§§ 1-9",
            "27.*",
            "27.51.08 A00",
            "9,4 mio.",
            "og",
            "\x00",
            "»",
            "sti",
            "lov om",
        ]
    )
)


@given(QUERIES.map(" ".join) | QUERIES.map("".join))
def test_every_text_is_a_query(text: str) -> None:
    try:
        parsed = parse(text)
    except TooManyTermsError:
        return
    for term in (*parsed.terms, *parsed.excluded):
        assert 0 <= term.start < term.end <= len(text)
        assert term.tokens
        assert all(token.exact for token in term.tokens)
        assert (len(term.tokens) == 1) == term.is_word
    assert all(parsed.groups)


@given(QUERIES.map(" ".join))
def test_case_is_free_but_for_operators_and_abbreviations(text: str) -> None:
    try:
        lower, again = parse(text.lower()), parse(text.lower().swapcase().lower())
    except TooManyTermsError:
        return
    assert len(lower.terms) == len(again.terms)


def test_two_parts_of_a_number_may_be_a_journal_number_or_an_hour() -> None:
    (group,) = parse("27.36").groups
    assert [(term.kind, [sorted(token.exact) for token in term.tokens]) for term in group] == [
        ("word", [["j:27.36"]]),
        ("phrase", [["27"], ["36"]]),
    ]
    without = parse("-27.36")
    assert without.groups == ()
    assert [sorted(term.tokens[0].exact) for term in without.excluded] == [["j:27.36"]]
