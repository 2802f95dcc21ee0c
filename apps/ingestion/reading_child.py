"""A child process that reads documents (`apps.parsing.worker`), seen from the process that asks it.

It may have been taken over by a hostile file: nothing it does or leaves undone makes the asking process wait longer
than the time given, or take more than it can hold.
"""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import psutil

from apps.parsing.transport import TransportError
from apps.parsing.worker import ANSWER, REQUEST

WALL_SECONDS = 9.0
MAX_DOCUMENTS = 500
# On a machine so busy that the child hardly gets to work, a document may wait longer for its share of work: more than
# any real one takes. What burns more than that is not the machine's fault.
_WORK_SECONDS = 3.0
_BUSY_SECONDS = 27.0
_AT_WORK = (psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP)
_START_SECONDS = 30.0
# The longest answer that is taken: a document of 20 MB, its lines and its items.
_LONGEST_ANSWER = 100_000_000
_CHUNK = 1 << 16
_ROOT = Path(__file__).resolve().parents[2]
_MILLISECONDS = 1000


class ChildDiedError(Exception):
    """The child ended."""


class ReadingChild:
    """One reading process, owned by the process that started it. Raises RuntimeError where it cannot be started."""

    documents = 0

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "apps.parsing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            # Nothing else of the environment: it holds passwords, and a hostile file may take the child over.
            env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ.get("PATH", "")},
        )
        self.watch()
        try:
            self._exchange([], _START_SECONDS)
        except (TimeoutError, ChildDiedError, TransportError) as error:
            self.end()
            raise RuntimeError("The reading process did not start.") from error

    def watch(self) -> None:
        """Prepare to ask it."""
        self._worker = psutil.Process(self.process.pid)
        self._pipes = [pipe for pipe in (self.process.stdin, self.process.stdout) if pipe is not None]
        self._stdin, self._stdout = (pipe.fileno() for pipe in self._pipes)
        os.set_blocking(self._stdin, False)

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def ask(self, content: bytes, name: str) -> tuple[bytes, bool, bytes]:
        """The kind of the answer, whether the child is to be replaced, and the answer's body.

        Raises TimeoutError, ChildDiedError, or TransportError for what no child says; then it is to be ended.
        """
        self.documents += 1
        self._began, self._cpu_before = time.monotonic(), self._cpu_seconds()
        called = name.encode(errors="replace")
        header = REQUEST.pack(len(called), len(content))
        kind, is_spent, body = self._exchange([header + called, content], WALL_SECONDS)
        return kind, is_spent or self.documents >= MAX_DOCUMENTS, body

    def _exchange(self, request: list[bytes], seconds: float) -> tuple[bytes, bool, bytes]:
        """Send and receive without ever waiting longer than the time given, whatever the child does."""
        unsent = [memoryview(part) for part in request if part]
        self._deadline = time.monotonic() + seconds
        received = bytearray()
        poller = select.poll()
        poller.register(self._stdout, select.POLLIN)
        if unsent:
            poller.register(self._stdin, select.POLLOUT)
        while (answer := complete_answer(received)) is None:
            # Asked every time: a child may also talk for ever.
            if not (left := self._seconds_left()):
                raise TimeoutError
            ready = dict(poller.poll(left * _MILLISECONDS))
            if self._stdin in ready and not self._send_some(unsent):
                poller.unregister(self._stdin)
            if self._stdout in ready:
                received += self._receive_some()
        return answer

    def _seconds_left(self) -> float:
        """Until the deadline, which moves on while the machine, not the document, is what takes the time."""
        left = self._deadline - time.monotonic()
        if left <= 0 and self.documents and self._is_starved():
            self._deadline, left = time.monotonic() + 1, 1.0
        return max(left, 0.0)

    def _is_starved(self) -> bool:
        waited = time.monotonic() - self._began
        worked = self._cpu_seconds() - self._cpu_before
        return waited < _BUSY_SECONDS and worked < _WORK_SECONDS and self._is_at_work()

    def _is_at_work(self) -> bool:
        try:
            return self._worker.status() in _AT_WORK
        except psutil.Error:
            return False

    def _cpu_seconds(self) -> float:
        try:
            times = self._worker.cpu_times()
        except psutil.Error:
            # It ended meanwhile.
            return 0.0
        return times.user + times.system

    def _send_some(self, unsent: list[memoryview]) -> bool:
        """Send what fits in the pipe; says whether something is left."""
        try:
            sent = os.write(self._stdin, unsent[0][:_CHUNK])
        except BrokenPipeError as error:
            raise ChildDiedError from error
        unsent[0] = unsent[0][sent:]
        if not unsent[0]:
            del unsent[0]
        return bool(unsent)

    def _receive_some(self) -> bytes:
        chunk = os.read(self._stdout, _CHUNK)
        if not chunk:
            raise ChildDiedError
        return chunk

    def end(self) -> None:
        """Kill the process and close its pipes."""
        self.process.kill()
        self.process.wait()
        self._close()

    def leave_to_owner(self) -> None:
        """After a fork: the child is the other process's; holding its pipes would keep it alive."""
        self._close()
        # Popen asks and warns about processes that it believes to be its own.
        self.process.returncode = 0

    def _close(self) -> None:
        for pipe in self._pipes:
            pipe.close()


def complete_answer(received: bytearray) -> tuple[bytes, bool, bytes] | None:
    """The answer, once all of it is there."""
    if len(received) < ANSWER.size:
        return None
    kind, is_spent, length = ANSWER.unpack_from(received)
    if length > _LONGEST_ANSWER:
        raise TransportError(f"{length} bytes")
    if len(received) < ANSWER.size + length:
        return None
    return kind, is_spent, bytes(received[ANSWER.size :])
