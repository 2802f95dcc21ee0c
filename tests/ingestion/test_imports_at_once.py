"""Imports that run at the same time, and imports that are killed: each document is there once and whole, or not at all."""

import json
import random
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from minutes_archive.embedded_postgres.cluster import PORT, SUPERUSER, Cluster
from minutes_archive.embedded_postgres.processes import wait_until
from tests.ingestion.documents import document
from tests.minutes_archive.running import STOP_SECONDS, Archive, stop

pytestmark = pytest.mark.slow

DOCUMENTS = 50
TO_BE_KILLED = 140
PROCESSES = 8
ROUNDS = 14
MOST_SECONDS = 300
SECONDS_OF_WORK = 0.3
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
    stop(server)
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


def has_more_meetings(archive: Archive, count: int) -> bool:
    """Whether the archive has more than so many, asked beside everything that runs."""
    folder = Cluster(folder=archive.var_dir / "postgres").socket_folder()
    with psycopg.connect(host=str(folder), port=PORT, user=SUPERUSER, dbname="minutes_archive") as connection:
        row = connection.execute("SELECT count(*) FROM meetings_meeting").fetchone()
    return row is not None and row[0] > count


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
    assert [process.wait(timeout=MOST_SECONDS) for process in started] == [0] * PROCESSES, (
        archive.output.read_text("utf-8")
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
    moments = [0]
    for _ in range(ROUNDS):
        process = archive.start(*command)
        # Somewhere within the documents that follow the first new one: on any machine in the middle of its work.
        assert wait_until(partial(has_more_meetings, archive, moments[-1]), MOST_SECONDS)
        time.sleep(chance.uniform(0, SECONDS_OF_WORK))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=STOP_SECONDS)
        found = state(archive)
        assert_whole(found)
        moments.append(len(found["dates"]))
        if moments[-1] > TO_BE_KILLED - 20:
            break
    assert 0 < moments[1] < TO_BE_KILLED
    assert archive.manage(*command).returncode == 0
    found = state(archive)
    assert_whole(found)
    assert len(found["dates"]) == TO_BE_KILLED
