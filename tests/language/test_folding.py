"""Folding: one spelling for every way of writing a word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.folding import (
    fold,
    half_fold,
    letters_in,
    pairs_in,
    places_inside_letters,
    skeleton,
    spell_out,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Æbleø på Åen", "aebleoe paa aaen"),
        ("Taastrup", "taastrup"),
        ("Tåstrup", "taastrup"),
        ("Müller", "myller"),
        ("Jönsson", "joensson"),
        ("Café", "cafe"),
        ("IDÉ", "ide"),
        ("Straße", "strasse"),
        ("ﬁnansiering", "finansiering"),
        ("Łódź", "lodz"),
        ("Ǿ", "oe"),
    ],
)
def test_danish_letters_become_pairs_and_other_accents_are_dropped(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("word", ["nødkald", "ÅRSREGNSKAB", "rosé", "Ældreråd", "Malmö"])
def test_composed_and_decomposed_letters_fold_alike(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))


def test_signs_without_a_width_are_dropped() -> None:
    assert fold("kom\u00admune\u200b\u200fplan\ufeff") == "kommuneplan"


@pytest.mark.parametrize(
    ("written", "half_folded"),
    [("BØRNE", "børne"), ("Åbenrå", "aabenraa"), ("Malmö", "malmø"), ("Ælærǽ", "ælæræ"), ("idé", "ide")],
)
def test_a_half_folded_word_keeps_only_the_letters_that_tell_words_apart(
    written: str, half_folded: str
) -> None:
    for form in ("NFC", "NFD"):
        assert half_fold(unicodedata.normalize(form, written)) == half_folded


@pytest.mark.parametrize(
    ("half_folded", "letters", "pairs", "inside"),
    [
        ("boerne", 0b0, 0b1, set()),
        ("børne", 0b1, 0b0, {2}),
        ("skoenhedspræmie", 0b01, 0b10, {12}),
        ("bæroe", 0b10, 0b01, {2}),
        ("aaen", 0b0, 0b1, set()),
        ("plan", 0b0, 0b0, set()),
    ],
)
def test_the_bits_of_a_word_tell_how_its_pairs_are_written(
    half_folded: str, letters: int, pairs: int, inside: set[int]
) -> None:
    assert (letters_in(half_folded), pairs_in(half_folded)) == (letters, pairs)
    assert places_inside_letters(spell_out(half_folded), letters) == inside


@given(st.text() | st.text(alphabet="aeoæøåÆØÄ\u0301\u0308b"))
def test_each_pair_is_either_one_letter_or_two(text: str) -> None:
    half_folded = half_fold(text)
    assert spell_out(half_folded) == fold(text)
    assert letters_in(half_folded) & pairs_in(half_folded) == 0
    assert letters_in(half_folded) | pairs_in(half_folded) == pairs_in(fold(text))
    assert len(places_inside_letters(fold(text), letters_in(half_folded))) == sum(
        map(half_folded.count, "æø")
    )


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "without_dots"),
    [("Måløv", "Malov"), ("Rødby", "Rodby"), ("Ærø", "Aro"), ("Lyngby", "Lungbu")],
)
def test_the_skeleton_is_what_is_left_without_dots_and_rings(written: str, without_dots: str) -> None:
    assert skeleton(fold(written)) == skeleton(fold(without_dots))
