"""Emphasis and links of a PDF are in the sections' markup, and the text is the same without them."""

import html
import io
import re

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from apps.parsing import parse_document
from apps.parsing.markup.cleaning import clean_html
from apps.parsing.reading.lines import Line
from apps.parsing.reading.pdf import reader as pdf
from apps.parsing.reading.pdf.links import MAX_LINKS
from apps.parsing.records import Section, SectionKind
from tests.parsing.printing import HEIGHT, draw, write

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=13, spaceAfter=12)
_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=15, leading=18, spaceAfter=12)
_HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=12, leading=15, spaceAfter=8)
_LONG = "Broen over havnen er lukket for biler hele sommeren, og alle cykler skal føres ad den nye sti langs kajen"
_BRIDGE = "https://havn.example/planer/bro"


def minutes(*case: str | Flowable, decision: str = "Godkendt.") -> bytes:
    """Minutes of one item as a word processor prints them; strings are paragraphs with reportlab's marks."""
    around = [
        Paragraph("REFERAT Havneudvalget d. 12-08-2025", _TITLE),
        Paragraph("Mødedato Tirsdag den 12. august 2025", _BODY),
        Paragraph("Punkt 1: Ny bro over havnen", _TITLE),
        Paragraph("Sagsfremstilling", _HEADING),
    ]
    told = [Paragraph(part, _BODY) if isinstance(part, str) else part for part in case]
    end = [Paragraph("Beslutning", _HEADING), Paragraph(decision, _BODY)]
    target = io.BytesIO()
    SimpleDocTemplate(target).build([*around, *told, *end])
    return target.getvalue()


def sections(content: bytes) -> dict[SectionKind, Section]:
    (item,) = parse_document(content).items
    return {section.kind: section for section in item.sections}


def case_of(*case: str | Flowable) -> Section:
    return sections(minutes(*case))[SectionKind.CASE]


def drawn_line(content: bytes) -> Line:
    return next(line for line in pdf.read(content).lines if line.text.startswith("Broen"))


def test_bold_words_in_a_paragraph_are_emphasised() -> None:
    section = case_of(f"{_LONG} <b>ved den gamle mole</b>, indtil broen er færdig.")
    assert section.html == f"<p>{_LONG} <strong>ved den gamle mole</strong>, indtil broen er færdig.</p>"


def test_a_quotation_in_italics_over_two_lines_is_one() -> None:
    section = case_of(f"Udvalget skrev: <i>“{_LONG}.”</i> Sådan blev det.")
    assert section.html == f"<p>Udvalget skrev: <em>“{_LONG}.”</em> Sådan blev det.</p>"


def test_a_bracket_in_the_type_around_does_not_hide_the_words_in_it() -> None:
    assert case_of(f"{_LONG} (<i>nordsiden</i>) i år.").html == f"<p>{_LONG} (<em>nordsiden</em>) i år.</p>"


def test_emphasis_within_emphasis_is_kept() -> None:
    section = case_of(f"{_LONG} er <b>meget <i>vigtig</i> for</b> byen.")
    assert section.html == f"<p>{_LONG} er <strong>meget <em>vigtig</em> for</strong> byen.</p>"


def test_a_link_over_words_is_kept() -> None:
    section = case_of(
        f'Se <a href="{_BRIDGE}">planen</a> og skriv til <a href="mailto:havn@havn.example">os</a>.'
    )
    assert section.html == (
        f'<p>Se <a href="{_BRIDGE}" rel="nofollow noopener">planen</a> og skriv til '
        '<a href="mailto:havn@havn.example" rel="nofollow noopener">os</a>.</p>'
    )


def test_a_link_over_two_lines_is_one() -> None:
    section = case_of(f'{_LONG}. Se <a href="{_BRIDGE}">{_LONG}</a> igen.')
    assert section.html == (
        f'<p>{_LONG}. Se <a href="{_BRIDGE}" rel="nofollow noopener">{_LONG}</a> igen.</p>'
    )


def test_a_rectangle_around_several_lines_says_nothing_about_their_words() -> None:
    def drawing(canvas: Canvas) -> None:
        for n in range(3):
            write(canvas, _LONG, 60, HEIGHT - 100 - 13 * n, size=10)
        canvas.linkURL(_BRIDGE, (60, HEIGHT - 116, 500, HEIGHT - 90))

    assert drawn_line(draw(drawing)).runs == ()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "bro.pdf",
        " ",
        "https://havn.example/ x",
        f"https://havn.example/{'x' * 3000}",
    ],
)
def test_links_that_lead_elsewhere_are_words_only(address: str) -> None:
    def drawing(canvas: Canvas) -> None:
        write(canvas, _LONG, 60, HEIGHT - 100, size=10)
        canvas.linkURL(address, (60, HEIGHT - 103, 200, HEIGHT - 90))

    assert drawn_line(draw(drawing)).runs == ()


def test_an_address_cannot_break_out_of_its_attribute() -> None:
    section = case_of(
        f'<b>Se</b> <a href="https://havn.example/&quot;onclick=&quot;x&lt;script&gt;">her</a>, {_LONG}.'
    )
    assert section.html == f"<p><strong>Se</strong> her, {_LONG}.</p>"
    section = case_of(f"Se <a href=\"https://havn.example/?a='x'&amp;b=1\">her</a>, {_LONG}.")
    assert "?a=" in section.html
    assert section.html.count('"') == 4
    assert clean_html(section.html) == section.html


def test_rectangles_of_any_size_and_number_do_no_harm() -> None:
    def drawing(canvas: Canvas) -> None:
        write(canvas, _LONG, 60, HEIGHT - 100, size=10)
        for box in ((0, 0, 0, 0), (-1e30, -1e30, 1e30, 1e30), (1e38, 1e38, 1e38, 1e38), (500, 900, 60, 100)):
            canvas.linkURL(_BRIDGE, box)
        for _ in range(2 * MAX_LINKS):
            canvas.linkURL(f"{_BRIDGE}/2", (60, HEIGHT - 103, 85, HEIGHT - 90))

    line = drawn_line(draw(drawing))
    assert line.text == _LONG
    assert {run.address for run in line.runs} == {"", f"{_BRIDGE}/2"}


def test_a_bold_line_is_a_label_and_no_emphasis() -> None:
    section = case_of("<b>Trafik</b>", f"{_LONG}, <i>siger</i> udvalget.")
    assert section.html == f"<h4>Trafik</h4><p>{_LONG}, <em>siger</em> udvalget.</p>"


def test_without_emphasis_and_links_there_is_no_markup() -> None:
    assert case_of("<b>Trafik</b>", f"{_LONG}.").html == ""


def test_what_most_of_a_document_is_set_in_emphasises_nothing() -> None:
    found = sections(
        minutes(*[f"<i>{_LONG}.</i>"] * 4, f"<i>Det er</i> {_LONG}.", decision="Godkendt <b>nu</b>.")
    )
    assert found[SectionKind.CASE].html == ""
    assert found[SectionKind.DECISION].html == "<p>Godkendt <strong>nu</strong>.</p>"


def test_lists_and_tables_beside_emphasis_keep_their_form() -> None:
    table = Table(
        [["Bro", "Pris"], ["Nord", "100"], ["Syd", "200"]], style=[("GRID", (0, 0), (-1, -1), 1, "black")]
    )
    section = case_of(
        f"{_LONG}, er <b>vigtigt</b>.", "1. Den første <b>bro</b> bygges.", "2. Den anden venter.", table
    )
    assert section.html == (
        f"<p>{_LONG}, er <strong>vigtigt</strong>.</p>"
        "<ol><li>Den første <strong>bro</strong> bygges.</li><li>Den anden venter.</li></ol>"
        "<table><thead><tr><th>Bro</th><th>Pris</th></tr></thead>"
        "<tbody><tr><th>Nord</th><td>100</td></tr><tr><th>Syd</th><td>200</td></tr></tbody></table>"
    )


def test_a_short_line_of_a_decision_is_no_heading() -> None:
    paragraphs = f"Godkendt<br/><br/>{_LONG}, <b>siger</b> udvalget."
    decision = sections(minutes(_LONG, decision=paragraphs))[SectionKind.DECISION]
    assert decision.html == f"<p>Godkendt</p><p>{_LONG}, <strong>siger</strong> udvalget.</p>"


def test_the_text_is_the_same_with_and_without_emphasis_and_links() -> None:
    marked = [
        f"{_LONG} <b>ved den gamle</b> mole, og <i>“citatet”</i> er <b>langt</b>: {_LONG}.",
        f'Se <a href="{_BRIDGE}">planen for broen</a>, og (<i>måske</i>) mere.',
        "1. Den første <b>bro</b> bygges.",
        "2. <i>Den anden</i> venter.",
    ]
    plain = [re.sub(r"<[^>]+>", "", part) for part in marked]
    with_marks, without = (sections(minutes(*parts))[SectionKind.CASE] for parts in (marked, plain))
    assert with_marks.text == without.text
    assert without.html == ""
    shown = html.unescape(re.sub(r"<[^>]+>", "", re.sub("</(?:p|li)>", " ", with_marks.html)))
    assert shown.split() == re.sub(r"(?m)^\d\. ", "", with_marks.text).split()
    assert clean_html(with_marks.html) == with_marks.html
