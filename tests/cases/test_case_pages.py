"""The list of cases and the page of one."""

import datetime as dt
import re

import pytest
from django.test import Client

from apps.agenda_items.models import AgendaItem
from apps.ingestion.publishing import refresh_items, unpublish
from apps.parsing.records import DocumentKind
from tests.factories import HOSTILE, a_full_item, load, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db
CASE = "/soendersund/sager/27-36-04-g01-7-23/"


def two_handlings() -> None:
    load(
        a_meeting(a_full_item("1", "Valg af model"), date=dt.date(2025, 4, 1)),
        a_meeting(a_full_item("1", "Bevilling til nødkald"), committee="Byrådet"),
    )


def test_a_case_is_followed_from_first_to_last(client: Client) -> None:
    two_handlings()
    html = page(client, CASE)
    course = html.partition('id="gang"')[2]
    assert course.index("Valg af model") < course.index("Bevilling til nødkald")
    assert "Behandlet 2 gange i Klima- og Havneudvalget og Byrådet" in " ".join(html.split())
    assert "Notat om dækning" in html


def test_what_is_only_on_an_agenda_is_not_called_handled(client: Client) -> None:
    pending = an_item("1", "Bevilling til nødkald", journal_number="27.36.04-G01-7-23")
    load(
        a_meeting(a_full_item("1", "Valg af model"), date=dt.date(2025, 4, 1)),
        a_meeting(pending, committee="Byrådet", kind=DocumentKind.AGENDA),
    )
    html = re.sub(r"<[^>]+>", "", " ".join(page(client, CASE).split()))
    assert "Behandlet én gang, 1. april 2025. På dagsordenen 6. maj 2025." in html
    assert "På dagsordenen i Byrådet 6. maj 2025." in html
    cases = page(client, "/soendersund/sager/")
    assert "På dagsordenen i Byrådet" in cases
    assert "Behandlet 2 gange" not in cases


def test_unpublished_handlings_are_left_out(client: Client) -> None:
    two_handlings()
    unpublish(AgendaItem.objects.get(title="Bevilling til nødkald"), "Fejl")
    html = page(client, CASE)
    assert "Bevilling" not in html
    assert "Behandlet én gang" in html


def test_a_case_without_public_handlings_is_not_found(client: Client) -> None:
    two_handlings()
    for item in AgendaItem.objects.all():
        unpublish(item, "Fejl")
    assert page(client, CASE, 404) == page(client, "/soendersund/sager/27-36-04-g01-9-99/", 404)
    assert "27.36.04" not in page(client, "/soendersund/sager/")


def test_a_case_whose_number_was_a_mistake_leads_on_to_the_right_one(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Ny cykelsti")))
    item = AgendaItem.objects.get()
    item.journal_number = "27.36.04-G01-8-23"
    item.save()
    refresh_items([item.pk])
    right = "/soendersund/sager/27-36-04-g01-8-23/"
    assert client.get(CASE).headers["Location"] == right
    assert "Ny cykelsti" in page(client, right)
    unpublish(item, "Fejl")
    page(client, CASE, 404)


def test_a_case_that_gets_its_item_back_answers_itself(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Ny cykelsti")))
    item = AgendaItem.objects.get()
    for number in ("27.36.04-G01-8-23", "27.36.04-G01-9-23", item.journal_number):
        item.journal_number = number
        item.save()
        refresh_items([item.pk])
    assert "Ny cykelsti" in page(client, CASE)
    for number in ("27-36-04-g01-8-23", "27-36-04-g01-9-23"):
        assert client.get(f"/soendersund/sager/{number}/").headers["Location"] == CASE


def test_a_case_whose_only_item_is_closed_later_is_gone(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Ny cykelsti")))
    AgendaItem.objects.update(is_closed=True)
    refresh_items(AgendaItem.objects.values_list("pk", flat=True))
    page(client, CASE, 410)


def test_the_list_names_each_case_by_its_latest_title(client: Client) -> None:
    two_handlings()
    html = page(client, "/soendersund/sager/")
    assert "Bevilling til nødkald" in html
    assert "Valg af model" not in html
    assert "Behandlet 2 gange" in html


def test_an_archive_without_cases_says_so(client: Client) -> None:
    load(a_meeting(an_item("1")))
    assert "Der er endnu ingen sager" in page(client, "/soendersund/sager/")


@pytest.mark.parametrize(("side", "status"), [("1", 200), ("2", 404), ("0", 400), ("x", 400)])
def test_a_page_number_is_a_page_number(client: Client, side: str, status: int) -> None:
    two_handlings()
    page(client, f"/soendersund/sager/?side={side}", status)


def test_hostile_titles_are_text(client: Client) -> None:
    load(a_meeting(a_full_item("1", HOSTILE, decision_text=HOSTILE)))
    assert "&lt;img src=x" in page(client, CASE)
    assert "&lt;img src=x" in page(client, "/soendersund/sager/")
