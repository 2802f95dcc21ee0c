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
