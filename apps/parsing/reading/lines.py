"""A document as numbered lines: what every reader makes and every layout reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from apps.parsing.markup.blocks import Run
from apps.parsing.records import ParsingWarning

# Lines longer than any printed page is wide: the extraction kept whole paragraphs on one line.
_LONGEST_PRINTED_LINE = 150
_SHORT = 40
_RARE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One source line, trimmed; `number` is 1-based, `starts_page` says that a page break lies before it.

    What a format knows beside the words: `level` is the rank of a heading by its markup or type (1 the highest,
    0 is no heading), `html` the clean markup (`apps.parsing.markup.cleaning`) of the block that begins here; a block of
    several lines (a list, a table) stands whole at its first one. `paper` is the address of the document whose title
    the line is, where it links to one and says nothing else. `runs` is the text as the document had it, with emphasis
    and links; none where it has no such.
    """

    number: int
    text: str
    starts_page: bool = False
    level: int = 0
    html: str = ""
    paper: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Document:
    """The lines of one document, with what had to be repaired while reading them.

    Readers of formats with a structure of their own give a subclass that holds it too; its lines then are what
    a layout for plain text can fall back on, and may be none. `refusal` is what the format's reader tells people
    where no layout knows the document; "" where there is nothing better to say than that it has no items.
    """

    lines: tuple[Line, ...]
    warnings: tuple[ParsingWarning, ...] = ()
    refusal: str = ""

    @cached_property
    def width(self) -> int | None:
        """The length at which lines were wrapped, or None where each paragraph is one line."""
        return wrapping_width([line.text for line in self.lines])


def wrapping_width(texts: Sequence[str]) -> int | None:
    """The usual length of a full line: the 95th percentile of all but short lines; None without wrapping.

    Lines are wrapped where some of the long ones go on in lower case on the next line.
    """
    lengths = sorted(len(text) for text in texts if len(text) > _SHORT)
    going_on = sum(
        1
        for text, following in pairwise(texts)
        if len(text) > _SHORT and following and following[0].islower()
    )
    if not lengths or going_on * _RARE < len(lengths):
        return None
    width = lengths[len(lengths) * 95 // 100]
    return width if width <= _LONGEST_PRINTED_LINE else None


def first_text(lines: Sequence[Line]) -> Line | None:
    """The first line that is not blank."""
    return next((line for line in lines if line.text), None)
