"""The public download of the document a meeting came from."""

import pytest
from django.test import Client

from apps.agenda_items.models import AgendaItem
from apps.ingestion.importing import import_file
from apps.ingestion.models import ImportRun
from apps.ingestion.publishing import unpublish
from apps.meetings.models import Meeting
from tests.ingestion.documents import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    run = ImportRun.objects.create(municipality_name="Søndersund")
    import_file(run, "mappe/første.txt", document())
    import_file(run, "mappe/anden udgave.txt", document(("15:00", "15:30")))
    return f"{Meeting.objects.get().get_absolute_url()}original/"


def test_the_newest_document_comes_as_it_was(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.content == document(("15:00", "15:30"))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="anden udgave.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not answer.cookies


@pytest.mark.parametrize("change", [{"is_closed": True}, {"removed_at": "2025-06-01T00:00Z"}])
def test_it_is_hidden_with_any_item_of_the_meeting(
    client: Client, address: str, change: dict[str, object]
) -> None:
    AgendaItem.objects.filter(number="3").update(**change)
    assert client.get(address).status_code == 404


def test_it_is_hidden_with_an_unpublished_item_or_meeting(client: Client, address: str) -> None:
    unpublish(AgendaItem.objects.get(number="3"), "Fejl")
    assert client.get(address).status_code == 404
    AgendaItem.objects.get(number="3").delete()
    assert client.get(address).status_code == 200
    unpublish(Meeting.objects.get(), "Fejl")
    assert client.get(address).status_code == 404


def test_an_old_address_leads_on_and_an_unknown_one_is_not_found(client: Client, address: str) -> None:
    committee = Meeting.objects.get().committee
    committee.name = "Havneudvalget"
    committee.save()
    answer = client.get(address)
    assert (answer.status_code, client.get(answer.headers["Location"]).status_code) == (301, 200)
    assert client.get(address.replace("2025", "2024")).status_code == 404


def test_an_agenda_that_comes_after_the_minutes_is_not_the_original(client: Client, address: str) -> None:
    agenda = document(("REFERAT", "DAGSORDEN")).decode().replace("\nBeslutning\n", "\n")
    file = import_file(ImportRun.objects.get(), "dagsorden.txt", agenda.encode())
    assert (file.status, file.document and file.document.kind) == ("unchanged", "agenda")
    assert client.get(address).content == document(("15:00", "15:30"))
