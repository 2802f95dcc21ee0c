"""The keys of a word as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.folding import fold
from apps.language.words import WordKeys, analyse_word


def test_a_compound_has_its_lemma_and_its_parts() -> None:
    assert analyse_word("Plejecentrene") == WordKeys(
        frozenset({"plejecenter"}), frozenset({"center", "pleje"})
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NØDKALD", "nødkald"),
        ("noedkaldet", "nødkald"),
        ("Tåstrup", "Taastrups"),
        ("DSB's", "DSB"),
        ("pc’en", "PC"),
        ("kommunernes", "Kommune"),
    ],
)
def test_ways_of_writing_a_word_share_a_key(one: str, other: str) -> None:
    assert set(analyse_word(one).exact) & set(analyse_word(other).exact)


def test_words_with_hyphens_and_slashes_have_the_joined_word_and_each_piece() -> None:
    assert {"covid19", "covid", "19"} <= set(analyse_word("Covid-19").exact)
    assert {"handicapraad", "handicap", "raad"} <= set(analyse_word("handicap-rådet").exact)
    assert {"og", "eller"} <= set(analyse_word("og/eller").exact)


def test_a_first_part_before_a_hyphen_is_its_word() -> None:
    assert analyse_word("Børne-").exact == {"barn"}


def test_a_part_that_is_the_word_itself_is_no_part() -> None:
    for word in ("skole-bestyrelse", "rådhus/rådhuse", "plejehjem"):
        keys = analyse_word(word)
        assert not set(keys.exact) & set(keys.parts)


def test_an_unknown_compound_is_split_where_the_text_knows_its_beginning() -> None:
    alone, in_text = (
        analyse_word("Zorfenborghjemmet"),
        analyse_word("Zorfenborghjemmet", {"zorfenborg", "og"}),
    )
    assert alone.parts == frozenset()
    assert set(in_text.parts) == {"zorfenborg", "hjem"}
    assert alone.exact == in_text.exact == {"zorfenborghjem"}


@given(st.sampled_from(["plejehjemmet", "skolebestyrelsen", "borgmester", "sagerne"]), st.sets(st.text()))
def test_the_text_around_changes_nothing_for_words_of_the_lexicon(word: str, known: set[str]) -> None:
    assert analyse_word(word, {*known, "pleje", "skole", "borgm"}) == analyse_word(word)


@given(st.text(), st.sets(st.text(), max_size=3))
def test_any_text_has_keys_that_are_folded_and_the_same_each_time(text: str, known: set[str]) -> None:
    keys = analyse_word(text, known)
    for group in keys:
        assert all(key and key == fold(key) and len(key) <= 250 for key in group)
    assert bool(keys.exact) or not any(sign.isalnum() for sign in fold(text)[:100])
    # What was analysed in between does not matter.
    for other in known:
        analyse_word(other)
    assert analyse_word(text, known) == keys


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå", min_size=1))
def test_upper_and_lower_case_are_the_same_word(word: str) -> None:
    assert analyse_word(word.upper()) == analyse_word(word)


@pytest.mark.parametrize(
    "word", ["x" * 5000, "arbejds" * 1000, "-".join(["skole"] * 2000), "'" * 3000, "a-" * 3000]
)
def test_overlong_words_are_bounded(word: str) -> None:
    keys = analyse_word(word)
    assert sum(map(len, (*keys.exact, *keys.parts))) < 2000


@pytest.mark.parametrize("word", ["", "-", "§", "'s", "\u00ad", "…"])
def test_what_has_no_letter_or_digit_has_hardly_a_key(word: str) -> None:
    assert analyse_word(word).parts == frozenset()
