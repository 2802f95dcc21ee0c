"""The links of a page that lead out of the document, and the words that they lie on."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from apps.parsing.markup.addresses import leads_out
from apps.parsing.reading.pdf.pages import Box, Page, Word

# No minutes have so many; what has is made to exhaust the reader.
MAX_LINKS = 5_000
_MOST_QUADS = 20
_LONGEST_ADDRESS = 2_000
_BAND = 12.0
_TALLEST = 60.0
_MOST_IN_BAND = 20
# Parts of the type size: where the middle of a letter is above its baseline, and the room of one line.
_MIDDLE = 0.3
_ONE_LINE = 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the rectangle that leads to it; `is_line` says that it is known to lie on one line only."""

    box: Box
    address: str
    is_line: bool


def link_words(opened: pdfium.PdfPage, page: Page, most: int) -> int:
    """Gives the words of a page the addresses of the web and mail links on them; how many links were looked at, `most` at most.

    Linear in links and words.
    """
    found: list[Link] = []
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    looked_at = 0
    while looked_at < most and raw.FPDFLink_Enumerate(opened.raw, position, link):
        looked_at += 1
        if address := _address(opened, link):
            found += _placed(link, address)
    if found:
        _put_on_words([replace(link, box=page.placed(link.box)) for link in found], page.words)
    return looked_at


def _address(page: pdfium.PdfPage, link: raw.FPDF_LINK) -> str:
    """Where a link leads; "" for any other place than the web or a mailbox."""
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
    if not 0 < length <= _LONGEST_ADDRESS:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, length)
    address = buffer.value.decode("utf-8", errors="replace").strip()
    return address if address.isprintable() and "\ufffd" not in address and leads_out(address) else ""


def _placed(link: raw.FPDF_LINK, address: str) -> Iterator[Link]:
    """A rectangle for each line where the document says them, else the one around all."""
    quads, corners = raw.FPDFLink_CountQuadPoints(link), raw.FS_QUADPOINTSF()
    for index in range(min(max(quads, 0), _MOST_QUADS)):
        if raw.FPDFLink_GetQuadPoints(link, index, corners):
            across = (corners.x1, corners.x2, corners.x3, corners.x4)
            up = (corners.y1, corners.y2, corners.y3, corners.y4)
            yield Link(Box(min(across), min(up), max(across), max(up)), address, quads > 1)
    box = raw.FS_RECTF()
    if quads <= 0 and raw.FPDFLink_GetAnnotRect(link, box):
        yield Link(
            Box(
                min(box.left, box.right),
                min(box.bottom, box.top),
                max(box.left, box.right),
                max(box.bottom, box.top),
            ),
            address,
            is_line=False,
        )


def _put_on_words(links: Sequence[Link], words: Sequence[Word]) -> None:
    """The address of the link on the middle of each word.

    A rectangle around words of several lines does not say where on them the link begins and ends: it is left out.
    """
    by_band = _by_band(links)
    linked: dict[int, list[Word]] = {}
    for word in words if by_band else ():
        across, up = (word.left + word.right) / 2, word.base + _MIDDLE * word.size
        near = by_band.get(int(up // _BAND), []) if math.isfinite(up) else []
        on_word = next((n for n in near if _holds(links[n].box, across, up)), None)
        if on_word is not None:
            linked.setdefault(on_word, []).append(word)
    for n, inside in linked.items():
        bases = [word.base for word in inside]
        if links[n].is_line or max(bases) - min(bases) < _ONE_LINE * inside[0].size:
            for word in inside:
                word.address = links[n].address


def _by_band(links: Sequence[Link]) -> dict[int, list[int]]:
    """The numbers of the links by their height on the page, of all at one height the first few."""
    by_band: dict[int, list[int]] = {}
    for n, link in enumerate(links):
        if 0 < link.box.top - link.box.bottom <= _TALLEST:
            for band in range(int(link.box.bottom // _BAND), int(link.box.top // _BAND) + 1):
                near = by_band.setdefault(band, [])
                if len(near) < _MOST_IN_BAND:
                    near.append(n)
    return by_band


def _holds(box: Box, across: float, up: float) -> bool:
    return box.left <= across <= box.right and box.bottom <= up <= box.top
