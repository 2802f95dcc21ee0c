"""Imports dagsordener and referater from files and folders."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from apps.ingestion.importing import import_file, refuse, storable
from apps.ingestion.models import ImportedFile, ImportRun
from apps.ingestion.opening import find_files, read_bounded
from apps.parsing.errors import ParsingError
from apps.search.indexing import tidy

Status = ImportedFile.Status


class Command(BaseCommand):
    """Exit status: 0 all imported or unchanged, 1 some failed, 2 none imported or the call is wrong."""

    help = "Importerer dagsordener og referater fra filer og mapper, og offentliggør dem."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, folders, and what the documents do not say themselves."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="STI", help="fil eller mappe")
        parser.add_argument("--kommune", default="", metavar="NAVN", help="kommunen, dokumenterne kommer fra")
        parser.add_argument("--ekstra-moede", action="store_true", help="endnu et møde samme dag")
        parser.add_argument("--tillad-fjernelse", action="store_true", help="punkter må forsvinde")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import every file in a transaction of its own."""
        try:
            paths = find_files(options["paths"])
        except FileNotFoundError as error:
            raise CommandError(f"{error}: findes ikke.", returncode=2) from error
        if not paths:
            raise CommandError("Der er ingen dokumenter at importere.", returncode=2)
        if storable(options["kommune"]) != options["kommune"]:
            raise CommandError("--kommune: navnet er ikke gyldig tekst.", returncode=2)
        run = ImportRun.objects.create(
            state=ImportRun.State.DONE,
            municipality_name=options["kommune"],
            is_extra_meeting=options["ekstra_moede"],
            allows_removal=options["tillad_fjernelse"],
        )
        with tqdm(paths, unit="dok", disable=options["verbosity"] == 0) as progress:
            files = [_import_path(run, path) for path in progress]
        run.finished_at = timezone.now()
        run.save()
        tidy()
        self._report(files)

    def _report(self, files: list[ImportedFile]) -> None:
        failed = [file for file in files if file.status == Status.FAILED]
        for file in failed:
            self.stderr.write(f"{file.name}: {file.message}")
        counts = {status: sum(file.status == status for file in files) for status in Status}
        self.stdout.write(
            f"{counts[Status.CREATED]} nye møder, {counts[Status.UPDATED]} opdaterede, "
            f"{counts[Status.UNCHANGED]} uændrede, {len(failed)} afviste."
        )
        if failed:
            raise CommandError(
                "Ingen dokumenter blev importeret." if len(failed) == len(files) else "Nogle blev afvist.",
                returncode=2 if len(failed) == len(files) else 1,
            )


def _import_path(run: ImportRun, path: Path) -> ImportedFile:
    try:
        content = read_bounded(path)
    except ParsingError as error:
        return refuse(run, str(path), str(error))
    return import_file(run, str(path), content)
