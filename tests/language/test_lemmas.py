"""Forms of one word meet, different words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.lemmas import find_lemmas, lemmas_of_first_part, light_stem
from apps.language.lexicon import open_lexicon
from tests.language.word_lists import merged_pairs, missed_pairs


def test_two_forms_of_one_word_meet() -> None:
    score = missed_pairs()
    assert score.judged >= 300
    assert score.wrong_share <= 0.02, score.wrong


def test_two_words_that_look_alike_do_not_meet() -> None:
    score = merged_pairs()
    assert score.judged >= 100
    # Those that remain are spelt alike: "have" is a garden and two seas.
    assert score.wrong_share <= 0.05, score.wrong


@pytest.mark.parametrize(
    ("form", "lemmas"),
    [
        ("solhoejcentret", ("solhoejcenter",)),
        ("solhoejcentrene", ("solhoejcenter",)),
        ("botilbudsomraaderne", ("botilbudsomraade",)),
        ("aeldre", ("aeldre",)),
        ("kommuners", ("kommune",)),
        ("indsats", ("indsaette", "indsats")),
    ],
)
def test_known_and_unknown_forms_lead_to_their_lemma(form: str, lemmas: tuple[str, ...]) -> None:
    assert find_lemmas(form, open_lexicon()) == lemmas


@pytest.mark.parametrize(
    "forms", [("zorfen", "zorfer", "zorfernes"), ("zorftre", "zorfter"), ("zorfikler", "zorfikel")]
)
def test_forms_of_an_unknown_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({light_stem(form) for form in forms}) == 1


def test_a_first_part_left_alone_is_its_word() -> None:
    assert lemmas_of_first_part("boerne", open_lexicon()) == ("barn",)
    assert lemmas_of_first_part("arbejds", open_lexicon()) == ("arbejde",)
    assert lemmas_of_first_part("zorf", open_lexicon()) == ()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=150))
def test_every_form_has_a_lemma_and_a_stem_that_it_begins_with(form: str) -> None:
    assert all(find_lemmas(form, open_lexicon()))
    assert light_stem(form)[:3] == form[:3]
