"""The name of the body in a line of a document's head: what is left of "Referat af mødet i Teknisk Udvalg den 3. maj 2024"."""

import re
from collections.abc import Iterable

from apps.parsing.dates import find_dates
from apps.parsing.heads.document_kinds import KIND_WORD

_WEEKDAY = r"(?:man|tirs|ons|tors|fre|lør|søn)dag"
_FILLING = re.compile(
    rf"(?i)(?:^|(?<=\s))(?:{_WEEKDAY}e?n?,?|den|d\.?|kl\.?|fra|af|for|til|i|ved|mødet|møde|moede|møder|mødedato|dato|åbent|åben|lukket|ordinært|ordinær|ekstraordinært|ekstraordinær|ekstra|konstituerende|"
    r"rettet|revideret|korrigeret|udkast|kladde|offentlig|offentligt|endelig|endeligt|foreløbigt?|udvalg:|indkaldelse|\d{1,2}\.|\d{1,2}[-/]\d{4})(?=\s|$)"
)
_TIME = re.compile(
    r"(?i)(?:\bkl\.?\s?)?\b\d{1,2}[.:]\d{2}(?::\d{2})?(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?\b.*|\bkl\.?\s?\d{1,2}\b.*"
)
_BRACKETED = re.compile(r"\(\s*\x00\s*\)")
_EDGES = " ,;:.-–—•|/·\t"
_YEARS = re.compile(
    r"\s*\((?:(?:19|20)?\d{2}\s?[-–]\s?)?(?:19|20)?\d{2}\)$|\s(?:19|20)\d{2}\s?[-–]\s?(?:19|20)?\d{2}$|(?<=et|en|åd|lg)\s(?:19|20)\d{2}$"
)
_BODY = re.compile(
    r"(?i)(?:.*\b)?(?:\w*(?:udvalg|råd|byråd|bestyrelse|nævn|kommission|magistrat|komité|komite|repræsentation)(?:et|en|n)?|udvalg(?:et)? (?:for|vedr(?:ørende|\.)) .+|\w*(?:råd|nævn)(?:et)? for .+|\w+forum(?:met)?|§\s?17.*udvalg.*)"
)
_MUNICIPALITY = re.compile(r"(?i)^\S+(?:[ -]\S+)? (?:regions)?kommunes?(?:\s?[-–,.|:•]\s?|\s)(?=\S)")
_GENITIVE = re.compile(r"(?i)(?<=et|en)s$|(?<=udvalg)s$|(?<=råd)s$|(?<=\w)['’´]s$")
_MEETING_OF = re.compile(r"(?i)\b(\w*(?:råd|udvalg|bestyrelse|nævn|kommission))s-?mødet?\b")
_LONGEST = 90
_SMALL = frozenset({"og", "for", "i", "til", "af", "samt", "vedr."})


def body_of(text: str, *, is_named: bool = False) -> str | None:
    """The body that a line names beside kind, date and time; None where nothing is left that is a name.

    `is_named`: the line says that it is the title, so that any name will do ("Børn, Unge og Læring").
    """
    text = _body_of_meeting(text)
    rest = text
    for found in reversed(list(find_dates(text))):
        rest = f"{rest[: found.start]} \x00 {rest[found.end :]}"
    rest = _TIME.sub(" ", _BRACKETED.sub(" \x00 ", KIND_WORD.sub(" \x00 ", rest)))
    # Kind and date divide a title; the body is the part of it that is left.
    pieces = re.split(r"\x00|\s[-–—•|]\s|\t", rest)
    parts = [part for piece in pieces if (part := _trimmed(_YEARS.sub("", piece.rstrip())))]
    names = [part for part in parts if _is_body(part)]
    if names:
        return tidy(names[0])
    return tidy(parts[0]) if is_named and parts and _is_name(parts[0]) else None


def _body_of_meeting(text: str) -> str:
    """ "Byrådsmøde" and "Ekstra økonomiudvalgsmøde" say the body within the word: "Byrådet", "økonomiudvalget"."""
    return _MEETING_OF.sub(_definite, text)


def _definite(match: re.Match[str]) -> str:
    ending = "n" if match[1].casefold().endswith("e") else "et"
    return match[1] + (ending.upper() if match[1].isupper() else ending)


def _trimmed(text: str) -> str:
    """Without the words that only link body, kind and date; words inside a name ("Udvalget for Børn") stay."""
    text = " ".join(text.split()).strip(_EDGES)
    while True:
        shorter = text
        first, last = text.partition(" ")[0], text.rpartition(" ")[2]
        if first and _FILLING.fullmatch(first):
            shorter = text[len(first) :].strip(_EDGES)
        elif last and _FILLING.fullmatch(last):
            shorter = text[: -len(last)].strip(_EDGES)
        if shorter == text:
            return text
        text = shorter


def _is_body(text: str) -> bool:
    return _is_name(text) and _BODY.fullmatch(_GENITIVE.sub("", text)) is not None


def _is_name(text: str) -> bool:
    return (
        3 <= len(text) <= _LONGEST and text[0].isupper() and text.count(" ") <= 10 and not text.endswith(".")
    )


def tidy(name: str) -> str:
    """The display name: no municipality before it, no genitive, no years, and small letters where all were capitals."""
    name = _GENITIVE.sub("", _YEARS.sub("", _MUNICIPALITY.sub("", name))).strip(_EDGES)
    return _in_small_letters(name) if name.isupper() and len(name) > 4 else name


def _in_small_letters(name: str) -> str:
    return " ".join(
        word.lower() if n and word.lower() in _SMALL else word.capitalize()
        for n, word in enumerate(name.split())
    )


def most_common_spelling(name: str, texts: Iterable[str]) -> str:
    """The document's own spelling of a name that its head has in capitals."""
    wanted = name.casefold()
    for text in texts:
        at = text.casefold().find(wanted)
        if at >= 0 and not (spelled := text[at : at + len(name)]).isupper() and spelled[:1].isupper():
            return spelled
    return name
