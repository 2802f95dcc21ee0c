"""Home, the pages about the archive, its health, and errors."""

import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve
from pytest_django import DjangoDbBlocker, Settings

from apps.committees.models import Municipality
from apps.ingestion.publishing import unpublish
from apps.pages import views
from tests.factories import HOSTILE, a_full_item, load, page
from tests.records import a_meeting, an_item

TEXT_PAGES = ["/om/", "/soegehjaelp/", "/tilgaengelighed/", "/privatliv/", "/ret-eller-slet/"]


@pytest.mark.django_db
class TestHome:
    def test_shows_decisions_cases_committees_topics_and_figures(self, client: Client) -> None:
        load(a_meeting(a_full_item("1", "Nyt nødkald"), a_full_item("2", "Nødkald igen")))
        html = page(client, "/")
        assert "Nyt nødkald" in html
        assert "Sager i bevægelse" in html
        assert "Klima- og Havneudvalget" in html
        assert "Social støtte og ældre" in html
        assert "Søg i 2 dagsordenspunkter fra Søndersund Kommune" in " ".join(html.split())

    def test_an_empty_archive_says_how_it_begins(self, client: Client) -> None:
        assert "Sådan kommer arkivet i gang" in page(client, "/")

    def test_several_municipalities_are_told_apart(self, client: Client) -> None:
        load(a_meeting(), a_meeting(a_full_item("1", "Ny mole"), municipality="Nordkøb"))
        html = page(client, "/")
        assert 'href="/nordkoeb/">Nordkøb Kommune' in html
        assert 'href="/soendersund/">Søndersund Kommune' in html
        assert "fra 2 kommuner" in " ".join(html.split())
        assert 'href="/soeg/?emne=27"' in html

    def test_standing_items_are_no_news(self, client: Client) -> None:
        load(a_meeting(an_item("1", "Godkendelse af dagsorden"), an_item("2", "Ny cykelsti")))
        html = page(client, "/")
        assert "Ny cykelsti" in html
        assert "Godkendelse af dagsorden" not in html

    def test_what_is_not_public_is_not_there(self, client: Client) -> None:
        (meeting,) = load(a_meeting(a_full_item("1", "Ny cykelsti"), a_full_item("2", "Ny cykelsti igen")))
        unpublish(meeting, "Fejl")
        html = page(client, "/")
        assert "cykelsti" not in html
        assert "Klima- og Havneudvalget" not in html

    def test_closed_items_are_no_news(self, client: Client) -> None:
        load(a_meeting(an_item("1", "Køb af ejendom", is_closed=True)))
        assert "Køb af ejendom" not in page(client, "/")

    def test_hostile_titles_are_text(self, client: Client) -> None:
        load(a_meeting(a_full_item("1", HOSTILE), a_full_item("2", HOSTILE)))
        assert "&lt;img src=x" in page(client, "/")


@pytest.mark.django_db
@pytest.mark.parametrize("path", TEXT_PAGES)
def test_the_pages_about_the_archive_open(client: Client, path: str) -> None:
    html = page(client, path)
    assert html.count("<h1") == 1
    assert 'href="#main-content"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", *TEXT_PAGES])
def test_every_link_of_the_frame_leads_somewhere(client: Client, path: str) -> None:
    load(a_meeting())
    for link in re.findall(r'href="(/[^"#?]*)', page(client, path)):
        if not link.startswith("/static/"):
            try:
                resolve(link)
            except Resolver404:
                pytest.fail(link)


@pytest.mark.django_db
class TestReportError:
    def test_names_the_page_and_where_to_write(self, client: Client, settings: Settings) -> None:
        settings.CONTACT_EMAIL = "arkiv@soendersund.example"
        html = page(client, "/ret-eller-slet/?side=/soendersund/udvalg/")
        assert f"{settings.SITE_URL}/soendersund/udvalg/" in html
        assert "mailto:arkiv@soendersund.example?subject=" in html

    @pytest.mark.parametrize(
        "side",
        [
            "https://evil.example/",
            "//evil.example/",
            "javascript:alert(1)",
            "/\\evil.example",
            HOSTILE,
            "/x y/",
            "%00",
            "/%0d%0aevil",
        ],
    )
    def test_shows_no_other_address(self, client: Client, side: str) -> None:
        html = page(client, "/ret-eller-slet/?side=" + side.replace("&", "%26"))
        assert "evil" not in html
        assert "alert(" not in html
        assert "Siden, det drejer sig om" not in html


@pytest.mark.django_db
class TestHealth:
    def test_is_well_with_database_and_migrations(self, client: Client) -> None:
        response = client.get("/sundhed/")
        assert response.status_code == 200
        assert response.json() == {"status": "ok", "database": True, "migrations": True}
        assert "no-store" in response["Cache-Control"]

    def test_is_not_well_with_a_migration_missing(self, client: Client) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'meetings'")
        response = client.get("/sundhed/")
        assert (response.status_code, response.json()["migrations"]) == (503, False)

    def test_is_not_well_without_a_database(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*args: object, **kwargs: object) -> None:
            raise DatabaseError

        monkeypatch.setattr(connection, "cursor", refuse)
        response = client.get("/sundhed/")
        assert (response.status_code, response.json()["database"]) == (503, False)


@pytest.mark.django_db
def test_an_unknown_address_is_a_friendly_404(client: Client) -> None:
    html = page(client, "/findes/ikke/", 404)
    assert "Siden findes ikke" in html
    assert 'action="/soeg/"' in html


def test_the_other_errors_need_no_database(django_db_blocker: DjangoDbBlocker) -> None:
    request = RequestFactory().get("/")
    answers = [views.bad_request(request), views.forbidden(request), views.server_error(request)]
    assert [answer.status_code for answer in answers] == [400, 403, 500]
    for answer in answers:
        assert 'action="/soeg/"' in answer.content.decode()


@pytest.mark.django_db
def test_public_pages_say_what_a_browser_may_load(client: Client) -> None:
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.django_db
def test_a_municipality_without_committees_is_no_second_one(client: Client) -> None:
    load(a_meeting())
    Municipality.named("Nordkøb")
    assert "fra Søndersund Kommune" in " ".join(page(client, "/").split())


def test_the_style_sheet_names_no_other_place() -> None:
    sheet = (Path(__file__).parents[2] / "static" / "archive.css").read_text("utf-8")
    assert "http" not in sheet.replace('[href^="http"]', "")
    assert "@import" not in sheet


@pytest.mark.django_db
def test_a_form_that_was_not_sent_is_explained_in_danish() -> None:
    response = Client(enforce_csrf_checks=True).post("/soeg/", {"q": "sti"})
    assert response.status_code == 403
    assert "Formularen blev ikke sendt" in response.content.decode()
