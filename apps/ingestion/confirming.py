"""Staff's word about an upload: import it or cancel it. Each document is loaded once, however often it is asked."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from apps.corrections.acting import Actor
from apps.corrections.sources import hand_back
from apps.ingestion.importing import discard, load
from apps.ingestion.models import ImportedFile, ImportRun
from apps.ingestion.owners import refresh_after
from apps.ingestion.previewing.rehearsal import open_conflicts
from apps.search.indexing import tidy

State = ImportRun.State
Status = ImportedFile.Status


def confirm(run_id: int, *, source_wins: Collection[int] = ()) -> None:
    """Import every waiting document, each in a transaction of its own.

    `source_wins` are the keys of corrections that are handed back where the source says something else. What is
    broken off half-way is taken up again by confirming again; two confirmations at once import nothing twice.
    """
    waiting = ImportedFile.objects.filter(run_id=run_id, status=Status.WAITING)
    for file_id in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            run = _locked(run_id)
            if run.state != State.PREVIEW:
                return
            _load_once(run, file_id, source_wins)
    _close(run_id, State.DONE)
    tidy()


def cancel(run_id: int) -> None:
    """Drop the waiting documents; nothing of them was ever public."""
    with transaction.atomic():
        run = _locked(run_id)
        if run.state != State.PREVIEW:
            return
        for file in run.files.filter(status=Status.WAITING).select_related("document"):
            discard(file)
        _close(run_id, State.CANCELLED)


def _load_once(run: ImportRun, file_id: int, source_wins: Collection[int]) -> None:
    file = ImportedFile.objects.select_related("document").get(pk=file_id)
    if file.status != Status.WAITING:
        return
    file.run = run
    load(file)
    meeting = file.document.meeting if file.document else None
    if meeting is None or not source_wins:
        return
    for conflict in open_conflicts(meeting):
        if conflict.correction.pk in source_wins:
            hand_back(conflict.correction, actor=Actor(user=run.started_by))
            refresh_after(conflict.row)


def _locked(run_id: int) -> ImportRun:
    return ImportRun.objects.select_for_update().get(pk=run_id)


def _close(run_id: int, state: ImportRun.State) -> None:
    open_runs = ImportRun.objects.filter(pk=run_id, state=State.PREVIEW)
    open_runs.update(state=state, finished_at=timezone.now())
