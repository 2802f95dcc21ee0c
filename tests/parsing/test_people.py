"""Participants and names."""

import pytest

from apps.parsing.people import (
    bare_name,
    find_people_with_notes,
    read_names,
    read_participant,
    read_participants,
)
from apps.parsing.records import Participant


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Asta Munkeby (A) - Deltog", Participant(name="Asta Munkeby", party="A")),
        ("Asta Munkeby, (V)", Participant(name="Asta Munkeby", party="V")),
        (
            "Asta Munkeby (A) (1. viceborgmester)",
            Participant(name="Asta Munkeby", party="A", role="1. viceborgmester"),
        ),
        (
            "Asta Munkeby (Løsgænger) (Afbud)",
            Participant(name="Asta Munkeby", affiliation_note="Løsgænger", absent=True),
        ),
        ("Asta Munkeby (UP)", Participant(name="Asta Munkeby", party="UP")),
        (
            "Asta Munkeby (direktør for Børn, Unge og Kultur)",
            Participant(name="Asta Munkeby", role="direktør for Børn, Unge og Kultur"),
        ),
        ("Formand Asta Munkeby (A)", Participant(name="Asta Munkeby", party="A", role="formand")),
        ("Asta Munkeby (A) - Afbud", Participant(name="Asta Munkeby", party="A", absent=True)),
        ("Asta Munkeby (A) - Deltog ikke", Participant(name="Asta Munkeby", party="A", absent=True)),
        ("Asta Munkeby (A) - Deltog ikke under punkt 3", Participant(name="Asta Munkeby", party="A")),
        (
            "Asta Munkeby (A) Stedfortræder for Bo Krat (V)",
            Participant(name="Asta Munkeby", party="A", substitute_for="Bo Krat"),
        ),
        (
            "Asta Munkeby (A) (suppleant for Bo Krat)",
            Participant(name="Asta Munkeby", party="A", substitute_for="Bo Krat"),
        ),
        ("Anne-Lise Vig-Hansen", Participant(name="Anne-Lise Vig-Hansen")),
        ("(A)", None),
        ("", None),
    ],
)
def test_an_entry_is_read_with_its_notes(entry: str, expected: Participant | None) -> None:
    assert read_participant(entry) == expected


def test_commas_inside_parentheses_do_not_separate() -> None:
    people = read_participants("Asta Munkeby (A), Frida Lysholm (chef for Havn, By og Natur), Bo Krat, (V)")
    assert [(p.name, p.party, p.role) for p in people] == [
        ("Asta Munkeby", "A", None),
        ("Frida Lysholm", None, "chef for Havn, By og Natur"),
        ("Bo Krat", "V", None),
    ]


def test_names_of_a_list_stand_without_party_and_role() -> None:
    assert read_names("Asta Munkeby (Løsgænger), Bo Krat (A) og Jens af Rosen") == (
        "Asta Munkeby",
        "Bo Krat",
        "Jens af Rosen",
    )
    assert bare_name("Asta  Munkeby (A) - Afbud") == "Asta Munkeby"


def test_people_in_running_text_are_found_with_their_party() -> None:
    text = "Jens Peter af Rosen (V) og Karla Due (Ø) stemte imod (se bilag)."
    assert list(find_people_with_notes(text)) == [("Jens Peter af Rosen", "V"), ("Karla Due", "Ø")]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "Asta Munkeby (D) (Stedfortræder for Bo Dahl (F))",
            Participant(name="Asta Munkeby", party="D", substitute_for="Bo Dahl"),
        ),
        ("Asta Munkeby (F) (Stedfortræder: Bo Dahl (F))", Participant(name="Asta Munkeby", party="F")),
        ("Asta Munkeby ()", Participant(name="Asta Munkeby")),
        (
            "Asta Munkeby (V) (2. viceborgmester, gruppeformand)",
            Participant(name="Asta Munkeby", party="V", role="2. viceborgmester, gruppeformand"),
        ),
        ("Asta Munkeby (centerchef for Børn", Participant(name="Asta Munkeby", role="centerchef for Børn")),
    ],
)
def test_parentheses_may_be_nested_empty_or_open(entry: str, expected: Participant) -> None:
    assert read_participant(entry) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bo Dahl (F), i stedet deltog Tom Juul (F)",
        "Bo Dahl (F) (stedfortræder: Tom Juul (F))",
        "Bo Dahl (F). Stedfortræder Tom Juul (F)",
    ],
)
def test_who_came_instead_was_not_absent(text: str) -> None:
    assert read_names(text) == ("Bo Dahl",)
