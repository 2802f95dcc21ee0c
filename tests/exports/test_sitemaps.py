"""Sitemaps."""

import datetime as dt
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from apps.agenda_items.models import AgendaItem, Section, VoteCast
from apps.exports import sitemaps
from apps.ingestion.publishing import unpublish
from apps.meetings.models import Meeting
from tests.factories import COMMITTEE, MEETING, a_full_item, load, many_meetings, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "https://arkiv.example.dk"
KINDS = ("sider", "udvalg", "moeder", "punkter", "sager", "politikere")


@pytest.fixture(autouse=True)
def _site() -> Iterator[None]:
    with override_settings(SITE_URL=SITE):
        yield


def entries(client: Client, path: str) -> dict[str, str]:
    """The paths of a sitemap or of the index, and when each changed."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/xml"
    assert not response.cookies
    root = ElementTree.fromstring(response.content)
    found = {}
    for element in root:
        address = element.findtext(f"{NAMESPACE}loc", "")
        assert address.startswith(f"{SITE}/")
        found[address.removeprefix(SITE)] = element.findtext(f"{NAMESPACE}lastmod", "")
    assert len(found) == len(root)
    return found


def all_entries(client: Client) -> dict[str, str]:
    return {
        path: date for part in entries(client, "/sitemap.xml") for path, date in entries(client, part).items()
    }


def test_every_address_named_is_a_page_and_the_pages_are_named(client: Client) -> None:
    load(*many_meetings(3))
    paths = all_entries(client)
    for path in paths:
        page(client, path)
    for path in ("/", "/soeg/", "/soendersund/sager/", COMMITTEE, f"{COMMITTEE}2024-01-09/punkt-1/"):
        assert path in paths
    assert len(paths) == 6 + 4 + 1 + 3 + 9 + 7 + 2


def test_what_is_not_public_is_not_named(client: Client) -> None:
    load(
        a_meeting(an_item("1", "Molen"), a_full_item("2", "Havnebad"), an_item("3", "Skole")),
        a_meeting(
            an_item("1"),
            committee="Byrådet",
            date=dt.date(2025, 6, 3),
            participants=(),
            municipality="Nordkøb",
        ),
    )
    unpublish(Meeting.objects.get(committee__name="Byrådet"), "Forkert dokument")
    unpublish(AgendaItem.objects.get(title="Havnebad"), "Indeholder et navn")
    load(a_meeting(an_item("1", "Molen"), an_item("2", "Havnebad")))
    paths = all_entries(client)
    assert [path for path in paths if "/punkt-" in path] == [f"{MEETING}punkt-1/"]
    assert not [path for path in paths if "nordkoeb" in path or "/sager/2" in path]


def test_an_address_changed_when_its_rows_did(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Molen"), a_full_item("2", "Havnebad"), an_item("3", "Skole")))
    long_ago = dt.datetime(2025, 5, 9, 12, tzinfo=dt.UTC)
    Meeting.objects.update(imported_at=long_ago)
    assert set(all_entries(client).values()) == {"", "2025-05-09T12:00:00+00:00"}
    section = Section.objects.filter(item__title="Molen")[0]
    section.text = "Uden navn"
    section.save()
    cast = VoteCast.objects.filter(vote__item__title="Havnebad")[0]
    cast.name = "Et andet navn"
    cast.save()
    changed = {path for path, date in all_entries(client).items() if date > "2025-05-10"}
    assert changed == {f"{MEETING}punkt-1/", f"{MEETING}punkt-2/"}
    index = entries(client, "/sitemap.xml")
    assert [path for path, date in index.items() if date > "2025-05-10"] == [
        path for path in index if "punkter" in path
    ]


def test_parts_hold_so_many_keys_and_an_address_stays_in_its_part(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "PART_SIZE", 10)
    load(*many_meetings(12))
    parts = [path for path in entries(client, "/sitemap.xml") if "punkter" in path]
    assert len(parts) >= 4
    before = {part: set(entries(client, part)) for part in parts}
    assert max(map(len, before.values())) == 10
    assert sum(map(len, before.values())) == 36
    load(*many_meetings(20))
    unpublish(AgendaItem.objects.order_by("pk")[20], "Indeholder et navn")
    for part in parts[:-1]:
        gone = before[part] - set(entries(client, part))
        assert len(gone) <= 1
    after = {part: date for part, date in entries(client, "/sitemap.xml").items() if "punkter" in part}
    assert len(after) > len(parts)
    assert sum(len(entries(client, part)) for part in after) == 59
    assert all(after.values())


def test_an_archive_without_minutes_has_its_own_pages(client: Client) -> None:
    assert list(entries(client, "/sitemap.xml")) == ["/sitemap-sider-0.xml"]
    assert "/om/" in all_entries(client)


@pytest.mark.parametrize(
    "path", ["punkter-7777777", "punkter-999999999", "sider-1", "noget-0", "punkter-x", "punkter"]
)
def test_a_part_without_addresses_is_not_there(client: Client, path: str) -> None:
    load(a_meeting(an_item("1")))
    assert client.get(f"/sitemap-{path}.xml").status_code == 404


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    def queries() -> list[int]:
        counts = []
        for path in ("/sitemap.xml", *entries(client, "/sitemap.xml")):
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counts.append(len(captured))
        return counts

    load(*many_meetings(3))
    few = queries()
    load(*many_meetings(30))
    assert queries() == few
    assert max(few) <= 8


def test_head_and_who_has_it_already(client: Client) -> None:
    load(a_meeting(an_item("1")))
    for path in ("/sitemap.xml", *entries(client, "/sitemap.xml")):
        assert client.head(path).status_code == 200
        tag = client.get(path)["ETag"]
        assert client.get(path, headers={"if-none-match": tag}).status_code == 304
        assert client.post(path).status_code == 405
