"""The words of a decision: which outcome a sentence states."""

import re
from dataclasses import dataclass

from apps.parsing.decisions.phrases import any_of
from apps.parsing.decisions.strong_words import STRONG
from apps.parsing.decisions.weak_words import WEAK, YIELDING
from apps.parsing.records import OutcomeCode

_Patterns = tuple[tuple[OutcomeCode, re.Pattern[str]], ...]


def _compiled(table: tuple[tuple[OutcomeCode, tuple[str, ...]], ...]) -> _Patterns:
    return tuple((code, re.compile(rf"(?<!\w){any_of(*wordings)}")) for code, wordings in table)


_STRONG, _WEAK = _compiled(STRONG), _compiled(WEAK)

# What others decided, or a choice between several: not what is decided here.
_ACT_OF_OTHERS = re.compile(
    r"\b"
    + any_of(
        # "orienteringen om, at der er givet afslag"
        r"(?:orientering|meddelelse|redegørelse|information|oplysning|notat|status)\w* om,? (?:at|hvor\w*) [^.,]{1,200}",
        # "oplyste, at punkt 9 udgår"
        r"(?:meddelte|oplyste|orienterede om|gjorde opmærksom på),? at (?:punkt|pkt\.?|sag) (?:nr\.? )?\d[^.]{1,200}",
        # "såfremt udvalget tiltræder den"
        "(?:såfremt|hvis|med mindre|medmindre) [^.,]{1,160}",
        # "at model 2 vælges"
        r"(?:model|scenari\w+|alternativ|variant|mulighed|forslag|løsning|option) [\w.]{1,3} (?=vælges|foretrækkes)",
        # "bemyndiger formanden til at godkende"
        r"(?:bemyndige|bemyndiget|opfordre|pålægge|pålagde|anmode)\w* [^.,]{0,80}?\bat [^.,]{1,120}",
    )
)
# "Indstillingen om afslag blev godkendt": what the proposal is about is not what became of it.
_SUBJECT_MATTER = re.compile(
    r"(?:(?<=(?:ing|sag)en )|(?<=forslaget ))om [^.,]{1,80}?"
    r"(?= (?:blev|er|bliver|kan|kunne|godkend|tiltr|vedtag|udsæt|udsat)\w*\b)"
)
_EJ = re.compile(r"\bej\b")
_QUOTED = re.compile(r"[\"”“»][^\"”“«»\n]{0,1500}[\"”“«]")
_BRACKETED = re.compile(r"\([^()\n]{0,300}\)")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence states: the outcome, where in it, and whether its words are beyond doubt."""

    code: OutcomeCode
    start: int
    is_strong: bool


def fold(sentence: str) -> str:
    """Lower case and single spaces, without quotations and parentheses: what is left are the body's own words."""
    text = _BRACKETED.sub(" ", _QUOTED.sub(" ", sentence))
    return _EJ.sub("ikke", " ".join(text.casefold().split()))


def read_statement(folded: str) -> Statement | None:
    """The outcome that a folded sentence states: the first strong word in it, else the first weak one.

    "Anbefalingerne blev drøftet" states a discussion (a noun recommends nothing); "Drøftet og godkendt" an approval.
    """
    folded = _ACT_OF_OTHERS.sub(_blank, folded)
    folded = _SUBJECT_MATTER.sub(_blank, folded)
    for patterns, is_strong in ((_STRONG, True), (_WEAK, False)):
        found = [
            (match.start(), n, code)
            for n, (code, pattern) in enumerate(patterns)
            if (match := pattern.search(folded))
        ]
        if found:
            start, _, code = min(found)
            if not is_strong and code in YIELDING:
                # "Drøftede forslaget og sender det i høring": what comes of it is the decision.
                others = [f for f in found if f[2] in YIELDING[code]]
                start, _, code = min(others, default=(start, 0, code))
            return Statement(code, start, is_strong)
    return None


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])
