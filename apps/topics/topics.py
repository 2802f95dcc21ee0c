"""Topics of journal numbers: KLE's main groups with labels of our own (KL reserves its titles)."""

import json
from functools import cache
from pathlib import Path

from apps.language.journal_numbers import parse_journal_number

_DATA = json.loads(Path(__file__).with_name("topics.json").read_text(encoding="utf-8"))
LABELS: dict[str, str] = _DATA["labels"]
_NO_TOPIC: tuple[str, ...] = tuple(_DATA["no_topic"])


def is_about_meetings(journal_number: str) -> bool:
    """Whether the number only means meetings, announcements or the approval of minutes: no topic, no case."""
    number = parse_journal_number(journal_number)
    return number is not None and any(prefix in _NO_TOPIC for prefix in number.prefixes)


@cache
def topic_of(journal_number: str) -> str | None:
    """The topic code of a journal number ("27", or "00.30", which is split off from 00), or None without one."""
    number = parse_journal_number(journal_number)
    if number is None or not number.is_kle or is_about_meetings(journal_number):
        return None
    known = [prefix for prefix in number.prefixes if prefix in LABELS]
    return known[-1] if known else None


def code_of_slug(slug: str) -> str | None:
    """The topic code of an address segment ("00-30" is 00.30), or None."""
    code = slug.replace("-", ".")
    return code if code in LABELS else None


def slug_of(code: str) -> str:
    """The address segment of a topic code."""
    return code.replace(".", "-")
