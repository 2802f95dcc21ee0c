"""What the pages say of an item that differs from its agenda, or was changed after its publication."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.agenda_items.models import AgendaItem, PublicCorrection
from apps.agenda_items.public_corrections import correction_lines
from apps.committees.models import Municipality
from apps.corrections.models import Correction
from apps.ingestion.loading import load_meeting
from apps.ingestion.merging.rules import Edition
from apps.parsing.records import DocumentKind, OutcomeCode, ParsedItem, ParsedMeeting, Section, SectionKind
from tests.admin_forms import prefix_of, save
from tests.factories import HOSTILE, MEETING, a_full_item, a_result, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db
ITEM = f"{MEETING}punkt-1/"
DAY = dt.datetime(2026, 5, 3, 12, tzinfo=dt.UTC)


def load_all(*documents: ParsedMeeting, reason: str | None = "", allows_removal: bool = True) -> None:
    """Load the last of the documents of one meeting, after the others."""
    load_meeting(
        documents[-1],
        Municipality.named("Søndersund"),
        editions=lambda meeting: [Edition(meeting=d, arrival=n) for n, d in enumerate(documents)],
        correction_reason=reason,
        allows_removal=allows_removal,
    )


def an_agenda(*items: ParsedItem) -> ParsedMeeting:
    undecided = [
        a_full_item(i.number, i.title, sections=i.sections, votes=(), outcomes=(), decision_text=None)
        for i in items
    ]
    return a_meeting(*undecided, kind=DocumentKind.AGENDA)


def a_summary(text: str) -> tuple[Section, ...]:
    return (Section(kind=SectionKind.SUMMARY, heading="Sammendrag", text=text, first_line=1, last_line=2),)


def content(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(page(client, address), "lxml")


def text_of(soup: Any) -> str:
    return " ".join(soup.get_text().split())


def change_address(item: AgendaItem) -> str:
    return reverse("admin:agenda_items_agendaitem_change", args=(item.pk,))


def test_what_the_minutes_changed_stands_word_by_word(client: Client) -> None:
    agenda = an_agenda(a_full_item("1", sections=a_summary("Der gives 2,1 mio. kr.\n\nPengene findes.")))
    minutes = a_meeting(a_full_item("1", sections=a_summary("Der gives 2,4 mio. kr.\n\nPengene findes.")))
    load_all(agenda, minutes)
    section = content(client, ITEM).select_one("section[aria-labelledby=dagsordenen]")
    assert section is not None
    assert text_of(section.h2) == "Ændret siden dagsordenen"
    assert [text_of(summary) for summary in section.select("summary")] == ["Sammendrag"]
    assert [text_of(row) for row in section.select("del, ins")] == ["[udgået: 2,1]", "[nyt: 2,4]"]


def test_what_replaced_the_end_of_a_paragraph_stands_in_it(client: Client) -> None:
    agenda = an_agenda(a_full_item("1", sections=a_summary("Broen åbner i maj.\n\nDen er ny.")))
    minutes = a_meeting(
        a_full_item("1", sections=a_summary("Broen åbner i juni, når malingen er tør.\n\nDen er ny."))
    )
    load_all(agenda, minutes)
    text = content(client, ITEM).select_one(".since-agenda .text")
    assert text is not None
    assert text.get_text() == ("Broen åbner i [udgået: maj.] [nyt: juni, når malingen er tør.]\n\nDen er ny.")


def test_an_item_without_differences_says_nothing_of_the_agenda(client: Client) -> None:
    load_all(an_agenda(a_full_item("1")), a_meeting(a_full_item("1")))
    assert "dagsordenen</h2>" not in page(client, ITEM)


def test_an_item_added_after_the_agenda_says_so_on_its_page_and_in_the_list(client: Client) -> None:
    load_all(
        an_agenda(a_full_item("2", "Havnebad")), a_meeting(a_full_item("1"), a_full_item("2", "Havnebad"))
    )
    assert "Punktet stod ikke på dagsordenen." in page(client, ITEM)
    assert page(client, MEETING).count("Stod ikke på dagsordenen") == 1


def test_texts_of_documents_are_escaped_in_the_differences(client: Client) -> None:
    load_all(
        an_agenda(a_full_item("1", sections=a_summary(f"Før {HOSTILE}"))),
        a_meeting(a_full_item("1", sections=a_summary(f"Nu {HOSTILE} {HOSTILE}"))),
    )
    assert "&lt;img" in str(content(client, ITEM).select_one("section[aria-labelledby=dagsordenen]"))


def test_what_staff_have_corrected_since_does_not_stand_among_the_differences(client: Client) -> None:
    load_all(
        an_agenda(a_full_item("1", sections=a_summary("Sagen om Ida Bro, Havnegade 3."))),
        a_meeting(a_full_item("1", sections=a_summary("Sagen om Ida Bro, Havnegade 5."))),
    )
    assert "Havnegade" in str(content(client, ITEM).select_one(".since-agenda"))
    section = AgendaItem.objects.get().sections.get()
    section.text = "Sagen om en borger."
    section.save()
    html = page(client, ITEM)
    assert "Havnegade" not in html
    assert "Ændret siden dagsordenen" not in html


@pytest.mark.parametrize(
    "change", [{"is_closed": True}, {"unpublished_reason": "Fejl", "unpublished_at": DAY}]
)
def test_items_that_only_the_agenda_has_are_told_on_the_meetings_page_while_they_may_be(
    client: Client, change: dict[str, Any]
) -> None:
    agenda = an_agenda(a_full_item("1"), a_full_item("2", "Havnebad"))
    load_all(agenda)
    load_all(agenda, a_meeting(a_full_item("1")))
    section = content(client, MEETING).select_one("section[aria-labelledby=udgaaet]")
    assert section is not None
    assert text_of(section) == "Punkter på dagsordenen, der ikke er i referatet 2. Havnebad"
    assert client.get(f"{MEETING}punkt-2/").status_code == 410
    AgendaItem.objects.filter(title="Havnebad").update(**change)
    assert "Havnebad" not in page(client, MEETING)


def test_an_item_that_comes_back_is_no_longer_only_on_the_agenda(client: Client) -> None:
    agenda = an_agenda(a_full_item("1"), a_full_item("2", "Havnebad"))
    short, whole = a_meeting(a_full_item("1")), a_meeting(a_full_item("1"), a_full_item("2", "Havnebad"))
    load_all(short, agenda)
    assert AgendaItem.objects.only_on_agenda().count() == 1
    load_all(agenda, short, whole)
    assert not AgendaItem.objects.only_on_agenda().exists()
    assert page(client, f"{MEETING}punkt-2/")


def test_new_minutes_that_change_a_decision_are_told_with_day_and_reason(client: Client) -> None:
    first = a_meeting(a_full_item("1"), a_full_item("2", "Havnebad"))
    load_all(first)
    changed = a_full_item("1", decision_text="Udsat.", outcomes=(a_result(OutcomeCode.POSTPONED),))
    with time_machine.travel(DAY, tick=False):
        load_all(first, a_meeting(changed, a_full_item("2", "Havnebad")))
    line = content(client, ITEM).select_one(".corrections")
    assert text_of(line) == "Rettet 3. maj 2026: Kommunen har udsendt et nyt referat."
    assert "corrections" not in page(client, f"{MEETING}punkt-2/")
    assert page(client, MEETING).count("<span>Rettet</span>") == 1


def test_no_correction_is_told_of_minutes_after_an_agenda_or_of_a_reparse(client: Client) -> None:
    agenda = an_agenda(a_full_item("1", "Ny cykelsti"))
    minutes = a_meeting(a_full_item("1", "Ny cykelsti langs Fjordvej"))
    load_all(agenda)
    load_all(agenda, minutes)
    load_all(agenda, minutes, a_meeting(a_full_item("1", "Ny cykelsti langs Havnevej")), reason=None)
    assert not PublicCorrection.objects.exists()


def test_of_a_closed_item_nothing_is_told_but_the_day(client: Client) -> None:
    first = a_meeting(a_full_item("1", "Køb af ejendom"))
    load_all(first)
    item = AgendaItem.objects.get()
    item.public_corrections.create(
        corrected_on=DAY.date(), reason="Ejendommen er Havnegade 3", fields=["titel"]
    )
    AgendaItem.objects.update(
        is_closed=True, changes_since_agenda=[{"label": "Titel", "before": "Havnegade 3"}]
    )
    html = page(client, ITEM)
    assert "Havnegade" not in html
    assert "Rettet <time" in html
    item.refresh_from_db()
    assert [line.text for line in correction_lines(item)] == ["Oplysningerne om punktet er ændret"]


def test_an_item_closed_by_new_minutes_keeps_a_neutral_line(client: Client) -> None:
    first = a_meeting(a_full_item("1", "Køb af ejendom"))
    load_all(first)
    with time_machine.travel(DAY, tick=False):
        load_all(first, a_meeting(a_full_item("1", "Køb af ejendom", is_closed=True)), reason="Havnegade 3")
    assert (
        text_of(content(client, ITEM).select_one(".corrections")) == "Rettet 3. maj 2026: Punktet er lukket."
    )


def test_staff_give_a_reason_and_a_day_has_one_line(admin_client: Client, client: Client) -> None:
    load_all(a_meeting(a_full_item("1")))
    item = AgendaItem.objects.get()
    with time_machine.travel(DAY, tick=False):
        save(admin_client, change_address(item), {"title": "Nødkald i Havneby"})
        assert [line.text for line in correction_lines(item)] == ["Arkivets redaktion har rettet titlen"]
        row = prefix_of(admin_client, change_address(item), "text", "Nyt nødkald godkendes.")
        save(admin_client, change_address(item), {f"{row}-text": "Nødkaldet udsættes."})
        item = AgendaItem.objects.get()
        said = [line.text for line in correction_lines(item)]
        assert said == ["Arkivets redaktion har rettet titlen og indstillingen"]
        save(admin_client, change_address(item), {"decision_text": "Udsat", "public_reason": "Læst forkert."})
    assert PublicCorrection.objects.get().fields == ["titel", "indstilling", "beslutning"]
    assert text_of(content(client, ITEM).select_one(".corrections")) == "Rettet 3. maj 2026: Læst forkert."


def test_the_reasons_of_a_day_stand_side_by_side(admin_client: Client) -> None:
    load_all(a_meeting(a_full_item("1", "Ny sti")))
    item = AgendaItem.objects.get()
    with time_machine.travel(DAY, tick=False):
        for title, reason in (("Stien", "Titlen var forkert."), ("En sti", "Læst forkert."), ("Sti", "")):
            save(admin_client, change_address(item), {"title": title, "public_reason": reason})
    assert item.public_corrections.get().reason == "Titlen var forkert. Læst forkert."


def test_a_vote_corrected_on_its_own_page_and_a_correction_handed_back_are_told(admin_client: Client) -> None:
    load_all(a_meeting(a_full_item("1")))
    item = AgendaItem.objects.get()
    vote_address = reverse("admin:agenda_items_vote_change", args=(item.votes.get().pk,))
    row = prefix_of(admin_client, vote_address, "name", "Vagn Tofte")
    save(admin_client, vote_address, {f"{row}-name": "Vagn Toft"})
    assert PublicCorrection.objects.get().fields == ["afstemning"]
    PublicCorrection.objects.all().delete()
    listing = reverse("admin:corrections_correction_changelist")
    admin_client.post(
        listing, {"action": "hand_back_chosen", "_selected_action": [str(Correction.objects.get().pk)]}
    )
    assert PublicCorrection.objects.get().fields == ["afstemning"]


@pytest.mark.parametrize("changes", [{}, {"journal_number": "27.36.04-G01-9-23"}, {"title": "Nyt  nødkald"}])
def test_what_the_public_does_not_read_as_changed_is_no_correction(
    admin_client: Client, changes: dict[str, str]
) -> None:
    load_all(a_meeting(a_full_item("1")))
    save(admin_client, change_address(AgendaItem.objects.get()), changes)
    assert not PublicCorrection.objects.exists()


def test_an_unpublished_item_gets_no_line(admin_client: Client) -> None:
    load_all(a_meeting(a_full_item("1")))
    address = change_address(AgendaItem.objects.get())
    save(admin_client, address, {"title": "Andet", "is_unpublished": "on", "unpublished_reason": "Fejl"})
    save(admin_client, address, {"title": "Tredje"})
    assert not PublicCorrection.objects.exists()


def test_staff_can_reword_and_remove_a_line(admin_client: Client) -> None:
    load_all(a_meeting(a_full_item("1")))
    item = AgendaItem.objects.get()
    item.public_corrections.create(corrected_on=DAY.date(), reason="Fejlen var Ida Bros")
    save(admin_client, change_address(item), {"public_corrections-0-reason": "Der var en fejl"})
    assert [line.text for line in correction_lines(item)] == ["Der var en fejl"]
    save(admin_client, change_address(item), {"public_corrections-0-DELETE": "on"})
    assert not PublicCorrection.objects.exists()


def test_differences_and_corrections_cost_no_more_queries(client: Client) -> None:
    def queries() -> int:
        page(client, ITEM)
        with CaptureQueriesContext(connection) as captured:
            page(client, ITEM)
        return len(captured)

    minutes = a_meeting(an_item("1", sections=a_summary("Der gives 2,4 mio. kr.")))
    load_all(minutes)
    plain = queries()
    load_all(an_agenda(a_full_item("1", "Meddelelser", sections=a_summary("Der gives 2,1 mio."))), minutes)
    for n in range(5):
        AgendaItem.objects.get().public_corrections.create(
            corrected_on=dt.date(2026, 5, 1 + n), reason="Fejl"
        )
    assert queries() == plain
    assert page(client, ITEM).count("Rettet <time") == 5
