"""`manage.py import_minutes` and `reparse_documents`."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Municipality
from apps.corrections.acting import Actor, acting
from apps.corrections.models import ChangeLogEntry
from apps.ingestion.models import ImportRun, SourceDocument
from apps.meetings.models import Meeting
from tests.ingestion.conftest import Upload
from tests.ingestion.documents import SAMPLES, document

pytestmark = pytest.mark.django_db
CORPUS = os.environ.get("ARCHIVE_CORPUS", "")
# What loading writes; keys, moments and the order in which meetings came differ from run to run.
LOADED = [
    "committees.Municipality",
    "committees.Committee",
    "people.Person",
    "meetings.Meeting",
    "meetings.Attendance",
    "agenda_items.AgendaItem",
    "agenda_items.Section",
    "agenda_items.Recommendation",
    "agenda_items.Outcome",
    "agenda_items.Vote",
    "agenda_items.VoteCast",
    "agenda_items.EarlierHandling",
    "attachments.Attachment",
    "cases.Case",
    "search.SearchEntry",
]


@pytest.fixture
def referat(tmp_path: Path) -> Path:
    path = tmp_path / "referat.txt"
    path.write_bytes(document())
    return path


def bring_in(*paths: Path, **options: Any) -> None:
    call_command("import_minutes", *map(str, paths), **{"kommune": "Søndersund", "verbosity": 0, **options})


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row that loading wrote, by its values."""

    def values(model: type[Model]) -> list[str]:
        fields = model._meta.concrete_fields
        of_a_run = ("_at", "sort_key")
        return [f.name for f in fields if not (f.is_relation or f.primary_key or f.name.endswith(of_a_run))]

    found = {}
    for label in LOADED:
        model = apps.get_model(label)
        found[label] = sorted(model._base_manager.values_list(*values(model)), key=repr)
    return found


def test_the_same_files_again_change_nothing(referat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(referat)
    before = rows()
    bring_in(referat)
    assert rows() == before
    assert not ChangeLogEntry.objects.exists()
    assert capsys.readouterr().out.splitlines()[-1] == "0 nye møder, 0 opdaterede, 1 uændrede, 0 afviste."
    assert SourceDocument.objects.count() == 1


def test_a_folder_stands_for_the_documents_in_it_and_below_it(tmp_path: Path, referat: Path) -> None:
    below = tmp_path / "2024" / "maj"
    below.mkdir(parents=True)
    (below / "andet.txt").write_bytes(document(("06-05-2025", "07-05-2024"), ("6. maj 2025", "7. maj 2024")))
    (tmp_path / "README.md").write_text("Om mappen")
    (tmp_path / ".gemt").write_text("x")
    bring_in(tmp_path)
    assert {meeting.slug for meeting in Meeting.objects.all()} == {"2025-05-06", "2024-05-07"}


def test_a_progress_bar_shows_how_far_it_is(referat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(referat, verbosity=1)
    assert "1/1" in capsys.readouterr().err


def test_an_extra_meeting_gets_an_address_of_its_own(tmp_path: Path, referat: Path) -> None:
    bring_in(referat)
    extra = tmp_path / "ekstra.txt"
    extra.write_bytes(document(("Havnebad i Vestkajen", "Havnebad i Østkajen")))
    bring_in(extra, ekstra_moede=True)
    assert {meeting.slug for meeting in Meeting.objects.all()} == {"2025-05-06", "2025-05-06-2"}


def test_items_disappear_only_when_that_is_allowed(
    tmp_path: Path, referat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(referat)
    text = document().decode()
    shorter = tmp_path / "kort.txt"
    shorter.write_text(
        text[: text.index("Punkt 3:")].replace("Havnebad i Vestkajen.....\t4\n", ""), encoding="utf-8"
    )
    with pytest.raises(CommandError) as stopped:
        bring_in(shorter)
    assert stopped.value.returncode == 2
    assert "Punkt 3: Havnebad i Vestkajen" in capsys.readouterr().err
    bring_in(shorter, tillad_fjernelse=True)
    assert AgendaItem.objects.published().count() == 2


@pytest.mark.parametrize("name", ["Søndersund", "Søndersund Kommune"])
def test_the_municipality_is_the_option_else_the_document_else_the_setting(
    referat: Path, settings: Any, name: str
) -> None:
    settings.DEFAULT_MUNICIPALITY = "Nordkøb Kommune"
    bring_in(referat, kommune=name)
    assert [m.name for m in Municipality.objects.all()] == ["Søndersund"]


def test_the_setting_names_the_municipality_where_nothing_else_does(referat: Path, settings: Any) -> None:
    settings.DEFAULT_MUNICIPALITY = "Nordkøb Kommune"
    bring_in(referat, kommune="")
    assert [m.name for m in Municipality.objects.all()] == ["Nordkøb"]


def test_without_a_municipality_the_document_is_refused(
    referat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError) as stopped:
        bring_in(referat, kommune="")
    assert stopped.value.returncode == 2
    assert "--kommune" in capsys.readouterr().err


@pytest.mark.parametrize("make", [False, True])
def test_a_path_that_does_not_exist_or_holds_nothing_is_a_wrong_call(tmp_path: Path, make: bool) -> None:
    folder = tmp_path / "mangler"
    if make:
        folder.mkdir()
    with pytest.raises(CommandError) as stopped:
        bring_in(folder)
    assert stopped.value.returncode == 2
    assert not ImportRun.objects.exists()


def test_reparsing_repairs_what_an_older_parser_misread_and_keeps_corrections(referat: Path) -> None:
    bring_in(referat)
    AgendaItem.objects.filter(number="3").update(title="Havnebd")
    item = AgendaItem.objects.get(number="2")
    with acting(Actor(cause="Rettet i administrationen", is_correcting=True)):
        item.title = "Cykelsti til Nordby"
        item.save()
    call_command("reparse_documents", verbosity=0)
    titles = list(AgendaItem.objects.values_list("title", flat=True))
    assert titles == ["Meddelelser", "Cykelsti til Nordby", "Havnebad i Vestkajen"]
    assert ChangeLogEntry.objects.first().cause == "Læst igen: " + str(referat)  # type: ignore[union-attr]


def test_reparsing_names_what_it_must_leave_as_it_was(
    referat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(referat)
    SourceDocument.objects.update(content="Ikke længere et referat".encode())
    with pytest.raises(CommandError) as stopped:
        call_command("reparse_documents", verbosity=0)
    assert stopped.value.returncode == 1
    assert "referat.txt: " in capsys.readouterr().err
    assert AgendaItem.objects.published().count() == 3


def forget_all() -> None:
    """Leave nothing that loading wrote."""
    Meeting.objects.all().delete()
    for label in (
        "cases.Case",
        "people.Person",
        "ingestion.SourceDocument",
        "committees.Committee",
        "committees.Municipality",
        "committees.TakenSlug",
    ):
        apps.get_model(label).objects.all().delete()


def _compare_both_ways(paths: list[Path], client: Client, upload: Upload) -> None:
    run = upload(*((path.name, path.read_bytes()) for path in paths))
    client.post(reverse("import_preview", args=(run.pk,)), {"importer": ""})
    assert {file.status for file in run.files.all()} == {"created"}
    by_upload = rows()
    forget_all()
    bring_in(*paths)
    assert rows() == by_upload


def test_upload_and_command_write_the_same_rows_of_the_sample_minutes(
    admin_client: Client, upload: Upload
) -> None:
    first, second = sorted(SAMPLES.glob("*.txt"))[:2]
    others = ("*.pdf", "2026-03-03*.html", "firstagenda/2026*.json", "eksport-sbsys*/*.xml")
    _compare_both_ways([first, second, *(min(SAMPLES.glob(name)) for name in others)], admin_client, upload)


@pytest.mark.parametrize("day", ["2025-12-02", "2026-04-14", "2026-05-19"])
def test_the_documents_of_a_sample_meeting_may_come_in_any_order(day: str) -> None:
    paths = sorted(SAMPLES.glob(f"{day}-*"))
    assert len(paths) == 2
    bring_in(*paths)
    in_order = rows()
    forget_all()
    bring_in(*reversed(paths))
    assert rows() == in_order


@pytest.mark.skipif(not CORPUS, reason="ARCHIVE_CORPUS is not set")
def test_upload_and_command_write_the_same_rows_of_the_real_documents(
    admin_client: Client, upload: Upload
) -> None:
    _compare_both_ways(sorted((Path(CORPUS) / "minutes").glob("*.txt")), admin_client, upload)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("S\udcffby", "--kommune: navnet er ikke gyldig tekst."),
        ("by" * 200, "Ingen dokumenter blev importeret."),
    ],
)
def test_a_municipality_that_is_no_name_is_a_wrong_call(referat: Path, name: str, reason: str) -> None:
    with pytest.raises(CommandError, match=reason) as refused:
        call_command("import_minutes", str(referat), kommune=name, verbosity=0)
    assert refused.value.returncode == 2
    assert not Municipality.objects.exists()
