import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from minutes_archive.embedded_postgres.cluster import Cluster, connect
from minutes_archive.embedded_postgres.processes import wait_until
from minutes_archive.embedded_postgres.usage import Usage
from tests.minutes_archive.running import ANSWER_SECONDS, PROJECT_ROOT, STOP_SECONDS, Archive

WAITING_STATEMENTS = (
    "import time; from django.db import connection; connection.ensure_connection(); print('klar', flush=True); "
    "time.sleep(600)"
)
IS_ROOT = os.geteuid() == 0


def count_of(archive: Archive, table: str = "auth_user") -> str:
    statements = (
        "from django.db import connection; cursor = connection.cursor(); "
        f"cursor.execute('SELECT count(*) FROM {table}'); print(cursor.fetchone()[0])"
    )
    result = archive.manage("shell", "--no-imports", "-c", statements)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@contextmanager
def waiting_command(archive: Archive) -> Iterator["subprocess.Popen[bytes]"]:
    """A command that has joined the server and stays."""
    known = archive.output.read_text() if archive.output.exists() else ""
    command = archive.start("shell", "--no-imports", "-c", WAITING_STATEMENTS)
    try:
        assert wait_until(lambda: "klar" in archive.output.read_text()[len(known) :], ANSWER_SECONDS), (
            archive.output.read_text()
        )
        yield command
    finally:
        command.kill()
        command.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(folder=tmp_path / "et sted" / "postgres", is_throwaway=True)
    yield cluster
    cluster.stop()


def query(usage: Usage, statement: str) -> object:
    with connect(usage.socket_folder) as connection:
        row = connection.execute(statement).fetchone()
    return row[0] if row else None


def test_the_last_one_to_leave_stops_the_server(cluster: Cluster) -> None:
    first, second = Usage(cluster), Usage(cluster)
    assert first.socket_folder == second.socket_folder

    first.leave()
    assert query(second, "SELECT 1") == 1

    second.leave()
    assert cluster.socket_folder() is None
    assert not second.socket_folder.exists()


def test_danish_letters_have_both_cases_and_are_words(cluster: Cluster) -> None:
    usage = Usage(cluster)
    assert query(usage, "SELECT lower('ÆØÅÉ') || upper('æøåé')") == "æøåéÆØÅÉ"
    assert query(usage, "SELECT to_tsvector('danish', 'ØKONOMI på ÅEN')::text") == "'åen':3 'økonomi':1"
    usage.leave()


def test_only_a_socket_in_a_closed_folder_is_open(cluster: Cluster) -> None:
    usage = Usage(cluster)
    assert query(usage, "SHOW listen_addresses") == ""
    assert usage.socket_folder.stat().st_mode & 0o777 == 0o700
    assert cluster.data.stat().st_mode & 0o777 == 0o700
    usage.leave()


def test_no_folder_above_the_data_is_opened_to_others(tmp_path: Path) -> None:
    closed = tmp_path / "lukket"
    closed.mkdir(mode=0o700)
    cluster = Cluster(folder=closed / "postgres", is_throwaway=True)
    usage = Usage(cluster)
    assert query(usage, "SELECT 1") == 1
    assert closed.stat().st_mode & 0o777 == 0o700
    usage.leave()


@pytest.mark.slow
def test_a_stale_process_id_that_now_belongs_to_another_program_is_no_obstacle(cluster: Cluster) -> None:
    Usage(cluster).leave()
    durable = Cluster(folder=cluster.folder)
    other = subprocess.Popen(["sleep", "600"], user=durable.data.stat().st_uid if IS_ROOT else None)
    (durable.data / "postmaster.pid").write_text(
        f"{other.pid}\n{durable.data}\n1700000000\n5432\n/tmp/none\n\n"
    )
    usage = Usage(durable)
    assert query(usage, "SELECT 1") == 1
    usage.leave()
    other.kill()
    other.wait()


@pytest.mark.slow
def test_a_server_killed_with_its_data_unwritten_recovers(cluster: Cluster) -> None:
    durable = Cluster(folder=cluster.folder)
    usage = Usage(durable)
    with connect(usage.socket_folder) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000)")
    pid = int((durable.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    again = Usage(durable)
    assert query(again, "SELECT count(*) FROM kept") == 1000
    assert not usage.socket_folder.exists()
    usage.leave()
    again.leave()
    assert durable.socket_folder() is None


@pytest.mark.slow
def test_a_command_starts_the_server_and_leaves_nothing_running(archive: Archive) -> None:
    assert archive.manage("migrate", "--verbosity=0").returncode == 0
    assert count_of(archive) == "0"
    assert archive.is_all_gone()
    assert sorted(path.name for path in archive.var_dir.iterdir()) == ["postgres", "secret_key"]


@pytest.mark.slow
def test_a_command_without_need_of_the_database_starts_none(archive: Archive) -> None:
    assert archive.manage("check").returncode == 0
    assert not (archive.var_dir / "postgres").exists()


@pytest.mark.slow
def test_a_command_joins_a_running_server_and_leaves_it_running(archive: Archive) -> None:
    archive.manage("migrate", "--verbosity=0")
    with waiting_command(archive) as command:
        postmaster = archive.postmaster()
        assert count_of(archive) == "0"
        assert archive.postmaster() == postmaster
        command.terminate()
        assert command.wait(timeout=STOP_SECONDS) == 128 + signal.SIGTERM
    assert archive.is_all_gone()


@pytest.mark.slow
def test_the_one_that_started_it_may_leave_first(archive: Archive) -> None:
    archive.manage("migrate", "--verbosity=0")
    with waiting_command(archive) as first, waiting_command(archive) as second:
        first.terminate()
        first.wait(timeout=STOP_SECONDS)
        assert count_of(archive) == "0"
        second.terminate()
        second.wait(timeout=STOP_SECONDS)
    assert archive.is_all_gone()


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["command", "postmaster", "backend", "all"])
def test_after_kill_9_the_next_start_recovers_and_stops_cleanly(archive: Archive, victim: str) -> None:
    archive.manage("migrate", "--verbosity=0")
    with waiting_command(archive) as command:
        postmaster = archive.postmaster()
        backend = next(
            p for p in archive.database_processes() if " minutes_archive " in " ".join(p.cmdline())
        )
        targets = {"command": [command.pid], "postmaster": [postmaster.pid], "backend": [backend.pid]}
        for pid in targets.get(victim) or [command.pid, postmaster.pid, backend.pid]:
            # The backend ends with the postmaster, and may be quicker.
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if victim != "all":
            command.kill()
            command.wait()
        assert count_of(archive) == "0"
    assert archive.is_all_gone()
    assert count_of(archive) == "0"


@pytest.mark.slow
def test_two_archives_do_not_disturb_each_other(archive: Archive, tmp_path: Path) -> None:
    other = Archive(tmp_path / "en anden")
    archive.manage("migrate", "--verbosity=0")
    with waiting_command(archive):
        postmaster = archive.postmaster()
        other.manage("migrate", "--verbosity=0")
        assert other.is_all_gone()
        assert archive.postmaster() == postmaster
        assert count_of(archive) == "0"


@pytest.mark.slow
def test_the_callers_locale_and_postgres_variables_change_nothing(archive: Archive) -> None:
    archive.environment = {
        "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PGDATA": "/nowhere", "PGPORT": "1", "PGHOST": "elsewhere",
        "TMPDIR": str(archive.var_dir.parent),
    }  # fmt: skip
    assert archive.manage("migrate", "--verbosity=0").returncode == 0
    assert count_of(archive) == "0"


@pytest.mark.slow
@pytest.mark.skipif(not IS_ROOT, reason="kun root kan skifte til en anden bruger")
def test_an_ordinary_user_runs_it_as_themselves_and_root_can_take_over() -> None:
    user = pwd.getpwnam("nobody")
    home = Path(tempfile.mkdtemp(prefix="almindelig bruger "))
    os.chown(home, user.pw_uid, user.pw_gid)
    prefix = (
        "setpriv",
        f"--reuid={user.pw_uid}",
        f"--regid={user.pw_gid}",
        "--clear-groups",
        "--no-new-privs",
    )
    archive = Archive(home / "var", environment={"HOME": str(home)}, command_prefix=prefix)
    reaches_project = subprocess.run(
        [*prefix, sys.executable, "-c", "import manage"], cwd=PROJECT_ROOT, check=False
    )
    if reaches_project.returncode:
        pytest.skip("projektets mappe er lukket for andre brugere")
    try:
        migrated = archive.manage("migrate", "--verbosity=0")
        assert migrated.returncode == 0, migrated.stderr
        archive.command_prefix = ()
        assert count_of(archive) == "0"
        data = archive.var_dir / "postgres" / "data"
        assert {path.stat().st_uid for path in data.rglob("*")} == {user.pw_uid}
        archive.command_prefix = prefix
        assert count_of(archive) == "0"
    finally:
        archive.kill_everything()
        shutil.rmtree(home)
