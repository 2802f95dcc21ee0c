"""The pages of a document -> its rows in reading order: lines of text, rows of tables, entries of the contents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from apps.parsing.dates import begins_with_month
from apps.parsing.markup.blocks import Run
from apps.parsing.reading.pdf.columns import ColumnStrip, in_reading_order
from apps.parsing.reading.pdf.footnotes import take_out_footnotes
from apps.parsing.reading.pdf.level_tables import level_tables
from apps.parsing.reading.pdf.lines import Strip, is_list_mark, strips_of, with_plain_bullet
from apps.parsing.reading.pdf.pages import Page
from apps.parsing.reading.pdf.runs import runs_of
from apps.parsing.reading.pdf.tables import Table, aligned_rows, ruled_tables

# A longer one on one page is read as several.
_LONGEST_TABLE = 300
# Parts of the type size.
_FAR = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of text with what its place and type say.

    `indent` is where the text begins behind a list mark, `first_width` the width of the first word behind it;
    `table` numbers the table that a row belongs to, 0 is running text; `notes` are footnotes
    to it, and `is_note` says that it is one by itself; `runs` is the text with emphasis and links where it has any.
    """

    text: str
    page: int
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    indent: float = 0.0
    base: float = 0.0
    size: float = 0.0
    first_width: float = 0.0
    is_bold: bool = False
    is_entry: bool = False
    table: int = 0
    cells: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_note: bool = False
    runs: tuple[Run, ...] = ()

    @property
    def style(self) -> tuple[float, bool]:
        """What makes a heading look like others of its rank."""
        return self.size, self.is_bold


@dataclass(slots=True)
class PageLines:
    """A page while it is read: its lines that are left, and its ruled tables."""

    page: Page
    strips: list[Strip]
    tables: list[Table]


def lines_of_page(page: Page) -> PageLines:
    """The lines outside ruled tables, and those tables."""
    take_out_footnotes(page)
    tables: list[Table] = []
    outside = page.words
    for find in (level_tables, ruled_tables):
        found = find(page, outside)
        taken = set[int]().union(*(words for _, words in found)) if found else set()
        outside = [word for word in outside if id(word) not in taken]
        tables += [table for table, _ in found]
    return PageLines(page, strips_of(replace(page, words=outside)), tables)


def rows_of(pages: Sequence[PageLines]) -> list[Row]:
    """All rows of the document; each table has its own number."""
    rows: list[Row] = []
    tables = 0
    for number, lines in enumerate(pages, 1):
        waiting = sorted(lines.tables, key=lambda table: -table.top)
        ordered = in_reading_order(lines.strips, lines.page.width)
        notes = dict(lines.page.notes)
        n = 0
        while n < len(ordered):
            strip, column = ordered[n].strip, ordered[n].column
            while waiting and waiting[0].top > strip.base and column != 2:
                tables += 1
                rows += _table_rows(waiting.pop(0), number, tables)
            until = _next_break(ordered, n, waiting[0].top if waiting else None)
            cells, taken = aligned_rows([one.strip for one in ordered[n:until]])
            if cells:
                tables += 1
                rows += [_cells_row(row, number, tables, strip) for row in cells]
            else:
                about = tuple(notes.pop(id(word)) for word in strip.words if id(word) in notes)
                rows.append(replace(_row(strip, number, column), notes=about))
            n += max(taken, 1)
        for table in waiting:
            tables += 1
            rows += _table_rows(table, number, tables)
        rows += [Row(text=note, page=number, is_note=True) for note in notes.values()]
    return rows


def _next_break(ordered: Sequence[ColumnStrip], n: int, top: float | None) -> int:
    """The index after the lines that may belong to one table of aligned columns."""
    first = ordered[n]
    end = n + 1
    if len(first.strip.segments()) < 2:
        return end
    while end < min(len(ordered), n + _LONGEST_TABLE) and ordered[end].column == first.column:
        if top is not None and ordered[end].strip.base < top:
            break
        end += 1
    return end


def _table_rows(table: Table, page: int, number: int) -> list[Row]:
    return [
        Row(
            text="\t".join(cells).strip("\t"),
            page=page,
            left=table.left,
            right=table.right,
            base=table.bottom,
            table=number,
            cells=cells,
        )
        for cells in table.rows
        if any(cells)
    ]


def _cells_row(cells: Sequence[str], page: int, number: int, strip: Strip) -> Row:
    return Row(
        text="\t".join(cells).strip("\t"),
        page=page,
        left=strip.left,
        base=strip.base,
        size=strip.size,
        table=number,
        cells=tuple(cells),
    )


def _row(strip: Strip, page: int, column: int) -> Row:
    words = strip.words
    is_entry = len(words) > 1 and is_list_mark(words[0].text) and not _is_date(strip.text)
    first = words[1] if is_entry else words[0]
    text = with_plain_bullet(_with_gaps(strip))
    return Row(
        text=text,
        page=page,
        column=column,
        left=strip.left,
        right=strip.right,
        indent=first.left,
        base=strip.base,
        size=strip.size,
        first_width=first.right - first.left,
        is_bold=strip.is_bold,
        is_entry=is_entry,
        runs=runs_of(words, text),
    )


def _with_gaps(strip: Strip) -> str:
    """The line with its widest gaps to be seen: what stands at the far end of it is no part of the sentence."""
    parts = strip.segments() if not is_list_mark(strip.words[0].text) else [strip]
    text = parts[0].text
    for before, after in pairwise(parts):
        is_far = after.left - before.right > _FAR * strip.size
        text += f"{'   ' if is_far else ' '}{after.text}"
    return text


def _is_date(text: str) -> bool:
    """Whether a line begins with the day of a date: "21. december 2020 …"."""
    return (
        text[:1].isdigit()
        and text[1:3].strip("0123456789").startswith(".")
        and begins_with_month(text.partition(". ")[2][:12])
    )
