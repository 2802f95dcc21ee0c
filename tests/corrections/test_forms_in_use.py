"""Forms that several people use at once, and what people type into them."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Municipality
from apps.corrections.models import ChangeLogEntry, Correction
from apps.ingestion.importing import import_file
from apps.ingestion.models import ImportedFile, ImportRun
from apps.people.models import Person
from apps.search.models import SearchEntry
from tests.admin_forms import Fields, fields_of, prefix_of, save
from tests.ingestion.documents import document

pytestmark = pytest.mark.django_db


def bring_in(content: bytes) -> None:
    run = ImportRun.objects.create(municipality_name="Søndersund", state=ImportRun.State.DONE)
    file = import_file(run, "referat.txt", content)
    assert file.status != ImportedFile.Status.FAILED, file.message


@pytest.fixture
def item() -> AgendaItem:
    bring_in(document())
    return AgendaItem.objects.get(number="2")


@pytest.fixture
def address(item: AgendaItem) -> str:
    return reverse("admin:agenda_items_agendaitem_change", args=(item.pk,))


def opened(client: Client, address: str) -> Fields:
    return fields_of(client.get(address).content.decode())


def errors(page: bytes) -> str:
    found = BeautifulSoup(page, "lxml").select(".errorlist")
    return " ".join(error.get_text(" ", strip=True) for error in found)


def test_an_open_form_does_not_undo_what_somebody_else_corrected_meanwhile(
    admin_client: Client, item: AgendaItem, address: str
) -> None:
    form = opened(admin_client, address)
    save(admin_client, address, {"title": "Cykelsti til Nordby"})
    form["decided_by"] = ["Økonomiudvalget"]
    answer = admin_client.post(address, form)
    assert answer.status_code == 200
    assert "Oplysningerne er ændret, efter at du åbnede siden (admin: titel)." in errors(answer.content)
    item.refresh_from_db()
    assert (item.title, item.decided_by) == ("Cykelsti til Nordby", "Byrådet")
    # Who has seen that and saves again means it.
    assert admin_client.post(address, fields_of(answer.content.decode())).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.decided_by) == ("Ny cykelsti langs Fjordvej", "Økonomiudvalget")


@pytest.mark.parametrize(
    "change",
    [
        ("1. Cykelstien anlægges langs Fjordvej.", "1. Cykelstien anlægges ved Fjordvej."),
        ("\n2. Udgiften på 2,1 mio. kr. afholdes af puljen til trafik.", ""),
    ],
)
def test_an_open_form_does_not_undo_an_import_of_its_rows(
    admin_client: Client, address: str, change: tuple[str, str]
) -> None:
    form = opened(admin_client, address)
    bring_in(document(change))
    answer = admin_client.post(address, form)
    assert answer.status_code == 200
    assert errors(answer.content)
    assert not Correction.objects.exists()


def test_changes_of_other_items_do_not_disturb_a_form(
    admin_client: Client, item: AgendaItem, address: str
) -> None:
    form = opened(admin_client, address)
    other = AgendaItem.objects.get(number="3")
    save(admin_client, reverse("admin:agenda_items_agendaitem_change", args=(other.pk,)), {"title": "Andet"})
    form["title"] = ["Cykelsti til Nordby"]
    assert admin_client.post(address, form).status_code == 302


@pytest.mark.parametrize("typed", ["07-05-2025", "7.5.2025", "07/05/2025", "2025-05-07"])
def test_a_date_is_typed_as_danes_write_it(admin_client: Client, item: AgendaItem, typed: str) -> None:
    address = reverse("admin:meetings_meeting_change", args=(item.meeting_id,))
    save(admin_client, address, {"held_on": typed, "start_time": "16.30"})
    item.meeting.refresh_from_db()
    assert (item.meeting.held_on, item.meeting.start_time) == (dt.date(2025, 5, 7), dt.time(16, 30))


def test_a_corrected_list_of_names_is_shown_wherever_corrections_are(
    admin_client: Client, admin_user: User, address: str
) -> None:
    save(admin_client, address, {"absent": "Sif Klitmøller\r\nIda Bro"})
    assert "Kilden siger: <q>Sif Klitmøller</q>" in admin_client.get(address).content.decode()
    for name in ("correction", "changelogentry"):
        shown = admin_client.get(reverse(f"admin:corrections_{name}_changelist")).content.decode()
        assert "Sif Klitmøller, Ida Bro" in shown
    assert ChangeLogEntry.objects.get().changed_by == admin_user


def test_votes_deleted_in_the_list_leave_the_index(
    admin_client: Client, admin_user: User, item: AgendaItem
) -> None:
    assert SearchEntry.objects.get(item=item).has_vote
    chosen = {
        "action": "delete_selected",
        "_selected_action": [str(item.votes.get().pk)],
        "post": "yes",
    }
    admin_client.post(reverse("admin:agenda_items_vote_changelist"), chosen)
    assert not item.votes.exists()
    assert not SearchEntry.objects.get(item=item).has_vote
    assert ChangeLogEntry.objects.get().changed_by == admin_user


def test_an_item_closed_by_staff_has_all_it_had_when_that_is_handed_back(
    admin_client: Client, item: AgendaItem, address: str
) -> None:
    save(admin_client, address, {"is_closed": "on"})
    bring_in(document(("Cykelstien giver", "Stien giver")))
    item.refresh_from_db()
    assert item.is_closed
    save(admin_client, address, {"giv_tilbage": str(Correction.objects.get().pk)})
    item.refresh_from_db()
    assert (item.is_closed, item.journal_number) == (False, "05.04.00-P20-3-25")
    assert item.sections.get(kind="summary").text.startswith("Stien giver")
    assert item.recommendations.count() == 2


def test_a_line_put_in_above_is_no_change_of_the_items(item: AgendaItem) -> None:
    before = item.sections.get(kind="summary").first_line
    bring_in(document(("Indholdsfortegnelse", "\nIndholdsfortegnelse")))
    assert item.sections.get(kind="summary").first_line == (before or 0) + 1
    assert not ChangeLogEntry.objects.exists()
    assert ImportedFile.objects.latest("pk").status == ImportedFile.Status.UNCHANGED


def test_a_name_too_long_for_an_address_is_refused_by_the_form(admin_client: Client) -> None:
    address = reverse("admin:committees_municipality_add")
    form = opened(admin_client, address) | {"name": ["Ordby " * 900]}
    answer = admin_client.post(address, form)
    assert "højst have 200 tegn" in errors(answer.content)
    assert not Municipality.objects.exists()


def test_a_deleted_politician_comes_back_once_with_the_old_address(
    admin_client: Client, item: AgendaItem
) -> None:
    person = Person.objects.get(name="Gro Askelund")
    admin_client.post(reverse("admin:people_person_delete", args=(person.pk,)), {"post": "yes"})
    assert not Person.objects.filter(name="Gro Askelund").exists()
    for day in ("07", "08", "09"):
        bring_in(document(("06-05-2025", f"{day}-05-2025"), ("6. maj", f"{int(day)}. maj")))
    assert Person.objects.get(name="Gro Askelund").slug == "gro-askelund"


def test_a_party_corrected_by_staff_is_logged_once(admin_client: Client, item: AgendaItem) -> None:
    address = reverse("admin:meetings_meeting_change", args=(item.meeting_id,))
    row = prefix_of(admin_client, address, "name", "Vagn Tofte")
    save(admin_client, address, {f"{row}-party": "C"})
    entry = ChangeLogEntry.objects.get()
    assert (entry.field, entry.old_value, entry.new_value) == ("party", "V", "C")
