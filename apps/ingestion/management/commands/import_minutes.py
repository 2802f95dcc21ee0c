"""Imports dagsordener og referater from files, folders and ZIP files."""

import gc
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from apps.ingestion.importing import storable
from apps.ingestion.models import ImportedFile, ImportRun
from apps.ingestion.opening.packages import Source
from apps.ingestion.opening.sources import open_paths, unpacked
from apps.ingestion.reading_ahead import read_ahead
from apps.ingestion.taking_in import import_source
from apps.search.indexing import tidy

Status = ImportedFile.Status
# Objects made between two looks for garbage; a document makes some 50,000 that live until it is loaded.
_GARBAGE = 50_000

_HELP = """\
Importerer dagsordener og referater, og offentliggør dem.

STI er en fil, en mappe eller en ZIP-fil. En mappe og en ZIP-fil står for alle dokumenter i dem.
Arkivet læser:

  PDF, ren tekst og gemte websider (HTML)
  FirstAgenda Publication: svaret på api/agenda/dagsorden/<id> (JSON)
  eksport fra Agenda Management, eDoc og SBSYS: en XML-fil og dens bilag i samme mappe
  FirstAgendas udvalgsliste (JSON): opretter de udvalg, arkivet ikke kender

Hvert dokument bliver importeret helt eller slet ikke. Et dokument, der bliver afvist, bliver nævnt med sin
grund og stopper ikke de andre.

Slutkode: 0 alt er importeret eller uændret, 1 noget blev afvist, 2 intet blev importeret, eller kaldet er forkert.
"""


class _Result(NamedTuple):
    """What is told of a document at the end; the row itself would hold all its bytes until then."""

    name: str
    status: str
    message: str

    @classmethod
    def of(cls, file: ImportedFile) -> "_Result":
        return cls(file.name, file.status, file.message)


class Command(BaseCommand):
    """Exit status: 0 all imported or unchanged, 1 some failed, 2 none imported or the call is wrong."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Keep the lines of the help as they are."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, folders, and what the documents do not say themselves."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="STI", help="fil, mappe eller ZIP-fil")
        parser.add_argument("--kommune", default="", metavar="NAVN", help="kommunen, dokumenterne kommer fra")
        parser.add_argument("--ekstra-moede", action="store_true", help="endnu et møde samme dag")
        parser.add_argument("--tillad-fjernelse", action="store_true", help="punkter må forsvinde")
        parser.add_argument(
            "--begrundelse",
            default="",
            metavar="TEKST",
            help="hvorfor kendte referater ændres; vises offentligt",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import every document in a transaction of its own."""
        sources = _sources(options["paths"])
        if storable(options["kommune"]) != options["kommune"]:
            raise CommandError("--kommune: navnet er ikke gyldig tekst.", returncode=2)
        run = ImportRun.objects.create(
            state=ImportRun.State.DONE,
            municipality_name=options["kommune"],
            is_extra_meeting=options["ekstra_moede"],
            allows_removal=options["tillad_fjernelse"],
            reason=storable(options["begrundelse"]),
        )
        with _many_at_once(), tqdm(sources, unit="dok", disable=options["verbosity"] == 0) as progress:
            documents = (document for source in progress for document in unpacked(source))
            results = [_Result.of(import_source(run, document)) for document in read_ahead(documents)]
        # Waits for the disk again, and so for all that was written before.
        run.state, run.finished_at = run.outcome, timezone.now()
        run.save()
        tidy()
        self._report(results)

    def _report(self, results: list[_Result]) -> None:
        failed = [result for result in results if result.status == Status.FAILED]
        for result in failed:
            self.stderr.write(f"{result.name}: {result.message}")
        for result in results:
            if result.message and result.status != Status.FAILED:
                self.stdout.write(f"{result.name}: {result.message}")
        counts = {status: sum(result.status == status for result in results) for status in Status}
        self.stdout.write(
            f"{counts[Status.CREATED]} nye møder, {counts[Status.UPDATED]} opdaterede, "
            f"{counts[Status.UNCHANGED]} uændrede, {len(failed)} afviste."
        )
        if failed:
            raise CommandError(
                "Ingen dokumenter blev importeret." if len(failed) == len(results) else "Nogle blev afvist.",
                returncode=2 if len(failed) == len(results) else 1,
            )


@contextmanager
def _many_at_once() -> Iterator[None]:
    """Spare each document what can be done once for all: waiting for the disk, and looking for garbage.

    Each is still whole or absent whatever ends the command; only a machine that loses its power may lose the last ones.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_GARBAGE, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


def _sources(paths: list[Path]) -> list[Source]:
    try:
        sources = open_paths(paths)
    except FileNotFoundError as error:
        raise CommandError(f"{error}: findes ikke.", returncode=2) from error
    if not sources:
        raise CommandError("Der er ingen dokumenter at importere.", returncode=2)
    return sources
