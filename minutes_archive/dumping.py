"""PostgreSQL's own dump programs, pointed at the archive's database."""

import os
import shutil
import subprocess
from pathlib import Path

from django.core.management import CommandError
from django.db import connection

from minutes_archive.embedded_postgres.cluster import program

_VARIABLES = {
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "NAME": "PGDATABASE",
}


def run_dump_program(name: str, *arguments: str) -> None:
    """Run `pg_dump` or `pg_restore` on the archive's database, the embedded one or DATABASE_URL's.

    Raises CommandError, in Danish, where the program is missing or fails; its own words are on stderr.
    """
    connection.ensure_connection()
    settings = connection.settings_dict
    environment = {key: str(settings[part]) for part, key in _VARIABLES.items() if settings.get(part)}
    try:
        subprocess.run(  # the program is ours or PostgreSQL's, the arguments are not a shell's
            [_find(name), *arguments], env=os.environ | environment, check=True
        )
    except subprocess.CalledProcessError as error:
        raise CommandError(f"{name} sluttede med fejl {error.returncode}: se beskeden ovenfor.") from error


def _find(name: str) -> str:
    if "FOLDER" in connection.settings_dict:
        return str(program(name))
    found = shutil.which(name)
    if found is None:
        raise CommandError(f"{name} findes ikke på maskinen. Installér PostgreSQL's klientprogrammer.")
    return found


def refuse_existing(path: Path) -> None:
    """Raise CommandError rather than overwrite a backup."""
    if path.exists():
        raise CommandError(f"{path} findes allerede. Vælg et andet navn, eller flyt filen.")
