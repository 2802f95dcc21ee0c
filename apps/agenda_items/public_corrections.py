"""What is said of an item that was changed after its publication: "Rettet 3. maj 2026: …"."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from apps.agenda_items.models import AgendaItem, PublicCorrection
from apps.agenda_items.public_texts import Texts, published_texts
from apps.language.same_words import same_words

NEW_MINUTES = "Kommunen har udsendt et nyt referat"
_DEFINITE = {
    "titel": "titlen",
    "beslutning": "beslutningen",
    "udfald": "udfaldet",
    "afstemning": "afstemningen",
    "indstilling": "indstillingen",
    "sagstekst": "sagsteksten",
    "lukket": "oplysningen om, at punktet er lukket",
}


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One line of an item's page."""

    day: date
    text: str


@contextmanager
def corrections_noted(item_ids: Iterable[int], *, reason: str = "", is_by_archive: bool) -> Iterator[None]:
    """What the public reads of these items is compared before and after the block, and what changed is noted.

    Only of items that are public both before and after, and only where words changed. Costs 12 queries.
    """
    before = published_texts(item_ids)
    yield
    note_corrections(before, published_texts(before), reason=reason, is_by_archive=is_by_archive)


def note_corrections(
    before: Mapping[int, Texts], after: Mapping[int, Texts], *, reason: str = "", is_by_archive: bool
) -> None:
    """Note each item whose texts differ: one line a day, which takes in what is changed later that day."""
    today = timezone.localdate()
    for key, texts in after.items():
        changed = [
            name for name, text in texts.items() if key in before and not same_words(before[key][name], text)
        ]
        if not changed:
            continue
        line, _ = PublicCorrection.objects.get_or_create(
            item_id=key, corrected_on=today, is_by_archive=is_by_archive
        )
        line.fields = list(dict.fromkeys([*line.fields, *changed]))
        line.reason = _with(line.reason, reason.strip())
        line.save()


def _with(said: str, reason: str) -> str:
    """What was said earlier that day, and this: none takes the place of another."""
    if reason in said:
        return said
    return f"{said.rstrip('.')}. {reason}" if said else reason


def correction_lines(item: AgendaItem) -> list[CorrectionLine]:
    """The lines of an item, newest first; of a closed one only the day. No query where they have been read."""
    return [CorrectionLine(row.corrected_on, _said(row, item)) for row in item.public_corrections.all()]


def _said(row: PublicCorrection, item: AgendaItem) -> str:
    if item.is_closed:
        return "Punktet er lukket" if "lukket" in row.fields else "Oplysningerne om punktet er ændret"
    if row.reason:
        return row.reason.rstrip(".")
    if not row.is_by_archive:
        return NEW_MINUTES
    names = [_DEFINITE.get(name, name) for name in row.fields]
    listed = " og ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return f"Arkivets redaktion har rettet {listed}"
