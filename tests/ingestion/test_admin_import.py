"""The import view: upload, preview, and staff's word."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from apps.agenda_items.models import AgendaItem
from apps.corrections.acting import Actor, acting
from apps.corrections.models import ChangeLogEntry, Correction
from apps.ingestion.models import ImportedFile, ImportRun, SourceDocument
from apps.meetings.models import Meeting
from apps.search.models import SearchEntry
from tests.ingestion.conftest import Upload
from tests.ingestion.documents import document

pytestmark = pytest.mark.django_db
Status = ImportedFile.Status
STAFF = Actor(cause="Rettet i administrationen", is_correcting=True)


def address(run: ImportRun) -> str:
    return reverse("import_preview", args=(run.pk,))


def text_of(client: Client, run: ImportRun) -> str:
    answer = client.get(address(run))
    assert answer.status_code == 200
    content = BeautifulSoup(answer.content, "lxml").select_one("#content")
    assert content is not None
    return " ".join(content.get_text(" ").split())


def say(client: Client, run: ImportRun, button: str, **choices: str) -> None:
    answer = client.post(address(run), {button: "", **choices})
    assert answer.headers["Location"] == address(run)
    run.refresh_from_db()


def test_the_preview_shows_everything_that_was_read_and_nothing_is_public(
    admin_client: Client, upload: Upload
) -> None:
    run = upload(("referat.txt", document()))
    shown = text_of(admin_client, run)
    for part in (
        "Klima- og Havneudvalget, 6. maj 2025",
        "kl. 15.00",
        "Rådhuset, lokale 3",
        "Mødet er nyt i arkivet",
        "Gro Askelund (A), formand",
        "Sif Klitmøller (F), afbud",
        "Punkt 2: Ny cykelsti langs Fjordvej",
        "05.04.00-P20-3-25",
        "Anbefalet",
        "1. Cykelstien anlægges langs Fjordvej.",
        "for: Gro Askelund (A); imod: Vagn Tofte (V)",
        "Kort over Fjordvej (anbefales)",
        "Indstillingen godkendt",
    ):
        assert part in shown, part
    assert not Meeting.objects.exists()
    assert not SearchEntry.objects.exists()
    assert (run.state, run.files.get().status) == ("preview", "waiting")


def test_the_source_stands_beside_each_item_with_its_line_numbers(
    admin_client: Client, upload: Upload
) -> None:
    run = upload(("referat.txt", document()))
    soup = BeautifulSoup(admin_client.get(address(run)).content, "lxml")
    item = next(item for item in soup.select("details.import-item") if "Punkt 2" in item.summary.text)  # type: ignore[union-attr]
    lines = {li.select_one(".line-number").text: li.select_one(".line-text").text for li in item.select("li")}  # type: ignore[union-attr]
    source = document().decode().splitlines()
    assert lines == {str(n): source[n - 1] for n in map(int, lines)}
    assert "Punkt 2: Ny cykelsti langs Fjordvej" in lines.values()
    assert "Imod stemte: Vagn Tofte (V)." in lines.values()


def test_every_warning_names_its_line_and_links_to_it(admin_client: Client, upload: Upload) -> None:
    run = upload(("referat.txt", document(("i august.", "den 31. februar 2025."))))
    soup = BeautifulSoup(admin_client.get(address(run)).content, "lxml")
    warnings = run.files.get().warnings
    assert warnings
    for warning in warnings:
        link = soup.find("a", string=f"Vis linje {warning['line']}")
        assert link is not None
        line = soup.select_one(str(link["href"]))
        assert line is not None
        assert "31. februar 2025" in line.get_text()
        assert line.find_parent("details").has_attr("open")  # type: ignore[union-attr]


def test_importing_publishes_once_however_often_it_is_asked(admin_client: Client, upload: Upload) -> None:
    run = upload(("referat.txt", document()))
    say(admin_client, run, "importer")
    say(admin_client, run, "importer")
    say(admin_client, run, "fortryd")
    assert (run.state, run.files.get().status, run.finished_at is not None) == ("done", "created", True)
    assert (Meeting.objects.count(), AgendaItem.objects.count(), SearchEntry.objects.count()) == (1, 3, 3)
    shown = text_of(admin_client, run)
    assert "nyt møde" in shown
    answer = admin_client.get(address(run)).content.decode()
    assert Meeting.objects.get().get_absolute_url() in answer
    assert reverse("admin:meetings_meeting_change", args=(Meeting.objects.get().pk,)) in answer


def test_what_an_import_writes_is_logged_as_the_imports_and_is_no_correction(
    admin_client: Client, admin_user: User, upload: Upload
) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    assert not ChangeLogEntry.objects.exists()
    run = upload(("nyt.txt", document(("Rådhuset, lokale 3", "Havnekontoret"))))
    say(admin_client, run, "importer")
    entry = ChangeLogEntry.objects.get()
    assert (entry.field, entry.new_value) == ("location", "Havnekontoret")
    assert (entry.changed_by, entry.cause) == (admin_user, f"Import {run.pk}: nyt.txt")
    assert not Correction.objects.exists()


def test_cancelling_keeps_nothing(admin_client: Client, upload: Upload) -> None:
    run = upload(("referat.txt", document()))
    say(admin_client, run, "fortryd")
    say(admin_client, run, "importer")
    assert run.state == "cancelled"
    assert not SourceDocument.objects.exists()
    assert not Meeting.objects.exists()
    assert "fortrudt" in text_of(admin_client, run).casefold()


def test_the_preview_of_a_changed_document_shows_old_and_new_side_by_side(
    admin_client: Client, upload: Upload
) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    run = upload(
        (
            "nyt.txt",
            document(("2,1 mio. kr.", "2,4 mio. kr."), ("Vagn Tofte (V), Sif", "Vagn Tofte (M), Sif")),
        )
    )
    soup = BeautifulSoup(admin_client.get(address(run)).content, "lxml")
    pairs = {
        (d.text.strip(), i.text.strip())
        for d, i in zip(soup.select(".import-changes del"), soup.select(".import-changes ins"), strict=True)
    }
    assert ("2,1", "2,4") in pairs
    assert ("(V)", "(M)") in pairs
    rows = {tr.th.text: [td.text for td in tr.select("td")] for tr in soup.select(".import-tally tbody tr")}  # type: ignore[union-attr]
    assert rows == {
        "Møde": ["0", "0", "1", "0", "0"],
        "Deltagere": ["0", "1", "3", "0", "0"],
        "Punkter": ["0", "1", "2", "0", "0"],
        "Bilag": ["0", "0", "2", "0", "0"],
    }
    summary = soup.select_one(".import-summary p")
    assert summary is not None
    assert summary.text == (
        "Referatet opdaterer mødet i Klima- og Havneudvalget den 6. maj 2025: 1 punkt er ændret og 2 er uændrede."
    )
    assert AgendaItem.objects.get(number="2").recommendations.filter(text__contains="2,1").exists()


def test_the_preview_says_what_would_disappear(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    text = document().decode()
    shorter = (
        (text[: text.index("Punkt 3:")])
        .replace("Havnebad i Vestkajen.....\t4\n", "")
        .replace("Havnebad i Vestkajen.....	4\n", "")
    )
    refused = upload(("kort.txt", shorter.encode()))
    shown = text_of(admin_client, refused)
    assert "Stoppet, indtil du har svaret" in shown
    assert "Punkt 3: Havnebad i Vestkajen" in shown
    allowed = upload(("kort.txt", shorter.encode()), tillad_fjernelse="on")
    shown = text_of(admin_client, allowed)
    assert "Forsvinder (1)" in shown
    assert (
        "Dette punkt står ikke i dokumentet og forsvinder fra siden: Punkt 3: Havnebad i Vestkajen" in shown
    )
    assert AgendaItem.objects.published().count() == 3
    say(admin_client, allowed, "importer")
    assert AgendaItem.objects.published().count() == 2
    assert SearchEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("choice", "title"), [("rettelsen", "Cykelsti til Nordby"), ("kilden", "Ny cykelsti ved Fjordvej")]
)
def test_a_conflict_is_shown_and_staff_choose(
    admin_client: Client, upload: Upload, choice: str, title: str
) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    item = AgendaItem.objects.get(number="2")
    with acting(STAFF):
        item.title = "Cykelsti til Nordby"
        item.save()
    run = upload(("nyt.txt", document(("Ny cykelsti langs Fjordvej", "Ny cykelsti ved Fjordvej"))))
    shown = text_of(admin_client, run)
    assert "Konflikter med rettelser (1)" in shown
    spoken = {"kun i rettelsen": "Cykelsti til Nordby", "kun i kilden": "Ny cykelsti ved Fjordvej"}
    for words, title_shown in spoken.items():
        assert f"{words}: {title_shown}" in shown
    assert Correction.objects.get().source_changed_at is None
    say(admin_client, run, "importer", **{f"konflikt_{Correction.objects.get().pk}": choice})
    item.refresh_from_db()
    assert item.title == title
    assert Correction.objects.exists() == (choice == "rettelsen")


def test_the_same_bytes_again_are_said_to_be_known(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    run = upload(("samme.txt", document()))
    assert "Dokumentet er i arkivet i forvejen" in text_of(admin_client, run)
    say(admin_client, run, "importer")
    assert run.files.get().status == "unchanged"
    assert SourceDocument.objects.count() == 1


def test_two_uploads_of_the_same_bytes_may_wait_side_by_side(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    runs = [upload(("a.txt", document())), upload(("b.txt", document()))]
    for run in runs:
        say(admin_client, run, "importer")
        assert run.files.get().status == "unchanged"


def test_a_bad_document_stops_none_of_the_others(admin_client: Client, upload: Upload) -> None:
    run = upload(
        ("tom.txt", b""),
        ("referat.txt", document()),
        ("brev.txt", "Kære udvalg\n\nTak for sidst.\n".encode()),
    )
    assert [(f.name, f.status) for f in run.files.all()] == [
        ("tom.txt", "failed"),
        ("referat.txt", "waiting"),
        ("brev.txt", "failed"),
    ]
    shown = text_of(admin_client, run)
    assert "tom.txt: afvist. Filen er tom." in shown
    say(admin_client, run, "importer")
    assert [f.status for f in run.files.all()] == ["failed", "created", "failed"]


def test_an_agenda_after_the_minutes_is_said_to_change_nothing(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    text = document().decode().replace("REFERAT", "DAGSORDEN")
    agenda = re.sub(r"Beslutning\n\n.*?\n\n(?=Bilag|Afbud)", "", text, flags=re.DOTALL)
    agenda = agenda.replace("Afbud Sif Klitmøller (F)\n", "")
    run = upload(("dagsorden.txt", agenda.encode()))
    assert "Dagsordenen ændrer intet" in text_of(admin_client, run)


def test_many_documents_are_previewed_a_few_at_a_time_and_imported_together(
    admin_client: Client, upload: Upload
) -> None:
    documents = [
        (f"{day:02}.txt", document(("06-05-2025", f"{day:02}-05-2025"), ("6. maj", f"{day}. maj")))
        for day in range(10, 17)
    ]
    run = upload(*documents)
    first, second = (admin_client.get(address(run), {"side": page}).content.decode() for page in (1, 2))
    assert (first.count("import-document"), second.count("import-document")) == (5, 2)
    say(admin_client, run, "importer")
    assert Meeting.objects.count() == 7


@pytest.mark.slow
def test_a_long_document_makes_no_long_page(admin_client: Client, upload: Upload) -> None:
    paragraph = "Havnen er dyb, og kajen er lang. " * 40 + "\n\n"
    long = document(("Cykelstien giver skolebørn", paragraph * 3000 + "Cykelstien giver skolebørn"))
    assert len(long) > 3_500_000
    run = upload(("lang.txt", long))
    answer = admin_client.get(address(run))
    assert "linjer vises ikke her" in answer.content.decode()
    assert len(answer.content) < 500_000


def test_texts_of_documents_are_escaped(admin_client: Client, upload: Upload) -> None:
    evil = "<img src=x onerror=alert(1)>"
    run = upload(("<b>navn.txt", document(("Ny cykelsti", f"Ny {evil} cykelsti"))), kommune="<i>Sund")
    shown = admin_client.get(address(run)).content.decode()
    assert evil not in shown
    assert "<b>navn" not in shown
    assert "<i>Sund" not in shown
    assert "&lt;img src=x" in shown


def test_the_upload_page_wants_a_file_and_shows_what_waits(admin_client: Client, upload: Upload) -> None:
    run = upload(("referat.txt", document()))
    assert address(run) in admin_client.get(reverse("import")).content.decode()
    empty = admin_client.post(reverse("import"), {"kommune": "Søndersund"})
    assert empty.status_code == 400
    assert "Vælg mindst ét dokument." in empty.content.decode()


def test_an_upload_larger_than_the_bound_is_refused_unread(admin_client: Client) -> None:
    answer = admin_client.post(
        reverse("import"), b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="400000000"
    )
    assert answer.status_code == 413
    assert "Filerne fylder tilsammen over 300 MB." in answer.content.decode()


def test_too_many_files_at_once_are_refused_in_words(admin_client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{number}.txt", document()) for number in range(3)]
    answer = admin_client.post(reverse("import"), {"documents": files})
    assert answer.status_code == 400
    assert "Du kan højst vælge 2 filer ad gangen." in answer.content.decode()


def test_only_staff_who_may_import_come_in(client: Client) -> None:
    run = ImportRun.objects.create()
    for page in (reverse("import"), address(run)):
        assert client.get(page).headers["Location"].startswith("/admin/login/")
        assert client.post(page).headers["Location"].startswith("/admin/login/")
    user = User.objects.create_user("laeser", password="x", is_staff=True)
    client.force_login(user)
    assert client.get(reverse("import")).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="add_importrun"))
    assert client.get(reverse("import")).status_code == 200


def test_both_posts_need_the_csrf_token(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    run = ImportRun.objects.create()
    file = SimpleUploadedFile("referat.txt", document())
    assert client.post(reverse("import"), {"documents": [file]}).status_code == 403
    assert client.post(address(run), {"importer": ""}).status_code == 403
    assert not SourceDocument.objects.exists()


def test_an_import_broken_off_is_taken_up_again(admin_client: Client, upload: Upload) -> None:
    run = upload(
        ("a.txt", document()), ("b.txt", document(("06-05-2025", "07-05-2025"), ("6. maj", "7. maj")))
    )
    run.files.filter(name="a.txt").update(status=Status.CREATED)  # as a killed server leaves it
    say(admin_client, run, "importer")
    assert [meeting.slug for meeting in Meeting.objects.all()] == ["2025-05-07"]
    assert run.state == "done"


def test_the_admin_holds_nothing_that_the_strict_policy_refuses(admin_client: Client, upload: Upload) -> None:
    run = upload(("referat.txt", document(("i august.", "den 31. februar 2025."))), ("tom.txt", b""))
    pages = [reverse("admin:login"), reverse("admin:index"), reverse("import"), address(run)]
    say(
        admin_client,
        upload(("andet.txt", document(("06-05-2025", "07-05-2025"), ("6. maj", "7. maj")))),
        "importer",
    )
    item = AgendaItem.objects.get(number="2")
    for row in (item, item.meeting, item.votes.get()):
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        pages += [reverse(f"{name}_changelist"), reverse(f"{name}_change", args=(row.pk,))]
    pages += [
        reverse("admin:corrections_correction_changelist"),
        reverse("admin:agenda_items_vote_delete", args=(item.votes.get().pk,)),
    ]
    for page in pages:
        answer = Client().get(page) if page == reverse("admin:login") else admin_client.get(page)
        assert answer.status_code == 200, page
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        soup = BeautifulSoup(answer.content, "lxml")
        assert soup.select("style, [style], script:not([src])") == [], page
        assert [tag for tag in soup.find_all(True) if any(key.startswith("on") for key in tag.attrs)] == [], (
            page
        )


def test_an_unknown_import_is_not_found(admin_client: Client) -> None:
    assert admin_client.get(reverse("import_preview", args=(99,))).status_code == 404
