"""Web pages: HTML of any origin -> its tree without what is not the page's own text, its blocks, and their lines."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from apps.parsing.errors import ParsingError
from apps.parsing.headings import read_heading
from apps.parsing.markup.addresses import leads_to_document
from apps.parsing.markup.blocks import Block
from apps.parsing.markup.bounds import refuse_depth, refuse_what_is_too_large
from apps.parsing.markup.cleaning import blocks_of, lines_of_blocks
from apps.parsing.markup.papers import tells_file
from apps.parsing.reading.encoding import decode, repair_double_encoding
from apps.parsing.reading.laid_out_text import lines_of_laid_out_text
from apps.parsing.reading.lines import Document
from apps.parsing.reading.page_labels import mark_labels, set_numbers_apart
from apps.parsing.reading.surroundings import without_surroundings
from apps.parsing.reading.text import MAX_BYTES
from apps.parsing.records import ParsingWarning

NAME = "html"
MAX_TAGS = 200_000

_LOOKED_AT = 8192
_PAGE = re.compile(r"(?i)<!doctype\s+html|<html[\s>]")
_TAG = re.compile(
    r"(?i)<(?:p|div|h[1-6]|ul|ol|li|table|tr|td|br|span|section|article|body|head|main|strong|a|pre|meta|style|title|link)(?:\s[^<>]*)?/?>"
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s<>]{4,2000}?)\s*-->")
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
_SIGNS = ["span", "i", "small", "em", "abbr", "div"]
_MOST_SIGNS = 8
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
    address = _address(soup) or _saved_from(text)
    body = _content(soup)
    _complete_links(body, _base(soup, address))
    laid_out = lines_of_laid_out_text(body)
    if not laid_out:
        mark_labels(body)
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


def _saved_from(text: str) -> str:
    """The address in the comment with which browsers begin a page that they save."""
    match = _SAVED_FROM.search(text[:_LOOKED_AT])
    return match[1] if match else ""


def _base(soup: BeautifulSoup, address: str) -> str:
    """What the page's own links are relative to, "" where it does not say."""
    base = soup.find("base", href=True)
    return urljoin(address, str(base["href"]).strip()) if base else address


def _complete_links(body: Tag, base: str) -> None:
    """Write out the links to documents and other pages as whole addresses, and each link to a document on a line of its own."""
    for link in body.find_all("a", href=True):
        address = str(link["href"]).strip()
        if base.startswith("http") and not address.startswith("#"):
            link["href"] = _joined(base, address)
        if leads_to_document(address):
            _drop_signs(link)
        before = link.previous_sibling
        while isinstance(before, NavigableString) and not before.strip():
            before = before.previous_sibling
        is_link = isinstance(before, Tag) and before.name == "a" and leads_to_document(address)
        if is_link and isinstance(before, Tag) and leads_to_document(str(before.get("href", ""))):
            # At the end of the link before: putting it between would count all siblings.
            before.append(Tag(name="br"))


def _drop_signs(link: Tag) -> None:
    """Take the signs of its file ("pdf", "1,2 MB") out of a link, where they stand in boxes of their own beside a title."""
    whole = link.get_text(" ", strip=True)
    for sign in link.find_all(_SIGNS, limit=_MOST_SIGNS):
        text = sign.get_text(" ", strip=True)
        if text and text != whole and tells_file(text):
            sign.replace_with(" ")


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


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
    without_surroundings(body, _is_of_minutes)
    set_numbers_apart(body)
    for tag in body.find_all(None, {"role": "heading"}):
        rank = str(tag.get("aria-level", ""))
        tag.name = f"h{rank}" if rank in set("123456") else "h2"
    _mark_openers(body)
    most = len(body.get_text()) // 2
    for tag in body.find_all(_AROUND):
        is_page = tag.name == "form" and len(tag.get_text()) > most
        if not is_page and not _holds_content(tag):
            tag.extract()
    main = body.find("main") or body.find(None, {"role": "main"})
    return main if main is not None and _states_sections(main) else body


def _mark_openers(body: Tag) -> None:
    """Make what a click unfolds a part of the page with the heading of that part, above the headings in it."""
    openers = list(_openers(body))
    inner = [
        heading.name
        for part in {id(part): part for _, part in openers}.values()
        if part.name not in _HEADINGS
        for heading in part.find_all(_HEADINGS)
        if not (part.name == "details" and heading.find_parent("summary"))
    ]
    rank = max(1, int(min(inner)[1]) - 1) if inner else 2
    for opener, _ in openers:
        heading = opener.find_parent(_HEADINGS) or opener.find(_HEADINGS)
        if heading is None:
            opener.name = "h6" if read_heading(opener.get_text(" ", strip=True)) else f"h{rank}"
        elif int(heading.name[1]) > rank and read_heading(heading.get_text(" ", strip=True)) is None:
            heading.name = f"h{rank}"


def _openers(body: Tag) -> Iterator[tuple[Tag, Tag]]:
    """What is clicked and what it unfolds."""
    parts = {str(tag["id"]): tag for tag in body.find_all(id=True)}
    found = [
        (tag, part)
        for tag in body.find_all(["summary", "button", "a"])
        if (part := tag.parent if tag.name == "summary" else parts.get(_target(tag))) is not None
        and tag.get_text(strip=True)
    ]
    distinct = {id(part): part for _, part in found}
    states_sections = {key: _states_sections(part) for key, part in distinct.items()}
    # Items without sections are opened in the same way as those with them.
    ways = {_way(tag) for tag, part in found if states_sections[id(part)]}
    yield from ((tag, part) for tag, part in found if tag.name == "summary" or _way(tag) in ways)


def _way(opener: Tag) -> tuple[str, ...]:
    return opener.name, *sorted(name for name in opener.get_attribute_list("class") if name)


def _target(tag: Tag) -> str:
    """The id of what a click on it unfolds, "" where it unfolds nothing."""
    target = tag.get("aria-controls") or tag.get("data-bs-target") or tag.get("data-target") or ""
    unfolds = tag.has_attr("data-toggle") or tag.has_attr("data-bs-toggle") or tag.has_attr("aria-expanded")
    return str(target or (tag.get("href", "") if unfolds else "")).removeprefix("#")


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


def _is_of_minutes(tag: Tag) -> bool:
    return tag.find("h1") is not None or _states_sections(tag)


def _holds_content(tag: Tag) -> bool:
    """Whether what is marked as standing around the content holds some: some systems wrap whole pages in a form."""
    if tag.find_parent(["main", "article"]) is not None and tag.name in {"header", "form"}:
        return True
    return _is_of_minutes(tag)


def _states_sections(tag: Tag) -> bool:
    """Whether any of the standard headings of minutes stands in it."""
    texts = (text.strip() for text in tag.find_all(string=True))
    return any(read_heading(text) for text in texts if 4 <= len(text) <= 60)
