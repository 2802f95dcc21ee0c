"""Who uses the server, kept by kernel locks.

Every process that uses a server holds a shared lock on `users.lock` for as long as it lives. Whoever leaves tries for
the exclusive lock: when nobody else holds one, it was the last and stops the server. The kernel takes the locks of a
killed process back, so there are no records that could be stale. `lifecycle.lock` is held while a server is started
or stopped.

A forked child shares its parent's lock, also when the parent is killed; it never stops the server itself.
"""

import atexit
import fcntl
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from minutes_archive.embedded_postgres.cluster import Cluster

_thread_lock = threading.RLock()
_joined: dict[Path, "Usage"] = {}


class Usage:
    """This process's use of one server, until it ends."""

    def __init__(self, cluster: Cluster) -> None:
        """Start the server when none is running, else join it."""
        self.cluster = cluster
        self.owner_pid = os.getpid()
        cluster.folder.mkdir(parents=True, exist_ok=True)
        self._users_lock = _open(cluster.folder / "users.lock")
        try:
            with self._lifecycle():
                fcntl.flock(self._users_lock, fcntl.LOCK_SH)
                self.socket_folder = cluster.answering_socket_folder() or cluster.start()
        except BaseException:
            os.close(self._users_lock)
            raise

    def leave(self) -> None:
        """Stop the server unless another process uses it."""
        with self._lifecycle():
            fcntl.flock(self._users_lock, fcntl.LOCK_UN)
            if _try_exclusive(self._users_lock):
                self.cluster.stop()
        os.close(self._users_lock)

    @contextmanager
    def _lifecycle(self) -> Iterator[None]:
        descriptor = _open(self.cluster.folder / "lifecycle.lock")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def join(cluster: Cluster) -> Usage:
    """This process's use of the server; it begins with the first call and ends with the process."""
    with _thread_lock:
        if cluster.folder not in _joined:
            _leave_on_signals()
            _joined[cluster.folder] = Usage(cluster)
        return _joined[cluster.folder]


@atexit.register
def leave_all() -> None:
    """Leave every server that this process itself joined. A forked child leaves nothing."""
    with _thread_lock:
        for folder, usage in list(_joined.items()):
            del _joined[folder]
            if usage.owner_pid == os.getpid():
                usage.leave()


def _leave_on_signals() -> None:
    """Let a request to end run the exit handlers. One that is ignored (nohup) or handled already stays as it is."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _exit)


def _exit(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try_exclusive(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
