"""Who was absent and who left for disqualification (inhabilitet), as a decision or an `Afbud` line says it."""

import re

from apps.parsing.people import NAME, PARTY, find_people_with_notes, read_names
from apps.parsing.sentences import split_sentences

_NOBODY_ABSENT = re.compile(
    r"(?i)(?:(?:der var )?ingen (?:afbud|fraværende)|alle (?:medlemmer )?(?:var |er )?(?:til ?stede|(?:frem)?mødt))\.?"
)
_ABSENT_LINE = re.compile(
    r"(?:Afbud|Fraværende|Ikke til stede|Ikke tilstede)\b(?:\s+(?:fra|med afbud|uden afbud|var|er)\b)?\s*:?\s*(?=\S)(.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = re.compile(r"(?i)ingen|intet|nej")
_ABSENCE = re.compile(
    r"(?i)\b(?:(?:var|er|mødte|meldt|havde|har|med)\s+(?:\w+\s)?(?:fraværende|afbud|ikke til ?stede)|fraværende|ikke til ?stede"
    r"|deltog ikke (?:[ip]å? mødet|i (?:behandlingen|sagens behandling)|under|i punktet|i sagen)|deltog ikke(?=\s*\.?$)|(?:var|er) forhindret i at deltage|forlod (?:mødet|lokalet)|forlod salen|ankom|vendte tilbage|kom tilbage|genindtrådte|tiltrådte mødet|overtog (?:mødeledelsen|formandspladsen)|ledede mødet|deltog (?:igen|virtuelt|via|online|under|ved|i (?:punktet|mødet|behandlingen|drøftelsen|sagen))|mødte (?:kl|under)"
    r"|afbud|tilstede var|til stede var|deltog i stedet for|som stedfortræder for [^.\n]{2,80} (?:deltog|deltager|mødte)|(?:deltog|deltager|mødte) som stedfortræder)\b"
)
_CLOSING = re.compile(r"(?i)mødet (?:blev |er )?(?:hævet|slut\w*|afsluttet|startede)\b")
_DISQUALIFIED = re.compile(r"(?i)\binhabil(?:e|itet)?\b|\bhabilitet(?:sspørgsmål)?\b")
_PRONOUN = re.compile(r"(?:Hun|Han|De|Vedkommende|Begge)\b")
_DENIED = re.compile(
    r"(?i)\bikke (?:er |var |blev )?inhabil|\bhabil\b|ikke (?:foreligger|forelå) inhabilitet"
)
_LIST = re.compile(rf"(?:{NAME}(?:,? \({PARTY}\))?(?:, | og | samt )?){{1,12}}")
_ABSENT_AFTER_LIST = re.compile(
    r"(?i)\s*(?:(?:var|er|havde meldt|havde|har meldt|har|meldte|mødte ikke|deltog ikke (?:i|på) mødet)\s*(?:fraværende|afbud|ikke til ?stede)?|fraværende|\(?afbud\)?)"
)


def read_absent_line(text: str) -> tuple[str, ...] | None:
    """The names of a line `Afbud Name (A), Name` or `Fraværende: …`; None where it is none."""
    if _NOBODY_ABSENT.fullmatch(text):
        return ()
    match = _ABSENT_LINE.fullmatch(text)
    if not match or len(text) > 1500:
        return None
    names = read_names(match[1].rstrip("."))
    return names if names or not match[1].strip(" .-–") or _NOBODY.fullmatch(match[1].strip(" .")) else None


def absent_people(text: str) -> tuple[str, ...]:
    """The names that a decision's sentences say were absent: `Anna Berg (A) og Bo Dahl var fraværende.`"""
    names: list[str] = []
    for sentence in split_sentences(text):
        if len(sentence) > 1500 or not re.search(
            r"(?i)fraværende|afbud|ikke til ?stede|deltog ikke (?:i|på) mødet", sentence
        ):
            continue
        if (named := read_absent_line(sentence)) is not None:
            names += named
        elif (match := _LIST.match(sentence)) and _ABSENT_AFTER_LIST.match(sentence, match.end()):
            names += read_names(match[0])
    return tuple(dict.fromkeys(names))


def disqualified_people(text: str) -> tuple[str, ...]:
    """The names that a decision says did not take part because they were disqualified."""
    names: list[str] = []
    before = ""
    for sentence in split_sentences(text):
        if len(sentence) <= 1500 and _DISQUALIFIED.search(sentence) and not _DENIED.search(sentence):
            names += _people_of(before if begins_with_pronoun(sentence) else sentence)
        before = sentence
    return tuple(dict.fromkeys(names))


def _people_of(sentence: str) -> list[str]:
    people = [name for name, _ in find_people_with_notes(sentence)]
    match = None if people else _LIST.match(sentence)
    return people or (list(read_names(match[0])) if match and " " in match[0].strip() else [])


def begins_with_pronoun(sentence: str) -> bool:
    """Whether a sentence is about the person of the sentence before it: "Hun forlod mødet."."""
    return _PRONOUN.match(sentence) is not None


def is_about_attendance(sentence: str) -> bool:
    """Whether a sentence only says who was there, left or was disqualified, and so decides nothing."""
    if len(sentence) > 600:
        return False
    return bool(
        _NOBODY_ABSENT.fullmatch(sentence)
        or _CLOSING.match(sentence)
        or _ABSENCE.search(sentence)
        or _DISQUALIFIED.search(sentence)
    )
