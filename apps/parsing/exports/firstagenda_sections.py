"""The text of an item as FirstAgenda states it, in its JSON and on its rendered page: headings, each with a `span` of its text."""

from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

from apps.parsing.headings import read_heading
from apps.parsing.markup.blocks import Block, under_headings
from apps.parsing.markup.bounds import refuse_what_is_too_large
from apps.parsing.markup.cleaning import blocks_of, lines_of_blocks
from apps.parsing.structured import StatedSection

_BODIES = frozenset(
    {"resume", "beslutningstema", "indstilling", "oekonomi", "sagsforloeb", "ukendt", "beslutning"}
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def sections_of(html: str) -> tuple[StatedSection, ...]:
    """The sections in the HTML of a field or of an item's details, in order; none where it has no text.

    A heading begins a section where a `span` of the known classes follows it, or where it is a standard heading
    outside such a span; the other headings are sub-headings of a text. Raises ParsingError as `clean_html`.
    """
    refuse_what_is_too_large(html)
    return sections_of_tag(BeautifulSoup(html, "lxml"))


def sections_of_tag(tag: Tag) -> tuple[StatedSection, ...]:
    """As `sections_of`, of markup that is parsed already; ranks of headings in it are changed."""
    container = tag.find(id="sagsfremstillingContainer") or tag
    # All ranks are decided before the first one changes.
    ranks = [(heading, _begins_section(heading)) for heading in container.find_all(_HEADINGS)]
    for heading, begins_section in ranks:
        heading.name = "h1" if begins_section else "h4"
    return stated_sections(blocks_of(str(container)), 1)


def stated_sections(blocks: Iterable[Block], rank: int) -> tuple[StatedSection, ...]:
    """A section for each heading of `rank` or above; text before the first one has no heading."""
    return tuple(
        StatedSection(heading=heading, lines=tuple(lines_of_blocks(inner)))
        for heading, inner in under_headings(blocks, rank)
    )


def _begins_section(heading: Tag) -> bool:
    after = heading.find_next_sibling()
    if after is not None and after.name == "span" and _is_body(after):
        return True
    is_known = read_heading(" ".join(heading.get_text(" ").split())) is not None
    return is_known and not any(_is_body(parent) for parent in heading.parents)


def _is_body(tag: Tag) -> bool:
    return not _BODIES.isdisjoint(tag.get_attribute_list("class"))
