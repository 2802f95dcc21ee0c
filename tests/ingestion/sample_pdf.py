"""The sample minutes that are a PDF, laid out as minutes are printed: a contents page, then each item on a new page.

Writes the same bytes each time. After a change: `python -m tests.ingestion.sample_pdf`.
"""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

from tests.ingestion.documents import SAMPLES

PATH = SAMPLES / "2026-04-14-plan-og-teknikudvalget-2-referat.pdf"
COMMITTEE, DATE = "Plan- og Teknikudvalget", "14-04-2026"
HEAD = (
    ("Mødedato", "Tirsdag d. 14. april 2026 kl. 14:30"),
    ("Mødested", "Rådhuset, lokale 3.01"),
    (
        "Mødedeltagere",
        (
            "Jens Ulrik Bredal (A) (formand), Poul Erik Grønhøj (V), Mads Rævdal (A), Rune Holmbjerg (Ø) (Afbud), "
            "Frederik Ankerstrøm (C), Oskar Rytterlund (I), Camilla Thorsvang (B), Tine Aakjær Bruhn (centerchef for By, "
            "Trafik og Miljø), Sofus Rindal (byplanlægger)"
        ),
    ),
)
ABSENT = "Afbud Rune Holmbjerg (Ø)"
PROPOSER = "Center for By, Trafik og Miljø indstiller, at"

Rows: TypeAlias = tuple[tuple[str, ...], ...]
Points: TypeAlias = list[str]
# A paragraph, the points of a numbered list, or the rows of a table.
Block: TypeAlias = str | Points | Rows
Sections: TypeAlias = tuple[tuple[str, tuple[Block, ...]], ...]

ITEMS: tuple[tuple[str, str, Sections], ...] = (
    (
        "Godkendelse af dagsorden",
        "00.22.02-P35-6-26",
        (
            ("Beslutningen træffes af", (COMMITTEE,)),
            (
                "Beslutning",
                ("Godkendt med den tilføjelse, at broen over Møllebækken behandles som punkt 5.", ABSENT),
            ),
        ),
    ),
    (
        "Hastighedszoner: bump på Skovbrynet efter høringen",
        "05.13.00-G01-3-25",
        (
            (
                "Tidligere behandling",
                (
                    "Plan- og Teknikudvalget den 17. juni 2025 Punkt 7",
                    "Plan- og Teknikudvalget den 16. september 2025 Punkt 4",
                ),
            ),
            (
                "Sammendrag",
                (
                    "Beboerne på Skovbrynet er hørt. 61 af 92 husstande har svaret, og et flertal ønsker to bump.",
                ),
            ),
            (
                "Sagsfremstilling",
                (
                    "Der er regnet på tre løsninger:",
                    (
                        ("Løsning", "Ventet fart", "Pris"),
                        ("To bump", "43 km/t", "180.000 kr."),
                        ("Tre bump", "40 km/t", "260.000 kr."),
                        ("Fire bump", "38 km/t", "340.000 kr."),
                    ),
                    (
                        "Politiet har oplyst, at zonen kræver en fart på højst 43 km/t. Skolebestyrelsen i Nørreby ønsker "
                        "fire bump."
                    ),
                ),
            ),
            ("Økonomiske konsekvenser", ("Udgiften dækkes af puljen til trafiksikkerhed.",)),
            ("Beslutningen træffes af", (COMMITTEE,)),
            ("Indstilling", (PROPOSER, ["Der anlægges tre bump på Skovbrynet."])),
            (
                "Beslutning",
                (
                    "For stemte: Jens Ulrik Bredal (A), Mads Rævdal (A), Camilla Thorsvang (B), Frederik Ankerstrøm (C).",
                    "Imod stemte: Poul Erik Grønhøj (V), Oskar Rytterlund (I).",
                    "Indstillingen er dermed godkendt.",
                ),
            ),
            ("Bilag", ("ANBEFALES Svar fra beboere", "Hastighedsmålinger", ABSENT)),
        ),
    ),
    (
        "Kajpromenaden i Gasværkshavnen: økonomi og åbning",
        "01.02.05-P16-4-23",
        (
            ("Tidligere behandling", ("Plan- og Teknikudvalget den 16. september 2025 Punkt 3",)),
            (
                "Sammendrag",
                (
                    (
                        "Arbejdet med kajpromenaden begyndte i marts. Udvalget får en status og skal tage stilling til "
                        "belysningen."
                    ),
                ),
            ),
            (
                "Sagsfremstilling",
                (
                    "Den gamle spunsvæg er fjernet på de første 90 meter. Gasbeholderen står urørt bag et hegn.",
                    "Promenaden ventes at åbne den 15. november 2026, fordi stålet kommer to uger for sent.",
                    "Arbejdet er delt i tre etaper:",
                    [
                        "Kajen hæves til kote 2,4.",
                        "Belægning, bænke og træer.",
                        "Belysning og cykelparkering.",
                    ],
                ),
            ),
            (
                "Økonomiske konsekvenser",
                (
                    (
                        ("Mio. kr.", "Budget", "Forventet"),
                        ("Kaj", "21,5", "22,1"),
                        ("Belægning", "9,8", "9,4"),
                        ("Belysning", "4,7", "4,5"),
                        ("I alt", "36,0", "36,0"),
                    ),
                ),
            ),
            ("Beslutningen træffes af", (COMMITTEE,)),
            (
                "Indstilling",
                (
                    PROPOSER,
                    [
                        "Status tages til efterretning.",
                        "Promenaden får lave lamper, der dæmpes klokken 23.",
                    ],
                ),
            ),
            (
                "Beslutning",
                ("Indstillingens punkt 1: Taget til efterretning.", "Indstillingens punkt 2: Godkendt."),
            ),
            ("Bilag", ("ANBEFALES Belysningsplan", "Brev fra bådeklubben", ABSENT)),
        ),
    ),
    ("Lukket punkt: Salg af grunde i delområde B", "", (("Beslutning", ("Godkendt", ABSENT)),)),
    (
        "Bro over Møllebækken: lukning og midlertidig bro",
        "05.04.02-G01-5-26",
        (
            (
                "Sammendrag",
                (
                    "Gangbroen over Møllebækken er revnet og blev lukket den 10. april. 140 skolebørn bruger den hver dag.",
                ),
            ),
            (
                "Sagsfremstilling",
                (
                    (
                        "En midlertidig bro kan stå klar efter to uger. En ny bro skal være længere end den gamle, fordi "
                        "bækken får sit snoede løb tilbage."
                    ),
                ),
            ),
            (
                "Økonomiske konsekvenser",
                ("Den midlertidige bro koster 450.000 kr., som dækkes af rammen til broer.",),
            ),
            ("Beslutningen træffes af", (COMMITTEE,)),
            (
                "Indstilling",
                (
                    PROPOSER,
                    ["Der opstilles en midlertidig bro.", "Udvalget får et forslag til en ny bro i juni."],
                ),
            ),
            ("Beslutning", ("Indstillingen godkendt.",)),
            ("Bilag", ("Fotos af skaden", ABSENT)),
        ),
    ),
    ("Eventuelt", "", (("Beslutning", ("Intet.", ABSENT)),)),
)

_TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10.5, leading=14.5, spaceAfter=6)
_HEADING = ParagraphStyle(
    "heading", _TEXT, fontName="Helvetica-Bold", fontSize=12, spaceBefore=8, spaceAfter=3
)
_ITEM = ParagraphStyle("item", _TEXT, fontName="Helvetica-Bold", fontSize=17, leading=21, spaceAfter=8)
_TITLE = ParagraphStyle("title", _TEXT, fontName="Helvetica-Bold", fontSize=22, leading=28, spaceAfter=16)
_GRID = [("GRID", (0, 0), (-1, -1), 0.5, "#555555"), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def make() -> bytes:
    """The PDF."""
    target = io.BytesIO()
    document = _Document(
        target, pagesize=A4, title=f"REFERAT {COMMITTEE} d. {DATE}", invariant=1, pageCompression=0
    )
    document.multiBuild(list(_story()))
    return target.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """A4 pages with a footer; the items give the table of contents its entries."""

    def __init__(self, target: io.BytesIO, **options: Any) -> None:
        super().__init__(target, **options)
        frame = Frame(2.2 * cm, 2.4 * cm, A4[0] - 4.4 * cm, A4[1] - 4.4 * cm, id="body")
        self.addPageTemplates(PageTemplate("page", [frame], onPage=_draw_footer))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (the name that reportlab calls)
        """Called by reportlab for each block that it has set."""
        if isinstance(flowable, Paragraph) and flowable.style.name == _ITEM.name:
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def _draw_footer(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(2.2 * cm, 1.3 * cm, f"{COMMITTEE} {DATE}")
    canvas.drawRightString(A4[0] - 2.2 * cm, 1.3 * cm, f"Side {document.page}")


def _story() -> Iterable[Flowable]:
    yield Paragraph("Søndersund Kommune", _TEXT)
    yield Spacer(1, 2 * cm)
    yield Paragraph(f"REFERAT {COMMITTEE} d. {DATE}", _TITLE)
    head = [[Paragraph(label, _HEADING), Paragraph(text, _TEXT)] for label, text in HEAD]
    yield Table(head, colWidths=(3.9 * cm, 12.1 * cm), style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
    yield Paragraph("Indholdsfortegnelse", _HEADING)
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [_TEXT]
    yield contents
    for number, (title, journal_number, sections) in enumerate(ITEMS, 1):
        yield PageBreak()
        yield Paragraph(f"Punkt {number}: {title}", _ITEM)
        if journal_number:
            yield Paragraph(journal_number, _TEXT)
        for heading, blocks in sections:
            yield Paragraph(heading, _HEADING)
            yield from map(_set, blocks)


def _set(block: Block) -> Flowable:
    if isinstance(block, str):
        return Paragraph(block, _TEXT)
    if isinstance(block, list):
        return ListFlowable([Paragraph(point, _TEXT) for point in block], bulletFormat="%s.", leftIndent=18)
    return _table(block)


def _table(rows: Sequence[Sequence[str]]) -> Table:
    cells = [[Paragraph(cell, _TEXT) for cell in row] for row in rows]
    return Table(cells, colWidths=(4 * cm,) * len(rows[0]), style=_GRID, hAlign="LEFT", spaceAfter=8)


if __name__ == "__main__":
    Path(PATH).write_bytes(make())
