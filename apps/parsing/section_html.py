"""The formatted text of a section: the clean markup of its lines, as long as it says what the lines say."""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from apps.parsing.reading.lines import Line

_TAG = re.compile(r"<[^<>]*>")
_MARK = re.compile(r"(?:\d{1,4}|[a-zA-Z]{1,5})\.\s|-\s")


def html_of_lines(lines: Sequence[Line]) -> str:
    """The markup of the lines of a section; "" where their source has none.

    Markup stands at the first line of its block. Where some of these lines belong elsewhere (a heading, a line
    about absence), the others are written as a plain paragraph: nothing is said twice, nothing is left out. Linear.
    """
    if not any(line.html for line in lines):
        return ""
    return "".join(_html_of_block(block) for block in _blocks(lines))


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and (line.html or not line.text):
            yield block
            block = []
        if line.text:
            block.append(line)
    if block:
        yield block


def _html_of_block(lines: Sequence[Line]) -> str:
    html = lines[0].html
    if html and (any(line.paper for line in lines) or _says_the_same(html, lines)):
        return html
    return f"<p>{'<br>'.join(escape(line.text, quote=False) for line in lines)}</p>"


def _says_the_same(html: str, lines: Sequence[Line]) -> bool:
    is_list = "<li" in html
    texts = (_MARK.sub("", line.text, count=1) if is_list else line.text for line in lines)
    return _letters(unescape(_TAG.sub(" ", html))) == _letters("".join(texts))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
