"""Imports that are refused, visibly and with the remedy, because what is in the archive would suffer."""

import datetime as dt
from collections.abc import Sequence

from apps.meetings.models import DocumentKind, Meeting
from apps.parsing.records import ParsedMeeting


class ImportRefusedError(Exception):
    """An import that must not happen as it stands; the message says in Danish why, and what to do."""


def committee_and_date(parsed: ParsedMeeting) -> tuple[str, dt.date]:
    """What places a meeting. Refuses what has no place: no committee, no date, or a document that ends too early."""
    if not parsed.committee:
        raise ImportRefusedError(
            "Dokumentet siger ikke, hvilket udvalg der holdt mødet. Der skal stå et udvalg øverst, i »REFERAT …« "
            "eller i »Source URL: …« nederst."
        )
    if parsed.date is None:
        raise ImportRefusedError(
            "Dokumentet siger ikke, hvornår mødet blev holdt. Der skal stå en dato øverst, i »REFERAT …« "
            "eller i »Source URL: …« nederst."
        )
    for warning in parsed.warnings:
        if warning.code == "cut_off":
            place = f"linje {warning.line}: " if warning.line else ""
            raise ImportRefusedError(f"{place}{warning.message}")
    return parsed.committee, parsed.date


def refuse_removal(meeting: Meeting, vanishing: Sequence[str]) -> None:
    """Refuse that items of a known meeting disappear; `vanishing` are their labels."""
    if vanishing:
        raise ImportRefusedError(
            f"{len(vanishing)} af punkterne i {meeting} findes ikke i dokumentet og ville forsvinde: "
            f"{'; '.join(vanishing[:5])}{' …' if len(vanishing) > 5 else ''}. "
            "Er det meningen, så importér igen med »tillad fjernelse« (--tillad-fjernelse). "
            "Er det et andet møde samme dag, så importér med »ekstra møde« (--ekstra-moede)."
        )


def is_superseded(meeting: Meeting, parsed: ParsedMeeting) -> bool:
    """Whether the document is an agenda of a meeting whose minutes are known already: it changes nothing."""
    return meeting.kind == DocumentKind.MINUTES and parsed.kind == "agenda"
