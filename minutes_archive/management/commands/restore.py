"""`manage.py restore FILE`: a backup into an empty archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import connection

from minutes_archive.dumping import run_dump_program


class Command(BaseCommand):
    """All or nothing, and never over an archive that holds something."""

    help = "Indlæser en gemt fil i et tomt arkiv."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FIL")

    def handle(self, *, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"{file} findes ikke.")
        if connection.introspection.table_names():
            raise CommandError(
                "Arkivet er ikke tomt. Vælg en ny VAR_DIR (eller en tom database i DATABASE_URL), og prøv igen."
            )
        run_dump_program(
            "pg_restore",
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            f"--dbname={connection.settings_dict['NAME']}",
            str(file),
        )
        self.stdout.write(f"{file} er indlæst.")
