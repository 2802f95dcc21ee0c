"""Footnotes: their marks are taken out of the text, and what they say is told from the text above them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from apps.parsing.reading.pdf.lines import Strip, strips_of
from apps.parsing.reading.pdf.pages import Page, Word

# Parts of the type size.
_RAISED = 0.12
_SMALLER = 0.85
_APART = 2.5
_NUMBER = re.compile(r"(\d{1,3})[.)]?\s?(?=\D)")


def take_out_footnotes(page: Page) -> None:
    """Moves the footnotes of a page from its words to `notes`, each with the word that it is about.

    A note begins in smaller type below the text, with a number that stands raised in it. Free of cost for pages
    without small numbers, else that of putting the words into lines.
    """
    if not any(_is_raised_behind(before, word) for before, word in pairwise(page.words)):
        return
    strips = strips_of(page)
    marks = {mark.text: before for strip in strips for before, mark in _marks(strip)}
    notes = list(_notes(strips, marks))
    for note in notes:
        number = _number(note[0])
        lines = [strip.text for strip in note]
        text = f"Note {number}: {' '.join([lines[0][len(number) :].lstrip(' .)'), *lines[1:]])}"
        page.notes[id(marks[number])] = text
    told = {_number(note[0]) for note in notes}
    gone = {id(word) for note in notes for strip in note for word in strip.words}
    gone |= {id(mark) for strip in strips for _, mark in _marks(strip) if mark.text in told}
    page.words = [word for word in page.words if id(word) not in gone]


def _may_be_mark(word: Word) -> bool:
    return len(word.text) < 4 and word.text.isdecimal()


def _is_raised_behind(before: Word, word: Word) -> bool:
    """Whether a word may be the mark of a note, by the word before it in the content of the page."""
    is_raised = before.base < word.base < before.base + before.size
    return is_raised and word.size < _SMALLER * before.size and _may_be_mark(word)


def _marks(strip: Strip) -> Iterator[tuple[Word, Word]]:
    """The small numbers above the line, each with the word before it."""
    for before, word in pairwise(strip.words):
        is_small = _may_be_mark(word) and word.size < _SMALLER * strip.size
        if is_small and word.base > strip.base + _RAISED * strip.size:
            yield before, word


def _notes(strips: Sequence[Strip], marks: dict[str, Word]) -> Iterator[list[Strip]]:
    """The lines of each note: from the first one on all are in small type, and close below each other."""
    body = _usual_size(strips)
    note: list[Strip] = []
    for strip in strips:
        is_apart = bool(note) and note[-1].base - strip.base > _APART * strip.size
        begins = strip.size < body and _number(strip) in marks and strip.base < marks[_number(strip)].base
        if note and (begins or is_apart or strip.size >= body):
            yield note
            note = []
        if begins or note:
            note.append(strip)
    if note:
        yield note


def _number(strip: Strip) -> str:
    match = _NUMBER.match(strip.text)
    return match[1] if match else ""


def _usual_size(strips: Sequence[Strip]) -> float:
    words = Counter[float]()
    for strip in strips:
        words[strip.size] += len(strip.words)
    return words.most_common(1)[0][0] if words else 0.0
