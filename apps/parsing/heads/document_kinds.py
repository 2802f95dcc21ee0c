"""What sort of document the head says it is: minutes or agenda, supplementary, corrected, or only a draft."""

import re
from collections.abc import Sequence

from apps.parsing.meetings import MeetingHead
from apps.parsing.records import DocumentKind

_MINUTES_WORD = r"(?:\w*referat|\w*protokol|protokoludskrift)(?:et|en)?"
_AGENDA_WORD = r"(?:(?:\w*dagsorden|mødeindkaldelse)(?:en)?|indkaldelse(?= til\b))"
KIND_WORD = re.compile(rf"(?i)\b(?:(?P<minutes>{_MINUTES_WORD})|(?P<agenda>{_AGENDA_WORD}))\b")
_SUPPLEMENT = re.compile(
    r"(?i)\btillægs(?:dagsorden|referat|protokol|punkt)|\btillæg til (?:dagsorden|referat)|\b(?:supplerende|ekstra) dagsorden"
)
_CORRECTED = re.compile(
    rf"(?i)\b(?:rettet|korrigeret|revideret|berigtiget|ændret|opdateret)\s(?:\w+\s)?(?:{_MINUTES_WORD}|version|udgave)\b"
    rf"|{_MINUTES_WORD}\W{{1,4}}(?:rettet|korrigeret|revideret|berigtiget)\b"
    r"|^\W*(?:rettet|korrigeret|revideret)(?:\s(?:den|d\.|version|udgave)\b.*)?\W*$"
)
_DRAFT = re.compile(
    rf"(?i)\b(?:udkast|kladde)\b.{{0,30}}\b(?:{_MINUTES_WORD}|{_AGENDA_WORD})|(?:{_MINUTES_WORD}|{_AGENDA_WORD})\W{{1,4}}(?:ikke[- ]godkendt\s)?(?:udkast|kladde)\b"
    rf"|\b(?:ikke[- ]godkendt|foreløbigt?)\s(?:{_MINUTES_WORD}|udkast)|^\W*(?:ikke[- ]godkendt\s)?(?:udkast|kladde)\W*$|\bikke[- ]godkendt udkast\b"
)
_LONGEST = 140


def read_flags(head: MeetingHead, texts: Sequence[str]) -> None:
    """Fill in what the lines of the head say; lines of the document's body must not be among them."""
    short = [text for text in texts if 0 < len(text) <= _LONGEST]
    head.is_supplement = head.is_supplement or any(_SUPPLEMENT.search(text) for text in short)
    head.is_corrected = head.is_corrected or any(_CORRECTED.search(text) for text in short)
    head.is_draft = head.is_draft or any(_DRAFT.search(text) for text in short)


def stated_kind(texts: Sequence[str]) -> DocumentKind | None:
    """Minutes or agenda, by the first line of the head that says so."""
    for text in texts:
        match = KIND_WORD.search(text) if 0 < len(text) <= _LONGEST else None
        if match:
            return DocumentKind.MINUTES if match["minutes"] else DocumentKind.AGENDA
    return None
