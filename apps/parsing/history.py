"""The history of a decision (beslutningshistorik): what other bodies, or this one earlier, decided about the case."""

import datetime as dt
import re
from collections.abc import Sequence

from apps.parsing.committees import same_body
from apps.parsing.dates import first_date
from apps.parsing.headings import Heading
from apps.parsing.records import HistoricDecision

_HEAD = re.compile(
    r"(?i)(?:beslutning(?:er)?\s(?:truffet\s(?:af|i)\s|fra\s|i\s|af\s|(?=[^.:]{0,60}(?:udvalg|råd|bestyrelse|nævn|repræsentation))))(?P<body>.{2,80}?),?\s(?:d\.|den|dato|på mødet den)?\s?(?=\d)"
)
_BODY_FIRST = re.compile(
    r"(?P<body>[A-ZÆØÅ][^.\n]{2,70}?)(?:s\sbeslutning|s\smøde)?(?:\s[ip]å?\smødet)?,?\s(?:d\.\s?|den\s)?(?=\d)"
)


def is_history_heading(heading: Heading | None, committee: str | None, date: dt.date | None) -> bool:
    """Whether a dated heading `Beslutning i <udvalg> den …` is of another body or date than this meeting."""
    found = first_date(heading.text) if heading else None
    if heading is None or found is None:
        return False
    body = body_in_heading(heading.text)
    if "beslutning" not in heading.text.casefold() and (committee is None or date is None):
        # "Teknikudvalget, 10. september 2019, pkt. 65:" is how the road of a case is told.
        return True
    other_date = date is not None and found.date != date
    other_body = committee is not None and body is not None and not same_body(body, committee)
    return other_date or other_body


def read_history(entries: Sequence[str]) -> list[HistoricDecision]:
    """The decisions under their headings, `Beslutning truffet af <udvalg> d. dd-mm-yyyy` and the text after each."""
    decisions: list[tuple[str, dt.date | None, list[str]]] = []
    for entry in entries:
        found = first_date(entry)
        head = _HEAD.match(entry) or (
            _BODY_FIRST.match(entry) if found and len(entry) - found.end < 20 else None
        )
        if head and found and found.start >= head.end() - 1:
            rest = re.sub(
                r"^[\s,:.]*(?:(?:pkt\.?|punkt|sag)\s?(?:nr\.?\s?)?\d+)?[\s,:.]*", "", entry[found.end :]
            )
            decisions.append((head["body"].strip(" ,"), found.date, [rest] if rest else []))
        elif decisions:
            decisions[-1][2].append(entry)
    return [
        HistoricDecision(committee=body, date=date, text="\n".join(texts)) for body, date, texts in decisions
    ]


def body_in_heading(text: str) -> str | None:
    """The body that a dated heading names: `Beslutning i <udvalg> den …`, `<udvalg>s beslutning den …`."""
    match = _HEAD.match(text) or (None if text[:10].casefold() == "beslutning" else _BODY_FIRST.match(text))
    return match["body"].strip(" ,") if match else None
