"""`/soeg.json`: its shape, its refusals, its order."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Committee, Municipality
from apps.ingestion.publishing import publish_again, unpublish
from apps.parsing.records import Outcome, OutcomeCode, Vote, Voter
from apps.search import matching, views
from apps.search.queries import SearchQuery
from tests.records import a_meeting, an_item
from tests.search.conftest import load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]
FACETS = ("kommune", "udvalg", "aar", "journalnummer", "emne", "udfald")


def get(client: Client, query: str = "", status: int = 200) -> dict[str, Any]:
    response = client.get(f"/soeg.json?{query}")
    assert response.status_code == status, response.content
    answer: dict[str, Any] = response.json()
    return answer


def test_an_answer_has_exactly_the_promised_keys(client: Client) -> None:
    answer = get(client, "q=nødkald")
    assert list(answer) == ["total", "page", "pages", "tier", "corrected", "hits", "facets"]
    assert (answer["tier"], answer["corrected"]) == ("exact", None)
    assert tuple(answer["facets"]) == FACETS
    for values in answer["facets"].values():
        for value in values:
            assert [type(v) for v in value.values()] == [str, str, int, bool]
            assert list(value) == ["value", "label", "count", "selected"]
    hit = answer["hits"][0]
    assert list(hit) == [
        *("url", "municipality", "committee", "date", "number", "title", "journal_number"),
        *("outcomes", "snippet_html", "attachment"),
    ]
    assert hit["url"].startswith("/")
    assert dt.date.fromisoformat(hit["date"])
    assert hit["attachment"] is None


def test_an_empty_answer_has_one_page_and_no_counts(client: Client) -> None:
    answer = get(client, "q=findesikke")
    assert (answer["total"], answer["page"], answer["pages"], answer["hits"]) == (0, 1, 1, [])
    assert answer["facets"] == {facet: [] for facet in FACETS}


def test_a_chosen_value_stays_though_it_finds_nothing(client: Client) -> None:
    facets = get(client, "q=findesikke&udvalg=byraadet&emne=88&aar=1999&udfald=elected")["facets"]
    assert facets["udvalg"] == [{"value": "byraadet", "label": "Byrådet", "count": 0, "selected": True}]
    assert facets["emne"] == [{"value": "88", "label": "Indkøb og udbud", "count": 0, "selected": True}]
    assert facets["aar"] == [{"value": "1999", "label": "1999", "count": 0, "selected": True}]
    assert facets["udfald"] == [{"value": "elected", "label": "Valgt", "count": 0, "selected": True}]


def test_numbers_are_numbers_where_they_are_nothing_else(client: Client) -> None:
    load(a_meeting(an_item("7", "Isbjørn"), an_item("2.4", "Isbjørn"), an_item("u1", "Isbjørn")))
    assert [hit["number"] for hit in get(client, "q=isbjørn&sorter=nyeste")["hits"]] == [7, "2.4", "u1"]


def test_outcomes_are_distinct_and_count_once_each(client: Client) -> None:
    outcomes = [
        Outcome(outcome=c, recommendation=n)
        for n, c in enumerate(map(OutcomeCode, ("approved", "noted", "approved")), 1)
    ]
    load(a_meeting(an_item("1", "Isbjørn", outcomes=tuple(outcomes))))
    answer = get(client, "q=isbjørn")
    assert answer["hits"][0]["outcomes"] == ["approved", "noted"]
    assert [(v["value"], v["count"]) for v in answer["facets"]["udfald"]] == [("approved", 1), ("noted", 1)]


def test_the_newest_items_come_first_and_a_meeting_keeps_its_order(client: Client) -> None:
    for query in ("", "sorter=nyeste", "sorter=relevans"):
        hits = get(client, f"{query}&pr_side=100")["hits"]
        assert [h["date"] for h in hits] == sorted((h["date"] for h in hits), reverse=True)
    oldest = get(client, "sorter=aeldste&pr_side=100")["hits"]
    assert [h["date"] for h in oldest] == sorted(h["date"] for h in oldest)
    for listed in (hits, oldest):
        day = [(h["committee"], h["number"]) for h in listed if h["date"] == listed[0]["date"]]
        assert len(day) > 1
        assert day == sorted(day)


def test_a_title_counts_more_than_the_text(client: Client) -> None:
    load(
        a_meeting(an_item("1", "Hvalrosser"), date=dt.date(2018, 1, 1)),
        a_meeting(
            an_item("1", "Andet", decision_text="Sagen om hvalrosser udsættes"), date=dt.date(2020, 1, 1)
        ),
    )
    assert [h["date"] for h in get(client, "q=hvalrosser")["hits"]] == ["2018-01-01", "2020-01-01"]
    assert [h["date"] for h in get(client, "q=hvalrosser&sorter=nyeste")["hits"]] == [
        "2020-01-01",
        "2018-01-01",
    ]


def test_pages_cover_everything_once(client: Client) -> None:
    first = get(client, "pr_side=7")
    urls = [
        h["url"] for n in range(1, first["pages"] + 1) for h in get(client, f"pr_side=7&side={n}")["hits"]
    ]
    assert len(urls) == len(set(urls)) == first["total"] == AgendaItem.objects.count()
    assert first["pages"] == -(-first["total"] // 7)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("nordlys isbjørne", {"Isbjørn og nordlys"}),
        ("isbjørn ELLER moskus", {"Isbjørn og nordlys", "Isbjørn", "Moskus"}),
        ("isbjørn -nordlys", {"Isbjørn"}),
        ('"isbjørn og nordlys"', {"Isbjørn og nordlys"}),
        ('"nordlys isbjørn"', set()),
        ("isbjørn og", {"Isbjørn og nordlys", "Isbjørn"}),
        ("!!(((", set()),
    ],
)
def test_the_grammar_of_words(client: Client, words: str, titles: set[str]) -> None:
    load(a_meeting(an_item("1", "Isbjørn og nordlys"), an_item("2", "Isbjørn"), an_item("3", "Moskus")))
    response = client.get("/soeg.json", {"q": words})
    assert {hit["title"] for hit in response.json()["hits"]} == titles


def test_snippets_escape_everything_and_mark_the_words(client: Client) -> None:
    text = 'Om <img src=x onerror=alert(1)> & "isbjørne" \ue000her\ue001 på 5 < 6 meter.'
    load(a_meeting(an_item("1", "Isbjørn <b>fed</b>", decision_text=text)))
    hit = get(client, "q=isbjørn")["hits"][0]
    assert hit["title"] == "Isbjørn <b>fed</b>"
    assert hit["snippet_html"].startswith(
        "Om &lt;img src=x onerror=alert(1)&gt; &amp; &quot;<mark>isbjørne</mark>&quot; \ue000her\ue001 på 5 &lt; 6 meter."
    )
    assert re.findall("<[^>]*>", hit["snippet_html"].replace("<mark>", "").replace("</mark>", "")) == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kommune=atlantis", "kommune"),
        ("kommune=%00", "kommune"),
        ("udvalg=findes-ikke", "udvalg"),
        ("kommune=nordkoeb&udvalg=klima-og-havneudvalget", "udvalg"),
        ("aar=24", "aar"),
        ("aar=0000", "aar"),
        ("aar=%D9%A2%D9%A0%D9%A2%D9%A4", "aar"),
        ("aar=2024&aar=hest", "aar"),
        ("fra=31-02-2024", "fra"),
        ("til=2023-02-29", "til"),
        ("fra=i+dag", "fra"),
        ("fra=2024-01-01&fra=2024-01-02", "fra"),
        ("fra=2025-01-01&til=2024-01-01", "til"),
        ("journalnummer=27.5", "journalnummer"),
        ("journalnummer=2", "journalnummer"),
        ("emne=99", "emne"),
        ("emne=00-30", "emne"),
        ("udfald=vedtaget", "udfald"),
        ("afstemning=måske", "afstemning"),
        ("sorter=tilfældigt", "sorter"),
        ("sorter=nyeste&sorter=aeldste", "sorter"),
        ("side=0", "side"),
        ("side=-1", "side"),
        ("side=1.5", "side"),
        ("side=" + "0" * 5000, "side"),
        ("pr_side=101", "pr_side"),
        ("pr_side=0", "pr_side"),
        ("q=" + "a" * 501, "q"),
        ("q=a%00b", "q"),
        ("ukendt=", "ukendt"),
        ("Q=x", "Q"),
    ],
)
def test_what_means_nothing_is_refused_by_name(client: Client, query: str, field: str) -> None:
    answer = get(client, query, status=400)
    assert list(answer) == ["errors"]
    assert list(answer["errors"]) == [field]
    assert all(isinstance(text, str) and text for text in answer["errors"][field])


@pytest.mark.parametrize("page", ["99", "1000000000", "9" * 3000])
def test_a_page_past_the_end_is_not_there(client: Client, page: str) -> None:
    assert list(get(client, f"side={page}", status=404)["errors"]) == ["side"]


@pytest.mark.parametrize(
    "query",
    [
        "q=&kommune=&udvalg=&aar=&fra=&til=&journalnummer=&emne=&udfald=&afstemning=&sorter=&side=&pr_side=",
        "utm_source=x&fbclid=y&gclid=",
    ],
)
def test_empty_values_and_tracking_change_nothing(client: Client, query: str) -> None:
    assert get(client, query) == get(client)


def test_a_renamed_committee_is_found_by_its_former_address(client: Client) -> None:
    committee = Committee.objects.get(slug="aeldreudvalget")
    before = get(client, "udvalg=aeldreudvalget")["total"]
    committee.name = "Seniorudvalget"
    committee.save()
    answer = get(client, "kommune=nordkoeb&udvalg=aeldreudvalget")
    assert answer["total"] == before > 0
    assert [v["value"] for v in answer["facets"]["udvalg"] if v["selected"]] == ["seniorudvalget"]
    municipality = Municipality.objects.get(slug="nordkoeb")
    municipality.name = "Sydkøb"
    municipality.save()
    assert get(client, "kommune=nordkoeb")["total"] == get(client, "kommune=sydkoeb")["total"] > 0


def test_what_is_unpublished_is_not_found(client: Client) -> None:
    load(a_meeting(an_item("1", "Isbjørn")))
    item = AgendaItem.objects.get(title="Isbjørn")
    unpublish(item, "Fejl i kilden")
    assert get(client, "q=isbjørn")["total"] == 0
    publish_again(item)
    assert get(client, "q=isbjørn")["total"] == 1


def test_a_closed_item_is_found_by_its_title_alone(client: Client) -> None:
    with_vote = get(client, "afstemning=ja")["total"]
    vote = Vote(subject="Prisen på isbjerget", votes_for=(Voter(name="Gro Askelund", party="A"),))
    closed = an_item(
        "1",
        "Lukket: køb af isbjerg",
        is_closed=True,
        journal_number="82.01.00-G10-1-25",
        absent=("Ingefred Polarsen",),
        votes=(vote,),
    )
    load(a_meeting(closed))
    hit = get(client, "q=isbjerg")["hits"][0]
    assert hit["journal_number"] is None
    for hidden in ("journalnummer=82", "q=Polarsen", "q=prisen", "q=G10"):
        assert get(client, hidden)["total"] == 0
    assert get(client, "afstemning=ja")["total"] == with_vote


def test_the_number_of_queries_does_not_follow_the_number_of_hits(
    client: Client, django_assert_num_queries: Any
) -> None:
    get(client)
    for size in (3, 30):
        with django_assert_num_queries(12):
            assert len(get(client, f"q=del&pr_side={size}")["hits"]) == size


def test_a_search_that_takes_too_long_is_given_up(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "LONGEST_SECONDS", 0.05)
    with pytest.raises(matching.SearchTooSlowError), matching.limited_time(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(20)")


def test_a_search_that_was_given_up_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(query: SearchQuery) -> None:
        raise matching.SearchTooSlowError

    monkeypatch.setattr(views, "search", give_up)
    assert "for lang tid" in get(client, "q=x", status=503)["errors"]["q"][0]
    response = client.get("/soeg/?q=x")
    assert response.status_code == 503
    assert "for lang tid" in response.content.decode()
