"""A meeting is loaded in as many queries whether it has twelve items or twenty-four."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.agenda_items.models import AgendaItem, Section, Vote, VoteCast
from apps.attachments.models import Attachment
from apps.ingestion.importing import import_file
from apps.ingestion.models import ImportedFile, ImportRun
from apps.people.models import Person

pytestmark = pytest.mark.django_db

# Savepoints among them. A change that raises it has a reason to give.
MOST = 100


def minutes(day: int, items: int, members: int) -> bytes:
    """Invented minutes, each of whose items is a case of its own, votes and names an earlier handling."""
    names = ", ".join(f"Gro {chr(65 + n)}skelund ({'ABCFV'[n % 5]})" for n in range(day, day + members))
    head = f"REFERAT Havneudvalget d. {day:02}-05-2025\n\nMødedato {day:02}-05-2025 kl. 16:00\n\nMødedeltagere {names}"
    return "\n\n".join((head, *(_item(day, n) for n in range(1, items + 1)), "")).encode()


def _item(day: int, number: int) -> str:
    return "\n\n".join(
        (
            f"Punkt {number}: Broen ved kaj {day}-{number}",
            f"27.36.{number:02}-G01-{day}-25",
            "Sagsfremstilling",
            f"Broen ved kaj {number} er slidt.",
            "Beslutningshistorik",
            f"Byrådet den 0{day % 9 + 1}-02-2025, punkt {number}",
            "Godkendt.",
            "Indstilling",
            "Forvaltningen indstiller, at\n\n1. broen bygges om\n2. udgiften holdes inden for rammen.",
            "Beslutning",
            "Godkendt.\n\nFor stemte: Gro Askelund (A).\n\nImod stemte: Gro Bskelund (B).",
            "Bilag",
            f"Notat om kaj {number}\nBudget",
        )
    )


def queries(run: ImportRun, day: int, *, items: int, members: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        file = import_file(run, f"{day}.txt", minutes(day, items, members))
    assert (file.status, file.counts["created"]) == (ImportedFile.Status.CREATED, items), file.message
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_items() -> None:
    run = ImportRun.objects.create(municipality_name="Søndersund")
    queries(run, 1, items=2, members=2)  # makes the committee, and fills the caches of the process
    few = queries(run, 2, items=12, members=6)
    many = queries(run, 3, items=24, members=12)
    assert many == few
    assert few <= MOST
    assert AgendaItem.objects.count() == 38
    assert Person.objects.count() == 14
    for model in (Section, Vote, VoteCast, Attachment):
        assert model.objects.count() >= 38, model
