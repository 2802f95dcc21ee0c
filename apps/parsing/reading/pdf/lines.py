"""The words of a page -> its visual lines, and the lines that run along the edge of every page left out."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from apps.parsing.headings import read_heading
from apps.parsing.reading.pdf.pages import Box, Page, Word, is_mark

# Parts of the type size.
_SAME_LINE = 0.4
_FEWEST_SPACED = 3
_SPACED_LETTERS = 2.5
_WIDEST_SPACING = 0.22
_RAISED = 0.6
_RAISED_SIZE = 0.85
_SPACE = 0.15
_CELL_GAP = 1.0
_CELL_GAP_FIXED = 1.7
_MARK_REACH = 30.0
_MOST_MARKS = 500
_BAND = 20.0
_LIST_MARK = re.compile(r"(?:\(?\d{1,3}[.)]|[a-zA-Z][.)]|[•●○◦▪■□‣⁃➢✓·o–—*\ufffd-])")
_BULLET = re.compile(r"[•●○◦▪■□‣⁃➢✓]\s*(?=\S)|[·*o–—\ufffd-]\s+(?=\S)")
_EDGE = 0.13
_DIGITS = re.compile(r"\d+")
_PAGE_MARK = re.compile(
    r"(?i)(?:side|page)\s?\d{1,4}(?:\s?(?:af|/|of|ud af)\s?\d{1,4})?|\d{1,4}\s?(?:/|af|of)\s?\d{1,4}"
)
_BARE_NUMBER = re.compile(r"[-–]?\s?(\d{1,4})\s?[-–]?")
# What browsers print around a page: the time of printing and the title, the address and the page's number.
_BROWSER_LINE = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s\d{1,2}[.:]\d{2}(?:\s[AP]M)?(?:\s.*)?|(?:https?|file)://\S+\s+\d{1,4}/\d{1,4}"
)
_BROWSER_EDGE = 0.06
_APART = 2.5
_ADDRESS = re.compile(r"https?://[^\s…]+[^\s….,]")
_MOST_PAGES = 0.5
_MOST_EDGE_LINES = 4
_SET_APART = 1.5


class Strip:
    """The words on one baseline, from left to right.

    `base` and `size` are those of most of the letters: a raised number has others.
    """

    __slots__ = ("base", "size", "words")

    def __init__(self, words: list[Word]) -> None:
        widest = max(words, key=lambda word: word.right - word.left)
        self.words = words
        self.base = widest.base
        self.size = widest.size

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        """The words with a space where there is room for one."""
        return text_of_words(self.words)

    @property
    def is_bold(self) -> bool:
        """Whether all of the line is in bold type."""
        return all(word.is_bold for word in self.words)

    def segments(self) -> list["Strip"]:
        """The parts between gaps too wide for a space; a list mark stays with its entry."""
        parts: list[list[Word]] = []
        reach = float("-inf")
        for word in self.words:
            gap = _CELL_GAP_FIXED if word.is_fixed else _CELL_GAP
            is_marked = bool(parts) and len(parts[-1]) == 1 and _begins_entry(parts[-1][0].text)
            if not parts or (word.left - reach > gap * word.size and not is_marked):
                parts.append([])
            parts[-1].append(word)
            reach = max(reach, word.right)
        return [Strip(part) for part in parts]


def is_list_mark(text: str) -> bool:
    """Whether a word is the number or the bullet of a list entry."""
    return _LIST_MARK.fullmatch(text) is not None


def _begins_entry(text: str) -> bool:
    """Whether a gap may follow a word within an entry: a list mark, or the "at" of a recommendation."""
    return is_list_mark(text) or text.casefold() in {"at", "ad"}


def with_plain_bullet(text: str) -> str:
    """The line with "- " for whatever bullet it begins with."""
    match = _BULLET.match(text)
    return f"- {text[match.end() :]}" if match else text


def text_of_words(words: Sequence[Word]) -> str:
    """The words with a space where there is room for one."""
    parts: list[str] = []
    reach = float("-inf")
    spaced = _gap_of_spaced_letters(words)
    for word in words:
        gap = word.left - reach
        if parts and gap > spaced * word.size:
            is_space = gap > _SPACE * word.size or (word.follows_space and gap > -0.05 * word.size)
            parts.append(" " if is_space else "")
        parts.append(word.text)
        reach = max(reach, word.right)
    text = "".join(parts).strip()
    # A soft hyphen at the end of the line says that the word goes on.
    return text[:-1].replace("\u00ad", "") + text[-1:]


def _gap_of_spaced_letters(words: Sequence[Word]) -> float:
    """What is no space in a line whose letters are set apart ("B E S L U T N I N G"), in parts of the type size."""
    if len(words) < _FEWEST_SPACED or sum(len(word.text) for word in words) > _SPACED_LETTERS * len(words):
        return float("-inf")
    gaps = sorted((right.left - left.right) / right.size for left, right in pairwise(words))
    middle = gaps[len(gaps) // 2]
    return 1.6 * middle if 0 < middle < _WIDEST_SPACING else float("-inf")


def strips_of(page: Page) -> list[Strip]:
    """The lines of a page from top to bottom, with drawn bullets as words. O(n log n) in its words."""
    words = [*page.words, *_drawn_bullets(page)]
    words.sort(key=lambda word: (-word.base, word.left))
    groups: list[list[Word]] = []
    for word in words:
        first = groups[-1][0] if groups else None
        if first and first.base - word.base <= _reach(first, word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Strip(_without_shadows(group)) for group in groups]


def _reach(above: Word, below: Word) -> float:
    """How far apart two baselines of one line are at most; a raised number stands higher than uneven type."""
    is_raised = above.size < _RAISED_SIZE * below.size and above.text.isdecimal()
    return (_RAISED if is_raised else _SAME_LINE) * max(above.size, below.size)


def _without_shadows(words: list[Word]) -> list[Word]:
    """From left to right; a word printed twice to look bold stands once."""
    words.sort(key=lambda word: word.left)
    kept: list[Word] = []
    for word in words:
        is_shadow = any(
            other.text == word.text and abs(other.left - word.left) < 0.15 * word.size for other in kept[-3:]
        )
        if not is_shadow:
            kept.append(word)
    return kept


def _drawn_bullets(page: Page) -> list[Word]:
    """Browsers draw the bullets of a list as small discs: a mark just left of the first word of a line."""
    marks = [box for box in page.boxes if is_mark(box)][:_MOST_MARKS]
    by_height: dict[int, list[Word]] = {}
    for word in page.words if marks else ():
        by_height.setdefault(int(word.base // _BAND), []).append(word)
    bullets = []
    for mark in marks:
        band = int(mark.bottom // _BAND)
        near = [word for n in (band - 1, band, band + 1) for word in by_height.get(n, ())]
        beside = [word for word in near if _is_beside(mark, word)]
        first = min(beside, key=lambda word: word.left, default=None)
        if first and not any(w.base == first.base and mark.left - 60 < w.left < mark.left for w in near):
            bullets.append(Word("•", mark.left, mark.right, first.base, first.size))
    return bullets


def _is_beside(mark: Box, word: Word) -> bool:
    is_level = word.base - 1 < mark.bottom and mark.top < word.base + word.size
    return is_level and 0 < word.left - mark.right < _MARK_REACH


def without_running_lines(
    pages: Sequence[tuple[Page, list[Strip]]],
) -> tuple[list[list[Strip]], list[str]]:
    """The lines of every page without page numbers and what is repeated at its edge, and the texts left out once."""
    seen: dict[tuple[str, int], list[int]] = {}
    for number, (page, strips) in enumerate(pages):
        for key in {_place(strip) for strip in _edge_lines(page, strips)}:
            seen.setdefault(key, []).append(number)
    running = {key for key, numbers in seen.items() if _runs_along(numbers, len(pages))}
    kept, dropped = [], dict[str, None]()
    for number, (page, strips) in enumerate(pages, 1):
        outermost = [*strips[:_MOST_EDGE_LINES], *strips[-_MOST_EDGE_LINES:]]
        outer = {id(strip) for strip in outermost if _place(strip) in running}
        rest = []
        for strip in strips:
            if id(strip) in outer or _is_printed_around(page, strip, strips, number):
                dropped[strip.text] = None
            else:
                rest.append(strip)
        kept.append(rest)
    return kept, list(dropped)


def _runs_along(numbers: Sequence[int], pages: int) -> bool:
    """Whether a line on these pages is on most of the document, or on most pages of one part of it."""
    part = numbers[-1] - numbers[0] + 1
    return len(numbers) >= max(2, _MOST_PAGES * pages) or len(numbers) >= max(3, _MOST_PAGES * part)


def _edge_lines(page: Page, strips: Sequence[Strip]) -> list[Strip]:
    """The first and last lines of a page, each group as far as it is set apart; headings may begin pages by chance."""
    top = _group(strips)
    found = [*top, *_group(strips[::-1])] if len(top) < len(strips) else top
    return [strip for strip in found if _at_edge(page, strip) and not _is_section(strip.text)]


def _is_section(text: str) -> bool:
    heading = read_heading(text)
    return heading is not None and heading.is_strong


def _group(strips: Sequence[Strip]) -> Sequence[Strip]:
    """The lines from the first one on that have a gap after each few of them, before running text begins."""
    end = 0
    for n in range(1, min(len(strips), _MOST_EDGE_LINES + 1)):
        if abs(strips[n].base - strips[n - 1].base) > _SET_APART * strips[n].size:
            end = n
    return strips[: max(end, int(len(strips) == 1))]


def _is_printed_around(page: Page, strip: Strip, strips: Sequence[Strip], number: int) -> bool:
    """Whether a line at the edge is no content by its form: "Side 3 af 17", or the page's own number set apart."""
    if not _at_edge(page, strip):
        return False
    if _PAGE_MARK.fullmatch(strip.text):
        return True
    edge = _BROWSER_EDGE * page.height
    if not edge < strip.base < page.height - edge and _BROWSER_LINE.fullmatch(strip.text):
        return True
    bare = _BARE_NUMBER.fullmatch(strip.text)
    if not bare or int(bare[1]) != number or strip not in (strips[0], strips[-1]) or len(strips) == 1:
        return False
    neighbour = strips[1] if strip is strips[0] else strips[-2]
    return abs(neighbour.base - strip.base) > _APART * strip.size


def _at_edge(page: Page, strip: Strip) -> bool:
    return strip.base > (1 - _EDGE) * page.height or strip.base < _EDGE * page.height


def _place(strip: Strip) -> tuple[str, int]:
    """The text without its numbers, and the height at which it stands."""
    return _DIGITS.sub("0", strip.text), round(strip.base)


def address_in(texts: Iterable[str]) -> str | None:
    """The web address that a browser printed at the edge of the pages, None where it is cut."""
    for text in texts:
        match = _ADDRESS.search(text)
        if match and not text[match.end() :].startswith("…"):
            return match[0]
    return None
