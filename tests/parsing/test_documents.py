"""The door: a meeting, or a ParsingError in Danish, whatever comes in."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.parsing import ParsingError, parse_document
from apps.parsing.records import DocumentKind, SectionKind
from tests.parsing.documents import a_page, an_export, an_item

EXAMPLES = [path.read_bytes() for path in sorted((Path(__file__).parent / "examples").glob("*.txt"))]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """An example with parts cut out, doubled, or overwritten."""
    content = bytearray(draw(st.sampled_from(EXAMPLES)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 400)))
        filler = draw(
            st.sampled_from(
                [b"", b"\n", b"\n\n\n\n", b"Punkt 2 ", b"(", b"31-02-2024", b"1.", b"\xc3", b"Beslutning\n"]
            )
            | st.binary(max_size=8)
        )
        content[start:end] = draw(st.sampled_from([filler, bytes(content[start:end]) * 2, filler * 3]))
    return bytes(content)


@settings(max_examples=150, deadline=None)
@given(mutated() | st.binary(max_size=300))
def test_nothing_but_a_parsing_error_comes_out_of_a_damaged_document(content: bytes) -> None:
    with suppress(ParsingError):
        meeting = parse_document(content)
        assert meeting.items
        assert all(warning.line for warning in meeting.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "Kære alle\n\nHusk mødet på onsdag.\n",
        "Punkt 3 på listen er godt.\n",
        "Beslutning\n\nGodkendt\n",
        "REFERAT Byrådet d. 02-06-2024\n\nMødedato d. 2. juni 2024\n",
    ],
)
def test_what_is_no_minutes_is_refused(text: str) -> None:
    with pytest.raises(
        ParsingError, match="ikke en dagsorden eller et referat, som arkivet kender: der er ingen punkter"
    ):
        parse_document(text.encode())


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (a_page(an_item(1)), "den 2. juni 2020", "den 31. juni 2020"),
        (an_export(an_item(1, sign=":")), "d. 02-06-2024", "d. 31-02-2024"),
        (
            an_item(1) + "\nSource URL: http://ballerup.dk/dagsorden/x-02-06-2024\n",
            "x-02-06-2024",
            "havneudvalget-31-02-2024",
        ),
    ],
)
def test_an_impossible_date_of_the_meeting_is_refused_with_its_line(text: str, old: str, new: str) -> None:
    broken = text.replace(old, new)
    with pytest.raises(ParsingError) as caught:
        parse_document(broken.encode())
    assert caught.value.line == broken.split(new)[0].count("\n") + 1
    assert str(caught.value).startswith(f"linje {caught.value.line}: ")


def test_an_agenda_has_no_outcomes() -> None:
    meeting = parse_document(an_export(an_item(1, sign=":")).replace("REFERAT", "DAGSORDEN").encode())
    assert meeting.kind is DocumentKind.AGENDA
    assert meeting.items[0].outcomes == ()


def test_the_same_document_in_windows_1252_reads_the_same() -> None:
    text = a_page(an_item(1), an_item(2, title="Æblehave på øen"))
    assert parse_document(text.encode("cp1252")) == parse_document(text.encode())


def test_a_decision_of_another_body_under_its_own_heading_is_history() -> None:
    text = a_page(an_item(1, decision="Udsat", after="Beslutning i Byrådet den 16-06-2020\n\nGodkendt\n\n"))
    (item,) = parse_document(text.encode()).items
    assert [o.outcome.value for o in item.outcomes] == ["postponed"]
    assert [(h.committee, h.text) for h in item.decision_history] == [("Byrådet", "Godkendt")]


def test_a_weak_heading_counts_only_where_the_document_has_no_other_of_its_kind() -> None:
    weak = an_item(1, case="Sag.\n\nØkonomi\n\nDet koster 3 kr.")
    assert "Økonomi" in parse_document(a_page(weak).encode()).items[0].section_headings
    strong = weak.replace("Bilag\n", "Økonomiske konsekvenser\n\nIngen\n\nBilag\n", 1)
    assert "Økonomi" not in parse_document(a_page(strong).encode()).items[0].section_headings


def test_text_before_the_first_heading_is_kept_in_a_section_without_one() -> None:
    text = an_export(
        "Punkt 1: Meddelelser\n\n00.01.10-P35-13-24\n\n1. Broen er malet.\n\nBeslutning\n\nTaget til efterretning\n"
    )
    (item,) = parse_document(text.encode()).items
    assert item.journal_number == "00.01.10-P35-13-24"
    assert (item.sections[0].kind, item.sections[0].heading, item.sections[0].text) == (
        SectionKind.ANNOUNCEMENT,
        "",
        "1. Broen er malet.",
    )
    assert item.section_headings == ("Beslutning",)


@pytest.mark.parametrize(
    "title",
    ["Lukket punkt", "Lukket: Salg af grund", "Salg af grund (FOR LUKKEDE DØRE)", "LUKKET SAG - Klage"],
)
def test_a_closed_item_is_known_by_its_title(title: str) -> None:
    assert parse_document(a_page(an_item(1), an_item(2, title=title)).encode()).items[1].is_closed


def test_a_title_about_something_that_is_closed_makes_no_closed_item() -> None:
    assert (
        not parse_document(a_page(an_item(1, title="Svømmehallen er lukket i juli")).encode())
        .items[0]
        .is_closed
    )


def test_attachments_of_announcements_begin_no_section_but_those_of_a_case_do() -> None:
    notice = "Punkt 1 Meddelelser\n\nBeskrivelse\n\nBroen er malet.\n\nBilag\n\n1 bilag\n\nBeslutning\n\nTaget til efterretning\n\n"
    case = "Punkt 2 Bro\n\nBeskrivelse\n\nBroen er malet.\n\nBilag\n\n2 bilag\n\nIndstilling\n\nDet indstilles, at broen males.\n\n"
    first, second = parse_document(a_page(notice, case).encode()).items
    assert first.section_headings == ("Beskrivelse", "Beslutning")
    assert second.section_headings == ("Beskrivelse", "Bilag", "Indstilling")
    assert (first.attachment_count, second.attachment_count) == (1, 2)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_any_kind_read_the_same(ending: str) -> None:
    text = a_page(an_item(1), an_item(2, title="Æblehave på øen"))
    assert parse_document(text.replace("\n", ending).encode()) == parse_document(text.encode())


@pytest.mark.parametrize(("old", "new"), [("å", "a\u030a"), (" ", "\u00a0"), ("\n", " \n")])
def test_letters_and_spaces_of_any_kind_read_the_same(old: str, new: str) -> None:
    text = a_page(an_item(1), an_item(2, title="Æblehave på øen"))
    assert parse_document(text.replace(old, new).encode()) == parse_document(text.encode())


def test_a_heading_that_a_page_break_cuts_in_two_is_one() -> None:
    text = a_page(
        an_item(1).replace("Bilag\n", "Økonomiske konsekvenser og\n\n\n\nfinansiering\n\nIngen\n\nBilag\n", 1)
    )
    headings = parse_document(text.encode()).items[0].section_headings
    assert headings[:3] == ("Sagsfremstilling", "Økonomiske konsekvenser og finansiering", "Bilag")


def test_a_sub_heading_in_the_case_is_not_the_decision() -> None:
    text = a_page(an_item(1, case="Tidsplanen er:\n\nBeslutning\n\nMaj 2020"))
    (item,) = parse_document(text.encode()).items
    assert item.decision_text == "Godkendt"


def test_names_under_a_heading_of_absence_at_the_end_of_an_item_are_absent() -> None:
    text = a_page(an_item(1, after="Fraværende\n\nPia Lund (V)\n\n"))
    (item,) = parse_document(text.encode()).items
    assert (item.decision_text, item.absent) == ("Godkendt", ("Pia Lund",))


def test_the_committee_of_a_page_may_be_wrapped_over_two_lines() -> None:
    text = a_page(an_item(1)).replace("Havneudvalget\n", "Erhvervs-, Havne- og\nUddannelsesudvalget\n", 1)
    assert parse_document(text.encode()).committee == "Erhvervs-, Havne- og Uddannelsesudvalget"


def test_a_person_on_the_list_may_be_wrapped_over_two_lines() -> None:
    text = a_page(an_item(1)).replace("Bo Krat (A)", "Bo Krat (centerchef for Havn, Bro og\nVej)")
    (person,) = parse_document(text.encode()).participants
    assert (person.name, person.role) == ("Bo Krat", "centerchef for Havn, Bro og Vej")
