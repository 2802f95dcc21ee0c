"""What single members, a party or a minority say in a decision: their own words, which decide nothing."""

import re

from apps.parsing.decisions.phrases import any_of
from apps.parsing.people import NAME, PARTY, PARTY_NAMES

_PERSONS = (
    rf"(?:{NAME},? \((?:{PARTY}|[Ll]øsgænger|[Uu]den for parti(?:erne)?)\)(?:, | og | samt |,? ?)?){{1,15}}"
)
_PERSON_SUBJECT = re.compile(_PERSONS)
_WHOLE_NAME = r"[A-ZÆØÅ][\w’'-]{1,20}(?: [A-ZÆØÅ](?!\w*(?:udvalg|råd|bestyrelse))[\w.’'-]{1,20}){1,3}"
_NAMED = rf"(?:{_WHOLE_NAME}, ){{0,10}}{_WHOLE_NAME} og {_WHOLE_NAME}"
_PARTIES = r"(?:(?:(?:Liste|Gruppe|Parti|Listerne|Grupperne|Partierne) )?\(?[A-ZÆØÅ]{1,2}\)?(?:-gruppen)?(?:, | og |\+)?){1,12}"
_PARTY_NAMES = rf"(?:Det |Den )?(?:{'|'.join(PARTY_NAMES)}|[A-ZÆØÅ]\w+(?:listen|partiet))"
_SIDE = rf"(?:{_PERSONS}|{_NAMED}\s|{_PARTIES}\s|{_PARTY_NAMES}[^.\n]{{0,60}}?\s)"
_SUBJECT = re.compile(
    rf"(?:{_SIDE}|(?:[Ee]t |Udvalgets |Byrådets )?[Mm]indretal\b|[Mm]indretallet\b|\d{{1,2}} medlem(?:mer)?\b)"
)
# What only a part of the body does. What the body does is told of it by its name.
_VERB = re.compile(
    r"\b"
    + any_of(
        # voting
        "stemt?e?r? i?mod|stemte nej|stemmer for|stemte for|stemme[rt] hverken|stemte hverken|undlod|undlader|afstår",
        # refusing
        "kunne ikke|kan ikke|anbefaler ikke|anbefalede ikke|støtter ikke|er imod|var imod|afslår|afviser",
        # saying
        "tager forbehold|tog forbehold|ønsker|ønskede|bemærker|bemærkede|begærer|begærede|afventer|tilkendegav|tilkendegiver",
        "beklager|begrunder|begrundede|mener|finder|opfordrer",
        # proposing
        "foreslog|foreslår|fremsatte|stillede",
    )
    + r"\b",
    re.IGNORECASE,
)
# A member named without party is known by what only a member does.
_SPEAKS = any_of(
    "bemærke[rd]e?", "oplyste|oplyser", "ønske[rd]e?", "henvist?e|henviser", "begære[rd]e?", "stemmer|stemte",
    "undlod|undlader", "tager forbehold|tog forbehold", "kan ikke|kunne ikke",
)  # fmt: skip
_SPEAKING = re.compile(rf"{_WHOLE_NAME} (?:\w+ )?{_SPEAKS}\b")
_FOLLOWING = re.compile(rf"(?:{_PERSONS}|{_NAMED}\s)(?:følger|fulgte|støtter|støttede)\b")
# "A og B stemmer imod, indstillingen nedstemt": the sentence tells the result, too.
_RESULT = re.compile(
    r"(?i)\b(?:indstillingen|forslaget|sagen) (?:er |blev |dermed |herefter |således ){0,2}(?:nedstemt|forkastet|fald(?:t|et)|godkendt|vedtaget|tiltrådt)"
)
_PUTS_FORWARD = r"(?:(?:indstille|anbefale|nominere|opstille)(?:r|de)|foreslår|foreslog|peger på|pegede på)"
# "Venstre indstiller Anna Berg (V)", "Til formand foreslog A Bo Krat": whoever is elected is told next.
_NOMINATION = re.compile(
    rf"(?:{_SIDE}|{_WHOLE_NAME} ){_PUTS_FORWARD} (?!\w*(?:råd|udvalg|bestyrels))(?:som \w+ )?[A-ZÆØÅ]|(?:Til|Som) \w+ {_PUTS_FORWARD}\b"
)
_MAJORITY = re.compile(
    r"(?i)\bflertal|\b(?:udvalg|byråd|bestyrels|råd)\w*\b[^.]{0,30}\b(?:godkend|beslut|tiltråd|vedtog)"
)
_MEMBERS = re.compile(r"(?i)^(?:for\s)?(\d{1,2}) medlem(?:mer)?\b")
_AGAINST = re.compile(r"(?i)stemmer i?mod|stemte i?mod|undlod|undlader")


def begins_with_person(sentence: str) -> bool:
    """Whether a sentence is about members, named with their party."""
    return _PERSON_SUBJECT.match(sentence) is not None


def without_members(sentences: list[str]) -> list[str]:
    """The sentences that are the body's: without a minority's, a party's and single members' own."""
    largest = max((int(match[1]) for sentence in sentences if (match := _MEMBERS.match(sentence))), default=0)
    has_majority = any("flertal" in sentence.casefold() for sentence in sentences)
    kept = [s for s in sentences if not _is_own(s, largest, has_majority=has_majority)]
    return [s for s in kept if not (_NOMINATION.match(s) or _FOLLOWING.match(s))] or kept


def _is_own(sentence: str, largest: int, *, has_majority: bool) -> bool:
    if match := _MEMBERS.match(sentence):
        return int(match[1]) < largest or _AGAINST.search(sentence[:120]) is not None
    if _SPEAKING.match(sentence) and not _RESULT.search(sentence):
        return True
    subject = _SUBJECT.match(sentence)
    if not subject or _MAJORITY.search(sentence) or _RESULT.search(sentence):
        return False
    return has_majority or _VERB.search(sentence, subject.end(), subject.end() + 80) is not None
