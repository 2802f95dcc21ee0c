"""Searches that nobody meant, and whether what is answered to them is in order: for every address that takes one."""

import csv
import io
import json
import re
import time
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import psutil
from django.db import connection
from django.http import HttpResponse
from django.test import Client

LONGEST_SECONDS = 2.0
ADDRESSES = ("/soeg/", "/soeg.json", "/soeg.csv", "/soeg.atom", "/soeg/forslag.json")

# What is well formed -----------------------------------------------------------------------------------------------


class Balance(HTMLParser):
    """Fails where an element is closed that was not the last one opened; names no id twice."""

    VOID = frozenset(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
    )

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], self.open
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        assert len({name for name, _ in attrs}) == len(attrs), attrs
        assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name, _ in attrs), attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag


def check_html(content: bytes) -> None:
    html = content.decode()
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert "\0" not in html
    Balance(html)


def check_csv(content: bytes) -> None:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1


def check_answer(address: str, response: Any) -> None:
    """A successful answer can be read by whatever reads it."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if address == "/soeg/" or "text/html" in response["Content-Type"]:
        check_html(content)
    elif address.endswith(".json"):
        json.loads(content)
    elif response.status_code == 200 and address.endswith(".atom"):
        ElementTree.fromstring(content)
    elif response.status_code == 200 and address.endswith(".csv"):
        check_csv(content)


def as_query_string(parameters: dict[str, str]) -> str:
    """Percent-encoded as it may come over the wire, lone surrogates and all."""
    return "&".join(
        f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in parameters.items()
    )


def ask(client: Client, address: str, parameters: dict[str, str]) -> HttpResponse:
    """The answer, after at most one redirect, checked for what holds for every answer."""
    response, seconds = _timed(client, address, parameters)
    assert response.status_code in (200, 400, 404), (address, parameters, response.status_code)
    assert seconds < LONGEST_SECONDS, (address, parameters, seconds)
    check_answer(address, response)
    answered: HttpResponse = response
    return answered


def _timed(client: Client, address: str, parameters: dict[str, str]) -> tuple[Any, float]:
    started = _seconds_worked()
    response: Any = client.generic("GET", address, QUERY_STRING=as_query_string(parameters))
    if response.status_code in (301, 302):
        response = client.get(response["Location"])
    return response, _seconds_worked() - started


def _seconds_worked() -> float:
    """By this process and by the database's that serves it: those that wait on a busy machine do not count."""
    connection.ensure_connection()
    backend = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return time.process_time() + backend.user + backend.system


SPECIAL = {
    "two hundred thousand words": "nødkald " * 200_000,
    "two hundred thousand different words": " ".join(f"ord{n}" for n in range(200_000)),
    "three hundred operators": "OR " * 300,
    "three hundred operators of a tsquery": "a & ! | <-> " * 75,
    "three hundred minuses": "-" * 300,
    "a minus before each word": "-nødkald " * 50,
    "three hundred quotes": '"' * 300,
    "an unbalanced quote": 'nødkald "borger',
    "a NUL": "nødkald\0borger",
    "right to left": "\u202enødkald\u202c \u200fborger",
    "Arabic": "مرحبا بالعالم",
    "a lone surrogate": "nødkald\ud800",
    "only surrogates": "\ud800\udfff",
    "a long word": "ø" * 500,
    "a word too long": "x" * 100_000,
    "long words": " ".join("y" * 120 + str(n) for n in range(4)),
    "ligatures that grow": "\ufdfa" * 480,
    "accents without a letter": "e" + "\u0301" * 490,
    "a prefix": "a:*",
    "nots": "!!nødkald",
    "a neighbour": "nødkald <-> borger",
    "a backslash": "\\",
    "a backslash before a quote": "nødkald\\' \\\"",
    "single quotes": "'nødkald' ''",
    "weights": "nødkald:ABCD 'x':1A,2B",
    "namespaces": "~tand ^nødkald j:27 §107",
    "a phrase of many words": '"' + "ord ab " * 40 + '"',
    "a phrase that nobody wrote": '"' + " ".join(f"ab{n}" for n in range(60)) + '"',
    "thirty-two misspelt words": " ".join(
        f"nødkald{letter}x" for letter in "abcdefghijklmnopqrstuvwxyzæøåéüö"
    )[:500],
    "many paragraphs": "§§ " + " og ".join(f"{n}-{n + 59}" for n in range(1, 60)),
    "numbers": " ".join("1.234.567,89" for _ in range(30)),
    "a very long number": "9" * 490,
    "hyphens": "a-" * 240,
    "apostrophes": "a'" * 240,
}
