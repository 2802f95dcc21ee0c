"""The standard section headings of Danish minutes: a whole line from the list below, and nothing else."""

import re
from dataclasses import dataclass

from apps.parsing.dates import find_dates
from apps.parsing.records import SectionKind

_K = SectionKind

# One publisher uses one heading for a kind; where it does, the short words of _WEAK are sub-headings in a text.
_STRONG: dict[SectionKind, tuple[str, ...]] = {
    _K.PREVIOUS_HANDLING: (
        "tidligere behandling",
        "sagens forløb",
        "sagsforløb",
        "sagshistorik",
        "tidligere behandlinger",
    ),
    _K.SUMMARY: (
        "sammendrag",
        "resume",
        "resumé",
        "resumè",
        "sagsresume",
        "sagsresumé",
        "sagens kerne",
        "beslutningstema",
        "kort resume",
        "kort resumé",
    ),
    _K.BACKGROUND: ("baggrund", "sagens baggrund"),
    _K.CASE: (
        "sagsfremstilling",
        "sagsbeskrivelse",
        "beskrivelse af sagen",
        "baggrund og vurdering",
        "sagsforelæggelse",
    ),
    _K.ECONOMY: (
        "økonomiske konsekvenser og finansiering",
        "økonomiske konsekvenser",
        "økonomi og finansiering",
        "økonomiske og personalemæssige konsekvenser",
        "økonomiske forhold",
        "bevillingsmæssige konsekvenser",
    ),
    _K.ATTACHMENTS: ("bilag", "bilagsliste", "bilagsfortegnelse"),
    _K.DECIDED_BY: (
        "beslutningen træffes af",
        "beslutning træffes af",
        "sagen afgøres af",
        "sagen afgøres i",
        "kompetence",
        "beslutningskompetence",
    ),
    _K.RECOMMENDATION: (
        "indstilling",
        "indstillinger",
        "forvaltningens indstilling",
        "administrationens indstilling",
        "direktionens indstilling",
        "forvaltningen indstiller",
        "administrationen indstiller",
        "direktionen indstiller",
        "det indstilles",
        "det foreslås",
    ),
    _K.DECISION: ("beslutning", "beslutninger", "indstilling og beslutning", "udvalgets beslutning"),
    _K.DECISION_HISTORY: ("beslutningshistorik", "tidligere beslutninger", "tidligere beslutning"),
    _K.ANNOUNCEMENT: ("beskrivelse", "meddelelse"),
    _K.OTHER: ("indhold",),
}
_WEAK: dict[SectionKind, tuple[str, ...]] = {
    _K.PREVIOUS_HANDLING: ("historik",),
    _K.SUMMARY: ("præsentation",),
    _K.CASE: ("løsning",),
    _K.ECONOMY: ("økonomi",),
}
_KINDS = {words: (kind, True) for kind, all_words in _STRONG.items() for words in all_words} | {
    words: (kind, False) for kind, all_words in _WEAK.items() for words in all_words
}
_LONGEST = 120
_MAY_BE_LONGER = re.compile(r"(?i)beslutning|indstiller til")
_DATED_DECISION = re.compile(r"(?i)beslutning(?:er)? (?:truffet (?:af|i)|i|fra|af) \S.*")
_NAMED_DECISION = re.compile(r"(?i)\S.{2,70}s beslutning(?: den\b.*|:?)")
_RECOMMENDED_TO = re.compile(r"(?i)(?:administrationen|forvaltningen|direktionen) indstiller til \S.{2,60}:?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading; a weak one counts only where the document has no other of its kind."""

    kind: SectionKind
    text: str
    is_strong: bool = True


def read_heading(text: str) -> Heading | None:
    """The heading that a whole trimmed line is, or None. `Beslutning om …` and longer titles are none."""
    if not text or len(text) > _LONGEST:
        return None
    bare = text.removesuffix(":").rstrip()
    if known := _KINDS.get(bare.casefold()):
        return Heading(known[0], bare, known[1])
    if not _MAY_BE_LONGER.search(bare):
        return None
    if _RECOMMENDED_TO.fullmatch(bare):
        return Heading(_K.RECOMMENDATION, bare)
    is_decision = _DATED_DECISION.fullmatch(bare) or _NAMED_DECISION.fullmatch(bare)
    # Without its date the line may be a sentence or a title that begins in the same way.
    if is_decision and any(found.date for found in find_dates(bare)) and bare[-1].isdigit():
        return Heading(_K.DECISION, bare)
    return None
