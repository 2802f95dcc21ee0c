"""`manage.py reindex`: bring the search index up to the present word rules."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from apps.agenda_items.models import AgendaItem
from apps.search.reindexing import outdated, reindex


class Command(BaseCommand):
    """Writes the entries of an older version anew, or all; the archive answers meanwhile."""

    help = "Bringer søgeindekset op til de nuværende ordregler. Arkivet kan bruges imens."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="også det, der er nyt nok")

    def handle(self, *, all: bool, **options: Any) -> None:
        items = AgendaItem.objects.published().order_by("-meeting__held_on", "pk") if all else outdated()
        total = items.count()
        for done in reindex(items):
            if done == total or done % 1000 == 0:
                self.stdout.write(f"{done} af {total} punkter er indekseret.")
        if not total:
            self.stdout.write("Søgeindekset er helt opdateret.")
