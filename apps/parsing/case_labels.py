"""Lines under an item's title that file it: `Sagsnr.: 14/30210`, `Sag nr. 129`, `Dok. …`, `Åben sag`, `Lukket punkt`."""

import re

from apps.language.journal_numbers import parse_journal_number

_LABEL = re.compile(
    r"(?i)(?:sags?\s?-?(?:nr|id|nummer)\b\.?|sag(?=\s\d)|j\.?\s?nr\b\.?|journal(?:nr|nummer|sag)?\b\.?|acadre\s?nr\b\.?|esdh[- ]?(?:sag|nr)\b\.?|KLE(?:[- ]?(?:nr|nummer))?\b\.?)\s*[.:]*\s*"
)
_BARE_LABEL = re.compile(r"(?i)(?:sags|journal)(?:nr|nummer)|sags ?id")
_OTHER_LABEL = re.compile(
    r"(?i)(?:dok(?:ument)?\b\.?\s?(?:nr\b\.?|nummer|id)?|initialer|sagsinitialer|sagsbehandler|sagsansvarlig|sagstype|ansvarlig(?: forvaltning)?|journalplan|forvaltning|behandles? (?:af|i))\s*[.:]+\s*\S.{0,80}"
    r"|dok\.?\s\d{2,}[\d-]*"
)
_STATUS = re.compile(
    r"(?i)\W{0,2}(?P<status>åben|åbent|lukket|for åbne døre|for lukkede døre)(?:\s(?:punkt|sag|dagsordenspunkt|møde))?\W{0,2}"
)
# Systems number cases in forms of their own: 306-2009-600, EMN-2017-01234, 2026-009857.
_CASE_NUMBER = re.compile(r"(?=[^\s,;]*\d{3})[A-ZÆØÅ0-9][A-ZÆØÅa-zæøå0-9./-]{3,30}|\d{2,4}[/-]\d{1,7}")
_RUNNING = re.compile(
    r"(?i)(?:sag|punkt|pkt)\.?\s?(?:nr\b\.?\s?)?(?P<number>\d{1,4})(?:\s?\([^()]{1,40}\))?:?"
)
_LONGEST = 160
_GAP = re.compile(r"\s{3,}|\t")


def read_case_number(text: str) -> str | None:
    """As `_case_number`, of the first part of a line that has one: `Åben sag      Sagsnr.: 14/30210`."""
    return next((number for part in _parts(text) if (number := _case_number(part))), None)


def _parts(text: str) -> list[str]:
    return _GAP.split(text) if len(text) <= _LONGEST else []


def _case_number(text: str) -> str | None:
    """The journal or case number of a line that files the item; None for any other line.

    A line without a label must be a journal number and nothing else; behind a label the first word counts.
    """
    label = _LABEL.match(text)
    if not label:
        words = text.split()
        return _bare(words[0]) if len(words) == 1 and parse_journal_number(_bare(words[0])) else None
    first = _bare(text[label.end() :].split(maxsplit=1)[0]) if text[label.end() :].strip() else ""
    return first if first and (parse_journal_number(first) or _CASE_NUMBER.fullmatch(first)) else None


def is_case_label(text: str) -> bool:
    """Whether a line files the item in any way: with a number, without one (`Sagsnr.:`), or by another label."""
    parts = _parts(text)
    return any(_is_label(part) for part in parts) and all(
        _is_label(part) or _STATUS.fullmatch(part) for part in parts
    )


def _is_label(part: str) -> bool:
    return _case_number(part) is not None or is_empty_label(part) or _OTHER_LABEL.fullmatch(part) is not None


def is_empty_label(text: str) -> bool:
    """Whether a line is only the label of a number (`Sagsnr.:`); the number may stand on the next line."""
    label = _LABEL.match(text)
    if label is None or text[label.end() :].strip():
        return False
    return text.rstrip().endswith((":", ".")) or _BARE_LABEL.fullmatch(text) is not None


def read_status(text: str) -> bool | None:
    """Whether a line says that the item is open (False) or closed (True); None for any other line."""
    for part in _parts(text)[-1:] + _parts(text)[:1]:
        if match := _STATUS.fullmatch(part):
            return match["status"].casefold() in {"lukket", "for lukkede døre"}
    return None


def running_number(text: str) -> str | None:
    """The item's own number on the line under its title: `Sag nr. 129`, `Sag nr. 19 (ØU 23/2010)`."""
    match = _RUNNING.fullmatch(text) if len(text) < 60 else None
    return match["number"] if match else None


def _bare(word: str) -> str:
    return word.strip(".,;:()[]")
