"""Characters that no text may hold: what they mean where a word processor put them, and away with the rest."""

import re
from html import unescape

# Everything outside the characters of XML 1.0 (https://www.w3.org/TR/xml/#charsets), lone surrogates among it.
_BANNED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Vertical tab and form feed break lines; Word writes its unbreakable hyphen as 1E and its optional one as 1F.
_MEANT = {"\x0b": "\n", "\x0c": "\n", "\x1e": "-"}
# No character has such a number, and of thousands of digits Python makes none at all.
_REFERENCE_TO_NOTHING = re.compile(r"&#[0-9]{20,};?")


def without_banned(text: str) -> str:
    """The text without characters that neither XML nor the database takes. Linear."""
    return _BANNED.sub(lambda match: meant_by(match[0]), text)


def is_banned(character: str) -> bool:
    """Whether a character may not stand in a text."""
    return _BANNED.fullmatch(character) is not None


def meant_by(character: str) -> str:
    """What is written for a banned character."""
    return _MEANT.get(character, "")


def first_banned(text: str) -> int | None:
    """Where the first banned character stands."""
    match = _BANNED.search(text)
    return match.start() if match else None


def unescaped(text: str) -> str:
    """The text with HTML's references (`&oslash;`, `&#248;`) as the letters they stand for. Linear."""
    return unescape(_REFERENCE_TO_NOTHING.sub("\ufffd", text)) if "&" in text else text
