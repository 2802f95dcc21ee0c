"""The page of an agenda item."""

import datetime as dt

import pytest
from django.test import Client

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Committee
from apps.ingestion.publishing import unpublish
from apps.parsing.records import (
    DocumentKind,
    HistoricDecision,
    OutcomeCode,
    Recommendation,
    Reference,
    Section,
    SectionKind,
)
from tests.factories import CASE_NUMBER, HOSTILE, MEETING, a_counted_vote, a_full_item, a_result, load, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db
ITEM = f"{MEETING}punkt-1/"


def text_of(html: str) -> str:
    return " ".join(html.split())


def test_the_decision_comes_first_with_whose_it_is_and_who_decides_finally(client: Client) -> None:
    load(a_meeting(a_full_item("1")))
    html = page(client, ITEM)
    assert "Udvalgets beslutning" in html
    assert "<strong>Byrådet</strong> træffer den endelige beslutning." in html
    assert (
        html.index("Indstillingen godkendt") < html.index('id="indstilling"') < html.index("Om nyt nødkald")
    )


def test_a_body_that_decides_itself_is_not_named_again(client: Client) -> None:
    load(a_meeting(a_full_item("1", decided_by="Klima- og Havneudvalget")))
    assert "endelige beslutning" not in page(client, ITEM)


def test_a_council_decides_under_its_own_name(client: Client) -> None:
    load(a_meeting(a_full_item("1", decided_by="Kommunalbestyrelsen"), committee="Byrådet"))
    html = page(client, "/soendersund/udvalg/byraadet/2025-05-06/punkt-1/")
    assert "Byrådets beslutning" in html
    assert "endelige beslutning" not in html


def test_each_recommendation_stands_with_its_own_outcome(client: Client) -> None:
    recommendations = (
        Recommendation(number=1, text="Stien anlægges."),
        Recommendation(number=2, text="Der betales."),
    )
    outcomes = (a_result(OutcomeCode.APPROVED, 1, with_remarks=True), a_result(OutcomeCode.REJECTED, 2))
    load(a_meeting(an_item("1", recommendations=recommendations, outcomes=outcomes)))
    points = text_of(page(client, ITEM)).partition('id="indstilling"')[2].partition("</section>")[0]
    first, second = points.split("<li>")[1:]
    assert "Stien anlægges." in first
    assert "Godkendt" in first
    assert "med bemærkninger" in first
    assert "Der betales." in second
    assert "Forkastet" in second
    assert "med bemærkninger" not in second


@pytest.mark.parametrize(
    ("point", "lead"),
    [("Stien anlægges.", "Center for By indstiller, at"), ("at stien anlægges", "Center for By indstiller:")],
)
def test_the_word_at_stands_once_before_a_recommendation(client: Client, point: str, lead: str) -> None:
    recommendations = (Recommendation(number=1, text=point),)
    load(a_meeting(an_item("1", recommended_by="Center for By", recommendations=recommendations)))
    assert f"<p>{lead}</p>" in page(client, ITEM)


def test_votes_name_the_voters_with_party_and_number(client: Client) -> None:
    load(a_meeting(a_full_item("1")))
    html = text_of(page(client, ITEM))
    assert "Forkastet 1-2" in html
    assert "Imod (2)" in html
    assert "Vagn Tofte (V), Ida Bro (Ø)" in html


def test_a_vote_of_numbers_only_says_that_names_are_missing(client: Client) -> None:
    load(a_meeting(an_item("1", votes=(a_counted_vote(16, 3),))))
    assert "16 for, 3 imod. Navnene står ikke i referatet." in text_of(page(client, ITEM))


def test_papers_absence_and_disqualification_are_told(client: Client) -> None:
    load(a_meeting(a_full_item("1", disqualified=("Bo Krag",))))
    html = text_of(page(client, ITEM))
    assert "Notat om dækning" in html
    assert "Anbefales læst" in html
    assert "1 bilag er internt og vises ikke" in html
    assert "Afbud: Ida Bro" in html
    assert "Bo Krag" in html


def test_sections_shown_in_their_own_form_are_not_shown_twice(client: Client) -> None:
    sections = (
        Section(
            kind=SectionKind.CASE,
            heading="Sagsfremstilling",
            text="Der er 3 km:\n- mod nord\n- mod syd",
            first_line=1,
            last_line=2,
        ),
        Section(
            kind=SectionKind.DECISION,
            heading="Beslutning",
            text="Indstillingen godkendt",
            first_line=3,
            last_line=4,
        ),
    )
    load(a_meeting(an_item("1", sections=sections)))
    html = page(client, ITEM)
    assert html.count("Indstillingen godkendt") == 1
    assert "<li>mod nord</li><li>mod syd</li>" in html


def test_earlier_and_later_handlings_link_to_each_other(client: Client) -> None:
    before = Reference(committee="Havneudvalget", date=dt.date(2025, 4, 1), item="2")
    history = HistoricDecision(
        committee="Havneudvalget", date=dt.date(2025, 4, 1), text="Anbefales med glæde"
    )
    load(
        a_meeting(an_item("2", "Molen, første gang"), committee="Havneudvalget", date=dt.date(2025, 4, 1)),
        a_meeting(an_item("1", "Molen igen", previous_handling=(before,), decision_history=(history,))),
    )
    earlier_path = "/soendersund/udvalg/havneudvalget/2025-04-01/punkt-2/"
    html = page(client, ITEM)
    assert f'href="{earlier_path}">Molen, første gang' in html
    assert html.count("Anbefales med glæde") == 1
    assert f'href="{ITEM}">Molen igen' in page(client, earlier_path)


def test_of_two_meetings_that_day_the_journal_number_tells_which_is_meant(client: Client) -> None:
    before = Reference(committee="Havneudvalget", date=dt.date(2025, 4, 1), item="2")
    day = {"committee": "Havneudvalget", "date": dt.date(2025, 4, 1)}
    load(
        a_meeting(
            an_item("2", "Havnebad", journal_number="04.21.00-G01-2-24"), start_time=dt.time(15), **day
        ),
        a_meeting(an_item("2", "Molen", journal_number="08.00.00-G01-1-25"), start_time=dt.time(19), **day),
        a_meeting(
            an_item("1", "Molen igen", journal_number="08.00.00-G01-1-25", previous_handling=(before,))
        ),
    )
    first, second = (f"/soendersund/udvalg/havneudvalget/2025-04-01{n}/punkt-2/" for n in ("", "-2"))
    assert f'href="{second}">Molen' in page(client, ITEM)
    assert first not in page(client, ITEM)
    assert f'href="{ITEM}"' in page(client, second)
    assert f'href="{ITEM}"' not in page(client, first)


def test_a_handling_is_found_under_a_committees_former_name(client: Client) -> None:
    before = Reference(committee="Havneudvalget", date=dt.date(2025, 4, 1), item="2")
    load(
        a_meeting(an_item("2", "Molen, første gang"), committee="Havneudvalget", date=dt.date(2025, 4, 1)),
        a_meeting(an_item("1", "Molen igen", previous_handling=(before,))),
    )
    committee = Committee.objects.get(name="Havneudvalget")
    committee.name = "Vandudvalget"
    committee.save()
    new_path = "/soendersund/udvalg/vandudvalget/2025-04-01/punkt-2/"
    assert f'href="{new_path}"' in page(client, ITEM)
    assert f'href="{ITEM}"' in page(client, new_path)


def test_a_handling_that_is_not_in_the_archive_or_not_public_has_no_link(client: Client) -> None:
    before = Reference(committee="Havneudvalget", date=dt.date(2025, 4, 1), item="2")
    earlier, _ = load(
        a_meeting(an_item("2", "Molen, første gang"), committee="Havneudvalget", date=dt.date(2025, 4, 1)),
        a_meeting(an_item("1", "Molen igen", previous_handling=(before,))),
    )
    unpublish(earlier, "Indeholder et navn")
    html = page(client, ITEM)
    assert "Mødet er ikke i arkivet" in html
    assert "første gang" not in html


def test_the_course_of_the_case_stands_beside_it(client: Client) -> None:
    load(
        a_meeting(a_full_item("1", "Valg af model"), date=dt.date(2025, 4, 1)),
        a_meeting(a_full_item("1", "Bevilling")),
    )
    html = page(client, ITEM)
    assert "Sagens gang" in html
    assert "Valg af model" in html
    assert "/soendersund/sager/27-36-04-g01-7-23/" in html


def test_a_closed_item_shows_number_title_decision_and_outcome_only(client: Client) -> None:
    secret = a_full_item("1", "Køb af ejendom", is_closed=True, decision_text="Godkendt")
    load(a_meeting(secret, a_full_item("2", "Åbent punkt")))
    html = page(client, ITEM)
    assert "Køb af ejendom" in html
    assert "Godkendt" in html
    for hidden in (
        "Om køb",
        CASE_NUMBER,
        "Notat om dækning",
        "Gro Askelund",
        "Ida Bro",
        "godkendes",
        "Sagens gang",
        "Byrådet",
    ):
        assert hidden not in html, hidden


def test_a_closed_item_is_not_named_as_a_later_handling(client: Client) -> None:
    before = Reference(committee="Klima- og Havneudvalget", date=dt.date(2025, 5, 6), item="1")
    closed = an_item("1", "Fortrolig fortsættelse", is_closed=True, previous_handling=(before,))
    load(a_meeting(an_item("1", "Molen")), a_meeting(closed, date=dt.date(2025, 6, 3)))
    assert "Fortrolig" not in page(client, ITEM)


def test_an_agenda_says_that_nothing_is_decided_yet(client: Client) -> None:
    item = an_item("1", "Ny cykelsti", outcomes=(), decision_text=None)
    load(a_meeting(item, kind=DocumentKind.AGENDA))
    html = text_of(page(client, ITEM))
    assert "Endnu ikke behandlet" in html
    assert "På dagsordenen, <time" in html
    assert "Udvalgets beslutning" not in html


def test_a_table_is_a_table(client: Client) -> None:
    text = "Område\tBudget\nHavn\t3,1\nSti\t2,0"
    section = Section(kind=SectionKind.CASE, heading="Økonomi", text=text, first_line=1, last_line=3)
    load(a_meeting(an_item("1", sections=(section,))))
    html = page(client, ITEM)
    assert '<th scope="col" class="r">Budget</th>' in html
    assert '<th scope="row">Sti</th><td class="r">2,0</td>' in html


def test_whatever_a_document_says_is_text(client: Client) -> None:
    hostile = a_full_item(
        "1",
        HOSTILE,
        decision_text=HOSTILE,
        decided_by=HOSTILE,
        recommended_by=HOSTILE,
        absent=(HOSTILE,),
        previous_handling=(Reference(committee=HOSTILE, date=None, item=None),),
        sections=(
            Section(kind=SectionKind.CASE, heading=HOSTILE, text=f"- {HOSTILE}", first_line=1, last_line=1),
        ),
    )
    load(a_meeting(hostile, source_url="javascript:alert(1)"))
    html = page(client, ITEM)
    assert "&lt;img src=x" in html
    assert 'href="javascript' not in html


def test_the_source_the_archives_own_standing_and_a_way_to_report_errors_are_there(client: Client) -> None:
    load(a_meeting(a_full_item("1"), source_url="https://soendersund.example/moede"))
    html = page(client, ITEM)
    assert 'href="https://soendersund.example/moede"' in html
    assert "Dette er ikke det officielle referat" in html
    assert f'href="/ret-eller-slet/?side={ITEM}"' in html


def test_neighbours_on_the_agenda_are_one_step_away(client: Client) -> None:
    load(a_meeting(an_item("1", "Først"), an_item("2", "Midt"), an_item("3", "Sidst")))
    html = page(client, f"{MEETING}punkt-2/")
    assert f'href="{MEETING}punkt-1/" rel="prev"' in html
    assert f'href="{MEETING}punkt-3/" rel="next"' in html


def test_former_addresses_lead_to_the_present_one(client: Client) -> None:
    load(a_meeting(a_full_item("1")))
    committee = Committee.objects.get()
    committee.name = "Vandudvalget"
    committee.save()
    response = client.get(f"{ITEM}?fra=mail")
    assert response.status_code == 301
    assert response["Location"] == "/soendersund/udvalg/vandudvalget/2025-05-06/punkt-1/?fra=mail"
    assert page(client, "/soendersund/udvalg/vandudvalget/2025-05-06/punkt-1/")


def test_unpublished_and_unknown_items_answer_alike(client: Client) -> None:
    load(a_meeting(an_item("1", "Ny cykelsti"), an_item("2")))
    unpublish(AgendaItem.objects.get(number="1"), "Indeholder et navn")
    hidden, unknown = page(client, ITEM, 404), page(client, f"{MEETING}punkt-99/", 404)
    assert hidden == unknown
    assert "cykelsti" not in page(client, f"{MEETING}punkt-2/")


def test_an_item_of_an_unpublished_meeting_is_not_there(client: Client) -> None:
    (meeting,) = load(a_meeting(an_item("1")))
    unpublish(meeting, "Forkert dokument")
    page(client, ITEM, 404)


def test_an_item_that_the_source_took_out_is_gone(client: Client) -> None:
    load(a_meeting(an_item("1", "Ny cykelsti"), an_item("2", "Havnebad"), an_item("3", "Molen")))
    load(a_meeting(an_item("1", "Ny cykelsti"), an_item("3", "Molen")))
    assert "Siden er fjernet" in page(client, f"{MEETING}punkt-2/", 410)
    unpublish(AgendaItem.objects.get(number="2"), "Fortrolig")
    page(client, f"{MEETING}punkt-2/", 404)


@pytest.mark.parametrize("query", ["?q=%00", "?q=%ED%A0%80", "?side=abc", "?q=" + "a" * 5000])
def test_parameters_that_mean_nothing_here_do_no_harm(client: Client, query: str) -> None:
    load(a_meeting(an_item("1")))
    page(client, ITEM + query)
