"""Imports that are refused, visibly and with the remedy, because what is in the archive would suffer."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from django.utils import timezone

from apps.corrections.forms import in_words
from apps.meetings.models import DocumentKind, Meeting
from apps.parsing.records import ParsedMeeting, ParsingWarning

# Meetings are planned a year ahead at most, and older documents than these are on paper.
_DAYS_AHEAD = 366
_EARLIEST = dt.date(1970, 1, 1)
# A new version with less than half of the words is more likely cut than shortened; short ones vary too much to tell.
_SHORTEST_COMPARED = 200
_LEAST_SHARE = 0.5


class Remedy(StrEnum):
    """What staff can say so that a refused document is imported after all; also the names of the boxes they tick."""

    REMOVAL = "tillad_fjernelse"
    OTHER_MEETING = "ekstra_moede"


_ADVICE = {
    Remedy.REMOVAL: "Er det meningen, så importér igen med »tillad fjernelse« (--tillad-fjernelse).",
    Remedy.OTHER_MEETING: "Er det et andet møde, så importér med »ekstra møde« (--ekstra-moede).",
}


class ImportRefusedError(Exception):
    """An import that must not happen as it stands; the message says in Danish why, and what to do.

    `why` is the message without the advice that follows from `remedies`: what staff may say to have it all the same.
    `meeting` is the one in the archive that it is about.
    """

    def __init__(self, why: str, *, remedies: Sequence[Remedy] = (), meeting: Meeting | None = None) -> None:
        self.why = why
        self.remedies = tuple(remedies)
        self.meeting = meeting
        super().__init__(" ".join((why, *(_ADVICE[remedy] for remedy in remedies))))


def committee_and_date(parsed: ParsedMeeting) -> tuple[str, dt.date]:
    """What places a meeting.

    Refuses what has no place (no committee, no believable date), a document that ends too early, and a draft.
    """
    warnings = {warning.code: warning for warning in reversed(parsed.warnings)}
    if parsed.is_draft:
        raise ImportRefusedError(
            "Dokumentet er et udkast, som kilden ikke har frigivet. Importér det, når det er frigivet."
        )
    if not parsed.committee:
        place = _place(warnings.get("no_committee"))
        raise ImportRefusedError(f"{place}Dokumentet siger ikke, hvilket udvalg der holdt mødet. {_WHERE}")
    if parsed.date is None and (impossible := warnings.get("impossible_date")):
        raise ImportRefusedError(f"{_place(impossible)}{impossible.message} Mødet har derfor ingen dato.")
    if parsed.date is None:
        place = _place(warnings.get("no_date"))
        raise ImportRefusedError(f"{place}Dokumentet siger ikke, hvornår mødet blev holdt. {_WHERE}")
    if cut_off := warnings.get("cut_off"):
        raise ImportRefusedError(f"{_place(cut_off)}{cut_off.message}")
    _refuse_unlikely_date(parsed.date)
    return parsed.committee, parsed.date


_WHERE = "Det skal stå øverst, i »REFERAT …« eller i »Source URL: …« nederst."


def _place(warning: ParsingWarning | None) -> str:
    return f"linje {warning.line}: " if warning is not None and warning.line is not None else ""


def _refuse_unlikely_date(date: dt.date) -> None:
    today = timezone.localdate()
    if date > today + dt.timedelta(days=_DAYS_AHEAD):
        why = f"Det er mere end et år efter i dag, {in_words(today)}"
    elif date < _EARLIEST:
        why = "Det er før 1970"
    else:
        return
    raise ImportRefusedError(
        f"Dokumentet siger, at mødet holdes den {in_words(date)}. {why}, så der er nok en fejl i årstallet. "
        "Ret datoen i dokumentet, og importér det igen."
    )


def refuse_removal(meeting: Meeting, vanishing: Sequence[str]) -> None:
    """Refuse that items of a known meeting disappear; `vanishing` are their labels."""
    if vanishing:
        raise ImportRefusedError(
            f"{len(vanishing)} af punkterne i {meeting} findes ikke i dokumentet og ville forsvinde: "
            f"{'; '.join(vanishing[:5])}{' …' if len(vanishing) > 5 else ''}.",
            remedies=(Remedy.REMOVAL, Remedy.OTHER_MEETING),
            meeting=meeting,
        )


def refuse_cut(meeting: Meeting, before: ParsedMeeting, now: ParsedMeeting) -> None:
    """Refuse a new version of a document that has lost more than half of its words; `before` is the old version."""
    old, new = word_count(before), word_count(now)
    if old >= _SHORTEST_COMPARED and new < old * _LEAST_SHARE:
        raise ImportRefusedError(
            f"Dokumentet har kun {new} ord, men den udgave af {meeting}, der er i arkivet, har {old}. "
            "Der mangler nok noget af det.",
            remedies=(Remedy.REMOVAL,),
            meeting=meeting,
        )


def word_count(parsed: ParsedMeeting) -> int:
    """The words of all items: titles, sections and decisions."""
    texts = (
        text
        for item in parsed.items
        for text in (item.title, item.decision_text or "", *(section.text for section in item.sections))
    )
    return sum(len(text.split()) for text in texts)


def is_superseded(meeting: Meeting, parsed: ParsedMeeting) -> bool:
    """Whether the document is an agenda of a meeting whose minutes are known already: it changes nothing."""
    return meeting.kind == DocumentKind.MINUTES and parsed.kind == "agenda"
