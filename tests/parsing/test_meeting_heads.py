"""Heads of minutes of any publisher: labels, lists of people, and which date is the meeting's."""

import pytest

from apps.parsing.heads.meeting import read_head
from apps.parsing.meetings import MeetingHead
from apps.parsing.reading.lines import Line


def head_of(text: str) -> MeetingHead:
    return read_head([Line(n, line) for n, line in enumerate(text.split("\n"), 1)])


def people_of(head: MeetingHead) -> list[tuple[str, bool]]:
    return [(person.name, person.absent) for person in head.participants.values()]


def test_lists_of_people_side_by_side_are_told_apart() -> None:
    head = head_of("Deltagere      Fraværende\nIda Storm (A)      Bo Krat (V)\nPia Lund (F)")
    assert people_of(head) == [("Ida Storm", False), ("Pia Lund", False), ("Bo Krat", True)]


def test_several_labels_on_one_line_are_read_each() -> None:
    head = head_of(
        "Dato: 14. januar 2025 kl. 8.30. Sted: Pakhuset\nMøde startede: 8.45      Møde sluttede: 10.00"
    )
    assert (str(head.date), str(head.start_time), head.location) == ("2025-01-14", "08:30:00", "Pakhuset")


def test_a_room_called_moedelokale_is_the_place_and_no_label() -> None:
    head = head_of("Referat af møde den 3. maj 2024 kl. 15.00\nMødelokale 2, Kajgade 12")
    assert head.location == "Mødelokale 2, Kajgade 12"


def test_the_place_may_stand_behind_the_hour() -> None:
    assert head_of("Mandag d. 1. december 2025 kl. 16:30, Lokale 2.1").location == "Lokale 2.1"


def test_the_day_of_publication_is_not_the_meetings() -> None:
    head = head_of("Referat\n03-03-2025 16:00\nDagsordenen blev offentliggjort den 27. februar 2025.")
    assert str(head.date) == "2025-03-03"


@pytest.mark.parametrize(
    ("line", "committee"),
    [
        ("BYRÅDSMØDE", "Byrådet"),
        ("Havneudvalgsmøde den 3. maj 2024", "Havneudvalget"),
        ("Skolebestyrelsesmøde", "Skolebestyrelsen"),
    ],
)
def test_a_word_for_the_meeting_names_its_body(line: str, committee: str) -> None:
    assert head_of(f"Referat\n{line}").committee == committee


def test_a_position_before_a_name_is_a_role_and_no_part_of_it() -> None:
    (person,) = head_of("Fra administrationen: Centerchef Ida Storm (under pkt. 4)").participants.values()
    assert (person.name, person.role) == ("Ida Storm", "centerchef")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Deltagere: Ida Storm, Bo Krat, Pia\nLund, Ali Ünsal, Åse Vik",
            ["Ida Storm", "Bo Krat", "Pia Lund", "Ali Ünsal", "Åse Vik"],
        ),
        ("Medlemmer\nIda Storm (idst) A\nBo Krat (bokr) Ø", ["Ida Storm", "Bo Krat"]),
        (
            "Medlemmer\nIda Storm (A)\nBo Krat (A) Stedfortræder for Pia Lund (A)\nÅse Vik (A) - Formand",
            ["Ida Storm", "Bo Krat", "Åse Vik"],
        ),
        ("Indkaldelse\n\nIda Storm\nBo Krat", ["Ida Storm", "Bo Krat"]),
        ("Medlemmer: | Ida Storm, Bo Krat, Pia Lund |", ["Ida Storm", "Bo Krat", "Pia Lund"]),
    ],
)
def test_lists_of_people_have_many_forms(text: str, people: list[str]) -> None:
    assert [name for name, _ in people_of(head_of(text))] == people


def test_labels_may_stand_far_from_their_values_or_right_before_them() -> None:
    head = head_of(
        "Dato        23. september 2009\nTid         19:00\nSted        Pakhuset (lille sal)\n\nFraværende  Ida Storm, Bo Krat"
    )
    assert (str(head.date), str(head.start_time), head.location) == (
        "2009-09-23",
        "19:00:00",
        "Pakhuset (lille sal)",
    )
    assert people_of(head) == [("Ida Storm", True), ("Bo Krat", True)]
    head = head_of("Mandag d. 7 februar 2022, kl. 10:15\nMødestedPakhuset\nUdvalgHavnerådet")
    assert (head.committee, head.location) == ("Havnerådet", "Pakhuset")


@pytest.mark.parametrize(
    ("text", "date", "time"),
    [
        ("Mødedato: 8/29/2019 4:00:00 PM", "2019-08-29", "16:00:00"),
        ("Dato: Onsdag, April 3, 2019 - 18:00", "2019-04-03", "18:00:00"),
        ("Mødedato 18. august 2014\nMødetidspunkt 17.00", "2014-08-18", "17:00:00"),
        (
            "Havneudvalgets møde den 25. juni 2025\nMødelokale 1. Pakhuset kl. 19.00",
            "2025-06-25",
            "19:00:00",
        ),
    ],
)
def test_days_and_hours_have_many_forms(text: str, date: str, time: str) -> None:
    head = head_of(text)
    assert (str(head.date), str(head.start_time)) == (date, time)


@pytest.mark.parametrize(
    ("text", "committee"),
    [
        ("Udvalg: Havneudvalget 2022-2025", "Havneudvalget"),
        ("Havneudvalget (2017) – Referat – 2. oktober 2017", "Havneudvalget"),
        ("Havneudvalget (18-21) - 2. oktober 2018", "Havneudvalget"),
        ("Udvalget for Kaj og Mole's møde\nTirsdag den 06-04-2010 Kl. 13:30", "Udvalget for Kaj og Mole"),
        ("Strandby Byråd\nFolkeoplysningsudvalget\n\nReferat", "Folkeoplysningsudvalget"),
        ("Indkaldelse til 3. møde i Seniorrådet 2021", "Seniorrådet"),
    ],
)
def test_bodies_are_named_in_many_forms(text: str, committee: str) -> None:
    assert head_of(text).committee == committee
