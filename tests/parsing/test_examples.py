"""The example documents: put `case.txt` (.json, .xml …) into `examples/`, and the first run writes what was read for you to check."""

import json
from pathlib import Path

import pytest

from apps.parsing import parse_document
from apps.parsing.documents import LAYOUTS
from apps.parsing.json_form import as_json

FOLDER = Path(__file__).parent / "examples"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".expected.json"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_an_example_reads_as_somebody_has_checked(path: Path) -> None:
    expected = path.with_name(f"{path.stem}.expected.json")
    read = as_json(parse_document(path.read_bytes(), name=path.name))
    if not expected.exists():
        expected.write_text(f"{json.dumps(read, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
        pytest.fail(
            f"{expected.name} is new: read it against {path.name}, correct it or the parser, and run again"
        )
    assert read == json.loads(expected.read_text(encoding="utf-8"))


def test_every_layout_has_an_example() -> None:
    shown = {parse_document(path.read_bytes()).layout for path in DOCUMENTS}
    assert shown == {layout.NAME for layout in LAYOUTS}
