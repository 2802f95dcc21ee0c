"""Papers that an item links to: outside its list of attachments they become attachments, in the list they give its titles an address."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from apps.parsing.attachments import read_attachment
from apps.parsing.headings import read_heading
from apps.parsing.reading.lines import Line
from apps.parsing.records import Attachment, SectionKind
from apps.parsing.sections import SECTION_LEVEL

# Above links to papers and nothing else; in plain text these words are too common for a heading.
_LABEL = re.compile(
    r"(?i)(?:\d{1,3}\s)?(?:relaterede |vedhæftede |tilknyttede |åbne )?(?:filer|fil|dokumenter|dokument|vedhæftninger|bilag|materiale|materialer|downloads?):?"
)


def take_papers(lines: Sequence[Line]) -> tuple[list[Attachment], Sequence[Line]]:
    """The papers that lines link to, and the lines without those that stand outside a list of attachments.

    There all lines of a block must be papers; one among others is a part of the text. What only announces papers
    (`Filer`, `2 dokumenter`) goes with them. Linear.
    """
    if not any(line.paper for line in lines):
        return [], lines
    rest: list[Line] = []
    papers: list[Attachment] = []
    is_list = False
    for _, group in groupby(lines, key=lambda line: bool(line.text)):
        block = list(group)
        heading = read_heading(block[0].text)
        if heading or block[0].level == SECTION_LEVEL:
            is_list = heading is not None and heading.kind is SectionKind.ATTACHMENTS
        are_papers = all(line.paper for line in block)
        if is_list or are_papers:
            papers += [
                replace(read_attachment(line.text), address=line.paper) for line in block if line.paper
            ]
        if are_papers and not is_list:
            _take_label(rest)
            block = [Line(line.number, "") for line in block]
        rest += block
    return papers, rest


def _take_label(lines: list[Line]) -> None:
    """Make the line above blank where it announces papers."""
    last = next((n for n in range(len(lines) - 1, max(len(lines) - 4, -1), -1) if lines[n].text), None)
    if last is not None and _LABEL.fullmatch(lines[last].text):
        lines[last] = Line(lines[last].number, "")


def with_papers(attachments: Iterable[Attachment], papers: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """The attachments with the addresses of the papers of the same title, and the papers that are none of them."""
    addresses = {paper.title: paper.address for paper in papers}
    listed = [replace(a, address=a.address or addresses.get(a.title)) for a in attachments]
    titles = {attachment.title for attachment in listed}
    others = {paper.title: paper for paper in papers if paper.title not in titles}
    return (*listed, *others.values())
