"""How an outcome looks: the family gives colour and silhouette, the code the symbol; the label is always text.

Filled symbols are settled here; outlined ones go on or decided nothing (`templates/includes/symbols.html`).
"""

from collections.abc import Iterable

from apps.parsing.records import OutcomeCode

FAMILIES: dict[str, tuple[OutcomeCode, ...]] = {
    "yes": (OutcomeCode.APPROVED, OutcomeCode.ELECTED, OutcomeCode.RECOMMENDED),
    "info": (OutcomeCode.NOTED, OutcomeCode.DISCUSSED, OutcomeCode.RESPONSE),
    "wait": (OutcomeCode.POSTPONED, OutcomeCode.REFERRED, OutcomeCode.WITHDRAWN),
    "no": (OutcomeCode.REJECTED, OutcomeCode.NOT_RECOMMENDED),
    "none": (OutcomeCode.OTHER, OutcomeCode.NONE),
}
FAMILY_LABELS = {
    "yes": "Godkendt, anbefalet eller valgt",
    "info": "Efterretning, drøftelse, høringssvar",
    "wait": "Udsat, sendt videre eller udgået",
    "no": "Forkastet eller ikke anbefalet",
    "none": "Andet",
}
# What is on an agenda but not decided yet has no outcome; it looks like one all the same.
PENDING = "pending"
PENDING_LABEL = "Endnu ikke behandlet"

_FAMILY_OF = {code.value: family for family, codes in FAMILIES.items() for code in codes}


def family_of(code: str) -> str:
    """The family of an outcome code; what is no code belongs to "none"."""
    return _FAMILY_OF.get(code, "none")


def main_family(codes: Iterable[str]) -> str:
    """The family that stands for several outcomes: the most frequent one, of equals the first."""
    families = [family_of(code) for code in codes]
    return max(families, key=families.count, default="none")
