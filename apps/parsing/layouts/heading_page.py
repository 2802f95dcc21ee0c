"""Any web page whose items are headings of one rank, with their text up to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from apps.parsing.case_labels import is_case_label, read_case_number
from apps.parsing.dates import first_date
from apps.parsing.headings import read_heading
from apps.parsing.heads.bodies import body_of
from apps.parsing.heads.document_kinds import KIND_WORD
from apps.parsing.heads.meeting import labels_meeting
from apps.parsing.layouts import numbered_minutes
from apps.parsing.markup.blocks import Block, Paragraph
from apps.parsing.markup.cleaning import lines_of_blocks
from apps.parsing.page_items import read_page, section_rank, split_title, stated_item, states_item
from apps.parsing.reading.html import HtmlDocument
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import ParsedMeeting
from apps.parsing.structured import StatedItem

NAME = "heading_page"
_RANKS = range(1, 7)


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading, where it stands, and the blocks up to the next one of its rank or above."""

    start: int
    title: str
    blocks: Sequence[Block]

    @property
    def is_item(self) -> bool:
        """Whether it is an item's: with a number or the sections of one, and no section itself."""
        return read_heading(self.title) is None and (bool(split_title(self.title)[0]) or self.has_sections)

    @property
    def has_sections(self) -> bool:
        """Whether standard headings stand right under it, and not only under a heading between: that is the item's then."""
        below = [block for block in self.blocks if isinstance(block, Paragraph) and block.rank]
        rank = min((block.rank for block in below), default=0)
        return states_item(block for block in below or self.blocks if getattr(block, "rank", 0) == rank)


def recognises(document: Document) -> bool:
    """A web page on which most headings of some rank are items', and some have sections."""
    parts = _items(document.blocks) if isinstance(document, HtmlDocument) else []
    # The only heading may be the page's own, over items that the text alone shows.
    is_alone = len(parts) == 1 and not split_title(parts[0].title)[0]
    is_title = is_alone and (_names_meeting(parts[0].title) or numbered_minutes.count_items(document) > 1)
    return bool(parts) and not is_title


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one page."""
    assert isinstance(document, HtmlDocument)  # noqa: S101 (`recognises` has asked)
    parts = _items(document.blocks)
    above = _numbers_above(document.blocks, parts)
    items = []
    for n, part in enumerate(parts):
        is_last = n + 1 == len(parts)
        blocks = part.blocks if is_last or above[n + 1] is None else part.blocks[:-1]
        item = stated_item(part.title, blocks, section_rank(blocks))
        items.append(replace(item, journal_number=item.journal_number or above[n]))
    head = lines_of_blocks(document.blocks[: parts[0].start])
    if len(items) == 1:
        below, items = _head_below(items[0])
        head += below
    return read_page(NAME, document, items, head)


def _names_meeting(title: str) -> bool:
    is_of_meeting = KIND_WORD.search(title) is not None or body_of(title) is not None
    return is_of_meeting and first_date(title) is not None


def _head_below(item: StatedItem) -> tuple[Sequence[Line], list[StatedItem]]:
    """The page of one item says below its title at which meeting: these lines, and the item without them."""
    first = item.sections[0] if item.sections and not item.sections[0].heading else None
    if first is None:
        return [], [item]
    labels = [line for line in first.lines if line.text and labels_meeting(line.text)]
    rest = tuple(line for line in first.lines if line not in labels)
    sections = item.sections[1:]
    if any(line.text for line in rest):
        sections = (replace(first, lines=rest), *sections)
    return labels, [replace(item, sections=sections)]


def _numbers_above(blocks: Sequence[Block], parts: Sequence[_Part]) -> list[str | None]:
    """The journal number in the paragraph above each title, where most titles have one there."""
    above = [blocks[part.start - 1] if part.start else None for part in parts]
    numbers = [
        _only_number(" ".join(block.texts())) if isinstance(block, Paragraph) else None for block in above
    ]
    return numbers if 2 * sum(map(bool, numbers)) > len(parts) else [None] * len(parts)


def _only_number(text: str) -> str | None:
    return read_case_number(text) if is_case_label(text) else None


def _items(blocks: Sequence[Block]) -> list[_Part]:
    """The parts of the page that are items, by the rank that has most of them; none where too few are."""
    best: list[_Part] = []
    for rank in _RANKS:
        parts = _parts(blocks, rank)
        items = [part for part in parts if part.is_item]
        has_sections = any(part.has_sections for part in items)
        if has_sections and 2 * len(items) >= len(parts) and len(items) > len(best):
            best = _numbered(items)
    return best


def _numbered(items: list[_Part]) -> list[_Part]:
    """Where most items have a number, a heading without one is an item only where it has sections."""
    return [part for part in items if split_title(part.title)[0] or part.has_sections]


def _parts(blocks: Sequence[Block], rank: int) -> list[_Part]:
    above = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph) and 0 < block.rank <= rank]
    ends = [*above[1:], len(blocks)]
    parts = []
    for start, end in zip(above, ends, strict=False):
        heading = blocks[start]
        if isinstance(heading, Paragraph) and heading.rank == rank:
            parts.append(_Part(start, " ".join(heading.texts()), blocks[start + 1 : end]))
    return parts
