"""Who the server's processes run as. PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.embedded_postgres.errors import EmbeddedPostgresError

ACCOUNT_NAME = "pgserver"
# no_setuid_fixup: PostgreSQL looks for its programs with access(2), which otherwise leaves a capability out of account.
CAPABLE_OPTIONS = (
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=-all,+dac_read_search",
    "--securebits=+no_setuid_fixup",
)


@dataclass(frozen=True, kw_only=True)
class Account:
    """The owner of a server's files, and what to put before a command to run it as that owner."""

    uid: int
    gid: int
    command_prefix: tuple[str, ...] = ()

    def give(self, folder: Path) -> None:
        """Make the account the owner of the folder, and nobody else a reader of it."""
        folder.chmod(0o700)
        if os.geteuid() == 0:
            os.chown(folder, self.uid, self.gid)


def account_for(data: Path, programs: Path) -> Account:
    """The account for a data folder that may not exist yet (its parent must) and for PostgreSQL's folder of programs.

    An ordinary user runs the server as themselves. Root runs it as the folder's owner, so that a folder made by an
    ordinary user stays theirs, and a new one as `pgserver`, which is made when missing.
    """
    if os.geteuid() != 0:
        _refuse_foreign(data)
        return Account(uid=os.getuid(), gid=os.getgid())
    owner = data.stat().st_uid if data.exists() else 0
    entry = pwd.getpwuid(owner) if owner else _pgserver()
    return _as_root(entry, data.parent, programs)


def _refuse_foreign(data: Path) -> None:
    if data.exists() and data.stat().st_uid != os.getuid():
        raise EmbeddedPostgresError(
            f"Databasen i {data} tilhører en anden bruger. Kør kommandoen som den bruger (eller som root), "
            "eller vælg en anden mappe med VAR_DIR."
        )


def _pgserver() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        _add_pgserver()
        return pwd.getpwnam(ACCOUNT_NAME)


def _add_pgserver() -> None:
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        ACCOUNT_NAME,
    ]
    program = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    error = "programmet useradd findes ikke"
    if program:
        result = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
        # 9: another process made the account in the meantime.
        if result.returncode in {0, 9}:
            return
        error = result.stderr.strip()
    raise EmbeddedPostgresError(
        f"PostgreSQL kan ikke køre som root, og brugeren {ACCOUNT_NAME} kunne ikke oprettes ({error}). "
        "Kør kommandoen som almindelig bruger, eller brug en anden database med DATABASE_URL."
    )


def _as_root(entry: pwd.struct_passwd, folder: Path, programs: Path) -> Account:
    """The least privilege that reaches the folder and the programs.

    Where a folder above them is closed to others (below /root, say), the server gets the capability to pass and read
    closed folders (CAP_DAC_READ_SEARCH) instead of the folders being opened to everyone.
    """
    plain = (
        "setpriv",
        f"--reuid={entry.pw_uid}",
        f"--regid={entry.pw_gid}",
        "--clear-groups",
        "--no-new-privs",
    )
    capable = (*plain, *CAPABLE_OPTIONS)
    for prefix in (plain, capable):
        if _reaches(prefix, folder, programs):
            return Account(uid=entry.pw_uid, gid=entry.pw_gid, command_prefix=prefix)
    raise EmbeddedPostgresError(
        f"PostgreSQL kører som brugeren {entry.pw_name}, når du er root, og den bruger kan ikke nå mappen {folder} "
        f"eller programmerne i {programs}. Vælg en mappe, som alle må gå ind i, med VAR_DIR (for eksempel "
        "VAR_DIR=/var/lib/minutes-archive), eller kør kommandoen som almindelig bruger."
    )


def _reaches(prefix: tuple[str, ...], folder: Path, programs: Path) -> bool:
    """`pg_config` looks for its own place as `initdb` does, and changes nothing."""
    script = 'cd -- "$1" && exec "$2" --bindir'
    command = [*prefix, "/bin/sh", "-c", script, "sh", str(folder), str(programs / "pg_config")]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
