"""The item page marks the words that a visitor came with, and nothing else changes."""

from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.parsing.records import Attachment, Recommendation, Section, SectionKind
from tests.factories import HOSTILE, MEETING, a_full_item, load, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db
ITEM = f"{MEETING}punkt-1/"


def a_section(heading: str, text: str) -> Section:
    return Section(kind=SectionKind.SUMMARY, heading=heading, text=text, first_line=1, last_line=2)


def marks(client: Client, words: str) -> list[tuple[str, bool]]:
    """What is marked, and whether as a part, in the order of the page; without the notice that says so."""
    soup = BeautifulSoup(page(client, f"{ITEM}?q={quote(words)}"), "lxml")
    for notice in soup.select("p.marked"):
        notice.extract()
    return [(tag.get_text(), tag.get("class") == ["part"]) for tag in soup.select("mark")]


@pytest.fixture
def item() -> None:
    sections = (
        a_section(
            "Cykelstierne",
            "Ny cykelsti ved molen.\n\n- cyklister\n- stien\n\nÅr\tSti\n2024\tcykelsti\n2025\tvej",
        ),
    )
    load(
        a_meeting(
            an_item(
                "1",
                "Cykelsti ved molen",
                sections=sections,
                decision_text="Cykelstien anlægges.",
                recommendations=(Recommendation(number=1, text="at cykelstier anlægges"),),
                attachments=(Attachment(title="Kort over cykelsti"),),
                attachment_count=1,
                absent=("Gro Askelund",),
            )
        )
    )


@pytest.mark.usefixtures("item")
def test_all_forms_are_marked_wherever_the_page_shows_them(client: Client) -> None:
    found = [text for text, _ in marks(client, "cykelstien")]
    assert found == [
        "Cykelsti",
        "Cykelstien",
        "cykelstier",
        "Cykelstierne",
        "cykelsti",
        "cykelsti",
        "cykelsti",
    ]
    assert [text for text, _ in marks(client, "askelund")] == ["Askelund"]


@pytest.mark.usefixtures("item")
def test_parts_phrases_and_corrections_are_marked_as_the_search_finds_them(client: Client) -> None:
    assert ("Cykelsti", True) in marks(client, "sti")
    assert ("stien", False) in marks(client, "sti")
    assert all(not is_part for _, is_part in marks(client, '"sti"'))
    assert [text for text, _ in marks(client, '"ved molen"')] == ["ved", "molen"] * 2
    assert ("Cykelsti", False) in marks(client, "cykelstti")


@pytest.mark.usefixtures("item")
def test_the_marks_can_be_taken_away(client: Client) -> None:
    soup = BeautifulSoup(page(client, f"{ITEM}?q=cykelsti"), "lxml")
    notice = soup.select_one("p.marked")
    assert notice is not None
    assert "»cykelsti«" in notice.get_text()
    assert [a["href"] for a in notice.select("a")] == [ITEM]
    assert "<mark" not in page(client, ITEM)


@pytest.mark.usefixtures("item")
def test_search_engines_are_told_of_one_address(client: Client) -> None:
    for path in (ITEM, f"{ITEM}?q=cykelsti"):
        soup = BeautifulSoup(page(client, path), "lxml")
        assert [str(link["href"])[-len(ITEM) :] for link in soup.select("link[rel=canonical]")] == [ITEM]


@pytest.mark.usefixtures("item")
@pytest.mark.parametrize(
    "query",
    [
        "q=",
        "q=%00",
        "q=" + "a" * 600,
        "q=" + "+".join(f"ord{n}" for n in range(100)),
        "q=a&q=b",
        "q=!!",
        "q=-cykelsti",
        "q=enhj%C3%B8rning",
        "q=%22",
        "utm_source=x",
        "side=0&kommune=findesikke",
    ],
)
def test_what_cannot_be_marked_leaves_the_page_as_it_is(client: Client, query: str) -> None:
    assert page(client, f"{ITEM}?{query}") == page(client, ITEM)


def test_hostile_text_stays_text_between_its_marks(client: Client) -> None:
    load(
        a_meeting(
            a_full_item(
                "1",
                f"Isbjørn {HOSTILE}",
                decision_text=f"{HOSTILE} isbjørn <mark>x</mark>",
                sections=(a_section(HOSTILE, f"<b>isbjørn</b> {HOSTILE}"),),
            )
        )
    )
    for words in (
        "isbjørn",
        "img onerror alert",
        f"isbjørn {HOSTILE}",
        '"><script>alert(1)</script> isbjørn',
    ):
        html = page(client, f"{ITEM}?q={quote(words)}")
        soup = BeautifulSoup(html, "lxml")
        assert "<mark>" in html
        assert not soup.select("article img, article b:not(mark b), article script, mark mark")
        assert "&lt;mark&gt;x&lt;/mark&gt;" in html.replace("<mark>x</mark>", "x")


def test_a_closed_item_has_no_more_to_mark_than_to_read(client: Client) -> None:
    load(
        a_meeting(
            an_item("1", "Ejendom", is_closed=True, attachments=(Attachment(title="Hemmelig isbjørn"),))
        )
    )
    assert marks(client, "ejendom") == [("Ejendom", False)]
    assert page(client, f"{ITEM}?q=isbj%C3%B8rn") == page(client, ITEM)


def test_marks_cost_the_same_few_queries_however_long_the_item(
    client: Client, django_assert_num_queries: Any
) -> None:
    text = "Ny cykelsti ved molen. " * 50
    sections = tuple(a_section(f"Del {n}", text) for n in range(30))
    load(a_meeting(a_full_item("1", "Cykelsti"), a_full_item("2", "Cykelsti", sections=sections)))
    page(client, f"{ITEM}?q=cykelsti")  # reads the index's columns, once for each process
    for words, more in (("cykelsti", 3), ("cykelstti", 7)):
        for number in ("1", "2"):
            with django_assert_num_queries(_plain(client, number) + more):
                page(client, f"{MEETING}punkt-{number}/?q={words}")


def _plain(client: Client, number: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client, f"{MEETING}punkt-{number}/")
    return len(captured)
