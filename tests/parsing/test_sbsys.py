"""SBSYS: meetings in attributes, sections by the names of elements, and papers that may be published or not."""

import datetime as dt

import pytest

from apps.parsing import parse_document
from apps.parsing.records import DocumentKind, ParsedMeeting

DECIDED = "<Beslutning>Godkendt</Beslutning>"


def an_item(number: str = "1", *, content: str = DECIDED, flag: str = "Åbent='true'", more: str = "") -> str:
    return (
        f"<Dagsordenpunkt Nummer='{number}' {flag}><Overskrift>Ny sti {number}</Overskrift>"
        f"<Indhold>{content}</Indhold>{more}</Dagsordenpunkt>"
    )


def read(
    *items: str,
    head: str = "Åben='true' Dagsordentype='Referat'",
    when: str = "Mødedato='24. juni 2025' Mødetid='15:00'",
) -> ParsedMeeting:
    return parse_document(
        f"<Dagsorden DagsordenID='1' {head}><Møde MødeID='2' Udvalg='Havneudvalget' Mødested='Pakhuset' {when}/>"
        f"<Dagsordenpunkter>{''.join(items)}</Dagsordenpunkter></Dagsorden>".encode()
    )


@pytest.mark.parametrize(
    ("when", "time"),
    [
        ("Mødedato='24. juni 2025' Mødetid='15:00'", dt.time(15, 0)),
        ("Mødedato='24-06-2025' Mødetid='kl. 15.00'", dt.time(15, 0)),
        ("Mødedato='2025-06-24' Mødetid='15:00:00'", dt.time(15, 0)),
        ("Mødedato='24-06-2025'", None),
    ],
)
def test_the_attributes_of_the_meeting_are_its_head(when: str, time: dt.time | None) -> None:
    meeting = read(an_item(), when=when)
    assert (meeting.committee, meeting.location, meeting.source_id) == (
        "Havneudvalget",
        "Pakhuset",
        "sbsys:2",
    )
    assert (meeting.date, meeting.start_time) == (dt.date(2025, 6, 24), time)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Sagsfremstilling", "Sagsfremstilling"),
        ("Økonomiske_konsekvenser", "Økonomiske konsekvenser"),
        ("Sagens_x0020_forløb", "Sagens forløb"),
        ("ØkonomiskeKonsekvenser", "Økonomiske konsekvenser"),
        ("_", "_"),
    ],
)
def test_the_name_of_an_element_is_a_heading(name: str, heading: str) -> None:
    (item,) = read(
        an_item(content=f"<{name}>&lt;p&gt;Stien er 2 km.&lt;/p&gt;</{name}><Indstilling/>{DECIDED}")
    ).items
    assert item.section_headings == (heading, "Beslutning")


@pytest.mark.parametrize("flag", ["Åbent='false'", "Åbent=''", "Åbent='måske'", ""])
def test_only_a_clear_yes_publishes_an_item(flag: str) -> None:
    meeting = read(an_item("1"), an_item("2", flag=flag))
    assert [(item.is_closed, len(item.sections)) for item in meeting.items] == [(False, 1), (True, 0)]


@pytest.mark.parametrize(
    ("flag", "is_closed"), [("true", False), ("Ja", False), ("false", True), ("x", True), (None, False)]
)
def test_the_items_of_an_agenda_that_is_not_open_are_closed(flag: str | None, *, is_closed: bool) -> None:
    (item,) = read(an_item(), head=f"Åben='{flag}'" if flag else "").items
    assert item.is_closed is is_closed


@pytest.mark.parametrize(
    ("kind", "content", "expected", "is_draft", "is_supplement"),
    [
        ("Referat", "", DocumentKind.MINUTES, False, False),
        ("Dagsorden", DECIDED, DocumentKind.AGENDA, False, False),
        ("Tillægsdagsorden", "", DocumentKind.AGENDA, False, True),
        ("Referat (kladde)", "", DocumentKind.MINUTES, True, False),
        ("", DECIDED, DocumentKind.MINUTES, False, False),
        ("", "", DocumentKind.AGENDA, False, False),
    ],
)
def test_the_type_says_what_it_is(
    kind: str, content: str, expected: DocumentKind, *, is_draft: bool, is_supplement: bool
) -> None:
    meeting = read(an_item(content=content), head=f"Dagsordentype='{kind}'")
    assert (meeting.kind, meeting.is_draft, meeting.is_supplement) == (expected, is_draft, is_supplement)


@pytest.mark.parametrize("flag", ["MaaPubliceres='false'", "MaaPubliceres=''", ""])
def test_only_papers_that_may_be_published_are_named(flag: str) -> None:
    papers = (
        "<Bilagsliste><Bilag Navn='ANBEFALES Kort' MaaPubliceres='true' BilagUrl='bilag\\kort.pdf'/>"
        "<Bilag MaaPubliceres='true' BilagUrl='/etc/passwd'/>"
        f"<Bilag Navn='Hemmeligt' {flag} BilagUrl='x.pdf'/></Bilagsliste>"
    )
    (item,) = read(an_item(more=papers)).items
    assert [(p.title, p.recommended, p.path) for p in item.attachments] == [
        ("Kort", True, "bilag/kort.pdf"),
        ("Bilag uden navn", False, None),
    ]
    assert (item.attachment_count, item.internal_count) == (3, 1)


def test_the_journal_number_stands_on_the_item_or_in_its_case() -> None:
    (item,) = read(an_item(flag="Åbent='true' Sagsnummer='25/26257'")).items
    assert item.journal_number == "25/26257"
    (item,) = read(an_item(more="<Sag><Sagsnummer>05.01.02-P20-3-25</Sagsnummer></Sag>")).items
    assert item.journal_number == "05.01.02-P20-3-25"
