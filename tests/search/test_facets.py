"""Totals, hits and facets against counts worked out from the rows, one by one, in plain Python."""

import datetime as dt
import random
from collections import Counter
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from apps.agenda_items.models import AgendaItem
from apps.language.journal_numbers import parse_journal_number
from apps.topics.topics import topic_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]

FACETS = {
    "kommune": ("kommune",),
    "udvalg": ("udvalg",),
    "aar": ("aar", "fra", "til"),
    "journalnummer": ("journalnummer",),
    "emne": ("emne",),
    "udfald": ("udfald",),
    "afstemning": ("afstemning",),
}
CHOICES = {
    "kommune": ["soendersund", "nordkoeb"],
    "udvalg": ["byraadet", "klima-og-havneudvalget", "boerne-og-skoleudvalget", "aeldreudvalget"],
    "aar": ["2019", "2021", "2024", "2025", "1999"],
    "fra": ["2020-02-29", "01-01-2024"],
    "til": ["2025-06-30", "31-12-2024"],
    "journalnummer": [
        "27",
        "27.36",
        "27.36.04",
        "27.51.08A00-0005-22",
        "25/26257",
        "25/",
        "2012-28504",
        "00",
        "88",
    ],
    "emne": ["00", "00.30", "27", "05", "88"],
    "udfald": ["approved", "postponed", "none", "elected", "rejected"],
    "afstemning": ["ja", "nej"],
}
Params = dict[str, list[str]]
Items = list[tuple[AgendaItem, dict[str, set[str]]]]


def facts_of(item: AgendaItem) -> dict[str, set[str]]:
    """An item's value or values in each facet."""
    number = parse_journal_number(item.journal_number)
    topic = topic_of(item.journal_number)
    return {
        "kommune": {item.meeting.committee.municipality.slug},
        "udvalg": {item.meeting.committee.slug},
        "aar": {str(item.meeting.held_on.year)},
        "journalnummer": set(number.prefixes) if number else set(),
        "emne": {topic} if topic else set(),
        "udfald": {outcome.code for outcome in item.outcomes.all()},
        "afstemning": {"ja" if item.votes.all() else "nej"},
    }


def is_in(facet: str, item: AgendaItem, facts: dict[str, set[str]], params: Params) -> bool:
    chosen = set(params.get(facet, ()))
    if facet == "journalnummer":
        chosen = {v if v != "27.51.08A00-0005-22" else "27.51.08-A00-5-22" for v in chosen}
    if facet == "aar":
        day = item.meeting.held_on
        if "fra" in params and day < a_date(params["fra"][0]):
            return False
        if "til" in params and day > a_date(params["til"][0]):
            return False
    return not chosen or bool(chosen & facts[facet])


def a_date(text: str) -> dt.date:
    return dt.date.fromisoformat(text if text[4] == "-" else "-".join(reversed(text.split("-"))))


@pytest.fixture(scope="module")
def items(archive: None, django_db_blocker: DjangoDbBlocker) -> Items:
    """Every item with its facts."""
    with django_db_blocker.unblock():
        return [(item, facts_of(item)) for item in AgendaItem.objects.published().for_page()]


def worked_out(items: Items, params: Params) -> tuple[set[str], dict[str, Counter[str]]]:
    """The addresses that match, and each facet's counts without its own choice."""
    hits = {i.get_absolute_url() for i, f in items if all(is_in(facet, i, f, params) for facet in FACETS)}
    counts = {
        facet: Counter(
            value
            for item, facts in items
            if all(is_in(other, item, facts, params) for other in FACETS if other != facet)
            for value in facts[facet]
        )
        for facet in FACETS
    }
    return hits, counts


def random_params(seed: int) -> Params:
    dice = random.Random(seed)
    params: Params = {}
    for name in dice.sample(list(CHOICES), dice.randint(1, 4)):
        several = 1 if name in ("fra", "til") else dice.choice((1, 1, 2))
        params[name] = dice.sample(CHOICES[name], several)
    return params


def asked(client: Client, params: Params) -> dict[str, Any]:
    response = client.get("/soeg.json", {**params, "pr_side": "100"})
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def check(client: Client, items: Items, params: Params) -> int:
    """Compare an answer with what was worked out; the number of hits."""
    hits, counts = worked_out(items, params)
    answer = asked(client, params)
    assert answer["total"] == len(hits)
    assert {hit["url"] for hit in answer["hits"]} == hits
    for facet, values in answer["facets"].items():
        assert len({v["value"] for v in values}) == len(values)
        for value in values:
            assert value["count"] == counts[facet][value["value"]], (facet, value)
            assert value["count"] or value["selected"]
        if facet != "journalnummer":
            assert {v["value"] for v in values if v["count"]} == set(counts[facet])
    return len(hits)


def test_without_a_choice_everything_is_found(client: Client, items: Items) -> None:
    assert check(client, items, {}) == AgendaItem.objects.count() > 50


@pytest.mark.parametrize("name", CHOICES)
def test_each_facet_alone(client: Client, items: Items, name: str) -> None:
    found = [check(client, items, {name: [value]}) for value in CHOICES[name]]
    assert any(found)


def test_combinations_of_facets(client: Client, items: Items) -> None:
    found = [check(client, items, random_params(seed)) for seed in range(60)]
    assert sum(bool(total) for total in found) > 15


def test_a_click_on_a_facet_value_finds_as_many_as_it_says(client: Client) -> None:
    params = {"kommune": ["soendersund"], "fra": ["2020-01-01"]}
    facets = asked(client, params)["facets"]
    for name in ("udvalg", "journalnummer", "emne", "udfald"):
        for value in facets[name]:
            assert asked(client, {**params, name: [value["value"]]})["total"] == value["count"], value


def test_the_tree_of_journal_numbers_is_open_down_to_the_choice(client: Client) -> None:
    def prefixes(*chosen: str) -> set[str]:
        return {v["value"] for v in asked(client, {"journalnummer": list(chosen)})["facets"]["journalnummer"]}

    roots = {"00", "05", "27", "25/", "27/", "2012-"}
    assert prefixes() == roots
    assert prefixes("27") == roots | {"27.36", "27.42", "27.51"}
    assert prefixes("27.36") == roots | {"27.36", "27.42", "27.51", "27.36.04"}
    assert prefixes("25/") == roots | {"25/26257"}


def test_a_prefix_means_whole_parts_and_two_digits_mean_a_main_group(client: Client) -> None:
    hits = asked(client, {"journalnummer": ["27"]})["hits"]
    assert hits
    assert all(hit["journal_number"].startswith("27.") for hit in hits)


@pytest.mark.parametrize(
    "written", ["27.51.08-A00-5-22", "27.51.08A00-5-22", "27.51.08-a00-0005-2022", " 27.51.08-A00-5-22 "]
)
def test_any_usual_way_of_writing_a_number_finds_it(client: Client, written: str) -> None:
    assert {h["journal_number"] for h in asked(client, {"journalnummer": [written]})["hits"]} == {
        "27.51.08-A00-5-22"
    }
    assert {h["journal_number"] for h in asked(client, {"q": [written]})["hits"]} == {"27.51.08-A00-5-22"}


def test_topic_00_leaves_out_what_has_a_topic_of_its_own(client: Client) -> None:
    assert {h["journal_number"] for h in asked(client, {"emne": ["00"]})["hits"]} == {"00.01.00-A00-3-21"}
    assert {h["journal_number"] for h in asked(client, {"emne": ["00.30"]})["hits"]} == {"00.30.02-S00-12-24"}


def test_a_committee_of_two_municipalities_is_one_value(client: Client) -> None:
    values = [v for v in asked(client, {})["facets"]["udvalg"] if v["value"] == "byraadet"]
    assert [v["label"] for v in values] == ["Byrådet"]
    municipalities = {h["municipality"] for h in asked(client, {"udvalg": ["byraadet"]})["hits"]}
    assert municipalities == {"Søndersund", "Nordkøb"}


def test_dates_in_both_forms_and_years_are_one_facet(client: Client) -> None:
    all_years = asked(client, {})["facets"]["aar"]
    narrowed = asked(client, {"aar": ["2024"], "fra": ["01-02-2024"], "til": ["2024-12-31"]})
    assert [(v["value"], v["count"]) for v in narrowed["facets"]["aar"]] == [
        (v["value"], v["count"]) for v in all_years
    ]
    assert narrowed["total"] <= next(v["count"] for v in all_years if v["value"] == "2024")
