"""Tables with lines between their rows only: the rows go by the lines, the columns by the gaps between the words."""

from bisect import bisect_left
from collections.abc import Sequence

from apps.parsing.reading.pdf.lines import strips_of
from apps.parsing.reading.pdf.pages import Box, Page, Word
from apps.parsing.reading.pdf.tables import MOST_RULES, NEAR, Table, cell_text, merged_columns, rules_of

_FEWEST_RULES = 3
# The part of the table's height that an upright line covers where the columns are ruled as well.
_WHOLE = 0.9


def level_tables(page: Page, words: Sequence[Word]) -> list[tuple[Table, set[int]]]:
    """The tables of a page whose rows alone are ruled, each with the ids of the words in it."""
    uprights, levels = rules_of(page)
    if len(levels) < _FEWEST_RULES or len(uprights) + len(levels) > MOST_RULES:
        return []
    found = []
    for rules in _groups(_whole_rules(levels)):
        if len(rules) < _FEWEST_RULES or _has_ruled_columns(rules, uprights):
            continue
        inside = [word for word in words if _is_inside(word, rules)]
        rows = _rows(inside, [rule.bottom for rule in reversed(rules)])
        if sum(sum(map(bool, row)) > 1 for row in rows) > 1:
            table = Table(tuple(rows), rules[0].top, rules[-1].bottom, rules[0].left, rules[0].right)
            found.append((table, {id(word) for word in inside}))
    return found


def _whole_rules(levels: Sequence[Box]) -> list[Box]:
    """The level rules from the top, those of the cells of one row as one."""
    whole: list[Box] = []
    for rule in sorted(levels, key=lambda rule: (-round(rule.bottom / NEAR), rule.left)):
        last = whole[-1] if whole else None
        if last and abs(last.bottom - rule.bottom) < 2 * NEAR and rule.left < last.right + NEAR:
            left, right = min(last.left, rule.left), max(last.right, rule.right)
            whole[-1] = Box(left, last.bottom, right, last.top)
        else:
            whole.append(rule)
    return whole


def _groups(rules: Sequence[Box]) -> list[list[Box]]:
    """The rules one below the other that begin and end at the same places."""
    groups: list[list[Box]] = []
    for rule in rules:
        last = groups[-1][-1] if groups else None
        if last and abs(last.left - rule.left) < NEAR and abs(last.right - rule.right) < NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _has_ruled_columns(rules: Sequence[Box], uprights: Sequence[Box]) -> bool:
    top, bottom, left, right = rules[0].top, rules[-1].bottom, rules[0].left, rules[0].right
    covered: dict[int, float] = {}
    for rule in uprights:
        if left + NEAR < rule.left < right - NEAR:
            height = min(rule.top, top) - max(rule.bottom, bottom)
            place = round(rule.left / NEAR)
            covered[place] = covered.get(place, 0.0) + max(height, 0.0)
    return max(covered.values(), default=0.0) > _WHOLE * (top - bottom)


def _is_inside(word: Word, rules: Sequence[Box]) -> bool:
    is_between = rules[-1].bottom - NEAR < word.base < rules[0].top
    return is_between and rules[0].left - NEAR < word.left < rules[0].right


def _rows(words: Sequence[Word], places: Sequence[float]) -> list[tuple[str, ...]]:
    """The rows from the top; none where the words do not stand in columns."""
    columns: list[list[float]] = []
    for strip in strips_of(Page(0, 0, words=list(words))):
        columns = merged_columns(columns, strip.segments())
    grid: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        row = bisect_left(places, word.base + 0.3 * word.size)
        column = next(n for n, (left, right) in enumerate(columns) if left <= word.left <= right)
        grid.setdefault((row, column), []).append(word)
    if len(columns) < 2:
        return []
    texts = {place: cell_text(strips_of(Page(0, 0, words=cell))) for place, cell in grid.items()}
    rows = sorted({row for row, _ in grid}, reverse=True)
    return [tuple(texts.get((row, column), "") for column in range(len(columns))) for row in rows]
