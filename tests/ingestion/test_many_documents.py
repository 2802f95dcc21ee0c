"""Agenda, supplementary agenda, minutes and corrected minutes of one meeting, brought in as staff do it."""

import datetime as dt
import itertools
from typing import Any

import pytest
import time_machine
from django.test import Client

from apps.agenda_items.models import AgendaItem, PublicCorrection
from apps.corrections.acting import Actor, acting
from apps.corrections.models import ChangeLogEntry
from apps.ingestion.downloading import as_download, public_document
from apps.ingestion.importing import documents_to_reparse, import_file, reparse
from apps.ingestion.models import ImportedFile, ImportRun, SourceDocument
from apps.meetings.models import Meeting
from tests.ingestion.documents import agenda, document, supplement
from tests.parsing.printing import print_lines

pytestmark = pytest.mark.django_db
STAFF = Actor(cause="Rettet i administrationen", is_correcting=True)
Status = ImportedFile.Status
# What the archive says of a meeting, apart from keys, moments and addresses.
_SHOWN = ("number", "title", "decision_text", "journal_number", "since_agenda", "changes_since_agenda")


def bring_in(*documents: bytes, reason: str = "", allows_removal: bool = False) -> list[ImportedFile]:
    run = ImportRun.objects.create(
        municipality_name="Søndersund",
        reason=reason,
        allows_removal=allows_removal,
        state=ImportRun.State.DONE,
    )
    files = [import_file(run, f"{n}.txt", content) for n, content in enumerate(documents)]
    assert Status.FAILED not in [file.status for file in files], [file.message for file in files]
    return files


def shown() -> list[Any]:
    items = AgendaItem.objects.order_by("number")
    rows = list(items.values_list(*_SHOWN))
    lists = [
        [list(getattr(item, name).values_list(field, flat=True)) for item in AgendaItem.objects.published()]
        for name, field in (("sections", "text"), ("outcomes", "code"), ("attachments", "title"))
    ]
    return [rows, lists, list(Meeting.objects.values_list("kind", "location"))]


def test_a_correction_by_staff_stays_from_the_agenda_through_minutes_to_corrected_minutes() -> None:
    bring_in(agenda())
    item = AgendaItem.objects.get(number="2")
    assert (Meeting.objects.get().kind, item.outcomes.count()) == ("agenda", 0)
    with acting(STAFF):
        item.title = "Cykelsti til Nordby"
        item.save()
    assert bring_in(document(("Udgiften på 2,1 mio.", "Udgiften på 2,2 mio.")))[0].status == Status.UPDATED
    item.refresh_from_db()
    assert (Meeting.objects.get().kind, item.title) == ("minutes", "Cykelsti til Nordby")
    assert [o.code for o in item.outcomes.all()] == ["recommended"]
    assert [change["label"] for change in item.changes_since_agenda] == ["Indstilling"]
    assert not PublicCorrection.objects.exists()
    with time_machine.travel(dt.datetime(2027, 5, 3, 12, tzinfo=dt.UTC), tick=False):
        bring_in(
            document(
                ("Udgiften på 2,1 mio.", "Udgiften på 2,2 mio."),
                ("Indstillingen anbefales.", "Punktet udsættes."),
            ),
            reason="Der stod en forkert beslutning i referatet.",
        )
    item.refresh_from_db()
    assert (item.title, item.decision_text.splitlines()[0]) == ("Cykelsti til Nordby", "Punktet udsættes.")
    line = PublicCorrection.objects.get()
    assert (line.item, line.corrected_on, line.is_by_archive) == (item, dt.date(2027, 5, 3), False)
    assert line.reason == "Der stod en forkert beslutning i referatet."
    assert line.fields[:2] == ["beslutning", "udfald"]
    assert SourceDocument.objects.filter(meeting=item.meeting).count() == 3


def test_whatever_order_the_documents_arrive_in_the_meeting_is_the_same() -> None:
    changed = document(("Cykelstien giver skolebørn", "Cykelstien giver alle skolebørn"))
    results = []
    for order in itertools.permutations((agenda(), supplement(), changed)):
        bring_in(*order, allows_removal=True)
        results.append(shown())
        SourceDocument.objects.all().delete()
        Meeting.objects.all().delete()
    assert all(result == results[0] for result in results)
    assert [(row[0], row[1], row[4]) for row in results[0][0]] == [
        ("1", "Meddelelser", ""),
        ("2", "Ny cykelsti langs Fjordvej", ""),
        ("3", "Havnebad i Vestkajen", ""),
        ("4", "Støjvold ved Nordby", "dropped"),
    ]


def test_a_supplementary_agenda_adds_its_items_and_takes_none_away() -> None:
    for order in ((agenda(), supplement()), (supplement(), agenda())):
        bring_in(*order)
        assert [i.title for i in AgendaItem.objects.published()] == [
            "Meddelelser",
            "Ny cykelsti langs Fjordvej",
            "Havnebad i Vestkajen",
            "Støjvold ved Nordby",
        ]
        SourceDocument.objects.all().delete()
        Meeting.objects.all().delete()


def test_minutes_without_an_item_of_the_supplementary_agenda_are_refused_until_that_is_allowed() -> None:
    bring_in(agenda(), supplement())
    file = import_file(ImportRun.objects.latest("pk"), "referat.txt", document())
    assert file.status == Status.FAILED
    assert "Punkt 4: Støjvold ved Nordby" in file.message
    bring_in(document(), allows_removal=True)
    dropped = AgendaItem.objects.only_on_agenda().get()
    assert (dropped.title, dropped.slug) == ("Støjvold ved Nordby", "4")
    assert dropped not in AgendaItem.objects.published()


def test_an_agenda_after_the_minutes_changes_no_decision_and_tells_the_differences() -> None:
    bring_in(document())
    file = bring_in(agenda(("Cykelstien giver skolebørn", "Cykelstien giver børn")))[0]
    assert file.status == Status.UNCHANGED
    item = AgendaItem.objects.get(number="2")
    assert item.decision_text.startswith("Indstillingen anbefales.")
    assert [change["label"] for change in item.changes_since_agenda] == ["Sammendrag"]
    assert not ChangeLogEntry.objects.exists()


def test_an_item_that_only_the_late_agenda_has_is_told_and_hides_no_document() -> None:
    bring_in(document(), supplement())
    assert [i.title for i in AgendaItem.objects.only_on_agenda()] == ["Støjvold ved Nordby"]
    assert AgendaItem.objects.published().count() == 3
    found = public_document(Meeting.objects.get())
    assert found is not None
    assert bytes(found.content) == document()
    bring_in(supplement().replace(b"Et havnebad", b"En vold"))
    assert AgendaItem.objects.only_on_agenda().count() == 1


def test_minutes_that_only_take_another_form_are_no_public_correction() -> None:
    bring_in(document())
    bring_in(document(("Et havnebad ved Vestkajen", "Et  havnebad ved vestkajen"), ("15:00", "15:30")))
    assert not PublicCorrection.objects.exists()


def test_a_better_parser_is_no_public_correction_and_reads_all_documents_again() -> None:
    bring_in(agenda(("Cykelstien giver skolebørn", "Cykelstien giver børn")), document())
    AgendaItem.objects.filter(number="2").update(title="Ny cykelst", changes_since_agenda=[])
    leading = documents_to_reparse()
    assert [bytes(found.content) for found in leading] == [document()]
    assert reparse(leading[0]).is_changed
    item = AgendaItem.objects.get(number="2")
    assert (item.title, len(item.changes_since_agenda)) == ("Ny cykelsti langs Fjordvej", 1)
    assert not PublicCorrection.objects.exists()


def test_an_unpublished_item_gets_no_public_correction() -> None:
    bring_in(document())
    AgendaItem.objects.update(unpublished_reason="Fejl", unpublished_at="2025-06-01T00:00Z")
    bring_in(document(("Indstillingen anbefales.", "Punktet udsættes.")))
    assert not PublicCorrection.objects.exists()


def test_a_document_of_the_meeting_that_cannot_be_read_again_stops_the_next_one() -> None:
    bring_in(agenda())
    SourceDocument.objects.update(content=b"ikke laengere en dagsorden", name="dagsorden.txt")
    file = import_file(ImportRun.objects.latest("pk"), "referat.txt", document())
    assert file.status == Status.FAILED
    assert "»dagsorden.txt«, kan ikke læses igen" in file.message
    assert Meeting.objects.get().kind == "agenda"


def test_the_same_minutes_as_text_and_as_pdf_are_one_meeting_and_no_correction(client: Client) -> None:
    bring_in(agenda(), document())
    before = shown()
    bring_in(print_lines(document().decode()))
    assert (Meeting.objects.count(), SourceDocument.objects.filter(meeting__isnull=False).count()) == (1, 3)
    assert shown() == before
    assert not PublicCorrection.objects.exists()
    answer = client.get(f"{Meeting.objects.get().get_absolute_url()}original/")
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("format_name", ["html", "json", "xml", "text"])
def test_whatever_is_no_pdf_comes_as_text(format_name: str) -> None:
    answer = as_download(SourceDocument(name="side.html", content=b"<script>", format=format_name))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
