"""PDF: bytes -> lines in the form that the text layouts read, from the places and the type of the words.

What plain extraction loses is kept: paragraphs are whole, list marks stand before their entries, tables have a
line for each row, and what runs along the edge of every page is left out.
"""

import re
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from apps.parsing.errors import ParsingError
from apps.parsing.municipalities import municipality_of_head
from apps.parsing.reading.lines import Document, Line, wrapping_width
from apps.parsing.reading.pdf.appended import first_appended_page
from apps.parsing.reading.pdf.contents import with_plain_contents
from apps.parsing.reading.pdf.lines import address_in, without_running_lines
from apps.parsing.reading.pdf.links import MAX_LINKS, link_words
from apps.parsing.reading.pdf.margins import without_line_numbers
from apps.parsing.reading.pdf.pages import Page, read_page
from apps.parsing.reading.pdf.paragraphs import Setting, lines_of_rows
from apps.parsing.reading.pdf.rows import lines_of_page, rows_of
from apps.parsing.reading.pdf.split_tables import with_whole_tables
from apps.parsing.records import ParsingWarning

NAME = "pdf"
MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 2000
MAX_CHARACTERS = 5_000_000
# A page of minutes has some 3,000 letters; no stream that holds text or a font needs more room than this.
MAX_INFLATED = 100 * 1024 * 1024

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024
_END_WITHIN = 4096
_FEWEST_LETTERS = 20
_UNUSABLE_PART = 0.2
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY_BEFORE = 600
_CHUNK = 1024 * 1024
_GET_AGAIN = "Hent dokumentet igen fra kilden."
_SCANNED = (
    "PDF-filen er skannet: siderne er billeder uden tekst. "
    "Kør tekstgenkendelse (OCR) på den, eller hent referatet som en PDF med tekst."
)
_GARBAGE = (
    "Teksten i PDF-filen kan ikke læses: skrifterne siger ikke, hvilke bogstaver de viser. "
    "Gem referatet som PDF på ny, eller som ren tekst (.txt)."
)
# PDFium has one state for the whole process and is not made for several threads.
_pdfium_is_used = threading.Lock()


@dataclass(frozen=True)
class PdfDocument(Document):
    """The lines of a PDF; `is_wrapped` says that they are the printed lines, not whole paragraphs."""

    is_wrapped: bool = False

    @property
    def width(self) -> int | None:
        """The length of a full line, or None where each paragraph is one line."""
        return wrapping_width([line.text for line in self.lines]) if self.is_wrapped else None


def recognises(content: bytes) -> bool:
    """Whether `%PDF-` stands within the first 1,024 bytes, as viewers accept it."""
    return _SIGNATURE in content[:_SIGNATURE_WITHIN]


def read(content: bytes) -> PdfDocument:
    """The document. Raises ParsingError for what is locked, damaged, scanned, too large or without readable text.

    Linear in the number of words, apart from sorting those of one page (figures: benchmarks/pdf.py).
    """
    _refuse_by_bytes(content)
    with _pdfium_is_used, opened(content) as document:
        pages = list(_pages(document))
    _refuse_without_text(pages)
    without_line_numbers(pages)
    read_pages = [lines_of_page(page) for page in pages]
    kept, running = without_running_lines([(lines.page, lines.strips) for lines in read_pages])
    for page_lines, strips in zip(read_pages, kept, strict=True):
        page_lines.strips = strips
    rows = with_plain_contents(with_whole_tables(rows_of(read_pages)))
    setting = Setting(rows, [page.width for page in pages])
    appended = first_appended_page(rows, setting)
    kept_rows = [row for row in rows if appended is None or row.page < appended]
    lines = _with_what_ran_along(lines_of_rows(kept_rows, setting), running)
    return PdfDocument(
        tuple(lines), tuple(_warnings(pages, lines, appended)), is_wrapped=not setting.is_wrapped_by_page
    )


def _refuse_by_bytes(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        size = len(content) // (1024 * 1024)
        raise ParsingError(
            f"PDF-filen fylder {size} MB; grænsen er {MAX_BYTES // 1024 // 1024} MB. Gem referatet uden bilag og store billeder."
        )
    if b"%%EOF" not in content[-_END_WITHIN:] and b"startxref" not in content[-_END_WITHIN:]:
        raise ParsingError(f"PDF-filen er beskadiget: slutningen mangler. {_GET_AGAIN}")
    for match in _STREAM.finditer(content):
        dictionary = content[max(0, match.start() - _DICTIONARY_BEFORE) : match.start()].rpartition(b"obj")[2]
        # PDFium leaves images as they are when it looks for text.
        if b"Flate" in dictionary and b"/Image" not in dictionary and _is_too_large(content, match.end()):
            raise ParsingError(
                "PDF-filen pakker sig ud til mere, end et referat kan fylde. Gem den som PDF på ny, og prøv igen."
            )


def _is_too_large(content: bytes, start: int) -> bool:
    """Whether the packed stream at `start` is larger than MAX_INFLATED; damaged ones are left to PDFium."""
    unpacking, total, position = zlib.decompressobj(), 0, start
    waiting = b""
    try:
        while not unpacking.eof and (waiting or position < len(content)):
            if not waiting:
                waiting, position = content[position : position + _CHUNK // 16], position + _CHUNK // 16
            total += len(unpacking.decompress(waiting, _CHUNK))
            waiting = unpacking.unconsumed_tail
            if total > MAX_INFLATED:
                return True
    except zlib.error:
        return False
    return False


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    """The opened document, closed in any case with all that was opened from it."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise ParsingError(_why_not_opened(getattr(error, "err_code", None))) from None
    try:
        yield document
    except pdfium.PdfiumError:
        raise ParsingError(f"PDF-filen er beskadiget og kan ikke læses. {_GET_AGAIN}") from None
    finally:
        document.close()


def _why_not_opened(code: int | None) -> str:
    if code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return "PDF-filen er låst med en adgangskode. Gem den uden adgangskode, og prøv igen."
    if code == raw.FPDF_ERR_SUCCESS:
        return f"PDF-filen har ingen sider. {_GET_AGAIN}"
    return f"PDF-filen er beskadiget og kan ikke åbnes. {_GET_AGAIN}"


def _pages(document: pdfium.PdfDocument) -> Iterator[Page]:
    count = len(document)
    if count > MAX_PAGES:
        raise ParsingError(
            f"PDF-filen har {count} sider; grænsen er {MAX_PAGES}. Del den i et dokument for hvert møde."
        )
    characters, links = 0, MAX_LINKS
    for number in range(count):
        try:
            opened = document[number]
        except pdfium.PdfiumError:
            raise ParsingError(
                f"PDF-filen er beskadiget: side {number + 1} kan ikke læses. {_GET_AGAIN}"
            ) from None
        try:
            page = read_page(opened)
            links -= link_words(opened, page, links)
        finally:
            opened.close()
        characters += page.characters
        if characters > MAX_CHARACTERS:
            raise ParsingError(
                "PDF-filen har mere tekst, end et referat kan have. Del den i et dokument for hvert møde."
            )
        yield page


def _refuse_without_text(pages: Sequence[Page]) -> None:
    letters = sum(page.characters for page in pages)
    with_text = sum(page.characters >= (_FEWEST_LETTERS if page.has_image else 1) for page in pages)
    if not with_text or with_text * 10 < len(pages):
        raise ParsingError(_SCANNED)
    if sum(page.unusable for page in pages) > _UNUSABLE_PART * letters:
        raise ParsingError(_GARBAGE)


def _with_what_ran_along(lines: list[Line], running: Sequence[str]) -> list[Line]:
    """The name of the municipality from the head of the pages, and the address that a browser printed at their foot."""
    municipality = next((text for text in running if municipality_of_head([text])), None)
    if municipality and municipality_of_head(line.text for line in lines[:20]) is None:
        moved = [replace(line, number=line.number + 2) for line in lines]
        lines = [Line(1, municipality), Line(2, ""), *moved]
    address = address_in(running)
    if address and not any(line.text.startswith(("Source URL", "Kilde")) for line in lines[-20:]):
        lines = [*lines, Line(len(lines) + 1, ""), Line(len(lines) + 2, f"Source URL: {address}")]
    return lines


def _warnings(pages: Sequence[Page], lines: Sequence[Line], appended: int | None) -> Iterator[ParsingWarning]:
    damaged = [line for line in lines if "\ufffd" in line.text]
    if damaged:
        yield ParsingWarning(
            code="unreadable_characters",
            message=f"{sum(line.text.count(chr(0xFFFD)) for line in damaged)} tegn i PDF-filen kunne ikke læses, og er erstattet af \ufffd.",
            line=damaged[0].number,
        )
    if appended is not None:
        numbers = f"{appended}-{len(pages)}" if appended < len(pages) else f"{appended}"
        yield ParsingWarning(
            code="appended_pages",
            message=f"Side {numbers} ligger efter referatet (underskrifter eller bilag) og er ikke taget med.",
            line=None,
        )
    scanned = [number for number, page in enumerate(pages, 1) if not page.characters and page.has_image]
    if scanned:
        numbers = ", ".join(map(str, scanned[:20]))
        yield ParsingWarning(
            code="page_without_text",
            message=f"Der er ingen tekst på side {numbers}: det er billeder. Se efter i dokumentet, om noget mangler.",
            line=None,
        )
