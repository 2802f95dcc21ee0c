"""A search as CSV."""

import csv
import datetime as dt
import gzip
import io
import tracemalloc

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from apps.agenda_items.models import AgendaItem
from apps.exports import table
from apps.ingestion.publishing import unpublish
from apps.parsing.records import DocumentKind, OutcomeCode
from apps.search.models import SearchEntry
from tests.factories import CASE_NUMBER, a_full_item, a_result, load, many_meetings
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    """The table, after checking how it is sent."""
    response = client.get(f"/soeg.csv?{query}")
    assert response.status_code == 200
    assert isinstance(response, StreamingHttpResponse)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@override_settings(SITE_URL="https://arkiv.example.dk")
def test_a_row_tells_what_the_items_page_tells(client: Client) -> None:
    outcomes = (a_result(OutcomeCode.APPROVED, 1, with_remarks=True), a_result(OutcomeCode.REJECTED, 2))
    load(
        a_meeting(
            a_full_item(
                "2.4", "Nødkald; nyt", outcomes=outcomes, decision_text="Punkt 1 godkendt.\nResten ikke."
            )
        )
    )
    assert rows(client) == [
        {
            "dato": "2025-05-06",
            "kommune": "Søndersund",
            "udvalg": "Klima- og Havneudvalget",
            "punkt": "2.4",
            "titel": "Nødkald; nyt",
            "journalnummer": CASE_NUMBER,
            "emne": rows(client)[0]["emne"],
            "udfald": "Godkendt, Forkastet",
            "afstemning": "ja",
            "beslutning": "Punkt 1 godkendt.\nResten ikke.",
            "adresse": "https://arkiv.example.dk/soendersund/udvalg/klima-og-havneudvalget/2025-05-06/punkt-2-4/",
        }
    ]
    assert rows(client)[0]["emne"]


def test_the_file_says_that_it_is_utf_8_and_has_a_telling_name(client: Client) -> None:
    load(a_meeting(an_item("1", "Nødkald på Ærø")))
    response = client.get("/soeg.csv?q=nødkald+på+ærø")
    assert response.getvalue().startswith(b"\xef\xbb\xbfdato;kommune;udvalg;")
    assert response["Content-Disposition"] == 'attachment; filename="beslutninger-noedkald-paa-aeroe.csv"'
    assert client.get("/soeg.csv")["Content-Disposition"] == 'attachment; filename="beslutninger.csv"'


def test_a_name_made_of_hostile_words_stays_in_its_header(client: Client) -> None:
    name = client.get('/soeg.csv?q="a";%0d%0aSet-Cookie:+b' + "x" * 300)["Content-Disposition"]
    assert name.startswith('attachment; filename="beslutninger-a-set-cookie-b')
    assert name.isascii()
    assert len(name) < 110


def test_all_hits_come_in_the_order_of_the_search(client: Client) -> None:
    load(*many_meetings(12))
    newest = [row["dato"] for row in rows(client)]
    assert len(newest) == SearchEntry.objects.count() == 36
    assert newest == sorted(newest, reverse=True)
    oldest = [row["dato"] for row in rows(client, "sorter=aeldste&udfald=approved")]
    assert oldest == sorted(newest)


def test_the_parameters_are_those_of_the_search_page(client: Client) -> None:
    load(
        a_meeting(
            a_full_item("1", "Molen"), a_full_item("2", "Havnebad", outcomes=(a_result(OutcomeCode.NOTED),))
        )
    )
    assert [row["titel"] for row in rows(client, "q=molen")] == ["Molen"]
    assert [row["titel"] for row in rows(client, "udfald=noted&utm_source=x&side=")] == ["Havnebad"]
    assert rows(client, "aar=1999") == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("side=2", "side: Her er alle resultater samlet, så der kan ikke vælges side."),
        ("pr_side=10", "pr_side: Her er alle resultater samlet, så der kan ikke vælges side."),
        ("udfald=maaske", "udfald: »maaske« findes ikke."),
        ("kommune=atlantis", "kommune: Kommunen »atlantis« findes ikke i arkivet."),
        ("fra=30-02-2024", "fra: Datoen »30-02-2024« findes ikke i kalenderen."),
        ("farve=blaa", "farve: Parameteren »farve« findes ikke."),
        ("q=%00", "q: Søgningen indeholder et tegn, der ikke kan søges på."),
    ],
)
@pytest.mark.parametrize("address", ["/soeg.csv", "/soeg.atom"])
def test_what_means_nothing_is_refused_in_plain_danish(
    client: Client, address: str, query: str, message: str
) -> None:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith(message)
    assert response["X-Robots-Tag"] == "noindex"


def test_every_reason_is_told(client: Client) -> None:
    text = client.get("/soeg.csv?side=2&aar=19&aar=x").content.decode()
    assert {line.partition(":")[0] for line in text.splitlines()} == {"side", "aar"}
    assert len(text.splitlines()) == 3


def test_of_a_closed_item_only_what_its_page_shows_leaves_the_archive(client: Client) -> None:
    load(a_meeting(a_full_item("1", "Køb af ejendom", is_closed=True, decision_text="Godkendt.")))
    # What staff close keeps its rows.
    load(a_meeting(a_full_item("1", "Salg af grund"), date=dt.date(2025, 6, 3)))
    sold = AgendaItem.objects.get(title="Salg af grund")
    sold.is_closed = True
    sold.save()
    for row in rows(client):
        assert (row["journalnummer"], row["emne"], row["afstemning"]) == ("", "", ""), row
        assert row["titel"] in ("Køb af ejendom", "Salg af grund")
        assert row["beslutning"]


def test_what_is_unpublished_or_removed_is_left_out_even_where_the_index_still_has_it(client: Client) -> None:
    load(
        a_meeting(
            an_item("1", "Molen"), an_item("2", "Havnebad"), an_item("3", "Cykelsti"), an_item("4", "Skole")
        )
    )
    (other,) = load(a_meeting(an_item("1", "Fortroligt møde"), date=dt.date(2025, 6, 3)))
    unpublish(other, "Forkert dokument")
    unpublish(AgendaItem.objects.get(title="Havnebad"), "Indeholder et navn")
    load(a_meeting(an_item("1", "Molen"), an_item("2", "Havnebad"), an_item("4", "Skole")))
    assert [row["titel"] for row in rows(client)] == ["Molen", "Skole"]
    every_item = list(AgendaItem.objects.order_by("pk").values_list("pk", flat=True))
    assert len(every_item) == 5
    text = b"".join(table.csv_of(every_item)).decode()
    assert "Molen" in text
    for hidden in ("Havnebad", "Cykelsti", "Fortroligt"):
        assert hidden not in text


def test_what_is_not_decided_yet_has_no_outcome(client: Client) -> None:
    load(a_meeting(an_item("u1", outcomes=(), decision_text=None), kind=DocumentKind.AGENDA))
    (row,) = rows(client)
    assert (row["punkt"], row["udfald"], row["beslutning"], row["afstemning"]) == ("", "", "", "nej")


def test_formulas_from_documents_arrive_as_text(client: Client) -> None:
    load(a_meeting(an_item("1", "=HYPERLINK(A1)", decision_text="-5")))
    (row,) = rows(client)
    assert (row["titel"], row["beslutning"]) == ("'=HYPERLINK(A1)", "-5")


def test_each_batch_asks_once_however_many_rows_it_has(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(*many_meetings(10))
    ids = list(SearchEntry.objects.values_list("item_id", flat=True))

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            lines = b"".join(table.csv_of(ids[:count])).decode().count("\r\n")
        assert lines == count + 1
        return len(captured)

    assert queries(3) == queries(30) == 1
    monkeypatch.setattr(table, "BATCH", 10)
    assert queries(30) == 3


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_hits(client: Client) -> None:
    load(*many_meetings(10))
    ids = list(SearchEntry.objects.values_list("item_id", flat=True))

    def peak(count: int) -> int:
        many = ids * (count // len(ids))
        tracemalloc.start()
        for _ in table.csv_of(many):
            pass
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(600)  # fills what lives as long as the process
    assert peak(6_000) < 1.2 * peak(1_200)


def test_the_table_is_sent_packed_and_while_it_is_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(*many_meetings(3))
    monkeypatch.setattr(table, "BATCH", 3)
    response = client.get("/soeg.csv", headers={"accept-encoding": "gzip"})
    assert isinstance(response, StreamingHttpResponse)
    assert response["Content-Encoding"] == "gzip"
    assert "Content-Length" not in response
    chunks = iter(response)
    with CaptureQueriesContext(connection) as captured:
        start = next(chunks)
        assert len(captured) == 0
        rest = b"".join(chunks)
    assert len(captured) == 3
    assert gzip.decompress(start + rest).count(b"\r\n") == 10


def test_head_tells_the_same_without_reading_the_rows(client: Client) -> None:
    load(*many_meetings(3))
    with CaptureQueriesContext(connection) as captured:
        response = client.head("/soeg.csv")
        assert response.getvalue() == b""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert not [query for query in captured if "decision_text" in query["sql"]]
    assert client.head("/soeg.csv?side=2").status_code == 400
    assert client.post("/soeg.csv").status_code == 405
