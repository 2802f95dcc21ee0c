"""The page of a meeting."""

import datetime as dt

import pytest
from django.test import Client

from apps.agenda_items.models import AgendaItem
from apps.ingestion.publishing import unpublish
from apps.meetings.models import Meeting
from apps.parsing.records import DocumentKind, OutcomeCode, Participant
from tests.factories import CASE_NUMBER, COMMITTEE, HOSTILE, MEETING, a_full_item, a_result, load, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db


def test_the_agenda_shows_each_item_with_its_outcomes(client: Client) -> None:
    outcomes = (a_result(OutcomeCode.APPROVED, 1), a_result(OutcomeCode.POSTPONED, 2))
    load(a_meeting(an_item("1", "Ny cykelsti", outcomes=outcomes), a_full_item("2")))
    html = page(client, MEETING)
    assert f'href="{MEETING}punkt-1/">Ny cykelsti' in html
    assert "Godkendt" in html
    assert "Udsat" in html
    assert "2 punkter" in html
    assert "1 afstemning" in html


def test_participants_stand_by_their_part(client: Client) -> None:
    participants = (
        Participant(name="Gro Askelund", party="A", role="formand"),
        Participant(name="Vagn Tofte", party="V", absent=True),
        Participant(name="Ida Bro", party="V", substitute_for="Vagn Tofte"),
        Participant(name="Bo Krag", role="direktør"),
    )
    load(a_meeting(participants=participants))
    html = " ".join(page(client, MEETING).split())
    present, absent, officials = (
        html.index(word) for word in ("Til stede (2)", "Afbud (1)", "Fra administrationen")
    )
    assert present < html.index("Gro Askelund (A)") < absent < html.index("Vagn Tofte (V)") < officials
    assert "stedfortræder for Vagn Tofte" in html
    assert officials < html.index("Bo Krag")
    assert 'href="/soendersund/politikere/gro-askelund/"' in html
    assert "/politikere/bo-krag/" not in html


def test_a_closed_item_shows_no_journal_number(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Køb af ejendom", is_closed=True)))
    html = page(client, MEETING)
    assert "Køb af ejendom" in html
    assert "Lukket punkt" in html
    assert CASE_NUMBER not in html


def test_meetings_before_and_after_are_one_step_away(client: Client) -> None:
    load(*(a_meeting(date=dt.date(2025, month, 6)) for month in (4, 5, 6)))
    html = page(client, MEETING)
    assert f'href="{COMMITTEE}2025-04-06/"' in html
    assert f'href="{COMMITTEE}2025-06-06/"' in html


def test_an_agenda_is_called_one(client: Client) -> None:
    load(a_meeting(an_item("1", outcomes=(), decision_text=None), kind=DocumentKind.AGENDA))
    html = page(client, MEETING)
    assert "Arkivet har kun dagsordenen" in html
    assert "Endnu ikke behandlet" in html


def test_a_meeting_without_public_items_is_a_page_all_the_same(client: Client) -> None:
    load(a_meeting(an_item("1", "Ny cykelsti")))
    unpublish(AgendaItem.objects.get(), "Fejl")
    html = page(client, MEETING)
    assert "Der er ingen punkter" in html
    assert "cykelsti" not in html


def test_hostile_names_are_text(client: Client) -> None:
    load(
        a_meeting(
            an_item("1", HOSTILE), location=HOSTILE, participants=(Participant(name=HOSTILE, party="A"),)
        )
    )
    assert "&lt;img src=x" in page(client, MEETING)


def test_unpublished_and_unknown_meetings_answer_alike(client: Client) -> None:
    (meeting,) = load(a_meeting())
    unpublish(meeting, "Forkert dokument")
    assert page(client, MEETING, 404) == page(client, f"{COMMITTEE}2020-01-01/", 404)
    assert page(client, f"{COMMITTEE}2020-99-99/", 404)


def test_a_corrected_date_leaves_a_redirect(client: Client) -> None:
    load(a_meeting())
    meeting = Meeting.objects.get()
    meeting.held_on = dt.date(2025, 5, 7)
    meeting.save()
    response = client.get(MEETING)
    assert (response.status_code, response["Location"]) == (301, f"{COMMITTEE}2025-05-07/")
