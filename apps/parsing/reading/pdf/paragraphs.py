"""Rows -> lines: paragraphs put together by where their rows end, with blank lines between them, headings ranked."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import groupby, pairwise

from apps.parsing.headings import read_heading
from apps.parsing.hyphens import Hyphens
from apps.parsing.markup.blocks import Run
from apps.parsing.reading.lines import Line
from apps.parsing.reading.pdf.rows import Row
from apps.parsing.reading.pdf.runs import add_runs, with_meaning

_SENTENCE_END = (".", ":", ";", "!", "?", "”", '"', "»")
# No sentence and no heading ends so.
_UNFINISHED = re.compile(r"\s(?:og|eller|samt|at|i|på|af|til|for|fra|med|om|ved|den|det|de|en|et|der|som)$")
_SECTION_LEVEL = 2
# Parts of the type size.
_MORE_THAN_LEADING = 0.33
_INDENT = 0.8
_BIGGER = 1.09
_MUCH_BIGGER = 1.2
_LONGEST_HEADING = 250
_LONGEST_ROW_OF_HEADING = 110
# Where fewer of the rows that go on in lower case are full, somebody else had wrapped the lines before.
_FULL_ROWS = 0.8
_USUAL_LEADING = 1.2
_LARGEST_LEADING = 1.7
_ENOUGH_ROWS = 5
_REACHING = 0.9
_HARDLY = 0.1
_PAGE_BREAK = 3


class _Step(Enum):
    """How a row follows the one before it."""

    JOIN = auto()
    NEXT_LINE = auto()
    BLANK_LINE = auto()


@dataclass(slots=True)
class Setting:
    """How the document is set: what its type and its margins are, so that rows can be told apart."""

    rows: Sequence[Row]
    widths: Sequence[float]
    body: tuple[float, bool] = (10.0, False)
    pages_of_minutes: set[int] = field(default_factory=set)
    own_bodies: dict[int, tuple[float, bool]] = field(default_factory=dict)
    section: tuple[float, bool] | None = None
    leading: float = _USUAL_LEADING
    margins: dict[tuple[int, float], float] = field(default_factory=dict)
    is_wrapped_by_page: bool = True
    entries_hang: bool = False

    def __post_init__(self) -> None:
        every = [row for row in self.rows if not row.table and row.size]
        self.pages_of_minutes = _pages_with_sections(every)
        minutes = [row for row in every if row.page in self.pages_of_minutes] or every
        letters = _letters_by_style(minutes)
        self.body = letters.most_common(1)[0][0] if letters else self.body
        self._find_own_bodies(every)
        text = [row for row in every if row.page not in self.own_bodies]
        self.section = self._section_style(text)
        self.leading = self._usual_leading(text)
        by_place: dict[tuple[int, float], list[Row]] = {}
        for row in every:
            by_place.setdefault(self._place(row), []).append(row)
        self.margins = {place: _right_margin(rows) for place, rows in by_place.items()}
        self.is_wrapped_by_page = self._is_wrapped_by_page(text)
        self.entries_hang = self._entries_hang(text)

    def _place(self, row: Row) -> tuple[int, float]:
        """What rows with the same right margin have in common: the column, and the width of the page."""
        return row.column, round(self.widths[row.page - 1])

    def _find_own_bodies(self, text: Sequence[Row]) -> None:
        """The type of pages that hardly have that of the minutes: attachments bound in behind them."""
        for page, rows in groupby(text, key=lambda row: row.page):
            letters = _letters_by_style(rows)
            if letters[self.body] < _HARDLY * letters.total():
                self.own_bodies[page] = letters.most_common(1)[0][0]

    def margin(self, row: Row) -> float:
        """Where the full rows of a row's column end."""
        return self.margins.get(self._place(row), 0.0)

    def _section_style(self, text: Sequence[Row]) -> tuple[float, bool] | None:
        styles = Counter(
            row.style
            for row in text
            if len(row.text) < _LONGEST_ROW_OF_HEADING and self.is_heading(row) and _is_known(row.text)
        )
        return styles.most_common(1)[0][0] if styles else None

    def _usual_leading(self, text: Sequence[Row]) -> float:
        """The distance between the rows of a paragraph in parts of the type size, by the sentences that go on."""
        pairs = [
            (above, below, round((above.base - below.base) / below.size, 1))
            for above, below in pairwise(text)
            if above.style == below.style == self.body and _is_same_place(above, below)
        ]
        going_on = Counter(
            ratio
            for above, below, ratio in pairs
            if 0.9 < ratio < 2.5 and not below.is_entry and _goes_on(above, below)
        )
        for ratio, times in going_on.most_common():
            # Few sentences go on over the space between paragraphs, as lists without marks do.
            if ratio < _LARGEST_LEADING or times >= _ENOUGH_ROWS:
                return ratio
        ratios = [ratio for _, _, ratio in pairs if 0.9 < ratio < _LARGEST_LEADING]
        usual = [ratio for ratio, times in Counter(ratios).items() if times * 10 >= len(ratios)]
        return min(usual, default=_USUAL_LEADING)

    def _is_wrapped_by_page(self, text: Sequence[Row]) -> bool:
        going_on = [
            self.is_full(above, below)
            for above, below in pairwise(text)
            if self.is_close(above, below)
            and not (below.is_entry or self.is_heading(below))
            and _goes_on(above, below)
        ]
        if len(going_on) < _ENOUGH_ROWS and not self._reaches_margin(text):
            return False
        return sum(going_on) >= _FULL_ROWS * len(going_on)

    def _entries_hang(self, text: Sequence[Row]) -> bool:
        """Whether the second row of a list entry begins where its words do, and not below its mark."""
        hanging = [
            abs(below.left - above.indent) < _INDENT * below.size
            for above, below in pairwise(text)
            if above.is_entry
            and not below.is_entry
            and self.is_close(above, below)
            and _goes_on(above, below)
        ]
        return sum(hanging) > len(hanging) / 2

    def _reaches_margin(self, text: Sequence[Row]) -> bool:
        """Whether the longest rows leave no more room on their right than all rows do on their left."""
        if not text:
            return False
        left, widest = min(row.left for row in text), max(text, key=lambda row: self.margin(row))
        return self.margin(widest) > _REACHING * (self.widths[widest.page - 1] - left)

    def is_heading(self, row: Row) -> bool:
        """Whether a row is in bigger or bolder type than the text."""
        if row.table or not row.size or len(row.text) > _LONGEST_ROW_OF_HEADING:
            return False
        size, is_bold = self.own_bodies.get(row.page, self.body)
        if row.size >= _BIGGER * size:
            return True
        is_bolder = row.is_bold and not is_bold and row.size >= 0.9 * size
        return is_bolder and not row.text.startswith("- ")

    def level_of(self, row: Row, text: str) -> int:
        """The rank of a heading of the row's type: 1 an item's title, 2 a standard section, 3 any other."""
        if not self.is_heading(row) or len(text) > _LONGEST_HEADING:
            return 0
        if _is_known(text):
            return _SECTION_LEVEL
        if self.section is not None:
            return 1 if row.style > self.section else _SECTION_LEVEL + 1
        return 1 if row.size >= _MUCH_BIGGER * self.body[0] else _SECTION_LEVEL + 1

    def is_close(self, above: Row, below: Row) -> bool:
        """Whether two rows stand one below the other without more space than between the lines of a paragraph."""
        if not _is_same_place(above, below):
            return False
        return (
            0 < above.base - below.base <= (self.leading + _MORE_THAN_LEADING) * max(above.size, below.size)
        )

    def is_full(self, above: Row, below: Row) -> bool:
        """Whether the first word of the next row had no room on the row above."""
        margin = self.margin(above)
        return above.right + 0.25 * above.size + below.first_width > margin - 0.1 * above.size

    def blank_lines(self, above: Row, below: Row) -> int:
        """How many empty lines of the text's own height are between two rows."""
        if not _is_same_place(above, below) or not below.size:
            return 1
        lines = (above.base - below.base) / (self.leading * below.size)
        return min(max(round(lines) - 1, 1), _PAGE_BREAK)


def _letters_by_style(rows: Iterable[Row]) -> Counter[tuple[float, bool]]:
    letters: Counter[tuple[float, bool]] = Counter()
    for row in rows:
        letters[row.style] += len(row.text)
    return letters


def _pages_with_sections(rows: Sequence[Row]) -> set[int]:
    """The pages with standard headings; attachments bound in with the minutes have hardly any."""
    return {row.page for row in rows if len(row.text) < _LONGEST_ROW_OF_HEADING and _is_known(row.text)}


def _is_known(text: str) -> bool:
    heading = read_heading(text)
    return heading is not None and heading.is_strong


def _is_same_place(above: Row, below: Row) -> bool:
    return above.page == below.page and above.column == below.column


def _goes_on(above: Row, below: Row) -> bool:
    """Whether the words alone say that a sentence runs from one row into the next."""
    return (
        below.text[:1].islower()
        and not above.text.endswith(_SENTENCE_END)
        and not below.text.startswith("at ")
    )


def _right_margin(rows: Sequence[Row]) -> float:
    """The farthest place where rows end, without the odd one that runs over the margin."""
    ends = sorted((row.right for row in rows), reverse=True)
    return ends[min(len(ends) // 100, len(ends) - 1)]


def lines_of_rows(rows: Sequence[Row], setting: Setting) -> list[Line]:
    """The numbered lines of the document. Linear in the rows.

    Where the page wrapped the text, each paragraph becomes one line; where the lines had been wrapped before
    the document was printed, they stay as they are, for the words tell more than the margin.
    """
    builder = _Builder(setting, Hyphens.of(row.text for row in rows))
    for row in rows:
        builder.add(row)
    return with_meaning(builder.finished())


@dataclass(slots=True)
class _Open:
    """The line that is being put together; `runs` is its text with emphasis and links, none as long as it has no such."""

    text: str
    first: Row
    starts_page: bool
    runs: list[Run]


class _Builder:
    def __init__(self, setting: Setting, hyphens: Hyphens) -> None:
        self.setting = setting
        self.join: Callable[[str, str], str] = hyphens.join
        self.lines: list[Line] = []
        self.open: _Open | None = None
        self.last: Row | None = None
        self.last_step = _Step.BLANK_LINE
        self.notes: list[str] = []

    def add(self, row: Row) -> None:
        if row.is_note:
            self.notes.append(row.text)
            return
        self._take(row)
        self.notes += row.notes

    def _take(self, row: Row) -> None:
        above, self.last = self.last, row
        if above is None or self.open is None:
            self.open = _Open(row.text, row, False, list(row.runs))
            return
        step = self.last_step = self._step(above, row)
        if step is _Step.JOIN:
            joined = self.join(self.open.text, row.text)
            add_runs(self.open.runs, self.open.text, row.runs, row.text, joined)
            self.open.text = joined
            return
        self._close()
        starts_page = above.page != row.page
        if step is _Step.BLANK_LINE:
            self._add_notes()
            blank = 1 if self.setting.is_wrapped_by_page else self.setting.blank_lines(above, row)
            self.lines += [Line(len(self.lines) + k, "") for k in range(1, blank + 1)]
            starts_page = starts_page or blank == _PAGE_BREAK
        self.open = _Open(row.text, row, starts_page, list(row.runs))

    def finished(self) -> list[Line]:
        self._close()
        self._add_notes()
        return self.lines

    def _add_notes(self) -> None:
        """Footnotes stand behind the paragraph that they are about."""
        for note in self.notes:
            self.lines += [Line(len(self.lines) + 1, ""), Line(len(self.lines) + 2, note)]
        self.notes = []

    def _close(self) -> None:
        if self.open:
            level = self.setting.level_of(self.open.first, self.open.text)
            line = Line(len(self.lines) + 1, self.open.text, self.open.starts_page, level)
            self.lines.append(replace(line, runs=tuple(self.open.runs)) if self.open.runs else line)

    def _step(self, above: Row, row: Row) -> _Step:
        if above.table and row.table:
            return _Step.NEXT_LINE if above.table == row.table or above.page != row.page else _Step.BLANK_LINE
        if above.table or row.table:
            return _Step.BLANK_LINE
        headings = self.setting.is_heading(above), self.setting.is_heading(row)
        if any(headings):
            return self._step_of_headings(above, row) if all(headings) else _Step.BLANK_LINE
        if not _is_same_place(above, row):
            return self._step_to_next_page(above, row)
        if not self.setting.is_close(above, row):
            return _Step.BLANK_LINE
        if not self.setting.is_wrapped_by_page or (
            row.is_entry and not self._is_number_in_sentence(above, row)
        ):
            return _Step.NEXT_LINE
        return self._step_within_column(above, row)

    def _is_number_in_sentence(self, above: Row, row: Row) -> bool:
        """A full row may break before a number: "jf. lovens kapitel" / "2. Det gælder …"."""
        is_flush = not above.is_entry and abs(row.left - above.left) < 0.3 * row.size
        return (
            is_flush and self.setting.is_full(above, row) and not above.text.endswith((*_SENTENCE_END, ","))
        )

    def _step_within_column(self, above: Row, row: Row) -> _Step:
        indent = _INDENT * row.size
        if row.left < above.left - indent and not above.is_entry:
            return _Step.BLANK_LINE
        if above.is_entry and self.setting.entries_hang and row.left < above.indent - indent:
            return _Step.NEXT_LINE
        if row.left > above.indent + indent:
            return _Step.NEXT_LINE
        margin = self.setting.margin(above)
        is_long = above.right - above.left > 0.6 * (margin - above.left)
        if self.setting.is_full(above, row) or (is_long and _goes_on(above, row)):
            return _Step.JOIN
        return _Step.NEXT_LINE

    def _step_of_headings(self, above: Row, row: Row) -> _Step:
        """A title goes on in the same type close below, unless one of its rows is a heading by itself."""
        if (
            not self.setting.is_wrapped_by_page
            or above.style != row.style
            or not self.setting.is_close(above, row)
        ):
            return _Step.BLANK_LINE
        if _is_known(row.text) or _is_known(above.text):
            return _Step.BLANK_LINE
        is_title = row.size >= _MUCH_BIGGER * self.setting.body[0]
        return (
            _Step.JOIN
            if is_title or self.setting.is_full(above, row) or _goes_on(above, row)
            else _Step.BLANK_LINE
        )

    def _step_to_next_page(self, above: Row, row: Row) -> _Step:
        """A sentence that the end of the page or column cut goes on behind it."""
        if not self.setting.is_wrapped_by_page:
            return _Step.BLANK_LINE
        if row.is_entry:
            return self.last_step if self.last_step is _Step.NEXT_LINE else _Step.BLANK_LINE
        if above.text.endswith(_SENTENCE_END):
            return _Step.BLANK_LINE
        if self.setting.is_full(above, row) or _goes_on(above, row) or _UNFINISHED.search(above.text[-20:]):
            return _Step.JOIN
        # A list without marks goes on as it began.
        return _Step.NEXT_LINE if self.last_step is _Step.NEXT_LINE else _Step.BLANK_LINE
