"""What the preview says of an import, and what staff answer."""

import io
import zipfile

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from apps.agenda_items.models import AgendaItem, PublicCorrection
from apps.committees.models import Committee, Municipality
from apps.corrections.acting import Actor, acting
from apps.corrections.models import Correction
from apps.ingestion.models import ImportRun
from apps.meetings.models import Meeting
from tests.ingestion.conftest import Upload
from tests.ingestion.documents import agenda, document, supplement
from tests.ingestion.test_admin_import import address, say, text_of

STAFF = Actor(cause="Rettet i administrationen", is_correcting=True)


def page_of(client: Client, run: ImportRun) -> Tag:
    content = BeautifulSoup(client.get(address(run)).content, "lxml").select_one("#content")
    assert content is not None
    return content


def without_the_last_item() -> bytes:
    text = document().decode()
    return text[: text.index("Punkt 3:")].replace("Havnebad i Vestkajen.....\t4\n", "").encode()


@pytest.mark.django_db
class TestRemoval:
    def test_it_is_allowed_beside_the_list_of_what_disappears(
        self, admin_client: Client, upload: Upload
    ) -> None:
        say(admin_client, upload(("referat.txt", document())), "importer")
        run = upload(("kort.txt", without_the_last_item()))
        box = page_of(admin_client, run).select_one(".import-stopped")
        assert box is not None
        assert "Punkt 3: Havnebad i Vestkajen" in box.get_text()
        name = str(box.select("input[type=checkbox]")[0]["name"])
        say(admin_client, run, "importer")
        assert (run.state, run.files.get().status) == ("preview", "waiting")
        assert "1 dokument venter på et svar fra dig" in admin_client.get(address(run)).content.decode()
        assert AgendaItem.objects.published().count() == 3
        say(admin_client, run, "importer", **{name: "on"})
        assert (run.state, run.files.get().status) == ("done", "updated")
        assert AgendaItem.objects.published().count() == 2
        run.refresh_from_db()
        assert not run.allows_removal, "what is allowed for one document is not said of the whole import"

    def test_a_document_that_waits_stops_none_of_the_others(
        self, admin_client: Client, upload: Upload
    ) -> None:
        say(admin_client, upload(("referat.txt", document())), "importer")
        other = document(("06-05-2025", "07-05-2025"), ("6. maj", "7. maj"))
        run = upload(("kort.txt", without_the_last_item()), ("andet.txt", other))
        say(admin_client, run, "importer")
        assert [file.status for file in run.files.order_by("position")] == ["waiting", "created"]
        shown = text_of(admin_client, run)
        assert "Hvad der er sket indtil nu" in shown
        assert "andet.txt: nyt møde." in shown
        say(admin_client, run, "fortryd")
        assert run.state == "cancelled"
        assert Meeting.objects.count() == 2

    def test_it_may_be_another_meeting_instead(self, admin_client: Client, upload: Upload) -> None:
        say(admin_client, upload(("referat.txt", document())), "importer")
        run = upload(("kort.txt", without_the_last_item()))
        say(admin_client, run, "importer", **{f"ekstra_moede_{run.files.get().pk}": "on"})
        assert [m.slug for m in Meeting.objects.order_by("sequence")] == ["2025-05-06", "2025-05-06-2"]
        assert AgendaItem.objects.published().count() == 5


def correct(number: str, **fields: str) -> None:
    item = AgendaItem.objects.get(number=number)
    with acting(STAFF):
        for name, value in fields.items():
            setattr(item, name, value)
        item.save()


@pytest.mark.django_db
def test_the_source_can_be_taken_in_all_fields_at_once(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    correct("2", title="Cykelsti til Nordby")
    correct("3", title="Bad ved kajen", decision_text="Sendes i høring.")
    changed = document(
        ("Ny cykelsti langs Fjordvej", "Ny cykelsti ved Fjordvej"),
        ("Havnebad i Vestkajen", "Havnebad ved Vestkajen"),
        ("Indstillingen godkendt", "Indstillingen godkendt enstemmigt"),
    )
    run = upload(("nyt.txt", changed))
    box = page_of(admin_client, run).find("input", attrs={"name": f"kilden_i_alle_{run.files.get().pk}"})
    assert isinstance(box, Tag)
    assert "alle 3 felter" in box.parent.get_text()  # type: ignore[union-attr]
    say(admin_client, run, "importer", **{str(box["name"]): "on"})
    assert not Correction.objects.exists()
    titles = list(AgendaItem.objects.order_by("number").values_list("title", flat=True))
    assert titles[1:] == ["Ny cykelsti ved Fjordvej", "Havnebad ved Vestkajen"]


@pytest.mark.django_db
def test_why_published_decisions_change_is_asked_and_told(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    run = upload(("rettet.txt", document(("Indstillingen godkendt", "Indstillingen godkendt enstemmigt"))))
    field = page_of(admin_client, run).select_one("[name^=begrundelse_]")
    assert field is not None
    say(admin_client, run, "importer", **{str(field["name"]): "  Ordet  manglede. "})
    assert [c.reason for c in PublicCorrection.objects.all()] == ["Ordet manglede."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [("Rådhuset, lokale 3", "Havnekontoret"), ("Et havnebad", "Et stort havnebad")]
)
def test_no_reason_is_asked_where_no_decision_changes(
    admin_client: Client, upload: Upload, change: tuple[str, str]
) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    run = upload(("nyt.txt", document(change)))
    assert page_of(admin_client, run).select("[name^=begrundelse_]") == []


@pytest.mark.django_db
def test_a_committee_that_would_be_made_is_told_with_those_it_is_like(
    admin_client: Client, upload: Upload
) -> None:
    like = Committee.named(Municipality.named("Søndersund"), "Klima- og Havneudvalgene")
    run = upload(("referat.txt", document()))
    content = page_of(admin_client, run)
    assert (
        "Udvalget »Klima- og Havneudvalget« findes ikke i arkivet og bliver oprettet." in content.get_text()
    )
    assert content.select(f'a[href$="/committees/committee/{like.pk}/change/"]')
    assert not Committee.objects.filter(name="Klima- og Havneudvalget").exists()
    say(admin_client, run, "importer")
    assert "fandtes ikke i arkivet og er oprettet" in text_of(admin_client, run)
    again = upload(("nyt.txt", document(("Rådhuset, lokale 3", "Havnekontoret"))))
    assert "findes ikke i arkivet" not in text_of(admin_client, again)


@pytest.mark.django_db
def test_a_suspicion_links_to_the_meeting_it_is_about(admin_client: Client, upload: Upload) -> None:
    contents = (".....\t4\n\nPunkt 1:", ".....\t4\nTakster for pladser.....\t5\n\nPunkt 1:")
    fourth = "\nPunkt 4: Takster for pladser\n\n24.10.00-S00-1-25\n\nBeslutning\n\nGodkendt\n"
    text = document(contents).decode() + fourth
    say(admin_client, upload(("referat.txt", text.encode())), "importer")
    meeting = Meeting.objects.get()
    other_day = text.replace("06-05-2025", "08-05-2025").replace("6. maj", "8. maj")
    run = upload(("andet.txt", other_day.encode()))
    box = page_of(admin_client, run).select_one(".import-stopped")
    assert box is not None
    assert "næsten de samme punkter som mødet i »Klima- og Havneudvalget« den 6. maj 2025" in box.get_text()
    assert box.select(f'a[href$="/meetings/meeting/{meeting.pk}/change/"]')


@pytest.mark.django_db
def test_unchanged_items_are_counted_and_collapsed(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    run = upload(("nyt.txt", document(("Et havnebad", "Et stort havnebad"))))
    content = page_of(admin_client, run)
    unchanged = content.select_one("details.import-unchanged")
    assert unchanged is not None
    assert not unchanged.has_attr("open")
    assert "Uændrede punkter (2)" in unchanged.get_text()
    rows = content.select("table.import-changes tbody tr")
    assert [row.select_one("th").get_text() for row in rows] == ["Afsnittet Sammendrag"]  # type: ignore[union-attr]
    assert [i.get_text() for i in content.select("table.import-changes ins")] == ["stort"]


@pytest.mark.django_db
def test_a_zip_file_is_many_documents(admin_client: Client, upload: Upload) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.writestr("maj/06.txt", document())
        zipped.writestr("maj/07.txt", document(("06-05-2025", "07-05-2025"), ("6. maj", "7. maj")))
    run = upload(("referater.zip", package.getvalue()))
    assert [file.name for file in run.files.order_by("position")] == [
        "referater.zip/maj/06.txt",
        "referater.zip/maj/07.txt",
    ]
    say(admin_client, run, "importer")
    assert Meeting.objects.count() == 2


@pytest.mark.django_db
def test_the_upload_page_names_every_format(admin_client: Client) -> None:
    shown = admin_client.get("/admin/importer/").content.decode()
    for part in (
        "PDF",
        "HTML",
        "JSON fra FirstAgenda",
        "XML",
        "ZIP",
        "Agenda Management",
        "eDoc",
        "SBSYS",
        "20 MB",
    ):
        assert part in shown, part


@pytest.mark.django_db
def test_a_municipality_that_would_be_made_is_told(admin_client: Client, upload: Upload) -> None:
    told = "Kommunen »Sønderund« findes ikke i arkivet og bliver oprettet."
    assert told in text_of(admin_client, upload(("referat.txt", document()), kommune="Sønderund"))
    Municipality.named("Sønderund")
    assert told not in text_of(admin_client, upload(("referat.txt", document()), kommune="Sønderund"))


@pytest.mark.django_db
def test_a_document_without_a_municipality_is_refused_with_the_field_to_fill_in(
    admin_client: Client, upload: Upload
) -> None:
    shown = text_of(admin_client, upload(("referat.txt", document()), kommune=""))
    assert "skriv kommunen i feltet »Kommune«" in shown


@pytest.mark.django_db
def test_documents_of_the_same_committee_and_day_are_told_of_each_other(
    admin_client: Client, upload: Upload
) -> None:
    other = document(("06-05-2025", "07-05-2025"), ("6. maj", "7. maj"))
    run = upload(("dagsorden.txt", agenda()), ("andet.txt", other), ("referat.txt", document()))
    texts = [article.get_text() for article in page_of(admin_client, run).select(".import-document")]
    assert ["Importen har også" in text for text in texts] == [True, False, True]
    assert "Importen har også referat.txt fra samme udvalg og dag." in texts[0]


@pytest.mark.django_db
def test_a_supplement_and_a_corrected_version_are_called_so(admin_client: Client, upload: Upload) -> None:
    corrected = document(("REFERAT", "RETTET REFERAT"))
    shown = text_of(admin_client, upload(("et.txt", supplement()), ("to.txt", corrected)))
    assert "Tillægsdagsorden: et.txt" in shown
    assert "Slags tillægsdagsorden" in shown


@pytest.mark.django_db
def test_no_decision_is_not_counted_as_one(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("dagsorden.txt", agenda())), "importer")
    minutes = document(("Beslutning\n\nIndstillingen godkendt\n", ""))
    shown = text_of(admin_client, upload(("referat.txt", minutes)))
    assert "2 punkter, der ikke var behandlet, får hver en beslutning." in shown


@pytest.mark.django_db
def test_no_reason_is_asked_of_an_item_that_only_disappears(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    assert (
        page_of(admin_client, upload(("kort.txt", without_the_last_item()))).select("[name^=begrundelse_]")
        == []
    )


@pytest.mark.django_db
def test_a_decision_that_staff_keep_is_not_shown_as_changed_by_its_section(
    admin_client: Client, upload: Upload
) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    correct("3", decision_text="Godkendt enstemmigt.")
    run = upload(("nyt.txt", document(("Indstillingen godkendt", "Udsat til juni"), ("kan åbne", "åbner"))))
    changed = page_of(admin_client, run).select(".import-changes th[scope=row]")
    assert [field.get_text() for field in changed] == ["Udfald", "Afsnittet Sammendrag"]


@pytest.mark.django_db
def test_the_report_counts_the_conflicts_that_are_left(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    correct("2", title="Cykelsti til Nordby")
    correct("3", title="Bad ved kajen")
    changed = document(
        ("Ny cykelsti langs Fjordvej", "Ny cykelsti ved Fjordvej"),
        ("Havnebad i Vestkajen", "Havnebad ved Vestkajen"),
    )
    run = upload(("nyt.txt", changed))
    taken = Correction.objects.get(object_id=AgendaItem.objects.get(number="3").pk)
    say(admin_client, run, "importer", **{f"konflikt_{taken.pk}": "kilden"})
    assert "1 konflikt med rettelser" in text_of(admin_client, run)


@pytest.mark.django_db
def test_a_kept_correction_is_settled_and_the_report_says_so(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    correct("2", title="Cykelsti til Nordby")
    new_title = ("Ny cykelsti langs Fjordvej", "Ny cykelsti ved Fjordvej")
    run = upload(("nyt.txt", document(new_title)))
    shown = text_of(admin_client, run)
    assert "som arkivet gør, bortset fra et felt, som er rettet i arkivet." in shown
    assert "Importen ændrer intet" not in shown
    say(admin_client, run, "importer", **{f"konflikt_{Correction.objects.get().pk}": "rettelsen"})
    assert "1 rettelse beholdt." in text_of(admin_client, run)
    assert "konflikt" not in text_of(admin_client, run)
    again = upload(("igen.txt", document(new_title, ("Rådhuset, lokale 3", "Havnekontoret"))))
    assert "Konflikter med rettelser" not in text_of(admin_client, again)
    say(admin_client, again, "importer")
    third = upload(("tredje.txt", document(("Ny cykelsti langs Fjordvej", "Ny cykelsti mod Fjordvej"))))
    assert "Konflikter med rettelser (1)" in text_of(admin_client, third)


@pytest.mark.django_db
def test_two_documents_with_the_same_conflict_each_have_their_choice(
    admin_client: Client, upload: Upload
) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    correct("2", title="Cykelsti til Nordby")
    new_title = ("Ny cykelsti langs Fjordvej", "Ny cykelsti ved Fjordvej")
    run = upload(("et.txt", document(new_title)), ("to.txt", document(new_title, ("i august", "i maj"))))
    chosen = page_of(admin_client, run).select("input[type=radio][checked]")
    assert len({str(box["name"]) for box in chosen}) == 2
    say(admin_client, run, "importer", **{str(box["name"]): str(box["value"]) for box in chosen})
    assert [file.counts["conflicts"] for file in run.files.all()] == [0, 0]
    assert Correction.objects.get().source_changed_at is None


@pytest.mark.django_db
def test_a_conflict_that_staff_have_not_decided_stays_one(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    correct("2", title="Cykelsti til Nordby")
    run = upload(("nyt.txt", document(("Ny cykelsti langs Fjordvej", "Ny cykelsti ved Fjordvej"))))
    say(admin_client, run, "importer")
    assert "1 konflikt med rettelser" in text_of(admin_client, run)


@pytest.mark.django_db
def test_an_import_of_which_all_was_refused_ends_as_refused(admin_client: Client, upload: Upload) -> None:
    run = upload(("tom.txt", b""), ("brev.txt", "Kære udvalg\n\nTak for sidst.\n".encode()))
    assert (run.state, run.finished_at is not None) == ("refused", True)
    shown = text_of(admin_client, run)
    assert "Intet er importeret Dokumenterne kan ikke importeres." in shown
    assert "tom.txt: afvist. Filen er tom." in shown


@pytest.mark.django_db
def test_an_import_that_can_only_be_refused_is_closed_with_the_reason(
    admin_client: Client, upload: Upload
) -> None:
    heading = ("REFERAT Klima- og Havneudvalget d. 06-05-2025", "REFERAT Klima- og Havneudvalget")
    run = upload(("referat.txt", document(heading, ("Mødedato Tirsdag d. 6. maj 2025 kl. 15:00\n\n", ""))))
    assert [button.text for button in page_of(admin_client, run).select(".import-end button")] == [
        "Luk importen"
    ]
    say(admin_client, run, "importer")
    assert run.state == "refused"
    assert "siger ikke, hvornår mødet blev holdt" in text_of(admin_client, run)


@pytest.mark.django_db
def test_of_a_known_document_only_that_is_shown_with_its_meeting(
    admin_client: Client, upload: Upload
) -> None:
    say(admin_client, upload(("referat.txt", document())), "importer")
    content = page_of(admin_client, upload(("igen.txt", document())))
    assert "Dokumentet er i arkivet i forvejen." in content.get_text()
    meeting = Meeting.objects.get()
    assert content.select(f'a[href="/admin/meetings/meeting/{meeting.pk}/change/"]')
    assert content.select(".import-item") == []
    assert "Der er intet nyt i dokumentet." in content.get_text()


@pytest.mark.django_db
def test_the_documents_of_other_pages_are_one_click_away(admin_client: Client, upload: Upload) -> None:
    days = range(10, 17)
    dates = ((str(n), ("06-05-2025", f"{n}-05-2025"), ("d. 6. maj", f"d. {n}. maj")) for n in days)
    run = upload(*((f"{n}.txt", document(*changes)) for n, *changes in dates))
    content = page_of(admin_client, run)
    links = [link["href"] for link in content.select('a[href^="?side=2#"]')]
    assert links == [f"?side=2#d{file.pk}" for file in run.files.all()[5:]]
    assert "De andre 2 dokumenter" in content.get_text()


@pytest.mark.django_db
def test_a_meeting_known_by_its_supplement_is_told_what_comes(admin_client: Client, upload: Upload) -> None:
    say(admin_client, upload(("tillaeg.txt", supplement())), "importer")
    shown = text_of(admin_client, upload(("dagsorden.txt", agenda())))
    assert "Arkivet har hidtil kun haft tillægsdagsordenen: nu kommer resten af dagsordenen." in shown
