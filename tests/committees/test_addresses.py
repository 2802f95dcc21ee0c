"""Which row an address means, and which row a name means."""

import datetime as dt
import random
import string

import pytest
from django.test import Client

from apps.committees.models import Committee, Municipality
from apps.corrections.models import ChangeLogEntry
from apps.meetings.models import Meeting
from apps.people.models import Person
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


def test_rows_made_together_have_the_addresses_that_they_would_have_one_by_one(
    municipality: Municipality,
) -> None:
    gone, renamed = (
        Person.objects.create(municipality=municipality, name=n) for n in ("Ida Bro", "Sif Holm")
    )
    gone.delete()
    renamed.name = "Sif Tofte"
    renamed.save()
    names = ("Gro Askelund", "Gro Askelund", "Ida Bro", "Sif Holm", "?")
    rows = [Person(municipality=municipality, name=name) for name in names]
    Person.create_all(rows)
    slugs = [row.slug for row in rows]
    assert slugs == ["gro-askelund", "gro-askelund-2", "ida-bro", "sif-holm-2", "uden-navn"]
    for row in rows:
        assert Person.ever_at(municipality.pk, row.slug) == Person.objects.get(pk=row.pk)


def test_many_names_mean_whom_each_means_by_itself(municipality: Municipality) -> None:
    known, renamed = (
        Person.objects.create(municipality=municipality, name=n) for n in ("Gro Askelund", "Sif Holm")
    )
    renamed.name = "Sif Tofte"
    renamed.save()
    names = ["GRO ASKELUND", "Sif Holm", "Sif Tofte", "Ove Brask", "Ove  Brask", "ove brask"]
    people = Person.all_called(names, municipality=municipality)
    new = people["Ove Brask"]
    assert [people[name] for name in names] == [known, renamed, renamed, new, new, new]
    assert {name: Person.called(name, municipality=municipality) for name in names} == people
    assert set(Person.objects.all()) == {known, renamed, new}


def test_a_change_of_a_row_that_was_made_together_with_others_is_logged(municipality: Municipality) -> None:
    row = Person(municipality=municipality, name="Gro Askelund")
    Person.create_all([row])
    row.name = "Gro Tofte"
    row.save()
    (entry,) = ChangeLogEntry.objects.filter(object_id=row.pk)
    assert (entry.field, entry.old_value, entry.new_value) == ("name", "Gro Askelund", "Gro Tofte")
