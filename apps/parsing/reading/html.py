"""Web pages: HTML of any origin -> its tree without what is not the page's own text, its blocks, and their lines."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from apps.parsing.errors import ParsingError
from apps.parsing.headings import read_heading
from apps.parsing.markup.blocks import Block
from apps.parsing.markup.bounds import refuse_depth, refuse_what_is_too_large
from apps.parsing.markup.cleaning import blocks_of, lines_of_blocks
from apps.parsing.reading.encoding import decode, repair_double_encoding
from apps.parsing.reading.laid_out_text import lines_of_laid_out_text
from apps.parsing.reading.lines import Document
from apps.parsing.reading.text import MAX_BYTES
from apps.parsing.records import ParsingWarning

NAME = "html"
MAX_TAGS = 200_000

_LOOKED_AT = 8192
_PAGE = re.compile(r"(?i)<!doctype\s+html|<html[\s>]")
_TAG = re.compile(
    r"(?i)<(?:p|div|h[1-6]|ul|ol|li|table|tr|td|br|span|section|article|body|head|main|strong|a|pre|meta|style|title|link)(?:\s[^<>]*)?/?>"
)
_FEW, _MANY = 2, 8
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?([a-z0-9_-]{3,20})")
# What pages declare beside UTF-8 and Windows-1252, which are known by their bytes.
_DECLARED = frozenset(
    {"iso-8859-15", "iso-8859-10", "windows-1257", "macintosh", "cp865", "cp850", "utf-16le"}
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DROPPED = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "select",
    "textarea",
    "input",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "audio",
    "video",
    "canvas",
    "dialog",
]
_AROUND = ["header", "footer", "aside", "form"]
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
# What a click unfolds is hidden in the source, and belongs to the page.
_FOLDED = re.compile(r"(?i)panel|accordion|collaps|content|detail|body|tab|fold|expand|toggle")
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_NAVIGATION = {"navigation", "search", "banner", "contentinfo", "complementary", "dialog", "alertdialog"}


@dataclass(frozen=True, kw_only=True)
class HtmlDocument(Document):
    """A web page: `soup` is the tree of its own content, `blocks` the same as blocks with the ranks of headings.

    A page that only carries plain text (`laid_out_text`) has lines and no blocks.
    `title` is what the page calls itself for a browser, `address` where it says it is published, "" without one;
    `classes` are the names of all classes in the tree.
    """

    soup: Tag
    blocks: tuple[Block, ...]
    title: str = ""
    address: str = ""
    classes: frozenset[str] = frozenset()


def recognises(content: bytes) -> bool:
    """A page, or a fragment with several of HTML's tags; other XML is none."""
    head = _head_of(content)
    if _PAGE.search(head):
        return True
    if head.startswith("<?xml"):
        return False
    return len(_TAG.findall(head)) > (_FEW if head.startswith("<") else _MANY)


def read(content: bytes) -> HtmlDocument:
    """The page's own content. Raises ParsingError for what is too large, nested too deep, or has no text."""
    if len(content) > MAX_BYTES:
        size = len(content) // (1024 * 1024)
        raise ParsingError(
            f"Websiden fylder {size} MB; grænsen er 20 MB. Gem den uden billeder, og prøv igen."
        )
    text, warnings = _text_of(content)
    refuse_what_is_too_large(text, limit=MAX_BYTES)
    if text.count("<") > MAX_TAGS:
        raise ParsingError(
            f"Websiden har mere end {MAX_TAGS} HTML-mærker. Del den i en side for hvert møde, og prøv igen."
        )
    soup = BeautifulSoup(text, "lxml")
    refuse_depth(_depth(soup))
    title = " ".join(soup.title.get_text(" ").split()) if soup.title else ""
    address = _address(soup)
    body = _content(soup)
    laid_out = lines_of_laid_out_text(body)
    blocks = () if laid_out else tuple(blocks_of(str(body), limit=MAX_BYTES))
    lines = laid_out or tuple(lines_of_blocks(blocks))
    if not any(line.text for line in lines):
        raise ParsingError(
            "Websiden har ingen tekst. Måske hentes den først af et script: gem siden, når den er vist."
        )
    classes = frozenset(
        name for tag in body.find_all(True) for name in tag.get_attribute_list("class") if name
    )
    return HtmlDocument(
        lines, tuple(warnings), soup=body, blocks=blocks, title=title, address=address, classes=classes
    )


def _head_of(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    return content[:_LOOKED_AT].decode(encoding, errors="ignore").lstrip("\ufeffï»¿ \t\r\n")


def _text_of(content: bytes) -> tuple[str, list[ParsingWarning]]:
    """The source as text; what its bytes say about their encoding counts more than what it declares."""
    declared = _CHARSET.search(content[:_LOOKED_AT])
    name = declared[1].decode("ascii").casefold() if declared else ""
    text, warnings = "", [ParsingWarning(code="", message="")]
    if name in _DECLARED and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        text, warnings = _as_declared(content, name)
    if not text:
        text, warnings = decode(content)
    lines, repairs = repair_double_encoding(re.split(r"\r\n|\r|\n", text))
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", "\n".join(lines))), [*warnings, *repairs]


def _as_declared(content: bytes, name: str) -> tuple[str, list[ParsingWarning]]:
    """The text in the declared encoding, "" where the bytes are valid UTF-8 or not in that encoding."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode(name), []
        except (UnicodeDecodeError, LookupError):
            return "", []
    return "", []


def _depth(soup: BeautifulSoup) -> int:
    depths: dict[int, int] = {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depths.get(id(tag.parent), 0) + 1
    return max(depths.values())


def _address(soup: BeautifulSoup) -> str:
    link = soup.find("link", rel="canonical", href=True)
    meta = soup.find("meta", property="og:url", content=True)
    for found in (link["href"] if link else "", meta["content"] if meta else ""):
        if isinstance(found, str) and re.fullmatch(r"https?://\S{1,2000}", found.strip()):
            return found.strip()
    return ""


def _content(soup: BeautifulSoup) -> Tag:
    """The part of the page that is its own text; what stands around it, and what nobody sees, is taken out."""
    opened = _opened(soup)
    for tag in soup.find_all(_DROPPED):
        tag.extract()
    for tag in soup.find_all(_is_navigation):
        tag.extract()
    for tag in soup.find_all(lambda tag: _is_hidden(tag) and not _is_folded(tag, opened)):
        tag.extract()
    body = soup.body or soup
    _mark_openers(body)
    for tag in body.find_all(_AROUND):
        if not _holds_content(tag):
            tag.extract()
    main = body.find("main") or body.find(None, {"role": "main"})
    return main if main is not None and _states_sections(main) else body


def _mark_openers(body: Tag) -> None:
    """Make what a click unfolds a part of the page with the heading of that part, above the headings in it."""
    openers = list(_openers(body))
    parts = {id(part): part for _, part in openers}.values()
    inner = [heading.name for part in parts for heading in part.find_all(_HEADINGS)]
    rank = max(1, int(min(inner)[1]) - 1) if inner else 2
    for opener, _ in openers:
        opener.name = "h6" if read_heading(opener.get_text(" ", strip=True)) else f"h{rank}"


def _openers(body: Tag) -> Iterator[tuple[Tag, Tag]]:
    """What is clicked and what it unfolds, where no heading says so already."""
    parts = {str(tag["id"]): tag for tag in body.find_all(id=True)}
    states_sections: dict[int, bool] = {}
    for tag in body.find_all(["summary", "button", "a"]):
        target = str(tag.get("aria-controls") or tag.get("data-bs-target") or tag.get("data-target") or "")
        part = tag.parent if tag.name == "summary" else parts.get(target.removeprefix("#"))
        has_heading = tag.find(_HEADINGS) is not None or tag.find_parent(_HEADINGS) is not None
        if part is None or has_heading or not tag.get_text(strip=True):
            continue
        if tag.name != "summary" and id(part) not in states_sections:
            states_sections[id(part)] = _states_sections(part)
        if tag.name == "summary" or states_sections[id(part)]:
            yield tag, part


def _opened(soup: BeautifulSoup) -> set[str]:
    """The ids of what a click on the page unfolds."""
    names = ("aria-controls", "data-target", "data-bs-target")
    found = [
        str(tag.get(name, "")).lstrip("#") for name in names for tag in soup.find_all(None, {name: True})
    ]
    links = [str(tag["href"])[1:] for tag in soup.find_all("a", href=re.compile("^#."))]
    return {*found, *links}


def _is_navigation(tag: Tag) -> bool:
    return tag.get("role") in _NAVIGATION and not _states_sections(tag)


def _is_hidden(tag: Tag) -> bool:
    return (
        tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(str(tag.get("style", ""))))
    )


def _is_folded(tag: Tag, opened: set[str]) -> bool:
    names = [*tag.get_attribute_list("class"), tag.get("id", "")]
    return (
        tag.get("id") in opened
        or any(_FOLDED.search(str(name)) for name in names if name)
        or _states_sections(tag)
    )


def _holds_content(tag: Tag) -> bool:
    """Whether what is marked as standing around the content holds some: some systems wrap whole pages in a form."""
    if tag.find_parent(["main", "article"]) is not None and tag.name in {"header", "form"}:
        return True
    return tag.find("h1") is not None or _states_sections(tag)


def _states_sections(tag: Tag) -> bool:
    """Whether any of the standard headings of minutes stands in it."""
    texts = (text.strip() for text in tag.find_all(string=True))
    return any(read_heading(text) for text in texts if 4 <= len(text) <= 60)
