"""Parts of a document's source text with line numbers, bounded: a long document must not become a longer page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINES_PER_PART = 80
_AROUND_A_WARNING = 3
_LONGEST_LINE = 600


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceLine:
    """One line of the source; `skipped` lines before it are not shown."""

    number: int
    text: str
    has_warning: bool
    skipped: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Excerpt:
    """The lines from `first` to `last` that are shown; `hidden` of them are not."""

    first: int
    last: int
    lines: tuple[SourceLine, ...]
    hidden: int


class ExcerptMaker:
    """Cuts excerpts out of one document until `budget` lines are shown; then only lines with warnings follow."""

    def __init__(self, lines: Sequence[str], warned: Iterable[int], budget: int) -> None:
        self._lines = lines
        self._warned = frozenset(warned)
        self._budget = budget

    def excerpt(self, first: int, last: int) -> Excerpt:
        """The first lines of the part, and those around warnings; long lines are cut."""
        last = min(last, len(self._lines))
        shown = set(range(first, min(last, first + min(LINES_PER_PART, self._budget) - 1) + 1))
        for number in self._warned:
            if first <= number <= last:
                around = range(
                    max(first, number - _AROUND_A_WARNING), min(last, number + _AROUND_A_WARNING) + 1
                )
                shown.update(around)
        self._budget = max(0, self._budget - len(shown))
        lines: list[SourceLine] = []
        previous = first - 1
        for number in sorted(shown):
            text = self._lines[number - 1]
            lines.append(
                SourceLine(
                    number=number,
                    text=text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]} …",
                    has_warning=number in self._warned,
                    skipped=number - previous - 1,
                )
            )
            previous = number
        return Excerpt(
            first=first, last=last, lines=tuple(lines), hidden=max(0, last - first + 1 - len(shown))
        )
