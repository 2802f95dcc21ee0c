"""`manage.py backup FILE`: the whole archive in one file, while it runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from minutes_archive.dumping import refuse_existing, run_dump_program


class Command(BaseCommand):
    """A consistent copy in PostgreSQL's custom format; the archive goes on meanwhile."""

    help = "Gemmer hele arkivet i en fil."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FIL")

    def handle(self, *, file: Path, **options: Any) -> None:
        refuse_existing(file)
        draft = file.with_name(f"{file.name}.part")
        run_dump_program("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}")
        draft.rename(file)
        self.stdout.write(f"Gemt i {file} ({file.stat().st_size // 1024:,} KB).".replace(",", "."))
