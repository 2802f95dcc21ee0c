"""What of a server is running.

A server is known by its cluster name, which PostgreSQL shows in the command line of the postmaster and in the title of
each of its processes. Those can be read by everyone; a process's working folder cannot, not even by root in a container.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import psutil

POLL_SECONDS = 0.02


def processes_of(cluster_name: str) -> list[psutil.Process]:
    """Every living process of the server, the postmaster and its children. About 10 ms."""
    return [
        process
        for process in psutil.process_iter(["name", "cmdline"])
        if process.info["name"] == "postgres" and cluster_name in " ".join(process.info["cmdline"] or ())
    ]


def is_alive(process: psutil.Process) -> bool:
    """A process that has ended but that nobody has waited for counts as gone."""
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def wait_until_gone(processes: Iterable[psutil.Process], seconds: float) -> bool:
    """Whether all of them ended in time."""
    waiting = list(processes)
    return wait_until(lambda: not any(is_alive(process) for process in waiting), seconds)
