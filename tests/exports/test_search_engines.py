"""What search engines and browsers are told: robots.txt, OpenSearch, canonical addresses, feeds beside pages."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings

from tests.factories import COMMITTEE, a_full_item, load, many_meetings
from tests.records import a_meeting

pytestmark = pytest.mark.django_db
SITE = "https://arkiv.example.dk"
CASE = "/soendersund/sager/27-36-04-g01-7-23/"


@pytest.fixture(autouse=True)
def _site() -> Iterator[None]:
    with override_settings(SITE_URL=SITE):
        yield


def html(client: Client, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == status, path
    return BeautifulSoup(response.content, "lxml")


def links(client: Client, path: str, rel: str, status: int = 200) -> list[str]:
    return [str(link["href"]) for link in html(client, path, status).select(f'link[rel="{rel}"]')]


def test_robots_may_read_decisions_but_not_walk_through_filters(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {SITE}/sitemap.xml\n" in response.content.decode()
    # As crawlers compare (RFC 9309): by how the address begins. Python's own parser drops the question mark.
    rules = [
        line.split()[1] for line in response.content.decode().splitlines() if line.startswith("Disallow:")
    ]
    for path in (
        "/",
        "/soeg/",
        f"{COMMITTEE}2025-05-06/punkt-1/",
        COMMITTEE,
        f"{COMMITTEE}feed.atom",
        "/soendersund/sager/?side=2",
    ):
        assert not path.startswith(tuple(rules)), path
    for path in (
        "/soeg/?q=x",
        "/soeg/?udfald=approved&side=2",
        "/soeg.json",
        "/soeg.csv?q=x",
        "/soeg.atom",
        "/admin/",
    ):
        assert path.startswith(tuple(rules)), path
    assert client.head("/robots.txt").status_code == 200


def test_programs_answers_are_not_for_search_engines(client: Client) -> None:
    for path in ("/soeg.json", "/soeg.json?x=1", "/soeg.csv", "/soeg.csv?x=1", "/soeg.atom", "/sitemap.xml"):
        assert client.get(path)["X-Robots-Tag"] == "noindex", path


def test_a_browser_can_add_the_archive_as_a_search_engine(client: Client) -> None:
    (path,) = links(client, "/", "search")
    response = client.get(path)
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(response.content)
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    # The specification's own bounds.
    assert 0 < len(root.findtext(f"{name}ShortName", "")) <= 16
    assert 0 < len(root.findtext(f"{name}LongName", "")) <= 48
    templates = {url.get("type"): url.get("template", "") for url in root.findall(f"{name}Url")}
    assert templates["text/html"] == f"{SITE}/soeg/?q={{searchTerms}}"
    assert templates["application/x-suggestions+json"] == f"{SITE}/soeg/forslag.json?q={{searchTerms}}"
    assert (
        client.get(templates["text/html"].removeprefix(SITE).format(searchTerms="molen")).status_code == 200
    )
    assert root.findtext(f"{name}Image", "").startswith(f"{SITE}/static/icon")


def test_each_page_names_its_one_address(client: Client) -> None:
    load(*many_meetings(70))
    for path in (
        "/",
        "/om/",
        "/soeg/",
        "/soendersund/",
        COMMITTEE,
        f"{COMMITTEE}?side=2",
        f"{COMMITTEE}2024-01-09/",
        f"{COMMITTEE}2024-01-09/punkt-1/",
        "/soendersund/sager/?side=2",
        CASE,
        "/soeg/?q=sag&udvalg=klima-og-havneudvalget&side=2",
    ):
        assert links(client, path, "canonical") == [SITE + path]
    for path, canonical in (
        ("/om/?utm_source=x", "/om/"),
        (f"{COMMITTEE}?side=1", COMMITTEE),
        ("/ret-eller-slet/?side=/om/", "/ret-eller-slet/"),
        ("/soeg/?udfald=approved&q=sag", "/soeg/?q=sag&udfald=approved"),
    ):
        assert links(client, path, "canonical") == [SITE + canonical]


@pytest.mark.parametrize(
    ("path", "status"), [("/soeg/?farve=1", 400), ("/soeg/?side=9", 404), ("/findes/ikke/", 404)]
)
def test_what_is_no_page_has_no_address(client: Client, path: str, status: int) -> None:
    assert not links(client, path, "canonical", status)


def test_pages_lead_to_their_feeds(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Nyt nødkald")))
    for path, expected in (
        (COMMITTEE, f"{COMMITTEE}feed.atom"),
        (CASE, f"{CASE}feed.atom"),
        ("/soeg/", "/soeg.atom"),
        ("/soeg/?q=nødkald&udfald=approved", "/soeg.atom?q=n%C3%B8dkald&udfald=approved"),
    ):
        (feed,) = links(client, path, "alternate")
        assert feed == expected
        assert client.get(feed).status_code == 200


def test_a_page_of_results_offers_all_of_them(client: Client) -> None:
    load(*many_meetings(10))
    html = client.get("/soeg/?q=sag&sorter=aeldste&side=1", follow=True).content.decode()
    soup = BeautifulSoup(html, "lxml")
    offered = {link.text: str(link["href"]) for link in soup.select(".notice a")}
    assert offered == {
        "CSV til regneark": "/soeg.csv?q=sag&sorter=aeldste",
        "JSON": "/soeg.json?q=sag&sorter=aeldste",
        "feed": "/soeg.atom?q=sag&sorter=aeldste",
    }
    for path in offered.values():
        assert client.get(path).status_code == 200
