"""The standard section headings of Danish minutes: a whole line from the list below, and nothing else."""

import re
from dataclasses import dataclass

from apps.parsing.committees import NAME
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
        "tidligere behandlet",
        "tidligere politisk behandling",
        "sagens tidligere behandling",
        "sagshistorik, henvisninger",
    ),
    _K.SUMMARY: (
        "sammendrag",
        "resume",
        "resumé",
        "resumè",
        "sagsresume",
        "sagsresumé",
        "sagstema",
        "anledning",
        "sagens kerne",
        "beslutningstema",
        "kort resume",
        "kort resumé",
        "resumé af sagen",
        "resume af sagen",
    ),
    _K.BACKGROUND: ("baggrund", "sagens baggrund"),
    _K.CASE: (
        "sagsfremstilling",
        "sagsbeskrivelse",
        "beskrivelse af sagen",
        "baggrund og vurdering",
        "sagsforelæggelse",
        "sagens indhold",
        "uddybende sagsfremstilling",
        "sagsbeskrivelse af hovedindstilling",
    ),
    _K.ECONOMY: (
        "økonomiske konsekvenser og finansiering",
        "økonomiske konsekvenser",
        "økonomi og finansiering",
        "økonomiske og personalemæssige konsekvenser",
        "økonomiske forhold",
        "bevillingsmæssige konsekvenser",
        "økonomi og personale",
        "økonomi og bevilling",
        "økonomi og personaleforhold",
        "økonomiske konsekvenser/finansiering",
        "vurdering i forhold til økonomi",
    ),
    _K.ATTACHMENTS: (
        "bilag",
        "bilagsliste",
        "bilagsfortegnelse",
        "bilagsoversigt",
        "vedlagte bilag",
        "bilag til punktet",
        "bilag til sagen",
        "sagens bilag",
        "åbne bilag",
    ),
    _K.DECIDED_BY: (
        "beslutningen træffes af",
        "beslutning træffes af",
        "sagen afgøres af",
        "sagen afgøres i",
        "kompetence",
        "beslutningskompetence",
        "afgørelseskompetence",
        "sagen afgøres endeligt af",
        "sagen afgøres endeligt i",
    ),
    _K.RECOMMENDATION: (
        "indstilling",
        "indstillinger",
        "forvaltningens indstilling",
        "administrationens indstilling",
        "direktionens indstilling",
        "direktørens indstilling",
        "borgmesterens indstilling",
        "formandens indstilling",
        "administrativ indstilling",
        "hovedindstilling",
        "indstilling fra administrationen",
        "indstilling fra forvaltningen",
        "forslag til beslutning",
        "forvaltningen indstiller",
        "administrationen indstiller",
        "direktionen indstiller",
        "det indstilles",
        "det foreslås",
    ),
    _K.DECISION: (
        "beslutning",
        "beslutninger",
        "indstilling og beslutning",
        "indstilling/beslutning",
        "beslutning/indstilling",
        "udvalgets beslutning",
    ),
    _K.DECISION_HISTORY: ("beslutningshistorik", "tidligere beslutninger", "tidligere beslutning"),
    _K.ANNOUNCEMENT: ("beskrivelse", "meddelelse"),
    _K.OTHER: ("indhold",),
}
_WEAK: dict[SectionKind, tuple[str, ...]] = {
    _K.PREVIOUS_HANDLING: ("historik",),
    _K.SUMMARY: ("præsentation",),
    _K.CASE: ("løsning", "problemstilling", "redegørelse"),
    _K.ECONOMY: ("økonomi", "finansiering"),
    _K.RECOMMENDATION: ("forslag",),
    _K.DECISION: ("referat",),
}
_KINDS = {words: (kind, True) for kind, all_words in _STRONG.items() for words in all_words} | {
    words: (kind, False) for kind, all_words in _WEAK.items() for words in all_words
}
_LONGEST = 120
_MAY_BE_LONGER = re.compile(r"(?i)beslutning|indstiller|foreslår|anbefaler")
_DATED_DECISION = re.compile(
    r"(?i)beslutning(?:er)? (?:(?:truffet )?(?:af|i|fra)\b|(?:på|i) mødet|den\b|d\.|[^.:]{0,60}(?:udvalg|råd|bestyrelse|nævn|repræsentation)\w*\b) ?\S.*"
)
_NAMED_DECISION = re.compile(r"(?i)\S.{2,90}s beslutning(?: (?:i mødet |på mødet )?(?:den|d\.|af|fra).*|:?)")
_BODYS_DECISION = re.compile(
    r"(?i)(?:\S.{0,60})?(?:udvalget|rådet|bestyrelsen|nævnet|repræsentationen|kommissionen|direktionen|udvalg)s beslutning"
)
# "Beslutning for Sag 2: Ny skole" above the decision.
_DECISION_OF_ITEM = re.compile(
    r"(?i)beslutning (?:for|til|i) (?:sag|punkt|pkt\.?)(?: nr\.?)? \d{1,4}(?::.*)?"
)
_RECOMMENDED_TO = re.compile(
    r"(?i)(?:administrationen|forvaltningen|direktionen|direktøren|kommunaldirektøren|borgmesteren|formanden) (?:indstiller|foreslår|anbefaler)(?: til [^\s,:][^,:]{2,60})?:?"
)
# "Teknikudvalget, 10. september 2019, pkt. 65:" above what that body decided; without the colon it is a reference.
_OF_ANOTHER_BODY = re.compile(
    r"(?i)[A-ZÆØÅ][^.:;]{2,90}?,?\s(?:den\s|d\.\s)?\d[^:;]{5,24},\s(?:pkt|punkt|sag)\b\.?\s?(?:nr\.?\s?)?\d{1,4}:"
)
# "Havneudvalgets møde den 3. maj 2024:" above what that body decided there.
_AT_MEETING = re.compile(rf"{NAME}s møde,?\s(?:den\s|d\.\s)?\d[^:;,]{{4,23}}\d:?")
_COMBINED = frozenset({"indstilling og beslutning", "indstilling/beslutning", "beslutning/indstilling"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading; a weak one counts only where the document has no other of its kind."""

    kind: SectionKind
    text: str
    is_strong: bool = True

    @property
    def is_combined(self) -> bool:
        """Whether recommendation and decision share the section."""
        return self.text.casefold() in _COMBINED


def is_weak_heading(text: str) -> bool:
    """Whether a line is one of the short words that may as well be a sub-heading."""
    heading = read_heading(text)
    return heading is not None and not heading.is_strong


def _names_meeting(text: str) -> bool:
    """Whether a line says no more than which body met on which day: what follows is what it decided."""
    if _OF_ANOTHER_BODY.fullmatch(text):
        return any(found.date for found in find_dates(text))
    return (
        "s møde" in text
        and _AT_MEETING.fullmatch(text) is not None
        and any(found.date for found in find_dates(text))
    )


def read_heading(text: str) -> Heading | None:
    """The heading that a whole trimmed line is, or None. `Beslutning om …` and longer titles are none."""
    if not text or len(text) > _LONGEST:
        return None
    bare = text.removesuffix(":").rstrip()
    if known := _KINDS.get(bare.casefold()):
        return Heading(known[0], bare, known[1])
    if _names_meeting(text):
        return Heading(_K.DECISION, bare)
    if not _MAY_BE_LONGER.search(bare):
        return None
    if _RECOMMENDED_TO.fullmatch(bare):
        return Heading(_K.RECOMMENDATION, bare)
    if _BODYS_DECISION.fullmatch(bare) or _DECISION_OF_ITEM.fullmatch(bare):
        return Heading(_K.DECISION, bare)
    is_decision = _DATED_DECISION.fullmatch(bare) or _NAMED_DECISION.fullmatch(bare)
    # Without its date the line may be a sentence or a title that begins in the same way.
    if is_decision and any(found.date for found in find_dates(bare)) and bare[-1].isdigit():
        return Heading(_K.DECISION, bare)
    return None
