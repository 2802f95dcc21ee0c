"""Tables that the end of a page cut: one table again, without the head that each page repeats."""

from collections.abc import Sequence
from dataclasses import replace

from apps.parsing.hyphens import WITHOUT_WORDS
from apps.parsing.reading.pdf.rows import Row


def with_whole_tables(rows: Sequence[Row]) -> list[Row]:
    """The rows with every table that goes on at the top of the next page under one number. Linear in the rows."""
    joiner = _Joiner()
    for row in rows:
        joiner.add(row)
    return joiner.whole


class _Joiner:
    """`place` is that of the last row that is no footnote; `number` is the table's on its page, `joined` its own."""

    def __init__(self) -> None:
        self.whole: list[Row] = []
        self.head: tuple[str, ...] = ()
        self.place = -1
        self.number = self.joined = 0

    def add(self, row: Row) -> None:
        last = self.whole[self.place] if self.place >= 0 else None
        if not row.table:
            self._append(row)
        elif row.table != self.number and last and _goes_on(last, row):
            self.number, self.joined = row.table, last.table
            if row.cells != self.head:
                self._add_to_table(last, row)
        elif row.table != self.number:
            self.number = self.joined = row.table
            self.head = row.cells
            self._append(row)
        elif last:
            self._add_to_table(last, row)

    def _add_to_table(self, last: Row, row: Row) -> None:
        if last.page != row.page and _is_cut(last, row):
            self.whole[self.place] = _joined(last, row)
        else:
            self._append(replace(row, table=self.joined))

    def _append(self, row: Row) -> None:
        self.whole.append(row)
        if not row.is_note:
            self.place = len(self.whole) - 1


def _goes_on(last: Row, row: Row) -> bool:
    return bool(last.table) and row.page == last.page + 1 and len(row.cells) == len(last.cells)


def _is_cut(above: Row, below: Row) -> bool:
    """Whether a page break went through a row: what is below goes on in lower case in cells that had begun."""
    return all(
        first and second[0].islower()
        for first, second in zip(above.cells, below.cells, strict=True)
        if second
    )


def _joined(above: Row, below: Row) -> Row:
    cells = tuple(
        WITHOUT_WORDS.join(first, second) if second else first
        for first, second in zip(above.cells, below.cells, strict=True)
    )
    return replace(below, cells=cells, text="\t".join(cells).strip("\t"))
