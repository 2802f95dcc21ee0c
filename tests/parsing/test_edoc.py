"""eDoc: damaged XML, items out of order, the route of a case, and `PublishingType` to the letter."""

import datetime as dt

import pytest

from apps.parsing import parse_document
from apps.parsing.records import DocumentKind, ParsedMeeting

TEXT = "Sagsfremstilling\n\nStien er 2 km.\n\nBeslutning\n\nGodkendt\n\nAfbud Pia Lund (V)"


def an_item(
    number: str = "1", *, text: str = TEXT, kind: str | None = "SKAL PUBLICERES", more: str = ""
) -> str:
    publishing = f"<PublishingType>{kind}</PublishingType>" if kind is not None else ""
    return (
        f"<MeetingAgendaItem><AgendaItemNumber>{number}</AgendaItemNumber><FullText>{text}</FullText>"
        f"<Document><Title>Ny sti {number}</Title>{publishing}{more}</Document></MeetingAgendaItem>"
    )


def an_agenda(*items: str, kind: str = "Åben") -> str:
    return f"<MeetingAgendaType><AgendaType>{kind}</AgendaType><MeetingAgendaItems>{''.join(items)}</MeetingAgendaItems></MeetingAgendaType>"


def read(*agendas: str, state: str = "Referat endeligt godkendt") -> ParsedMeeting:
    return parse_document(
        f"<Meeting><Committee>Havneudvalget</Committee><MeetingDate>24-06-2025 15:00:00</MeetingDate>"
        f"<MeetingState>{state}</MeetingState><MeetingAgendaTypes>{''.join(agendas)}</MeetingAgendaTypes></Meeting>".encode()
    )


def test_the_text_of_an_item_is_read_in_its_sections() -> None:
    meeting = read(
        an_agenda(an_item(more="<Attachments><Attachment><Title>Kort</Title></Attachment></Attachments>"))
    )
    assert (meeting.committee, meeting.date, meeting.start_time) == (
        "Havneudvalget",
        dt.date(2025, 6, 24),
        dt.time(15, 0),
    )
    (item,) = meeting.items
    assert item.section_headings == ("Sagsfremstilling", "Bilag", "Beslutning")
    assert (item.decision_text, item.absent) == ("Godkendt", ("Pia Lund",))


def test_text_that_is_html_is_read_as_html() -> None:
    html = "&lt;h2&gt;Sagsfremstilling&lt;/h2&gt;&lt;p&gt;Stien.&lt;/p&gt;&lt;h2&gt;Beslutning&lt;/h2&gt;&lt;p&gt;&lt;b&gt;Udsat&lt;/b&gt;&lt;/p&gt;"
    (item,) = read(an_agenda(an_item(text=html))).items
    assert (item.section_headings, item.decision_text) == (("Sagsfremstilling", "Beslutning"), "Udsat")
    assert item.sections[1].html == "<p><strong>Udsat</strong></p>"


@pytest.mark.parametrize(
    "kind", ["MÅ IKKE PUBLICERES", "skal publiceres", "SKAL PUBLICERES SENERE", "", None]
)
def test_what_is_not_to_be_published_has_not_even_a_title(kind: str | None) -> None:
    closed = read(an_agenda(an_item("1"), an_item("2", kind=kind))).items[1]
    assert (closed.is_closed, closed.title, closed.sections) == (True, "Punkt, der ikke offentliggøres", ())


@pytest.mark.parametrize("kind", ["lukket", "Lukket dagsorden", "Fortrolig"])
def test_a_closed_agenda_has_closed_items(kind: str) -> None:
    meeting = read(an_agenda(an_item("3")), an_agenda(an_item("1"), an_item("2", kind=""), kind=kind))
    assert [(item.number, item.is_closed, item.title) for item in meeting.items] == [
        ("1", True, "Ny sti 1"),
        ("2", True, "Punkt, der ikke offentliggøres"),
        ("3", False, "Ny sti 3"),
    ]


@pytest.mark.parametrize(
    ("state", "text", "kind", "is_draft"),
    [
        ("Referat endeligt godkendt", "Stien.", DocumentKind.MINUTES, False),
        ("Referat under udarbejdelse", TEXT, DocumentKind.MINUTES, True),
        ("Dagsorden udsendt", TEXT, DocumentKind.AGENDA, False),
        ("Kladde", "Stien.", DocumentKind.AGENDA, True),
        ("", TEXT, DocumentKind.MINUTES, False),
        ("", "Stien.", DocumentKind.AGENDA, False),
    ],
)
def test_the_state_says_what_it_is(state: str, text: str, kind: DocumentKind, *, is_draft: bool) -> None:
    meeting = read(an_agenda(an_item(text=text)), state=state)
    assert (meeting.kind, meeting.is_draft) == (kind, is_draft)


def test_supplementary_agendas_call_themselves_so() -> None:
    assert read(an_agenda(an_item(), kind="Tillægsdagsorden")).is_supplement
    assert not read(an_agenda(an_item()), an_agenda(an_item("2"), kind="Tillægsdagsorden")).is_supplement


def test_the_route_up_to_this_meeting_is_history_and_what_comes_later_is_not() -> None:
    stops = "".join(
        f"<AgendaItem><Committee>{committee}</Committee><MeetingDate>{date}</MeetingDate>"
        f"<AgendaItemNumber>{number}</AgendaItemNumber><Decision>{text}</Decision></AgendaItem>"
        for committee, date, number, text in [
            ("Teknikudvalget", "10-06-2025 15:00:00", "4", "Anbefales"),
            ("Havneudvalget", "24-06-2025 15:00:00", "1", "Godkendt"),
            ("Byrådet", "26-08-2025 17:00:00", "", ""),
            ("Ældrerådet", "31-02-2025", "", ""),
            ("", "10-06-2025", "", ""),
        ]
    )
    (item,) = read(an_agenda(an_item(more=f"<AgendaItems>{stops}</AgendaItems>"))).items
    assert [(r.committee, r.date, r.item) for r in item.previous_handling] == [
        ("Teknikudvalget", dt.date(2025, 6, 10), "4"),
        ("Ældrerådet", None, None),
    ]
    assert [(h.committee, h.text) for h in item.decision_history] == [("Teknikudvalget", "Anbefales")]


@pytest.mark.parametrize(
    ("case", "number"),
    [
        ("<CaseID>x</CaseID><CaseNumber>05.01.02-P20-3-25</CaseNumber>", "05.01.02-P20-3-25"),
        ("<Title>Sti</Title>", None),
        ("25/26257", "25/26257"),
    ],
)
def test_the_journal_number_is_what_has_the_form_of_one(case: str, number: str | None) -> None:
    (item,) = read(an_agenda(an_item(more=f"<Case>{case}</Case>"))).items
    assert item.journal_number == number
