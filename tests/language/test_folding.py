"""Folding: one spelling for every way of writing a word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.folding import fold, skeleton


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


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "without_dots"),
    [("Måløv", "Malov"), ("Rødby", "Rodby"), ("Ærø", "Aro"), ("Lyngby", "Lungbu")],
)
def test_the_skeleton_is_what_is_left_without_dots_and_rings(written: str, without_dots: str) -> None:
    assert skeleton(fold(written)) == skeleton(fold(without_dots))
