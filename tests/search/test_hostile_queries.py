"""Whatever a visitor types into the address is answered, refused or not found, and never breaks anything."""

import json
import random
import re

import pytest
from django.test import Client

from tests.search.strange_searches import SPECIAL, Balance, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]

NAMES = [
    "q",
    "kommune",
    "udvalg",
    "aar",
    "fra",
    "til",
    "journalnummer",
    "emne",
    "udfald",
    "afstemning",
    "sorter",
    "side",
]
NAMES += ["pr_side", "utm_x", "Q", "%00", "q[]", ""]
GOOD = [
    "nødkald",
    "byraadet",
    "soendersund",
    "2024",
    "01-02-2024",
    "2024-02-29",
    "27.36",
    "27",
    "approved",
    "ja",
    "nyeste",
    "1",
    "2",
]
BAD = [
    "%00",
    "%ED%A0%80",
    "%FF%FE",
    "%",
    "%2",
    "%u1234",
    "!!(((",
    "'",
    '"',
    "a' OR 1=1--",
    "\\",
    "-",
    "--",
    "<mark>",
    "(a|b)&!c:*",
]
BAD += [
    "x" * 5000,
    "🦆" * 200,
    "%E2%80%AE",
    "31-02-2024",
    "0",
    "-1",
    "1e9",
    "1000000000",
    "9" * 5000,
    "0000",
    "27.5",
    "25/",
    "../../etc",
]
BAD += [
    "{{7*7}}",
    "%s%(x)s",
    "or or or",
    "ELLER",
    "-" * 300,
    '"' * 99,
    "a:*",
    "1/0",
    " ",
    "+",
    "%0A",
    "null",
    "[]",
    "NaN",
    "٢٠٢٤",
]


def hostile_query(dice: random.Random) -> str:
    """One to six parameters, or fifty values of one; sometimes plain noise."""
    if dice.random() < 0.1:
        return "".join(dice.choice("&=%+;?#/abø0\\'\"<>[]{}") for _ in range(dice.randint(1, 80)))
    if dice.random() < 0.1:
        name = dice.choice(NAMES)
        return "&".join(f"{name}={dice.choice(GOOD + BAD[:9])}" for _ in range(50))
    pairs = [(dice.choice(NAMES), dice.choice(GOOD * 3 + BAD)) for _ in range(dice.randint(1, 6))]
    return "&".join(f"{name}={re.sub('[ &#]', '+', value)}" for name, value in pairs)


@pytest.mark.slow
def test_random_and_hostile_query_strings_break_nothing(client: Client) -> None:
    dice = random.Random(500)
    codes = set()
    for _ in range(250):
        query = hostile_query(dice)
        for address in ("/soeg/", "/soeg.json"):
            response = client.generic("GET", address, QUERY_STRING=query.encode().decode("latin-1"))
            codes.add(response.status_code)
            assert response.status_code in (200, 302, 400, 404), query
            if response.status_code == 302:
                second = client.get(response["Location"])
                assert second.status_code in (200, 404), query
    assert {200, 302, 400} <= codes


@pytest.mark.parametrize("name", SPECIAL)
def test_strange_words_are_answered(client: Client, name: str) -> None:
    ask(client, "/soeg/", {"q": SPECIAL[name]})


@pytest.mark.parametrize("name", SPECIAL)
def test_what_cannot_be_searched_for_is_refused_with_the_reason(client: Client, name: str) -> None:
    words = SPECIAL[name]
    response = ask(client, "/soeg.json", {"q": words})
    if len(" ".join(words.split())) > 500 or "\0" in words:
        assert response.status_code == 400
    if response.status_code == 400:
        assert json.loads(response.content)["errors"]["q"]


def test_the_check_of_html_finds_what_is_wrong() -> None:
    for wrong in ("<p><b></p>", "<p>", "</p>", '<p id="a"></p><p id="a"></p>', '<p a"b></p>'):
        with pytest.raises(AssertionError):
            Balance(wrong)
