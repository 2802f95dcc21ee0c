"""Numbers that count the lines of a page in its left margin are no part of the text."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from apps.parsing.reading.pdf.pages import Page, Word

_FEWEST = 3
_MOST_STEPS = 0.7
# The part of the words that may stand further left than the text begins, such as a letterhead's.
_OUTSIDE = 50
_SAME_EDGE = 3.0


def without_line_numbers(pages: Sequence[Page]) -> None:
    """Takes the numbers of lines away from every page; a page with few of them goes by the others. Linear."""
    found = [_left_of_text(page) for page in pages]
    edges = [numbers[0].right for numbers in found if _counts(numbers)]
    if not edges:
        return
    for page, numbers in zip(pages, found, strict=True):
        counting = {id(word) for word in numbers if any(abs(word.right - e) < _SAME_EDGE for e in edges)}
        page.words = [word for word in page.words if id(word) not in counting]


def _left_of_text(page: Page) -> list[Word]:
    """The bare numbers that end before the text of the page begins, from the top."""
    places = sorted(word.left for word in page.words if not _is_number(word))
    if not places:
        return []
    left = places[len(places) // _OUTSIDE]
    numbers = [word for word in page.words if word.right < left and _is_number(word)]
    return sorted(numbers, key=lambda word: -word.base)


def _is_number(word: Word) -> bool:
    return word.text.isdecimal() and len(word.text) < 5


def _counts(numbers: Sequence[Word]) -> bool:
    """Whether the numbers rise by the same step from each to the next, but for a new beginning."""
    steps = Counter(int(below.text) - int(above.text) for above, below in pairwise(numbers))
    if len(numbers) < _FEWEST:
        return False
    step, times = steps.most_common(1)[0]
    return step > 0 and times >= _MOST_STEPS * steps.total()
