"""Bytes -> text in the encoding that fits, and the repair of text that was encoded twice."""

import re
import unicodedata

from apps.parsing.errors import ParsingError
from apps.parsing.records import ParsingWarning

_ASK_FOR_ANOTHER = "Gem referatet som PDF eller som ren tekst (.txt), og prøv igen."
# "æ", "ø", "å" and their capitals as they look when UTF-8 was read as Windows-1252 and saved again.
_DOUBLE_ENCODED = re.compile("Ã[¦¸¥†˜…\u0085\u0086\u0098]")
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")


def decode(content: bytes) -> tuple[str, list[ParsingWarning]]:
    """The text in the encoding that fits, and a warning where some of its bytes did not.

    UTF-8 (with or without a byte order mark), UTF-16 with one, and Windows-1252. ParsingError for any other.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), []
        except UnicodeDecodeError:
            raise ParsingError(
                f"Filen er beskadiget: den er ikke gyldig UTF-16. {_ASK_FOR_ANOTHER}"
            ) from None
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    damaged = content.decode("utf-8-sig", errors="replace")
    foreign = damaged.count("\ufffd")
    if sum(1 for c in damaged if c > "\x7f") >= 3 * foreign:
        message = (
            f"{foreign} tegn kunne ikke læses, og er erstattet af \ufffd. Hent dokumentet igen fra kilden."
        )
        return damaged, [ParsingWarning(code="unreadable_characters", message=message, line=line)]
    try:
        return content.decode("cp1252"), []
    except UnicodeDecodeError:
        message = f"Filen er ikke tekst i en tegnkodning, som arkivet kender (UTF-8 eller Windows-1252). {_ASK_FOR_ANOTHER}"
        raise ParsingError(message, line=line) from None


def repair_double_encoding(lines: list[str]) -> tuple[list[str], list[ParsingWarning]]:
    """The lines with "Ã¸" read as the "ø" it was, and a warning with the first such line; untouched where there is none."""
    if not any(map(_DOUBLE_ENCODED.search, lines)):
        return lines, []
    repaired = [_FOREIGN.sub(_decoded_again, line) for line in lines]
    first = next((n for n, (old, new) in enumerate(zip(lines, repaired, strict=True), 1) if old != new), 1)
    message = "Teksten var kodet to gange (ø stod som Ã¸). Tegnene er rettet."
    return repaired, [ParsingWarning(code="double_encoded", message=message, line=first)]


def _decoded_again(match: re.Match[str]) -> str:
    """A run of foreign letters read as it was meant, or as it stands where it was not encoded twice."""
    try:
        return unicodedata.normalize("NFC", b"".join(map(_windows_byte, match[0])).decode("utf-8"))
    except UnicodeError:
        return match[0]


def _windows_byte(character: str) -> bytes:
    """Windows-1252, and the five bytes that it leaves undefined as themselves."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
