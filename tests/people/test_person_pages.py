"""The list of elected members and the page of one."""

import datetime as dt

import pytest
from django.test import Client

from apps.ingestion.publishing import unpublish
from apps.parsing.records import Participant
from apps.people.models import Person
from tests.factories import HOSTILE, a_full_item, load, page
from tests.records import a_meeting

pytestmark = pytest.mark.django_db
PERSON = "/soendersund/politikere/gro-askelund/"


def test_a_person_shows_seats_attendance_and_votes(client: Client) -> None:
    absent = (Participant(name="Gro Askelund", party="A", role="formand", absent=True),)
    load(a_meeting(a_full_item("1", "Nyt nødkald")), a_meeting(participants=absent, date=dt.date(2024, 5, 7)))
    html = " ".join(page(client, PERSON).split())
    assert "Gro Askelund (A)" in html
    assert "1 af 2 møder" in html
    assert "Formand, 2024-2025" in html
    votes = html.partition('id="afstemninger"')[2]
    assert "Nyt nødkald" in votes
    assert "<strong>For</strong>" in votes
    assert "Forkastet 1-2" in votes


def test_a_substitute_holds_no_seat(client: Client) -> None:
    participants = (Participant(name="Gro Askelund", party="A", substitute_for="Vagn Tofte"),)
    load(a_meeting(participants=participants))
    assert "Har kun deltaget som stedfortræder" in page(client, PERSON)


def test_whoever_has_left_a_party_is_no_longer_listed_under_it(client: Client) -> None:
    name = "Gro Askelund"
    load(
        a_meeting(participants=(Participant(name=name, party="A"),), date=dt.date(2024, 5, 7)),
        a_meeting(participants=(Participant(name=name, affiliation_note="Løsgænger"),)),
        a_meeting(participants=(Participant(name=name),), date=dt.date(2025, 6, 3)),
    )
    for path in (PERSON, "/soendersund/politikere/"):
        html = page(client, path)
        assert "Gro Askelund (Løsgænger)" in html
        assert "Gro Askelund (A)" not in html


def test_votes_on_closed_items_are_not_told(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Køb af ejendom", is_closed=True)))
    html = page(client, PERSON)
    assert "ejendom" not in html
    assert "ingen afstemninger" in html


def test_the_list_is_in_danish_order(client: Client) -> None:
    names = ("Øjvind Dal", "Aage Krag", "Ærø Bak", "Bo Lund")
    load(a_meeting(participants=tuple(Participant(name=name, party="A") for name in names)))
    html = page(client, "/soendersund/politikere/")
    order = [html.index(name) for name in ("Bo Lund", "Ærø Bak", "Øjvind Dal", "Aage Krag")]
    assert order == sorted(order)


def test_officials_have_no_page(client: Client) -> None:
    load(a_meeting(participants=(Participant(name="Bo Krag", role="direktør"),)))
    page(client, "/soendersund/politikere/bo-krag/", 404)
    assert "Der er endnu ingen politikere" in page(client, "/soendersund/politikere/")


def test_whoever_is_only_on_an_unpublished_list_is_not_found(client: Client) -> None:
    (meeting,) = load(a_meeting())
    unpublish(meeting, "Fejl")
    assert page(client, PERSON, 404) == page(client, "/soendersund/politikere/ingen/", 404)
    assert "Askelund" not in page(client, "/soendersund/politikere/")


def test_a_renamed_person_keeps_the_address(client: Client) -> None:
    load(a_meeting())
    person = Person.objects.get(name="Gro Askelund")
    person.name = "Gro Askelund Dal"
    person.save()
    response = client.get(PERSON)
    assert (response.status_code, response["Location"]) == (301, "/soendersund/politikere/gro-askelund-dal/")


def test_hostile_names_are_text(client: Client) -> None:
    load(a_meeting(participants=(Participant(name=HOSTILE, party="A", role=HOSTILE),)))
    assert "&lt;img src=x" in page(client, "/soendersund/politikere/")
    assert "&lt;img src=x" in page(client, Person.objects.get().get_absolute_url())
