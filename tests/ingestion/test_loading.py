"""What loading does to the rows of the archive."""

import dataclasses
import datetime as dt

import pytest

from apps.agenda_items.models import AgendaItem, Vote
from apps.committees.models import Committee, Municipality
from apps.corrections.acting import Actor, acting
from apps.corrections.models import ChangeLogEntry, Correction
from apps.corrections.sources import hand_back
from apps.ingestion.guards import ImportRefusedError
from apps.ingestion.loading import LoadEffect, load_meeting
from apps.meetings.models import Meeting
from apps.parsing.records import DocumentKind, Outcome, OutcomeCode, ParsedMeeting, ParsingWarning, Voter
from apps.parsing.records import Vote as ParsedVote
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db
STAFF = Actor(cause="Rettet i administrationen", is_correcting=True)


@pytest.fixture
def municipality() -> Municipality:
    return Municipality.named("Søndersund Kommune")


def load(
    parsed: ParsedMeeting, *, is_extra_meeting: bool = False, allows_removal: bool = False
) -> LoadEffect:
    return load_meeting(
        parsed,
        Municipality.named("Søndersund"),
        is_extra_meeting=is_extra_meeting,
        allows_removal=allows_removal,
    )


def test_a_meeting_becomes_rows_as_stated(municipality: Municipality) -> None:
    effect = load(a_meeting(an_item("1", "Meddelelser"), an_item("2", "Ny cykelsti")))
    meeting = Meeting.objects.get()
    assert (effect.is_new, effect.created) == (True, 2)
    assert meeting.committee.name == "Klima- og Havneudvalget"
    assert [(i.slug, i.title) for i in meeting.items.all()] == [("1", "Meddelelser"), ("2", "Ny cykelsti")]
    assert [(a.name, a.party) for a in meeting.attendance.all()] == [
        ("Gro Askelund", "A"),
        ("Vagn Tofte", "V"),
    ]
    assert [o.code for o in meeting.items.all()[1].outcomes.all()] == ["approved"]


def test_the_same_record_again_changes_nothing() -> None:
    parsed = a_meeting(an_item("1"), an_item("2", "Ny cykelsti"))
    load(parsed)
    effect = load(parsed)
    assert (effect.unchanged, effect.is_changed) == (2, False)
    assert not ChangeLogEntry.objects.exists()


def test_a_changed_document_updates_its_meeting_and_logs_what_changed() -> None:
    load(a_meeting(an_item("1", "Ny cykelsti")))
    with acting(Actor(cause="Import 7: referat.txt")):
        effect = load(a_meeting(an_item("1", "Ny cykelsti", decision_text="Udsat")))
    assert effect.updated == 1
    entry = ChangeLogEntry.objects.get()
    assert (entry.field, entry.old_value, entry.new_value) == (
        "decision_text",
        "Indstillingen godkendt",
        "Udsat",
    )
    assert entry.cause == "Import 7: referat.txt"


def test_an_item_inserted_before_others_moves_neither_addresses_nor_corrections() -> None:
    load(a_meeting(an_item("1", "Meddelelser"), an_item("2", "Ny cykelsti"), an_item("3", "Havnebad")))
    item = AgendaItem.objects.get(title="Ny cykelsti")
    with acting(STAFF):
        item.title = "Ny cykelsti langs Fjordvej"
        item.save()
    load(
        a_meeting(
            an_item("1", "Meddelelser"),
            an_item("2", "Støjvold"),
            an_item("3", "Ny cykelsti"),
            an_item("4", "Havnebad"),
        )
    )
    found = {i.title: (i.number, i.slug) for i in AgendaItem.objects.all()}
    assert found == {
        "Meddelelser": ("1", "1"),
        "Støjvold": ("2", "2-2"),
        "Ny cykelsti langs Fjordvej": ("3", "2"),
        "Havnebad": ("4", "3"),
    }


def test_a_correction_survives_and_the_new_value_of_the_source_is_a_conflict() -> None:
    load(a_meeting(an_item("1", "Nyt nøkald")))
    item = AgendaItem.objects.get()
    with acting(STAFF):
        item.title = "Nyt nødkald"
        item.save()
    load(a_meeting(an_item("1", "Nyt nøkald")))
    assert Correction.objects.get().source_changed_at is None
    effect = load(a_meeting(an_item("1", "Nyt nødkaldsanlæg")))
    item.refresh_from_db()
    correction = Correction.objects.get()
    assert (item.title, correction.source_value, effect.conflicts) == ("Nyt nødkald", "Nyt nødkaldsanlæg", 1)
    assert correction.source_changed_at is not None


def test_a_correction_handed_back_follows_the_source_again() -> None:
    load(a_meeting(an_item("1", "Nyt nøkald")))
    item = AgendaItem.objects.get()
    with acting(STAFF):
        item.title = "Nyt nødkald"
        item.save()
    load(a_meeting(an_item("1", "Nyt nødkaldsanlæg")))
    hand_back(Correction.objects.get(), actor=STAFF)
    item.refresh_from_db()
    assert item.title == "Nyt nødkaldsanlæg"
    load(a_meeting(an_item("1", "Nyt nødkaldsanlæg i Havneby")))
    item.refresh_from_db()
    assert item.title == "Nyt nødkaldsanlæg i Havneby"


def test_corrections_of_rows_in_lists_survive_by_what_the_source_calls_them() -> None:
    vote = ParsedVote(
        votes_for=(Voter(name="Gro Askelnd", party="A"),), against=(Voter(name="Vagn Tofte", party="V"),)
    )
    parsed = a_meeting(an_item("1", votes=(vote,)))
    load(parsed)
    cast = Vote.objects.get().casts.get(side="for")
    with acting(STAFF):
        cast.name = "Gro Askelund"
        cast.save()
        Vote.objects.get().casts.get(side="against").delete()
        AgendaItem.objects.get().outcomes.create(code="other")
    load(dataclasses.replace(parsed, location="Rådhuset"))
    assert [(c.name, c.side) for c in Vote.objects.get().casts.all()] == [("Gro Askelund", "for")]
    assert {o.code for o in AgendaItem.objects.get().outcomes.all()} == {"approved", "other"}


def a_vote(subject: str, against: str) -> ParsedVote:
    voters = (Voter(name="Gro Askelund", party="A"),), (Voter(name=against, party="V"),)
    return ParsedVote(subject=subject or None, votes_for=voters[0], against=voters[1])


@pytest.mark.parametrize("subject", ["", "Ændringsforslag fra A"])
def test_a_vote_put_in_before_another_moves_no_correction(subject: str) -> None:
    load(a_meeting(an_item("1", votes=(a_vote(subject, "Vagn Tofte"),))))
    vote = Vote.objects.get()
    with acting(STAFF):
        cast = vote.casts.get(side="against")
        cast.name = "Vagn Toft"
        cast.save()
    load(a_meeting(an_item("1", votes=(a_vote("Forslag fra V", "Ida Bro"), a_vote(subject, "Vagn Tofte")))))
    first, second = Vote.objects.order_by("position")
    assert (second.pk, first.subject, second.subject) == (vote.pk, "Forslag fra V", subject)
    assert [cast.name for cast in second.casts.filter(side="against")] == ["Vagn Toft"]
    assert [cast.name for cast in first.casts.filter(side="against")] == ["Ida Bro"]
    assert Correction.objects.get().source_changed_at is None


def test_a_reworded_vote_that_is_the_only_one_is_the_same_vote() -> None:
    load(a_meeting(an_item("1", votes=(a_vote("Ændringsforslag", "Vagn Tofte"),))))
    vote = Vote.objects.get()
    load(a_meeting(an_item("1", votes=(a_vote("Ændringsforslag fra A", "Ida Bro"),))))
    assert Vote.objects.get().pk == vote.pk


def test_items_never_disappear_unless_that_is_allowed() -> None:
    load(a_meeting(an_item("1", "Meddelelser"), an_item("2", "Ny cykelsti")))
    shorter = a_meeting(an_item("1", "Meddelelser"))
    with pytest.raises(ImportRefusedError, match=r"Punkt 2: Ny cykelsti.*--tillad-fjernelse"):
        load(shorter)
    assert AgendaItem.objects.published().count() == 2
    effect = load(shorter, allows_removal=True)
    assert effect.removed == 1
    assert [i.title for i in AgendaItem.objects.published()] == ["Meddelelser"]


def test_two_meetings_on_one_day_are_told_apart_by_an_hour_or_by_word() -> None:
    first = load(a_meeting(start_time=dt.time(15, 0))).meeting
    late = load(a_meeting(an_item("1", "Havnebad"), start_time=dt.time(16, 1))).meeting
    same = load(a_meeting(an_item("1", "Havnebad"), start_time=dt.time(16, 0))).meeting
    extra = load(
        a_meeting(an_item("1", "Støjvold"), start_time=dt.time(15, 0)), is_extra_meeting=True
    ).meeting
    assert [m.slug for m in (first, late, same, extra)] == [
        "2025-05-06",
        "2025-05-06-2",
        "2025-05-06-2",
        "2025-05-06-3",
    ]


def test_a_meeting_whose_date_staff_corrected_is_found_again_and_its_old_address_is_kept() -> None:
    meeting = load(a_meeting()).meeting
    with acting(STAFF):
        meeting.held_on = dt.date(2025, 5, 7)
        meeting.save()
    again = load(a_meeting()).meeting
    assert (again.pk, again.held_on, again.slug) == (meeting.pk, dt.date(2025, 5, 7), "2025-05-07")
    assert Meeting.ever_at(meeting.committee_id, "2025-05-06") == meeting


def test_a_renamed_committee_is_found_by_the_name_in_the_documents() -> None:
    committee = load(a_meeting()).meeting.committee
    committee.name = "Klimaudvalget"
    committee.save()
    assert load(a_meeting(date=dt.date(2025, 6, 3))).meeting.committee == committee
    assert (Committee.objects.get().slug, Committee.objects.count()) == ("klimaudvalget", 1)


def test_a_closed_item_keeps_nothing_but_number_title_and_published_decision() -> None:
    load(a_meeting(an_item("1", "Lukket punkt: Køb", is_closed=True, journal_number="82.01.00-G10-1-25")))
    item = AgendaItem.objects.get()
    assert (item.journal_number, item.sections.count(), item.recommendations.count()) == ("", 0, 0)
    assert (item.decision_text, item.outcomes.count()) == ("Indstillingen godkendt", 1)


def test_an_agenda_changes_nothing_once_the_minutes_are_known() -> None:
    load(a_meeting(an_item("1", "Ny cykelsti")))
    effect = load(
        a_meeting(an_item("1", "Ny cykelsti", outcomes=(), decision_text=None), kind=DocumentKind.AGENDA)
    )
    assert not effect.is_changed
    assert AgendaItem.objects.get().decision_text == "Indstillingen godkendt"


def test_minutes_fill_the_agenda_they_follow() -> None:
    load(a_meeting(an_item("1", "Ny cykelsti", outcomes=(), decision_text=None), kind=DocumentKind.AGENDA))
    outcome = Outcome(outcome=OutcomeCode.POSTPONED)
    load(a_meeting(an_item("1", "Ny cykelsti", outcomes=(outcome,), decision_text="Udsat")))
    assert Meeting.objects.get().kind == "minutes"
    assert [o.code for o in AgendaItem.objects.get().outcomes.all()] == ["postponed"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"committee": None}, "hvilket udvalg"),
        ({"date": None}, "hvornår"),
        (
            {"warnings": (ParsingWarning(code="cut_off", message="Slutter midt i punkt 3.", line=88),)},
            "linje 88: Slutter",
        ),
    ],
)
def test_what_has_no_place_in_the_archive_is_refused(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(ImportRefusedError, match=reason):
        load(a_meeting(**fields))
    assert not Meeting.objects.exists()
