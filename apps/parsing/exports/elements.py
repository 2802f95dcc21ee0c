"""Reading the elements of XML exports: words, flags, people, and fields whose text is HTML in many disguises."""

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

from apps.language.journal_numbers import parse_journal_number
from apps.parsing.exports.flags import read_flag
from apps.parsing.markup.cleaning import lines_of_html
from apps.parsing.reading.characters import unescaped
from apps.parsing.reading.lines import Line

_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--")
_ESCAPED_MARKUP = re.compile(r"&lt;/?[A-Za-z][A-Za-z0-9]*+(?:\s(?:(?!&[lg]t;).)*+)?/?&gt;", re.DOTALL)
_LONGEST_NUMBER = 60


def words(element: Element, *paths: str) -> str:
    """The text of the first of these children that has any, on one line; "" where none has. "@Name" is an attribute."""
    for path in paths:
        text = _attribute(element, path) if "@" in path else _text(element.find(path))
        if found := " ".join(text.split()):
            return found
    return ""


def flag(element: Element, *paths: str) -> bool | None:
    """Yes or no; None for what is neither."""
    return read_flag(words(element, *paths))


def lines(element: Element | None) -> tuple[Line, ...]:
    """The lines of a field: HTML as text, as CDATA, escaped twice or as elements, or plain text. Numbers do not matter."""
    if element is None:
        return ()
    text = "".join(_inner(element)) if len(element) else element.text or ""
    if not _MARKUP.search(text) and _ESCAPED_MARKUP.search(text):
        text = unescaped(text)
    return lines_of_field(text)


def lines_of_field(text: str) -> tuple[Line, ...]:
    """The lines of text that is HTML or plain, whichever it shows to be."""
    if _MARKUP.search(text):
        return tuple(lines_of_html(text))
    return tuple(Line(0, _with_single_spaces(line)) for line in unescaped(text).strip().splitlines())


def _with_single_spaces(line: str) -> str:
    """Single spaces between words; tabs between the cells of a row stay."""
    return "\t".join(" ".join(cell.split()) for cell in line.strip().split("\t"))


def journal_number(element: Element | None) -> str | None:
    """The first text below an element that is a journal number by its form, or else its own only text."""
    if element is None:
        return None
    texts = [" ".join((part.text or "").split()) for part in element.iter()]
    return next((text for text in texts if text and is_journal_number(text)), None)


def is_journal_number(text: str) -> bool:
    """Whether a whole text is a journal number."""
    return len(text) <= _LONGEST_NUMBER and parse_journal_number(text) is not None


def _attribute(element: Element, path: str) -> str:
    before, _, name = path.rpartition("@")
    owner = element.find(before.rstrip("/")) if before else element
    return owner.get(name, "") if owner is not None else ""


def _text(element: Element | None) -> str:
    return "".join(element.itertext()) if element is not None else ""


def _inner(element: Element) -> Iterator[str]:
    """What stands between an element's tags, written as HTML; attributes but a link's address say nothing."""
    yield escape(element.text or "", quote=False)
    for child in element:
        address = f' href="{escape(child.get("href", ""))}"' if child.get("href") else ""
        yield f"<{child.tag}{address}>"
        yield from _inner(child)
        yield f"</{child.tag}>{escape(child.tail or '', quote=False)}"
