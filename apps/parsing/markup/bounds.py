"""Whether HTML is too large, too deep or too crowded to be read: found out by one scan before any parser sees it."""

import re
from collections import Counter
from collections.abc import Iterator

from apps.parsing.errors import ParsingError

MAX_CHARACTERS = 5_000_000
# Real pages nest some 30 deep. Cleaning takes time in the square of the depth: 0.5 s at 15,000, 4 s at 50,000.
MAX_DEPTH = 400
# Parsers compare each attribute of a tag with all before it.
MAX_ATTRIBUTES = 1_000
_LONG = 4 * MAX_ATTRIBUTES

_ATTRIBUTES = r"""(?>[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?)*+"""
# A tag as HTML 5 reads it, its end left out, so that "<a <a <a" without one is not read again and again.
_MARK = re.compile(
    rf"<(?:(?P<comment>!--)|(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES}))"
)
_COMMENT_END = re.compile("--!?>")
_ATTRIBUTE = re.compile(r"[\s/\"']+[^\s/>=]")
# What never holds anything, and what ends by itself where the next one begins.
_NOT_NESTING = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "td",
        "th",
        "tr",
    ]
)
_TOO_DEEP = (
    f"HTML-koden har mere end {MAX_DEPTH} lag inden i hinanden og kan ikke læses. "
    "Gem siden igen fra kilden, eller gem den som tekst (.txt)."
)


def refuse_what_is_too_large(html: str, *, limit: int = MAX_CHARACTERS) -> None:
    """Raise ParsingError for HTML beyond any real page: size, depth, attributes of a tag. Linear.

    A comment or an attribute that looks like a tag is none. Tags that are never closed count as open, so the
    depth may be found larger than a parser would find it.
    """
    if len(html) > limit:
        raise ParsingError(
            f"HTML-koden fylder {len(html) // 1_000_000} mio. tegn; grænsen er {limit // 1_000_000} mio. "
            "Gem siden uden billeder, eller gem den som tekst (.txt)."
        )
    is_open: Counter[str] = Counter()
    depth = 0
    for name, closes in _nesting_tags(html):
        if not closes:
            is_open[name] += 1
            depth += 1
        elif is_open[name]:
            is_open[name] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            raise ParsingError(_TOO_DEEP)


def refuse_depth(depth: int) -> None:
    """Raise ParsingError where a parsed page is deeper than the scan found it."""
    if depth > 2 * MAX_DEPTH:
        raise ParsingError(_TOO_DEEP)


def _nesting_tags(html: str) -> Iterator[tuple[str, bool]]:
    """The name of each tag that can hold others, and whether it closes."""
    position = 0
    while match := _MARK.search(html, position):
        position = match.end()
        if match["comment"]:
            end = _COMMENT_END.search(html, position - 2)
            position = end.end() if end else len(html)
            continue
        if len(match["attributes"]) > _LONG and len(_ATTRIBUTE.findall(match["attributes"])) > MAX_ATTRIBUTES:
            raise ParsingError(
                f"HTML-koden har et mærke med mere end {MAX_ATTRIBUTES} attributter og kan ikke læses. Gem siden igen fra kilden."
            )
        name = match["name"].casefold()
        if name not in _NOT_NESTING:
            yield name, bool(match["close"])
