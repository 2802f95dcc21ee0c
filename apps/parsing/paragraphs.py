"""Lines -> paragraphs of entries: wrapped lines joined, page breaks bridged, displaced list numbers put back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from apps.parsing.dates import begins_with_month
from apps.parsing.headings import read_heading
from apps.parsing.hyphens import CUT_WORDS
from apps.parsing.list_numbers import displaced_number, leading_number
from apps.parsing.reading.lines import Line

_BULLET = re.compile(r"[-–—•*·▪]\s")
_ENTRY_START = re.compile(r"(?i)(?:at|ad)\s")
_SENTENCE_END = (".", ":", ";", "!", "?", "”", '"', "»")
# A line shorter than this part of the usual width was ended by its writer, not by the edge of the page.
# Pages are set in proportional type, so that the same width holds more or fewer letters.
_FULL = 0.82


@dataclass(slots=True)
class Paragraph:
    """A block of text: one entry, or several where it is a list; with its source lines."""

    first_line: int
    last_line: int
    entries: list[str] = field(default_factory=list)


def read_paragraphs(lines: Sequence[Line], width: int | None) -> list[Paragraph]:
    """The paragraphs of a run of lines; `width` is the document's usual line length, None where it has no wrapping.

    An entry whose list number was displaced to the end of its line gets it back in front: "1. …". Linear.
    """
    builder = _Builder(width)
    filled = [line for line in lines if line.text]
    previous_number = 0
    for n, line in enumerate(filled):
        following = filled[n + 1].text if n + 1 < len(filled) else ""
        gap = line.number - previous_number - 1 if previous_number else 1
        builder.add(line, following, is_after_blank=gap > 0)
        previous_number = line.number
    return builder.paragraphs


def text_of(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs separated by a blank line, list entries by a line each."""
    return "\n\n".join("\n".join(paragraph.entries) for paragraph in paragraphs)


def entries_of(paragraphs: Iterable[Paragraph]) -> list[str]:
    """All entries of all paragraphs."""
    return [entry for paragraph in paragraphs for entry in paragraph.entries]


def is_bullet(text: str) -> bool:
    """Whether a line begins with a list mark."""
    return _BULLET.match(text) is not None


class _Builder:
    def __init__(self, width: int | None) -> None:
        self.width = width
        self.paragraphs: list[Paragraph] = []
        self.last_text = ""
        self.list_number = 0

    def add(self, line: Line, following: str, *, is_after_blank: bool) -> None:
        text, starts_entry = line.text, False
        if number := self._number_of(line.text, following):
            self.list_number, text = number
            text, starts_entry = f"{self.list_number}. {text}", True
        elif numbered := leading_number(text):
            starts_entry = self._starts_entry()
            self.list_number = numbered[0] if starts_entry else self.list_number
        if not self.paragraphs or (is_after_blank and (starts_entry or not self._continues(line))):
            self.paragraphs.append(Paragraph(line.number, line.number, [text]))
        else:
            paragraph = self.paragraphs[-1]
            if starts_entry or not (is_after_blank or self._is_wrapped(line.text)):
                paragraph.entries.append(text)
            else:
                paragraph.entries[-1] = join_words(paragraph.entries[-1], text)
            paragraph.last_line = line.number
        self.last_text = line.text

    def _number_of(self, text: str, following: str) -> tuple[int, str] | None:
        wanted = (self.list_number + 1, 1) if self.list_number else (1,)
        return displaced_number(text, wanted, following)

    def _starts_entry(self) -> bool:
        """A wrapped line may begin with "2. " by chance, as in "jf. lovens kapitel" / "2. Det gælder …"."""
        ended = self.last_text.endswith(_SENTENCE_END) or not self.paragraphs
        return ended or self.width is None or len(self.last_text) < _FULL * self.width

    def _continues(self, line: Line) -> bool:
        """Whether text after blank lines goes on with the sentence before: a page break cut it."""
        last, text = self.last_text, line.text
        if last.endswith(_SENTENCE_END) or is_bullet(text) or _ENTRY_START.match(text):
            return False
        if not (line.starts_page or self.width is None):
            return False
        if text[0].islower():
            return len(last) > 40 or line.starts_page
        return line.starts_page and self.width is not None and len(last) >= _FULL * self.width

    def _is_wrapped(self, text: str) -> bool:
        """Whether `text` is on a line of its own only because the line before was full."""
        last = self.last_text
        if text[0] == "(" and not last.endswith(_SENTENCE_END):
            return True
        if self.width is None or is_bullet(text):
            return False
        if text.startswith("at ") and (
            last.endswith(":") or (last.startswith("at ") and len(last) < _FULL * self.width)
        ):
            return False
        if last.startswith("Beslutning") and read_heading(last):
            return False
        if begins_with_month(text):
            return True
        if text[0].islower() and not (len(last) < 0.6 * self.width and last.endswith((".", ":", ";"))):
            return True
        return len(last) + 1 + len(text.split(None, 1)[0]) >= _FULL * self.width


def join_words(before: str, after: str) -> str:
    """Two lines of a sentence with one space between, none where a hyphen cut a word at the end of the first."""
    return CUT_WORDS.join(before, after)
