"""Compounds are split where a citizen would search for a part, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language import compounds
from apps.language.compounds import find_names_in, find_parts, find_split, heads_after_name, no_split_words
from apps.language.folding import fold, letters_in
from apps.language.lemmas import LONGEST_WORD, SHORTEST_PART, find_lemmas
from apps.language.lexicon import Kind, open_lexicon
from tests.language.word_lists import wrong_compounds, wrongly_split


def test_compounds_split_into_their_parts() -> None:
    score = wrong_compounds()
    assert score.judged >= 150
    assert score.wrong_share <= 0.03, score.wrong


def test_simple_words_and_single_ideas_stay_whole() -> None:
    score = wrongly_split()
    assert score.judged >= 80
    assert score.wrong == ()


def test_a_split_says_where_the_last_part_begins() -> None:
    split = find_split("arbejdsmarked", open_lexicon())
    assert split is not None
    assert (split.at, split.modifiers, split.heads) == (len("arbejds"), ("arbejde",), ("marked",))


def test_parts_of_parts_are_found_too() -> None:
    parts = find_parts("socialtandplejetilbud", open_lexicon())
    assert {"social", "tand", "pleje", "tandpleje", "socialtandpleje", "tilbud"} <= set(parts)


@pytest.mark.parametrize("inflected", ["plejecentrene", "skolebestyrelsernes", "stillingerne", "boligerne"])
def test_it_is_the_lemma_that_is_split(inflected: str) -> None:
    basic = {"plejecentrene": "plejecenter", "skolebestyrelsernes": "skolebestyrelse"}.get(inflected, "bolig")
    assert find_parts(inflected, open_lexicon()) == find_parts(basic, open_lexicon())


def test_names_before_a_noun_are_offered_longest_first() -> None:
    names = find_names_in("zorfenborghjemmet", open_lexicon())
    assert "zorfenborg" in names
    assert heads_after_name("zorfenborghjemmet", "zorfenborg", open_lexicon()) == ("hjem",)
    assert sorted(names, key=len, reverse=True) == list(names)
    assert find_names_in("plejehjemmet", open_lexicon()) == ()


def test_every_word_on_the_list_of_single_ideas_would_be_split_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = no_split_words()
    assert 150 <= len(words) <= 400
    monkeypatch.setattr(compounds, "no_split_words", frozenset)
    assert [word for word in sorted(words) if not find_split(word, open_lexicon())] == []


def test_the_list_of_single_ideas_leaves_what_citizens_search_for() -> None:
    assert not no_split_words() & {"skolebestyrelse", "plejehjem", "boernehave", "lokalplan", "kommuneplan"}


@given(
    st.lists(st.sampled_from(["sags", "arbejds", "boerne", "en", "plan", "tand", "o", "skole"]), max_size=60)
)
def test_any_string_of_parts_is_taken_apart_or_left(pieces: list[str]) -> None:
    word = "".join(pieces)
    parts = find_parts(word, open_lexicon())
    assert all(len(part) >= SHORTEST_PART for part in parts)
    assert len(word) <= LONGEST_WORD or not parts


@pytest.mark.parametrize("name", ["munkerud", "lundbjerg", "rosenfeldt"])
def test_names_of_the_lexicon_stay_whole(name: str) -> None:
    assert open_lexicon().readings(name)[0].kind == Kind.NAME
    assert find_parts(name, open_lexicon()) == ()


def test_a_street_is_found_by_its_name_although_vej_is_short() -> None:
    assert "zorfenborg" in find_names_in("zorfenborgvej", open_lexicon())
    assert heads_after_name("zorfenborgvej", "zorfenborg", open_lexicon()) == ("vej",)
    assert "zorfenbor" not in find_names_in("zorfenborgvej", open_lexicon())


def test_a_short_ending_of_which_no_compounds_are_made_makes_no_name() -> None:
    assert heads_after_name("zorfenborgarv", "zorfenborg", open_lexicon()) == ()


def test_a_word_is_not_taken_apart_inside_a_danish_letter() -> None:
    assert "brugermo" in find_names_in("brugermoeder", open_lexicon())
    assert "brugermo" not in find_names_in("brugermoeder", open_lexicon(), letters_in("brugermøder"))


@pytest.mark.parametrize(
    ("written", "lemmas"), [("zorfrør", {"zorfroer"}), ("zorfroer", {"zorfroe", "zorfroer"})]
)
def test_the_ending_of_an_unknown_word_keeps_its_letters_too(written: str, lemmas: set[str]) -> None:
    assert set(find_lemmas(fold(written), open_lexicon(), letters_in(written))) == lemmas
