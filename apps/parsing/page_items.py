"""What the layouts of web pages share: the items of a page from titles and blocks, and the head of its meeting."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from apps.parsing.case_labels import running_number
from apps.parsing.committees import committee_from_slug, find_committees
from apps.parsing.dates import first_date
from apps.parsing.headings import read_heading
from apps.parsing.heads.document_kinds import stated_kind
from apps.parsing.heads.meeting import read_head
from apps.parsing.heads.running import is_navigation
from apps.parsing.item_headings.styles import STYLES, without_type
from apps.parsing.markup.blocks import Block, Paragraph
from apps.parsing.markup.cleaning import lines_of_blocks
from apps.parsing.markup.papers import title_of_paper
from apps.parsing.meetings import MeetingHead
from apps.parsing.municipalities import municipality_of_address
from apps.parsing.reading.html import HtmlDocument
from apps.parsing.reading.lines import Line
from apps.parsing.records import DocumentKind, ParsedMeeting, SectionKind
from apps.parsing.sections import read_stated_heading
from apps.parsing.structured import StatedItem, StatedSection, has_decisions, read_stated_meeting

_SLUG = re.compile(
    r"/(?:[a-z]+/)*(?P<committee>[a-z][a-z0-9-]+?)-(?P<date>\d{1,2}-\d{1,2}-\d{4})(?:-\d{1,3})?/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_NUMBERED = ("point", "case", "nr", "stop", "bracket", "dash")
_CLOSED = re.compile(r"(?i)^\W*(?:lukket|fortroligt)\b|\bfor lukkede døre\b|[(\[]lukket[)\]]")


def stated_item(title: str, blocks: Sequence[Block], rank: int = 0) -> StatedItem:
    """The item of a title and its blocks. Headings of `rank` or above, and standard ones, begin sections.

    The number may stand below the title, as `Sag nr. 129`.
    """
    number, bare, is_marked = split_title(title)
    first = blocks[0] if blocks else None
    if not number and isinstance(first, Paragraph) and (below := running_number(" ".join(first.texts()))):
        number, blocks = below, blocks[1:]
    is_closed = is_marked or (not blocks and _CLOSED.search(bare) is not None)
    return StatedItem(
        number=number, title=bare, is_closed=is_closed, sections=sections_of_blocks(blocks, rank)
    )


def split_title(title: str) -> tuple[str, str, bool]:
    """`Punkt 3: Budget (B)` -> ("3", "Budget", False); the number is "" where there is none."""
    title = " ".join(title.split())
    for style in _NUMBERED:
        match = STYLES[style].match(title)
        if match:
            is_closed = _CLOSED.search(title[: match.end()]) or _CLOSED.search(title[match.end() :])
            return match["number"], without_type(title[match.end() :]), is_closed is not None
    return "", without_type(title), False


def sections_of_blocks(blocks: Iterable[Block], rank: int = 0) -> tuple[StatedSection, ...]:
    """The sections that headings divide the blocks into; titles of attachments without the size of their file."""
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if isinstance(block, Paragraph) and is_navigation(" ".join(block.texts())):
            continue
        if isinstance(block, Paragraph) and _begins_section(block, rank):
            sections.append((" ".join(block.texts()), []))
        else:
            sections[-1][1].append(block)
    return tuple(
        StatedSection(heading=heading, lines=tuple(_lines(heading, inner)))
        for heading, inner in sections
        if heading or inner
    )


def read_page(
    layout: str, document: HtmlDocument, items: Sequence[StatedItem], head: Sequence[Line]
) -> ParsedMeeting:
    """The meeting of a page's items and of the lines of its head."""
    items = _with_bare_numbers(items)
    body = [line for item in items for section in item.sections for line in section.lines]
    meeting = page_head(document, head, body)
    texts = [line.text for line in head if line.text]
    if (
        not has_decisions(items, meeting)
        and stated_kind([*texts, document.title]) is not DocumentKind.MINUTES
    ):
        meeting.kind = DocumentKind.AGENDA
    return read_stated_meeting(layout, meeting, items, document.warnings)


def _with_bare_numbers(items: Sequence[StatedItem]) -> Sequence[StatedItem]:
    """`1 Bridge`, `2 Path` …: a number without any sign behind it is one where all items have it, and it rises."""
    matches = [STYLES["bare"].match(item.title) for item in items]
    numbers = [int(match["number"].partition(".")[0]) for match in matches if match]
    is_rising = all(after == before + 1 for before, after in pairwise(numbers))
    if len(items) < 2 or len(numbers) < len(items) or not is_rising or any(item.number for item in items):
        return items
    return [
        replace(item, number=match["number"], title=item.title[match.end() :])
        for item, match in zip(items, matches, strict=True)
        if match
    ]


def page_head(document: HtmlDocument, lines: Sequence[Line], body: Sequence[Line]) -> MeetingHead:
    """What the page's own head says; where it is silent, its title and then its address."""
    head = read_head(lines, body)
    if document.title and (head.committee is None or head.date is None):
        titled = read_head([Line(1, document.title)], body)
        head.committee, head.date = head.committee or titled.committee, head.date or titled.date
    head.source_url = document.address or None
    head.municipality = head.municipality or municipality_of_address(document.address)
    if match := _SLUG.search(document.address):
        found = first_date(match["date"])
        head.date = head.date or (found.date if found else None)
        spellings = (found[0] for line in body for found in find_committees(line.text))
        head.committee = head.committee or committee_from_slug(match["committee"].lower(), spellings)
    return head


def states_item(blocks: Iterable[Block]) -> bool:
    """Whether a standard heading stands among the blocks, marked as a heading or alone in its paragraph."""
    return any(isinstance(block, Paragraph) and _is_standard(block) for block in blocks)


def section_rank(blocks: Iterable[Block]) -> int:
    """The rank of the headings of sections: the highest that a standard heading has, 0 where none has one."""
    return min(
        (
            block.rank
            for block in blocks
            if isinstance(block, Paragraph) and block.rank and _is_standard(block)
        ),
        default=0,
    )


def _begins_section(block: Paragraph, rank: int) -> bool:
    return 0 < block.rank <= rank or (block.rank > 0 and _is_standard(block))


def _is_standard(block: Paragraph) -> bool:
    return len(block.lines) == 1 and _reads_as_heading(block)


def _lines(heading: str, blocks: Sequence[Block]) -> Iterable[Line]:
    lines = lines_of_blocks(blocks)
    found = read_heading(heading)
    if found is None or found.kind is not SectionKind.ATTACHMENTS:
        return lines
    return [replace(line, text=title_of_paper(line.text)) for line in lines]


def _reads_as_heading(block: Paragraph) -> bool:
    text = block.texts()[0]
    return (read_stated_heading(text) if block.rank else read_heading(text)) is not None
