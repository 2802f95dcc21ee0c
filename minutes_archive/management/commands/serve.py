"""`manage.py serve`: everything between an empty folder and an archive in the browser."""

import atexit
import secrets
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError, call_command, get_commands

from apps.ingestion.sample_committees import make_sample_committees
from apps.search.reindexing import outdated
from minutes_archive.environment import read_boolean
from minutes_archive.serving import AddressInUseError, open_listener, serve

SAMPLE_MINUTES = settings.PROJECT_ROOT / "apps" / "ingestion" / "sample_minutes"
SAMPLE_MUNICIPALITY = "Søndersund"
STAFF_NAME = "redaktion"


class Command(BaseCommand):
    """Prepare the database, the staff login and the sample minutes, and serve."""

    help = "Gør arkivet klar og viser det på http://127.0.0.1:$PORT."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="adressen, der lyttes på (127.0.0.1)")
        parser.add_argument(
            "--stop-with-parent",
            action="store_true",
            help="slut også, når programmet, der startede det, er væk",
        )

    def handle(self, *, host: str, stop_with_parent: bool, **options: Any) -> None:
        try:
            listener = open_listener(host, settings.PORT)
        except AddressInUseError:
            raise CommandError(
                f"Port {settings.PORT} er optaget af et andet program. "
                f"Vælg en anden, for eksempel: PORT={min(settings.PORT + 1, 65535)} make run"
            ) from None
        except OSError as error:
            raise CommandError(
                f"Adressen {host}:{settings.PORT} kan ikke bruges: {error.strerror}."
            ) from None
        call_command("migrate", interactive=False, verbosity=0)
        login = ensure_staff_login(settings.VAR_DIR / "login.txt")
        if read_boolean("SAMPLE", default=True) and "import_minutes" in get_commands():
            self._import_samples()
        _reindex_meanwhile()
        self._announce(host, login)
        serve(listener, stop_with_parent=stop_with_parent)

    def _import_samples(self) -> None:
        """Samples that an archive refuses, say because staff changed their meetings, are told and no reason to stop."""
        make_sample_committees(SAMPLE_MUNICIPALITY)
        try:
            call_command("import_minutes", str(SAMPLE_MINUTES), kommune=SAMPLE_MUNICIPALITY)
        except CommandError as error:
            self.stderr.write(str(error))

    def _announce(self, host: str, login: Path) -> None:
        address = f"http://{host}:{settings.PORT}"
        self.stdout.write(f"\nArkivet kører på {address}/\nAdministration:   {address}/admin/")
        name, password = login.read_text().splitlines()[:2]
        if User.objects.filter(username=name).exists():
            self.stdout.write(f"Brugernavn: {name}\nAdgangskode: {password}   (gemt i {login})")
        self.stdout.write("Stop med Ctrl-C.\n")
        self.stdout.flush()


def _reindex_meanwhile() -> None:
    """Bring the index up to changed word rules in a process of its own, which ends with this one."""
    if outdated().exists():
        process = subprocess.Popen([sys.executable, sys.argv[0], "reindex"], stdin=subprocess.DEVNULL)
        atexit.register(process.terminate)


def ensure_staff_login(path: Path) -> Path:
    """The file with the staff login, made together with the user when either is missing.

    A password that staff changed later stays; deleting the file gives the user a new one.
    """
    if path.exists() and User.objects.filter(username=path.read_text().split("\n", 1)[0]).exists():
        return path
    password = secrets.token_urlsafe(15)
    user, _ = User.objects.get_or_create(username=STAFF_NAME)
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    user.save()
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(f"{STAFF_NAME}\n{password}\n")
    return path
