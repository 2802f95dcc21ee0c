"""A conflict is settled by keeping staff's value or by taking the source's; only something new makes another one."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.agenda_items.models import AgendaItem, Recommendation
from apps.corrections.acting import Actor, acting
from apps.corrections.models import Correction
from apps.ingestion.importing import import_file
from apps.ingestion.models import ImportedFile, ImportRun
from tests.admin_forms import save
from tests.ingestion.documents import document

pytestmark = pytest.mark.django_db
TITLE = "Ny cykelsti langs Fjordvej"
SECOND_POINT = "\n2. Udgiften på 2,1 mio. kr. afholdes af puljen til trafik."
LIST = "/admin/corrections/correction/"


def bring_in(*changes: tuple[str, str]) -> ImportedFile:
    file = import_file(ImportRun.objects.create(municipality_name="Søndersund"), "x.txt", document(*changes))
    assert file.status != ImportedFile.Status.FAILED, file.message
    return file


def correct(row: AgendaItem | Recommendation, **fields: str) -> None:
    with acting(Actor(is_correcting=True)):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()


def conflicts() -> list[str]:
    return [str(row.field) for row in Correction.objects.filter(source_changed_at__isnull=False)]


@pytest.fixture
def item() -> AgendaItem:
    """Item 2, whose title staff have corrected and the source has changed since."""
    bring_in()
    item = AgendaItem.objects.get(number="2")
    correct(item, title="Cykelsti til Nordby")
    bring_in((TITLE, "Ny cykelsti ved Fjordvej"))
    assert conflicts() == ["title"]
    return item


@pytest.fixture
def point() -> Recommendation:
    """A point of a recommendation that staff have corrected and the source has dropped since."""
    bring_in()
    point: Recommendation = Recommendation.objects.get(text__startswith="Udgiften")
    correct(point, text="Udgiften afholdes af puljen.")
    bring_in((SECOND_POINT, ""))
    assert conflicts() == ["text"]
    return point


def settle_in_the_form(client: Client) -> None:
    item = AgendaItem.objects.get(number="2")
    address = reverse("admin:agenda_items_agendaitem_change", args=(item.pk,))
    assert "Behold rettelsen: konflikten er afgjort" in client.get(address).content.decode()
    save(client, address, {"behold": str(Correction.objects.get().pk)})


def settle_by_button(client: Client) -> None:
    address = reverse("admin:corrections_correction_keep", args=(Correction.objects.get().pk,))
    assert address in client.get(LIST, {"konflikt": "ja"}).content.decode()
    client.post(address)


def settle_by_action(client: Client) -> None:
    client.post(LIST, {"action": "keep_chosen", "_selected_action": [str(Correction.objects.get().pk)]})


@pytest.mark.parametrize("settle", [settle_in_the_form, settle_by_button, settle_by_action])
def test_staff_settle_a_conflict_for_their_own_value(
    admin_client: Client, item: AgendaItem, settle: object
) -> None:
    assert callable(settle)
    settle(admin_client)
    item.refresh_from_db()
    assert item.title == "Cykelsti til Nordby"
    assert conflicts() == []
    assert Correction.objects.get().source_value == "Ny cykelsti ved Fjordvej"


def test_only_another_value_of_the_source_is_a_conflict_again(admin_client: Client, item: AgendaItem) -> None:
    settle_by_button(admin_client)
    again = bring_in((TITLE, "Ny cykelsti ved Fjordvej"), ("Rådhuset, lokale 3", "Havnekontoret"))
    assert again.counts["conflicts"] == 0
    assert conflicts() == []
    other = bring_in((TITLE, "Ny cykelsti mod Fjordvej"))
    assert other.counts["conflicts"] == 1
    assert conflicts() == ["title"]


def test_a_link_settles_nothing(admin_client: Client, item: AgendaItem) -> None:
    admin_client.get(reverse("admin:corrections_correction_keep", args=(Correction.objects.get().pk,)))
    assert conflicts() == ["title"]


def test_a_form_settles_nothing_of_another_row(admin_client: Client, item: AgendaItem) -> None:
    other = AgendaItem.objects.get(number="3")
    address = reverse("admin:agenda_items_agendaitem_change", args=(other.pk,))
    save(admin_client, address, {"behold": str(Correction.objects.get().pk)})
    assert conflicts() == ["title"]


def test_a_dropped_row_that_staff_keep_is_not_told_again(admin_client: Client, point: Recommendation) -> None:
    assert "(står ikke længere i kilden)" in admin_client.get(LIST).content.decode()
    settle_by_button(admin_client)
    again = bring_in((SECOND_POINT, ""), ("Rådhuset, lokale 3", "Havnekontoret"))
    assert again.counts["conflicts"] == 0
    assert conflicts() == []
    assert Recommendation.objects.filter(text="Udgiften afholdes af puljen.").exists()


def test_taking_the_source_of_a_dropped_row_removes_it(admin_client: Client, point: Recommendation) -> None:
    admin_client.post(reverse("admin:corrections_correction_hand_back", args=(Correction.objects.get().pk,)))
    assert not Recommendation.with_removed.filter(pk=point.pk).exists()
    assert not Correction.objects.exists()


def test_a_dropped_row_that_comes_back_and_goes_again_is_a_conflict_anew(
    admin_client: Client, point: Recommendation
) -> None:
    settle_by_button(admin_client)
    bring_in(("Rådhuset, lokale 3", "Havnekontoret"))
    assert conflicts() == []
    bring_in((SECOND_POINT, ""), ("Rådhuset, lokale 3", "Rådhuset, lokale 4"))
    assert conflicts() == ["text"]
