"""Corrections of misspelt words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.folding import fold
from apps.language.spelling import Speller, best_correction, is_known, is_name, sound

FORMS = {fold(form): number for form, number in {
    "cykelsti": 40, "cykelstier": 12, "rådhus": 30, "badehus": 5, "havn": 9, "havne": 2, "Rødby": 3, "svømmehal": 8,
    "trafiksikkerhed": 20, "bro": 50, "kyst": 4, "hyst": 4,
}.items()}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cykelsit", "cykelsti"),
        ("cyklesti", "cykelsti"),
        ("cykellsti", "cykelsti"),
        ("svommehal", "svømmehal"),
        ("raadhuus", "rådhus"),
        ("radhus", "rådhus"),
        ("Rodby", "Rødby"),
        ("havnn", "havn"),
        ("traffiksikerhed", "trafiksikkerhed"),
    ],
)
def test_a_misspelt_word_leads_to_the_one_that_was_meant(typed: str, meant: str) -> None:
    assert best_correction(typed, FORMS) == fold(meant)


@pytest.mark.parametrize(
    "typed", ["havn", "HAVN", "hvanx", "bor", "br", "", "skolebestyrelse", "cykkelstixx"]
)
def test_a_word_of_the_archive_and_one_too_far_off_are_left(typed: str) -> None:
    assert best_correction(typed, FORMS) is None


def test_the_first_letter_is_seldom_the_wrong_one() -> None:
    assert best_correction("kysv", FORMS) == "kyst"
    assert best_correction("hysv", FORMS) == "hyst"


def test_another_first_letter_and_a_slip_besides_are_too_much_for_a_short_word() -> None:
    assert best_correction("hyklestu", FORMS) is None
    assert best_correction("hykelsti", FORMS) == "cykelsti"


def test_a_danish_letter_is_one_letter() -> None:
    forms = {"handler": 900, "tandlaeger": 2, "tanke": 30}
    assert best_correction("tandlger", forms) == "tandlaeger"
    assert best_correction("tandløger", forms) == "tandlaeger"
    assert best_correction("bøgeskv", {"boegeskov": 1, "bogreol": 80}) == "boegeskov"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("komune", "kommune"),
        ("tilskut", "tilskud"),
        ("vintertjenneste", "vintertjeneste"),
        ("gennemgåene", "gennemgående"),
        ("stasjon", "station"),
        ("vor", "hvor"),
        ("jorbund", "jordbund"),
    ],
)
def test_what_nobody_hears_is_the_smallest_slip(typed: str, meant: str) -> None:
    assert sound(fold(typed)) == sound(fold(meant))


def test_of_two_words_as_far_off_the_one_that_sounds_alike_is_meant() -> None:
    assert best_correction("komune", {"komunf": 5, "kommune": 5}) == "kommune"


def test_a_name_may_be_meant_for_another_one() -> None:
    assert not is_known("Mariah")
    assert is_name("Mariah")
    assert not is_name("svømmehal")
    assert not is_name("svømehalen")
    names = {"maria": 3, "abbasi": 2, "kaare": 2, "olesen": 4}
    assert best_correction("Mariah", names) == "maria"
    assert best_correction("Abassi", names) == "abbasi"
    assert best_correction("Kare", names) == "kaare"
    assert best_correction("Jensen", {"hansen": 9}) is None


def test_of_words_as_near_the_more_common_one_is_meant() -> None:
    assert best_correction("molen", {"molex": 1, "moleh": 500}) == "moleh"


def test_a_caller_may_ask_for_fewer_edits() -> None:
    assert Speller(FORMS).correction("cyklestie") == "cykelsti"
    assert Speller(FORMS).correction("cyklestie", edits=1) is None


def test_what_the_lexicon_knows_is_known() -> None:
    assert is_known("Svømmehallen")
    assert not is_known("svømehalen")
    assert is_known("hus")


@given(st.text(max_size=30), st.dictionaries(st.text(max_size=12).map(fold), st.integers(0, 1000)))
def test_a_correction_is_one_of_the_forms_and_not_the_word(word: str, forms: dict[str, int]) -> None:
    found = best_correction(word, forms)
    assert found is None or (found in forms and found != fold(word))
