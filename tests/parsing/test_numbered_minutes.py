"""Minutes of any publisher: heads, items and sections in the forms that the layouts of our own do not have."""

import random
import textwrap
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.parsing import ParsingError, parse_document
from apps.parsing.layouts import numbered_minutes
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import DocumentKind, ParsedMeeting

EXAMPLES = [
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "examples").glob("*.txt"))
]
HEAD = "Referat af mødet i Havneudvalget den 3. juni 2024 kl. 16.30\n\n"


def parse(text: str) -> ParsedMeeting:
    return parse_document(text.encode())


def an_item(number: str, title: str, decision: str = "Godkendt.") -> str:
    return f"{number} {title}\n\nSagsfremstilling\n\nBroen er slidt.\n\nIndstilling\n\nForvaltningen indstiller,\n\n1. at broen males.\n\nBeslutning\n\n{decision}\n\n"


@pytest.mark.parametrize(
    ("head", "committee", "date", "time"),
    [
        (
            "Referat af mødet i Teknisk Udvalg den 3. juni 2024 kl. 16.30",
            "Teknisk Udvalg",
            "2024-06-03",
            "16:30",
        ),
        ("Teknisk Udvalg - 26.08.2019 kl. 18:00", "Teknisk Udvalg", "2019-08-26", "18:00"),
        ("Dagsorden for Byrådets møde torsdag den 3. juni 2024 kl. 9", "Byrådet", "2024-06-03", "09:00"),
        (
            "Åbent referat\nUdvalg: Børn, Unge og Læring\nDato: 3. juni 2024\nTidspunkt: 16.30",
            "Børn, Unge og Læring",
            "2024-06-03",
            "16:30",
        ),
        (
            "Børne- og Ungeudvalget (2018-2021) – Referat – 1. februar 2021",
            "Børne- og Ungeudvalget",
            "2021-02-01",
            None,
        ),
        (
            "UDVALG\n\nÆldrerådet\n\nSTARTTIDSPUNKT\n\n24-06-2014 10:00:00",
            "Ældrerådet",
            "2014-06-24",
            "10:00",
        ),
        ("Kommunalbestyrelsen\n\n24-09-2019", "Kommunalbestyrelsen", "2019-09-24", None),
        ("Økonomiudvalget\nTorsdag, 14 november, 2019 - 18:30", "Økonomiudvalget", "2019-11-14", "18:30"),
        (
            "REFERAT\nTEKNISK UDVALG\nonsdag den 1. oktober 2025 kl. 15.45",
            "Teknisk Udvalg",
            "2025-10-01",
            "15:45",
        ),
        (
            "Børn, Unge og Læring - Referat fra mødet den 20-06-2017",
            "Børn, Unge og Læring",
            "2017-06-20",
            None,
        ),
    ],
)
def test_a_head_of_any_usual_form_says_who_met_and_when(
    head: str, committee: str, date: str, time: str | None
) -> None:
    meeting = parse(f"{head}\n\n{an_item('1.', 'Broen')}{an_item('2.', 'Havnen')}")
    assert meeting.committee == committee
    assert str(meeting.date) == date
    assert (meeting.start_time.strftime("%H:%M") if meeting.start_time else None) == time


@pytest.mark.parametrize(
    ("marks", "numbers"),
    [
        (("1.", "2.", "3."), ["1", "2", "3"]),
        (("01.", "02.", "03."), ["1", "2", "3"]),
        (("Nr.178 -", "Nr.179 -", "Nr.180 -"), ["178", "179", "180"]),
        (("Pkt. 42", "Pkt. 43", "Pkt. 44"), ["42", "43", "44"]),
        (("Nr. 20 BR 366/07.", "Nr. 21 BR 367/07.", "Nr. 22 BR 368/07."), ["20", "21", "22"]),
        (("1)", "2)", "3)"), ["1", "2", "3"]),
        (("Sag 7:", "Sag 8:", "Sag 9:"), ["7", "8", "9"]),
        (("Punkt 1:", "Punkt 2:", "Punkt 3:"), ["1", "2", "3"]),
        (("• 301.", "• 302.", "• 303."), ["301", "302", "303"]),
        (("1", "2", "3"), ["1", "2", "3"]),
    ],
)
def test_every_way_of_numbering_is_read(marks: tuple[str, ...], numbers: list[str]) -> None:
    items = parse(
        HEAD + "".join(an_item(mark, f"Bro {n}") for n, mark in zip("ABC", marks, strict=True))
    ).items
    assert [item.number for item in items] == numbers
    assert [item.title for item in items] == ["Bro A", "Bro B", "Bro C"]
    assert [[point.text for point in item.recommendations] for item in items] == [["at broen males."]] * 3


@pytest.mark.parametrize("mark", ["(B)", "(O)", "[Åben]", "( )"])
def test_the_mark_of_an_items_type_is_no_part_of_its_title(mark: str) -> None:
    assert parse(HEAD + an_item("1.", f"Broen {mark}")).items[0].title == "Broen"


@pytest.mark.parametrize(
    "text",
    [
        "1. Broen males hvert år.\n\n2. Broen lukkes om natten.\n\n3. Broen rives ned.",
        "1. Model A\n2. Model B\n3. Model C",
        "3. maj 2024 blev broen lukket.",
        "2. viceborgmester Bo Krat (A) åbnede broen.",
        "Punkt nr.\tTitel\n2\tBroen",
    ],
)
def test_a_list_in_a_text_makes_no_items(text: str) -> None:
    items = parse(
        HEAD + an_item("1.", "Broen").replace("Broen er slidt.", text) + an_item("2.", "Havnen")
    ).items
    assert [(item.number, item.title) for item in items] == [("1", "Broen"), ("2", "Havnen")]


def test_the_points_of_a_recommendation_make_no_items_also_in_an_agenda() -> None:
    agenda = "Dagsorden for Havneudvalget den 3. juni 2024\n\n" + "".join(
        f"{n}. Bro nummer {n}\n\nSagsfremstilling\n\nTekst.\n\nIndstilling\n\nForvaltningen indstiller,\n\n1. Broen males.\n\n2. Broen lukkes.\n\n3. Broen rives ned.\n\n"
        for n in (1, 2, 3)
    )
    meeting = parse(agenda)
    assert meeting.kind is DocumentKind.AGENDA
    assert [item.title for item in meeting.items] == ["Bro nummer 1", "Bro nummer 2", "Bro nummer 3"]
    assert [len(item.recommendations) for item in meeting.items] == [3, 3, 3]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Sagsnr.: 14/30210", "14/30210"),
        ("Sagsnr: 00.01.00-P35-35-18 Sagsansvarlig: Bo Krat", "00.01.00-P35-35-18"),
        ("Sagsnummer: 19/2484", "19/2484"),
        ("Sagsid.: 20/33839, Sagsinitialer: ABC", "20/33839"),
        ("J.nr.: 00.01.00P35-0104", "00.01.00P35-0104"),
        ("Sag 306-2009-600\nDok. 306-2019-263412", "306-2009-600"),
        ("00.01.00P35-0104", "00.01.00P35-0104"),
    ],
)
def test_the_journal_number_has_many_labels(label: str, number: str) -> None:
    item = parse(HEAD + an_item("1.", f"Broen\n\n{label}")).items[0]
    assert item.journal_number == number
    assert item.section_headings[0] == "Sagsfremstilling"


def test_what_other_bodies_decided_is_history() -> None:
    text = an_item("1.", "Broen", "Udsat.").replace(
        "Beslutning\n", "Teknisk Udvalg, 10. maj 2024, pkt. 65:\n\nAnbefales.\n\nBeslutning\n"
    )
    item = parse(HEAD + text).items[0]
    assert item.decision_text == "Udsat."
    assert [(found.committee, found.text) for found in item.decision_history] == [
        ("Teknisk Udvalg", "Anbefales.")
    ]


def test_text_behind_a_heading_is_the_sections() -> None:
    text = "1. Broen\n\nResume: Broen er slidt.\n\nIndstilling: Forvaltningen indstiller, at broen males.\n\nBeslutning: Godkendt.\n"
    item = parse(HEAD + text).items[0]
    assert [(section.heading, section.text) for section in item.sections] == [
        ("Resume", "Broen er slidt."),
        ("Indstilling", "Forvaltningen indstiller, at broen males."),
        ("Beslutning", "Godkendt."),
    ]
    assert [point.text for point in item.recommendations] == ["broen males."]


def test_a_shared_heading_is_split_where_the_decision_begins() -> None:
    text = "1. Broen\n\nIndstilling og beslutning\n\nForvaltningen indstiller, at\n\n1. broen males.\n\n2. broen lukkes.\n\nGodkendt, dog ikke i juli.\n"
    item = parse(HEAD + text).items[0]
    assert [point.text for point in item.recommendations] == ["broen males.", "broen lukkes."]
    assert item.decision_text == "Godkendt, dog ikke i juli."


def test_items_under_a_heading_of_closed_items_are_closed() -> None:
    text = f"{HEAD}ÅBNE PUNKTER\n\n{an_item('1.', 'Broen')}LUKKEDE PUNKTER\n\n{an_item('2.', 'Grunden')}"
    assert [item.is_closed for item in parse(text).items] == [False, True]


@pytest.mark.parametrize(
    ("title", "flags"),
    [
        ("Tillægsdagsorden", (True, False, False)),
        ("Rettet referat", (False, True, False)),
        ("Referat - korrigeret", (False, True, False)),
        ("Referat\nRettet version", (False, True, False)),
        ("Udkast til referat", (False, False, True)),
        ("Referat\nIkke godkendt udkast", (False, False, True)),
        ("Referat\nKLADDE", (False, False, True)),
        ("Referat", (False, False, False)),
    ],
)
def test_the_head_says_what_kind_of_document_it_is(title: str, flags: tuple[bool, bool, bool]) -> None:
    text = f"{title}\nHavneudvalget den 3. juni 2024\n\n{an_item('1.', 'Udkast til rettet referat')}"
    meeting = parse(text)
    assert (meeting.is_supplement, meeting.is_corrected, meeting.is_draft) == flags


def test_participants_stand_in_lists_of_many_forms() -> None:
    head = "Referat\nHavneudvalget den 3. juni 2024\n\nMedlemmer\n\n • Formand Ida Storm (C)\n • Eva Holm, (V)\n • Carl Dam ()\n • Mia Toft (A), Suppleant for Pia Lund (A)\n\nFraværende med afbud: Pia Lund (A) og Bo Krat (UP)\n\n"
    people = {person.name: person for person in parse(head + an_item("1.", "Broen")).participants}
    assert people["Ida Storm"].role == "formand"
    assert (people["Eva Holm"].party, people["Carl Dam"].party) == ("V", None)
    assert people["Mia Toft"].substitute_for == "Pia Lund"
    assert [name for name, person in people.items() if person.absent] == ["Pia Lund", "Bo Krat"]


def test_ranks_of_headings_tell_items_and_sections() -> None:
    texts = [("Referat af Havneudvalget den 3. juni 2024", 1)]
    for title in ("Broen", "Havnen"):
        texts += [(title, 2), ("Fakta", 3), ("Broen er slidt.", 0), ("Beslutning", 3), ("Godkendt.", 0)]
    lines = tuple(Line(n, text, level=level) for n, (text, level) in enumerate(texts, 1))
    meeting = numbered_minutes.parse(Document(lines))
    assert [(item.number, item.title, item.decision_text) for item in meeting.items] == [
        ("u1", "Broen", "Godkendt."),
        ("u2", "Havnen", "Godkendt."),
    ]


def test_minutes_without_any_headings_are_read_by_their_numbers() -> None:
    meeting = parse(
        f"{HEAD}1. Meddelelser\nIngen.\n\n2. Broen\nIndstillingen blev godkendt.\n\n3. Eventuelt\nIntet.\n"
    )
    assert [item.title for item in meeting.items] == ["Meddelelser", "Broen", "Eventuelt"]
    assert meeting.items[1].decision_text == "Indstillingen blev godkendt."


def test_a_number_alone_on_its_line_stands_before_its_title() -> None:
    text = "".join(an_item(f"Pkt. {n}\n\n", f"Bro {n}").replace("\n\n ", "\n\n") for n in (1, 2))
    assert [(item.number, item.title) for item in parse(HEAD + text).items] == [
        ("1", "Bro 1"),
        ("2", "Bro 2"),
    ]


def test_an_agenda_that_only_tells_earlier_decisions_stays_an_agenda() -> None:
    text = (
        "Dagsorden for Havneudvalget den 3. juni 2024\n\n1. Broen\n\nHistorik\n\nBeslutning fra Økonomiudvalget, 10. maj 2024, pkt. 4\n\n"
        "Sendes tilbage.\n\nIndstilling\n\nForvaltningen indstiller, at broen males.\n"
    )
    meeting = parse(text)
    (item,) = meeting.items
    assert (meeting.kind, item.outcomes, item.decision_text) == (DocumentKind.AGENDA, (), None)
    assert [(found.committee, found.item) for found in item.previous_handling] == [("Økonomiudvalget", "4")]


def test_a_decision_of_this_body_may_stand_under_its_own_name_over_two_lines() -> None:
    text = "1. Broen\n\nSagsfremstilling\n\nBroen er slidt.\n\nHavneudvalget,\n3. juni 2024, punkt 1:\nGodkendt.\n"
    assert parse(HEAD + text).items[0].decision_text == "Godkendt."


def test_a_recommendation_without_a_heading_is_found_in_the_case() -> None:
    text = "1. Broen\n\nSagsfremstilling\n\nBroen er slidt.\n\nAdministrationen indstiller til Byrådet, at\n\n1. broen males.\n\n2. broen lukkes.\n\nBeslutning\n\nGodkendt.\n"
    item = parse(HEAD + text).items[0]
    assert item.recommended_by == "Administrationen"
    assert [point.text for point in item.recommendations] == ["broen males.", "broen lukkes."]


@pytest.mark.parametrize(
    "entry", ["{n}. {title}.........{n}", "{n}\t{title}\t{n}", "Punkt {n}: {title} ..... {n}", "{n}. {title}"]
)
def test_a_table_of_contents_is_no_row_of_items(entry: str) -> None:
    titles = ["Broen", "Havnen", "Fyret"]
    contents = "\n".join(entry.format(n=n, title=title) for n, title in enumerate(titles, 1))
    text = f"{HEAD}Indholdsfortegnelse\n\n{contents}\n\n" + "".join(
        an_item(f"{n}.", t) for n, t in enumerate(titles, 1)
    )
    items = parse(text).items
    assert [item.title for item in items] == titles
    assert [item.decision_text for item in items] == ["Godkendt."] * 3


def mutate(text: str, seed: int) -> str:
    """The document with lines dropped, doubled, swapped and joined, or wrapped anew."""
    chance = random.Random(seed)
    lines = text.split("\n")
    for _ in range(chance.randint(1, 6)):
        at, count = chance.randrange(len(lines)), chance.randint(1, 8)
        match chance.choice(["drop", "double", "swap", "join", "wrap"]):
            case "drop":
                lines[at : at + count] = [""]
            case "double":
                lines[at:at] = lines[at : at + count]
            case "swap":
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case "join":
                lines[at : at + 2] = [" ".join(lines[at : at + 2])]
            case _:
                width = chance.choice([30, 60, 90])
                lines = [part for line in lines for part in textwrap.wrap(line, width) or [""]]
    return "\n".join(lines)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(EXAMPLES), st.integers(0, 2**32))
def test_nothing_but_a_parsing_error_comes_out_of_a_document_in_disorder(text: str, seed: int) -> None:
    with suppress(ParsingError):
        assert parse(mutate(text, seed)).items


def test_wide_gaps_between_words_cost_no_time() -> None:
    rows = f"212 Godkendelse af dagsorden{' ' * 130}t.Tekst{' ' * 130}x\n" * 200
    started = time.process_time()
    parse(f"{HEAD}{rows}{an_item('1.', 'Broen')}{an_item('2.', 'Havnen')}")
    assert time.process_time() - started < 5
