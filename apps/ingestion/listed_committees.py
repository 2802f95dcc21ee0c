"""A list of committees as a source: it makes the committees that the archive does not know, and no meeting."""

import datetime as dt

from django.db import transaction

from apps.committees.models import Committee, Municipality
from apps.corrections.acting import Actor, acting
from apps.ingestion.guards import ImportRefusedError
from apps.ingestion.importing import municipality_of, refuse, storable
from apps.ingestion.models import ImportedFile, ImportRun
from apps.ingestion.taking_turns import one_at_a_time
from apps.parsing.committee_lists import CommitteeList, ListedCommittee, read_committee_list
from apps.parsing.records import DocumentKind, ParsedMeeting

Status = ImportedFile.Status
_LONGEST = 5_000_000
_MARK = b'"Udvalg"'
_SHOWN = 10


def committee_list(content: bytes) -> CommitteeList | None:
    """The list, or None for any other content: a glance is enough for most."""
    if len(content) > _LONGEST or _MARK not in content:
        return None
    return read_committee_list(content)


def import_committees(run: ImportRun, name: str, listed: CommitteeList) -> ImportedFile:
    """Make the missing committees and report them. Refused where nobody says which municipality it is."""
    try:
        municipality_name = municipality_of(run, ParsedMeeting(kind=DocumentKind.AGENDA, layout=""))
    except ImportRefusedError as error:
        return refuse(run, name, str(error))
    with transaction.atomic(), acting(Actor(user=run.started_by, cause=f"{run}: {name}")):
        municipality = Municipality.named(municipality_name)
        one_at_a_time(municipality)
        names = [committee.name for committee in listed.committees if _is_made(municipality, committee)]
        return ImportedFile.objects.create(
            run=run,
            name=storable(name),
            position=run.files.count(),
            status=Status.UPDATED if names else Status.UNCHANGED,
            message=_report(listed, names),
            counts={"committees": len(names)},
        )


def _is_made(municipality: Municipality, listed: ListedCommittee) -> bool:
    on = dt.date(listed.first_year, 7, 1) if listed.first_year else None
    if Committee.find(municipality, listed.name, on) is not None:
        return False
    Committee.named(municipality, listed.name, on)
    return True


def _report(listed: CommitteeList, made: list[str]) -> str:
    total = len({committee.name for committee in listed.committees})
    if not made:
        return f"Listen nævner {total} udvalg. Arkivet kender dem alle."
    more = f" og {len(made) - _SHOWN} mere" if len(made) > _SHOWN else ""
    return f"Listen nævner {total} udvalg. {len(made)} er oprettet: {', '.join(made[:_SHOWN])}{more}."
