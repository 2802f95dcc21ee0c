"""Words that head a section on a web page by their form alone, bold or as a label: made headings of the lowest rank."""

import re

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from apps.parsing.section_lines import names_other_section
from apps.parsing.sections import read_stated_heading

_BOLD = ["b", "strong"]
_INLINE = {"span", "font", "b", "strong", "u", "em", "i", "a", "big", "small", "ins"}
_LONGEST = 120
# What sites call the name of a field: `field-label`, `ledetekst`, `item__heading`.
_LABEL = re.compile(
    r"(?i)(?:^|[_-])(?:label|ledetekst|heading|overskrift|title|titel|caption|rubrik)(?:$|[_-])"
)
_NUMBER = re.compile(r"(?i)\s*(?:(?:punkt|pkt\.?|sag|nr\.?)\s?)?\d{1,4}[.:)]?\s*")
_COLON = re.compile(r"\s*:\s*")


def mark_labels(body: Tag) -> None:
    """Make each bold standard heading that begins its line and ends it, or ends in a colon, an `h6`; labels of fields too. Linear."""
    for tag in body.find_all(_is_label):
        if _heads_section(_text(tag)):
            tag.name = "h6"
    for tag in body.find_all(_BOLD):
        text = _text(tag) if tag.find_parent(_BOLD) is None else ""
        if not _heads_section(text) or _stands_in_heading(tag):
            continue
        if not _ends_line(_neighbour(tag, is_before=True)):
            continue
        after = _neighbour(tag, is_before=False)
        if isinstance(after, NavigableString) and (colon := _COLON.match(after)):
            after.replace_with(NavigableString(after[colon.end() :]))
        elif not _ends_line(after) and not text.endswith(":"):
            continue
        tag.name = "h6"


def set_numbers_apart(body: Tag) -> None:
    """Put a space between a number in a box of its own and the title in the next box; the page's style does it otherwise."""
    for tag in body.find_all(["span", "b", "strong"]):
        following = tag.next_sibling
        if isinstance(following, Tag) and following.name in _INLINE and _NUMBER.fullmatch(tag.get_text()):
            tag.append(" ")


def _is_label(tag: Tag) -> bool:
    return tag.name == "dt" or (
        tag.name in {"div", "span", "label", "p"}
        and any(_LABEL.search(name) for name in tag.get_attribute_list("class") if name)
    )


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def _heads_section(text: str) -> bool:
    return 4 <= len(text) <= _LONGEST and (read_stated_heading(text) is not None or names_other_section(text))


def _stands_in_heading(tag: Tag) -> bool:
    return tag.find_parent(["h1", "h2", "h3", "h4", "h5", "h6", "summary"]) is not None


def _neighbour(tag: Tag, *, is_before: bool) -> PageElement | None:
    """What stands beside a tag on its line, spaces apart; None where its block begins or ends."""
    place: Tag = tag
    while True:
        sibling = place.previous_sibling if is_before else place.next_sibling
        while isinstance(sibling, NavigableString) and not sibling.strip():
            sibling = sibling.previous_sibling if is_before else sibling.next_sibling
        if sibling is not None:
            return sibling
        if place.parent is None or place.parent.name not in _INLINE:
            return None
        place = place.parent


def _ends_line(element: PageElement | None) -> bool:
    return element is None or (isinstance(element, Tag) and element.name not in _INLINE)
