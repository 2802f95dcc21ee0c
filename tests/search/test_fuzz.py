"""Five thousand searches that nobody meant, at every address that takes one: each is answered, in time and in order."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from tests.search.strange_searches import ADDRESSES, SPECIAL, as_query_string, ask

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("sample_archive")]

ROOT = Path(__file__).resolve().parents[2]
SEARCHES = 5_000
# The page more often than any other.
TURNS = ("/soeg/", "/soeg.json", "/soeg/", *ADDRESSES)


@pytest.fixture(scope="module")
def sample_archive(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_minutes", str(ROOT / "apps/ingestion/sample_minutes"), kommune="Søndersund")
        yield
        transaction.set_rollback(True)


# What is asked -----------------------------------------------------------------------------------------------------

WORDS = (
    "nødkald", "nodkald", "nødkadl", "plejecenter", "plejecentre", "borger", "borgerne", "byråd", "budget", "Søndersund",
    "skole", "handicap råd", "i", "og", "ikke", "§ 107", "§§ 6 og 12-18", "§§ 1-9999", "§", "paragraf 85", "27.*", "27.36",
    "27.36.04-G01-7-23", "25/26257", "1.178.000 kr.", "9,4 mio. kr.", "børne- og ungeområdet", "covid-19", "pc'en",
    "lov om social service", "SEL", "d'Angleterre", "Å", "aa", "qxzqxz", "rygning", "fritvalg", "frit valg",
)  # fmt: skip
OPERATORS = (
    "OR", "ELLER", "AND", "NOT", "-", "--", "- ", '"', '""', "“", "«", "'", "''", "(", ")", "&", "|", "!", "!!", "<->", "<2>",
    ":*", ":A", "a:*", "'a':*", "\\", "\\\\", "\\'", "$$", "%", "%s", "%(q)s", "{}", "*", "**", "?", ";", "--;", "/*", "~",
    "^", "~tand", "^nødkald", "j:27", "<b>", "</mark>", "<script>", "&amp;", "]]>", "=1+1", "+", "@", "\t", "\n", "\r\n",
)  # fmt: skip
SIGNS = (
    "\0", "\x01", "\x1f", "\x7f", "\x85", "\u00a0", "\u00ad", "\u0301", "\u200b", "\u200e", "\u202e", "\u2028", "\u2066",
    "\ue000", "\ufdfa", "\ufeff", "\ufffd", "\uffff", "\U0001f986", "\U0010ffff", "\ud800", "\udfff", "İ", "ǅ", "ﬁ", "ẞ",
)  # fmt: skip

typed = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.sampled_from(OPERATORS),
    st.sampled_from(SIGNS),
    st.text(max_size=12),
    st.text("abø§*\"-'.:0123456789", max_size=12),
)
query = st.lists(
    st.tuples(typed, st.sampled_from((" ", " ", " ", "", '"', " -", " OR "))), min_size=1, max_size=12
).map(lambda pieces: "".join(piece + between for piece, between in pieces))
choices = st.fixed_dictionaries(
    {},
    optional={
        "aar": st.sampled_from(["2019", "2024", "2025", "1999", "20", "år"]),
        "udfald": st.sampled_from(["approved", "postponed", "none", "x"]),
        "journalnummer": st.sampled_from(["27", "27.36", "00", "25/", "27.5.", "x"]),
        "emne": st.sampled_from(["27", "00.30", "99"]),
        "afstemning": st.sampled_from(["ja", "nej", "måske"]),
        "sorter": st.sampled_from(["nyeste", "aeldste", "relevans", "x"]),
        "side": st.sampled_from(["1", "2", "99", "0", "x"]),
    },
)


def check_clicks(client: Client, parameters: dict[str, str], dice: random.Random) -> int:
    """Whether clicking on values of facets finds as many as they promise; how many were clicked."""
    response = client.generic("GET", "/soeg.json", QUERY_STRING=as_query_string(parameters))
    if response.status_code != 200:
        return 0
    facets = json.loads(response.content)["facets"]
    values = [
        (name, v) for name, values in facets.items() for v in values if v["count"] and name not in parameters
    ]
    clicked = dice.sample(values, min(4, len(values)))
    for name, value in clicked:
        with_it = {key: text for key, text in parameters.items() if key != "side"} | {name: value["value"]}
        answer = json.loads(
            client.generic("GET", "/soeg.json", QUERY_STRING=as_query_string(with_it)).content
        )
        assert answer["total"] == value["count"], (parameters, name, value)
    return len(clicked)


def test_five_thousand_searches_are_answered_in_time_and_well_formed() -> None:
    client, dice = Client(), random.Random(3)
    seen: dict[tuple[str, int], int] = {}
    counts = {"searches": 0, "clicks": 0}

    @settings(
        max_examples=SEARCHES,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(address=st.sampled_from(TURNS), words=query, chosen=choices)
    def search_for(address: str, words: str, chosen: dict[str, str]) -> None:
        counts["searches"] += 1
        parameters = {"q": words[:600]} | (chosen if address != "/soeg/forslag.json" else {})
        response = ask(client, address, parameters)
        seen[address, response.status_code] = seen.get((address, response.status_code), 0) + 1
        if counts["searches"] % 10 == 0:
            counts["clicks"] += check_clicks(client, parameters, dice)

    search_for()
    assert counts["searches"] >= SEARCHES
    assert counts["clicks"] > 200
    for address in ADDRESSES:
        assert seen[address, 200] > 100, seen


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", SPECIAL)
def test_special_searches_are_answered(client: Client, name: str, address: str) -> None:
    ask(client, address, {"q": SPECIAL[name]})
