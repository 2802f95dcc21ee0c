"""Documents that are none, or damaged: each refused by name with the reason, and none stops the others."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from apps.ingestion import importing
from apps.ingestion.models import ImportedFile, ImportRun, SourceDocument
from apps.ingestion.reading_process import read_document
from apps.meetings.models import Meeting
from apps.parsing.records import ParsedMeeting
from apps.search.models import SearchEntry
from tests.ingestion.conftest import Upload
from tests.ingestion.documents import document

pytestmark = pytest.mark.django_db

_WHOLE = document()
# What it is, its bytes, and what the message must say.
BAD_FILES = {
    "brev.txt": ("Kære udvalg\n\nTak for et godt møde i sidste uge.\n".encode(), "punkt"),
    "tom.txt": (b"", "Filen er tom"),
    "blank.txt": (b" \r\n\t\r\n", "Filen er tom"),
    "billede.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "et billede"),
    "binær.bin": (b"REFERAT\nhej\n" + bytes(range(256)) * 20, "linje 3: Filen er ikke ren tekst"),
    "kæmpe.txt": (b"REFERAT linje\n" * 3_600_000, "20 MB"),
    "kodning.txt": (b"REFERAT Havneudvalget\n\n" + b"\x81\x8d\x8f\x90\x9d" * 50, "linje 3: "),
    "afskåret.txt": (_WHOLE[: _WHOLE.index(b"Et havnebad ved Vestkajen") + 20], "linje 69: "),
    "afskåret i punkt 2.txt": (_WHOLE[: _WHOLE.index(b"Center for By")], "punkter"),
    "umulig dato.txt": (
        document(
            (
                "REFERAT Klima- og Havneudvalget d. 06-05-2025",
                "REFERAT Klima- og Havneudvalget d. 31-02-2025",
            ),
            ("6. maj 2025", "31. februar 2025"),
        ),
        "linje 1: ",
    ),
    "uden udvalg.txt": (
        document(("REFERAT Klima- og Havneudvalget d. 06-05-2025", "")),
        "linje 3: Dokumentet siger ikke, hvilket udvalg",
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_the_upload_view_refuses_it_by_name_and_takes_the_others(
    admin_client: Client, upload: Upload, name: str
) -> None:
    content, message = BAD_FILES[name]
    run = upload((name, content), ("god.txt", _WHOLE))
    shown = admin_client.get(reverse("import_preview", args=(run.pk,))).content.decode()
    admin_client.post(reverse("import_preview", args=(run.pk,)), {"importer": ""})
    bad, good = run.files.order_by("position")
    assert (bad.name, bad.status, good.status) == (name, "failed", "created")
    assert message in bad.message
    assert name in shown
    assert message.removeprefix("linje ") in shown
    assert [m.held_on.isoformat() for m in Meeting.objects.all()] == ["2025-05-06"]
    assert SearchEntry.objects.count() == 3
    assert [d.name for d in SourceDocument.objects.all()] == ["god.txt"]


@pytest.mark.parametrize("name", BAD_FILES)
def test_the_command_refuses_it_by_name_and_takes_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    content, message = BAD_FILES[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz god.txt").write_bytes(_WHOLE)
    with pytest.raises(CommandError) as stopped:
        call_command("import_minutes", str(tmp_path), kommune="Søndersund", verbosity=0)
    assert stopped.value.returncode == 1
    said = capsys.readouterr().err
    assert name in said
    assert message in said
    assert Meeting.objects.count() == 1
    assert SourceDocument.objects.count() == 1


def test_a_file_name_that_is_no_text_is_kept_readable(tmp_path: Path) -> None:
    path = tmp_path / b"referat \xff.txt".decode("utf-8", "surrogateescape")
    path.write_bytes(_WHOLE)
    call_command("import_minutes", str(path), kommune="Søndersund", verbosity=0)
    assert ImportedFile.objects.get().name.endswith("referat ?.txt")


def test_an_error_of_the_archive_itself_stops_no_other_document(
    monkeypatch: pytest.MonkeyPatch, upload: Upload
) -> None:
    def failing(content: bytes, name: str) -> ParsedMeeting:
        if name == "fejl.txt":
            raise RuntimeError("stands for an error nobody knows yet")
        return read_document(content, name)

    monkeypatch.setattr(importing, "read_document", failing)
    run = upload(("fejl.txt", document(("15:00", "15:30"))), ("god.txt", _WHOLE))
    bad, good = run.files.order_by("position")
    assert (bad.status, good.status) == ("failed", "waiting")
    assert "fejl i arkivet" in bad.message
    assert ImportRun.objects.count() == 1
