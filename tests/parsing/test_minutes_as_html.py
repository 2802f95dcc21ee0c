"""The real documents of ARCHIVE_CORPUS written out as web pages: they score as their plain text does."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from apps.parsing import parse_document
from apps.parsing.json_form import as_json
from apps.parsing.records import ParsedMeeting
from tests.parsing.pages import WRITERS

CORPUS = Path(os.environ.get("ARCHIVE_CORPUS", ""))
SCORER = CORPUS / "tools" / "score_parse.py"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("ARCHIVE_CORPUS") or not SCORER.exists(),
        reason="ARCHIVE_CORPUS names no corpus with its scorer",
    ),
]


def score(meetings: dict[str, ParsedMeeting], folder: Path) -> dict[str, float]:
    folder.mkdir()
    for stem, meeting in meetings.items():
        (folder / f"{stem}.json").write_text(
            json.dumps(as_json(meeting), ensure_ascii=False), encoding="utf-8"
        )
    run = subprocess.run(
        [sys.executable, str(SCORER), str(CORPUS / "gold"), str(folder), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    result: dict[str, Any] = json.loads(run.stdout)
    return {field: row["f1"] for field, row in result["fields"].items()}


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_the_real_documents_as_web_pages_are_read_as_their_text(
    write: Callable[[ParsedMeeting], str], tmp_path: Path
) -> None:
    texts = {path.stem: parse_document(path.read_bytes()) for path in (CORPUS / "minutes").glob("*.txt")}
    pages = {stem: parse_document(write(meeting).encode()) for stem, meeting in texts.items()}
    expected, read = score(texts, tmp_path / "text"), score(pages, tmp_path / "html")
    worse = {field: (expected[field], read[field]) for field in expected if read[field] < expected[field] - 1}
    assert worse == {}
