"""Documents are read in child processes that are bounded, replaced, and never left behind."""

import io
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from apps.ingestion import reading_child, reading_process
from apps.ingestion.reading_child import ReadingChild
from apps.ingestion.reading_process import processes, read_document
from apps.parsing import ParsingError, parse_document, worker
from apps.parsing.transport import TransportError, packed, unpacked
from tests.ingestion.documents import SAMPLES, document

ROOT = Path(__file__).resolve().parents[2]
_READS_FOR_EVER = """
import signal, sys, time
# Ignored where the tests run in the background of a shell.
signal.signal(signal.SIGINT, signal.default_int_handler)
from apps.ingestion.reading_process import processes, read_document
from tests.ingestion.documents import document
read_document(document(), "referat.txt")
print(*processes(), flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _new_children() -> Iterator[None]:
    """Every test begins without children."""
    reading_process._pool.close()
    reading_process._pool = reading_process._Pool()
    yield
    reading_process._pool.close()


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def ends(pid: int, *, within: float = 60) -> bool:
    """Whether the process ends in that time."""
    end = time.monotonic() + within
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_running(pid)


def different(number: int) -> bytes:
    """A document that has not been read before."""
    return document(("15:00", f"15:{number:02}"))


def test_a_document_is_read_as_the_parser_reads_it() -> None:
    for path in SAMPLES.glob("20*"):
        content = path.read_bytes()
        assert read_document(content, path.name) == parse_document(content, name=path.name), path.name


def test_a_refusal_keeps_its_message_and_its_line() -> None:
    content = b"REFERAT\nhej\n" + bytes(range(256))
    with pytest.raises(ParsingError) as expected:
        parse_document(content)
    with pytest.raises(ParsingError) as refused:
        read_document(content, "billede.txt")
    assert (refused.value.message, refused.value.line) == (expected.value.message, 3)


def test_one_child_reads_document_after_document() -> None:
    used = set()
    for number in range(10):
        read_document(different(number), "referat.txt")
        used.update(processes())
    assert len(used) == 1


def test_a_document_that_was_just_read_is_not_read_again() -> None:
    assert read_document(document(), "a.txt") is read_document(document(), "b.txt")


def test_a_child_is_replaced_after_many_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_child, "MAX_DOCUMENTS", 2)
    read_document(different(1), "1.txt")
    first = processes()
    read_document(different(2), "2.txt")
    assert processes() == []
    read_document(different(3), "3.txt")
    assert not set(first) & set(processes())


def test_a_child_that_was_killed_is_replaced() -> None:
    read_document(different(1), "1.txt")
    (child,) = processes()
    os.kill(child, signal.SIGKILL)
    assert ends(child)
    assert read_document(different(2), "2.txt").date is not None


def test_a_document_whose_child_dies_is_refused_and_the_next_one_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_document(different(1), "1.txt")
    (child,) = processes()
    os.kill(child, signal.SIGSTOP)
    asked = threading.Event()
    ask = ReadingChild.ask

    def tell_and_ask(self: ReadingChild, content: bytes, name: str) -> tuple[bytes, bool, bytes]:
        asked.set()
        return ask(self, content, name)

    monkeypatch.setattr(ReadingChild, "ask", tell_and_ask)
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(read_document, different(2), "2.txt")
        # Killed earlier it would be found dead, and another child would read the document.
        assert asked.wait(60)
        os.kill(child, signal.SIGKILL)
        with pytest.raises(ParsingError, match="bryde sammen"):
            reading.result()
    assert read_document(different(3), "3.txt").date is not None


def test_a_document_that_takes_too_long_is_refused_and_its_child_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_document(different(1), "1.txt")
    (child,) = processes()
    os.kill(child, signal.SIGSTOP)
    monkeypatch.setattr(reading_child, "WALL_SECONDS", 0.5)
    with pytest.raises(ParsingError, match="sekunder"):
        # More than the pipe takes: sending it must not wait either.
        read_document(b"x" * 1_000_000, "2.txt")
    assert not is_running(child)
    assert processes() == []


def _in_a_child(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process that is limited as a worker is."""
    start = "from apps.parsing import worker; worker.limit_process(); "
    return subprocess.run(
        [sys.executable, "-c", start + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_child_gets_no_more_than_its_memory() -> None:
    assert "MemoryError" in _in_a_child("x = bytearray(1_100_000_000)").stderr


def test_a_child_gets_no_more_than_its_time() -> None:
    limited = "worker.CPU_SECONDS = 0; worker.limit_next_document()\nwhile True: pass"
    assert _in_a_child(limited).returncode == -signal.SIGXCPU


def test_a_child_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "fil"
    assert (
        "File too large"
        in _in_a_child(f"import os; os.write(os.open({str(path)!r}, os.O_WRONLY | os.O_CREAT), b'x')").stderr
    )


def test_what_fills_the_memory_is_refused_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(content: bytes, *, name: str = "") -> None:
        raise MemoryError

    monkeypatch.setattr(worker, "parse_document", fill)
    kind, body = worker.answer(b"x", "x")
    with pytest.raises(ParsingError, match="1 GB"):
        reading_process._meeting_of(kind, body)


def test_a_fault_of_the_parser_reaches_the_log_of_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(content: bytes, *, name: str = "") -> None:
        raise KeyError("stands for an error nobody knows yet")

    monkeypatch.setattr(worker, "parse_document", fail)
    kind, body = worker.answer(b"x", "x")
    with pytest.raises(RuntimeError, match="nobody knows yet"):
        reading_process._meeting_of(kind, body)


def test_many_threads_read_at_once_with_two_children() -> None:
    contents = [different(number) for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        times = list(threads.map(lambda content: read_document(content, "t.txt").start_time, contents))
    assert [time.minute for time in times if time] == list(range(40))
    assert len(processes()) <= reading_process.PROCESSES


def test_a_forked_process_has_children_of_its_own() -> None:
    read_document(different(1), "1.txt")
    (mine,) = processes()
    reader, writer = os.pipe()
    if (forked := os.fork()) == 0:
        try:
            read_document(different(2), "2.txt")
            os.write(writer, " ".join(map(str, processes())).encode())
        finally:
            os._exit(0)
    # Held here too, it would keep the reader waiting for a process that failed.
    os.close(writer)
    os.waitpid(forked, 0)
    (theirs,) = map(int, os.read(reader, 100).split())
    os.close(reader)
    assert theirs != mine
    assert ends(theirs)
    assert read_document(different(3), "3.txt").date is not None
    assert processes() == [mine]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_child_ends_with_the_process_that_started_it(how: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", _READS_FOR_EVER], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert is_running(child)
    parent.send_signal(how)
    parent.wait()
    parent.stdout.close()
    assert ends(child)


def test_a_child_knows_no_secret_of_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    read_document(document(), "referat.txt")
    (child,) = processes()
    assert b"hemmelig" not in Path(f"/proc/{child}/environ").read_bytes()


def test_a_child_holds_no_file_or_socket_of_its_parent(tmp_path: Path) -> None:
    with (tmp_path / "hemmelig").open("w"):
        read_document(document(), "referat.txt")
        (child,) = processes()
        held = [str(entry.readlink()) for entry in Path(f"/proc/{child}/fd").iterdir()]
    assert not [name for name in held if "hemmelig" in name or name.startswith("socket")]


def test_the_worker_answers_every_request_in_order() -> None:
    requests = [("a.txt", document()), ("b.txt", b""), ("c.txt", document(("15:00", "16:00")))]
    sent = b"".join(worker.REQUEST.pack(len(name), len(c)) + name.encode() + c for name, c in requests)
    answers = io.BytesIO()
    limits = resource.getrlimit(resource.RLIMIT_CPU)
    try:
        worker.serve(io.BytesIO(sent + worker.REQUEST.pack(0, 100) + b"cut"), answers)
    finally:
        # Served in this process, whose time must not be bounded for the tests to come.
        resource.setrlimit(resource.RLIMIT_CPU, limits)
    answers.seek(0)
    kinds = []
    while header := answers.read(worker.ANSWER.size):
        kind, _, length = worker.ANSWER.unpack(header)
        kinds.append(kind)
        answers.read(length)
    assert kinds == [worker.READY, worker.MEETING, worker.REFUSAL, worker.MEETING]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"[" * 100_000,
        b"[" + b"[]," * 4_000_000 + b"[]]",
        b'"tekst"',
        packed(parse_document(document())).replace(b'"minutes"', b'"hemmelig"'),
        packed(parse_document(document())).replace(b'"minutes_export"', b"17"),
        packed(parse_document(document())).replace(b"true", b'"ja"'),
        packed(parse_document(document()))[:-1] + b",1]",
        b"cos\nsystem\n(S'true'\ntR.",
    ],
)
def test_an_answer_that_is_no_meeting_is_not_believed(data: bytes) -> None:
    with pytest.raises(TransportError):
        unpacked(data)


@pytest.mark.parametrize(
    ("kind", "body"), [(b"?", b""), (worker.REFUSAL, b""), (worker.MEETING, b"[]"), (worker.READY, b"")]
)
def test_a_child_that_was_taken_over_is_ended(
    monkeypatch: pytest.MonkeyPatch, kind: bytes, body: bytes
) -> None:
    monkeypatch.setattr(ReadingChild, "ask", lambda self, content, name: (kind, False, body))
    with pytest.raises(ParsingError, match="bryde sammen"):
        read_document(document(), "referat.txt")
    assert processes() == []


def test_a_child_that_talks_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_child, "WALL_SECONDS", 0.3)
    # Given more time on a busy machine it would fill the memory with what it says.
    monkeypatch.setattr(reading_child, "_BUSY_SECONDS", 0.0)
    monkeypatch.setattr(reading_child, "complete_answer", lambda received: None)
    child = ReadingChild.__new__(ReadingChild)
    child.process = subprocess.Popen(["yes"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.watch()
    with pytest.raises(TimeoutError):
        child.ask(document(), "referat.txt")
    child.end()


def test_a_child_that_a_busy_machine_keeps_from_work_gets_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    read_document(different(1), "1.txt")
    monkeypatch.setattr(reading_child, "WALL_SECONDS", 0.0)
    monkeypatch.setattr(ReadingChild, "_is_at_work", lambda self: True)
    monkeypatch.setattr(ReadingChild, "_cpu_seconds", lambda self: 0.0)
    assert read_document(different(2), "2.txt").date is not None


def test_a_document_that_has_had_its_share_of_work_gets_no_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_child, "WALL_SECONDS", 0.3)
    monkeypatch.setattr(reading_child, "_WORK_SECONDS", 0.1)
    child = ReadingChild()
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        child.ask(b"REFERAT a" + "\u0316\u20d0".encode() * 500_000, "accenter.txt")
    assert time.monotonic() - start < reading_child._BUSY_SECONDS
    child.end()


def test_an_answer_that_claims_to_be_endless_is_not_waited_for() -> None:
    with pytest.raises(TransportError):
        reading_child.complete_answer(bytearray(worker.ANSWER.pack(worker.MEETING, False, 2**32 - 1)))


def test_threads_are_left_as_they_were() -> None:
    before = threading.active_count()
    read_document(document(), "referat.txt")
    assert threading.active_count() == before
