"""A list of committees as a source: it makes those that are missing, and says how many."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from apps.committees.models import Committee, Municipality
from apps.ingestion.listed_committees import committee_list
from apps.ingestion.models import SourceDocument
from apps.meetings.models import Meeting
from tests.ingestion.conftest import Upload
from tests.ingestion.documents import document
from tests.ingestion.test_admin_import import say, text_of

pytestmark = pytest.mark.django_db


def listed(**periods: list[str]) -> bytes:
    def committee(name: str) -> dict[str, Any]:
        return {"Id": "1", "Navn": name, "Historisk": False, "Moeder": []}

    found = {
        period.replace("_", "-").strip("p"): [committee(name) for name in names]
        for period, names in periods.items()
    }
    return json.dumps({"Udvalg": found}).encode()


def bring_in(path: Path, kommune: str = "Søndersund") -> None:
    call_command("import_minutes", str(path), kommune=kommune, verbosity=0)


def names() -> list[str]:
    return sorted(Committee.objects.values_list("name", flat=True))


def test_missing_committees_are_made_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "referat.txt").write_bytes(document())
    bring_in(tmp_path)
    (tmp_path / "udvalgsliste").write_bytes(
        listed(
            p2022_2025=["Klima- og Havneudvalget", "Skoleudvalget"],
            p2018_2021=["Skoleudvalget", "Teknisk Udvalg"],
        )
    )
    capsys.readouterr()
    bring_in(tmp_path / "udvalgsliste")
    assert names() == ["Klima- og Havneudvalget", "Skoleudvalget", "Teknisk Udvalg"]
    said = capsys.readouterr().out
    assert "Listen nævner 3 udvalg. 2 er oprettet: Skoleudvalget, Teknisk Udvalg." in said
    assert Meeting.objects.count() == 1
    bring_in(tmp_path / "udvalgsliste")
    assert len(names()) == 3
    assert "Arkivet kender dem alle." in capsys.readouterr().out


def test_without_a_municipality_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "liste.json").write_bytes(listed(p2022_2025=["Skoleudvalget"]))
    with pytest.raises(CommandError) as stopped:
        bring_in(tmp_path, kommune="")
    assert stopped.value.returncode == 2
    assert "--kommune" in capsys.readouterr().err
    assert names() == []


def test_an_uploaded_list_makes_nothing_before_staff_say_so(admin_client: Client, upload: Upload) -> None:
    run = upload(("udvalgsliste.json", listed(p2022_2025=["Skoleudvalget", "Teknisk Udvalg"])))
    shown = text_of(admin_client, run)
    assert "Listen nævner 2 udvalg. 2 bliver oprettet: Skoleudvalget, Teknisk Udvalg." in shown
    assert "Kommunen »Søndersund« findes ikke i arkivet" in shown
    say(admin_client, run, "fortryd")
    assert not Municipality.objects.exists()
    assert not SourceDocument.objects.exists()


def test_an_uploaded_list_makes_its_committees_when_it_is_imported(
    admin_client: Client, upload: Upload
) -> None:
    Committee.named(Municipality.named("Søndersund"), "Skoleudvalget")
    run = upload(("udvalgsliste.json", listed(p2022_2025=["Skoleudvalget", "Teknisk Udvalg"])))
    assert "1 bliver oprettet: Teknisk Udvalg." in text_of(admin_client, run)
    say(admin_client, run, "importer")
    assert run.state == "done"
    assert names() == ["Skoleudvalget", "Teknisk Udvalg"]
    assert "1 er oprettet: Teknisk Udvalg." in text_of(admin_client, run)
    assert not SourceDocument.objects.exists()


@pytest.mark.parametrize(
    "content",
    [document(), b"", b'{"Udvalg": 17}', b'{"Udvalg": {}, "Moede": {}}', b'"Udvalg"' + b"[" * 6_000_000],
)
def test_other_content_is_no_list(content: bytes) -> None:
    assert committee_list(content) is None


@pytest.mark.parametrize(
    ("committees", "reason"),
    [
        ([f"Udvalg {k}" for k in range(501)], "nævner 501 udvalg"),
        (["Udvalg" + "x" * 300], "et navn på 306 tegn"),
    ],
)
def test_a_list_that_no_municipality_has_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], committees: list[str], reason: str
) -> None:
    (tmp_path / "udvalgsliste").write_bytes(listed(p2022_2025=committees))
    with pytest.raises(CommandError):
        bring_in(tmp_path)
    assert reason in capsys.readouterr().err
    assert names() == []
