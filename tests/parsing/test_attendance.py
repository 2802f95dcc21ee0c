"""Absence and disqualification in decisions."""

import pytest

from apps.parsing.attendance import absent_people, disqualified_people, is_about_attendance, read_absent_line


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Berg (V) og Bo Dahl (A) var fraværende.", ("Anna Berg", "Bo Dahl")),
        ("Godkendt. Fraværende: Anna Berg (V), Bo Dahl.", ("Anna Berg", "Bo Dahl")),
        ("Afbud fra Anna Berg.\nGodkendt.", ("Anna Berg",)),
        ("Ikke til stede: Anna Berg (V)", ("Anna Berg",)),
        ("Anna Berg havde meldt afbud.", ("Anna Berg",)),
        ("Godkendt.", ()),
        ("Planen om fraværende elever blev drøftet.", ()),
    ],
)
def test_who_was_absent(text: str, names: tuple[str, ...]) -> None:
    assert absent_people(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Berg (V) er inhabil og forlod lokalet.", ("Anna Berg",)),
        ("Anna Berg erklærede sig inhabil.", ("Anna Berg",)),
        ("Bo Dahl (Løsgænger) forlod mødet på grund af inhabilitet.", ("Bo Dahl",)),
        ("Bo Dahl (A) er formand for foreningen. Han forlod mødet på grund af inhabilitet.", ("Bo Dahl",)),
        ("Udvalget fandt, at Bo Dahl (A) ikke er inhabil.", ()),
        ("Godkendt.", ()),
    ],
)
def test_who_was_disqualified(text: str, names: tuple[str, ...]) -> None:
    assert disqualified_people(text) == names


def test_a_line_of_absence_gives_names_and_other_lines_none() -> None:
    assert read_absent_line("Afbud Anna Berg (Løsgænger), Bo Dahl") == ("Anna Berg", "Bo Dahl")
    assert read_absent_line("Afbud: -") == ()
    assert read_absent_line("Afbudspakker til rejser") is None


def test_a_sentence_about_attendance_decides_nothing() -> None:
    assert is_about_attendance("Anna Berg (V) deltog ikke i behandlingen.")
    assert not is_about_attendance("Indstillingen godkendt.")


@pytest.mark.parametrize("text", ["Ingen afbud", "Afbud: Ingen", "Ingen fraværende.", "Alle var til stede."])
def test_a_line_that_says_that_nobody_was_absent_names_nobody(text: str) -> None:
    assert read_absent_line(text) == ()
    assert absent_people(text) == ()
    assert is_about_attendance(text)
