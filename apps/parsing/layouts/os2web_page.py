"""Meeting pages of OS2Web: an accordion whose n-th title belongs to the n-th panel."""

from copy import copy

from bs4 import Tag

from apps.parsing.markup.blocks import Block, Paragraph
from apps.parsing.markup.cleaning import blocks_of, lines_of_blocks
from apps.parsing.page_items import read_page, section_rank, stated_item
from apps.parsing.reading.html import HtmlDocument
from apps.parsing.reading.lines import Document
from apps.parsing.records import ParsedMeeting

NAME = "os2web_page"
_TITLE_CLASSES = ("accordion__heading__title", "accordion__title", "accordion-title")
_TITLES = ", ".join(f".{name}" for name in _TITLE_CLASSES)
_PANELS = ".panel, .accordion__content, .accordion__panel, .accordion-content"


def recognises(document: Document) -> bool:
    """A web page with titles and panels of an accordion, as many of the one as of the other."""
    if not isinstance(document, HtmlDocument) or document.classes.isdisjoint(_TITLE_CLASSES):
        return False
    return bool(_pairs(document.soup))


def parse(document: Document) -> ParsedMeeting:
    """The meeting of one page."""
    assert isinstance(document, HtmlDocument)  # noqa: S101 (`recognises` has asked)
    items = []
    for title, panel in _pairs(document.soup):
        blocks = _without_title(blocks_of(str(panel)), text := _text(title))
        items.append(stated_item(text, blocks, section_rank(blocks)))
    return read_page(NAME, document, items, lines_of_blocks(blocks_of(str(_before_items(document.soup)))))


def _pairs(soup: Tag) -> list[tuple[Tag, Tag]]:
    """Titles and panels by their index; where their numbers differ, the panel that follows before the next title."""
    titles = [tag for tag in soup.select(_TITLES) if not tag.select(_TITLES) and _text(tag)]
    panels = [tag for tag in soup.select(_PANELS) if tag.find_parent(class_="panel") is None]
    around = {id(parent) for title in titles[:1] for parent in title.parents}
    panels = [tag for tag in panels if id(tag) not in around]
    if len(titles) == len(panels):
        return list(zip(titles, panels, strict=True))
    pairs = []
    # By identity: tags compare by all that is in them.
    of_panels = {id(panel) for panel in panels}
    known = of_panels | {id(title) for title in titles}
    for title in titles:
        following = title.find_next(lambda tag: id(tag) in known)
        if isinstance(following, Tag) and id(following) in of_panels:
            pairs.append((title, following))
    return pairs


def _before_items(soup: Tag) -> Tag:
    """The page without its accordion: what is left says which meeting this is."""
    page = copy(soup)
    for title, panel in _pairs(page):
        for tag in (panel, title):
            tag.extract()
    return page


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """The blocks of a panel without the title that some pages say again in it."""
    first = blocks[0] if blocks else None
    says_again = isinstance(first, Paragraph) and " ".join(first.texts()) == title
    return blocks[1:] if says_again else blocks


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())
