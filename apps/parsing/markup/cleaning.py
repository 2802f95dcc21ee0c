"""Formatting that carries meaning: HTML of any origin -> clean HTML from a small allow-list, and the same as lines of text.

What stays: paragraphs and line breaks, lists with their numbers, tables, quotations, sub-headings, emphasis, links out.
What goes: everything else. Whatever comes in, nh3 writes what goes out.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, zip_longest

import nh3

from apps.parsing.markup.addresses import leads_out
from apps.parsing.markup.blocks import (
    ATTRIBUTES,
    BREAKING,
    CONTAINERS,
    HEADINGS,
    INLINE,
    Block,
    Cell,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
)
from apps.parsing.markup.bounds import MAX_CHARACTERS, refuse_what_is_too_large
from apps.parsing.markup.building import read_blocks
from apps.parsing.markup.papers import papers_of
from apps.parsing.reading.lines import Line

ALLOWED_TAGS = frozenset(
    [
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "strong",
        "em",
        "sub",
        "sup",
        "blockquote",
        "a",
        "h4",
        "h5",
        "h6",
    ]
)
ALLOWED_SCHEMES = {"http", "https", "mailto"}
_LINK_REL = "nofollow noopener"
# Sub-headings in a text rank below an item (1) and its sections (2).
FIRST_RANK = 4

_READ_TAGS = set(INLINE) | set(HEADINGS) | CONTAINERS | BREAKING | {"br", "pre", "thead", "tbody", "tfoot"}
_DROPPED_WITH_CONTENT = {
    "script",
    "style",
    "template",
    "noscript",
    "title",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "applet",
    "audio",
    "video",
    "canvas",
    "select",
    "textarea",
    "xmp",
    "noembed",
    "noframes",
}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def clean_html(html: str) -> str:
    """The HTML with nothing but the allow-list: no scripts, styles, images, classes, ids or unbalanced tags.

    Cleaning what is clean changes nothing. Raises ParsingError for what is too large or nested too deep
    (`apps.parsing.markup.bounds`). Linear.
    """
    return "".join(html_of(block) for block in blocks_of(html))


def lines_of_html(html: str) -> list[Line]:
    """The text of the HTML as lines: one for a paragraph, a list entry, a table row (cells joined by tabs), a heading.

    Blank lines stand between blocks, none inside one; `html` is at the first line of each block. Errors and cost as
    `clean_html`. An entry begins as it is shown: "3. …", "b. …", "- …".
    """
    return lines_of_blocks(blocks_of(html))


def blocks_of(html: str, *, limit: int = MAX_CHARACTERS) -> list[Block]:
    """The blocks of any HTML; headings keep their rank."""
    refuse_what_is_too_large(html, limit=limit)
    balanced = nh3.clean(
        html,
        tags=_READ_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel=None,
    )
    return read_blocks(balanced)


def lines_of_blocks(blocks: Iterable[Block]) -> list[Line]:
    """As `lines_of_html`, of blocks that are read already; numbers count from 1."""
    lines: list[Line] = []
    for block in blocks:
        level = max(block.rank, FIRST_RANK) - 1 if isinstance(block, Paragraph) and block.rank else 0
        if lines:
            lines.append(Line(len(lines) + 1, ""))
        for n, (text, paper) in enumerate(zip_longest(_texts(block), papers_of(block))):
            html = "" if n else html_of(block)
            address = paper.address if paper else ""
            shown = _mark_of(block) + paper.title if paper else text
            lines.append(Line(len(lines) + 1, shown, level=level, html=html, paper=address))
    return lines


def _mark_of(block: Block) -> str:
    return "- " if isinstance(block, Listing) else ""


def html_of(block: Block) -> str:
    """The clean HTML of one block."""
    return nh3.clean(
        _written(block),
        tags=set(ALLOWED_TAGS),
        attributes=ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel=_LINK_REL,
    )


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from block.texts()
        case Listing():
            yield from _listing_texts(block)
        case Table():
            for row in block.rows:
                yield "\t".join(" ".join(_inner_texts(cell.blocks)) for cell in row).rstrip()
        case Quotation():
            for n, inner in enumerate(block.blocks):
                yield from ["", *_texts(inner)] if n else _texts(inner)


def _listing_texts(listing: Listing) -> Iterator[str]:
    for entry in listing.entries:
        mark = _mark(listing.numbering, entry.number)
        for n, text in enumerate(_inner_texts(entry.blocks)):
            yield text if n else f"{mark} {text}"


def _inner_texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines of what stands inside an entry or a cell, without blank ones."""
    return (text for block in blocks for text in _texts(block) if text)


def _mark(numbering: str, number: int) -> str:
    if not numbering:
        return "-"
    if numbering == "1" or not 0 < number <= 26:
        return f"{number}."
    shown = _roman(number) if numbering in "iI" else chr(ord("a") + number - 1)
    return f"{shown.upper() if numbering.isupper() else shown}."


def _roman(number: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        while number >= value:
            shown, number = shown + letters, number - value
    return shown


def _written(block: Block) -> str:
    match block:
        case Paragraph():
            tag = f"h{max(block.rank, FIRST_RANK)}" if block.rank else "p"
            return f"<{tag}>{_written_lines(block)}</{tag}>"
        case Quotation():
            return f"<blockquote>{''.join(_written(inner) for inner in block.blocks)}</blockquote>"
        case Listing():
            return _written_listing(block)
        case Table():
            return _written_table(block)


def _written_listing(listing: Listing) -> str:
    tag = "ol" if listing.numbering else "ul"
    start = f' start="{listing.start}"' if tag == "ol" and listing.start != 1 else ""
    kind = f' type="{listing.numbering}"' if listing.numbering not in {"", "1"} else ""
    parts, expected = [], listing.start
    for entry in listing.entries:
        value = f' value="{entry.number}"' if tag == "ol" and entry.number != expected else ""
        parts.append(f"<li{value}>{_written_flow(entry.blocks)}</li>")
        expected = entry.number + 1
    return f"<{tag}{start}{kind}>{''.join(parts)}</{tag}>"


def _written_table(table: Table) -> str:
    """The rows of nothing but head cells at the top are the table's head."""
    heads = next(
        (n for n, row in enumerate(table.rows) if not all(cell.is_head for cell in row)), len(table.rows)
    )
    parts = [
        f"<{tag}>{''.join(map(_written_row, rows))}</{tag}>"
        for tag, rows in (("thead", table.rows[:heads]), ("tbody", table.rows[heads:]))
        if rows
    ]
    return f"<table>{''.join(parts)}</table>"


def _written_row(row: Sequence[Cell]) -> str:
    return f"<tr>{''.join(map(_written_cell, row))}</tr>"


def _written_cell(cell: Cell) -> str:
    tag = "th" if cell.is_head else "td"
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{columns}{rows}>{_written_flow(cell.blocks)}</{tag}>"


def _written_flow(blocks: Sequence[Block]) -> str:
    """The blocks of an entry or a cell; its first paragraph needs no mark."""
    if blocks and isinstance(blocks[0], Paragraph) and not blocks[0].rank:
        return _written_lines(blocks[0]) + "".join(map(_written, blocks[1:]))
    return "".join(map(_written, blocks))


def _written_lines(paragraph: Paragraph) -> str:
    return "<br>".join("".join(_written_links(line)) for line in paragraph.lines)


def _written_links(runs: Iterable[Run]) -> Iterator[str]:
    for address, group in groupby(runs, key=lambda run: run.address if leads_out(run.address) else ""):
        text = "".join(_written_runs(list(group)))
        yield f'<a href="{escape(address)}">{text}</a>' if address else text


def _written_runs(runs: Sequence[Run]) -> Iterator[str]:
    """The words with their marks; a mark that goes on into the next run is not closed between."""
    is_open: list[str] = []
    for run in runs:
        kept = next(
            (n for n, (a, b) in enumerate(zip(is_open, run.marks, strict=False)) if a != b),
            min(len(is_open), len(run.marks)),
        )
        yield "".join(f"</{mark}>" for mark in reversed(is_open[kept:]))
        yield "".join(f"<{mark}>" for mark in run.marks[kept:])
        yield escape(run.text, quote=False)
        is_open = list(run.marks)
    yield "".join(f"</{mark}>" for mark in reversed(is_open))
