"""The real documents of ARCHIVE_CORPUS, scored against the answers made by hand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from apps.parsing import parse_document
from apps.parsing.json_form import as_json

CORPUS = Path(os.environ.get("ARCHIVE_CORPUS", ""))
SCORER = CORPUS / "tools" / "score_parse.py"
pytestmark = pytest.mark.skipif(
    not os.environ.get("ARCHIVE_CORPUS") or not SCORER.exists(),
    reason="ARCHIVE_CORPUS names no corpus with its scorer",
)


def documents() -> list[Path]:
    return sorted((CORPUS / "minutes").glob("*.txt")) if os.environ.get("ARCHIVE_CORPUS") else []


def test_the_real_documents_are_read_nearly_as_a_person_reads_them(tmp_path: Path) -> None:
    for path in documents():
        meeting = as_json(parse_document(path.read_bytes(), name=path.name))
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(meeting, ensure_ascii=False), encoding="utf-8")
    score = subprocess.run(
        [sys.executable, str(SCORER), str(CORPUS / "gold"), str(tmp_path), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    result = json.loads(score.stdout)
    assert result["mean_f1"] >= 98
    assert {field: row["f1"] for field, row in result["fields"].items() if row["f1"] < 90} == {}


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_a_real_document_is_whole_and_cut_ones_are_noticed(path: Path) -> None:
    content = path.read_bytes()
    assert parse_document(content).warnings == ()
    for percent in (30, 50, 70):
        codes = [
            warning.code for warning in parse_document(content[: len(content) * percent // 100]).warnings
        ]
        assert "cut_off" in codes
