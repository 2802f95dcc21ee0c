"""One record out of all documents of a meeting, whatever order they arrived in."""

import dataclasses
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.ingestion.merging.rules import ITEM_RULES, Edition, MergedMeeting, merge
from apps.parsing.records import (
    Attachment,
    DocumentKind,
    Outcome,
    OutcomeCode,
    ParsedItem,
    ParsedMeeting,
    Recommendation,
    Section,
    SectionKind,
    Vote,
    Voter,
)
from tests.records import a_meeting

APPROVED, POSTPONED = Outcome(outcome=OutcomeCode.APPROVED), Outcome(outcome=OutcomeCode.POSTPONED)


def a_section(text: str, kind: SectionKind = SectionKind.CASE, **fields: Any) -> Section:
    return Section(
        **{
            "kind": kind,
            "heading": "Sagsfremstilling",
            "text": text,
            "first_line": 1,
            "last_line": 2,
            **fields,
        }
    )


def a_case(number: str = "1", title: str = "Ny cykelsti", **fields: Any) -> ParsedItem:
    defaults: dict[str, Any] = {
        "sections": (a_section("Stien er 2 km lang."),),
        "first_line": 1,
        "last_line": 9,
    }
    return ParsedItem(number=number, title=title, **{**defaults, **fields})


def decided(
    item: ParsedItem, text: str = "Godkendt.", outcome: Outcome = APPROVED, **fields: Any
) -> ParsedItem:
    return dataclasses.replace(item, decision_text=text, outcomes=(outcome,), **fields)


def an_agenda(*items: ParsedItem, **fields: Any) -> ParsedMeeting:
    return a_meeting(*items, kind=DocumentKind.AGENDA, **fields)


def merged(*meetings: ParsedMeeting, source: str = "") -> MergedMeeting:
    """Merged in the order in which they arrived."""
    return merge([Edition(meeting=m, arrival=n, source=source) for n, m in enumerate(meetings)])


def titles(meeting: MergedMeeting) -> list[str]:
    return [item.title for item in meeting.meeting.items]


def test_every_field_of_an_item_has_a_rule() -> None:
    assert set(ITEM_RULES) == {field.name for field in dataclasses.fields(ParsedItem)}


def test_one_document_is_the_meeting_as_it_states_it() -> None:
    minutes = a_meeting(decided(a_case()), a_case("2", "Havnebad", is_closed=True))
    assert merged(minutes).meeting == minutes
    assert merged(minutes).dropped == ()


def test_nothing_to_merge_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        merge([])


def test_minutes_decide_what_the_agenda_brought_and_keep_what_they_are_silent_about() -> None:
    paper = Attachment(title="Kort over stien")
    agenda = an_agenda(a_case(journal_number="05.04.00-P20-3-25", attachments=(paper,), attachment_count=1))
    minutes = a_meeting(decided(a_case(sections=())))
    item = merged(agenda, minutes).items[0]
    assert merged(agenda, minutes).meeting.kind == DocumentKind.MINUTES
    assert (item.item.decision_text, item.item.outcomes) == ("Godkendt.", (APPROVED,))
    assert (item.item.journal_number, item.item.attachments) == ("05.04.00-P20-3-25", (paper,))
    assert [s.text for s in item.item.sections] == ["Stien er 2 km lang."]
    assert (item.changes, item.is_added) == ((), False)


def test_an_agenda_decides_nothing_once_there_are_minutes() -> None:
    agenda = an_agenda(decided(a_case(), "Forventes godkendt", absent=("Gro Askelund",)))
    silent = a_meeting(a_case(outcomes=(Outcome(outcome=OutcomeCode.NONE),)))
    item = merged(agenda, silent).items[0].item
    assert (item.decision_text, item.absent) == (None, ())
    assert item.outcomes == (Outcome(outcome=OutcomeCode.NONE),)


def test_a_supplementary_agenda_adds_items_until_the_minutes_come() -> None:
    agenda = an_agenda(a_case("1", "Ny cykelsti"))
    supplement = an_agenda(a_case("2", "Havnebad"), is_supplement=True)
    assert (
        titles(merged(supplement, agenda))
        == titles(merged(agenda, supplement))
        == ["Ny cykelsti", "Havnebad"]
    )
    alone = merged(supplement)
    assert (alone.meeting.kind, titles(alone)) == (DocumentKind.AGENDA, ["Havnebad"])
    minutes = a_meeting(decided(a_case("1", "Ny cykelsti")))
    all_three = merged(supplement, minutes, agenda)
    assert titles(all_three) == ["Ny cykelsti"]
    assert [item.title for item in all_three.dropped] == ["Havnebad"]


def test_items_that_the_agenda_did_not_have_are_said_to_be_added_only_where_there_is_an_agenda() -> None:
    minutes = a_meeting(decided(a_case("1")), decided(a_case("2", "Havnebad")))
    assert [item.is_added for item in merged(an_agenda(a_case("1")), minutes).items] == [False, True]
    assert [item.is_added for item in merged(minutes).items] == [False, False]
    only_supplement = an_agenda(a_case("1"), is_supplement=True)
    assert [item.is_added for item in merged(only_supplement, minutes).items] == [False, False]


def test_corrected_minutes_win_even_when_they_arrive_first() -> None:
    minutes = a_meeting(decided(a_case(), "Godkendt.", votes=(Vote(subject="Stien"),)))
    corrected = a_meeting(decided(a_case(), "Udsat.", POSTPONED), is_corrected=True)
    for order in ((minutes, corrected), (corrected, minutes)):
        item = merged(*order).items[0].item
        assert (item.decision_text, item.outcomes, item.votes) == ("Udsat.", (POSTPONED,), ())


def test_a_later_version_from_the_same_source_takes_the_place_of_the_earlier_one() -> None:
    first = a_meeting(decided(a_case(attachments=(Attachment(title="Kort"),), decided_by="Byrådet")))
    second = a_meeting(decided(a_case()))
    assert merged(first, second, source="text").items[0].item.decided_by is None
    assert merged(first, second).items[0].item.decided_by == "Byrådet"


def in_html(item: ParsedItem) -> ParsedItem:
    sections = tuple(dataclasses.replace(s, html=f"<p>{s.text}</p>") for s in item.sections)
    return dataclasses.replace(item, sections=sections)


def test_the_same_minutes_as_pdf_after_html_change_nothing() -> None:
    vote = Vote(votes_for=(Voter(name="Gro Askelund", party="A"),))
    web = a_meeting(
        in_html(
            decided(
                a_case(
                    recommendations=(Recommendation(number=1, text="Stien anlægges langs Fjordvej."),),
                    sections=(
                        a_section("Stien er 2 km lang og cykelvenlig."),
                        a_section("Prisen er 2,1 mio.", SectionKind.OTHER, heading="Pris"),
                    ),
                ),
                votes=(vote,),
            )
        )
    )
    pdf = a_meeting(
        decided(
            a_case(
                title="NY CYKELSTI",
                recommendations=(Recommendation(number=1, text="Stien anlægges langs Fjord-\nvej"),),
                # The heading is not recognised, so its section runs on.
                sections=(a_section("Stien er 2 km lang og cykel- venlig.\n\nPris\n\nPrisen er 2,1 mio."),),
            ),
            "Godkendt",
        )
    )
    both = merged(web, pdf).items[0].item
    expected = web.items[0]
    assert dataclasses.replace(both, first_line=1, last_line=9) == expected
    assert merged(pdf, web).items[0].item == both


def test_where_the_words_differ_the_newest_wins_though_it_has_less_form() -> None:
    web = a_meeting(in_html(decided(a_case())))
    pdf = a_meeting(decided(a_case(sections=(a_section("Stien er 3 km lang."),))))
    assert merged(web, pdf).items[0].item.sections == pdf.items[0].sections


def test_a_section_of_its_own_heading_goes_when_the_minutes_repeat_the_case_without_it() -> None:
    price = a_section("Prisen er 2,1 mio.", SectionKind.OTHER, heading="Pris")
    agenda = an_agenda(a_case(sections=(a_section("Stien er 2 km lang."), price)))
    full = a_meeting(decided(a_case()))
    short = a_meeting(decided(a_case(sections=(a_section("Godkendt.", SectionKind.DECISION),))))
    assert [s.heading for s in merged(agenda, full).meeting.items[0].sections] == ["Sagsfremstilling"]
    change = merged(agenda, full).items[0].changes[0]
    assert (change.label, change.before, change.after) == ("Pris", "Prisen er 2,1 mio.", "")
    kept = merged(agenda, short).meeting.items[0].sections
    assert [s.text for s in kept] == ["Stien er 2 km lang.", "Prisen er 2,1 mio.", "Godkendt."]


def test_what_differs_between_agenda_and_minutes_is_told_before_and_after() -> None:
    agenda = an_agenda(
        a_case(
            title="Ny cykelsti",
            recommendations=(Recommendation(number=1, text="Stien anlægges."),),
            decided_by="Byrådet",
        )
    )
    minutes = a_meeting(
        decided(
            a_case(
                title="Ny cykelsti langs Fjordvej",
                journal_number="05.04.00-P20-4-25",
                recommendations=(Recommendation(number=1, text="Stien udsættes."),),
                sections=(a_section("Stien er 3 km lang."),),
                attachments=(Attachment(title="Kort"),),
            )
        )
    )
    changes = merged(agenda, minutes).items[0].changes
    assert {(c.field, c.label): (c.before, c.after) for c in changes} == {
        ("title", "Titel"): ("Ny cykelsti", "Ny cykelsti langs Fjordvej"),
        ("journal_number", "Journalnummer"): ("", "05.04.00-P20-4-25"),
        ("recommendations", "Indstilling"): ("1. Stien anlægges.", "1. Stien udsættes."),
        ("attachments", "Bilag"): ("", "Kort"),
        ("sections", "Sagsfremstilling"): ("Stien er 2 km lang.", "Stien er 3 km lang."),
    }


def test_an_agenda_without_texts_makes_no_change_of_all_that_the_minutes_say() -> None:
    agenda = an_agenda(a_case(sections=()))
    assert merged(agenda, a_meeting(decided(a_case()))).items[0].changes == ()


def test_huge_changes_are_stored_short_and_begin_where_they_differ() -> None:
    long = "Havnen er dyb. " * 5000
    agenda, minutes = (
        make(a_case(sections=(a_section(f"{long}{end} {long}"),)))
        for make, end in ((an_agenda, "Broen er rød."), (a_meeting, "Broen er blå."))
    )
    change = merged(agenda, minutes).items[0].changes[0]
    assert max(len(change.before), len(change.after)) < 8100
    assert "Broen er rød." in change.before
    assert "Broen er blå." in change.after


def test_one_of_the_minutes_that_has_an_item_closed_closes_it() -> None:
    closed = a_meeting(a_case(title="Køb af ejendom", is_closed=True, sections=()))
    told = a_meeting(decided(a_case(title="Køb af ejendom 3", decided_by="Byrådet"), "Købt for 9 mio."))
    for documents in ((closed, told), (told, closed)):
        item = merged(*documents).meeting.items[0]
        assert (item.is_closed, item.title) == (True, "Køb af ejendom")
        assert (item.decision_text, item.sections, item.decided_by) == (None, (), None)


def test_a_closed_item_of_the_agenda_lends_nothing_to_an_open_one_and_no_difference_is_told() -> None:
    agenda = an_agenda(a_case(is_closed=True, decided_by="Byrådet"))
    item = merged(agenda, a_meeting(decided(a_case()))).items[0]
    assert (item.item.is_closed, item.item.decided_by, item.changes) == (False, None, ())
    opened = an_agenda(a_case(sections=(a_section("Hemmeligt."),)))
    closing = merged(opened, a_meeting(decided(a_case(is_closed=True, sections=())))).items[0]
    assert (closing.item.is_closed, closing.changes, closing.item.sections) == (True, (), ())


def test_closed_items_that_only_the_agenda_has_are_not_told() -> None:
    agenda = an_agenda(a_case("1"), a_case("2", "Køb af ejendom", is_closed=True))
    assert merged(agenda, a_meeting(decided(a_case("1")))).dropped == ()


def test_the_meetings_own_fields_are_the_newest_that_are_stated() -> None:
    agenda = an_agenda(a_case(), location="Rådhuset", source_url="https://eksempel.dk/dagsorden")
    minutes = a_meeting(decided(a_case()), source_url="https://eksempel.dk/referat", participants=())
    meeting = merged(minutes, agenda).meeting
    assert (meeting.location, meeting.source_url) == ("Rådhuset", "https://eksempel.dk/referat")
    assert meeting.participants == agenda.participants


def test_a_file_that_only_the_agenda_knows_stays_with_its_paper() -> None:
    agenda = an_agenda(a_case(attachments=(Attachment(title="Kort", path="bilag/kort.pdf"),)))
    minutes = a_meeting(decided(a_case(attachments=(Attachment(title="Kort"), Attachment(title="Notat")))))
    papers = merged(agenda, minutes).meeting.items[0].attachments
    assert [(paper.title, paper.path) for paper in papers] == [("Kort", "bilag/kort.pdf"), ("Notat", None)]


SECTION_TEXTS = st.sampled_from(["Stien er 2 km lang.", "Stien er 3 km lang.", "Prisen er 2,1 mio.", ""])
CASES = st.builds(
    lambda text, journal, recommended, papers: a_case(
        sections=(a_section(text),) if text else (),
        journal_number=journal,
        recommendations=(Recommendation(number=1, text="Stien anlægges."),) if recommended else (),
        attachments=tuple(Attachment(title=f"Kort {n}") for n in range(papers)),
    ),
    SECTION_TEXTS,
    st.sampled_from([None, "05.04.00-P20-3-25"]),
    st.booleans(),
    st.integers(0, 2),
)


@settings(max_examples=100, deadline=None)
@given(CASES, CASES, CASES, CASES)
def test_the_order_of_arrival_does_not_matter(
    planned: ParsedItem, added: ParsedItem, held: ParsedItem, corrected: ParsedItem
) -> None:
    other = dataclasses.replace(added, number="2", title="Havnebad i Vestkajen")
    documents = (
        an_agenda(planned, location="Rådhuset"),
        an_agenda(other, is_supplement=True),
        a_meeting(decided(held), decided(other)),
        a_meeting(decided(corrected, "Udsat.", POSTPONED), decided(other), is_corrected=True, location=None),
    )
    results = [merged(*order) for order in itertools.permutations(documents)]
    assert all(result == results[0] for result in results)
