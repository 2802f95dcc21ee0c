"""What staff correct in the admin, and what becomes of it when documents come again."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from apps.agenda_items.models import AgendaItem, VoteCast
from apps.committees.models import Committee, Municipality
from apps.corrections.models import ChangeLogEntry, Correction
from apps.ingestion.models import SourceDocument
from apps.meetings.models import Attendance, Meeting
from apps.search.models import OUTCOME_BITS, SearchEntry
from tests.admin_forms import fields_of, prefix_of, save
from tests.corrections.conftest import bring_in
from tests.ingestion.documents import document

pytestmark = pytest.mark.django_db


def change_address(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=(row.pk,))


def log() -> list[tuple[str, str, Any, Any]]:
    entries = ChangeLogEntry.objects.order_by("pk").select_related("content_type")
    return [(e.content_type.model, e.field, e.old_value, e.new_value) for e in entries]


def test_saving_a_form_that_nobody_touched_corrects_and_logs_nothing(
    admin_client: Client, item: AgendaItem
) -> None:
    Meeting.objects.update(source_url="https://eksempel.example/moede?")
    ChangeLogEntry.objects.all().delete()
    item.title, item.absent = "Ny cykelsti  langs Fjordvej ", ["Klitmøller, Sif", "Ove Brask"]
    item.save()
    ChangeLogEntry.objects.all().delete()
    for row in (
        item,
        item.meeting,
        item.votes.get(),
        item.meeting.committee,
        item.meeting.committee.municipality,
    ):
        save(admin_client, change_address(row), {})
    assert log() == []
    assert not Correction.objects.exists()


def test_corrections_of_every_kind_survive_a_changed_document_and_a_reparse(
    admin_client: Client, admin_user: User, item: AgendaItem
) -> None:
    page = change_address(item)
    recommendation = prefix_of(admin_client, page, "text", "Cykelstien anlægges langs Fjordvej.")
    removed = prefix_of(admin_client, page, "text", "Udgiften på 2,1 mio. kr. afholdes af puljen til trafik.")
    changes = {
        "title": "Ny cykelsti langs Fjordvejen",
        "outcomes-0-code": "approved",
        f"{recommendation}-text": "Cykelstien anlægges langs Fjordvejen.",
        f"{removed}-DELETE": "on",
        "outcomes-TOTAL_FORMS": "2",
        "outcomes-1-code": "postponed",
        "outcomes-1-recommendation": "2",
        "outcomes-1-position": "0",
        "outcomes-1-id": "",
        "outcomes-1-item": str(item.pk),
    }
    save(admin_client, page, changes)
    meeting_page = change_address(item.meeting)
    member = prefix_of(admin_client, meeting_page, "name", "Vagn Tofte")
    save(admin_client, meeting_page, {f"{member}-party": "C"})
    vote_page = change_address(item.votes.get())
    cast = prefix_of(admin_client, vote_page, "name", "Gro Askelund")
    save(admin_client, vote_page, {f"{cast}-name": "Gro Askelund Holm"})

    def standing() -> tuple[Any, ...]:
        row = AgendaItem.objects.get(pk=item.pk)
        return (
            row.title,
            [(o.code, o.recommendation) for o in row.outcomes.all()],
            [r.text for r in row.recommendations.all()],
            Attendance.objects.get(name="Vagn Tofte").party,
            VoteCast.objects.get(side="for").name,
        )

    corrected = (
        "Ny cykelsti langs Fjordvejen",
        [("approved", None), ("postponed", 2)],
        ["Cykelstien anlægges langs Fjordvejen."],
        "C",
        "Gro Askelund Holm",
    )
    assert standing() == corrected
    assert log() == [
        ("agendaitem", "title", "Ny cykelsti langs Fjordvej", "Ny cykelsti langs Fjordvejen"),
        ("outcome", "code", "recommended", "approved"),
        (
            "recommendation",
            "text",
            "Cykelstien anlægges langs Fjordvej.",
            "Cykelstien anlægges langs Fjordvejen.",
        ),
        ("recommendation", "is_removed", False, True),
        ("attendance", "party", "V", "C"),
        ("votecast", "name", "Gro Askelund", "Gro Askelund Holm"),
    ]
    assert {(e.changed_by, e.cause) for e in ChangeLogEntry.objects.all()} == {
        (admin_user, "Rettet i administrationen")
    }

    bring_in(
        document(
            ("Ny cykelsti langs Fjordvej", "Ny cykelsti ved Fjordvej"),
            ("1. Cykelstien anlægges langs Fjordvej.", "1. Cykelstien anlægges ved Fjordvej."),
            ("Vagn Tofte (V), Sif", "Vagn Tofte (M), Sif"),
        )
    )
    assert standing() == corrected
    call_command("reparse_documents", verbosity=0)
    assert standing() == corrected
    conflicts = Correction.objects.filter(source_changed_at__isnull=False)
    assert {(c.field, c.source_value) for c in conflicts} == {
        ("title", "Ny cykelsti ved Fjordvej"),
        ("text", "Cykelstien anlægges ved Fjordvej."),
        ("party", "M"),
    }


def test_a_conflict_stands_beside_its_field_and_is_handed_back_there(
    admin_client: Client, item: AgendaItem
) -> None:
    page = change_address(item)
    save(admin_client, page, {"title": "Cykelsti til Nordby"})
    bring_in(document(("Ny cykelsti langs Fjordvej", "Ny cykelsti ved Fjordvej")))
    shown = admin_client.get(page).content.decode()
    assert "Konflikt." in shown
    assert re.search(r"Rettet af admin den .*siger nu: <q>Ny cykelsti ved Fjordvej</q>", shown)
    save(admin_client, page, {"giv_tilbage": str(Correction.objects.get().pk)})
    item.refresh_from_db()
    assert item.title == "Ny cykelsti ved Fjordvej"
    assert not Correction.objects.exists()
    assert "Konflikt." not in admin_client.get(page).content.decode()


def test_a_corrected_row_that_the_source_drops_stays_and_is_a_conflict(
    admin_client: Client, item: AgendaItem
) -> None:
    page = change_address(item)
    row = prefix_of(admin_client, page, "text", "Udgiften på 2,1 mio. kr. afholdes af puljen til trafik.")
    save(admin_client, page, {f"{row}-text": "Udgiften afholdes af puljen."})
    file = bring_in(document(("\n2. Udgiften på 2,1 mio. kr. afholdes af puljen til trafik.", "")))
    assert file.counts["conflicts"] == 1
    assert Correction.objects.get().source_changed_at is not None
    assert [r.text for r in item.recommendations.all()][-1] == "Udgiften afholdes af puljen."


def test_a_form_hands_back_nothing_of_another_row(admin_client: Client, item: AgendaItem) -> None:
    other = AgendaItem.objects.get(number="3")
    save(admin_client, change_address(other), {"title": "Havnebad"})
    save(admin_client, change_address(item), {"giv_tilbage": str(Correction.objects.get().pk)})
    other.refresh_from_db()
    assert other.title == "Havnebad"


def test_a_removed_row_is_shown_and_brought_back(admin_client: Client, item: AgendaItem) -> None:
    page = change_address(item)
    removed = prefix_of(admin_client, page, "text", "Cykelstien anlægges langs Fjordvej.")
    save(admin_client, page, {f"{removed}-DELETE": "on"})
    assert item.recommendations.count() == 1
    key = re.search(r'name="gendan" value="([^"]+)"', admin_client.get(page).content.decode())
    assert key
    save(admin_client, page, {"gendan": key[1]})
    assert item.recommendations.count() == 2


def test_the_list_of_corrections_hands_back_by_button_and_by_action(
    admin_client: Client, item: AgendaItem
) -> None:
    save(admin_client, change_address(item), {"title": "Cykelsti til Nordby", "decided_by": "Udvalget"})
    address = reverse("admin:corrections_correction_changelist")
    shown = admin_client.get(address).content.decode()
    assert "Cykelsti til Nordby" in shown
    assert "Ny cykelsti langs Fjordvej" in shown
    assert "Ingen" not in admin_client.get(address, {"konflikt": "ja"}).content.decode().split("<table")[-1]
    by_title = Correction.objects.get(field="title")
    admin_client.post(
        reverse("admin:corrections_correction_hand_back", args=(by_title.pk,)), headers={"referer": "/x"}
    )
    rest = Correction.objects.get()
    admin_client.post(address, {"action": "hand_back_chosen", "_selected_action": [str(rest.pk)]})
    item.refresh_from_db()
    assert (item.title, item.decided_by) == ("Ny cykelsti langs Fjordvej", "Byrådet")
    assert SearchEntry.objects.filter(item=item).exists()


def test_handing_back_by_a_link_changes_nothing(admin_client: Client, item: AgendaItem) -> None:
    save(admin_client, change_address(item), {"title": "Cykelsti til Nordby"})
    admin_client.get(reverse("admin:corrections_correction_hand_back", args=(Correction.objects.get().pk,)))
    assert Correction.objects.exists()


def test_a_corrected_date_and_committee_are_handed_back(admin_client: Client, item: AgendaItem) -> None:
    meeting = item.meeting
    other = Committee.objects.create(municipality=meeting.committee.municipality, name="Havneudvalget")
    save(admin_client, change_address(meeting), {"held_on": "07.05.2025", "committee": str(other.pk)})
    meeting.refresh_from_db()
    assert (meeting.committee, str(meeting.held_on)) == (other, "2025-05-07")
    keys = [str(c.pk) for c in Correction.objects.all()]
    save(admin_client, change_address(meeting), {"giv_tilbage": keys})
    meeting.refresh_from_db()
    assert (meeting.committee.name, str(meeting.held_on)) == ("Klima- og Havneudvalget", "2025-05-06")
    entry = SearchEntry.objects.get(item=item)
    assert (entry.committee, str(entry.held_on)) == (meeting.committee, "2025-05-06")


def test_a_correction_reaches_the_index_and_the_case(admin_client: Client, item: AgendaItem) -> None:
    save(
        admin_client,
        change_address(item),
        {"journal_number": "05.04.00-P20-8-25", "outcomes-0-code": "rejected"},
    )
    entry = SearchEntry.objects.get(item=item)
    assert entry.outcomes == OUTCOME_BITS["rejected"]
    assert item.case_membership.case.journal_number.endswith("8-25")


def test_update_and_bulk_update_are_logged_too(item: AgendaItem) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(title="En")
    item.refresh_from_db()
    item.title = "To"
    AgendaItem.objects.bulk_update([item], ["title"])
    assert log() == [
        ("agendaitem", "title", "Ny cykelsti langs Fjordvej", "En"),
        ("agendaitem", "title", "En", "To"),
    ]


def test_a_row_that_staff_create_is_not_logged_and_stays(admin_client: Client, item: AgendaItem) -> None:
    meeting = item.meeting
    added = AgendaItem.objects.create(meeting=meeting, number="4", title="Eventuelt", position=9)
    bring_in(document(("15:00", "15:30")))
    added.refresh_from_db()
    assert added.removed_at is None
    assert [entry[:2] for entry in log()] == [("meeting", "start_time")]


def test_unpublishing_on_the_form_asks_for_a_reason(admin_client: Client, item: AgendaItem) -> None:
    page = change_address(item)
    fields = fields_of(admin_client.get(page).content.decode())
    refused = admin_client.post(page, {**fields, "is_unpublished": ["on"], "unpublished_reason": ["  "]})
    assert "Skriv, hvorfor det afpubliceres." in refused.content.decode()
    assert AgendaItem.objects.published().filter(pk=item.pk).exists()
    save(admin_client, page, {"is_unpublished": "on", "unpublished_reason": "Nævner en privatperson"})
    assert not AgendaItem.objects.published().filter(pk=item.pk).exists()
    assert not SearchEntry.objects.filter(item=item).exists()
    save(admin_client, page, {"is_unpublished": []})
    assert AgendaItem.objects.published().filter(pk=item.pk).exists()
    assert SearchEntry.objects.filter(item=item).exists()
    assert not Correction.objects.exists()


def test_meetings_are_unpublished_and_published_by_action(admin_client: Client, item: AgendaItem) -> None:
    address = reverse("admin:meetings_meeting_changelist")
    chosen = {"_selected_action": [str(item.meeting_id)]}
    asked = admin_client.post(address, {"action": "unpublish_chosen", **chosen})
    assert "Grund til afpublicering" in asked.content.decode()
    empty = admin_client.post(
        address, {"action": "unpublish_chosen", "afpublicer": "1", "reason": " ", **chosen}
    )
    assert "Skriv, hvorfor det afpubliceres." in empty.content.decode()
    assert SearchEntry.objects.count() == 3
    admin_client.post(address, {"action": "unpublish_chosen", "afpublicer": "1", "reason": "Fejl", **chosen})
    assert (SearchEntry.objects.count(), AgendaItem.objects.published().count()) == (0, 0)
    assert item.meeting.pk in {
        m.pk for m in admin_client.get(address, {"offentlig": "nej"}).context["cl"].result_list
    }
    admin_client.post(address, {"action": "publish_chosen", **chosen})
    assert SearchEntry.objects.count() == 3


def test_meetings_and_items_are_never_deleted(admin_client: Client, item: AgendaItem) -> None:
    for row in (item, item.meeting):
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_delete"
        assert admin_client.post(reverse(name, args=(row.pk,)), {"post": "yes"}).status_code == 403
    assert AgendaItem.objects.count() == 3


def test_a_renamed_committee_keeps_its_old_address_and_is_found_by_its_new_name(
    admin_client: Client, item: AgendaItem
) -> None:
    committee = item.meeting.committee
    before = committee.get_absolute_url()
    save(admin_client, change_address(committee), {"name": "Klimaudvalget"})
    committee.refresh_from_db()
    assert committee.slug == "klimaudvalget"
    answer = admin_client.get(before)
    assert (answer.status_code, answer.headers["Location"]) == (301, committee.get_absolute_url())
    assert "klimaudvalg" in SearchEntry.objects.values_list("words", flat=True).get(item=item)


def test_committees_and_municipalities_are_created(admin_client: Client) -> None:
    save(admin_client, reverse("admin:committees_municipality_add"), {"name": "Nordkøb Kommune"})
    address = reverse("admin:committees_committee_add")
    municipality = Municipality.objects.get(name="Nordkøb")
    fields = fields_of(admin_client.get(address).content.decode())
    admin_client.post(
        address, {**fields, "name": "Handicaprådet", "municipality": municipality.pk, "kind": "board"}
    )
    assert Committee.objects.get().get_absolute_url() == "/nordkoeb/udvalg/handicapraadet/"
    assert log() == []


def test_a_vote_deleted_on_its_page_leaves_the_index_and_stays_away(
    admin_client: Client, item: AgendaItem
) -> None:
    assert SearchEntry.objects.get(item=item).has_vote
    address = reverse("admin:agenda_items_vote_delete", args=(item.votes.get().pk,))
    admin_client.post(address, {"post": "yes"})
    bring_in(document(("15:00", "15:30")))
    assert not item.votes.exists()
    assert not SearchEntry.objects.get(item=item).has_vote


def test_staff_fetch_a_kept_document_as_it_came(
    admin_client: Client, client: Client, item: AgendaItem
) -> None:
    address = reverse("admin:ingestion_sourcedocument_download", args=(SourceDocument.objects.get().pk,))
    answer = admin_client.get(address)
    assert answer.content == document()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="referat.txt"'
    client.force_login(User.objects.create_user("laeser", password="x", is_staff=True))
    assert client.get(address).status_code == 404


def test_staff_without_permission_see_no_rows(client: Client, item: AgendaItem) -> None:
    user = User.objects.create_user("laeser", password="x", is_staff=True)
    client.force_login(user)
    assert client.get(change_address(item)).status_code == 403
    assert client.post(reverse("admin:corrections_correction_hand_back", args=(1,))).status_code == 302
