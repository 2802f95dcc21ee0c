"""The keys of a word as it is written."""

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.folding import fold, pairs_in
from apps.language.lexicon import open_lexicon
from apps.language.stop_words import STOP_WORDS
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


@pytest.mark.parametrize(
    ("written", "lemmas"),
    [
        ("børne", {"barn"}),
        ("skolebørne", {"skolebarn"}),
        ("bør", {"burde"}),
        ("køn", {"koen"}),
        ("løn", {"loen"}),
        ("skøn", {"skoen"}),
        ("søn", {"soen"}),
        ("bøde", {"boede"}),
        ("dør", {"doe", "doer"}),
        ("kør", {"koere"}),
        ("tø", {"toe"}),
        ("hø", {"hoe"}),
        ("læ", {"lae"}),
        ("næ", {"nae"}),
        ("får", {"faa", "faar"}),
        ("ældre", {"aeldre"}),
        ("boerne", {"bo", "boer"}),
        ("boede", {"bo", "boede"}),
        ("koen", {"ko", "koen"}),
    ],
)
def test_a_word_with_danish_letters_means_only_what_is_written_so(written: str, lemmas: set[str]) -> None:
    for word in (written, written.upper(), written.title(), unicodedata.normalize("NFD", written)):
        assert analyse_word(word).exact == lemmas


@pytest.mark.parametrize(
    ("one", "other"),
    [("børne", "boerne"), ("børne", "bør"), ("bør", "boerne"), ("for", "får"), ("løn", "lo"), ("køn", "ko")],
)
def test_words_that_only_fold_alike_do_not_meet(one: str, other: str) -> None:
    assert not analyse_word(one).exact & analyse_word(other).exact


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nødkald", "noedkald"),
        ("Åbenrå", "Aabenraa"),
        ("Aabenrå", "AABENRAA"),
        ("Århus", "Aarhus"),
        ("Ålborgs", "Aalborg"),
        ("gård", "gaard"),
        ("Rødby", "Roedby"),
        ("Malmö", "Malmø"),
        ("så", "saa"),
        ("får", "faar"),
        ("bør", "boer"),
        ("børnehaven", "boernehave"),
    ],
)
def test_who_has_no_danish_letters_finds_the_word_all_the_same(one: str, other: str) -> None:
    for form in ("NFC", "NFD"):
        for word in (one, one.upper()):
            assert analyse_word(unicodedata.normalize(form, word)).exact & analyse_word(other).exact


@pytest.mark.slow
def test_every_form_of_the_lexicon_is_read_in_its_own_spelling_and_spelled_out() -> None:
    lexicon = open_lexicon()
    forms = [form for form in lexicon.forms() if pairs_in(form) and form not in STOP_WORDS]
    for form in random.Random(1).sample(forms, 3000):
        for reading in lexicon.readings(form):
            written = analyse_word(_in_letters(form, reading.pairs)).exact
            assert reading.lemma in written
            assert written <= analyse_word(form).exact


def _in_letters(form: str, pairs: int) -> str:
    """The form with one letter for each pair but those in `pairs`."""
    for place, pair in enumerate(reversed([*re.finditer("[ao]e", form)])):
        if not pairs >> place & 1:
            form = form[: pair.start()] + {"ae": "æ", "oe": "ø"}[pair[0]] + form[pair.end() :]
    return form


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
