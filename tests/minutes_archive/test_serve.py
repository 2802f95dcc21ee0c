import signal
import socket
import subprocess
import threading
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from minutes_archive import serving
from minutes_archive.embedded_postgres.processes import wait_until, wait_until_gone
from minutes_archive.serving import AddressInUseError, open_listener
from tests.minutes_archive.running import ANSWER_SECONDS, PROJECT_ROOT, STOP_SECONDS, Archive, free_port, stop


@pytest.mark.slow
def test_a_taken_port_is_refused_before_anything_is_made(archive: Archive) -> None:
    with socket.create_server(("127.0.0.1", archive.port)):
        result = archive.manage("serve")
    assert result.returncode == 1
    assert f"Port {archive.port} er optaget" in result.stderr
    assert not (archive.var_dir / "postgres").exists()


def test_a_port_that_stays_taken_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "RELEASE_SECONDS", 0.1)
    port = free_port()
    with open_listener("127.0.0.1", port), pytest.raises(AddressInUseError):
        open_listener("127.0.0.1", port)


def test_a_port_that_is_let_go_in_a_moment_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "RELEASE_SECONDS", 60)
    port = free_port()
    letting_go = threading.Timer(0.1, open_listener("127.0.0.1", port).close)
    letting_go.start()
    open_listener("127.0.0.1", port).close()
    letting_go.join()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_web_server_and_database(archive: Archive, number: signal.Signals) -> None:
    server = archive.serve()
    processes = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
    assert stop(server, number) == 0
    assert archive.is_all_gone()
    assert wait_until_gone(processes, STOP_SECONDS)


@pytest.mark.slow
def test_the_staff_login_is_private_works_and_stays(archive: Archive) -> None:
    stop(archive.serve())
    login = archive.var_dir / "login.txt"
    assert login.stat().st_mode & 0o777 == 0o600
    name, password = login.read_text().splitlines()
    statement = (
        f"from django.contrib.auth import authenticate; user = authenticate(username={name!r}, password={password!r}); "
        "print(user.is_staff and user.is_superuser)"
    )
    assert archive.manage("shell", "--no-imports", "-c", statement).stdout.strip() == "True"

    stop(archive.serve())
    assert login.read_text().splitlines() == [name, password]
    assert f"Adgangskode: {password}" in archive.output.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["supervisor", "worker", "postmaster", "everything"])
def test_after_kill_9_the_next_start_serves_and_stops_cleanly(archive: Archive, victim: str) -> None:
    server = archive.serve()
    supervisor, postmaster = psutil.Process(server.pid), archive.postmaster()
    workers = [child for child in supervisor.children() if child != postmaster]
    victims = {"supervisor": [supervisor], "worker": workers[:1], "postmaster": [postmaster]}
    for process in victims.get(victim) or [supervisor, *workers, *archive.database_processes()]:
        # Of those that the others' end takes along, some may be gone already.
        with suppress(psutil.NoSuchProcess):
            process.kill()
    if victim in {"worker", "postmaster"}:
        stop(server)
    server.wait(timeout=STOP_SECONDS)

    assert stop(archive.serve()) == 0
    assert archive.is_all_gone()


@pytest.mark.slow
def test_a_killed_worker_is_replaced(archive: Archive) -> None:
    server = archive.serve()
    worker = next(child for child in psutil.Process(server.pid).children() if child != archive.postmaster())
    worker.kill()
    assert wait_until(archive.answers, ANSWER_SECONDS)
    stop(server)


@pytest.mark.slow
def test_a_command_beside_the_server_does_not_stop_it(archive: Archive) -> None:
    server = archive.serve()
    assert archive.manage("showmigrations").returncode == 0
    assert archive.answers()
    stop(server)
    assert archive.is_all_gone()


@pytest.mark.slow
def test_two_servers_of_two_folders_run_side_by_side(archive: Archive, tmp_path: Path) -> None:
    other = Archive(tmp_path / "nummer to")
    first, second = archive.serve(), other.serve()
    stop(second)
    assert other.is_all_gone()
    assert archive.answers()
    stop(first)


@pytest.mark.slow
def test_the_server_ends_when_make_is_killed(archive: Archive, tmp_path: Path) -> None:
    makefile = tmp_path / "Makefile"
    makefile.write_text("run:\n\t@$(SERVE) --stop-with-parent\n")
    command = " ".join(f"'{part}'" for part in archive._command("serve"))
    with archive.output.open("wb") as output:
        make = subprocess.Popen(
            ["make", "-f", str(makefile), f"SERVE={command}"], env=archive._environment(), cwd=PROJECT_ROOT,
            stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
    assert wait_until(archive.answers, ANSWER_SECONDS), archive.output.read_text()
    make.kill()
    make.wait()
    assert archive.is_all_gone()
    assert wait_until(lambda: not archive.answers(), STOP_SECONDS)
