"""List numbers: the ordinary `1. …`, and those that PDF extraction glued to the end of an entry's first line."""

import re

from apps.parsing.dates import begins_with_month

LEADING = re.compile(r"(?:(?:At|Ad|Pkt\.?|Punkt)\s+)?(\d{1,2})[.)]\s+(?=\S)", re.IGNORECASE)
_GLUED = re.compile(r"(\s?)(\d{1,6})\.$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
# "i 2021." and "den 21.", but not the decimal of "1.2." or "7,8."
_WHOLE_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}$")


def leading_number(text: str) -> tuple[int, str] | None:
    """The number that an entry begins with and the entry without it: "2. Punktet" -> (2, "Punktet").

    "1. februar 2022" is the rest of a wrapped date.
    """
    match = LEADING.match(text)
    if not match or begins_with_month(text[match.end() : match.end() + 12]):
        return None
    return int(match[1]), text[match.end() :]


def displaced_number(text: str, wanted: tuple[int, ...], next_text: str) -> tuple[int, str] | None:
    """The list number glued to the END of the first line of an entry, and the line without it.

    `wanted` are the numbers that may follow in this list (1, and one more than the last), `next_text` the
    line after. "tages til1." gives (1, "tages til"); "den 21.3." gives (3, "den 21."); "i 2021.1." gives
    (1, "i 2021."). None where the digits belong to the sentence ("fase 1.", "den 21." before "marts").
    """
    match = _GLUED.search(text)
    if not match or match.start() == 0:
        return None
    space, digits = match[1], match[2]
    before = text[: match.start()]
    for number in wanted:
        if not digits.endswith(str(number)):
            continue
        rest = digits[: len(digits) - len(str(number))]
        if _may_be_glued(before, space, rest, next_text):
            return number, (before + space + rest).rstrip()
    return None


def _may_be_glued(before: str, space: str, rest: str, next_text: str) -> bool:
    if not rest:
        # A space is only between a whole sentence and the number after it: "godkendes. 1."
        return before[-1] in ".:;!?" if space else _is_glue(before)
    if _YEAR.fullmatch(rest):
        return True
    return before.endswith("§") and not begins_with_month(next_text)


def _is_glue(before: str) -> bool:
    """Whether a number may stick to these words: not after a lone letter ("A1."), a sign of a number or a decimal."""
    last = before[-1]
    if last.isalpha():
        word = before.rsplit(None, 1)[-1]
        return len(word) > 1 or word.casefold() in {"i", "å", "ø"}
    if last in ".,":
        return not before[:-1].endswith(tuple("0123456789")) or _WHOLE_NUMBER.search(before[:-1]) is not None
    return last in "-–)”\"»'’:;!?%"
