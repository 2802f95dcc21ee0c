"""An imported meeting that staff correct."""

import pytest

from apps.agenda_items.models import AgendaItem
from apps.ingestion.importing import import_file
from apps.ingestion.models import ImportedFile, ImportRun
from tests.ingestion.documents import document


def bring_in(content: bytes) -> ImportedFile:
    run = ImportRun.objects.create(municipality_name="Søndersund", state=ImportRun.State.DONE)
    file = import_file(run, "referat.txt", content)
    assert file.status != ImportedFile.Status.FAILED, file.message
    return file


@pytest.fixture
def item() -> AgendaItem:
    bring_in(document())
    return AgendaItem.objects.get(number="2")
