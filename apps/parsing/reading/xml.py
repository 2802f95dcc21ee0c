"""XML: bytes in, elements out without their namespaces, or a `ParsingError` that says what is wrong.

No DTD, entity or external reference is ever followed. What exports really hold and XML forbids (control characters,
references to them, names of HTML's letters) is repaired with a warning.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from apps.parsing.errors import ParsingError
from apps.parsing.reading.characters import first_banned, is_banned, meant_by, without_banned
from apps.parsing.reading.lines import Document
from apps.parsing.reading.text import MAX_BYTES
from apps.parsing.records import ParsingWarning

NAME = "xml"
MAX_DEPTH = 100
MAX_ELEMENTS = 200_000

# The root elements of the exports that the archive knows; without an XML declaration only these are XML to us.
_OURS = frozenset({"Publication", "Meeting", "Dagsorden"})
_LOOKED_AT = 4096
_DECLARATION = re.compile(r"<\?xml\s[^>]*?\?>")
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s>\[]+)[^>\[]*(>?)", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_ENCODING = re.compile(rb"^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ENCODINGS = ("utf-", "ascii", "iso8859", "cp", "mac-", "koi8")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_LAST_CHARACTER = 0x10FFFF
_FETCH_AGAIN = "Hent den igen fra kilden."


@dataclass(frozen=True, kw_only=True)
class XmlDocument(Document):
    """The root element of an XML document, names without namespaces; it has no lines."""

    root: Element


def recognises(content: bytes) -> bool:
    """Whether the content declares itself XML or begins with a known export. XHTML is a web page, not XML to us."""
    head = (
        content[:_LOOKED_AT].decode(_encoding(content) or "latin-1", errors="ignore").lstrip("\ufeff \t\r\n")
    )
    is_declared = _DECLARATION.match(head) is not None
    if not head.startswith("<"):
        return False
    position, doctype = 0, None
    while (match := _PROLOG.match(head, position)) or (match := _DOCTYPE.match(head, position)):
        if match.re is _DOCTYPE:
            doctype = match[1].casefold()
            if not match[2]:
                break
        position = match.end()
    root = _ROOT.match(head, position)
    if doctype == "html" or (root and root[1].casefold() == "html"):
        return False
    return is_declared or doctype is not None or (root is not None and root[1] in _OURS)


def read(content: bytes) -> XmlDocument:
    """The elements of an XML document, at most MAX_DEPTH deep and MAX_ELEMENTS many.

    Raises ParsingError for what is too large, not well-formed, or has a DTD, entities or external references. Linear.
    """
    if len(content) > MAX_BYTES:
        raise ParsingError(
            f"Filen fylder {len(content) // 1_048_576} MB; grænsen er 20 MB. Del eksporten i et møde pr. fil."
        )
    text, warnings = _repaired(*_decoded(content))
    root = _parsed(text)
    refusal = (
        f"Filen er XML med rodelementet <{root.tag[:40]}>, men ikke en eksport, som arkivet kender "
        "(Agenda Management: <Publication>, eDoc: <Meeting>, SBSYS: <Dagsorden>). Vælg en anden fil."
    )
    return XmlDocument(lines=(), warnings=tuple(warnings), refusal=refusal, root=root)


def _encoding(content: bytes) -> str | None:
    """The encoding by the first bytes or the declaration; None for one that is unknown or holds no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if content.startswith((b"<\x00", b"\x00<")):
        return "utf-16-le" if content[0] else "utf-16-be"
    content = content.removeprefix(codecs.BOM_UTF8)
    match = _ENCODING.match(content[:_LOOKED_AT])
    if not match:
        return "utf-8"
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    # .NET declares UTF-16 in what it then saves as UTF-8: a declaration readable byte by byte is not in UTF-16.
    name = "utf-8" if name.startswith(("utf-16", "utf-32")) else name
    return name if name.startswith(_ENCODINGS) else None


def _decoded(content: bytes) -> tuple[str, list[ParsingWarning]]:
    encoding = _encoding(content)
    if encoding is None:
        raise ParsingError(
            "Filen er XML i en tegnkodning, som arkivet ikke kender. Gem den som UTF-8, og prøv igen.", line=1
        )
    try:
        return content.decode(encoding).removeprefix("\ufeff"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    if encoding != "utf-8" or b"\x00" in content:
        raise ParsingError(
            f"Filen er beskadiget: den er ikke gyldig {encoding.upper()}. {_FETCH_AGAIN}", line=line
        )
    text = content.removeprefix(codecs.BOM_UTF8).decode("cp1252", errors="replace")
    message = "Filen er ikke UTF-8, som den siger; den er læst som Windows-1252."
    return text, [ParsingWarning(code="wrong_encoding", message=message, line=line)]


def _repaired(text: str, warnings: list[ParsingWarning]) -> tuple[str, list[ParsingWarning]]:
    """The text without banned characters and references to them, and with HTML's named letters as letters."""
    first = first_banned(text)
    reference = next((match for match in _REFERENCE.finditer(text) if _is_banned_reference(match)), None)
    places = [place for place in (first, reference.start() if reference else None) if place is not None]
    if places:
        line = text.count("\n", 0, min(places)) + 1
        message = "Filen indeholder tegn, som ikke må være i XML. De er fjernet."
        warnings.append(ParsingWarning(code="banned_characters", message=message, line=line))
        text = _REFERENCE.sub(_without_banned_reference, without_banned(text))
    return unicodedata.normalize("NFC", _NAMED.sub(_as_letter, text)), warnings


def _code(reference: re.Match[str]) -> int:
    return int(reference[1], 16) if reference[1] else int(reference[2])


def _is_banned_reference(reference: re.Match[str]) -> bool:
    code = _code(reference)
    return code > _LAST_CHARACTER or is_banned(chr(code))


def _without_banned_reference(reference: re.Match[str]) -> str:
    if not _is_banned_reference(reference):
        return reference[0]
    code = _code(reference)
    return meant_by(chr(code)) if code <= _LAST_CHARACTER else ""


def _as_letter(match: re.Match[str]) -> str:
    """`&oslash;` as ø; XML's own five, and names that nobody knows, stay."""
    letter = html5.get(match[1], "")
    return match[0] if match[1] in _OF_XML or not letter else escape(letter)


def _parsed(text: str) -> Element:
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=True)
    try:
        parser.feed(text)
        root = parser.close()
    except ParseError as error:
        line, column = error.position
        message = (
            f"Filen er ikke gyldig XML (tegn {column + 1}): den er beskadiget eller ikke hel. {_FETCH_AGAIN}"
        )
        raise ParsingError(message, line=line) from None
    except DefusedXmlException as error:
        what = (
            "en DTD (<!DOCTYPE>)"
            if isinstance(error, DTDForbidden)
            else "entiteter eller henvisninger til andre filer"
        )
        raise ParsingError(
            f"Filen er XML med {what}. Sådan noget kan hente andre filer eller fylde hukommelsen, så arkivet læser det "
            "ikke. Eksporter mødet uden DTD, og prøv igen."
        ) from None
    assert isinstance(root, Element)  # noqa: S101 (what the builder gives)
    return root


class _Builder(TreeBuilder):
    """Builds elements with local names, counts them, and refuses what is too deep or too many."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH:
            raise ParsingError(
                f"Filen er XML med mere end {MAX_DEPTH} niveauer inden i hinanden. {_FETCH_AGAIN}"
            )
        if self.count > MAX_ELEMENTS:
            raise ParsingError(
                f"Filen er XML med over {MAX_ELEMENTS} elementer. Del eksporten i et møde pr. fil."
            )
        return super().start(_local(tag), {_local(name): value for name, value in attrs.items()})

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(_local(tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
