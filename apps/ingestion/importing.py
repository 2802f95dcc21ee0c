"""The import of documents: each one parsed, guarded, loaded and indexed in a transaction of its own.

`receive` keeps a document for staff to look through; `load` brings a received one into the archive; `import_file`
does both at once. A bad document is recorded with its reason and stops no other.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.committees.models import LONGEST_NAME, Committee, Municipality
from apps.corrections.acting import Actor, acting
from apps.ingestion.attached_files import connect_files, drop_files, keep_files
from apps.ingestion.guards import ImportRefusedError, committee_and_date
from apps.ingestion.loading import LoadEffect, load_meeting
from apps.ingestion.merging.editions import LAST_WORD_FIRST, describe, editions_of
from apps.ingestion.models import ImportedFile, ImportRun, SourceDocument
from apps.ingestion.newcomers import new_committee
from apps.ingestion.opening.packages import Papers, no_papers
from apps.ingestion.publishing import refresh_items
from apps.ingestion.reading_process import read_document
from apps.ingestion.suspicions import refuse_suspicious
from apps.ingestion.taking_turns import one_at_a_time
from apps.language.addresses import municipality_name
from apps.parsing.errors import ParsingError
from apps.parsing.records import ParsedMeeting

logger = logging.getLogger(__name__)
Status = ImportedFile.Status

_UNEXPECTED = (
    "Dokumentet kunne ikke indlæses på grund af en fejl i arkivet. Intet af det er gemt. "
    "Fejlen er noteret i loggen: giv den videre til arkivets udvikler sammen med dokumentet."
)


def receive(run: ImportRun, name: str, content: bytes, papers: Papers = no_papers) -> ImportedFile:
    """Keep a document with what the parser says of it; nothing of it is public. A bad one is kept by its reason.

    `papers` gives the files that lie beside it, by the paths that the document names.
    """
    file = ImportedFile(run=run, name=storable(name), position=run.files.count())
    with failure_recorded(file), transaction.atomic():
        parsed = read_document(content, file.name)
        municipality_of(run, parsed)
        file.document = _keep(file.name, content, parsed)
        warnings = [*parsed.warnings, *keep_files(file.document.sha256, parsed, papers)]
        file.warnings = [{"code": w.code, "message": w.message, "line": w.line} for w in warnings]
    file.save()
    return file


def refuse(run: ImportRun, name: str, reason: str) -> ImportedFile:
    """Note a document that cannot even be read, with the reason."""
    return ImportedFile.objects.create(
        run=run, name=storable(name), position=run.files.count(), status=Status.FAILED, message=reason
    )


def import_file(run: ImportRun, name: str, content: bytes, papers: Papers = no_papers) -> ImportedFile:
    """Receive a document and load it at once: broken off anywhere, nothing of it is there."""
    with transaction.atomic():
        file = receive(run, name, content, papers)
        if file.status == Status.WAITING:
            load(file)
    return file


def load(file: ImportedFile, *, waits_for_staff: bool = False) -> None:
    """Bring a received document into the archive, whole or not at all, and record what became of it.

    With `waits_for_staff` a document that is refused only until staff allow something is left waiting.
    """
    with failure_recorded(file):
        try:
            with transaction.atomic():
                effect = load_document(file)
                file.counts = effect.counts if effect else {}
                file.status = _status(effect)
        except ImportRefusedError as error:
            if waits_for_staff and error.remedies:
                return
            raise
    file.save()
    if file.status == Status.FAILED:
        discard(file)


@contextmanager
def failure_recorded(file: ImportedFile) -> Iterator[None]:
    """Whatever goes wrong inside the block is written down as the file's failure and goes no further."""
    try:
        yield
    except (ParsingError, ImportRefusedError) as error:
        file.status, file.message = Status.FAILED, str(error)
    except Exception:
        # The one place that catches everything: one document must never stop the ones after it.
        logger.exception("Import of %s failed", file.name)
        file.status, file.message = Status.FAILED, _UNEXPECTED


def discard(file: ImportedFile) -> None:
    """Drop the kept document of a file that is not to be loaded, unless another import still needs it."""
    document = file.document
    if document is None or document.loaded_at is not None:
        return
    file.document = None
    file.save(update_fields=("document",))
    if not document.imported_files.exists():
        drop_files(document.sha256)
        document.delete()


def municipality_of(run: ImportRun, parsed: ParsedMeeting) -> str:
    """The municipality's name: as the import says, else the document, else the setting.

    Raises ImportRefusedError where none of them does, or where it is no name.
    """
    name = run.municipality_name or parsed.municipality or settings.DEFAULT_MUNICIPALITY
    if not name:
        raise ImportRefusedError(
            "Dokumentet siger ikke, hvilken kommune det kommer fra. Vælg det igen, og skriv kommunen i feltet "
            "»Kommune« (--kommune NAVN)."
        )
    if len(name) > LONGEST_NAME:
        raise ImportRefusedError(
            f"Kommunens navn er på {len(name)} tegn og kan højst være på {LONGEST_NAME}: {name[:40]} …"
        )
    return municipality_name(name)


def reparse(document: SourceDocument) -> LoadEffect:
    """Parse a kept document and the others of its meeting with today's parser, and load the meeting again.

    Raises ParsingError or ImportRefusedError; then nothing has changed.
    """
    content = bytes(document.content)
    parsed = read_document(content, document.name)
    with transaction.atomic(), acting(Actor(cause=f"Læst igen: {document.name}")):
        if document.municipality is None:
            raise ImportRefusedError("Dokumentet har ingen kommune.")
        if describe(document, content, parsed):
            document.save()
        effect = load_meeting(
            parsed,
            document.municipality,
            known=document.meeting,
            editions=partial(editions_of, document, parsed),
        )
        refresh_items(effect.item_ids)
    return effect


def documents_to_reparse() -> list[SourceDocument]:
    """The document with the last word of every meeting: loading it again reads the others too."""
    loaded = SourceDocument.objects.filter(meeting__isnull=False, loaded_at__isnull=False).defer("content")
    return list(loaded.order_by("meeting_id", *LAST_WORD_FIRST).distinct("meeting_id"))


def storable(name: str) -> str:
    """A file name as text that PostgreSQL takes: without NUL, and with bytes that are no text replaced."""
    return name.replace("\0", "").encode("utf-8", "replace").decode()


def _keep(name: str, content: bytes, parsed: ParsedMeeting) -> SourceDocument:
    sha256 = hashlib.sha256(content).hexdigest()
    document, is_new = SourceDocument.objects.get_or_create(
        sha256=sha256,
        municipality=None,
        defaults={"name": name, "content": content, "size": len(content)},
    )
    if describe(document, content, parsed) or is_new:
        document.save()
    return document


def load_document(file: ImportedFile) -> LoadEffect | None:
    """Load the file's document inside the caller's transaction; None where the same bytes have been loaded before.

    Raises ParsingError or ImportRefusedError; then the caller's transaction is to be rolled back.
    """
    document, run = file.document, file.run
    if document is None:
        raise ImportRefusedError("Dokumentet findes ikke længere. Hent det ind igen.")
    parsed = read_document(bytes(document.content), document.name)
    municipality = Municipality.named(municipality_of(run, parsed))
    # Before anything is asked of the archive: another import of the same document may be about to end.
    one_at_a_time(municipality)
    known = SourceDocument.objects.filter(sha256=document.sha256, municipality=municipality).first()
    if known is not None:
        file.document = known
        if document != known:
            document.imported_files.update(document=known)
            document.delete()
        if known.meeting is not None:
            connect_files(known.sha256, parsed, known.meeting)
        return None
    committee_name, date = committee_and_date(parsed)
    committee = Committee.find(municipality, committee_name, date)
    refuse_suspicious(
        parsed,
        municipality,
        committee,
        name=document.name,
        is_previewed=run.state == ImportRun.State.PREVIEW,
        is_extra_meeting=run.is_extra_meeting,
        allows_removal=run.allows_removal,
    )
    newcomer = None if committee else new_committee(municipality, committee_name, date)
    file.message = newcomer.made if newcomer else ""
    cause = f"{run}: {file.name}"
    with acting(Actor(user=run.started_by, cause=cause)):
        effect = load_meeting(
            parsed,
            municipality,
            committee=committee,
            is_extra_meeting=run.is_extra_meeting,
            allows_removal=run.allows_removal,
            editions=partial(editions_of, document, parsed),
            correction_reason=run.reason,
        )
        refresh_items(effect.item_ids)
    connect_files(document.sha256, parsed, effect.meeting)
    document.municipality, document.meeting, document.loaded_at = municipality, effect.meeting, timezone.now()
    document.save()
    return effect


def _status(effect: LoadEffect | None) -> ImportedFile.Status:
    if effect is None:
        return Status.UNCHANGED
    if effect.is_new:
        return Status.CREATED
    return Status.UPDATED if effect.is_changed else Status.UNCHANGED
