"""A list of committees as a source: it makes the committees that the archive does not know, and no meeting.

As with a document, `receive_committees` keeps it for staff to look through, and `load_committees` makes them.
"""

import datetime as dt
import hashlib

from django.db import transaction

from apps.committees.models import LONGEST_NAME, Committee, Municipality
from apps.corrections.acting import Actor, acting
from apps.ingestion.guards import ImportRefusedError
from apps.ingestion.importing import discard, failure_recorded, municipality_of, refuse, storable
from apps.ingestion.models import ImportedFile, ImportRun, SourceDocument
from apps.ingestion.taking_turns import one_at_a_time
from apps.parsing.committee_lists import CommitteeList, ListedCommittee, read_committee_list
from apps.parsing.records import DocumentKind, ParsedMeeting

Status = ImportedFile.Status
_LONGEST = 5_000_000
# The largest municipality has some 40 committees in each of its terms.
_MOST = 500
_MARK = b'"Udvalg"'
_SHOWN = 10
# A list states no municipality of its own.
NO_MEETING = ParsedMeeting(kind=DocumentKind.AGENDA, layout="")


def committee_list(content: bytes) -> CommitteeList | None:
    """The list, or None for any other content: a glance is enough for most."""
    if len(content) > _LONGEST or _MARK not in content:
        return None
    return read_committee_list(content)


def receive_committees(run: ImportRun, name: str, content: bytes) -> ImportedFile:
    """Keep a list for staff to look through: it makes nothing yet. Refused where nobody says which municipality it is,
    or where it is none that a municipality has.
    """
    try:
        municipality_of(run, NO_MEETING)
        _refuse_unlikely(committee_list(content))
    except ImportRefusedError as error:
        return refuse(run, name, str(error))
    document, _ = SourceDocument.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        municipality=None,
        defaults={"name": storable(name), "content": content, "size": len(content)},
    )
    return ImportedFile.objects.create(
        run=run, name=storable(name), position=run.files.count(), document=document
    )


def _refuse_unlikely(listed: CommitteeList | None) -> None:
    """Raise ImportRefusedError for more committees, or longer names, than any municipality has."""
    names = [committee.name for committee in listed.committees] if listed is not None else []
    if len(names) > _MOST:
        raise ImportRefusedError(
            f"Listen nævner {len(names)} udvalg; grænsen er {_MOST}. Hent listen for en kommune ad gangen."
        )
    if longest := max(names, key=len, default="")[LONGEST_NAME:]:
        raise ImportRefusedError(
            f"Et udvalg på listen har et navn på {LONGEST_NAME + len(longest)} tegn; grænsen er {LONGEST_NAME}. "
            "Hent listen igen fra kilden."
        )


def import_committees(run: ImportRun, name: str, content: bytes) -> ImportedFile:
    """Receive a list and load it at once."""
    with transaction.atomic():
        file = receive_committees(run, name, content)
        if (listed := list_of(file)) is not None:
            load_committees(file, listed)
    return file


def list_of(file: ImportedFile) -> CommitteeList | None:
    """The list that a received file is, or None for a meeting's document."""
    return committee_list(bytes(file.document.content)) if file.document is not None else None


def load_committees(file: ImportedFile, listed: CommitteeList) -> None:
    """Make the missing committees of a received list, all or none, and report them; the list itself is not kept."""
    with failure_recorded(file), transaction.atomic():
        municipality = Municipality.named(municipality_of(file.run, NO_MEETING))
        one_at_a_time(municipality)
        with acting(Actor(user=file.run.started_by, cause=f"{file.run}: {file.name}")):
            names = [committee.name for committee in listed.committees if _is_made(municipality, committee)]
        file.status = Status.UPDATED if names else Status.UNCHANGED
        file.message = _report(listed, names, "er oprettet")
        file.counts = {"committees": len(names)}
    file.save()
    discard(file)


def would_make(file: ImportedFile, listed: CommitteeList) -> str:
    """What loading a received list would do, in words. Up to eight queries for each committee."""
    municipality = Municipality.called(municipality_of(file.run, NO_MEETING))
    names = [
        committee.name
        for committee in listed.committees
        if municipality is None or Committee.find(municipality, committee.name, _day_of(committee)) is None
    ]
    return _report(listed, list(dict.fromkeys(names)), "bliver oprettet")


def _is_made(municipality: Municipality, listed: ListedCommittee) -> bool:
    on = _day_of(listed)
    if Committee.find(municipality, listed.name, on) is not None:
        return False
    Committee.named(municipality, listed.name, on)
    return True


def _day_of(listed: ListedCommittee) -> dt.date | None:
    """A day of its first term."""
    return dt.date(listed.first_year, 7, 1) if listed.first_year else None


def _report(listed: CommitteeList, made: list[str], what: str) -> str:
    total = len({committee.name for committee in listed.committees})
    if not made:
        return f"Listen nævner {total} udvalg. Arkivet kender dem alle."
    more = f" og {len(made) - _SHOWN} mere" if len(made) > _SHOWN else ""
    return f"Listen nævner {total} udvalg. {len(made)} {what}: {', '.join(made[:_SHOWN])}{more}."
