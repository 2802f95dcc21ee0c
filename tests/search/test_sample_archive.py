"""The search over the sample archive, against the facts of its minutes written down by hand."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from apps.language.addresses import slugify
from apps.language.journal_numbers import parse_journal_number
from apps.topics.topics import topic_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_archive")]
ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = json.loads((ROOT / "tests/ingestion/sample_facts.json").read_text("utf-8"))["documents"]
# Of a meeting with several documents those that the last word does not stand for.
MEETINGS = [document for document in DOCUMENTS if "replaced_by" not in document]
FACTS = [(meeting, item) for meeting in MEETINGS for item in meeting["items"]]


@pytest.fixture(scope="module")
def sample_archive(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_minutes", str(ROOT / "apps/ingestion/sample_minutes"), kommune="Søndersund")
        yield
        transaction.set_rollback(True)


def facet(client: Client, name: str, **params: str) -> dict[str, int]:
    values: list[dict[str, Any]] = client.get("/soeg.json", params).json()["facets"][name]
    return {value["value"]: value["count"] for value in values}


def prefixes(item: dict[str, Any]) -> tuple[str, ...]:
    number = parse_journal_number(item["journal_number"] or "")
    return number.prefixes if number and not item["is_closed"] else ()


def test_every_item_is_found(client: Client) -> None:
    assert client.get("/soeg.json").json()["total"] == len(FACTS)


def test_committees(client: Client) -> None:
    assert facet(client, "udvalg") == Counter(slugify(meeting["committee"]) for meeting, _ in FACTS)


def test_years(client: Client) -> None:
    assert facet(client, "aar") == Counter(meeting["date"][:4] for meeting, _ in FACTS)


def test_outcomes(client: Client) -> None:
    assert facet(client, "udfald") == Counter(
        code for _, item in FACTS for code in {outcome["outcome"] for outcome in item["outcomes"]}
    )


def test_journal_numbers(client: Client) -> None:
    assert facet(client, "journalnummer") == Counter(prefixes(item)[0] for _, item in FACTS if prefixes(item))
    # Every fourth of some 400: each is a search.
    for prefix in sorted({p for _, item in FACTS for p in prefixes(item)})[::4]:
        total = client.get("/soeg.json", {"journalnummer": prefix}).json()["total"]
        assert total == sum(prefix in prefixes(item) for _, item in FACTS), prefix


def test_topics(client: Client) -> None:
    topics = [topic_of(item["journal_number"]) for _, item in FACTS if prefixes(item)]
    assert facet(client, "emne") == Counter(topic for topic in topics if topic)


def test_votes(client: Client) -> None:
    total = client.get("/soeg.json", {"afstemning": "ja"}).json()["total"]
    assert total == sum(item["votes"] > 0 for _, item in FACTS) > 5


def test_a_committee_in_a_year_with_an_outcome(client: Client) -> None:
    for committee in {meeting["committee"] for meeting in MEETINGS}:
        for year in ("2019", "2024", "2025"):
            params = {"udvalg": slugify(committee), "aar": year, "udfald": "approved"}
            assert client.get("/soeg.json", params).json()["total"] == sum(
                meeting["committee"] == committee
                and meeting["date"].startswith(year)
                and any(outcome["outcome"] == "approved" for outcome in item["outcomes"])
                for meeting, item in FACTS
            )


@pytest.mark.parametrize("word", ["nødkald", "plejecenter", "budget"])
def test_a_word_in_a_title_finds_the_item(client: Client, word: str) -> None:
    hits = client.get("/soeg.json", {"q": word, "pr_side": "100"}).json()["hits"]
    expected = {item["title"] for _, item in FACTS if word in item["title"].lower().split()}
    assert expected
    assert expected <= {hit["title"] for hit in hits}
