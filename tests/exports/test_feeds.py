"""Feeds of searches, committees and cases."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.agenda_items.models import AgendaItem, Outcome
from apps.committees.models import Committee, Municipality
from apps.ingestion.publishing import unpublish
from apps.meetings.models import Meeting
from apps.parsing.records import DocumentKind, OutcomeCode
from tests.factories import COMMITTEE, HOSTILE, a_full_item, a_result, load, many_meetings
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://arkiv.example.dk"
COMMITTEE_FEED = f"{COMMITTEE}feed.atom"
CASE = "/soendersund/sager/27-36-04-g01-7-23/"
CASE_FEED = f"{CASE}feed.atom"
FEEDS = ("/soeg.atom", COMMITTEE_FEED, CASE_FEED)


@pytest.fixture(autouse=True)
def _site() -> object:
    with override_settings(SITE_URL=SITE):
        yield


def text(element: ElementTree.Element, name: str) -> str:
    """The text of the one child that is called so."""
    (child,) = element.findall(ATOM + name)
    return child.text or ""


def link(element: ElementTree.Element, rel: str) -> str:
    (found,) = [child for child in element.findall(f"{ATOM}link") if child.get("rel") == rel]
    return found.get("href", "")


def feed(client: Client, path: str) -> ElementTree.Element:
    """The feed, after checking what RFC 4287 asks of every feed, and we of ours."""
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        assert text(element, "id").startswith("tag:arkiv.example.dk,2025:")
        assert text(element, "title")
        assert dt.datetime.fromisoformat(text(element, "updated")).tzinfo
        assert link(element, "alternate").startswith(f"{SITE}/")
    assert text(root.findall(f"{ATOM}author")[0], "name") == "Beslutningsarkivet"
    assert link(root, "self").startswith(f"{SITE}/")
    ids = [text(entry, "id") for entry in entries]
    assert len(ids) == len(set(ids)) <= 50
    if entries:
        assert text(root, "updated") == max(text(entry, "updated") for entry in entries)
    return root


def entries(client: Client, path: str) -> list[ElementTree.Element]:
    return feed(client, path).findall(f"{ATOM}entry")


def titles(client: Client, path: str) -> list[str]:
    return [text(entry, "title") for entry in entries(client, path)]


@pytest.mark.parametrize("path", FEEDS)
def test_an_entry_tells_where_what_and_how_it_was_decided(client: Client, path: str) -> None:
    load(
        a_meeting(
            a_full_item("1", start := "Nyt nødkald", decision_text="Punkt 1 godkendt.\nResten <ikke>."),
            start_time=dt.time(15),
        )
    )
    (entry,) = entries(client, path)
    assert text(entry, "title") == f"Klima- og Havneudvalget: {start}"
    assert link(entry, "alternate") == f"{SITE}{COMMITTEE}2025-05-06/punkt-1/"
    assert text(entry, "published") == "2025-05-06T15:00:00+02:00"
    assert text(entry, "summary") == (
        "<p><strong>Godkendt</strong></p><p>Punkt 1 godkendt.</p><p>Resten &lt;ikke&gt;.</p>"
        "<p>Den endelige beslutning træffes af: Byrådet</p>"
    )


def test_each_feed_names_its_page_and_itself(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Nyt nødkald")))
    search = feed(client, "/soeg.atom?udfald=approved&q=n%C3%B8dkald&sorter=aeldste&utm_source=x")
    assert text(search, "title") == "»nødkald« i Beslutningsarkivet: Godkendt"
    assert link(search, "self") == f"{SITE}/soeg.atom?q=n%C3%B8dkald&udfald=approved"
    assert link(search, "alternate") == f"{SITE}/soeg/?q=n%C3%B8dkald&udfald=approved&sorter=nyeste"
    committee, case = feed(client, COMMITTEE_FEED), feed(client, CASE_FEED)
    assert text(committee, "title") == "Klima- og Havneudvalget, Søndersund Kommune"
    assert (link(committee, "self"), link(committee, "alternate")) == (
        SITE + COMMITTEE_FEED,
        SITE + COMMITTEE,
    )
    assert text(case, "title") == "Sag 27.36.04-G01-7-23: Nyt nødkald"
    assert (link(case, "self"), link(case, "alternate")) == (SITE + CASE_FEED, SITE + CASE)
    assert len({text(root, "id") for root in (search, committee, case)}) == 3


def test_a_feeds_title_says_every_filter_in_words(client: Client) -> None:
    load(a_meeting(a_full_item("1")))
    query = (
        "kommune=soendersund&udvalg=klima-og-havneudvalget&aar=2025&fra=2025-01-01&journalnummer=27.36"
        "&emne=27&udfald=noted&afstemning=ja"
    )
    title = text(feed(client, f"/soeg.atom?{query}"), "title")
    for part in ("Søndersund", "Klima- og Havneudvalget", "2025", "fra 1. januar 2025", "27.36"):
        assert part in title
    assert "Taget til efterretning, med afstemning" in title


def test_the_newest_come_first_and_no_more_than_fifty(client: Client) -> None:
    load(*many_meetings(20))
    for path in ("/soeg.atom", "/soeg.atom?q=sag", "/soeg.atom?sorter=aeldste", COMMITTEE_FEED):
        days = [text(entry, "published") for entry in entries(client, path)]
        assert len(days) in (40, 50), path
        assert days == sorted(days, reverse=True)
        assert days[0].startswith("2024-05-14")
    assert [t.partition(": ")[2] for t in titles(client, COMMITTEE_FEED)[:3]] == [
        "Nyt nødkald",
        "Sag 19-2",
        "Sag 19-3",
    ]
    assert len(titles(client, CASE_FEED)) == 20


@pytest.mark.parametrize("path", FEEDS)
def test_what_is_closed_unpublished_or_removed_stays_inside(client: Client, path: str) -> None:
    load(
        a_meeting(
            a_full_item("1", "Molen"),
            a_full_item("2", "Havnebad"),
            a_full_item("3", "Cykelsti"),
            a_full_item("4", "Køb"),
        )
    )
    (other,) = load(a_meeting(a_full_item("1", "Fortroligt møde"), date=dt.date(2025, 6, 3)))
    unpublish(other, "Forkert dokument")
    unpublish(AgendaItem.objects.get(title="Havnebad"), "Indeholder et navn")
    load(a_meeting(a_full_item("1", "Molen"), a_full_item("2", "Havnebad"), a_full_item("4", "Køb")))
    closed = AgendaItem.objects.get(title="Køb")
    closed.is_closed = True
    closed.save()
    xml = client.get(path).content.decode()
    assert "Molen" in xml
    for hidden in ("Havnebad", "Cykelsti", "Fortroligt"):
        assert hidden not in xml
    for entry in entries(client, path):
        if "Køb" in text(entry, "title"):
            assert "Byrådet" not in text(entry, "summary")


def test_names_and_dates_of_entries_stay_when_a_document_comes_again(client: Client) -> None:
    meeting = a_meeting(a_full_item("1", "Molen"), a_full_item("2", "Havnebad"))
    load(meeting)
    before = client.get(COMMITTEE_FEED).content
    load(meeting)
    assert client.get(COMMITTEE_FEED).content == before


def test_only_what_changed_in_an_entry_makes_it_newer(client: Client) -> None:
    load(a_meeting(an_item("1", "Molen"), an_item("2", "Havnebad"), an_item("3", "Skole")))
    start = timezone.now().replace(microsecond=0)
    ids = [text(entry, "id") for entry in entries(client, COMMITTEE_FEED)]
    # The second has moved up, the first has another decision, the third another outcome.
    changed = an_item("1", "Molen", decision_text="Udsat")
    other = an_item("3", "Skole", outcomes=(a_result(OutcomeCode.REJECTED),))
    load(a_meeting(an_item("2", "Havnebad"), changed, other))
    outcome = Outcome.objects.get(item__title="Skole")
    outcome.with_remarks = True
    outcome.save()
    after = entries(client, COMMITTEE_FEED)
    assert sorted(text(entry, "id") for entry in after) == sorted(ids)
    newer = {
        text(entry, "title").partition(": ")[2]
        for entry in after
        if dt.datetime.fromisoformat(text(entry, "updated")) >= start
    }
    assert newer == {"Molen", "Skole"}


def test_a_meeting_to_come_is_no_news_from_the_future(client: Client) -> None:
    day = timezone.localdate() + dt.timedelta(days=30)
    load(a_meeting(an_item("1", outcomes=(), decision_text=None), date=day, kind=DocumentKind.AGENDA))
    (entry,) = entries(client, COMMITTEE_FEED)
    assert dt.datetime.fromisoformat(text(entry, "updated")) <= timezone.now()
    assert "Endnu ikke behandlet" in text(entry, "summary")


@pytest.mark.parametrize("path", FEEDS)
def test_who_has_the_newest_is_told_so(client: Client, path: str) -> None:
    load(a_meeting(a_full_item("1", "Molen")))
    first = client.get(path)
    same = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    assert client.get(path, headers={"if-none-match": packed["ETag"]}).status_code == 304
    assert client.get(path, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    Meeting.objects.update(imported_at=timezone.now() + dt.timedelta(seconds=2))
    assert client.get(path, headers={"if-modified-since": first["Last-Modified"]}).status_code == 200
    item = AgendaItem.objects.get()
    item.title = "Molens forlængelse"
    item.save()
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_an_empty_feed_is_a_feed_too(client: Client) -> None:
    assert not entries(client, "/soeg.atom")
    assert client.get("/soeg.atom")["ETag"] == client.get("/soeg.atom")["ETag"]
    assert "Last-Modified" not in client.get("/soeg.atom")
    load(a_meeting(an_item("1")))
    assert not entries(client, "/soeg.atom?q=findesikke")
    unpublish(Meeting.objects.get(), "Forkert dokument")
    assert not entries(client, COMMITTEE_FEED)


def test_signs_that_xml_cannot_write_are_left_out(client: Client) -> None:
    load(a_meeting(an_item("1", f"Form\x0cfeed \x01\uffff{HOSTILE}", decision_text=f"{HOSTILE}\x08")))
    (entry,) = entries(client, COMMITTEE_FEED)
    assert text(entry, "title") == f"Klima- og Havneudvalget: Formfeed {HOSTILE}"
    assert "<img" not in text(entry, "summary")
    assert entries(client, "/soeg.atom?q=%01%0c%EF%BF%BF<b>%26") == []


def test_former_addresses_lead_to_the_feed_of_today(client: Client) -> None:
    load(a_meeting(a_full_item("1")))
    ids = [text(entry, "id") for path in (COMMITTEE_FEED, CASE_FEED) for entry in entries(client, path)]
    committee, municipality = Committee.objects.get(), Municipality.objects.get()
    committee.name, municipality.name = "Vandudvalget", "Vestersund"
    committee.save()
    municipality.save()
    for former, today in (
        (f"{COMMITTEE_FEED}?x=1", "/vestersund/udvalg/vandudvalget/feed.atom?x=1"),
        (CASE_FEED, "/vestersund/sager/27-36-04-g01-7-23/feed.atom"),
    ):
        response = client.get(former)
        assert (response.status_code, response["Location"]) == (301, today)
    paths = ("/vestersund/udvalg/vandudvalget/feed.atom", "/vestersund/sager/27-36-04-g01-7-23/feed.atom")
    assert [text(entry, "id") for path in paths for entry in entries(client, path)] == ids


def test_a_feed_of_nothing_public_is_not_there(client: Client) -> None:
    (meeting,) = load(a_meeting(a_full_item("1"), a_full_item("2", "Skole", journal_number="25/26257")))
    for path in (
        "/soendersund/udvalg/findesikke/feed.atom",
        "/atlantis/udvalg/byraadet/feed.atom",
        "/soendersund/sager/1/feed.atom",
    ):
        assert client.get(path).status_code == 404
    load(a_meeting(a_full_item("1")))
    assert client.get("/soendersund/sager/25-26257/feed.atom").status_code == 410
    unpublish(meeting, "Forkert dokument")
    assert client.get(CASE_FEED).status_code == 404


@pytest.mark.parametrize("path", FEEDS)
def test_head_answers_and_nothing_else_does(client: Client, path: str) -> None:
    load(a_meeting(a_full_item("1")))
    response = client.head(path)
    assert (response.status_code, response.content) == (200, b"")
    assert client.post(path).status_code == 405


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    load(*many_meetings(3))
    few = [queries(path) for path in FEEDS]
    load(*many_meetings(30))
    assert [queries(path) for path in FEEDS] == few
    assert max(few) <= 12
