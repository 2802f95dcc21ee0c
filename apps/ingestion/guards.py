"""Imports that are refused, visibly and with the remedy, because what is in the archive would suffer."""

import datetime as dt
from collections.abc import Sequence

from apps.meetings.models import DocumentKind, Meeting
from apps.parsing.records import ParsedMeeting, ParsingWarning


class ImportRefusedError(Exception):
    """An import that must not happen as it stands; the message says in Danish why, and what to do."""


def committee_and_date(parsed: ParsedMeeting) -> tuple[str, dt.date]:
    """What places a meeting. Refuses what has no place: no committee, no date, or a document that ends too early."""
    warnings = {warning.code: warning for warning in reversed(parsed.warnings)}
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
    return parsed.committee, parsed.date


_WHERE = "Det skal stå øverst, i »REFERAT …« eller i »Source URL: …« nederst."


def _place(warning: ParsingWarning | None) -> str:
    return f"linje {warning.line}: " if warning is not None and warning.line is not None else ""


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
