"""A dry run: a waiting document is loaded inside a transaction that is rolled back, and what would change is kept."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from apps.ingestion.choices import Choices
from apps.ingestion.guards import ImportRefusedError, Remedy
from apps.ingestion.importing import failure_recorded, load_document
from apps.ingestion.loading import LoadEffect
from apps.ingestion.models import ImportedFile
from apps.ingestion.previewing.conflicts import Corrected, corrected_fields
from apps.ingestion.previewing.snapshots import MeetingSnapshot, snapshot
from apps.meetings.models import Meeting


@dataclass(kw_only=True)
class Rehearsal:
    """What importing a document would do.

    `obstacles` are refusals that staff may lift; what follows them shows the import with them lifted. `refusal` is why
    it would not be imported at all. `known_meeting` is the one that the same bytes have been loaded into.
    """

    refusal: str = ""
    obstacles: list[ImportRefusedError] = field(default_factory=list)
    effect: LoadEffect | None = None
    known_meeting: Meeting | None = None
    before: MeetingSnapshot = field(default_factory=MeetingSnapshot)
    after: MeetingSnapshot = field(default_factory=MeetingSnapshot)
    corrected: list[Corrected] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        """Whether the same bytes are in the archive already."""
        return not self.refusal and self.effect is None


def rehearse(file_id: int) -> Rehearsal:
    """Load a waiting file and roll everything back. Cost: as loading it, and two snapshots of the meeting.

    Each obstacle costs loading it once more.
    """
    obstacles: list[ImportRefusedError] = []
    lifted: set[Remedy] = set()
    while True:
        rehearsal, refused = _rehearse_with(file_id, lifted)
        rehearsal.obstacles = obstacles
        remedy = (
            next((remedy for remedy in refused.remedies if remedy not in lifted), None) if refused else None
        )
        if refused is None or remedy is None:
            return rehearsal
        obstacles.append(refused)
        lifted.add(remedy)


def _rehearse_with(file_id: int, lifted: Collection[Remedy]) -> tuple[Rehearsal, ImportRefusedError | None]:
    file = ImportedFile.objects.select_related("run__started_by", "document").get(pk=file_id)
    allowed = Choices(
        is_extra_meeting=Remedy.OTHER_MEETING in lifted, allows_removal=Remedy.REMOVAL in lifted
    )
    allowed.say_on(file.run)
    rehearsal, refused = Rehearsal(), None
    with transaction.atomic():
        with failure_recorded(file), transaction.atomic():
            try:
                rehearsal.effect = load_document(file)
            except ImportRefusedError as error:
                refused = error
                raise
        rehearsal.refusal = file.message if file.status == ImportedFile.Status.FAILED else ""
        if rehearsal.is_known and file.document is not None:
            rehearsal.known_meeting = file.document.meeting
        if rehearsal.effect is not None:
            rehearsal.after = snapshot(rehearsal.effect.meeting.pk)
            rehearsal.corrected = corrected_fields(rehearsal.effect.meeting)
        transaction.set_rollback(True)
    if rehearsal.effect is not None and not rehearsal.effect.is_new:
        rehearsal.before = snapshot(rehearsal.effect.meeting.pk)
    return rehearsal, refused
