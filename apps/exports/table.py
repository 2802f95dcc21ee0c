"""A search's items as a table, a row each, for spreadsheets and programs."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.urls import reverse

from apps.agenda_items.models import AgendaItem, Outcome, Vote
from apps.exports.formulas import harmless
from apps.exports.site import absolute
from apps.parsing.records import OUTCOME_LABELS
from apps.topics.topics import LABELS, topic_of

# Danish Excel opens a file with semicolons as a table: in Danish the comma is the decimal sign, so the list separator
# of Windows is a semicolon. LibreOffice and programs ask or guess.
DELIMITER = ";"
BATCH = 500
COLUMNS = (
    "dato",
    "kommune",
    "udvalg",
    "punkt",
    "titel",
    "journalnummer",
    "emne",
    "udfald",
    "afstemning",
    "beslutning",
    "adresse",
)

# Excel takes a file without it for the old Windows alphabet, and æ, ø and å for other letters.
_BYTE_ORDER_MARK = "\ufeff"

_PLAIN = (
    "pk",
    "meeting__held_on",
    "meeting__committee__municipality__name",
    "meeting__committee__name",
    "number",
    "title",
    "is_closed",
    "journal_number",
    "decision_text",
)
# Of the item's address.
_SLUGS = (
    "meeting__committee__municipality__slug",
    "meeting__committee__slug",
    "meeting__slug",
    "slug",
)
_OUTCOMES = {code.value: label for code, label in OUTCOME_LABELS.items()}


def csv_of(item_ids: Sequence[int]) -> Iterator[bytes]:
    """The items as CSV in UTF-8, in the order of their keys; what is not published is left out.

    One query per batch of 500, so that memory does not grow with the number of items.
    """
    yield _written([COLUMNS], before=_BYTE_ORDER_MARK)
    for start in range(0, len(item_ids), BATCH):
        yield _written(_rows(item_ids[start : start + BATCH]))


def _written(rows: Sequence[Sequence[str]], before: str = "") -> bytes:
    buffer = io.StringIO(before)
    buffer.seek(0, io.SEEK_END)
    csv.writer(buffer, delimiter=DELIMITER).writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode()


def _rows(keys: Sequence[int]) -> list[Sequence[str]]:
    """The published ones of these items. One query for plain values: whole rows take three times as long, and leave
    cycles behind that wait for the garbage collector.
    """
    outcomes = Outcome.objects.filter(item=OuterRef("pk"))
    items = AgendaItem.objects.published().filter(pk__in=keys)
    values = items.order_by().values(
        *_PLAIN,
        *_SLUGS,
        codes=ArraySubquery(outcomes.values("code")),
        has_vote=Exists(Vote.objects.filter(item=OuterRef("pk"))),
    )
    found = {item["pk"]: item for item in values}
    return [_row(found[key]) for key in keys if key in found]


def _row(item: Mapping[str, Any]) -> Sequence[str]:
    """What the item's page tells; of a closed one neither journal number, topic nor vote."""
    is_closed = item["is_closed"]
    journal_number = "" if is_closed else item["journal_number"]
    topic = topic_of(journal_number) if journal_number else None
    return (
        item["meeting__held_on"].isoformat(),
        item["meeting__committee__municipality__name"],
        item["meeting__committee__name"],
        "" if item["number"].startswith("u") else item["number"],
        item["title"],
        journal_number,
        LABELS[topic] if topic else "",
        ", ".join(_OUTCOMES[code] for code in dict.fromkeys(item["codes"])),
        "" if is_closed else "ja" if item["has_vote"] else "nej",
        item["decision_text"],
        absolute(reverse("item", args=[item[slug] for slug in _SLUGS])),
    )
