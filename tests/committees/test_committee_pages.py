"""The pages of a municipality and its committees."""

import datetime as dt

import pytest
from django.test import Client

from apps.committees.models import Committee, Municipality
from apps.committees.names import in_the_genitive, is_the_same_body
from apps.ingestion.publishing import unpublish
from apps.parsing.records import Participant
from tests.factories import COMMITTEE, HOSTILE, a_full_item, load, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db


def test_a_municipality_shows_what_is_new_and_what_there_is(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Ny cykelsti")))
    html = page(client, "/soendersund/")
    assert "Ny cykelsti" in html
    assert f'href="{COMMITTEE}"' in html
    assert 'href="/soendersund/emner/27/"' in html


def test_a_municipality_without_meetings_is_a_friendly_page(client: Client) -> None:
    Municipality.named("Nordkøb")
    assert "Der er endnu ingen møder fra Nordkøb Kommune" in page(client, "/nordkoeb/")
    assert "Der er endnu ingen udvalg" in page(client, "/nordkoeb/udvalg/")


@pytest.mark.parametrize("rest", ["", "udvalg/", "sager/?side=1", "politikere/"])
def test_a_renamed_municipality_keeps_its_addresses(client: Client, rest: str) -> None:
    load(a_meeting())
    municipality = Municipality.objects.get()
    municipality.name = "Nordkøb"
    municipality.save()
    response = client.get(f"/soendersund/{rest}")
    assert (response.status_code, response["Location"]) == (301, f"/nordkoeb/{rest}")


@pytest.mark.parametrize("path", ["", "udvalg/", "udvalg/vandudvalget/", "sager/", "politikere/", "sager/1/"])
def test_an_unknown_municipality_is_not_found(client: Client, path: str) -> None:
    load(a_meeting())
    page(client, f"/nordkoeb/{path}", 404)


def test_the_list_groups_committees_and_puts_names_in_danish_order(client: Client) -> None:
    names = (
        "Ældreudvalget",
        "Byrådet",
        "Økonomiudvalget",
        "Aarhusudvalget",
        "Bygningsudvalget",
        "Seniorrådet",
    )
    load(*(a_meeting(committee=name) for name in names))
    html = page(client, "/soendersund/udvalg/")
    order = [
        html.index(f">{name}</a>")
        for name in (
            "Byrådet",
            "Bygningsudvalget",
            "Ældreudvalget",
            "Økonomiudvalget",
            "Aarhusudvalget",
            "Seniorrådet",
        )
    ]
    assert order == sorted(order)


def test_a_committee_that_has_not_met_in_public_is_not_listed(client: Client) -> None:
    (meeting,) = load(a_meeting())
    unpublish(meeting, "Fejl")
    assert "Klima- og Havneudvalget" not in page(client, "/soendersund/udvalg/")
    assert "Der er endnu ingen møder" in page(client, COMMITTEE)


def test_a_committee_shows_its_meetings_by_year_the_newest_first(client: Client) -> None:
    load(*(a_meeting(an_item("1", f"Havnebad {y}"), date=dt.date(y, 5, 6)) for y in (2023, 2025, 2024)))
    html = page(client, COMMITTEE)
    order = [html.index(f'href="{COMMITTEE}{year}-05-06/"') for year in (2025, 2024, 2023)]
    assert order == sorted(order)
    assert "Havnebad 2024" in html


def test_members_are_counted_without_officials_and_substitutes(client: Client) -> None:
    participants = (
        Participant(name="Gro Askelund", party="A"),
        Participant(name="Ida Bro", party="V", substitute_for="Vagn Tofte"),
        Participant(name="Bo Krag", role="direktør"),
    )
    absent = (Participant(name="Gro Askelund", party="A", absent=True),)
    load(a_meeting(participants=participants), a_meeting(participants=absent, date=dt.date(2025, 6, 3)))
    members = page(client, COMMITTEE).partition('id="medlemmer"')[2]
    assert "Gro Askelund" in members
    assert "1 af 2" in members
    assert "Ida Bro" not in members
    assert "Bo Krag" not in members


def test_unpublished_meetings_count_for_nothing(client: Client) -> None:
    meeting, _ = load(a_meeting(an_item("1", "Ny cykelsti")), a_meeting(date=dt.date(2025, 6, 3)))
    unpublish(meeting, "Fejl")
    html = page(client, COMMITTEE)
    assert "cykelsti" not in html
    assert "1 i alt" in html


@pytest.mark.parametrize(
    ("side", "status"),
    [("1", 200), ("2", 404), ("0", 400), ("-1", 400), ("x", 400), ("9" * 30, 404), ("²", 400), ("", 200)],
)
def test_a_page_number_is_a_page_number(client: Client, side: str, status: int) -> None:
    load(a_meeting())
    page(client, f"{COMMITTEE}?side={side}", status)


def test_a_renamed_committee_keeps_its_address(client: Client) -> None:
    load(a_meeting())
    committee = Committee.objects.get()
    committee.name = "Vandudvalget"
    committee.save()
    response = client.get(COMMITTEE)
    assert (response.status_code, response["Location"]) == (301, "/soendersund/udvalg/vandudvalget/")


def test_hostile_names_are_text(client: Client) -> None:
    load(a_meeting(an_item("1", HOSTILE), committee=HOSTILE))
    path = Committee.objects.get().get_absolute_url()
    assert "&lt;img src=x" in page(client, path)
    assert "&lt;img src=x" in page(client, "/soendersund/udvalg/")
    assert "&lt;img src=x" in page(client, "/soendersund/")


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("Socialudvalget", "Udvalgets"),
        ("Byrådet", "Byrådets"),
        ("Kommunalbestyrelsen", "Kommunalbestyrelsens"),
        ("Seniorrådet", "Rådets"),
        ("Hegnssynsnævnet", "Nævnets"),
    ],
)
def test_whose_decision_it_is(name: str, whose: str) -> None:
    assert in_the_genitive(Committee.named(Municipality.named("Søndersund"), name)) == whose


def test_a_council_answers_to_each_of_its_titles() -> None:
    council = Committee.named(Municipality.named("Søndersund"), "Byrådet")
    assert is_the_same_body(council, "Kommunalbestyrelsen")
    assert not is_the_same_body(council, "Økonomiudvalget")


def test_the_chart_leaves_a_gap_for_a_year_without_decisions(client: Client) -> None:
    years = (2022, 2025)
    load(*(a_meeting(a_full_item("1"), date=dt.date(year, 5, 6)) for year in years))
    rows = page(client, COMMITTEE).partition("<caption>Udfald pr. år</caption>")[2]
    assert [year for year in range(2020, 2028) if f'<th scope="row">{year}</th>' in rows] == [
        2022,
        2023,
        2024,
        2025,
    ]
