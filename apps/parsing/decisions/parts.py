"""What of a decision's text states or qualifies the body's decision: attendance, votes and a minority's words go out."""

import re

from apps.parsing.attendance import begins_with_pronoun, is_about_attendance
from apps.parsing.decisions.amendments import states_outcome, without_amendments
from apps.parsing.decisions.members import begins_with_person, without_members
from apps.parsing.decisions.phrases import any_of

_BEGINS_VOTE = any_of(
    "For", "Imod", "Mod", "Undlod", "Hverken for eller imod", "Undlader", "Stemte", "Stemmer", "Alle", "Øvrige",
    "De øvrige", "Resten",
)  # fmt: skip
_VOTE_LINE = re.compile(
    any_of(
        # as in "For stemte: A, B", "De øvrige undlod at stemme"
        rf"{_BEGINS_VOTE}\b[^.:\n]{{0,40}}(?::|\bstemte\b|\bstemmer\b|\bat stemme\b)",
        r"(?:For|Imod|Mod|Undlod)\s?:",
        # "3 undlod"
        r"\d{1,3}\s(?:medlemmer\s)?(?:undlod|undlader|hverken)\b",
    )
)
_PROTOCOL = re.compile(
    r"\b"
    + any_of(
        "protokolbemærkning",
        "mindretalsudtalelse",
        "særstandpunkt",
        "til protokollen",
        "tilført (?:protokollen|beslutningsprotokollen|referatet)",
        "ført til (?:protokols?|referat)",
        "(?:følgende|sig) protokolleret",
        # "begærede sagen indbragt for Byrådet"
        "begærede .{0,40}(?:protokol|indbragt)",
        "standsningsret",
        "brugte sin ret",
    )
    + r"\b",
    re.IGNORECASE,
)
# What follows may be about attendance: "Godkendt, idet Bo Krat (A) var fraværende."
_REASON = re.compile(r",\s(?:idet|da)\s")


def body_sentences(text: str) -> list[str]:
    """The sentences that may state or qualify the body's decision, in order. Linear.

    Out go attendance, lines of votes, failed amendments with their text, and what a minority wanted noted.
    """
    kept: list[str] = []
    in_protocol = False
    for sentence, starts_line in without_amendments(text):
        if starts_line:
            in_protocol = False
        if _PROTOCOL.search(sentence):
            in_protocol = True
            continue
        # What is noted runs to the end of its line, unless the decision itself comes only then.
        if in_protocol and (kept or not states_outcome(sentence)):
            continue
        own = _without_absence(sentence)
        if is_about_attendance(own):
            # "Anna Berg (V) er formand for foreningen. Hun forlod mødet …": both are about her.
            if kept and begins_with_pronoun(own) and begins_with_person(kept[-1]):
                kept.pop()
        elif not _VOTE_LINE.match(own):
            kept.append(own)
    return without_members(kept)


def _without_absence(sentence: str) -> str:
    """The decision in front of a clause that only says who was absent."""
    decided, *reason = _REASON.split(sentence, maxsplit=1)
    if not reason or is_about_attendance(decided):
        return sentence
    # What a member did or said is no remark of the body's: "idet Bo Krat (A) henviste til …".
    is_beside = is_about_attendance(reason[0]) or begins_with_person(reason[0])
    return decided if is_beside else sentence
