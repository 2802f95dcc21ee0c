"""What an import would do, told in sentences to somebody who has never seen the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from apps.parsing.records import DocumentKind, ParsedMeeting


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """How many of a kind are new, changed, unchanged and gone."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0

    @property
    def differ(self) -> bool:
        """Whether any of them is not as it was."""
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What is told: of the items, the participants and the meeting's own fields; `place` is committee and date.

    `had_only` is the kind of document that the archive had, where that changes.
    """

    document: str
    place: str
    is_new: bool
    items: Numbers
    participants: Numbers
    papers: Numbers
    fields: Sequence[str] = field(default=())
    had_only: str = ""
    brings_minutes: bool = False
    decided: int = 0
    conflicts: int = 0
    has_corrections: bool = False


def document_of(parsed: ParsedMeeting) -> str:
    """What to call the document: "Referatet", "Tillægsdagsordenen"."""
    if parsed.kind == DocumentKind.MINUTES:
        return "Det rettede referat" if parsed.is_corrected else "Referatet"
    if parsed.is_supplement:
        return "Tillægsdagsordenen"
    return "Den rettede dagsorden" if parsed.is_corrected else "Dagsordenen"


def sentences(effect: Effect) -> list[str]:
    """The summary, most important first."""
    if effect.is_new:
        return [_about_new(effect)]
    told = [_about_known(effect)]
    if effect.decided:
        told.append(
            f"{counted(effect.decided, 'punkt', 'punkter')}, der ikke var behandlet, "
            f"{'får en beslutning' if effect.decided == 1 else 'får hver en beslutning'}."
        )
    if effect.had_only:
        news = "beslutningerne" if effect.brings_minutes else "resten af dagsordenen"
        told.append(f"Arkivet har hidtil kun haft {effect.had_only}en: nu kommer {news}.")
    if effect.fields:
        told.append(f"Mødets egne oplysninger ændres: {listed([name.lower() for name in effect.fields])}.")
    if effect.participants.differ:
        told.append(f"Listen over deltagere ændres: {_short(effect.participants, 'ny', 'nye')}.")
    told.append(_about_corrections(effect))
    return [sentence for sentence in told if sentence]


def _about_new(effect: Effect) -> str:
    parts = [counted(effect.items.new, "punkt", "punkter")]
    if effect.participants.new:
        parts.append(counted(effect.participants.new, "deltager", "deltagere"))
    if effect.papers.new:
        parts.append(f"{effect.papers.new} bilag")
    return f"Mødet er nyt i arkivet: {effect.place}. {effect.document} har {listed(parts)}."


def _about_known(effect: Effect) -> str:
    items = effect.items
    if not (items.differ or effect.participants.differ or effect.fields):
        same = f"{effect.document} siger det samme om mødet i {effect.place}, som arkivet gør"
        return (
            f"{same}, bortset fra {_corrected(effect)}."
            if effect.conflicts
            else f"{same}. Importen ændrer intet."
        )
    return f"{effect.document} opdaterer mødet i {effect.place}: {about_items(items)}."


def about_items(items: Numbers) -> str:
    """ "2 punkter er nye, 1 er ændret og 9 er uændrede"."""
    counts = (
        (items.new, "er nyt", "er nye"),
        (items.changed, "er ændret", "er ændrede"),
        (items.unchanged, "er uændret", "er uændrede"),
        (items.gone, "forsvinder", "forsvinder"),
    )
    said = [(count, one if count == 1 else many) for count, one, many in counts if count]
    first = [f"{counted(count, 'punkt', 'punkter')} {what}" for count, what in said[:1]]
    return listed([*first, *(f"{count} {what}" for count, what in said[1:])])


def about_counts(counts: Mapping[str, int]) -> str:
    """What a finished import did to the items, by the counts that are kept of it."""
    kinds = (
        ("created", "nyt", "nye"),
        ("updated", "ændret", "ændrede"),
        ("unchanged", "uændret", "uændrede"),
        ("removed", "fjernet", "fjernede"),
    )
    return listed([f"{n} {one if n == 1 else many}" for key, one, many in kinds if (n := counts.get(key, 0))])


def _corrected(effect: Effect) -> str:
    return (
        "et felt, som er rettet i arkivet"
        if effect.conflicts == 1
        else f"{effect.conflicts} felter, som er rettet i arkivet"
    )


def _about_corrections(effect: Effect) -> str:
    if effect.conflicts:
        felt = "et felt" if effect.conflicts == 1 else f"{effect.conflicts} felter"
        return (
            f"Personalet har rettet {felt}, hvor kilden siger noget andet. "
            f"{'Rettelsen' if effect.conflicts == 1 else 'Rettelserne'} bliver stående, hvis du ikke vælger andet."
        )
    return "Personalets rettelser bliver stående." if effect.has_corrections else ""


def about_papers(total: int | None, recommended: int | None, internal: int | None) -> str:
    """ "3 bilag, 2 anbefales, 1 internt"; what the document does not count is left out."""
    counts = (
        (total, "bilag", "bilag"),
        (recommended, "anbefales", "anbefales"),
        (internal, "internt", "interne"),
    )
    return ", ".join(counted(count, one, many) for count, one, many in counts if count is not None)


def _short(numbers: Numbers, one: str, many: str) -> str:
    counts = (
        (numbers.new, one, many),
        (numbers.changed, "ændret", "ændrede"),
        (numbers.gone, "forsvinder", "forsvinder"),
    )
    return listed(
        [f"{count} {single if count == 1 else several}" for count, single, several in counts if count]
    )


def counted(count: int, one: str, many: str) -> str:
    """ "1 punkt", "2 punkter"."""
    return f"{count} {one if count == 1 else many}"


def listed(parts: Sequence[str]) -> str:
    """ "a, b og c"."""
    return " og ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
