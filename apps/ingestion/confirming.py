"""Staff's word about an upload: import it or cancel it. Each document is loaded once, however often it is asked."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from apps.agenda_items.public_corrections import corrections_noted
from apps.corrections.acting import Actor
from apps.corrections.sources import hand_back, settle
from apps.ingestion.choices import Choices
from apps.ingestion.importing import discard, load
from apps.ingestion.listed_committees import list_of, load_committees
from apps.ingestion.models import ImportedFile, ImportRun
from apps.ingestion.owners import refresh_after
from apps.ingestion.previewing.conflicts import open_conflicts
from apps.meetings.models import Meeting
from apps.search.indexing import tidy

State = ImportRun.State
Status = ImportedFile.Status


def confirm(run_id: int, choices_of: Callable[[int], Choices] = lambda file_id: Choices()) -> None:
    """Import every waiting document, each in a transaction of its own, as staff have chosen for it (by its key).

    What is broken off half-way is taken up again by confirming again; two confirmations at once import nothing twice.
    A document that staff must allow something for, and did not, stays waiting, and the import open.
    """
    waiting = ImportedFile.objects.filter(run_id=run_id, status=Status.WAITING)
    for file_id in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            run = _locked(run_id)
            if run.state != State.PREVIEW:
                return
            _load_once(run, file_id, choices_of(file_id))
    finish(run_id)
    tidy()


def finish(run_id: int) -> None:
    """End an import that has nothing waiting: it is done, or refused where all of its documents are. Three queries."""
    run = ImportRun.objects.get(pk=run_id)
    if not run.files.filter(status=Status.WAITING).exists():
        _close(run_id, run.outcome)


def cancel(run_id: int) -> None:
    """Drop the waiting documents; nothing of them was ever public."""
    with transaction.atomic():
        run = _locked(run_id)
        if run.state != State.PREVIEW:
            return
        for file in run.files.filter(status=Status.WAITING).select_related("document"):
            discard(file)
        _close(run_id, State.CANCELLED)


def _load_once(run: ImportRun, file_id: int, choices: Choices) -> None:
    file = ImportedFile.objects.select_related("document").get(pk=file_id)
    if file.status != Status.WAITING:
        return
    choices.say_on(run)
    file.run = run
    if (listed := list_of(file)) is not None:
        load_committees(file, listed)
        return
    load(file, waits_for_staff=True)
    meeting = file.document.meeting if file.document else None
    if meeting is not None and file.status != Status.WAITING:
        _decide_conflicts(file, meeting, choices)


def _decide_conflicts(file: ImportedFile, meeting: Meeting, choices: Choices) -> None:
    """Hand back or settle what staff have decided; the report counts the conflicts that are left."""
    if not (choices.source_wins or choices.staff_win or choices.source_wins_everywhere):
        return
    conflicts = open_conflicts(meeting)
    lost = [c for c in conflicts if choices.source_wins_everywhere or c.correction.pk in choices.source_wins]
    kept = [c for c in conflicts if c not in lost and c.correction.pk in choices.staff_win]
    if lost:
        with corrections_noted(meeting.items.values_list("pk", flat=True), is_by_archive=True):
            for conflict in lost:
                hand_back(conflict.correction, actor=Actor(user=file.run.started_by))
                refresh_after(conflict.row)
    for conflict in kept:
        settle(conflict.correction)
    file.counts |= {
        "conflicts": len(conflicts) - len(lost) - len(kept),
        "taken": len(lost),
        "kept": len(kept),
    }
    file.save(update_fields=("counts",))


def _locked(run_id: int) -> ImportRun:
    return ImportRun.objects.select_for_update().get(pk=run_id)


def _close(run_id: int, state: ImportRun.State) -> None:
    open_runs = ImportRun.objects.filter(pk=run_id, state=State.PREVIEW)
    open_runs.update(state=state, finished_at=timezone.now())
