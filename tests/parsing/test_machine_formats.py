"""What holds for all machine formats: one meeting is one record, and damage raises nothing but ParsingError."""

import copy
import dataclasses
import json
from contextlib import suppress
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.parsing import ParsingError, parse_document
from apps.parsing.json_form import as_json
from apps.parsing.records import DocumentKind, ParsedMeeting
from tests.parsing.machine_formats import MEETING, WRITERS, Item, Meeting, Paper, Text, firstagenda_data

MACHINES = [name for name in WRITERS if name != "minutes_export"]
WITH_HISTORY = {"agenda_management", "edoc"}
WITH_PEOPLE = {"firstagenda", "agenda_management"}
# Line numbers count other lines; papers stand elsewhere in a text, which does not count internal ones.
APART = {
    "first_line",
    "last_line",
    "sections",
    "section_headings",
    "attachment_count",
    "internal_count",
    "title",
}


def read(name: str, meeting: Meeting = MEETING) -> ParsedMeeting:
    return parse_document(WRITERS[name](meeting))


@pytest.mark.parametrize("name", MACHINES)
def test_a_meeting_is_the_same_record_in_every_format(name: str) -> None:
    found, expected = as_json(read(name)), as_json(read("minutes_export"))
    assert found["layout"] == name
    for key in ("municipality", "committee", "date", "start_time", "kind"):
        assert found[key] == expected[key], key
    assert found["location"] == (None if name == "edoc" else expected["location"])
    assert found["participants"] == (expected["participants"] if name in WITH_PEOPLE else [])
    history = set() if name in WITH_HISTORY else {"previous_handling", "decision_history"}
    for item, wanted in zip(found["items"], expected["items"], strict=True):
        for key in wanted.keys() - APART - history:
            assert item[key] == wanted[key], (item["number"], key)


@pytest.mark.parametrize("name", MACHINES)
def test_the_texts_of_an_item_are_the_same_in_every_format(name: str) -> None:
    texts = [
        {section.kind: section.text for section in meeting.items[1].sections}
        for meeting in (read(name), read("minutes_export"))
    ]
    shared = texts[0].keys() & texts[1].keys()
    assert len(shared) >= 5
    assert all(texts[0][kind] == texts[1][kind] for kind in shared)


@pytest.mark.parametrize("name", MACHINES)
def test_of_a_closed_item_only_number_and_title_are_read(name: str) -> None:
    secret = Item(
        4,
        "Salg af pakhus",
        "82.02.00-G10-1-25",
        (Text("Sagsfremstilling", ("Hemmelig pris.",)),),
        (Paper("Hemmeligt tilbud", "x.pdf"),),
        is_public=False,
    )
    meeting = read(name, dataclasses.replace(MEETING, items=(*MEETING.items[:2], secret)))
    closed = meeting.items[2]
    assert closed.is_closed
    assert closed.title == ("Punkt, der ikke offentliggøres" if name == "edoc" else "Salg af pakhus")
    assert (closed.sections, closed.attachments, closed.attachment_count, closed.journal_number) == (
        (),
        (),
        None,
        None,
    )
    assert "emmelig" not in repr(meeting)


@pytest.mark.parametrize("name", ["agenda_management", "edoc", "sbsys"])
def test_internal_papers_are_counted_and_never_named(name: str) -> None:
    item = read(name).items[1]
    assert (item.attachment_count, item.internal_count) == (3, 1)
    assert [paper.path for paper in item.attachments] == [
        "Bilag/punkt 2/skitse.pdf",
        "Bilag/punkt 2/hoeringssvar.pdf",
    ]
    assert "Tilbud" not in repr(item)


@pytest.mark.parametrize("name", MACHINES)
def test_an_agenda_has_no_outcomes(name: str) -> None:
    items = tuple(
        dataclasses.replace(item, texts=tuple(text for text in item.texts if text.heading != "Beslutning"))
        for item in MEETING.items
    )
    meeting = read(name, dataclasses.replace(MEETING, items=items, is_minutes=False))
    assert meeting.kind is DocumentKind.AGENDA
    assert not any(item.outcomes for item in meeting.items)


@pytest.mark.parametrize("name", MACHINES)
def test_minutes_that_end_with_a_case_are_whole_where_the_format_is(name: str) -> None:
    unfinished = Item(
        5, "Ny sti", "", (Text("Sagsfremstilling", ("Stien går langs vandet og videre mod byen uden lys",)),)
    )
    meeting = read(name, dataclasses.replace(MEETING, items=(*MEETING.items, unfinished)))
    assert "cut_off" not in {warning.code for warning in meeting.warnings}


@pytest.mark.parametrize("name", MACHINES)
def test_who_was_absent_is_read_from_a_line_below_the_decision(name: str) -> None:
    text = Text("Beslutning", ("Godkendt", "Afbud: Pia Lund (V)"))
    item = Item(1, "Ny sti", "", (text,), (Paper("Kort", "kort.pdf"),))
    (read_item,) = read(name, dataclasses.replace(MEETING, items=(item,))).items
    assert (read_item.decision_text, read_item.absent) == ("Godkendt", ("Pia Lund",))


@pytest.mark.parametrize("name", MACHINES)
def test_more_items_than_any_meeting_has_are_refused(name: str) -> None:
    items = tuple(Item(n, f"Sti {n}") for n in range(1, 1002))
    with pytest.raises(ParsingError, match="Filen har 1001 dagsordenspunkter; grænsen er 1000"):
        read(name, dataclasses.replace(MEETING, items=items))


def test_more_text_than_any_agenda_has_is_refused() -> None:
    item = Item(1, "Sti", "", (Text("Sagsfremstilling", ("Stien.",) * 50_000),))
    with pytest.raises(ParsingError, match="linjer tekst; grænsen er 100000"):
        read("edoc", dataclasses.replace(MEETING, items=(item,)))


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1e308,
        "",
        "x",
        "31-02-2024",
        "2025-13-45T99:00",
        [],
        {},
        [[]],
        {"Html": 1},
        "<p" * 50,
    ]
)


@st.composite
def changed_data(draw: st.DrawFn) -> Any:
    """An agenda as data with keys taken out and values of other types put in."""
    data = firstagenda_data(MEETING)
    for _ in range(draw(st.integers(1, 5))):
        place: Any = data
        for _ in range(draw(st.integers(0, 6))):
            inside = [
                value
                for value in (place.values() if isinstance(place, dict) else place)
                if isinstance(value, dict | list) and value
            ]
            if not inside:
                break
            place = draw(st.sampled_from(inside))
        if not place:
            continue
        key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if draw(st.booleans()):
            place[key] = copy.deepcopy(draw(VALUES))
        else:
            del place[key]
    return data


@settings(max_examples=80, deadline=None)
@given(changed_data())
def test_an_agenda_with_other_keys_and_types_raises_nothing_but_a_parsing_error(data: Any) -> None:
    accepts(json.dumps(data).encode())


@st.composite
def changed_elements(draw: st.DrawFn) -> bytes:
    """An export whose elements are taken out, doubled, moved, or hold something else."""
    content = WRITERS[draw(st.sampled_from(["agenda_management", "edoc", "sbsys"]))](MEETING)
    root = fromstring(content.decode("utf-8-sig").replace("&#xC;", ""))
    for _ in range(draw(st.integers(1, 5))):
        parents = [element for element in root.iter() if len(element)]
        if not parents:
            break
        parent = draw(st.sampled_from(parents))
        child = draw(st.sampled_from(list(parent)))
        change_element(draw(st.integers(0, 4)), parent, child, draw(st.sampled_from(parents)))
    return bytes(tostring(root, encoding="utf-8"))


def change_element(kind: int, parent: Element, child: Element, other: Element) -> None:
    if kind == 0:
        parent.remove(child)
    elif kind == 1:
        parent.append(copy.deepcopy(child))
    elif kind == 2:
        child.text = "31-02-2024 99:99 <p><b>&"
    elif kind == 3:
        child.attrib.clear()
    else:
        other.insert(0, copy.deepcopy(child))


@settings(max_examples=80, deadline=None)
@given(changed_elements())
def test_an_export_with_other_elements_raises_nothing_but_a_parsing_error(content: bytes) -> None:
    accepts(content)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A document with bytes cut out, doubled or overwritten, or without its end."""
    content = bytearray(WRITERS[draw(st.sampled_from(MACHINES))](MEETING))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 300)))
        filler = draw(
            st.sampled_from([b"", b"{", b"]", b"<", b"&#0;", b"</Item>", b"null", b"\x00", b"\xe6", b'"'])
        )
        content[start:end] = draw(st.sampled_from([filler, bytes(content[start:end]) * 2]))
    return bytes(
        content[: draw(st.integers(1, len(content)))] if draw(st.booleans()) and content else content
    )


@settings(max_examples=80, deadline=None)
@given(damaged())
def test_damaged_bytes_raise_nothing_but_a_parsing_error(content: bytes) -> None:
    accepts(content)


def accepts(content: bytes) -> None:
    """A whole record whose warnings stand on a line, or a ParsingError."""
    with suppress(ParsingError):
        meeting = parse_document(content)
        assert meeting.items
        assert len({item.number for item in meeting.items}) == len(meeting.items)
        assert all(warning.line for warning in meeting.warnings)
        assert not any("\\" in (paper.path or "") for item in meeting.items for paper in item.attachments)
        json.dumps(as_json(meeting)).encode()
