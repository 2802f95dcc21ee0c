"""Text set in two columns beside each other: the lines of the left one come before those of the right one."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.parsing.reading.pdf.lines import Strip, strips_of
from apps.parsing.reading.pdf.pages import Page

_MIDDLE = (0.3, 0.7)
_FEWEST_LINES = 6
# Columns of running text are nearly full; the cells of a table are not.
_FULL = 0.7
_LETTERS = 18


@dataclass(frozen=True, slots=True)
class ColumnStrip:
    """A line and its column: 0 the whole width, 1 left, 2 right."""

    strip: Strip
    column: int = 0


def in_reading_order(strips: Sequence[Strip], width: float) -> list[ColumnStrip]:
    """The lines of a page with those of two columns one column after the other. Linear in the words."""
    gutter = _gutter(strips, width)
    if gutter is None:
        return [ColumnStrip(strip) for strip in strips]
    ordered: list[ColumnStrip] = []
    sides: tuple[list[Strip], list[Strip]] = ([], [])
    for strip in strips:
        left, right = _split(strip, gutter)
        if left and right and right.left - left.right < strip.size:
            ordered += _columns(sides)
            sides = ([], [])
            ordered.append(ColumnStrip(strip))
            continue
        for side, part in zip(sides, (left, right), strict=True):
            if part:
                side.append(part)
    return ordered + _columns(sides)


def _columns(sides: tuple[list[Strip], list[Strip]]) -> list[ColumnStrip]:
    """One stretch of the page: two columns of running text, or the lines as they stood."""
    left, right = sides
    if _is_running_text(left) and _is_running_text(right):
        return [ColumnStrip(strip, column) for column, side in ((1, left), (2, right)) for strip in side]
    words = [word for side in sides for strip in side for word in strip.words]
    return [ColumnStrip(strip) for strip in strips_of(Page(0, 0, words=words))]


def _is_running_text(strips: Sequence[Strip]) -> bool:
    if len(strips) < _FEWEST_LINES:
        return False
    left, right = min(strip.left for strip in strips), max(strip.right for strip in strips)
    filled = sum(strip.right - strip.left for strip in strips) / len(strips)
    letters = sum(len(strip.text) for strip in strips) / len(strips)
    parts = sum(len(strip.segments()) for strip in strips) / len(strips)
    return filled > _FULL * (right - left) and letters > _LETTERS and parts < 1.2


def _gutter(strips: Sequence[Strip], width: float) -> float | None:
    """The place between the columns: where most of the gaps in mid-page overlap; None without enough of them."""
    low, high = _MIDDLE[0] * width, _MIDDLE[1] * width
    gaps = []
    for strip in strips:
        reach = float("inf")
        for word in strip.words:
            if word.left - reach > strip.size and word.left > low and reach < high:
                gaps.append((max(reach, low), min(word.left, high)))
            reach = word.right if reach == float("inf") else max(reach, word.right)
    if len(gaps) < _FEWEST_LINES:
        return None
    places = [(left + right) / 2 for left, right in gaps]
    return max(places[:60], key=lambda place: sum(left < place < right for left, right in gaps))


def _split(strip: Strip, place: float) -> tuple[Strip | None, Strip | None]:
    left = [word for word in strip.words if word.left < place]
    right = [word for word in strip.words if word.left >= place]
    return Strip(left) if left else None, Strip(right) if right else None
