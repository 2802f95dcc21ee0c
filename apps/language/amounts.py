"""Numbers and amounts of money: "1.178.000 kr.", "9,4 mio. kr.", "850 t.kr."."""

import re
from decimal import Decimal

# Words that multiply the number before them, as minutes and budgets abbreviate them.
_SCALES = {
    "t": 1_000,
    "tkr": 1_000,
    "tusind": 1_000,
    "tusinde": 1_000,
    "mio": 1_000_000,
    "mill": 1_000_000,
    "million": 1_000_000,
    "millioner": 1_000_000,
    "mia": 1_000_000_000,
    "mrd": 1_000_000_000,
    "milliard": 1_000_000_000,
    "milliarder": 1_000_000_000,
}
_GAP = r"[^\S\n]{0,2}"
_SCALE = (
    rf"{_GAP}(?i:mio|mill(?:ion(?:er)?)?|mia|mrd|milliard(?:er)?|tkr|tusinde?|t(?=\.{_GAP}kr))(?![^\W_])\.?"
)
_CURRENCY = rf"{_GAP}(?i:kr|kroner|dkk)(?![^\W_])"
# Thousands are parted by dots, or by spaces that do not break.
_DIGITS = r"(?:\d{1,3}(?:\.\d{3}){1,9}+|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,9}+|\d++)(?:,\d++)?+"
NUMBER_PATTERN = rf"{_DIGITS}(?:{_SCALE})?(?:{_CURRENCY})?(?![^\W_])"
_PARTS = re.compile(r"(?P<digits>\d[\d.\u00a0\u202f]*)(?:,(?P<decimals>\d+))?(?P<words>.*)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATORS = re.compile(r"\D")
# More digits than any amount or number of a case; what is longer is text to nobody.
MOST_DIGITS = 40


def number_keys(text: str) -> tuple[str, str | None]:
    """The number that a number token begins with, and its value where a word multiplies it.

    "9,40 mio. kr." -> ("9,4", "9400000"), "1.178.000" -> ("1178000", None). Dots for thousands and zeros after the
    last decimal are dropped; zeros in front stay, as in "0104".
    """
    parts = _PARTS.match(text)
    if parts is None:
        raise ValueError(f"no number: {text!r}")
    digits = _plain(parts["digits"])
    decimals = _plain(parts["decimals"] or "").rstrip("0")
    number = f"{digits},{decimals}" if decimals else digits
    scales = (_SCALES.get(word.lower()) for word in _WORD.findall(parts["words"]))
    scale = next((scale for scale in scales if scale), None)
    return number, _multiplied(digits, decimals, scale) if scale else None


def unit_words(text: str) -> list[str]:
    """The words of a number token: "9,4 mio. kr." -> ["mio", "kr"]."""
    return _WORD.findall(text)


def _plain(digits: str) -> str:
    return "".join(str(int(sign)) for sign in _SEPARATORS.sub("", digits[: 2 * MOST_DIGITS])[:MOST_DIGITS])


def _multiplied(digits: str, decimals: str, scale: int) -> str:
    value = Decimal(f"{digits}.{decimals or 0}") * scale
    return format(value.normalize(), "f").replace(".", ",")
