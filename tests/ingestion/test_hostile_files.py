"""Hostile files: each refused in Danish within 10 seconds and 1 GB, nothing of it stored, and the others imported."""

import re
import resource
import time
from pathlib import Path

import psutil
import pytest
from django.core.management import CommandError, call_command

from apps.ingestion import reading_process
from apps.ingestion.models import ImportedFile, SourceDocument
from apps.ingestion.opening.packages import Source
from apps.ingestion.reading_process import read_document
from apps.meetings.models import Meeting
from apps.parsing import ParsingError
from tests.ingestion.documents import document
from tests.ingestion.hostile import PACKAGES, REFUSED, SLOW_TO_READ
from tests.ingestion.hostile_markup import SCRIPTS_IN_DISGUISE, page_with
from tests.ingestion.zip_sources import documents_in

pytestmark = pytest.mark.slow

SECONDS = 10
# A machine that others keep busy gives a document more time; the work that it may cost stays the same.
_PATIENCE = 6
BYTES = 1_000_000_000
# A person is told what is wrong: words of a Danish sentence, and none of Python's.
_DANISH = re.compile(r"\b(er|har|kan|fylder|kræver|tog|fik|indeholder|pakker|siger|peger|ligger)\b")
_PYTHON = re.compile(r"Traceback|Error\b|Exception|<class|NoneType|0x[0-9a-f]{4}")
_RUNNING = re.compile(
    r"<(script|iframe|img|svg|math|style|form|template|object)|\son\w+\s*=|javascript:|data:", re.I
)


def is_told_well(message: str) -> bool:
    return (
        bool(_DANISH.search(message))
        and not _PYTHON.search(message)
        and message.rstrip().endswith((".", "»", "…"))
    )


def peak_of_children() -> int:
    """The most memory that any child took: those that ended, and those that still wait."""
    ended, own = (
        resource.getrusage(who).ru_maxrss * 1024 for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)
    )
    # The peak of a child begins with that of the process that started it.
    peaks = [ended if ended > own else 0]
    for pid in reading_process.processes():
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
        if found := re.search(r"VmHWM:\s+(\d+) kB", status):
            peaks.append(int(found[1]) * 1024)
    return max(peaks)


def seconds_worked() -> float:
    """By this process and by all children it has and had."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    living = (psutil.Process(pid).cpu_times() for pid in reading_process.processes())
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(t.user + t.system for t in living)


def read_in_time(content: bytes, name: str) -> str:
    """Read it, and give the reason of its refusal, "" where it is read."""
    start, worked_before = time.monotonic(), seconds_worked()
    try:
        read_document(content, name)
        reason = ""
    except ParsingError as error:
        reason = str(error)
    # Beside the nine to ten seconds that a child is given stands what starting one costs.
    assert seconds_worked() - worked_before < SECONDS + 2
    assert time.monotonic() - start < SECONDS * _PATIENCE
    assert peak_of_children() < BYTES
    return reason


def test_there_are_at_least_sixty_of_them() -> None:
    assert len(REFUSED) + len(PACKAGES) >= 60


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_time_with_a_reason(name: str) -> None:
    reason = read_in_time(REFUSED[name](), name)
    assert reason, "it was read"
    assert is_told_well(reason), reason


@pytest.mark.parametrize("name", SLOW_TO_READ)
def test_it_is_read_or_refused_in_time(name: str) -> None:
    reason = read_in_time(SLOW_TO_READ[name](), name)
    assert not reason or is_told_well(reason), reason


@pytest.mark.parametrize("markup", SCRIPTS_IN_DISGUISE)
def test_markup_that_turns_into_a_script_comes_out_harmless(markup: str) -> None:
    meeting = read_document(page_with(f"<p>Kajen er slidt.</p>{markup}"), "side.html")
    sections = [section for item in meeting.items for section in item.sections]
    assert sections[0].html.startswith("<p>Kajen er slidt.</p>")
    assert not [section.html for section in sections if _RUNNING.search(section.html)]


@pytest.mark.parametrize("name", PACKAGES)
def test_what_is_wrong_in_a_zip_file_is_refused_in_time_with_a_reason(name: str) -> None:
    content = PACKAGES[name]()
    start, reasons = seconds_worked(), []
    for source in documents_in(content, name):
        assert name in source.name
        if reason := _reason(source):
            reasons.append(reason)
    assert seconds_worked() - start < SECONDS
    assert reasons
    assert all(map(is_told_well, reasons)), reasons


def _reason(source: Source) -> str:
    try:
        source.read()
    except ParsingError as error:
        return str(error)
    return ""


@pytest.mark.django_db
def test_none_of_them_is_stored_and_none_stops_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Those that take their nine seconds are tested above, one by one.
    names = [name for name in {**REFUSED, **PACKAGES} if name not in SLOW]
    for name in names:
        (tmp_path / name).write_bytes({**REFUSED, **PACKAGES}[name]())
    for name in ("000 god.txt", "zzz god.txt"):
        hour = "15:00" if name.startswith("0") else "18:30"
        (tmp_path / name).write_bytes(
            document(("06-05-2025", "07-05-2025"), ("6. maj", "7. maj")) if hour == "15:00" else document()
        )
    with pytest.raises(CommandError) as stopped:
        call_command("import_minutes", str(tmp_path), kommune="Søndersund", verbosity=0)
    assert stopped.value.returncode == 1
    said = capsys.readouterr().err
    assert [name for name in names if name not in said] == []
    good = {
        str(tmp_path / "000 god.txt"),
        str(tmp_path / "zzz god.txt"),
        str(tmp_path / "same name twice.zip/A.txt"),
    }
    stored = {document.name for document in SourceDocument.objects.all()}
    assert stored <= good
    assert Meeting.objects.count() == 2
    assert set(ImportedFile.objects.exclude(status="failed").values_list("name", flat=True)) <= good


# Read until their time is up.
SLOW = {
    "stacked accents.txt",
    "many entities.html",
    "drawing that draws itself.pdf",
    "drawings that double.pdf",
}
