"""Prints what the parser reads in documents, as JSON; touches no database."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.ingestion.reading_process import read_document
from apps.parsing import ParsingError
from apps.parsing.json_form import as_json
from apps.parsing.reading.text import MAX_BYTES


class Command(BaseCommand):
    """One document: one JSON object. Several: a line of JSON each. A bad one is named on stderr, the rest goes on."""

    help = (
        "Læser dagsordener og referater, og skriver det læste som JSON. Bruger ikke databasen. "
        "Arkivet læser PDF, ren tekst, gemte websider (HTML), FirstAgendas dagsordener (JSON) og eksport fra "
        "Agenda Management, eDoc og SBSYS (XML). En fil, der ikke kan læses, bliver nævnt med sin grund "
        "og stopper ikke de andre; slutkoden er da 1."
    )
    requires_system_checks: tuple[str, ...] = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and where the JSON goes."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FIL", help="dokument")
        parser.add_argument(
            "--out", type=Path, metavar="MAPPE", help="skriv MAPPE/<filens navn>.json i stedet"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse every file; exit status 1 when one of them could not be read."""
        files: list[Path] = options["files"]
        folder: Path | None = options["out"]
        if folder:
            _prepare(folder, files)
        failed = 0
        for path in files:
            try:
                meeting = as_json(read_document(_read(path), path.name))
            except (ParsingError, OSError) as error:
                failed += 1
                self.stderr.write(f"{path}: {_reason(error)}")
                continue
            if folder:
                text = json.dumps(meeting, ensure_ascii=False, indent=1)
                (folder / f"{path.stem}.json").write_text(f"{text}\n", encoding="utf-8")
            else:
                self.stdout.write(
                    json.dumps(meeting, ensure_ascii=False, indent=1 if len(files) == 1 else None)
                )
        if failed:
            raise CommandError(f"{failed} af {len(files)} dokumenter kunne ikke læses.", returncode=1)


def _prepare(folder: Path, files: list[Path]) -> None:
    """The folder, made where it is missing; an error where two results would get the same name."""
    twice = sorted(stem for stem, count in Counter(path.stem for path in files).items() if count > 1)
    if twice:
        raise CommandError(
            f"Flere filer hedder {', '.join(twice)}: resultaterne ville overskrive hinanden. "
            "Giv filerne forskellige navne, eller læs dem hver for sig.",
            returncode=1,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"Mappen {folder} kan ikke oprettes: {error.strerror}.", returncode=1) from error


def _read(path: Path) -> bytes:
    """The file's bytes, at most one more than the parser takes, so that a huge file costs no memory."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _reason(error: ParsingError | OSError) -> str:
    if isinstance(error, ParsingError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "Filen findes ikke."
    if isinstance(error, IsADirectoryError):
        return "Det er en mappe og ikke en fil."
    return f"Filen kan ikke læses: {error.strerror}."
