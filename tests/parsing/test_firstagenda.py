"""FirstAgenda Publication: the JSON of one meeting in its spellings, and what it leaves out."""

import datetime as dt
import json
from typing import Any

import pytest

from apps.parsing import ParsingError, parse_document
from apps.parsing.records import DocumentKind, ParsedMeeting, SectionKind
from tests.parsing.machine_formats import AGENDA_ID, ZERO


def an_agenda(*points: dict[str, Any], **changes: Any) -> dict[str, Any]:
    meeting = {"Id": ZERO, "Dato": "2025-06-24T15:00:00+02:00", "Sted": "Rådhuset", "Navn": "Referat"}
    return {
        "Id": AGENDA_ID.upper(),
        "Udvalg": {"Id": AGENDA_ID, "Navn": "Havneudvalget"},
        "Moede": meeting | changes.pop("Moede", {}),
        "Dagsordenpunkter": list(points),
    } | changes


def a_point(
    html: str = "<h3>Beslutning</h3><span class='beslutning'><p>Godkendt</p></span>", **changes: Any
) -> dict[str, Any]:
    return {
        "Number": "1",
        "Navn": "Ny sti",
        "IsOpen": True,
        "Felter": [{"Navn": "Punkt", "Html": html}],
    } | changes


def read(*points: dict[str, Any], **changes: Any) -> ParsedMeeting:
    return parse_document(json.dumps(an_agenda(*points, **changes)).encode())


def test_both_spellings_of_the_keys_of_an_item_are_one() -> None:
    old: dict[str, Any] = {
        "Punktnummer": 12,
        "Caption": "Ny sti",
        "CaseNumber": "25/26257",
        "Number": None,
        "Navn": "",
    }
    new: dict[str, Any] = {"Number": "12", "Navn": "Ny sti", "SagsNummer": "25/26257"}
    assert read(a_point(**old)).items == read(a_point(**new)).items
    (item,) = read(a_point(**new)).items
    assert (item.number, item.title, item.journal_number) == ("12", "Ny sti", "25/26257")


@pytest.mark.parametrize(
    ("written", "date", "time"),
    [
        ("2025-06-24T15:00:00+02:00", dt.date(2025, 6, 24), dt.time(15, 0)),
        ("2025-01-14T23:30:00Z", dt.date(2025, 1, 15), dt.time(0, 30)),
        ("2025-01-14T17:30:00.0000000", dt.date(2025, 1, 14), dt.time(17, 30)),
        ("2025-01-14T00:00:00", dt.date(2025, 1, 14), None),
        ("2025-01-14", dt.date(2025, 1, 14), None),
        ("14. januar 2025 kl. 17.30", dt.date(2025, 1, 14), dt.time(17, 30)),
        ("0001-01-01T00:00:00", None, None),
        ("0001-01-01T00:00:00+14:00", None, None),
        ("9999-12-31T23:59:59-12:00", None, None),
        ("snart", None, None),
        (None, None, None),
    ],
)
def test_the_date_is_the_danish_one(written: str | None, date: dt.date | None, time: dt.time | None) -> None:
    meeting = read(a_point(), Moede={"Dato": written})
    assert (meeting.date, meeting.start_time) == (date, time)


def test_a_date_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(ParsingError, match="Mødets dato findes ikke: 31-02-2025"):
        read(a_point(), Moede={"Dato": "31-02-2025"})


@pytest.mark.parametrize(
    ("agenda_id", "source_id"), [(ZERO, None), (None, None), ("AB-1", "firstagenda:ab-1")]
)
def test_the_agenda_is_known_by_its_id_unless_that_is_zero(
    agenda_id: str | None, source_id: str | None
) -> None:
    assert read(a_point(), Id=agenda_id).source_id == source_id


@pytest.mark.parametrize(
    ("name", "html", "kind"),
    [
        ("Referat", "<p>Intet</p>", DocumentKind.MINUTES),
        ("Beslutningsprotokol", "<p>Intet</p>", DocumentKind.MINUTES),
        ("Dagsorden", "<h3>Beslutning</h3><p>Godkendt</p>", DocumentKind.MINUTES),
        ("Dagsorden", "<h3>Beslutning</h3><p> </p>", DocumentKind.AGENDA),
        ("Dagsorden", "<h3>Indstilling</h3><p>Det indstilles, at stien bygges.</p>", DocumentKind.AGENDA),
        (
            "Dagsorden",
            "<h3>Beslutning i Økonomiudvalget den 10-06-2025</h3><p>Anbefales</p>",
            DocumentKind.AGENDA,
        ),
        ("Møde 6", "<h3>Beslutning</h3><p>Godkendt</p>", DocumentKind.MINUTES),
        (None, "<p>Intet</p>", DocumentKind.AGENDA),
    ],
)
def test_minutes_are_known_by_name_or_by_their_decisions(
    name: str | None, html: str, kind: DocumentKind
) -> None:
    assert read(a_point(html), Moede={"Navn": name}).kind is kind


@pytest.mark.parametrize(
    ("changes", "flags"),
    [
        ({}, (False, False, False)),
        ({"TillaegsDagsorden": True}, (True, False, False)),
        ({"Moede": {"IsSupplementaryAgenda": True}}, (True, False, False)),
        ({"Moede": {"Navn": "Tillægsdagsorden"}}, (True, False, False)),
        ({"Moede": {"Navn": "Referat (rettet)"}}, (False, True, False)),
        ({"Moede": {"Navn": "Referat - kladde"}}, (False, False, True)),
        ({"Moede": {"Id": AGENDA_ID, "Afsluttet": False, "ReleasedDate": None}}, (False, False, True)),
        (
            {"Moede": {"Id": AGENDA_ID, "Afsluttet": False, "ReleasedDate": "2025-06-20T10:00:00+02:00"}},
            (False, False, False),
        ),
        ({"Moede": {"Id": ZERO, "Afsluttet": False, "ReleasedDate": None}}, (False, False, False)),
    ],
)
def test_what_kind_of_version_it_is_stands_in_the_meeting(
    changes: dict[str, Any], flags: tuple[bool, bool, bool]
) -> None:
    meeting = read(a_point(), **changes)
    assert (meeting.is_supplement, meeting.is_corrected, meeting.is_draft) == flags


@pytest.mark.parametrize(
    ("flags", "closed"),
    [
        ([True, False], [False, True]),
        ([True, None], [False, True]),
        ([True, "måske"], [False, True]),
        (["true", "false"], [False, True]),
        ([None, None], [False, False]),
    ],
)
def test_an_item_is_open_only_where_the_flag_that_others_have_says_so(
    flags: list[Any], closed: list[bool]
) -> None:
    meeting = read(*(a_point(Number=str(n), IsOpen=flag) for n, flag in enumerate(flags, 1)))
    assert [item.is_closed for item in meeting.items] == closed
    is_unclear = closed[1] and flags[1] not in {False, "false"}
    assert ("unclear_publication" in {warning.code for warning in meeting.warnings}) is is_unclear


def test_closed_minutes_have_closed_items_only() -> None:
    (item,) = read(a_point(), Moede={"Navn": "Lukket referat"}).items
    assert item.is_closed
    assert not item.sections


def test_people_are_absent_by_any_of_the_three_ways_to_say_it() -> None:
    people = [
        {"Name": "Bo Krat (A)", "AttendanceType": "Formand"},
        {"Name": "Pia Lund (V)", "Absent": True},
        {"Name": "Ida Holm", "Absent": False, "ParticipationCancelled": True},
        {"Name": "Ove Dam", "AttendanceType": "Afbud"},
        {"Name": "Liv Ege (stedfortræder for Ove Dam)", "AttendanceType": 3},
        {"Name": None},
        "Navn",
    ]
    found = read(a_point(), Moede={"Moededeltagere": people}).participants
    assert [(p.name, p.party, p.role, p.absent, p.substitute_for) for p in found] == [
        ("Bo Krat", "A", "Formand", False, None),
        ("Pia Lund", "V", None, True, None),
        ("Ida Holm", None, None, True, None),
        ("Ove Dam", None, None, True, None),
        ("Liv Ege", None, None, False, "Ove Dam"),
    ]


def test_text_without_a_heading_stands_under_the_name_of_its_field() -> None:
    fields = [
        {"Navn": "Sagsfremstilling", "Html": "<p>Stien er 2 km.</p>"},
        {"Navn": "Indstilling:", "Html": None, "Tekst": "Det indstilles, at\n\n1. Stien bygges."},
        {"Navn": "Beslutning", "Html": "<p> </p>", "Tekst": "Godkendt"},
        {"Navn": "Ny sti", "Html": "<p>Kort om sagen.</p>"},
    ]
    (item,) = read(a_point(Felter=fields)).items
    assert item.section_headings == ("Sagsfremstilling", "Indstilling", "Beslutning")
    assert [r.text for r in item.recommendations] == ["Stien bygges."]
    assert item.decision_text is not None
    assert item.decision_text.startswith("Godkendt")


@pytest.mark.parametrize(
    "decision", ["<p>Godkendt</p>", "Godkendt", {"Html": "<p>Godkendt</p>"}, {"Tekst": "Godkendt"}]
)
def test_the_decision_beside_the_fields_counts_where_they_have_none(decision: Any) -> None:
    (item,) = read(a_point("<h3>Sagsfremstilling</h3><p>Stien.</p>", ItemDecision=decision)).items
    assert item.decision_text == "Godkendt"
    assert item.sections[-1].kind is SectionKind.DECISION
    (decided,) = read(a_point(ItemDecision="Udsat")).items
    assert decided.decision_text == "Godkendt"


def test_attachments_stand_in_their_order_and_a_field_that_is_only_a_pdf_is_one() -> None:
    papers = [
        {"Navn": "Sidst", "Order": None},
        {"Navn": "ANBEFALES - Kort", "Order": 2, "Id": ZERO},
        {"Navn": "Plan", "Order": 1},
        {"Navn": "Hemmeligt", "Order": 3, "IsOpen": False},
    ]
    fields = [
        {
            "Navn": "Sagsfremstilling som PDF",
            "DocumentId": AGENDA_ID,
            "Link": "https://dagsordener.ballerup.dk/vis/pdf/bilag/1",
        },
        {"Navn": "Tom", "DocumentId": ZERO},
        {"Navn": "Tekst", "Html": "<p>Stien.</p>", "DocumentId": AGENDA_ID},
    ]
    meeting = read(a_point(Bilag=papers, Felter=fields))
    (item,) = meeting.items
    assert [(paper.title, paper.recommended) for paper in item.attachments] == [
        ("Plan", False),
        ("Kort", True),
        ("Sidst", False),
        ("Sagsfremstilling som PDF", False),
    ]
    assert (item.attachment_count, item.internal_count) == (5, 1)
    assert meeting.municipality == "Ballerup"


@pytest.mark.parametrize("points", [[], None, "x"])
def test_an_agenda_without_items_is_refused(points: Any) -> None:
    with pytest.raises(ParsingError, match="en dagsorden fra FirstAgenda, men den har ingen punkter"):
        read(Dagsordenpunkter=points)


def test_items_that_share_a_number_or_have_none_are_all_kept() -> None:
    meeting = read(a_point(), a_point(), a_point(Number="3a"), a_point(Number=None, Navn=None))
    assert [item.number for item in meeting.items] == ["1", "u1", "u2", "u3"]
    assert meeting.items[3].title == "Punkt uden overskrift"
