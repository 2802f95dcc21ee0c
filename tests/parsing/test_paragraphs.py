"""Lines joined to paragraphs and list entries."""

from apps.parsing.paragraphs import read_paragraphs, text_of
from apps.parsing.reading.text import read_text

WIDTH = 60


def paragraphs(text: str, width: int | None = WIDTH) -> str:
    return text_of(read_paragraphs(read_text(text.encode()).lines, width))


def test_wrapped_lines_are_joined() -> None:
    text = "Udvalget skal tage stilling til en plan, der gælder for hele\nhavnen og for byen."
    assert paragraphs(text) == text.replace("\n", " ")


def test_short_lines_are_entries_of_a_list() -> None:
    text = "Der er to huse:\nDet gule hus\nDet røde hus ved vejen"
    assert paragraphs(text) == text


def test_blank_lines_separate_paragraphs() -> None:
    assert paragraphs("En.\n\n \n\nTo.") == "En.\n\nTo."


def test_a_page_break_in_mid_sentence_is_bridged() -> None:
    assert paragraphs("Der er mange\n\n\n\nfugle her.") == "Der er mange fugle her."


def test_a_page_break_between_paragraphs_is_none_within() -> None:
    assert paragraphs("Der er fugle.\n\n\n\nder er fisk.") == "Der er fugle.\n\nder er fisk."


def test_a_full_line_before_a_page_break_goes_on_with_a_name() -> None:
    text = "Planen er sendt til Teknikudvalget og til Ældre- og\n\n\n\nHandicaprådet."
    assert paragraphs(text) == "Planen er sendt til Teknikudvalget og til Ældre- og Handicaprådet."


def test_displaced_numbers_come_back_in_front() -> None:
    text = "Planen for den nye havn bliver sendt i høring hos naboer til1.\nhavnen.\n\n \nPlanen trykkes.2.\n\nDen deles ud3."
    assert paragraphs(text) == (
        "1. Planen for den nye havn bliver sendt i høring hos naboer til havnen.\n\n2. Planen trykkes.\n\n3. Den deles ud"
    )


def test_a_wrapped_date_starts_no_entry() -> None:
    text = "Havnen er lukket for alle skibe fra mandag og frem til den\n1. februar 2022."
    assert paragraphs(text) == text.replace("\n", " ")


def test_without_wrapping_each_line_is_an_entry_and_a_broken_sentence_goes_on() -> None:
    text = "- Hjemmeplejen har fået nye cykler, og mange bruger dem til\n\nhverdag.\n- Bilerne er solgt"
    assert (
        paragraphs(text, None)
        == "- Hjemmeplejen har fået nye cykler, og mange bruger dem til hverdag.\n- Bilerne er solgt"
    )


def test_a_soft_hyphen_joins_without_a_space() -> None:
    assert paragraphs("Det er en sag for kommunen og for hele kommunal\u00ad\nbestyrelsen.").endswith(
        "kommunalbestyrelsen."
    )


def test_a_document_of_wrapped_lines_knows_its_width_and_one_without_has_none() -> None:
    wrapped = "Udvalget skal tage stilling til en plan for hele\nhavnen og for byen ved siden af den gamle færge\nog molen.\n"
    whole = "Udvalget skal tage stilling til en plan for hele havnen.\n\nPlanen er sendt i høring hos alle naboerne.\n"
    assert read_text((wrapped * 5).encode()).width == 48
    assert read_text((whole * 5).encode()).width is None


def test_a_line_that_begins_with_a_parenthesis_goes_on() -> None:
    assert paragraphs("Valgt blev Bo Krat (A) og Pia Lund\n(V)") == "Valgt blev Bo Krat (A) og Pia Lund (V)"


def test_short_points_that_begin_with_at_are_entries() -> None:
    text = "Udvalget indstiller:\nat broen males\nat båden sælges"
    assert paragraphs(text) == text
