"""Reading PDF: what the places and the type of the words say beyond the words, and what is refused."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, Paragraph, SimpleDocTemplate, Table

from apps.parsing import parse_document
from apps.parsing.reading.lines import Line
from apps.parsing.reading.pdf import reader as pdf
from tests.parsing.documents import an_export, an_item
from tests.parsing.printing import HEIGHT, WIDTH, draw, print_lines, write

_LONG = "Broen over havnen er lukket for biler hele sommeren, og alle cykler skal føres ad den nye sti langs"


def texts(content: bytes) -> list[str]:
    return [line.text for line in pdf.read(content).lines]


def lines(content: bytes) -> list[Line]:
    return [line for line in pdf.read(content).lines if line.text]


def a_page(*rows: tuple[str, float, float], size: float = 11) -> Callable[[Canvas], None]:
    """A page with text at places: (text, left, points from the top)."""

    def drawing(canvas: Canvas) -> None:
        for text, left, top in rows:
            write(canvas, text, left, HEIGHT - top, size=size)

    return drawing


def a_paragraph(
    top: float, *, left: float = 60, last: str = "kajen mod øst."
) -> list[tuple[str, float, float]]:
    return [(_LONG, left, top), (_LONG, left, top + 13), (last, left, top + 26)]


def test_a_wrapped_paragraph_is_one_line_and_space_between_paragraphs_a_blank_one() -> None:
    found = texts(draw(a_page(*a_paragraph(100), *a_paragraph(160))))
    assert found == [f"{_LONG} {_LONG} kajen mod øst.", "", f"{_LONG} {_LONG} kajen mod øst."]


def test_short_lines_stay_apart() -> None:
    people = [("Bo Krat (A)", 60, 150), ("Ida Al-Amin (Ø)", 60, 163), ("Lis Vang (A)", 60, 176)]
    assert texts(draw(a_page(*a_paragraph(100), *people)))[2:] == [
        "Bo Krat (A)",
        "Ida Al-Amin (Ø)",
        "Lis Vang (A)",
    ]


def test_the_order_of_the_content_stream_does_not_matter() -> None:
    rows = [*a_paragraph(100), ("1.", 62, 150), ("Planen godkendes.", 80, 150), ("Punkt 2 Havnen", 60, 60)]
    assert texts(draw(a_page(*rows))) == texts(draw(a_page(*reversed(rows))))


def test_list_marks_stand_before_their_entries() -> None:
    entries = [
        ("1.", 62, 150),
        (_LONG[:90], 80, 150),
        ("kajen.", 80, 163),
        ("2.", 62, 176),
        ("Sagen udsættes.", 80, 176),
    ]
    found = texts(draw(a_page(*a_paragraph(100), *entries, ("•", 62, 200), ("En prik", 80, 200))))
    assert found[2:] == [f"1. {_LONG[:90].strip()} kajen.", "2. Sagen udsættes.", "", "- En prik"]


def test_a_drawn_disc_is_a_bullet() -> None:
    def drawing(canvas: Canvas) -> None:
        a_page(("Bro A", 80, 100), ("Bro B", 80, 114))(canvas)
        for top in (97, 111):
            canvas.circle(70, HEIGHT - top, 1.5, fill=1)

    assert texts(draw(drawing)) == ["- Bro A", "- Bro B"]


def test_headings_have_the_rank_of_their_type() -> None:
    def drawing(canvas: Canvas) -> None:
        write(canvas, "Punkt 1: Ny bro", 60, 780, size=18)
        write(canvas, "over havnen", 60, 758, size=18)
        write(canvas, "Sagsfremstilling", 60, 730, size=12, bold=True)
        a_page(*a_paragraph(140))(canvas)
        write(canvas, "Naboer", 60, 640, size=11, bold=True)
        a_page(*a_paragraph(220))(canvas)

    found = [(line.text, line.level) for line in lines(draw(drawing)) if line.level]
    assert found == [("Punkt 1: Ny bro over havnen", 1), ("Sagsfremstilling", 2), ("Naboer", 3)]


def test_a_ruled_table_has_a_line_for_each_row() -> None:
    def drawing(canvas: Canvas) -> None:
        for x in (60, 160, 300):
            canvas.line(x, 600, x, 700)
        for y in (600, 640, 700):
            canvas.line(60, y, 300, y)
        write(canvas, "Bro A", 64, 680)
        write(canvas, "graves ud og", 164, 680)
        write(canvas, "males", 164, 667)
        write(canvas, "Bro B", 64, 620)
        write(canvas, "rives ned", 164, 620)

    assert texts(draw(drawing)) == ["Bro A\tgraves ud og males", "Bro B\trives ned"]


def test_aligned_columns_are_a_table_and_a_wrapped_cell_is_whole() -> None:
    rows = [
        ("Navn", 60, 100),
        ("Længde", 200, 100),
        ("Bro A", 60, 124),
        ("fra mole til", 200, 124),
        ("fyret", 200, 137),
    ]
    assert texts(draw(a_page(*rows))) == ["Navn\tLængde", "Bro A\tfra mole til fyret"]


def test_labels_with_their_values_are_rows_of_their_own_above_other_rows() -> None:
    rows = [("Mødedato:", 60, 100), ("3. maj 2024", 200, 100), ("Mødested:", 60, 121), ("Pakhuset", 200, 121)]
    rows += [("Udvalg:", 60, 150), ("Havneudvalget", 200, 150)]
    found = texts(draw(a_page(*rows)))
    assert [text for text in found if text] == [
        "Mødedato:\t3. maj 2024",
        "Mødested:\tPakhuset",
        "Udvalg:\tHavneudvalget",
    ]


def test_names_set_in_columns_are_no_wrapped_cells() -> None:
    rows = [
        ("Ida Storm (A)", 60, 100),
        ("Bo Krat (V)", 200, 100),
        ("Pia Lund (F)", 60, 113),
        ("Eva Holm Vang (C)", 200, 113),
    ]
    rows += [("Referent", 60, 140), ("Carl Dam", 200, 140)]
    assert "Ida Storm (A)\tBo Krat (V)" in texts(draw(a_page(*rows)))


def test_a_wide_gap_in_a_line_stays_to_be_seen() -> None:
    page = a_page(
        ("Sagsid: 27.36.00-G01-3-24", 60, 100), ("Åben", 450, 100), ("Broen er lukket for biler.", 60, 160)
    )
    assert texts(draw(page))[0] == "Sagsid: 27.36.00-G01-3-24   Åben"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [(f"venstre spalte med linje nummer {n}", 60.0, 100.0 + 13 * n) for n in range(8)]
    right = [(f"højre spalte og dens linje nummer {n}", 320.0, 100.0 + 13 * n) for n in range(8)]
    found = " ".join(texts(draw(a_page(*(row for pair in zip(left, right, strict=True) for row in pair)))))
    assert found.index("venstre spalte med linje nummer 7") < found.index(
        "højre spalte og dens linje nummer 0"
    )


def test_a_title_over_two_columns_comes_first_and_a_table_below_is_none_of_them() -> None:
    rows = [(f"{_LONG}", 60.0, 80.0)]
    for n in range(8):
        rows.append((f"venstre spalte med linje nummer {n}", 60.0, 110.0 + 13 * n))
        rows.append((f"højre spalte og dens linje nummer {n}", 320.0, 110.0 + 13 * n))
    rows.append((_LONG, 60.0, 240.0))
    rows += [(text, left, top) for top in (270.0, 284.0) for text, left in (("Bro", 60.0), ("120 m", 320.0))]
    found = " ".join(texts(draw(a_page(*rows))))
    assert found.startswith(_LONG)
    assert found.index("venstre spalte med linje nummer 7") < found.index(
        "højre spalte og dens linje nummer 0"
    )
    assert found.endswith("Bro\t120 m Bro\t120 m")


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    rows = [
        ("2.6.2024, 13.05 Referat", 20.0, 16.0),
        *a_paragraph(120),
        ("https://www.strandby.dk/referat 1/1", 20.0, 830.0),
    ]
    assert texts(draw(a_page(*rows))) == [
        f"{_LONG} {_LONG} kajen mod øst.",
        "",
        "Source URL: https://www.strandby.dk/referat",
    ]


def test_a_word_printed_twice_to_look_bold_stands_once() -> None:
    assert texts(draw(a_page(("Beslutning", 60, 100), ("Beslutning", 60.4, 100)))) == ["Beslutning"]


def test_a_number_that_a_full_line_breaks_before_begins_no_entry() -> None:
    rows = [
        (_LONG, 60.0, 100.0),
        (f"{_LONG[:-6]} kapitel", 60.0, 113.0),
        ("2. Det gælder fra maj.", 60.0, 126.0),
    ]
    assert len(lines(draw(a_page(*rows)))) == 1


def test_what_runs_along_the_edge_of_the_pages_is_left_out() -> None:
    def page(n: int) -> Callable[[Canvas], None]:
        return a_page(
            ("Havneudvalget 02-06-2024", 60, 30),
            *a_paragraph(120),
            (f"Side {n} af 3", 500, 810),
            (str(n), 300, 825),
        )

    found = texts(draw(*(page(n) for n in (1, 2, 3))))
    assert set(found) == {"", f"{_LONG} {_LONG} kajen mod øst."}


def test_headings_that_begin_several_pages_are_no_running_head() -> None:
    page = a_page(("Beslutning", 60, 60), *a_paragraph(100))
    assert texts(draw(page, page)).count("Beslutning") == 2


def test_the_municipality_and_the_address_along_the_edge_are_kept_once() -> None:
    page = a_page(
        ("Ballerup Kommune", 60, 30),
        *a_paragraph(100),
        ("https://www.strandby.dk/referat/havn-02-06-2024", 60, 820),
    )
    found = texts(draw(page, page, page))
    assert found[0] == "Ballerup Kommune"
    assert found[-1] == "Source URL: https://www.strandby.dk/referat/havn-02-06-2024"
    assert found.count("Ballerup Kommune") == 1


def test_a_sentence_goes_on_over_the_end_of_the_page() -> None:
    first = a_page(*a_paragraph(700), (_LONG, 60, 760))
    found = pdf.read(draw(first, a_page(("kajen, så den er fri.", 60, 60), *a_paragraph(100)))).lines
    assert found[2].text == f"{_LONG} kajen, så den er fri."
    assert [line.starts_page for line in found] == [False] * 5


def test_the_first_paragraph_of_a_page_starts_it() -> None:
    page = a_page(*a_paragraph(100))
    assert [line.starts_page for line in pdf.read(draw(page, page)).lines if line.text] == [False, True]


def test_cut_words_are_whole_again_and_other_hyphens_stay() -> None:
    rows = [
        (f"{_LONG[:88]} kommu-", 60.0, 100.0),
        ("nen. " + _LONG[:78] + " beboer- og barne-", 60.0, 113.0),
        ("vogne og kommunen for den 02-06-", 60.0, 126.0),
    ]
    found = " ".join(texts(draw(a_page(*rows))))
    assert "kommunen. Broen" in found
    assert "beboer- og barnevogne" in found


@pytest.mark.parametrize(("before", "after"), [("den 02-06-", "2024"), ("https://strandby.dk/havn-", "plan")])
def test_numbers_and_addresses_keep_their_hyphens(before: str, after: str) -> None:
    rows = [
        (_LONG, 60.0, 100.0),
        (f"{_LONG[:-6]} {before}", 60.0, 113.0),
        (f"{after} er sidst på", 60.0, 126.0),
    ]
    assert f"{before}{after}" in " ".join(texts(draw(a_page(*rows))))


def test_ligatures_and_rings_are_ordinary_letters() -> None:
    pdfmetrics.registerFont(TTFont("Dejavu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))

    def drawing(canvas: Canvas) -> None:
        canvas.setFont("Dejavu", 11)
        canvas.drawString(60, 700, "Den \ufb01ne ba\u030ad på ka\ufb02et og kommu\u00adnen")

    assert texts(draw(drawing)) == ["Den fine båd på kaflet og kommunen"]


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_turned_pages_are_read_upright(angle: int) -> None:
    def drawing(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(angle)
        write(canvas, "Punkt 1 Havnen", -150, 60)
        write(canvas, "Broen males.", -150, 20)
        write(canvas, "Broen åbner.", -150, -20)

    assert [t for t in texts(draw(drawing)) if t] == ["Punkt 1 Havnen", "Broen males.", "Broen åbner."]


def test_the_table_of_contents_is_in_the_form_of_the_layouts() -> None:
    rows = [
        ("REFERAT Havneudvalget d. 02-06-2024", 60.0, 60.0),
        ("Indhold", 60.0, 100.0),
        ("Punkt 1: Meddelelser" + " ." * 40 + " 2", 60.0, 120.0),
        ("Punkt 2: En lang titel, der fylder", 60.0, 134.0),
        ("mere end en linje", 60.0, 148.0),
        ("3", 500.0, 148.0),
    ]
    assert texts(draw(a_page(*rows)))[2:] == [
        "Indholdsfortegnelse",
        "",
        "Punkt 1: Meddelelser.....\t2",
        "Punkt 2: En lang titel, der fylder mere end en linje.....\t3",
    ]


def test_contents_that_no_layout_reads_are_left_out() -> None:
    rows = [("Punkter", 60.0, 60.0), ("Havnen ........ 1", 60.0, 80.0), ("Broen ........ 2", 60.0, 94.0)]
    assert [t for t in texts(draw(a_page(*rows, *a_paragraph(140)))) if t] == [
        f"{_LONG} {_LONG} kajen mod øst."
    ]


def test_lines_that_were_wrapped_before_printing_stay_as_they_were() -> None:
    text = an_export(an_item(1, sign=":"), an_item(2, sign=":"))
    wrapped = "Planen er lavet sammen med\nbrugerne af havnen, og den er sendt ud til\nalle naboer i god tid\nfør mødet."
    printed = pdf.read(print_lines(text + wrapped))
    assert "brugerne af havnen, og den er sendt ud til" in [line.text for line in printed.lines]
    assert printed.is_wrapped


def test_a_printed_export_gives_the_meeting_of_its_text() -> None:
    text = an_export(an_item(1, sign=":"), an_item(2, sign=":"))
    printed, plain = parse_document(print_lines(text, header="Havneudvalget")), parse_document(text.encode())
    assert [(i.number, i.title, i.decision_text, i.recommendations) for i in printed.items] == [
        (i.number, i.title, i.decision_text, i.recommendations) for i in plain.items
    ]
    assert (printed.committee, printed.date, printed.warnings) == (plain.committee, plain.date, ())


def test_a_justified_page_with_lists_and_tables_is_read_whole() -> None:
    body = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=11, leading=14, alignment=TA_JUSTIFY, spaceAfter=6
    )
    title = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=16, leading=19, spaceBefore=12)
    heading = ParagraphStyle("heading", parent=body, fontName="Times-Bold", spaceBefore=8, spaceAfter=2)
    case = "Planen er lavet sammen med brugerne af havnen, og den er sendt ud til alle naboer i god tid. " * 6
    parts: list[Flowable] = [
        Paragraph("Havneudvalget", title),
        Paragraph("Torsdag den 4. februar 2021 - kl. 16:30", body),
    ]
    for number in range(1, 7):
        name = f"Punkt {number} Havneplan nummer {number} med en lang titel, der skal brydes over to linjer"
        entries = [Paragraph(f"Planen godkendes, og sendes i høring {'i otte uger ' * 9}fra maj.", body)] * 2
        grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
        table = Table(
            [["År", "Beløb"], ["2024", Paragraph("Der graves ud ved den gamle mole", body)]],
            colWidths=90,
            style=grid,
        )
        parts += [
            Paragraph(name, title),
            Paragraph("Sagsfremstilling", heading),
            Paragraph(case, body),
            table,
        ]
        parts += [Paragraph("Indstilling", heading), Paragraph("Center for Havn indstiller, at", body)]
        parts += [
            ListFlowable(entries, bulletType="1", bulletFormat="%s."),
            Paragraph("Beslutning", heading),
            Paragraph("Godkendt", body),
        ]
    target = io.BytesIO()
    SimpleDocTemplate(target).build(parts)
    meeting = parse_document(target.getvalue())
    assert (meeting.committee, str(meeting.date), len(meeting.items)) == ("Havneudvalget", "2021-02-04", 6)
    for item in meeting.items:
        assert item.title.endswith("brydes over to linjer")
        assert item.sections[0].text == f"{case.strip()}\n\nÅr\tBeløb\n2024\tDer graves ud ved den gamle mole"
        assert [(r.number, r.text[-9:]) for r in item.recommendations] == [(1, " fra maj."), (2, " fra maj.")]
        assert item.decision_text == "Godkendt"


def test_a_few_bytes_before_the_signature_do_no_harm() -> None:
    assert pdf.recognises(b"\n" * 1000 + b"%PDF-1.4")
    assert not pdf.recognises(b"\n" * 1024 + b"%PDF-1.4")


def test_the_reader_leaves_text_to_the_text_reader(tmp_path: Path) -> None:
    assert not pdf.recognises(an_export(an_item(1, sign=":")).encode())
