"""Parses all kept documents again with today's parser."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from apps.ingestion.guards import ImportRefusedError
from apps.ingestion.importing import documents_to_reparse, reparse
from apps.parsing.errors import ParsingError


class Command(BaseCommand):
    """Staff's corrections stay; what a guard refuses stays as it was. Exit status 1 where some were refused."""

    help = "Læser alle gemte dokumenter igen med den nuværende læser. Personalets rettelser bliver stående."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each document in a transaction of its own."""
        changed, refused, documents = 0, 0, documents_to_reparse()
        for document in tqdm(documents, unit="dok", disable=options["verbosity"] == 0):
            try:
                changed += reparse(document).is_changed
            except (ParsingError, ImportRefusedError) as error:
                refused += 1
                self.stderr.write(f"{document.name}: {error}")
        self.stdout.write(f"{len(documents)} læst igen, {changed} ændrede, {refused} afviste.")
        if refused:
            raise CommandError("Nogle dokumenter blev afvist og er uændrede.", returncode=1)
