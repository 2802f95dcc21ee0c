"""The lines of one item -> its sections, by the standard headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from apps.parsing.attachments import is_count_line
from apps.parsing.committees import NAME
from apps.parsing.dates import first_date
from apps.parsing.headings import Heading, read_heading
from apps.parsing.markup.marked_text import html_of_text
from apps.parsing.paragraphs import Paragraph, read_paragraphs, text_of
from apps.parsing.reading.lines import Line
from apps.parsing.records import Section, SectionKind
from apps.parsing.section_html import html_of_lines

_GLUED_ATTACHMENTS = re.compile(r"(.*[.!?:)])\s?(Bilag)")

# The rank of the heading of a section, in sources that rank their headings (1 is an item's title).
SECTION_LEVEL = 2
_BODY_AND_DATE = re.compile(rf"{NAME} (?:den|d\.) \d[^:;,]{{5,24}}:?")
_OF_A_CASE = frozenset({SectionKind.DECIDED_BY, SectionKind.RECOMMENDATION, SectionKind.ECONOMY})
_NEAR = 8
_SHORT = 60


@dataclass(slots=True)
class Block:
    """A section while it is read: its heading (None before the first one), source lines and paragraphs."""

    heading: Heading | None
    heading_line: int
    lines: list[Line] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def kind(self) -> SectionKind:
        """The section's kind; text without a heading is OTHER."""
        return self.heading.kind if self.heading else SectionKind.OTHER

    def as_section(self, kind: SectionKind | None = None) -> Section:
        """The record, with the text as it is shown."""
        last = self.paragraphs[-1].last_line if self.paragraphs else self.heading_line
        kind, text = kind or self.kind, text_of(self.paragraphs)
        has_headings = kind is not SectionKind.DECISION
        return Section(
            html=html_of_lines(self.lines) or html_of_text(text, self.lines, has_headings=has_headings),
            kind=kind,
            heading=self.heading.text if self.heading else "",
            text=text,
            first_line=self.heading_line,
            last_line=last,
        )


def read_sections(lines: Sequence[Line], width: int | None, kinds: frozenset[SectionKind]) -> list[Block]:
    """The sections of an item's lines; text before the first heading is a block without one.

    `kinds` are those for which the document has a strong heading: weak ones of them are sub-headings.
    A heading may belong to the section it stands in, see `_belongs_to`.
    """
    blocks: list[Block] = []
    texts = _without_glued_headings(_with_whole_headings(lines))
    for n, line in enumerate(texts):
        heading = _heading_at(texts, n, kinds) if line.text else None
        heading = heading or _body_of_decision(blocks[-1] if blocks else None, line.text)
        if heading and blocks and _belongs_to(blocks[-1], heading, texts[n + 1 : n + _NEAR]):
            heading = None
        if heading:
            blocks.append(Block(heading, line.number))
        elif blocks:
            blocks[-1].lines.append(line)
        elif line.text:
            blocks.append(Block(None, line.number, [line]))
    for block in blocks:
        block.paragraphs = read_paragraphs(block.lines, width)
    return blocks


def read_stated_heading(text: str) -> Heading | None:
    """The heading that a line is where its source marks it as one: body and day alone then say whose decision follows."""
    if found := read_heading(text) or read_heading(f"{text}:"):
        return found
    is_decision = _BODY_AND_DATE.fullmatch(text) is not None and first_date(text) is not None
    return Heading(SectionKind.DECISION, text.removesuffix(":")) if is_decision else None


def _body_of_decision(block: Block | None, text: str) -> Heading | None:
    """The line that says whose decision it is, first under `Beslutninger` or under another such line: "Havnerådet den 3. maj 2024"."""
    if block is None or block.kind is not SectionKind.DECISION or not text:
        return None
    is_first = not any(line.text for line in block.lines)
    is_next = block.heading is not None and _BODY_AND_DATE.fullmatch(block.heading.text) is not None
    match = _BODY_AND_DATE.fullmatch(text) if is_first or is_next else None
    return Heading(SectionKind.DECISION, text.removesuffix(":")) if match and first_date(text) else None


def strong_kinds(lines: Sequence[Line]) -> frozenset[SectionKind]:
    """The kinds for which a document uses a heading of the first rank."""
    headings = (read_heading(line.text) for line in lines if line.text)
    return frozenset(heading.kind for heading in headings if heading and heading.is_strong)


def _with_whole_headings(lines: Sequence[Line]) -> list[Line]:
    """A heading that a page break cut in two stands whole on its first line."""
    texts = list(lines)
    previous: int | None = None
    for n, line in enumerate(texts):
        if not line.text:
            continue
        if previous is not None and line.starts_page and len(line.text) < _SHORT:
            before = texts[previous]
            heading = read_heading(f"{before.text} {line.text}")
            if heading and heading.is_strong and not read_heading(before.text):
                texts[previous] = Line(before.number, heading.text, before.starts_page)
                texts[n] = Line(line.number, "")
                continue
        previous = n
    return texts


def _without_glued_headings(lines: Sequence[Line]) -> list[Line]:
    """`… april 2020.Bilag` before a count of attachments is the end of a sentence and a heading."""
    texts: list[Line] = []
    for n, line in enumerate(lines):
        match = _GLUED_ATTACHMENTS.fullmatch(line.text) if line.text.endswith("Bilag") else None
        if match and is_count_line(next((other.text for other in lines[n + 1 : n + 4] if other.text), "")):
            texts += [
                Line(line.number, match[1], line.starts_page),
                Line(line.number, "", False),
                Line(line.number, match[2], False),
            ]
        else:
            texts.append(line)
    return texts


def _heading_at(lines: Sequence[Line], n: int, kinds: frozenset[SectionKind]) -> Heading | None:
    if lines[n].level == SECTION_LEVEL:
        # The source itself says that a section begins; one that we have no kind for keeps its name.
        stated = read_stated_heading(lines[n].text)
        return stated or Heading(SectionKind.OTHER, lines[n].text.removesuffix(":").rstrip())
    heading = read_heading(lines[n].text)
    if not heading or (not heading.is_strong and heading.kind in kinds):
        return None
    before = lines[n - 1].text if n else ""
    after = lines[n + 1].text if n + 1 < len(lines) else ""
    # The last word of a wrapped paragraph may be a heading's word: one of its neighbours tells.
    stands_alone = not before or (
        before.endswith((".", ":", "!", "?")) and (not after or is_count_line(after))
    )
    return heading if stands_alone or lines[n].starts_page else None


def _belongs_to(block: Block, heading: Heading, following: Sequence[Line]) -> bool:
    """A count of attachments in an announcement, and a dated decision in the history, begin no section."""
    if heading.kind is SectionKind.ATTACHMENTS and block.kind is SectionKind.ANNOUNCEMENT:
        # Before the sections of an ordinary case it is one of them.
        after = next((found for line in following if (found := read_heading(line.text))), None)
        return after is None or after.kind not in _OF_A_CASE
    if block.kind is heading.kind is SectionKind.RECOMMENDATION:
        # "Forvaltningen indstiller" under `Indstilling` is its first line.
        return not any(line.text for line in block.lines) and "indstilling" not in heading.text.casefold()
    is_dated = heading.kind is SectionKind.DECISION and heading.text[-1].isdigit()
    return block.kind is SectionKind.DECISION_HISTORY and is_dated
