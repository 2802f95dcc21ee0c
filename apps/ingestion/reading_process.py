"""Reading documents in child processes: a hostile file can neither stop nor fill the process that asked.

A child (`apps.parsing.worker`) serves document after document, so that a document costs about a millisecond more
than parsing it. It is replaced after a crash, a limit, or MAX_DOCUMENTS documents. Safe to call from several threads,
and after a fork: children belong to the process that started them, and end with it.
"""

import atexit
import hashlib
import os
import signal
import subprocess
import threading
from collections import OrderedDict

from apps.ingestion.reading_child import WALL_SECONDS, ChildDiedError, ReadingChild
from apps.parsing.errors import ParsingError
from apps.parsing.records import ParsedMeeting
from apps.parsing.transport import TransportError, unpacked
from apps.parsing.worker import ADDRESS_SPACE, FAULT, LIMIT, MEETING, REFUSAL, REFUSED_LINE

PROCESSES = 2
# Previewing or loading a document reads it again shortly after it was received.
_REMEMBERED = 4
LONGEST_REMEMBERED = 1_000_000

_TOO_LONG = (
    f"Det tog mere end {WALL_SECONDS:.0f} sekunder at læse filen, og læsningen blev stoppet. "
    "Del filen op i et dokument for hvert møde, eller gem den på ny fra det program, den kommer fra."
)
_TOO_MUCH = (
    f"Filen kræver mere end {ADDRESS_SPACE // 1_000_000_000} GB hukommelse at læse, og læsningen blev stoppet. "
    "Del filen op i et dokument for hvert møde, eller gem den på ny fra det program, den kommer fra."
)
_CRASHED = (
    "Filen fik læsningen til at bryde sammen: den er beskadiget eller ikke lavet af et almindeligt program. "
    "Gem den på ny fra det program, den kommer fra, eller gem referatet som ren tekst (.txt)."
)


def read_document(content: bytes, name: str) -> ParsedMeeting:
    """The meeting that a document states, as `apps.parsing.parse_document` reads it, in a child process.

    Raises the parser's ParsingError, and one of its own where the document takes more than WALL_SECONDS or 1 GB, or
    ends the process that reads it; RuntimeError for a fault of the parser. About 1 ms more than parsing.
    """
    return _pool.read(content, name)


def processes() -> list[int]:
    """The ids of the children that this process keeps."""
    return _pool.process_ids()


class _Pool:
    """At most PROCESSES children, started when needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(PROCESSES)
        self._children: set[ReadingChild] = set()
        self._idle: list[ReadingChild] = []
        self._remembered: OrderedDict[bytes, ParsedMeeting] = OrderedDict()

    def read(self, content: bytes, name: str) -> ParsedMeeting:
        key = hashlib.sha256(content).digest()
        with self._lock:
            if key in self._remembered:
                return self._remembered[key]
        with self._turns:
            meeting = self._read(content, name)
        if len(content) <= LONGEST_REMEMBERED:
            with self._lock:
                self._remembered[key] = meeting
                while len(self._remembered) > _REMEMBERED:
                    self._remembered.popitem(last=False)
        return meeting

    def _read(self, content: bytes, name: str) -> ParsedMeeting:
        child, is_spent = self._take(), True
        try:
            kind, is_spent, body = child.ask(content, name)
            return _meeting_of(kind, body)
        except TimeoutError:
            is_spent = True
            raise ParsingError(_TOO_LONG) from None
        except ChildDiedError:
            is_spent = True
            raise ParsingError(_reason_of_death(child)) from None
        except TransportError:
            # No child says such a thing of itself.
            is_spent = True
            raise ParsingError(_CRASHED) from None
        finally:
            self._give_back(child, is_spent=is_spent)

    def _take(self) -> ReadingChild:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.is_alive:
                    return child
                self._children.discard(child)
                child.end()
        child = ReadingChild()
        with self._lock:
            self._children.add(child)
        return child

    def _give_back(self, child: ReadingChild, *, is_spent: bool) -> None:
        with self._lock:
            if not is_spent:
                self._idle.append(child)
                return
            self._children.discard(child)
        child.end()

    def process_ids(self) -> list[int]:
        with self._lock:
            return [child.process.pid for child in self._children]

    def close(self) -> None:
        """End all children."""
        with self._lock:
            while self._children:
                self._children.pop().end()
            self._idle.clear()

    def leave_to_owner(self) -> None:
        """After a fork, without the lock: another thread of the parent may have held it."""
        for child in self._children:
            child.leave_to_owner()


def _meeting_of(kind: bytes, body: bytes) -> ParsedMeeting:
    if kind == MEETING:
        return unpacked(body)
    if kind == REFUSAL and len(body) >= REFUSED_LINE.size:
        (line,) = REFUSED_LINE.unpack_from(body)
        message = body[REFUSED_LINE.size :].decode(errors="replace")
        raise ParsingError(message, line=None if line < 0 else line)
    if kind == LIMIT:
        raise ParsingError(_TOO_MUCH)
    if kind == FAULT:
        raise RuntimeError(body.decode(errors="replace"))
    raise TransportError(f"kind {kind!r}")


def _reason_of_death(child: ReadingChild) -> str:
    """Killed for its time, or otherwise."""
    try:
        code = child.process.wait(1)
    except subprocess.TimeoutExpired:
        return _CRASHED
    return _TOO_LONG if code == -signal.SIGXCPU else _CRASHED


_pool = _Pool()


def _begin_anew() -> None:
    global _pool
    _pool.leave_to_owner()
    _pool = _Pool()


os.register_at_fork(after_in_child=_begin_anew)
atexit.register(lambda: _pool.close())
