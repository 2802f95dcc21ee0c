"""The command `parse_minutes`."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.parsing.documents import a_page, an_item


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "havn.txt"
    path.write_text(a_page(an_item(1)), encoding="utf-8")
    return path


def test_one_document_is_one_json_object(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("parse_minutes", str(document))
    assert json.loads(capsys.readouterr().out)["committee"] == "Havneudvalget"


def test_several_documents_are_a_line_each(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("parse_minutes", str(document), str(document))
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["date"] for line in lines] == ["2020-06-02", "2020-06-02"]


def test_a_bad_file_is_named_with_its_line_and_the_rest_goes_on(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"Punkt 1\n\x00")
    with pytest.raises(CommandError) as caught:
        call_command("parse_minutes", str(bad), str(tmp_path / "none.txt"), str(tmp_path), str(document))
    output = capsys.readouterr()
    assert caught.value.returncode == 1
    assert f"{bad}: linje 2: Filen er ikke ren tekst" in output.err
    assert f"{tmp_path / 'none.txt'}: Filen findes ikke." in output.err
    assert f"{tmp_path}: Det er en mappe" in output.err
    assert json.loads(output.out)["committee"] == "Havneudvalget"


def test_out_writes_a_file_for_each(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("parse_minutes", str(document), "--out", str(tmp_path / "ny" / "mappe"))
    assert (
        json.loads((tmp_path / "ny" / "mappe" / "havn.json").read_text(encoding="utf-8"))["items"][0][
            "number"
        ]
        == 1
    )
    assert capsys.readouterr().out == ""


def test_two_files_that_would_get_the_same_name_are_an_error(document: Path, tmp_path: Path) -> None:
    other = tmp_path / "b" / "havn.txt"
    other.parent.mkdir()
    other.write_bytes(document.read_bytes())
    with pytest.raises(CommandError, match="Flere filer hedder havn"):
        call_command("parse_minutes", str(document), str(other), "--out", str(tmp_path / "ud"))
