"""Plain text: bytes in any of the usual encodings -> numbered lines, or a `ParsingError` that says why not."""

import re
import unicodedata

from apps.parsing.errors import ParsingError
from apps.parsing.reading.encoding import decode, repair_double_encoding
from apps.parsing.reading.lines import Document, Line

NAME = "text"
MAX_BYTES = 20 * 1024 * 1024
# The longest real minutes have some 10,000.
MAX_LINES = 200_000

_KNOWN_FORMATS = {
    b"%PDF": "en PDF-fil",
    b"PK\x03\x04": "en ZIP- eller Word-fil",
    b"\xd0\xcf\x11\xe0": "en ældre Word-fil",
    b"{\\rtf": "en RTF-fil",
    b"\x89PNG": "et billede",
    b"\xff\xd8\xff": "et billede",
}
_ASK_FOR_ANOTHER = "Gem referatet som PDF eller som ren tekst (.txt), og prøv igen."
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f]")
_INVISIBLE = re.compile("[\ufeff\u200b-\u200d\u2060]")
# No letter carries more accents than a few, and composing a long run of them takes quadratic time.
_STACKED = re.compile("(?<=[\u0300-\u036f]{8})[\u0300-\u036f]+")
_PAGE_BREAK = "\f"
_SOFT_HYPHEN = "\u00ad"


def recognises(content: bytes) -> bool:
    """Always: what no other reader knows is text, or is refused here with the reason."""
    return True


def read(content: bytes) -> Document:
    """As `read_text`."""
    return read_text(content)


def read_text(content: bytes) -> Document:
    """The numbered lines of a text document. Raises ParsingError for what is empty, too large or no text.

    UTF-8 (with or without a byte order mark), UTF-16 with one, and Windows-1252 are read; UTF-8 that was
    encoded twice is repaired with a warning. Letters are composed (NFC), so that å is one character.
    Linear in the size of the document.
    """
    _refuse_what_is_no_text(content)
    text, warnings = decode(content)
    if match := _CONTROL.search(text):
        line = len(_LINE_END.findall(text, 0, match.start())) + 1
        raise ParsingError(
            f"Filen er ikke ren tekst: den indeholder styretegn. {_ASK_FOR_ANOTHER}", line=line
        )
    if not text.strip():
        raise ParsingError("Filen er tom: den indeholder kun blanke linjer. Vælg en fil med tekst.")
    raw_lines, repairs = repair_double_encoding(_split(text))
    if len(raw_lines) > MAX_LINES:
        raise ParsingError(
            f"Filen har {len(raw_lines)} linjer; grænsen er {MAX_LINES}. Del den i et dokument for hvert møde."
        )
    return Document(tuple(_numbered(raw_lines)), (*warnings, *repairs))


def lines_of_text(text: str) -> tuple[Line, ...]:
    """The numbered lines of a text that has been decoded. Linear."""
    return tuple(_numbered(_split(text)))


def _split(text: str) -> list[str]:
    visible = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    return _LINE_END.split(unicodedata.normalize("NFC", _STACKED.sub("", visible)))


def _refuse_what_is_no_text(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        size = len(content) // (1024 * 1024)
        raise ParsingError(f"Filen fylder {size} MB; grænsen er 20 MB. Del den i et dokument for hvert møde.")
    if not content.strip():
        raise ParsingError("Filen er tom. Vælg en fil med tekst.")
    for signature, what in _KNOWN_FORMATS.items():
        if content.startswith(signature):
            raise ParsingError(f"Filen er {what}, og den kan arkivet ikke læse. {_ASK_FOR_ANOTHER}")
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        line = content.count(b"\n", 0, content.index(b"\x00")) + 1
        raise ParsingError(
            f"Filen er ikke ren tekst: den indeholder binære data. {_ASK_FOR_ANOTHER}", line=line
        )


def _numbered(raw_lines: list[str]) -> list[Line]:
    """Three empty lines in a row, or a form feed, are a page break; a line with a lone space is none."""
    lines, empty = [], 0
    for number, raw in enumerate(raw_lines, 1):
        if not raw:
            lines.append(Line(number, ""))
            empty += 1
            continue
        starts_page = empty >= 3 or raw[0] == _PAGE_BREAK
        text = _visible(raw.replace(_PAGE_BREAK, " ").strip())
        lines.append(Line(number, text, starts_page and text != ""))
        # A form feed alone on its line stands for the whole break.
        empty = 3 if starts_page and not text else 0
    return lines


def _visible(text: str) -> str:
    """Without soft hyphens; one at the end of the line stays, because it says that the word goes on."""
    if _SOFT_HYPHEN not in text:
        return text
    end = _SOFT_HYPHEN if text.endswith(_SOFT_HYPHEN) else ""
    return text.replace(_SOFT_HYPHEN, "") + end
