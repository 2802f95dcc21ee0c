"""`/soeg/forslag.json`: what somebody may be about to type."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from apps.committees.models import Committee
from apps.ingestion.publishing import unpublish
from apps.meetings.models import Meeting
from tests.factories import MEETING, load
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db


def suggested(client: Client, typed: str) -> list[tuple[str, str, str]]:
    response = client.get("/soeg/forslag.json", {"q": typed})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert not response.cookies
    echo, texts, descriptions, urls = response.json()
    assert echo == typed
    assert len(texts) == len(descriptions) == len(urls) <= 8
    return list(zip(texts, descriptions, urls, strict=True))


def texts(client: Client, typed: str) -> list[str]:
    return [text for text, _, _ in suggested(client, typed)]


@pytest.fixture
def meeting() -> Meeting:
    (loaded,) = load(
        a_meeting(
            an_item("1", "Havnebad ved molen", journal_number="27.36.04-G01-7-23"),
            an_item("2", "Havnebad og plejecentrene", journal_number="27.36.04-A00-1-24"),
            an_item("3", "Havnen", journal_number="25/26257"),
        )
    )
    return loaded


@pytest.mark.usefixtures("meeting")
def test_words_are_suggested_in_their_base_form_the_most_frequent_first(client: Client) -> None:
    assert texts(client, "hav")[:2] == ["havnebad", "havn"]
    assert "havn" not in texts(client, "havn")
    for typed in ("havneb", "Havneb", "HAVNEB"):
        assert [text.lower() for text in texts(client, typed)] == ["havnebad"]
    assert texts(client, "molen") == []  # nothing to add


@pytest.mark.usefixtures("meeting")
def test_a_word_that_stands_in_another_form_only_is_suggested_in_that(client: Client) -> None:
    assert texts(client, "plejec") == ["plejecentrene"]


@pytest.mark.usefixtures("meeting")
def test_the_last_of_several_words_is_completed(client: Client) -> None:
    assert suggested(client, "molen havneb") == [("molen havnebad", "", "/soeg/?q=molen+havnebad")]


@pytest.mark.usefixtures("meeting")
def test_danish_letters_may_be_written_out(client: Client) -> None:
    load(a_meeting(an_item("1", "Øresund"), date=dt.date(2025, 1, 7)))
    assert texts(client, "oeres") == texts(client, "øres") == ["øresund"]


@pytest.mark.usefixtures("meeting")
def test_committees_and_politicians_lead_to_their_pages(client: Client) -> None:
    for typed in ("klima", "havneudv", "Klima- og"):
        assert (
            "Klima- og Havneudvalget",
            "Udvalg, Søndersund Kommune",
            "/soendersund/udvalg/klima-og-havneudvalget/",
        ) in suggested(client, typed)
    for typed in ("gro a", "askel"):
        assert (
            "Gro Askelund",
            "Politiker, Søndersund Kommune",
            "/soendersund/politikere/gro-askelund/",
        ) in suggested(client, typed)
    for _, _, url in suggested(client, "klima"):
        assert client.get(url).status_code == 200


@pytest.mark.usefixtures("meeting")
def test_journal_numbers_are_counted_as_the_search_counts_them(client: Client) -> None:
    rows = suggested(client, "27")
    assert [text for text, _, _ in rows] == ["27.36.04", "27.36.04-A00-1-24", "27.36.04-G01-7-23"]
    assert rows[0][1] == "Journalnummer, 2 punkter"
    for text, description, url in [*rows, *suggested(client, "25"), *suggested(client, "27.36.04 g")]:
        total = client.get(url.replace("/soeg/", "/soeg.json")).json()["total"]
        assert description.endswith(f"{total} {'punkt' if total == 1 else 'punkter'}"), text


def test_a_beginning_of_journal_numbers_gets_the_star_that_makes_it_one(client: Client) -> None:
    numbers = ("27.36.04-G01-7-23", "27.51.08-A00-1-24", "27.51.00-A00-1-24")
    load(a_meeting(*(an_item(str(n), "Sag", journal_number=text) for n, text in enumerate(numbers, 1))))
    assert texts(client, "27")[:2] == ["27.*", "27.51.*"]
    total = client.get("/soeg.json", {"q": "27.51.*"}).json()["total"]
    assert total == 2


def test_nothing_of_what_is_not_published_is_suggested(client: Client, meeting: Meeting) -> None:
    assert texts(client, "plejec")
    item = meeting.items.get(title__contains="plejecentrene")
    unpublish(item, "Prøve")
    assert texts(client, "plejec") == []
    assert "27.36.04-A00-1-24" not in texts(client, "27.36")
    unpublish(meeting, "Prøve")
    for typed in ("havn", "27", "25", "klima", "gro", "molen og"):
        assert suggested(client, typed) == []
    assert Committee.objects.exists()


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "h",
        "\x00",
        "%",
        "__",
        "xq%",
        "h_vn",
        "xq\\",
        "'",
        '"',
        "§",
        "-",
        "a" * 5_000,
        "27%",
        "\u202e",
    ],
)
def test_whatever_is_typed_is_answered(client: Client, typed: str) -> None:
    response = client.get("/soeg/forslag.json", {"q": typed})
    assert response.status_code == 200
    assert response.json()[1:] == [[], [], []]


def test_without_a_word_there_is_nothing_to_suggest(client: Client) -> None:
    assert client.get("/soeg/forslag.json").json() == ["", [], [], []]
    assert client.post("/soeg/forslag.json", {"q": "x"}).status_code == 405


@pytest.mark.usefixtures("meeting")
def test_at_most_four_queries_are_asked(client: Client, django_assert_max_num_queries: Any) -> None:
    for typed in ("havn", "plejec", "27", "gro", "molen hav"):
        with django_assert_max_num_queries(4):
            client.get("/soeg/forslag.json", {"q": typed})


def test_the_answer_may_be_kept_for_a_while_and_is_not_indexed(client: Client) -> None:
    response = client.get("/soeg/forslag.json", {"q": "havn"})
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["X-Robots-Tag"] == "noindex"


def test_only_the_fields_of_the_home_page_and_the_search_page_offer_them(client: Client) -> None:
    load(a_meeting(an_item("1")))
    for path, offers in (("/", True), ("/soeg/", True), (MEETING, False), ("/om/", False)):
        html = client.get(path).content.decode()
        assert ('data-suggestions="/soeg/forslag.json"' in html) is offers
        assert ("/suggestions" in html and "<script" in html) is offers
