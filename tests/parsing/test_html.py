"""Web pages: recognised by content, in any encoding, with whatever stands around the minutes."""

import time
from contextlib import suppress
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.parsing import ParsingError, parse_document
from apps.parsing.reading import html
from apps.parsing.records import ParsedMeeting

FOLDER = Path(__file__).parent / "examples"
PAGES = sorted(FOLDER.glob("*.html"))


def without_warnings(content: bytes) -> ParsedMeeting:
    return replace(parse_document(content), warnings=())


def a_page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


ITEM = "<h2>1. Bro</h2><h3>Sagsfremstilling</h3><p>Broen er rød.</p><h3>Beslutning</h3><p>Godkendt</p>"
HEAD = "<h1>Referat af mødet i Havneudvalget den 2. juni 2020</h1>"


@pytest.mark.parametrize(
    ("content", "is_page"),
    [
        (b"<!DOCTYPE html><p>x", True),
        (b"\xef\xbb\xbf  <HTML><body>x", True),
        ("<html><p>x".encode("utf-16"), True),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>", True),
        (b"<div><h2>Punkt 1</h2><p>x</p></div>", True),
        (b"<!-- saved --><div><p>x</p><p>y</p></div>", True),
        (b"<?xml version='1.0'?><Publication><Agendas/></Publication>", False),
        (b'{"Felter": [{"Html": "<p>x</p><p>y</p><p>z</p>"}]}', False),
        (b"Punkt 1 Bro\n\nx < y og <b>z</b>", False),
        (b"%PDF-1.7 <html>", True),
        (b"", False),
    ],
)
def test_a_page_is_known_by_its_content(content: bytes, is_page: bool) -> None:
    assert html.recognises(content) is is_page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_same_page_in_other_encodings_is_the_same_record(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    meeting = without_warnings(text.encode())
    assert without_warnings(text.encode("cp1252")) == meeting
    assert without_warnings(text.encode().decode("cp1252", errors="ignore").encode()) == meeting
    assert without_warnings(text.encode("utf-8-sig")) == meeting
    assert without_warnings(text.encode("utf-16")) == meeting
    assert without_warnings(text.replace("utf-8", "iso-8859-1").encode("latin-1")) == meeting
    wrongly_declared = text.replace("utf-8", "iso-8859-15")
    assert without_warnings(wrongly_declared.encode()) == meeting


def test_a_repaired_page_says_so() -> None:
    twice = a_page(HEAD + ITEM).decode().encode().decode("cp1252").encode()
    assert [warning.code for warning in parse_document(twice).warnings] == ["double_encoded"]


def test_what_stands_around_the_minutes_is_left_out() -> None:
    around = (
        "<header><h2>Menu</h2></header><nav><h2>2. Andet</h2></nav><aside><p>Reklame</p></aside>"
        "<script>var x = '<h2>3. Nej</h2>'</script><noscript>Slå til</noscript><template><p>t</p></template>"
        "<div role='navigation'><p>Sti</p></div><div style='display: none'>usynlig</div><p hidden>skjult</p>"
        "{}<footer><p>Kontakt</p></footer>"
    )
    read = parse_document(a_page(around.format(HEAD + ITEM)))
    assert read.items == parse_document(a_page(HEAD + ITEM)).items
    assert not {"Menu", "Reklame", "usynlig", "skjult", "Kontakt", "Sti"} & set(read.source_lines)


def test_a_form_around_the_whole_page_takes_nothing_away() -> None:
    assert (
        parse_document(a_page(f"<form><input>{HEAD}{ITEM}</form>")).items
        == parse_document(a_page(HEAD + ITEM)).items
    )


def test_what_a_click_unfolds_is_read() -> None:
    folded = f"{HEAD}<a href='#x'>Vis</a><div id='x' style='display:none'>{ITEM}</div>"
    (item,) = parse_document(a_page(folded)).items
    assert item.decision_text == "Godkendt"


def test_the_address_of_the_page_gives_body_and_date() -> None:
    link = '<link rel="canonical" href="https://www.ballerup.dk/dagsorden/havneudvalget-02-06-2020">'
    meeting = parse_document(a_page(ITEM, link))
    assert (meeting.municipality, meeting.committee, str(meeting.date)) == (
        "Ballerup",
        "Havneudvalget",
        "2020-06-02",
    )
    assert meeting.source_url == "https://www.ballerup.dk/dagsorden/havneudvalget-02-06-2020"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/dagsorden/x", "https://a b"])
def test_an_address_that_is_none_is_not_taken(address: str) -> None:
    assert parse_document(a_page(HEAD + ITEM, f'<link rel="canonical" href="{address}">')).source_url is None


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_items_may_be_headings_of_any_rank(level: int) -> None:
    body = "".join(
        f"<section><h{level}>{n}. Bro</h{level}><div><h{level + 1}>Indstilling</h{level + 1}><p>at broen males.</p></div>"
        f"<div><h{level + 1}>Høring</h{level + 1}><p>Ingen.</p></div><h{level + 1}>Beslutning</h{level + 1}><p>Godkendt</p></section>"
        for n in (1, 2)
    )
    items = parse_document(a_page(f"<p>Referat af mødet i Havneudvalget den 2. juni 2020</p>{body}")).items
    assert [item.number for item in items] == ["1", "2"]
    assert [item.section_headings for item in items] == [("Indstilling", "Høring", "Beslutning")] * 2


def test_an_accordion_with_a_panel_too_many_pairs_each_title_with_the_panel_after_it() -> None:
    accordion = (
        '<div class="panel"><p>Søg</p></div><span class="accordion__heading__title">1. Bro</span><div class="panel"><h3>Beslutning</h3><p>Godkendt</p></div>'
        '<span class="accordion__heading__title">2. Sti</span><div class="panel"><h3>Beslutning</h3><p>Udsat</p></div>'
    )
    items = parse_document(a_page(HEAD + accordion)).items
    assert [(item.title, item.decision_text) for item in items] == [("Bro", "Godkendt"), ("Sti", "Udsat")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>" + b"<div>" * 50_000, "lag inden i hinanden"),
        (b"<html>" + b"<div title='</div>'>" * 50_000, "lag inden i hinanden"),
        (b"<html><p " + b"a=1 " * 20_000, "attributter"),
        (b"<html>" + b"<p>" * 250_000, "mere end 200000 HTML-m"),
        (b"<html>" + b" " * (20 * 1024 * 1024), "20 MB"),
        (b"<html><body><script>x</script></body></html>", "ingen tekst"),
        (b"<html><body><p>Hej</p></body></html>", "ikke en dagsorden eller et referat"),
    ],
)
def test_what_cannot_be_read_is_refused_quickly_in_danish(content: bytes, words: str) -> None:
    start = time.process_time()
    with pytest.raises(ParsingError, match=words):
        parse_document(content)
    assert time.process_time() - start < 2


def test_entities_are_no_bomb() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p>'
    with pytest.raises(ParsingError):
        parse_document(bomb.encode())


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(PAGES)).read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 300)))
        filler = draw(
            st.sampled_from(
                [
                    b"",
                    b"<div>",
                    b"</div>",
                    b"<h2>",
                    b"</table>",
                    b"<tr class=punktrow>",
                    b"<span class=panel>",
                    b"<!--",
                    b'"',
                    b"31-02-2024",
                    b"\xc3",
                ]
            )
            | st.binary(max_size=8)
        )
        content[start:end] = draw(st.sampled_from([filler, bytes(content[start:end]) * 2, filler * 3]))
    return bytes(content)


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_nothing_but_a_parsing_error_comes_out_of_a_damaged_page(content: bytes) -> None:
    with suppress(ParsingError):
        assert parse_document(content).items


def test_a_page_that_only_carries_plain_text_is_read_as_that_text() -> None:
    text = (Path(__file__).parent / "examples" / "web_page_with_head.txt").read_text(encoding="utf-8")
    as_lines = "".join(f"<div>{escape(line)}</div>" for line in text.split("\n"))
    plain = parse_document(text.encode())
    for page in (
        f"<html><body><pre>{escape(text)}</pre></body></html>",
        f"<html><body>{as_lines}</body></html>",
    ):
        meeting = parse_document(page.encode())
        assert meeting.committee == plain.committee
        assert [
            replace(item, first_line=0, last_line=0, sections=(), references=()) for item in meeting.items
        ] == [replace(item, first_line=0, last_line=0, sections=(), references=()) for item in plain.items]
        assert [s.text for i in meeting.items for s in i.sections] == [
            s.text for i in plain.items for s in i.sections
        ]
