"""PDFs as word processors and municipal print engines write them: what stands around, below and behind the minutes."""

from collections.abc import Callable

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from apps.parsing.errors import ParsingError
from apps.parsing.reading.pdf import reader as pdf
from apps.parsing.reading.pdf.pages import read_page
from tests.parsing.printing import HEIGHT, WIDTH, draw, write

_LONG = "Broen over havnen er lukket for biler hele sommeren, og alle cykler skal føres ad den nye sti langs"
Drawing = Callable[[Canvas], None]


def texts(content: bytes) -> list[str]:
    return [line.text for line in pdf.read(content).lines if line.text]


def rows(
    *placed: tuple[str, float, float], size: float = 11, height: float = HEIGHT, bold: bool = False
) -> Drawing:
    """Text at places: (text, left, points from the top)."""

    def drawing(canvas: Canvas) -> None:
        for text, left, top in placed:
            write(canvas, text, left, height - top, size=size, bold=bold)

    return drawing


def together(*drawings: Drawing) -> Drawing:
    def drawing(canvas: Canvas) -> None:
        for one in drawings:
            one(canvas)

    return drawing


def a_paragraph(top: float, *, last: str = "kajen mod øst.") -> list[tuple[str, float, float]]:
    return [(_LONG, 60, top), (_LONG, 60, top + 13), (last, 60, top + 26)]


def minutes_page(*extra: Drawing) -> Drawing:
    """A page of minutes with a standard section."""
    heading = rows(("Beslutning", 60, 90), size=11, bold=True)
    return together(heading, rows(*a_paragraph(120), *a_paragraph(180)), *extra)


def test_letters_of_different_fonts_on_one_baseline_are_one_word() -> None:
    def drawing(canvas: Canvas) -> None:
        write(canvas, "Kom", 60, 700)
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(60 + stringWidth("Kom", "Helvetica", 11), 700, "munen")

    with pdf.opened(draw(drawing)) as document:
        assert [word.text for word in read_page(document[0]).words] == ["Kommunen"]


def test_numbers_of_lines_in_the_margin_are_left_out() -> None:
    def page(first: int) -> Drawing:
        numbers = [(str(n), 40.0, 100.0 + 13 * (n - first)) for n in range(first, first + 30, 5)]
        return rows(*(row for top in (120, 180, 240) for row in a_paragraph(top)), *numbers)

    last = rows(*a_paragraph(120), ("65", 40, 146))
    assert set(texts(draw(page(5), page(35), last))) == {f"{_LONG} {_LONG} kajen mod øst."}


def test_a_column_of_numbers_in_the_text_is_kept() -> None:
    table = [(str(n), 60.0, 200.0 + 13 * n) for n in range(1, 5)] + [
        (f"Bro {n}", 120.0, 200.0 + 13 * n) for n in range(1, 5)
    ]
    assert texts(draw(rows(*a_paragraph(100), *table)))[1:] == [
        "1\tBro 1",
        "2\tBro 2",
        "3\tBro 3",
        "4\tBro 4",
    ]


def test_a_footnote_follows_its_paragraph_and_its_mark_is_no_part_of_the_word() -> None:
    first = together(
        rows(*a_paragraph(100, last="kajen, som koster 300 kr.")),
        rows(("1", 60 + stringWidth("kajen, som koster 300 kr.", "Helvetica", 11), 122), size=6),
        rows((_LONG, 60, 700)),
        rows(("1", 60, 757), size=5),
        rows(("Prisen er fra 2023, og den", 64, 760), ("reguleres hvert år.", 60, 770), size=8),
    )
    second = rows(("kajen mod vest.", 60, 60), *a_paragraph(120))
    found = texts(draw(first, second))
    assert found[:3] == [
        f"{_LONG} {_LONG} kajen, som koster 300 kr.",
        "Note 1: Prisen er fra 2023, og den reguleres hvert år.",
        f"{_LONG} kajen mod vest.",
    ]


def test_a_raised_number_without_a_note_stays() -> None:
    area = together(rows(("Arealet er 40 m", 60, 100)), rows(("2", 141, 96), size=6))
    assert texts(draw(area))[0].replace(" ", "") == "Arealeter40m2"


def a_grid(
    canvas: Canvas,
    tops: list[float],
    cells: list[tuple[str, str]],
    places: tuple[float, ...] = (60, 160, 300),
) -> None:
    for place in places:
        canvas.line(place, HEIGHT - tops[0], place, HEIGHT - tops[-1])
    for top in tops:
        canvas.line(places[0], HEIGHT - top, places[-1], HEIGHT - top)
    for top, row in zip(tops, cells, strict=False):
        for place, cell in zip(places, row, strict=False):
            write(canvas, cell, place + 4, HEIGHT - top - 14)


def test_a_table_over_two_pages_is_one_table_with_one_head() -> None:
    def first(canvas: Canvas) -> None:
        rows(*a_paragraph(100))(canvas)
        a_grid(canvas, [700, 720, 740, 760], [("Bro", "Arbejde"), ("Bro A", "males"), ("Bro B", "graves ud")])

    def second(canvas: Canvas) -> None:
        a_grid(canvas, [60, 80, 100, 120], [("Bro", "Arbejde"), ("", "og bygges op"), ("Bro C", "rives ned")])
        rows(*a_paragraph(180))(canvas)

    found = texts(draw(first, second))
    assert found[1:-1] == [
        "Bro\tArbejde",
        "Bro A\tmales",
        "Bro B\tgraves ud og bygges op",
        "Bro C\trives ned",
    ]


def test_lines_between_rows_alone_make_a_table() -> None:
    def drawing(canvas: Canvas) -> None:
        for top in (200, 220, 255, 275):
            canvas.line(60, HEIGHT - top, 400, HEIGHT - top)
        rows(
            ("Bro", 64, 214), ("Arbejde", 200, 214), ("Bro A", 64, 234), ("graves ud ved den gamle", 200, 234)
        )(canvas)
        rows(("mole", 200, 247), ("Bro B", 64, 269), ("males", 200, 269))(canvas)

    assert texts(draw(drawing)) == ["Bro\tArbejde", "Bro A\tgraves ud ved den gamle mole", "Bro B\tmales"]


def test_names_below_each_other_beside_a_label_are_rows() -> None:
    def drawing(canvas: Canvas) -> None:
        a_grid(canvas, [100, 150, 170], [("Medlemmer", "Ida Storm"), ("Sted", "Pakhuset")], (60, 160, 400))
        rows(("Bo Krat", 164, 127), ("Pia Lund", 164, 140))(canvas)

    assert texts(draw(drawing)) == ["Medlemmer\tIda Storm", "Bo Krat", "Pia Lund", "Sted\tPakhuset"]


def test_signatures_behind_the_minutes_are_left_out_with_a_warning() -> None:
    sheet = together(rows(("Underskriftsblad", 60, 80), size=18), rows(("Ida Storm", 60, 200)))
    document = pdf.read(draw(minutes_page(), minutes_page(), sheet))
    assert "Ida Storm" not in "".join(line.text for line in document.lines)
    assert [(warning.code, "Side 3 " in warning.message) for warning in document.warnings] == [
        ("appended_pages", True)
    ]


def test_attachments_in_another_type_do_not_decide_how_the_minutes_are_read() -> None:
    attachment = together(*(rows(*a_paragraph(top), size=9) for top in range(150, 700, 50)))
    first = together(rows(("Notat om broen", 60, 60), size=16), attachment)
    found = texts(draw(minutes_page(), first, attachment, attachment))
    assert found == ["Beslutning", *[f"{_LONG} {_LONG} kajen mod øst."] * 2]


def test_the_last_page_of_an_item_with_a_heading_of_its_own_is_kept() -> None:
    last = together(rows(("Naboer", 60, 60), bold=True), rows(*a_paragraph(90)))
    document = pdf.read(draw(minutes_page(), last))
    assert "Naboer" in [line.text for line in document.lines]
    assert document.warnings == ()


def test_a_running_head_is_left_out_where_other_pages_follow_without_it() -> None:
    head = rows(("Referat", 60, 30), ("Havneudvalget", 60, 42), size=8)
    plain = minutes_page()
    found = texts(draw(*[minutes_page(head)] * 4, *[plain] * 6))
    assert "Havneudvalget" not in found


def test_a_line_along_the_edge_does_not_turn_a_short_page() -> None:
    def drawing(canvas: Canvas) -> None:
        rows(("Godkendt som indstillet af udvalget.", 60, 100))(canvas)
        canvas.saveState()
        canvas.translate(20, HEIGHT / 2)
        canvas.rotate(90)
        write(canvas, "Dokumentet er underskrevet digitalt af alle medlemmer", 0, 0, size=7)
        canvas.restoreState()

    assert texts(draw(drawing)) == ["Godkendt som indstillet af udvalget."]


def test_words_across_the_page_are_no_text() -> None:
    def watermark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(54)
        write(canvas, "UDKAST", -150, 0, size=90)
        canvas.restoreState()

    assert texts(draw(together(watermark, rows(*a_paragraph(100))))) == [f"{_LONG} {_LONG} kajen mod øst."]


def test_a_heading_with_its_letters_set_apart_is_read_as_a_word() -> None:
    def drawing(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 760, "BESLUTNING", charSpace=1.5)
        rows(*a_paragraph(120))(canvas)

    assert texts(draw(drawing))[0] == "BESLUTNING"


def test_a_title_goes_on_behind_a_dash() -> None:
    def drawing(canvas: Canvas) -> None:
        rows(
            ("Punkt 1: Renovering af kommunens broer", 60, 60), ("- frigivelse af bevilling", 60, 80), size=16
        )(canvas)
        rows(*a_paragraph(140))(canvas)

    assert texts(draw(drawing))[0] == "Punkt 1: Renovering af kommunens broer - frigivelse af bevilling"


def test_a_paragraph_left_of_the_words_of_a_full_entry_begins_anew() -> None:
    entries = [
        ("•", 60.0, 100.0),
        (
            "Broen åbner, når arbejdet ved molen er forbi, og når der igen er plads til alle, der vil gå",
            80.0,
            100.0,
        ),
        ("over den.", 80.0, 113.0),
        ("•", 60.0, 126.0),
        ("Havnen ryddes for både, før der graves ved den gamle mole, og mens arbejdet står på", 80.0, 126.0),
        ("Udvalgets medlemmer blev orienteret.", 60.0, 139.0),
    ]
    found = texts(draw(rows(*a_paragraph(40), *entries)))
    assert found[-2:] == [
        "- Havnen ryddes for både, før der graves ved den gamle mole, og mens arbejdet står på",
        "Udvalgets medlemmer blev orienteret.",
    ]


def test_the_contents_are_left_out_where_the_margin_cut_their_page_numbers() -> None:
    dots = "." * 60
    entries = [("Punkter", 60.0, 60.0), (f"Havnen{dots}", 60.0, 80.0), (f"Broen{dots}", 60.0, 94.0)]
    assert texts(draw(rows(*entries, *a_paragraph(140)))) == [f"{_LONG} {_LONG} kajen mod øst."]


def test_a_year_goes_on_with_its_word_on_the_next_row() -> None:
    placed = [(_LONG, 60.0, 100.0), (f"{_LONG[:-12]} i 2024-", 60.0, 113.0), ("priser og 2025-", 60.0, 126.0)]
    assert "i 2024-priser og" in " ".join(texts(draw(rows(*placed))))


def test_fonts_that_do_not_name_their_letters_are_refused() -> None:
    content = draw(rows(*a_paragraph(100)))
    assert texts(content)
    letters = "".join(f"\\{n:03o}" for n in (1, 3, 4, 5, 6, 7, 14, 15, 16, 17, 18, 19, 20) * 4)

    def drawing(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas._code.append(f"BT /F1 11 Tf 60 700 Td ({letters}) Tj ET")

    with pytest.raises(ParsingError, match="hvilke bogstaver"):
        pdf.read(draw(drawing))
