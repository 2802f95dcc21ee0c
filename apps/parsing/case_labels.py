"""Lines under an item's title that file it: `Sagsnr.: 14/30210`, `Sag nr. 129`, `Dok. …`, `Åben sag`, `Lukket punkt`."""

import re
from collections.abc import Sequence

from apps.language.journal_numbers import parse_journal_number

_LABEL = re.compile(
    r"(?i)(?:sags?\s?-?(?:nr|id|nummer)\b\.?|sag(?=\s\d)|j\.?\s?nr\b\.?|journal(?:nr|nummer|sag)?\b\.?|acadre\s?nr\b\.?|esdh[- ]?(?:sag|nr)\b\.?|KLE(?:[- ]?(?:nr|nummer))?\b\.?)\s*[.:]*\s*"
)
_BARE_LABEL = re.compile(r"(?i)(?:sags|journal)(?:nr|nummer)|sags ?id")
_OTHER_LABEL = re.compile(
    r"(?i)(?:dok(?:ument)?\b\.?\s?(?:nr\b\.?|nummer|id)?|initialer|sagsinitialer|sagsbehandler|sagsbeh|sbh|sagsansvarlig|sagstype|ansvarlig(?: forvaltning)?|journalplan|forvaltning|behandles? (?:af|i))\s*[.:]+\s*\S.{0,80}"
    r"|dok\.?\s\d{2,}[\d-]*"
)
_STATUS = re.compile(
    r"(?i)\W{0,2}(?P<status>åben|åbent|lukket|for åbne døre|for lukkede døre)(?:\s(?:punkt|sag|dagsordenspunkt|møde))?\W{0,2}"
)
# What may stand beside a number on its line: "Besl. komp: ØU/BR", and somebody's initials.
_BESIDE = re.compile(r"[A-ZÆØÅ][\w .]{2,30}:\s*\S.{0,60}|[A-ZÆØÅ]{2,5}|[a-zæøå]{2,5}")
_OF_YEAR = re.compile(r"\d{5,8}-(?:19|20)\d{2}")
# A committee's own number of its case: "(KFU 10/2007)".
_OF_BODY = re.compile(r"\(([A-ZÆØÅ]{2,4}\s+\d{1,4}/(?:19|20)\d{2})\)")
_INITIALS = re.compile(r"[A-ZÆØÅ]{2,8}|[a-zæøå]{2,8}")
_NUMBER_WORD = re.compile(r"(?=(?:\D*\d){4})[\dA-ZÆØÅ][\w./-]{3,30}")
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
    if of_body := _OF_BODY.fullmatch(text):
        return " ".join(of_body[1].split())
    if not label:
        return _only_numbers(text.split())
    first = _bare(text[label.end() :].split(maxsplit=1)[0]) if text[label.end() :].strip() else ""
    return first if first and (parse_journal_number(first) or _CASE_NUMBER.fullmatch(first)) else None


def _only_numbers(words: Sequence[str]) -> str | None:
    """The number of a line that has nothing else; of two the last one, as the first is the class of the case;
    initials may stand before it (`abc / 03/1363`)."""
    signs = {"-", "–", "/"}
    if len(words) == 3 and words[1] in signs and _INITIALS.fullmatch(words[0]):
        words = words[2:]
    numbers = [_bare(word) for word in words if word not in signs]
    if not 0 < len(numbers) <= 2 or not all(_NUMBER_WORD.fullmatch(number) for number in numbers):
        return None
    return next(
        (
            number
            for number in reversed(numbers)
            if parse_journal_number(number) or _OF_YEAR.fullmatch(number)
        ),
        None,
    )


def is_case_label(text: str) -> bool:
    """Whether a line files the item in any way: with a number, without one (`Sagsnr.:`), or by another label."""
    parts = _parts(text)
    beside = parts[1:] if parts and _case_number(parts[0]) else []
    return any(_is_label(part) for part in parts) and all(
        _is_label(part) or _STATUS.fullmatch(part) or (part in beside and _BESIDE.fullmatch(part))
        for part in parts
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


def label_word(text: str) -> str | None:
    """The word of a line that begins with the label of a case number: `Sagsid.: 20/339` -> "sagsid"; None for any other line."""
    match = _LABEL.match(text)
    return re.sub(r"\W", "", match[0]).casefold() if match and match[0].strip() else None


def running_number(text: str) -> str | None:
    """The item's own number on the line under its title: `Sag nr. 129`, `Sag nr. 19 (ØU 23/2010)`."""
    match = _RUNNING.fullmatch(text) if len(text) < 60 else None
    return match["number"] if match else None


def _bare(word: str) -> str:
    return word.strip(".,;:()[]")
