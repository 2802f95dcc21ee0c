"""What the page shows of a waiting document: what importing it would do, and what was read beside the source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.committees.models import Municipality
from apps.corrections.forms import in_words
from apps.ingestion.guards import ImportRefusedError, Remedy
from apps.ingestion.importing import municipality_of
from apps.ingestion.listed_committees import NO_MEETING, list_of, would_make
from apps.ingestion.models import ImportedFile
from apps.ingestion.newcomers import NewCommittee, new_committee
from apps.ingestion.previewing.conflicts import ShownConflict, shown_conflict
from apps.ingestion.previewing.differences import Change, change_between, changes_between
from apps.ingestion.previewing.excerpts import Excerpt, ExcerptMaker
from apps.ingestion.previewing.facts import about_participant, kind_of, meeting_facts
from apps.ingestion.previewing.items import ReadItem, ShownItems, sort_items
from apps.ingestion.previewing.rehearsal import Rehearsal, rehearse
from apps.ingestion.previewing.sentences import Effect, Numbers, document_of, sentences
from apps.ingestion.previewing.snapshots import MeetingSnapshot
from apps.ingestion.reading_process import read_document
from apps.meetings.models import Meeting
from apps.parsing.errors import ParsingError
from apps.parsing.records import DocumentKind, ParsedMeeting, Participant

# A page stays readable, and small, whatever is uploaded.
LINES_PER_DOCUMENT = 3000
ITEMS_PER_DOCUMENT = 300
WARNINGS_PER_DOCUMENT = 200


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One line of the table of results."""

    label: str
    numbers: Numbers
    conflicts: int


@dataclass(frozen=True, kw_only=True)
class ShownWarning:
    """A warning; `is_shown` says whether its line is on the page, to link to."""

    message: str
    line: int | None
    is_shown: bool


@dataclass(kw_only=True)
class DocumentPreview:
    """Everything the page shows of one document; `company` are others on the page of the same committee and day."""

    file: ImportedFile
    refusal: str = ""
    obstacles: Sequence[ImportRefusedError] = ()
    is_known: bool = False
    is_superseded: bool = False
    is_new: bool = False
    is_list: bool = False
    new_municipality: str = ""
    company: Sequence[str] = ()
    meeting: Meeting | None = None
    title: str = ""
    kind: str = ""
    summary: Sequence[str] = ()
    newcomer: NewCommittee | None = None
    facts: Sequence[tuple[str, str]] = ()
    participants: Sequence[tuple[Participant, str]] = ()
    tallies: Sequence[Tally] = ()
    changes: Sequence[Change] = ()
    warnings: Sequence[ShownWarning] = ()
    hidden_warnings: int = 0
    conflicts: Sequence[ShownConflict] = ()
    head: Excerpt | None = None
    tail: Excerpt | None = None
    items: ShownItems = field(default_factory=ShownItems)
    hidden_items: int = 0
    asks_reason: bool = False

    @property
    def has_effect(self) -> bool:
        """Whether importing it would be loading it; a document that is refused or known changes nothing."""
        return not (self.refusal or self.is_known or self.is_superseded)

    @property
    def is_stopped(self) -> bool:
        """Whether it waits for an answer of staff."""
        return bool(self.obstacles) and not self.refusal

    @property
    def told_obstacles(self) -> list[ImportRefusedError]:
        """The obstacles to read about; of items that would disappear the page has a list of its own."""
        by_list = (Remedy.REMOVAL, Remedy.OTHER_MEETING)
        return [o for o in self.obstacles if not (self.items.vanishing and o.remedies == by_list)]

    @property
    def asks_removal(self) -> bool:
        """Whether it is stopped until staff allow that something disappears."""
        return any(Remedy.REMOVAL in obstacle.remedies for obstacle in self.obstacles)

    @property
    def asks_other_meeting(self) -> bool:
        """Whether staff may say that it is of another meeting than the one it was taken for."""
        return any(Remedy.OTHER_MEETING in o.remedies for o in self.obstacles) or (
            self.has_effect and self.meeting is not None
        )


def preview_document(file: ImportedFile) -> DocumentPreview:
    """Read and rehearse a waiting file. Cost: reading it, and loading it once for each obstacle and once more, undone."""
    if (listed := list_of(file)) is not None:
        return DocumentPreview(
            file=file,
            is_list=True,
            kind="liste over udvalg",
            summary=[would_make(file, listed)],
            new_municipality=_unknown(municipality_of(file.run, NO_MEETING)),
        )
    content = bytes(file.document.content) if file.document else b""
    try:
        parsed = read_document(content, file.name)
    except ParsingError as error:
        return DocumentPreview(file=file, refusal=str(error))
    rehearsal = rehearse(file.pk)
    municipality = municipality_of(file.run, parsed)
    preview = DocumentPreview(
        file=file,
        refusal=rehearsal.refusal,
        obstacles=rehearsal.obstacles,
        is_known=rehearsal.is_known,
        title=", ".join(filter(None, (parsed.committee, in_words(parsed.date) if parsed.date else ""))),
        kind=kind_of(parsed),
        facts=meeting_facts(parsed, municipality),
        participants=[(p, about_participant(p)) for p in parsed.participants],
    )
    read = _add_source(preview, parsed)
    if rehearsal.effect is not None:
        preview.new_municipality = _unknown(municipality)
        preview.newcomer = new_committee(Municipality.called(municipality), parsed.committee, parsed.date)
    preview.items = sort_items(rehearsal.before, rehearsal.after, read)
    _add_effect(preview, parsed, rehearsal)
    return preview


def tell_company(previews: Sequence[DocumentPreview]) -> None:
    """Say of documents of the same committee and day that they wait together: each is rehearsed alone."""
    for preview in previews:
        if preview.has_effect and preview.title:
            preview.company = [
                other.file.name
                for other in previews
                if other is not preview and other.has_effect and other.title == preview.title
            ]


def _unknown(municipality: str) -> str:
    """The name, where the archive does not know the municipality."""
    return "" if Municipality.called(municipality) else municipality


def _add_effect(preview: DocumentPreview, parsed: ParsedMeeting, rehearsal: Rehearsal) -> None:
    effect, before, after = rehearsal.effect, rehearsal.before, rehearsal.after
    preview.meeting = rehearsal.known_meeting
    if effect is None:
        return
    preview.is_new = effect.is_new
    preview.is_superseded = effect.is_superseded
    preview.meeting = None if effect.is_new else effect.meeting
    labels = {key: item.label for key, item in after.items.items()}
    conflicts = [corrected for corrected in rehearsal.corrected if corrected.is_conflict]
    preview.conflicts = [shown_conflict(conflict, labels) for conflict in conflicts]
    fields = [] if effect.is_new else changes_between(before.fields, after.fields)
    if not effect.is_new:
        preview.changes = [*fields, *_changed_participants(before, after)]
        preview.asks_reason = (
            before.fields.get("Slags") == "referat"
            and effect.meeting.is_published
            and preview.items.changes_decisions
        )
    preview.tallies = _tallies(preview, before, after, sum(c.item_id is not None for c in conflicts))
    preview.summary = sentences(
        Effect(
            document=document_of(parsed),
            place=f"{after.fields['Udvalg']} den {after.fields['Dato']}" if after.fields else "",
            is_new=effect.is_new,
            items=preview.items.numbers,
            participants=_numbers(before.participants, after.participants),
            papers=_numbers(_papers(before), _papers(after)),
            fields=[change.label for change in fields if change.label != "Slags"],
            had_only=""
            if before.fields.get("Slags") == after.fields.get("Slags")
            else before.fields.get("Slags", ""),
            brings_minutes=parsed.kind == DocumentKind.MINUTES,
            decided=preview.items.decided,
            conflicts=len(conflicts),
            has_corrections=bool(rehearsal.corrected),
        )
    )


def _changed_participants(before: MeetingSnapshot, after: MeetingSnapshot) -> list[Change]:
    keys = {**before.participants, **after.participants}
    return [
        change_between("Deltager", before.participants.get(key, ""), after.participants.get(key, ""))
        for key in keys
        if before.participants.get(key) != after.participants.get(key)
    ]


def _tallies(
    preview: DocumentPreview, before: MeetingSnapshot, after: MeetingSnapshot, in_items: int
) -> list[Tally]:
    own = ({0: before.fields} if before.fields else {}, {0: after.fields})
    return [
        Tally(label="Møde", numbers=_numbers(*own), conflicts=len(preview.conflicts) - in_items),
        Tally(label="Deltagere", numbers=_numbers(before.participants, after.participants), conflicts=0),
        Tally(label="Punkter", numbers=preview.items.numbers, conflicts=in_items),
        Tally(label="Bilag", numbers=_numbers(_papers(before), _papers(after)), conflicts=0),
    ]


def _papers(snapshot: MeetingSnapshot) -> dict[int, str]:
    return {key: text for item in snapshot.items.values() for key, text in item.attachments.items()}


def _numbers(before: Mapping[int, Any], after: Mapping[int, Any]) -> Numbers:
    both = before.keys() & after.keys()
    changed = sum(before[key] != after[key] for key in both)
    return Numbers(
        new=len(after.keys() - before.keys()),
        changed=changed,
        unchanged=len(both) - changed,
        gone=len(before.keys() - after.keys()),
    )


def _add_source(preview: DocumentPreview, parsed: ParsedMeeting) -> list[ReadItem]:
    """Cut the source into head, items and tail, and place the warnings."""
    lines = parsed.source_lines
    warnings = preview.file.warnings
    warned = [warning["line"] for warning in warnings if warning["line"] is not None]
    maker = ExcerptMaker(lines, warned[:WARNINGS_PER_DOCUMENT], LINES_PER_DOCUMENT)
    shown = parsed.items[:ITEMS_PER_DOCUMENT]
    preview.hidden_items = len(parsed.items) - len(shown)
    first = parsed.items[0].first_line if parsed.items else len(lines) + 1
    last = shown[-1].last_line if shown else len(lines)
    if first > 1:
        preview.head = maker.excerpt(1, first - 1)
    read = [
        ReadItem(
            record=item,
            source=maker.excerpt(item.first_line, item.last_line),
            warnings=sum(item.first_line <= line <= item.last_line for line in warned),
        )
        for item in shown
    ]
    if any(lines[last:]):
        preview.tail = maker.excerpt(last + 1, len(lines))
    parts = [preview.head, *(item.source for item in read), preview.tail]
    visible = {line.number for part in parts if part is not None for line in part.lines}
    preview.warnings = [
        ShownWarning(message=w["message"], line=w["line"], is_shown=w["line"] in visible)
        for w in warnings[:WARNINGS_PER_DOCUMENT]
    ]
    preview.hidden_warnings = len(warnings) - len(preview.warnings)
    return read
