"""Committees of one name in two municipalities: staff see which is which, and only where they have to."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from apps.committees.models import Committee, Municipality
from apps.ingestion.committee_merging import merge_committees
from apps.meetings.models import Meeting
from tests.factories import load
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db
HERE, THERE = "Havneudvalget (Nordkøb)", "Havneudvalget (Søndersund)"
CHOICES = "/admin/autocomplete/?app_label=meetings&model_name=meeting&field_name=committee&term="


@pytest.fixture
def meetings() -> list[Meeting]:
    return load(
        a_meeting(an_item("1", "Kajplads"), committee="Havneudvalget"),
        a_meeting(an_item("1", "Slæbested"), committee="Havneudvalget", municipality="Nordkøb"),
        a_meeting(an_item("1", "Badebro"), committee="Byrådet", date=dt.date(2025, 6, 3)),
    )


def listed(client: Client, path: str, column: str) -> set[str]:
    soup = BeautifulSoup(client.get(f"/admin/{path}/").content, "lxml")
    return {cell.get_text(strip=True) for cell in soup.select(f"#result_list .field-{column}")}


@pytest.mark.parametrize("path", ["meetings/meeting", "agenda_items/agendaitem"])
def test_lists_and_filters_name_the_municipality_of_the_ambiguous_ones_only(
    admin_client: Client, meetings: list[Meeting], path: str
) -> None:
    soup = BeautifulSoup(admin_client.get(f"/admin/{path}/").content, "lxml")
    choices = [link.get_text(strip=True) for link in soup.select("#changelist-filter a")]
    assert choices[-3:] == ["Byrådet", HERE, THERE]
    assert listed(admin_client, path, "committee") == {"Byrådet", HERE, THERE}
    chosen = admin_client.get(
        f"/admin/{path}/",
        {f"{'meeting__' * ('agenda' in path)}committee__id__exact": meetings[1].committee_id},
    ).content.decode()
    assert chosen.count('class="field-committee') == 1


def test_boxes_to_choose_from_name_it_and_so_does_the_chosen_one(
    admin_client: Client, meetings: list[Meeting]
) -> None:
    found = admin_client.get(f"{CHOICES}havne").json()["results"]
    assert sorted(row["text"] for row in found) == [HERE, THERE]
    assert [row["text"] for row in admin_client.get(f"{CHOICES}by").json()["results"]] == ["Byrådet"]
    form = admin_client.get(f"/admin/meetings/meeting/{meetings[0].pk}/change/").content.decode()
    assert f"selected>{THERE}</option>" in form


def test_a_committee_that_was_merged_makes_no_name_ambiguous(meetings: list[Meeting]) -> None:
    quay = Committee.named(Municipality.named("Nordkøb"), "Kajudvalget")
    merge_committees(quay, meetings[1].committee)
    names = {str(row) for row in Committee.objects.standing().told_apart()}
    assert names == {"Byrådet", "Havneudvalget", "Kajudvalget"}


def test_public_pages_say_the_name_alone(client: Client, meetings: list[Meeting]) -> None:
    for meeting in meetings:
        assert "(Nordkøb)" not in client.get(meeting.get_absolute_url()).content.decode()
