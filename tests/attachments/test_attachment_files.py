"""The files of attachments: kept when they lie beside the export and are public; fetched by staff alone."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from apps.attachments.media_types import UNKNOWN, media_type_of
from apps.attachments.models import Attachment, AttachmentFile
from apps.ingestion.importing import import_file
from apps.ingestion.models import ImportedFile, ImportRun
from tests.ingestion.exports import FILES, PAPER, SECRET, export, write_export

pytestmark = pytest.mark.django_db


def bring_in(folder: Path) -> None:
    call_command("import_minutes", str(folder), kommune="Søndersund", verbosity=0)


def kept() -> dict[str, bytes]:
    files = AttachmentFile.objects.exclude(attachment=None).select_related("attachment")
    return {file.attachment.title: bytes(file.content) for file in files if file.attachment}


def test_public_files_beside_the_export_are_kept_and_no_others(tmp_path: Path) -> None:
    bring_in(write_export(tmp_path))
    assert kept() == {"Skitse af broen": PAPER}
    assert [bytes(file.content) for file in AttachmentFile.objects.all()] == [PAPER]
    file = AttachmentFile.objects.get()
    assert (file.name, file.media_type, file.size) == ("skitse.pdf", "application/pdf", len(PAPER))
    assert SECRET not in {bytes(file.content) for file in AttachmentFile.objects.all()}


def test_the_same_export_again_changes_no_file(tmp_path: Path) -> None:
    bring_in(write_export(tmp_path))
    before = list(AttachmentFile.objects.values())
    bring_in(tmp_path)
    assert list(AttachmentFile.objects.values()) == before


def test_a_file_that_came_later_is_kept_with_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "referat.xml").write_bytes(export())
    bring_in(tmp_path)
    assert kept() == {}
    write_export(tmp_path / "nu med filer")
    bring_in(tmp_path / "nu med filer")
    assert kept() == {"Skitse af broen": PAPER}


def test_a_new_edition_replaces_the_file_and_one_without_the_paper_removes_it(tmp_path: Path) -> None:
    bring_in(write_export(tmp_path))
    (tmp_path / "moede" / "referat.xml").write_bytes(export() + b"\n")
    (tmp_path / "moede" / "Bilag" / "punkt 1" / "skitse.pdf").write_bytes(b"%PDF-1.4 rettet")
    bring_in(tmp_path)
    assert kept() == {"Skitse af broen": b"%PDF-1.4 rettet"}
    assert AttachmentFile.objects.count() == 1
    shutil.rmtree(tmp_path / "moede" / "Bilag")
    (tmp_path / "moede" / "referat.xml").write_bytes(export(papers=False))
    call_command("import_minutes", str(tmp_path), kommune="Søndersund", verbosity=0, tillad_fjernelse=True)
    assert not Attachment.objects.exists()
    assert kept() == {}


def test_a_file_finds_its_item_although_the_minutes_have_numbered_it_anew(tmp_path: Path) -> None:
    """The agenda comes late: its item 1 is item 7 of the minutes, where item 1 has a paper of the same title."""
    minutes = export().replace(b"<Number>1</Number>", b"<Number>7</Number>")
    first = minutes[minutes.index(b"<Item>") : minutes.index(b"</Item>") + len(b"</Item>")]
    other = first.replace(b"<Number>7<", b"<Number>1<").replace(b"Ny bro", b"Kajens belysning")
    (tmp_path / "referat.xml").write_bytes(minutes.replace(b"<Items>", b"<Items>" + other))
    bring_in(tmp_path)
    agenda = tmp_path / "dagsorden"
    write_export(agenda)
    as_agenda = export().replace(b"<PublicationTypeAsValue>3<", b"<PublicationTypeAsValue>1<")
    (agenda / "moede" / "referat.xml").write_bytes(as_agenda)
    for _ in range(2):
        bring_in(agenda)
        attachment = AttachmentFile.objects.get().attachment
        assert attachment is not None
        assert (attachment.item.title, attachment.item.number) == ("Ny bro", "7")


def test_a_file_that_cannot_be_read_is_a_warning_and_stops_nothing(tmp_path: Path) -> None:
    write_export(tmp_path)
    with (tmp_path / "moede" / "Bilag" / "punkt 1" / "skitse.pdf").open("wb") as file:
        file.truncate(21_000_000)
    bring_in(tmp_path)
    (imported,) = ImportedFile.objects.all()
    assert imported.status == "created"
    assert "Filen til bilaget »Skitse af broen« er ikke gemt." in imported.warnings[-1]["message"]
    assert kept() == {}


def test_a_refused_export_leaves_no_file(tmp_path: Path) -> None:
    run = ImportRun.objects.create()
    file = import_file(run, "referat.xml", export(), lambda path: PAPER)
    assert file.status == "failed"
    assert "kommune" in file.message
    assert not AttachmentFile.objects.exists()


def test_an_upload_that_is_cancelled_leaves_no_file(admin_client: Client) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in FILES.items():
            package.writestr(name, content)
    upload = {"documents": SimpleUploadedFile("eksport.zip", out.getvalue()), "kommune": "Søndersund"}
    admin_client.post(reverse("import"), upload)
    run = ImportRun.objects.get()
    assert [file.name for file in run.files.all()] == ["eksport.zip/moede/referat.xml"]
    assert AttachmentFile.objects.get().attachment is None
    admin_client.post(reverse("import_preview", args=(run.pk,)), {"fortryd": ""})
    assert not AttachmentFile.objects.exists()


def test_staff_fetch_the_file_and_no_browser_shows_it(tmp_path: Path, admin_client: Client) -> None:
    bring_in(write_export(tmp_path))
    listed = admin_client.get(reverse("admin:attachments_attachmentfile_changelist")).content.decode()
    assert "Skitse af broen" in listed
    pk = AttachmentFile.objects.get().pk
    shown = admin_client.get(reverse("admin:attachments_attachmentfile_change", args=(pk,))).content.decode()
    address = reverse("admin:attachments_attachmentfile_download", args=(pk,))
    assert re.search(rf'href="{address}"', shown)
    answer = admin_client.get(address)
    assert answer.content == PAPER
    assert answer.headers["Content-Disposition"] == 'attachment; filename="skitse.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_nobody_else_fetches_it(tmp_path: Path, client: Client, django_user_model: type) -> None:
    bring_in(write_export(tmp_path))
    address = reverse("admin:attachments_attachmentfile_download", args=(AttachmentFile.objects.get().pk,))
    assert client.get(address).status_code == 302
    may_nothing = django_user_model.objects.create_user("gæst", password="x", is_staff=True)  # type: ignore[attr-defined]
    client.force_login(may_nothing)
    assert client.get(address).status_code == 404


def test_pages_show_the_title_and_no_way_to_the_file(tmp_path: Path, client: Client) -> None:
    bring_in(write_export(tmp_path))
    page = client.get("/soendersund/udvalg/havneudvalget/2025-08-19/punkt-1/").content.decode()
    assert "Skitse af broen" in page
    assert "skitse.pdf" not in page


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\nx", "image/png"),
        (b"PK\x03\x04x", "application/zip"),
        (b"<html><script>", UNKNOWN),
        (b"<svg>", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_the_kind_of_a_file_is_what_its_bytes_say(content: bytes, kind: str) -> None:
    assert media_type_of(content) == kind
