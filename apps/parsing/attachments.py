"""Attachments (bilag): the counts in a line such as "4 bilag, heraf 3 anbefales og 1 internt", and the titles."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from apps.parsing.list_numbers import leading_number
from apps.parsing.records import Attachment

_NUMBER_WORDS = {"ingen": 0, "et": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}
_NUMBER = r"(\d{1,3}|ingen|et|ét|to|tre|fire|fem|seks)"
_COUNT = re.compile(rf"(?i){_NUMBER}\s+(?:\w{{2,12}}\s+)?bilag\b(?!\s*\d)")
_RECOMMENDED = re.compile(rf"(?i){_NUMBER}\s+(?:bilag\s+)?(?:er\s+)?anbefale(?:s|de|t)?\b")
_RECOMMENDED_LIST = re.compile(
    r"(?i)anbefales,?\s+(?:at\s+)?(?:læse\s+)?bilag(?:ene)?\s+(\d[\d\s,og–-]{0,80})"
)
_INTERNAL = re.compile(
    rf"(?i){_NUMBER}\s+(?:bilag\s+)?(?:er\s+)?(?:internt|interne|lukkede|lukket|fortrolige|fortroligt)\b"
)
_MARK = re.compile(r"ANBEFALES\s*(?:[-–:]\s*)?")
# "1 Åben Kort 5567/25": how SBSYS lists the files of a case.
_FILED = re.compile(r"^\d{1,3}\s+Åben\s+(?=\S)")
_LONGEST_COUNT_LINE = 160


@dataclass(frozen=True, slots=True)
class AttachmentCounts:
    """How many attachments an item says it has; None where it does not say."""

    total: int | None = None
    recommended: int | None = None
    internal: int | None = None


def is_count_line(text: str) -> bool:
    """Whether a line counts attachments ("1 bilag, heraf 0 anbefales", "Ingen bilag")."""
    return len(text) <= _LONGEST_COUNT_LINE and _COUNT.match(text) is not None


def read_count(text: str) -> AttachmentCounts:
    """The counts in one such line; nothing where it is none."""
    match = _COUNT.match(text) if len(text) <= _LONGEST_COUNT_LINE else None
    if not match:
        return AttachmentCounts()
    rest = text[match.end() :]
    return AttachmentCounts(_value(match[1]), _recommended(rest), _first(_INTERNAL, rest))


def sum_counts(counts: Iterable[AttachmentCounts]) -> AttachmentCounts:
    """Several lines added up; a number that none of them states stays None."""
    all_counts = list(counts)
    return AttachmentCounts(
        _sum(count.total for count in all_counts),
        _sum(count.recommended for count in all_counts),
        _sum(count.internal for count in all_counts),
    )


def without_numbers(entries: Sequence[str]) -> Sequence[str]:
    """The titles without the numbers of their list: "1. Kort" and "2. Notat", where they count from 1 throughout."""
    numbered = [leading_number(entry) for entry in entries]
    titles = [found[1] for n, found in enumerate(numbered, 1) if found and found[0] == n]
    return titles if len(titles) == len(entries) else entries


def read_attachment(text: str) -> Attachment:
    """One title of the list of attachments; the mark `ANBEFALES` is no part of it."""
    text = _FILED.sub("", text.removeprefix("- "))
    mark = _MARK.match(text)
    return Attachment(title=text[mark.end() :] if mark else text, recommended=mark is not None)


def _recommended(rest: str) -> int | None:
    if match := _RECOMMENDED_LIST.search(rest):
        return _length_of_list(match[1])
    return _first(_RECOMMENDED, rest)


def _length_of_list(text: str) -> int:
    """How many numbers "1, 15, 16 og 17" or "1-4" names."""
    total = 0
    for first, last in re.findall(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", text):
        total += max(int(last) - int(first) + 1, 1) if last else 1
    return total


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return _value(match[1]) if match else None


def _value(word: str) -> int | None:
    return int(word) if word.isdecimal() else _NUMBER_WORDS.get(word.casefold())


def _sum(values: Iterable[int | None]) -> int | None:
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None
