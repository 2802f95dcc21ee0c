"""What the hand-made annotations of the real documents say is on the pages. Reads them through ARCHIVE_CORPUS."""

import html
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from apps.agenda_items.models import AgendaItem
from apps.parsing.records import OUTCOME_LABELS, OutcomeCode
from apps.search.models import SearchEntry

CORPUS = Path(os.environ.get("ARCHIVE_CORPUS") or "missing")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (CORPUS / "gold").is_dir(), reason="ARCHIVE_CORPUS nævner ingen mappe med gold/"),
]


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def gold_items() -> list[tuple[str, dict[str, Any]]]:
    documents = sorted(path for path in (CORPUS / "gold").glob("*.json") if path.stem != "alternatives")
    read = [json.loads(path.read_text(encoding="utf-8")) for path in documents]
    return [(document["date"], item) for document in read for item in document["items"]]


def test_every_item_outcome_recommendation_and_vote_is_on_its_page(client: Client) -> None:
    call_command("import_minutes", str(CORPUS / "minutes"), kommune="Ballerup", verbosity=0)
    checked = 0
    for date, gold in gold_items():
        row = AgendaItem.objects.get(meeting__held_on=date, number=str(gold["number"]))
        page = client.get(row.get_absolute_url()).content.decode()
        shown = folded(html.unescape(re.sub(r"<[^>]+>", " ", page)))
        texts = [gold["title"], *(r["text"] for r in gold["recommendations"])]
        texts += [OUTCOME_LABELS[OutcomeCode(outcome["outcome"])] for outcome in gold["outcomes"]]
        for vote in gold["votes"]:
            texts += [voter["name"] for side in ("for", "against", "abstained") for voter in vote[side]]
        for text in texts:
            assert folded(text) in shown, (date, gold["number"], text)
        checked += len(texts)
    assert checked > 100
    assert SearchEntry.objects.count() == len(gold_items())
