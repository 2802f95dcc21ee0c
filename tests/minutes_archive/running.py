"""Runs this project's commands as a person would, each archive in a folder of its own."""

import itertools
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from minutes_archive.embedded_postgres.cluster import Cluster
from minutes_archive.embedded_postgres.processes import processes_of, wait_until

PROJECT_ROOT = Path(__file__).resolve().parent.parent.parent
ANSWER_SECONDS = 120
STOP_SECONDS = 60
# Below those that the system gives to every connection that goes out; two runs of tests begin at different ones.
_PORTS = (20_000 + (7 * os.getpid() + n) % 12_000 for n in itertools.count())


def free_port() -> int:
    """A port of this machine that nobody listens on, and that no other test is given."""
    for port in _PORTS:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError


@dataclass
class Archive:
    """One archive: its VAR_DIR, its port, and what of it runs."""

    var_dir: Path
    port: int = field(default_factory=free_port)
    environment: Mapping[str, str] = field(default_factory=dict)
    command_prefix: tuple[str, ...] = ()

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command(*arguments), env=self._environment(), capture_output=True, text=True, encoding="utf-8",
            cwd="/", check=False,
        )  # fmt: skip

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command in a session of its own, its output in a file of VAR_DIR's parent."""
        with self.output.open("ab") as output:
            return subprocess.Popen(
                self._command(*arguments), env=self._environment(), stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, cwd="/", start_new_session=True,
            )  # fmt: skip

    def serve(self) -> subprocess.Popen[bytes]:
        """A web server that answers."""
        # The workers of a killed server may still answer, so the new one's own words are waited for.
        earlier = self._announcements()
        server = self.start("serve")
        wait_until(lambda: server.poll() is not None or self._announcements() > earlier, ANSWER_SECONDS)
        if server.poll() is not None or not wait_until(self.answers, ANSWER_SECONDS):
            raise AssertionError(self.output.read_text("utf-8"))
        return server

    @property
    def output(self) -> Path:
        return self.var_dir.parent / f"{self.var_dir.name}.output"

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/admin/login/", timeout=10) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def database_processes(self) -> list[psutil.Process]:
        return processes_of(Cluster(folder=self.var_dir / "postgres").name)

    def postmaster(self) -> psutil.Process:
        pid = int((self.var_dir / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
        return psutil.Process(pid)

    def is_all_gone(self) -> bool:
        return wait_until(lambda: not self.database_processes() and not self.answers(), STOP_SECONDS)

    def kill_everything(self) -> None:
        """What a failed test leaves."""
        Cluster(folder=self.var_dir / "postgres").stop()

    def _announcements(self) -> int:
        return self.output.read_text("utf-8").count("Stop med Ctrl-C") if self.output.exists() else 0

    def _command(self, *arguments: str) -> list[str]:
        return [*self.command_prefix, sys.executable, str(PROJECT_ROOT / "manage.py"), *arguments]

    def _environment(self) -> dict[str, str]:
        inherited = {
            name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "TEST_RUN"}
        }
        return {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "minutes_archive.settings",
            "PYTHONUTF8": "1",
            "VAR_DIR": str(self.var_dir),
            "PORT": str(self.port),
            "SAMPLE": "0",
            **self.environment,
        }


def stop(server: subprocess.Popen[bytes], number: signal.Signals = signal.SIGTERM) -> int:
    """Ask a server to end, as Ctrl-C or a closed terminal does, and wait: its exit code."""
    server.send_signal(number)
    return server.wait(timeout=STOP_SECONDS)
