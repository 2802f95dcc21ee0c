"""Tables that only place their contents on the page: what they become."""

import re
from collections.abc import Iterable, Sequence

from apps.parsing.case_labels import is_empty_label, read_case_number
from apps.parsing.headings import read_heading
from apps.parsing.markup.blocks import Block, Cell, Paragraph, Run, Table, texts_of
from apps.parsing.records import SectionKind

_OF_ITEMS = frozenset(
    {SectionKind.CASE, SectionKind.RECOMMENDATION, SectionKind.DECISION, SectionKind.SUMMARY}
)
_LONGEST_LABEL = 30
_NUMBER = re.compile(r"(?i)(?:(?:dagsordens)?punkt|pkt\.?|sag|nr\.?)?(?:\snr\.?)?\s?\d{1,4}[.:)]?")


def unwrapped(table: Table) -> list[Block]:
    """A table of data as it is; one that only places its contents on the page becomes these contents."""
    cells = [cell for row in table.rows for cell in row]
    # A row of two may be the number and the title over the text.
    is_placing = (
        _is_row_over_text(table)
        or _files_item(table)
        or any(isinstance(block, Table) for cell in cells for block in cell.blocks)
    )
    if is_placing or _places_sections(table):
        return [block for row in table.rows for block in _of_row(row)]
    if all(cell.rows == 1 for cell in cells):
        table.rows = [row for row in table.rows if any(cell.blocks for cell in row)]
    table.before = []
    return [table] if table.rows and any(cell.blocks for cell in cells) else []


def _is_row_over_text(table: Table) -> bool:
    """Whether every row is one cell; the first may be number and title over it."""
    if any(len(row) != 1 for row in table.rows[1:]):
        return False
    first = table.rows[0] if table.rows else []
    is_number = len(first) == 2 and _NUMBER.fullmatch(" ".join(texts_of(first[0].blocks))) is not None
    return len(first) < 2 or (is_number and len(table.rows) > 1)


def _places_sections(table: Table) -> bool:
    """Whether standard headings stand in the first column and their texts in the second, or above their texts in a cell.

    One may be data, two are not; one that fills its row is none.
    """
    rows = (" ".join(texts_of(row[0].blocks)) for row in table.rows if len(row) == 1)
    if any(heading.kind in _OF_ITEMS for text in rows if (heading := read_heading(text))):
        return True
    firsts = (" ".join(texts_of(row[0].blocks)) for row in table.rows if len(row) == 2 and row[1].blocks)
    kinds = {heading.kind for text in firsts if (heading := read_heading(text))}
    return len(kinds & _OF_ITEMS) > 1 or any(
        len(_kinds_in(cell) & _OF_ITEMS) > 1 for row in table.rows for cell in row
    )


def _files_item(table: Table) -> bool:
    """Whether one row of two cells is the label of a case and its number."""
    pairs = [[" ".join(texts_of(cell.blocks)) for cell in row] for row in table.rows if len(row) == 2]
    labels = [
        (label, value) for label, value in pairs if len(label) <= _LONGEST_LABEL and is_empty_label(label)
    ]
    return len(labels) == 1 and read_case_number(" ".join(labels[0])) is not None


def _kinds_in(cell: Cell) -> set[SectionKind]:
    return {heading.kind for text in texts_of(cell.blocks) if (heading := read_heading(text))}


def _of_row(row: Sequence[Cell]) -> Iterable[Block]:
    """The contents of a row; a short label ("Punkt 3", "Sagsnr.:") stays on one line with what stands beside it."""
    blocks = [block for cell in row for block in cell.blocks]
    if len(row) != 2 or len(blocks) != 2:
        return blocks
    label, value = blocks
    if not isinstance(label, Paragraph) or not isinstance(value, Paragraph) or label.rank or value.rank:
        return blocks
    text = " ".join(label.texts())
    if len(text) > _LONGEST_LABEL or len(label.lines) > 1 or len(value.lines) > 1 or read_heading(text):
        return blocks
    return [Paragraph([[*label.lines[0], Run(" "), *value.lines[0]]])]
