"""Agenda Management: states, order, history, people, and what may be published."""

import datetime as dt

import pytest

from apps.parsing import ParsingError, parse_document
from apps.parsing.records import DocumentKind, ParsedMeeting

DECIDED = "<ItemField><Caption>Beslutning</Caption><HasContent>True</HasContent><Content>&lt;p&gt;Godkendt&lt;/p&gt;</Content></ItemField>"
MEETING = "<Meeting ID='9'><When>24. juni 2025 15:00</When><Where>Rådhuset</Where></Meeting>"


def an_item(
    number: str = "1", *, fields: str = DECIDED, flag: str = "<IsPublic>True</IsPublic>", more: str = ""
) -> str:
    return f"<Item><Number>{number}</Number><Caption>Ny sti {number}</Caption>{flag}<Fields>{fields}</Fields>{more}</Item>"


def read(
    *items: str, state: str = "<PublicationTypeAsValue>3</PublicationTypeAsValue>", meeting: str = MEETING
) -> ParsedMeeting:
    return parse_document(
        f"<Publication>{state}<Agendas><Agenda>{meeting}<Committee><Name>Havneudvalget</Name></Committee>"
        f"<Items>{''.join(items)}</Items></Agenda></Agendas></Publication>".encode()
    )


def test_the_head_gives_committee_date_and_place() -> None:
    meeting = read(an_item())
    assert (meeting.committee, meeting.date, meeting.start_time) == (
        "Havneudvalget",
        dt.date(2025, 6, 24),
        dt.time(15, 0),
    )
    assert (meeting.location, meeting.source_id, meeting.municipality) == (
        "Rådhuset",
        "agenda_management:9",
        None,
    )


@pytest.mark.parametrize(
    ("state", "fields", "kind", "is_draft"),
    [
        ("0", DECIDED, DocumentKind.MINUTES, True),
        ("0", "", DocumentKind.AGENDA, True),
        ("1", DECIDED, DocumentKind.AGENDA, False),
        ("3", "", DocumentKind.MINUTES, False),
        ("2", DECIDED, DocumentKind.MINUTES, False),
        ("x", "", DocumentKind.AGENDA, False),
    ],
)
def test_the_state_says_what_it_is_and_whether_it_is_a_draft(
    state: str, fields: str, kind: DocumentKind, *, is_draft: bool
) -> None:
    meeting = read(an_item(fields=fields), state=f"<PublicationTypeAsValue>{state}</PublicationTypeAsValue>")
    assert (meeting.kind, meeting.is_draft) == (kind, is_draft)


@pytest.mark.parametrize(
    ("flag", "is_unclear"),
    [
        ("<IsPublic>false</IsPublic>", False),
        ("<IsPublic>0</IsPublic>", False),
        ("<IsPublic/>", True),
        ("<IsPublic>måske</IsPublic>", True),
        ("", True),
    ],
)
def test_only_a_clear_yes_publishes_an_item(flag: str, *, is_unclear: bool) -> None:
    meeting = read(an_item("1"), an_item("2", flag=flag))
    assert [item.is_closed for item in meeting.items] == [False, True]
    assert (meeting.items[1].title, meeting.items[1].sections) == ("Ny sti 2", ())
    assert ("unclear_publication" in {warning.code for warning in meeting.warnings}) is is_unclear


def test_items_out_of_order_are_sorted_and_gaps_told() -> None:
    meeting = read(an_item("10"), an_item("2.1"), an_item("2"), an_item(""), an_item("1"))
    assert [item.number for item in meeting.items] == ["1", "2", "2.1", "10", "u1"]
    assert [warning.code for warning in meeting.warnings] == ["numbering_gap"]


def test_the_items_of_several_agendas_of_one_publication_are_one_meeting() -> None:
    meeting = read(an_item("1"), "</Items></Agenda><Agenda><Items>", an_item("2"))
    assert [item.number for item in meeting.items] == ["1", "2"]


def test_fields_without_content_are_no_sections() -> None:
    empty = "<ItemField><Caption>Økonomi</Caption><HasContent>False</HasContent><Content>x</Content></ItemField><ItemField><Caption>Bilag</Caption></ItemField>"
    assert read(an_item(fields=empty + DECIDED)).items[0].section_headings == ("Beslutning",)


def test_earlier_decisions_are_history_and_this_meeting_is_none() -> None:
    history = "".join(
        f"<ItemField><Caption>{caption}</Caption><Content>&lt;p&gt;{text}&lt;/p&gt;</Content><MeetingDetails>"
        f"<CommitteeName>{committee}</CommitteeName><MeetingDueDate>{date}</MeetingDueDate></MeetingDetails></ItemField>"
        for caption, text, committee, date in [
            ("Beslutning", "Anbefales", "Økonomiudvalget", "2025-06-10T15:00:00"),
            ("Indstilling", "Det indstilles", "Økonomiudvalget", "2025-06-10T15:00:00"),
            ("Beslutning", "Godkendt", "Havneudvalget", "2025-06-24T15:00:00"),
            ("", "Indstilling&lt;/p&gt;&lt;p&gt;Udsat", "Havneudvalget", "31-02-2025"),
            ("Beslutning", "Uden udvalg", "", ""),
        ]
    )
    (item,) = read(an_item(more=f"<ItemHistory>{history}</ItemHistory>")).items
    day = dt.date(2025, 6, 10)
    assert [(r.committee, r.date) for r in item.previous_handling] == [
        ("Økonomiudvalget", day),
        ("Havneudvalget", None),
    ]
    assert [(h.committee, h.date, h.text) for h in item.decision_history] == [
        ("Økonomiudvalget", day, "Anbefales"),
        ("Havneudvalget", None, "Indstilling\nUdsat"),
    ]
    assert item.section_headings == ("Tidligere behandling", "Beslutningshistorik", "Beslutning")
    assert item.decision_text == "Godkendt"


def test_members_come_with_their_status() -> None:
    members = "".join(
        f"<MeetingMember><Name>{name}</Name><ParticipationStatusAsValue>{value}</ParticipationStatusAsValue>"
        f"<ParticipationStatusAsText>{text}</ParticipationStatusAsText><ParticipationNote>{note}</ParticipationNote></MeetingMember>"
        for name, value, text, note in [
            ("Bo Krat (A)", "1", "Deltager", "formand"),
            ("Pia Lund (V)", "2", "Afbud", ""),
            ("Ida Holm", "3", "Fraværende", "meldt afbud"),
            ("Ove Dam", "4", "Deltog", "stedfortræder for Ida Holm"),
            ("Liv Ege", "0", "NotDecided", ""),
            ("Tim Bo", "", "Afbud", ""),
            ("", "1", "Deltager", ""),
        ]
    )
    found = read(an_item(), meeting=f"<Meeting><Members>{members}</Members></Meeting>").participants
    assert [(p.name, p.role, p.absent, p.substitute_for) for p in found] == [
        ("Bo Krat", "formand", False, None),
        ("Pia Lund", None, True, None),
        ("Ida Holm", None, True, None),
        ("Ove Dam", None, False, "Ida Holm"),
        ("Liv Ege", None, False, None),
        ("Tim Bo", None, True, None),
    ]


@pytest.mark.parametrize(
    ("flags", "titles"),
    [
        (["False", "True"], ["Bilag 1"]),
        (["False", ""], ["Bilag 1"]),
        (["False", "måske"], ["Bilag 1"]),
        (["", ""], ["Bilag 1", "Bilag 2"]),
    ],
)
def test_a_protected_enclosure_is_counted_only(flags: list[str], titles: list[str]) -> None:
    enclosures = "".join(
        f"<Enclosure><Name>Bilag {n}</Name><IsProtected>{flag}</IsProtected>"
        f"<InstantiationFilePathRelative>.\\Bilag\\{n}.pdf</InstantiationFilePathRelative></Enclosure>"
        for n, flag in enumerate(flags, 1)
    )
    (item,) = read(an_item(more=f"<Enclosures>{enclosures}</Enclosures>")).items
    assert [paper.title for paper in item.attachments] == titles
    assert item.attachments[0].path == "Bilag/1.pdf"
    assert (item.attachment_count, item.internal_count) == (2, 2 - len(titles) or None)


def test_an_impossible_date_of_the_meeting_is_refused() -> None:
    with pytest.raises(ParsingError, match=r"Mødets dato findes ikke: 31\. juni 2025"):
        read(an_item(), meeting="<Meeting><When>31. juni 2025 15:00</When></Meeting>")
