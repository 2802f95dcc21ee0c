"""`/soeg/`: what it shows, where it redirects, and that it works as a plain form."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import QueryDict
from django.test import Client

from apps.agenda_items.models import AgendaItem
from apps.search.filters import SearchFilterSet, parse
from apps.search.models import SearchEntry
from apps.search.results import all_item_ids
from tests.records import a_meeting, an_item
from tests.search.conftest import load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def page(client: Client, query: str = "", status: int = 200) -> BeautifulSoup:
    response = client.get(f"/soeg/?{query}")
    assert response.status_code == status, response.headers
    assert not response.cookies
    return BeautifulSoup(response.content, "lxml")


def find(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    tag = soup.select_one(selector)
    assert tag is not None, selector
    return tag


def text(soup: BeautifulSoup | Tag, selector: str) -> str:
    return " ".join(find(soup, selector).get_text().split())


def hits(soup: BeautifulSoup) -> list[str]:
    return [str(a["href"]) for a in soup.select(".hit h2 a")]


def controls(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """What a browser sends of the filter form, in the order of the page."""
    for tag in soup.select("input"):
        is_in_form = tag.get("form") == "filtre" or tag.find_parent("form", id="filtre") is not None
        if is_in_form and (tag["type"] not in ("checkbox", "radio") or tag.has_attr("checked")):
            yield str(tag["name"]), str(tag["value"])


def submitted(client: Client, soup: BeautifulSoup, *more: tuple[str, str]) -> Any:
    return client.get("/soeg/", QueryString([*controls(soup), *more]), follow=True)


class QueryString(list[tuple[str, str]]):
    """Pairs that the test client sends in this order."""

    def items(self) -> list[tuple[str, str]]:
        return list(self)


def test_words_give_hits_with_marks_and_a_title(client: Client) -> None:
    soup = page(client, "q=n%C3%B8dkald")
    total = len([i for i in AgendaItem.objects.all() if "Nødkald" in i.title])
    assert text(soup, "h1") == f"{total} resultater for »nødkald«"
    assert text(soup, "title").startswith(f"{total} resultater for »nødkald«")
    assert text(soup, ".hit h2 mark") == "Nødkald"
    assert len(hits(soup)) == min(total, 20)


def test_the_first_page_without_a_choice_may_be_indexed_and_no_other(client: Client) -> None:
    assert not page(client).select('meta[name="robots"]')
    assert page(client, "q=budget").select('meta[name="robots"][content*="noindex"]')
    assert page(client, "side=2").select('meta[name="robots"][content*="noindex"]')


def test_all_pages_together_show_every_item(client: Client) -> None:
    soup, shown = page(client), []
    total = AgendaItem.objects.count()
    assert text(soup, ".result-bar p") == f"1-20 af {total}"
    while True:
        shown += hits(soup)
        after = soup.select_one(".button-next")
        if after is None:
            break
        soup = page(client, str(after["href"]).partition("?")[2])
    assert len(shown) == len(set(shown)) == total


def test_choices_are_shown_with_links_that_remove_them(client: Client) -> None:
    query = (
        "udvalg=byraadet&aar=2024&aar=2025&fra=2024-02-01&journalnummer=27.36&udfald=approved&afstemning=nej"
    )
    soup = page(client, query)
    chips = {
        " ".join(a.get_text().split()).removeprefix("Fjern filter: "): str(a["href"])
        for a in soup.select(".active .tag")
    }
    assert set(chips) == {
        *(
            "Byrådet",
            "2024",
            "2025",
            "Fra 1. februar 2024",
            "Journalnummer 27.36",
            "Godkendt",
            "Uden afstemning",
        )
    }
    pairs = parse_qsl(query)
    assert parse_qsl(chips["2024"].partition("?")[2]) == [p for p in pairs if p != ("aar", "2024")]
    assert parse_qsl(chips["Fra 1. februar 2024"].partition("?")[2]) == [p for p in pairs if p[0] != "fra"]
    assert find(soup, ".active .small")["href"] == "/soeg/"


def test_the_form_sends_the_same_search_again(client: Client) -> None:
    for query in (
        "q=budget&kommune=soendersund&udvalg=byraadet&aar=2024&aar=2025&fra=2024-02-01&sorter=aeldste",
        "journalnummer=27.36&emne=27&udfald=approved&udfald=noted&afstemning=ja",
        "journalnummer=27.36&journalnummer=25%2F26257",
    ):
        response = submitted(client, page(client, query))
        assert response.status_code == 200
        assert sorted(parse_qsl(response.request["QUERY_STRING"])) == sorted(parse_qsl(query))


def test_a_bar_of_the_chart_filters_and_the_bar_of_a_chosen_year_lets_go(client: Client) -> None:
    soup = page(client, "q=del")
    bar = find(soup, 'button[name="aar"][value="2024"]')
    count = text(bar, ".num")
    response = submitted(client, soup, ("aar", "2024"))
    chosen = BeautifulSoup(response.content, "lxml")
    assert text(chosen, ".result-bar p").endswith(f"af {count}")
    off = find(chosen, "a.bar.on")
    assert parse_qsl(str(off["href"]).partition("?")[2]) == [("q", "del")]


def test_a_typed_prefix_wins_over_the_branch_of_the_tree(client: Client) -> None:
    soup = page(client, "journalnummer=27.36")
    find(soup, "#journalnummer")["value"] = "25/26257"
    response = submitted(client, soup)
    assert parse_qsl(response.request["QUERY_STRING"]) == [("journalnummer", "25/26257")]
    # An address, in contrast, means both.
    assert len(page(client, "journalnummer=25%2F26257&journalnummer=27.36").select(".active .tag")) == 2


def test_search_is_the_first_submit_button_of_the_form(client: Client) -> None:
    buttons = page(client).select('button[type="submit"]')
    assert buttons[0].get_text() == "Søg"
    assert buttons[0]["form"] == "filtre"


def test_the_skip_link_after_the_search_button_leads_to_the_first_hit(client: Client) -> None:
    soup = page(client, "q=budget")
    link = find(soup, ".search-top .button-search").find_next("a")
    assert isinstance(link, Tag)
    assert link.get_text() == "Gå til resultater"
    target = find(soup, str(link["href"]))
    assert (target.name, target["href"]) == ("a", hits(soup)[0])


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("q=+havnebad++nu+&kommune=&fra=&side=", "q=havnebad+nu"),
        ("side=1&sorter=nyeste", ""),
        ("q=x&sorter=relevans", "q=x"),
        ("sorter=relevans", ""),
        ("q=x&sorter=nyeste&utm_source=a&gclid=b", "q=x&sorter=nyeste"),
        ("fbclid=1", ""),
        ("udfald=noted&aar=2025&aar=2024&aar=2025", "aar=2024&aar=2025&udfald=noted"),
        ("fra=29-02-2024", "fra=2024-02-29"),
        ("journalnummer=27.51.08A00-0005-22", "journalnummer=27.51.08-A00-5-22"),
    ],
)
def test_every_search_has_one_address(client: Client, given: str, canonical: str) -> None:
    response = client.get(f"/soeg/?{given}")
    assert response.status_code == 302
    assert response["Location"] == (f"/soeg/?{canonical}" if canonical else "/soeg/")
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("field", ["fra", "til", "journalnummer", "q"])
def test_an_error_stands_beside_its_field_without_any_result(client: Client, field: str) -> None:
    wrong = {"fra": "31-02-2024", "til": "x", "journalnummer": "27.5", "q": "a" * 600}[field]
    soup = page(client, urlencode({field: wrong, "emne": "27"}), status=400)
    control = find(soup, f"#{field}")
    assert control["aria-invalid"] == "true"
    assert control["value"] == wrong
    message = text(soup, f"#{control['aria-describedby']}").removeprefix("Fejl: ")
    assert message == text(soup, ".notice-error li")
    assert not soup.select(".hit, .result-bar, .bars")
    assert find(soup, 'input[name="emne"]')["value"] == "27"


@pytest.mark.parametrize(
    "query", ["udvalg=nej", "emne=99", "udfald=x", "kommune=x", "aar=1", "ukendt=1", "side=0", "sorter=x"]
)
def test_what_no_field_can_show_is_explained_too(client: Client, query: str) -> None:
    soup = page(client, query, status=400)
    assert text(soup, ".notice-error li")
    link = soup.select_one(".notice-error li a")
    assert link is None or soup.select(str(link["href"]))
    assert not soup.select(".hit, .result-bar")


def test_a_page_past_the_end_is_not_there(client: Client) -> None:
    assert client.get("/soeg/?side=99").status_code == 404
    assert client.get("/soeg/?side=1000000000").status_code == 404


def test_a_page_past_the_end_leads_to_the_first_page_of_the_search(client: Client) -> None:
    soup = page(client, "q=del&side=99", status=404)
    assert [link["href"] for link in soup.select(".notice-error a")] == ["/soeg/?q=del"]
    assert not soup.select(".hit")


def test_nothing_found_shows_the_nearest_searches_with_their_counts(client: Client) -> None:
    soup = page(client, "q=havnebad&udvalg=byraadet&emne=27&aar=2020")
    assert text(soup, "h1") == "Ingen resultater for »havnebad«"
    found = {}
    for line in soup.select(".rows .line"):
        link = find(line, "a")
        found[text(line, ".meta").partition(":")[0]] = text(line, ".meta")
        near = page(client, str(link["href"]).partition("?")[2])
        assert text(near, "h1").split()[0] == text(line, ".meta").split()[-2]
    assert "uden filtre" in found


def test_a_phrase_that_stands_nowhere_leads_to_its_words(client: Client) -> None:
    soup = page(client, urlencode({"q": '"molen ved havnebad"'}))
    assert text(soup, "h1") == 'Ingen resultater for »"molen ved havnebad"«'
    assert text(soup, ".rows .meta").startswith("ordene hver for sig:")


# How the hits match ------------------------------------------------------------------------------------------------


def notes(soup: BeautifulSoup) -> str:
    """What stands between the headline and the hits."""
    return " ".join(" ".join(p.get_text().split()) for p in soup.select(".search-top h1 ~ p"))


def test_hits_that_hold_all_words_need_no_explanation(client: Client) -> None:
    for words in ("havnebad", "havnebad molen", "-havnebad", ""):
        assert notes(page(client, urlencode({"q": words} if words else {}))) == ""


def test_a_corrected_word_is_told_and_what_was_typed_can_be_searched_for(client: Client) -> None:
    soup = page(client, urlencode({"q": "nødkalld plejecenter", "udvalg": "byraadet"}))
    total = text(soup, ".result-bar .num:last-child")
    assert text(soup, "h1") == f"{total} resultater for »nødkald plejecenter«"
    assert text(soup, "title").startswith(f"{total} resultater for »nødkald plejecenter«")
    assert notes(soup) == "Viser resultater for nødkald plejecenter. Søg i stedet efter nødkalld plejecenter."
    assert find(soup, "#q")["value"] == "nødkalld plejecenter"
    link = find(soup, ".search-top h1 ~ p a")
    assert parse_qsl(str(link["href"]).partition("?")[2]) == [
        ("q", '"nødkalld" plejecenter'),
        ("udvalg", "byraadet"),
    ]
    typed = page(client, str(link["href"]).partition("?")[2])
    assert "Viser resultater for" not in notes(typed)
    assert find(typed, "#q")["value"] == '"nødkalld" plejecenter'


def test_a_correction_stands_also_where_a_filter_leaves_nothing(client: Client) -> None:
    soup = page(client, "q=n%C3%B8dkalld&aar=1990")
    assert text(soup, "h1") == "Ingen resultater for »nødkald«"
    assert notes(soup) == "Der er søgt efter nødkald. Søg i stedet efter nødkalld."


def test_near_hits_say_whether_any_has_the_word_itself(client: Client) -> None:
    load(a_meeting(an_item("1", "Godkendelse af takster"), date=dt.date(2017, 1, 2)))
    load(a_meeting(an_item("1", "Taksternes godkendelse"), date=dt.date(2017, 1, 3)))
    soup = page(client, "q=takstgodkendelse")
    assert text(soup, "h1") == "2 resultater tæt på »takstgodkendelse«"
    assert notes(soup).startswith("Ingen punkter har selve ordet.")
    load(a_meeting(an_item("1", "Takstgodkendelse"), date=dt.date(2017, 1, 4)))
    soup = page(client, "q=takstgodkendelse")
    assert text(soup, "h1").endswith(" resultater for »takstgodkendelse« og ord tæt på")
    assert notes(soup).startswith("1 punkt har selve ordet. Resten")


def test_any_of_the_words_is_said_to_be_just_that(client: Client) -> None:
    soup = page(client, "q=havnebad+enhj%C3%B8rning")
    total = text(soup, ".result-bar .num:last-child")
    assert text(soup, "h1") == f"{total} resultater med mindst et af ordene »havnebad enhjørning«"
    assert notes(soup) == "Ingen resultater med alle ord; her er nogle med et af dem."


def test_what_the_page_says_counts_the_hits_that_the_filters_leave(client: Client) -> None:
    load(a_meeting(an_item("1", "Godkendelse af takster"), date=dt.date(2017, 1, 2)))
    load(a_meeting(an_item("1", "Takstgodkendelse"), date=dt.date(2018, 1, 4)))
    assert "1 punkt har selve ordet" in notes(page(client, "q=takstgodkendelse"))
    assert notes(page(client, "q=takstgodkendelse&aar=2018")) == ""
    assert "Ingen punkter har selve ordet" in notes(page(client, "q=takstgodkendelse&aar=2017"))


def test_a_part_of_a_longer_word_is_marked_in_its_own_way_and_plainly_for_programs(client: Client) -> None:
    soup = page(client, "q=sti")
    assert find(soup, ".hit h2 mark.part").get_text() == "cykelsti"
    hit = client.get("/soeg.json?q=sti&pr_side=1").json()["hits"][0]
    assert "<mark>" in hit["snippet_html"]
    assert "class" not in hit["snippet_html"]


def test_links_to_hits_carry_the_words_that_found_them(client: Client) -> None:
    assert all("?" not in link for link in hits(page(client)))
    assert all(link.endswith("/?q=havnebad%20molen") for link in hits(page(client, "q=havnebad+molen")))
    assert all(link.endswith("/?q=n%C3%B8dkald") for link in hits(page(client, "q=n%C3%B8dkalld")))


def test_a_place_of_the_tree_with_many_branches_shows_the_largest(client: Client) -> None:
    numbers = [f"34.{group}.00-A00-1-24" for group in range(10, 30)] + ["34.15.00-A00-2-24"] * 3
    items = [an_item(str(n), "Areal", journal_number=text) for n, text in enumerate(numbers, 1)]
    load(a_meeting(*items, date=dt.date(2016, 1, 2)))
    soup = page(client, "journalnummer=34")
    hidden = [tag["value"] for tag in soup.select("details.more input[type=radio]")]
    shown = [tag["value"] for tag in soup.select("input[type=radio]") if tag["value"] not in hidden]
    assert "34.15" in shown
    assert len([v for v in shown if str(v).startswith("34.")]) == 6
    assert len([v for v in hidden if str(v).startswith("34.")]) == 14
    assert find(soup, 'input[value="34"]').has_attr("checked")
    chosen = page(client, "journalnummer=34.29")
    assert not find(chosen, 'input[value="34.29"]').find_parent("details", class_="more")


def test_too_many_words_are_refused_beside_the_field(client: Client) -> None:
    soup = page(client, urlencode({"q": " ".join(f"ord{n}" for n in range(40))}), status=400)
    assert "for mange ord" in text(soup, "#q-error")


def test_filters_that_exclude_each_other_are_named_one_by_one(client: Client) -> None:
    soup = page(client, "udvalg=aeldreudvalget&kommune=nordkoeb&journalnummer=88")
    assert any("med alle journalnumre" in tag.get_text() for tag in soup.select(".rows .meta"))


def test_words_without_anything_to_find_are_explained(client: Client) -> None:
    for words in ("!!(((", "�"):
        assert "kun tegn" in text(page(client, urlencode({"q": words})), "#resultater")


def test_what_is_typed_and_stored_never_becomes_markup(client: Client) -> None:
    evil = '"><img src=x onerror=alert(1)>'
    load(a_meeting(an_item("1", f"Isbjørn {evil}", decision_text=evil), date=dt.date(2018, 1, 2)))
    for params in ({"q": f"isbjørn {evil}"}, {"q": "isbjørn"}, {"fra": evil}, {"udvalg": evil}, {evil: "1"}):
        response = client.get("/soeg/", params, follow=True)
        soup = BeautifulSoup(response.content, "lxml")
        assert not soup.select("img")
        assert b"<img" not in response.content


def test_a_topic_has_an_address_that_leads_to_its_search(client: Client) -> None:
    response = client.get("/soendersund/emner/00-30/")
    assert response["Location"] == "/soeg/?kommune=soendersund&emne=00.30"
    assert hits(page(client, response["Location"].split("?")[1]))
    for wrong in ("/soendersund/emner/99/", "/atlantis/emner/27/", "/soendersund/emner/27-36/"):
        assert client.get(wrong).status_code == 404


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/soeg/", {"q": "x"}).status_code == 405
    assert client.post("/soeg.json", {"q": "x"}).status_code == 405
    assert client.head("/soeg/").status_code == 200


def test_the_number_of_queries_does_not_follow_the_number_of_hits(
    client: Client, django_assert_num_queries: Any
) -> None:
    page(client)
    for query, shown in (("q=nordlys", 3), ("q=del", 20)):
        with django_assert_num_queries(15):
            assert len(hits(page(client, query))) == shown


@pytest.fixture(autouse=True)
def three_items_about_northern_lights(archive: None, db: None) -> None:
    load(a_meeting(*(an_item(str(n), "Nordlys") for n in (1, 2, 3))))


def test_the_filter_set_finds_what_the_page_finds() -> None:
    params = QueryDict("q=cykelsti&udfald=approved&udfald=noted")
    filters = SearchFilterSet(params, queryset=SearchEntry.objects.all())
    found = {entry.item_id for entry in filters.qs}
    assert found == set(all_item_ids(parse(params)))
    assert 0 < len(found) < SearchEntry.objects.count()
