"""Web pages that only carry plain text: in `<pre>`, or with a block for every line and an empty one for a blank line.

Their lines are those of the text, page breaks and wrapped lines included, so they are read as text is.
"""

from bs4 import Tag

from apps.parsing.reading.lines import Line, wrapping_width
from apps.parsing.reading.text import lines_of_text

_BLOCKS = ["p", "div"]
_STRUCTURE = ["ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "dl"]
# A page of paragraphs has few empty ones; text laid out line by line has one for about every third line.
_EMPTY_BLOCKS = 0.1
_MOST = 0.8


def lines_of_laid_out_text(body: Tag) -> tuple[Line, ...]:
    """The lines of a page that is plain text in HTML; none for any other page. Linear."""
    if body.find(_STRUCTURE) is not None:
        return ()
    if body.find("pre") is not None:
        return _preformatted(body)
    blocks = [block for block in body.find_all(_BLOCKS) if block.find(_BLOCKS) is None]
    if any(block.find("br") for block in blocks if block.get_text(strip=True)):
        return ()
    lines = [" ".join(block.get_text().split()) for block in blocks]
    is_laid_out = lines.count("") > _EMPTY_BLOCKS * len(lines) and wrapping_width(lines) is not None
    return lines_of_text("\n".join(lines)) if is_laid_out else ()


def _preformatted(body: Tag) -> tuple[Line, ...]:
    text = "\n".join(tag.get_text() for tag in body.find_all("pre"))
    is_most = len(text.strip()) > _MOST * len(body.get_text().strip())
    return lines_of_text(text) if is_most and text.strip() else ()
