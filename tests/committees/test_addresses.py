"""Which row an address means, and which row a name means."""

import datetime as dt
import random
import string

import pytest
from django.test import Client

from apps.committees.models import Committee, Municipality
from apps.meetings.models import Meeting
from tests.factories import load, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality() -> Municipality:
    return Municipality.named("Søndersund")


def test_a_deleted_committee_is_made_anew_once_and_has_its_address_again(municipality: Municipality) -> None:
    Committee.named(municipality, "Havneudvalget").delete()
    again = Committee.named(municipality, "Havneudvalget")
    assert again.slug == "havneudvalget"
    assert Committee.named(municipality, "Havneudvalget") == again


def test_a_deleted_municipality_is_made_anew_once(municipality: Municipality) -> None:
    municipality.delete()
    again = Municipality.named("Søndersund Kommune")
    assert again.slug == "soendersund"
    assert Municipality.named("Søndersund") == again


def test_a_name_means_who_bears_it_today_before_who_once_did(municipality: Municipality) -> None:
    renamed = Committee.named(municipality, "Socialudvalget")
    renamed.name = "Social- og Sundhedsudvalget"
    renamed.save()
    assert Committee.named(municipality, "Socialudvalget") == renamed
    new = Committee.objects.create(municipality=municipality, name="Socialudvalget")
    assert new.slug == "socialudvalget-2"
    assert Committee.named(municipality, "socialudvalget") == new
    assert Committee.ever_at(municipality.pk, "socialudvalget") == renamed


def test_a_meeting_that_moves_to_another_committee_takes_no_address_there(client: Client) -> None:
    first, second = load(
        a_meeting(an_item("1"), committee="Havneudvalget", date=dt.date(2025, 1, 7)),
        a_meeting(an_item("1"), committee="Skoleudvalget", date=dt.date(2025, 1, 7)),
    )
    first.held_on = dt.date(2025, 1, 8)
    first.save()
    second = Meeting.objects.get(pk=second.pk)
    second.committee = first.committee
    second.save()
    harbour = "/soendersund/udvalg/havneudvalget"
    assert client.get(f"{harbour}/2025-01-07/").headers["Location"] == f"{harbour}/2025-01-08/"
    moved = client.get("/soendersund/udvalg/skoleudvalget/2025-01-07/").headers["Location"]
    assert moved == f"{harbour}/2025-01-07-2/"
    page(client, moved)


def test_a_name_of_any_length_gets_an_address(municipality: Municipality) -> None:
    letters = random.Random(2)
    name = "".join(letters.choice(string.ascii_lowercase) for _ in range(5000))
    committee = Committee.named(municipality, name)
    assert committee.slug == name[:200]
    assert Committee.named(municipality, name) == committee
