"""What the pages say of items that came with a supplementary agenda."""

from dataclasses import replace

import pytest
from django.test import Client

from apps.agenda_items.models import AgendaItem, SinceAgenda
from apps.meetings.models import Meeting
from apps.parsing.records import ParsedMeeting
from tests.agenda_items.test_changed_items import an_agenda, content, load_all, text_of
from tests.factories import COMMITTEE, MEETING, a_full_item
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db
AGENDA = an_agenda(an_item("1", "Nyt nødkald"))
OTHER_CASE = "09.02.00-P20-1-25"
NOISE = replace(an_agenda(an_item("2", "Støjvold ved Nordby")).items[0], journal_number=OTHER_CASE)
SUPPLEMENT = replace(AGENDA, items=(NOISE,), is_supplement=True)
MINUTES = a_meeting(
    a_full_item("1", "Nyt nødkald"), a_full_item("2", "Støjvold ved Nordby", journal_number=OTHER_CASE)
)


def said(client: Client, address: str) -> str:
    return text_of(content(client, address).select_one("main"))


def test_an_item_of_a_supplementary_agenda_says_so_on_its_page_and_in_the_list(client: Client) -> None:
    load_all(AGENDA, SUPPLEMENT)
    assert said(client, MEETING).count("Fra tillægsdagsordenen") == 1
    assert "På tillægsdagsordenen" in said(client, f"{MEETING}punkt-2/")
    assert "tillægsdagsorden" not in said(client, f"{MEETING}punkt-1/")


def test_it_is_said_when_the_minutes_have_come_too(client: Client) -> None:
    load_all(AGENDA, SUPPLEMENT, MINUTES)
    assert said(client, MEETING).count("Fra tillægsdagsordenen") == 1
    shown = said(client, f"{MEETING}punkt-2/")
    assert "Punktet kom med tillægsdagsordenen" in shown
    assert "Punktet stod ikke på dagsordenen" not in shown
    assert "tillægsdagsorden" not in said(client, f"{MEETING}punkt-1/")


def test_an_agenda_that_takes_the_item_in_ends_it(client: Client) -> None:
    whole = replace(AGENDA, items=(*AGENDA.items, NOISE))
    load_all(SUPPLEMENT)
    load_all(SUPPLEMENT, whole)
    assert "illægsdagsorden" not in said(client, MEETING)
    assert set(AgendaItem.objects.values_list("since_agenda", flat=True)) == {""}


def test_nothing_is_said_of_a_closed_item(client: Client) -> None:
    closed = replace(NOISE, is_closed=True)
    load_all(AGENDA, replace(SUPPLEMENT, items=(closed,)))
    assert "illægsdagsorden" not in said(client, f"{MEETING}punkt-2/")
    assert not AgendaItem.objects.filter(since_agenda=SinceAgenda.SUPPLEMENT).exists()


@pytest.mark.parametrize(
    ("documents", "kind"),
    [
        ((SUPPLEMENT,), "tillægsdagsorden"),
        ((SUPPLEMENT, AGENDA), "dagsorden"),
        ((AGENDA, SUPPLEMENT), "dagsorden"),
        ((SUPPLEMENT, MINUTES), "referat"),
    ],
)
def test_a_meeting_is_called_by_what_is_known_of_it(
    client: Client, documents: tuple[ParsedMeeting, ...], kind: str
) -> None:
    for n in range(len(documents)):
        load_all(*documents[: n + 1])
    assert Meeting.objects.get().kind_label == kind
    assert f"{kind.capitalize()}. " in said(client, MEETING)
    assert ("Arkivet har kun tillægsdagsordenen." in said(client, MEETING)) == (kind == "tillægsdagsorden")
    assert ("(tillægsdagsorden)" in said(client, COMMITTEE)) == (kind == "tillægsdagsorden")


def test_staff_see_and_filter_by_it(admin_client: Client) -> None:
    load_all(SUPPLEMENT)
    assert "tillægsdagsorden" in admin_client.get("/admin/meetings/meeting/").content.decode()
    load_all(SUPPLEMENT, AGENDA)
    listed = "/admin/agenda_items/agendaitem/"
    found = admin_client.get(listed, {"since_agenda__exact": "supplement"}).content.decode()
    assert "Støjvold ved Nordby" in found
    assert "Nyt nødkald" not in found
    form = admin_client.get(f"{listed}{AgendaItem.objects.get(number='2').pk}/change/").content.decode()
    assert "kommet med tillægsdagsordenen" in form
