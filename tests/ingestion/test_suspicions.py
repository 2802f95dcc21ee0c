"""Documents that are most likely not what they say are refused, with the reason and the remedy."""

import datetime as dt
from typing import Any

import pytest

from apps.committees.models import Committee, Municipality
from apps.corrections.acting import Actor, acting
from apps.ingestion.guards import ImportRefusedError, Remedy, committee_and_date
from apps.ingestion.importing import import_file
from apps.ingestion.models import ImportedFile, ImportRun, SourceDocument
from apps.ingestion.suspicions import refuse_suspicious
from apps.meetings.models import Meeting
from apps.parsing.records import DocumentKind, Outcome, OutcomeCode, ParsedMeeting
from tests.factories import load
from tests.ingestion.documents import document
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db

TITLES = ("Cykelsti langs Fjordvej", "Havnebad i Vestkajen", "Takster for pladser", "Badebro ved Nordhavnen")
ITEMS = (
    an_item("1", "Meddelelser"),
    *(an_item(str(n), title, journal_number=f"04.0{n}.00-P20-{n}-25") for n, title in enumerate(TITLES, 2)),
)
ADDRESS = "https://www.soendersund.example/dagsorden/klima-06-05-2025"
OTHER_DAY = dt.date(2025, 5, 20)


def refusal_of(parsed: ParsedMeeting, **given: Any) -> ImportRefusedError | None:
    choices: dict[str, Any] = {
        "name": "referat.txt",
        "is_previewed": True,
        "is_extra_meeting": False,
        "allows_removal": False,
    } | given
    try:
        municipality = Municipality.named("Søndersund")
        committee = Committee.find(municipality, parsed.committee or "", parsed.date)
        refuse_suspicious(parsed, municipality, committee, **choices)
    except ImportRefusedError as error:
        return error
    return None


def import_text(content: bytes, **choices: Any) -> ImportedFile:
    run = ImportRun.objects.create(municipality_name="Søndersund", state=ImportRun.State.DONE, **choices)
    return import_file(run, "referat.txt", content)


@pytest.fixture
def known() -> Meeting:
    return load(a_meeting(*ITEMS))[0]


def test_a_draft_is_refused_however_it_is_asked() -> None:
    with pytest.raises(ImportRefusedError, match="Dokumentet er et udkast") as caught:
        committee_and_date(a_meeting(is_draft=True))
    assert caught.value.remedies == ()


@pytest.mark.parametrize(
    ("date", "why"), [(dt.date(2925, 5, 6), "mere end et år"), (dt.date(1925, 5, 6), "før 1970")]
)
def test_a_date_that_no_meeting_has_is_refused(date: dt.date, why: str) -> None:
    refusal = refusal_of(a_meeting(*ITEMS, date=date), is_extra_meeting=True)
    assert refusal is not None
    assert why in str(refusal)
    assert f"6. maj {date.year}" in str(refusal)


@pytest.mark.parametrize("head", [{"date": OTHER_DAY}, {"committee": "Kulturudvalget"}])
def test_the_same_items_under_another_head_are_refused_and_the_meeting_is_named(
    known: Meeting, head: dict[str, Any]
) -> None:
    refusal = refusal_of(a_meeting(*ITEMS, **head))
    assert refusal is not None
    assert "næsten de samme punkter som mødet i »Klima- og Havneudvalget« den 6. maj 2025" in str(refusal)
    assert "»ekstra møde« (--ekstra-moede)" in str(refusal)
    assert (refusal.meeting, refusal.remedies) == (known, (Remedy.OTHER_MEETING,))
    assert refusal_of(a_meeting(*ITEMS, **head), is_extra_meeting=True) is None


def test_where_nobody_can_be_asked_the_same_items_under_another_head_are_refused_only_of_the_same_file(
    known: Meeting,
) -> None:
    moved = a_meeting(*ITEMS, date=OTHER_DAY)
    assert refusal_of(moved, is_previewed=False) is None
    SourceDocument.objects.create(
        municipality=known.committee.municipality, meeting=known, name="referat.txt", content=b"", size=0
    )
    assert refusal_of(moved, is_previewed=False) is not None
    assert refusal_of(moved, is_previewed=False, name="andet referat.txt") is None


def test_what_staff_have_corrected_hides_no_meeting(known: Meeting) -> None:
    first, second = known.items.filter(number__in="23").order_by("number")
    with acting(Actor(cause="Rettet i administrationen", is_correcting=True)):
        first.title = "Cykelsti til Nordby"
        first.save()
        second.journal_number = "25/1234"
        second.save()
    refusal = refusal_of(a_meeting(*ITEMS, date=OTHER_DAY))
    assert refusal is not None
    assert refusal.meeting == known


def test_the_meeting_itself_may_come_again(known: Meeting) -> None:
    assert refusal_of(a_meeting(*ITEMS)) is None


def test_a_case_that_goes_on_to_the_next_body_is_no_mistake(known: Meeting) -> None:
    decided = [
        an_item(
            item.number,
            item.title,
            journal_number=item.journal_number,
            decision_text="Indstillingen tiltrædes af Byrådet",
            outcomes=(Outcome(outcome=OutcomeCode.APPROVED),),
        )
        for item in ITEMS
    ]
    assert refusal_of(a_meeting(*decided, committee="Byrådet", date=OTHER_DAY)) is None


@pytest.mark.parametrize(
    ("items", "date"),
    [
        (ITEMS, dt.date(2025, 8, 6)),
        (ITEMS[:3], OTHER_DAY),
        (tuple(an_item(i.number, i.title, journal_number=f"{i.number}/2025") for i in ITEMS), OTHER_DAY),
        ((*ITEMS, *(an_item(str(n), f"Ny sag {n}") for n in range(6, 10))), OTHER_DAY),
    ],
    ids=["three months later", "too few to tell", "other cases", "half of them"],
)
def test_what_only_looks_a_little_alike_is_let_through(
    known: Meeting, items: tuple[Any, ...], date: dt.date
) -> None:
    assert refusal_of(a_meeting(*items, date=date)) is None


@pytest.mark.parametrize("source", [{"source_url": ADDRESS}, {"source_id": "firstagenda:17"}])
def test_a_source_that_was_of_another_meeting_is_refused_until_staff_move_the_meeting(
    known: Meeting, source: dict[str, str]
) -> None:
    SourceDocument.objects.create(
        municipality=known.committee.municipality, meeting=known, name="a", content=b"a", size=1, **source
    )
    moved = a_meeting(an_item("1", "Noget helt andet"), date=OTHER_DAY, **source)
    refusal = refusal_of(moved)
    assert refusal is not None
    assert "den samme kilde har før været mødet i »Klima- og Havneudvalget« den 6. maj 2025" in str(refusal)
    assert "ret først dato eller udvalg på mødet i arkivet" in str(refusal)
    with acting(Actor(cause="Rettet i administrationen", is_correcting=True)):
        known.held_on = OTHER_DAY
        known.save()
    assert refusal_of(moved) is None


def test_an_address_that_several_meetings_share_tells_none_of_them_apart(known: Meeting) -> None:
    (other,) = load(a_meeting(an_item("1", "Budget"), date=dt.date(2025, 9, 9)))
    for name, meeting in (("a", known), ("b", other)):
        SourceDocument.objects.create(
            municipality=known.committee.municipality,
            meeting=meeting,
            name=name,
            sha256=name,
            content=b"a",
            size=1,
            source_url=ADDRESS,
        )
    assert refusal_of(a_meeting(an_item("1", "Regnskab"), date=OTHER_DAY, source_url=ADDRESS)) is None


def test_a_version_with_half_of_its_words_is_refused_until_it_is_allowed() -> None:
    long = "Havnen er dyb, og kajen er lang. " * 60
    whole = document(("Cykelstien giver skolebørn", f"{long}\n\nCykelstien giver skolebørn"))
    assert import_text(whole).status == "created"
    refused = import_text(document())
    assert refused.status == "failed"
    assert "Der mangler nok noget af det." in refused.message
    assert "--tillad-fjernelse" in refused.message
    assert import_text(document(("15:00", "15:10")), allows_removal=True).status == "updated"


def test_minutes_are_not_measured_by_their_agenda() -> None:
    agenda = a_meeting(an_item("1", "Budget", decision_text="Meget " * 400), kind=DocumentKind.AGENDA)
    load(agenda)
    assert refusal_of(a_meeting(an_item("1", "Budget"))) is None


def test_an_unknown_committee_is_told_with_those_it_is_like() -> None:
    Committee.named(Municipality.named("Søndersund"), "Klima- og Havneudvalgene")
    file = import_text(document())
    assert file.status == "created"
    assert "Udvalget »Klima- og Havneudvalget« fandtes ikke i arkivet og er oprettet." in file.message
    assert "»Klima- og Havneudvalgene«" in file.message
    again = import_text(document(("15:00", "15:10")))
    assert (again.status, again.message) == ("updated", "")
