"""Documents printed to PDF: lines and drawings by reportlab, web pages by a real Chromium."""

import html
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from apps.parsing.records import ParsedMeeting

WIDTH, HEIGHT = A4
_FIXED = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
STYLE = """
@page { size: A4; margin: 2cm 2cm 2.2cm 2cm }
body { font: 11pt "Liberation Sans", Arial, sans-serif }
td, th { border: 1px solid #444; padding: 2px 4px; text-align: left } table { border-collapse: collapse }
"""


def draw(*drawings: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    """A PDF with a page for each drawing."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size)
    for drawing in drawings:
        drawing(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def write(
    canvas: Canvas, text: str, left: float, base: float, *, size: float = 11, bold: bool = False
) -> None:
    """Text at a place measured from the lower left corner."""
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    canvas.drawString(left, base, text)


def print_lines(
    text: str, *, header: str = "", footer: str = "Side {page} af {pages}", lines: int = 58
) -> bytes:
    """Each line of a text as a line in a fixed font, with a header and a footer on every page."""
    font = _fixed_font()
    rows = text.expandtabs(4).replace("\u00ad", "").split("\n")
    pages = [rows[n : n + lines] for n in range(0, len(rows), lines)]

    def page(number: int, page_rows: list[str]) -> Callable[[Canvas], None]:
        def drawing(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(50, HEIGHT - 30, header)
            canvas.drawRightString(WIDTH - 50, 28, footer.format(page=number, pages=len(pages)))
            canvas.setFont(font, 8)
            for n, row in enumerate(page_rows):
                canvas.drawString(50, HEIGHT - 60 - n * 12, row.strip())

        return drawing

    # Exported lines hold whole paragraphs: the page is as wide as the longest of them.
    width = max(WIDTH, 100 + 4.9 * max(map(len, rows)))
    return draw(*(page(n, page_rows) for n, page_rows in enumerate(pages, 1)), size=(width, HEIGHT))


def print_html(page: str, *, style: str = STYLE) -> bytes:
    """A web page as Chromium prints it."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(
            f"<!doctype html><html lang=da><meta charset=utf-8><style>{style}</style>{page}", encoding="utf-8"
        )
        arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run(
            [
                chromium,
                *arguments,
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={target}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return target.read_bytes()


def as_html(text: str, meeting: ParsedMeeting) -> str:
    """The web page that the text of a meeting may have come from: head, titles, sections, paragraphs, lists, tables."""
    lines = text.splitlines()
    first = meeting.items[0].first_line
    parts = ["<p>" + "<br>".join(_lines(lines[: first - 1]))]
    for item in meeting.items:
        sign = ":" if lines[item.first_line - 1].split()[1].endswith(":") else ""
        parts.append(f"<h2>Punkt {item.number}{sign} {html.escape(item.title)}</h2>")
        if item.journal_number:
            parts.append(f"<p>{item.journal_number}</p>")
        for section in item.sections:
            parts.append(f"<h3>{html.escape(section.heading)}</h3>" if section.heading else "")
            parts += [_block(block) for block in section.text.split("\n\n") if block]
        if item.absent and not _says_absence(item.decision_text or ""):
            parts.append(f"<p>Afbud {html.escape(', '.join(item.absent))}</p>")
    if meeting.source_url:
        parts.append(f"<p>Source URL: {meeting.source_url}</p>")
    return "\n".join(parts)


def _says_absence(decision: str) -> bool:
    return "fraværende" in decision.casefold() or "afbud" in decision.casefold()


def _lines(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        yield "</p><p>" if not line.strip() else html.escape(line.strip())


def _block(block: str) -> str:
    entries = block.split("\n")
    if all("\t" in entry for entry in entries):
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in entry.split("\t")) + "</tr>"
            for entry in entries
        )
        return f"<table>{rows}</table>"
    numbers = [entry.split(". ", 1)[0] for entry in entries]
    if all(re.match(r"\d{1,2}\. \S", entry) for entry in entries):
        inner = "".join(
            f"<li value={n}>{html.escape(e.split('. ', 1)[1])}</li>"
            for n, e in zip(numbers, entries, strict=True)
        )
        return f"<ol>{inner}</ol>"
    if all(entry.startswith("- ") for entry in entries):
        return "<ul>" + "".join(f"<li>{html.escape(entry[2:])}</li>" for entry in entries) + "</ul>"
    return (
        "".join(f"<div>{html.escape(entry)}</div>" for entry in entries[:-1])
        + f"<p style='margin-top:0'>{html.escape(entries[-1])}</p>"
    )


def _fixed_font() -> str:
    if not Path(_FIXED).exists():
        return "Courier"
    if "PrintedFixed" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("PrintedFixed", _FIXED))
    return "PrintedFixed"
