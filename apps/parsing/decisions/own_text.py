"""Of a text that holds the decisions of several bodies, or of several dates: the latest, which is this body's own."""

import datetime
import re
from dataclasses import dataclass

from apps.parsing.committees import NAME as COMMITTEE
from apps.parsing.dates import first_date
from apps.parsing.decisions.phrases import any_of

# The longest decisions are a few pages of votes on a budget; more is no decision, and is not read.
LONGEST_DECISION = 50_000
_HEAD = re.compile(
    any_of(
        # "Beslutning i Byrådet den 3. marts 2026", "Beslutning truffet af Børneudvalget d. 3. marts 2026"
        r"Beslutning(?:er)?:?\s(?:truffet\s)?(?:(?:af|i|fra)\s)?.{2,90}",
        # "Byrådets beslutning den 3. marts 2026"
        rf"{COMMITTEE}s\sbeslutning\b.{{0,60}}",
        # "Økonomiudvalget, 3. marts 2026"
        rf"{COMMITTEE},?\s(?:den\s|d\.\s)?\d.{{4,60}}",
    ),
    re.IGNORECASE,
)
# Behind the date of a heading: `, pkt. 4`, `(punkt 12)`, ` kl. 16.00`, and a colon before the decision itself.
_BEHIND_DATE = re.compile(
    r"[\s,.()–-]*(?:(?:dagsordens)?(?:pkt|punkt|sag|sagsnr|nr|kl)\b\.?\s?){0,2}[\d.,:]{0,6}(?<!:)[\s.)]*(?P<colon>:?)\s*"
)
_LONGEST_HEAD = 150


@dataclass(frozen=True, slots=True)
class _Head:
    """The heading of a body's decision; its decision may begin behind it, on the same line."""

    line: int
    date: datetime.date
    rest: str


def own_decision(text: str) -> str:
    """The text under the latest of several dated headings of bodies; all of it where there are none."""
    text = text[:LONGEST_DECISION]
    lines = text.split("\n")
    heads = [head for n, line in enumerate(lines) if (head := _head(n, line))]
    if not heads:
        return text
    latest = max(heads, key=lambda head: (head.date, head.line))
    following = next((head.line for head in heads if head.line > latest.line), len(lines))
    own = lines[latest.line + 1 : following]
    return "\n".join([latest.rest, *own] if latest.rest else own)


def _head(number: int, line: str) -> _Head | None:
    """A line that is the heading of a body's decision, or begins with one: `Byrådet, den 3. marts 2026: Godkendt.`."""
    line = line.strip()
    if not _HEAD.match(line):
        return None
    found = first_date(line[:_LONGEST_HEAD])
    if not found or not found.date:
        return None
    # A sentence goes on after its date; a heading has at most the number of the item there.
    behind = _BEHIND_DATE.match(line, found.end)
    if (
        behind
        and (behind["colon"] or behind.end() == len(line))
        and len(line[: behind.end()]) <= _LONGEST_HEAD
    ):
        return _Head(number, found.date, line[behind.end() :].strip())
    return None
