"""Imports that run at the same time, and imports that are killed: each document is there once and whole, or not at all."""

import json
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ingestion.documents import document
from tests.minutes_archive.running import Archive

pytestmark = pytest.mark.slow

DOCUMENTS = 50
TO_BE_KILLED = 140
PROCESSES = 8
ROUNDS = 20
MONTHS = ("januar", "februar", "marts", "april", "maj")
# Everything that belongs to something else, counted where that is gone.
_STATE = """
import json
from django.apps import apps
from apps.agenda_items.models import AgendaItem
from apps.ingestion.models import ImportedFile, SourceDocument
from apps.meetings.models import Meeting
from apps.search.models import SearchEntry
items = {pk: AgendaItem.objects.filter(meeting=pk).count() for pk in Meeting.objects.values_list("pk", flat=True)}
print(json.dumps({
    "dates": sorted(str(day) for day in Meeting.objects.values_list("held_on", flat=True)),
    "items per meeting": sorted(set(items.values())),
    "entries": SearchEntry.objects.count() - AgendaItem.objects.count(),
    "sections": AgendaItem.objects.filter(sections=None).count(),
    "documents not loaded": SourceDocument.objects.filter(loaded_at=None).count(),
    "documents": SourceDocument.objects.count(),
    "waiting": ImportedFile.objects.filter(status="waiting").count(),
    "failed": list(ImportedFile.objects.filter(status="failed").values_list("message", flat=True)[:3]),
    "municipalities": apps.get_model("committees.Municipality").objects.count(),
    "committees": apps.get_model("committees.Committee").objects.count(),
}))
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path / "arkiv")
    server = archive.serve()
    yield archive
    server.terminate()
    server.wait(timeout=30)
    archive.kill_everything()


def folder_of(count: int, tmp_path: Path) -> Path:
    folder = tmp_path / "referater"
    folder.mkdir()
    for number in range(count):
        day, month = number % 28 + 1, number // 28 + 1
        (folder / f"{number:03}.txt").write_bytes(
            document(
                ("06-05-2025", f"{day:02}-{month:02}-2025"),
                ("6. maj 2025", f"{day}. {MONTHS[month - 1]} 2025"),
            )
        )
    return folder


def state(archive: Archive) -> dict[str, Any]:
    answer = archive.manage("shell", "--verbosity", "0", "-c", _STATE)
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


def assert_whole(found: dict[str, Any]) -> None:
    """Every meeting that is there is there with all that belongs to it, and nothing is there without its meeting."""
    assert len(set(found["dates"])) == len(found["dates"])
    assert found["items per meeting"] in ([], [3])
    assert (found["entries"], found["documents not loaded"], found["waiting"]) == (0, 0, 0)
    assert found["documents"] == len(found["dates"])
    assert found["failed"] == []


def test_eight_processes_with_the_same_documents_make_each_meeting_once(
    archive: Archive, tmp_path: Path
) -> None:
    command = (
        "import_minutes",
        str(folder_of(DOCUMENTS, tmp_path)),
        "--kommune",
        "Søndersund",
        "--verbosity",
        "0",
    )
    started = [archive.start(*command) for _ in range(PROCESSES)]
    assert [process.wait(timeout=300) for process in started] == [0] * PROCESSES, archive.output.read_text(
        "utf-8"
    )
    found = state(archive)
    assert_whole(found)
    assert (len(found["dates"]), found["municipalities"], found["committees"]) == (DOCUMENTS, 1, 1)


def test_a_killed_import_leaves_every_document_whole_or_absent(archive: Archive, tmp_path: Path) -> None:
    command = (
        "import_minutes",
        str(folder_of(TO_BE_KILLED, tmp_path)),
        "--kommune",
        "Søndersund",
        "--verbosity",
        "0",
    )
    chance = random.Random(20250506)
    begun = time.monotonic()
    archive.manage("check")
    start_seconds = time.monotonic() - begun
    moments = []
    for _ in range(ROUNDS):
        process = archive.start(*command)
        time.sleep(chance.uniform(start_seconds * 0.7, start_seconds + 0.8))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
        found = state(archive)
        assert_whole(found)
        moments.append(len(found["dates"]))
        if moments[-1] == TO_BE_KILLED:
            break
    # Otherwise it was never killed in the middle of its work.
    assert len(set(moments)) > 1
    assert archive.manage(*command).returncode == 0
    found = state(archive)
    assert_whole(found)
    assert len(found["dates"]) == TO_BE_KILLED
