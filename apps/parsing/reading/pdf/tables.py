"""Tables on a page: by their ruled lines or by aligned columns, a line of tabs for each row."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

from apps.parsing.hyphens import WITHOUT_WORDS
from apps.parsing.reading.pdf.lines import Strip, strips_of, with_plain_bullet
from apps.parsing.reading.pdf.pages import Box, Page, Word, is_level_rule, is_upright_rule

NEAR = 3.0
_SMALLEST_CELL = 7.0
MOST_RULES = 4000
_MOST_TABLES = 50
# The line distance of one cell's wrapped lines is at most this many type sizes.
_WITHIN_ROW = 1.45
_SPACE = 0.25
_PADDING = 6.0
_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table as texts of cells, and where it stands."""

    rows: tuple[tuple[str, ...], ...]
    top: float
    bottom: float
    left: float
    right: float


def ruled_tables(page: Page, words: Sequence[Word]) -> list[tuple[Table, set[int]]]:
    """The tables whose columns are ruled, each with the ids of the words in it."""
    found = []
    for uprights, levels in _grids(page)[:_MOST_TABLES]:
        columns, rows = (
            _distinct([rule.left for rule in uprights]),
            _distinct([rule.bottom for rule in levels]),
        )
        if len(columns) < 3 or len(rows) < 2:
            continue
        inside = [
            word
            for word in words
            if columns[0] - NEAR < word.left < columns[-1] and rows[0] - NEAR < word.base < rows[-1]
        ]
        cells = _cells(inside, columns, rows)
        if len(cells) > 1 or (cells and sum(map(bool, cells[0])) > 1):
            table = Table(tuple(cells), rows[-1], rows[0], columns[0], columns[-1])
            found.append((table, {id(word) for word in inside}))
    return found


def _cells(words: Sequence[Word], columns: list[float], rows: list[float]) -> list[tuple[str, ...]]:
    """The text of each cell, rows from the top; rows and columns without any text are left out."""
    grid: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        middle = word.base + 0.3 * word.size
        row, column = bisect_left(rows, middle), bisect_left(columns, word.left + NEAR / 2)
        grid.setdefault((row, column), []).append(word)
    used = sorted({column for _, column in grid})
    lines = {place: strips_of(Page(0, 0, words=cell)) for place, cell in grid.items()}
    rows_of_lines = [
        [lines.get((row, column), []) for column in used]
        for row in sorted({row for row, _ in grid}, reverse=True)
    ]
    ends = [columns[column] if column < len(columns) else columns[-1] for column in used]
    return [texts for cells in rows_of_lines for texts in texts_of_row(cells, ends)]


def texts_of_row(cells: Sequence[Sequence[Strip]], ends: Sequence[float]) -> list[tuple[str, ...]]:
    """The texts of a row's cells; `ends` are where the columns end.

    What stands beside a label may be a list without marks, such as names: each of its lines is a row then.
    """
    if len(cells) == 2 and len(cells[0]) == 1 and _are_lines(cells[1], ends[1]):
        label = cells[0][0].text
        return [(("" if n else label), with_plain_bullet(line.text)) for n, line in enumerate(cells[1])]
    return [tuple(map(cell_text, cells))]


def _are_lines(strips: Sequence[Strip], end: float) -> bool:
    """Whether most of some lines have room for the first word of the next one: they are no wrapped text."""
    have_room = [
        above.right + _SPACE * above.size + below.words[0].right - below.left < end - _PADDING
        for above, below in pairwise(strips)
    ]
    return len(strips) >= _FEWEST_LINES and sum(have_room) > len(have_room) / 2


def cell_text(strips: Sequence[Strip]) -> str:
    """The lines of a cell as one text."""
    return reduce(WITHOUT_WORDS.join, (with_plain_bullet(strip.text) for strip in strips), "").strip()


def _grids(page: Page) -> list[tuple[list[Box], list[Box]]]:
    """The rules of each table: upright ones that overlap in height, with the level ones that meet them."""
    uprights, levels = rules_of(page)
    if not uprights or len(uprights) + len(levels) > MOST_RULES:
        return []
    uprights.sort(key=lambda rule: -rule.top)
    groups: list[list[Box]] = []
    bottom = 0.0
    for rule in uprights:
        if groups and rule.top > bottom - NEAR:
            groups[-1].append(rule)
            bottom = min(bottom, rule.bottom)
        else:
            groups.append([rule])
            bottom = rule.bottom
    grids = []
    for group in groups:
        low, high = min(rule.bottom for rule in group), max(rule.top for rule in group)
        left, right = min(rule.left for rule in group), max(rule.right for rule in group)
        across = [
            rule
            for rule in levels
            if low - NEAR < rule.bottom < high + NEAR and rule.right > left and rule.left < right
        ]
        grids.append((group, across))
    return grids


def rules_of(page: Page) -> tuple[list[Box], list[Box]]:
    """The upright and the level rules; a frame around a cell is four of them."""
    uprights = [box for box in page.boxes if is_upright_rule(box)]
    levels = [box for box in page.boxes if is_level_rule(box)]
    for box in page.boxes:
        width, height = box.right - box.left, box.top - box.bottom
        if width > _SMALLEST_CELL and _SMALLEST_CELL < height < 0.7 * page.height:
            uprights += [Box(edge, box.bottom, edge, box.top) for edge in (box.left, box.right)]
            levels += [Box(box.left, edge, box.right, edge) for edge in (box.bottom, box.top)]
    return uprights, levels


def _distinct(places: list[float]) -> list[float]:
    """The places in order, those that are nearly the same once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _SMALLEST_CELL:
            kept.append(place)
    return kept


def aligned_rows(strips: Sequence[Strip]) -> tuple[list[tuple[str, ...]], int]:
    """The rows of the table of aligned columns that begins with the first strip, and how many strips it takes.

    Nothing where fewer than two lines one below the other have the same columns. A line with text in one column
    only, close under its row, is the rest of a wrapped cell.
    """
    columns: list[list[float]] = []
    taken: list[list[Strip]] = []
    full = 0
    for n, strip in enumerate(strips):
        parts = strip.segments()
        if n and not _is_near(strips[n - 1], strip, is_full=len(parts) > 1):
            break
        merged = merged_columns(columns, parts)
        if len(merged) < 2 or (n == 0 and len(parts) < 2) or (columns and len(merged) < len(columns)):
            break
        if len(parts) == 1 and len(merged) > len(columns):
            break
        columns = merged
        full += len(parts) > 1
        taken.append(parts)
    while taken and len(taken[-1]) == 1 and not _is_near(strips[len(taken) - 2], strips[len(taken) - 1]):
        taken.pop()
    if full < 2:
        return [], 0
    return _joined_rows(taken, columns), len(taken)


def _is_near(above: Strip, below: Strip, *, is_full: bool = False) -> bool:
    distance = above.base - below.base
    return distance <= (3.2 if is_full else _WITHIN_ROW) * max(above.size, below.size)


def merged_columns(columns: list[list[float]], parts: Sequence[Strip]) -> list[list[float]]:
    """The columns widened by the parts of one more line; those that then overlap are one."""
    spans = sorted([*columns, *([part.left, part.right] for part in parts)])
    merged: list[list[float]] = []
    for left, right in spans:
        if merged and left < merged[-1][1]:
            merged[-1] = [merged[-1][0], max(merged[-1][1], right)]
        else:
            merged.append([left, right])
    return merged


def _joined_rows(lines: Sequence[Sequence[Strip]], columns: list[list[float]]) -> list[tuple[str, ...]]:
    """The lines as rows; where the distances are of two kinds, the smaller one is that within a row."""
    bases = [parts[0].base for parts in lines]
    distances = [above - below for above, below in pairwise(bases)]
    smallest, largest = min(distances), max(distances)
    is_spaced = largest > smallest + 1.5
    rows: list[list[list[Word]]] = []
    for n, parts in enumerate(lines):
        within = is_spaced and n > 0 and distances[n - 1] < (smallest + largest) / 2
        within = within and (len(parts) == 1 or _is_rest_of_row(rows[-1], parts, columns))
        begins_left = parts[0].left < columns[0][1]
        if not rows or not (within or (len(parts) == 1 and not begins_left)):
            rows.append([[] for _ in columns])
        for part in parts:
            rows[-1][_column_of(part, columns)] += part.words
    ends = [right + _PADDING for _, right in columns]
    return [
        texts
        for row in rows
        for texts in texts_of_row([strips_of(Page(0, 0, words=cell)) for cell in row], ends)
    ]


def _column_of(part: Strip, columns: list[list[float]]) -> int:
    return next(k for k, (left, right) in enumerate(columns) if left <= part.left <= right)


def _is_rest_of_row(row: list[list[Word]], parts: Sequence[Strip], columns: list[list[float]]) -> bool:
    """Whether a line with text in several columns can be wrapped: close below, and no cell had room for its first word."""
    for part in parts:
        column = _column_of(part, columns)
        last, first = row[column][-1] if row[column] else None, part.words[0]
        if last is None:
            continue
        room = columns[column][1] - last.right - _SPACE * first.size
        if room > first.right - first.left or last.base - part.base > _WITHIN_ROW * part.size:
            return False
    return True
