"""What the page shows of a waiting document: what was read, what it would change, and the source beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.agenda_items.models import AgendaItem
from apps.corrections.forms import in_words, readable, said_by_source
from apps.ingestion.importing import municipality_of
from apps.ingestion.models import ImportedFile
from apps.ingestion.previewing.differences import Change, change_between, changes_between
from apps.ingestion.previewing.excerpts import Excerpt, ExcerptMaker, source_lines
from apps.ingestion.previewing.facts import KINDS, about_participant, item_facts, meeting_facts
from apps.ingestion.previewing.rehearsal import Conflict, Rehearsal, rehearse
from apps.ingestion.previewing.snapshots import MeetingSnapshot
from apps.meetings.models import Meeting
from apps.parsing import parse_document
from apps.parsing.errors import ParsingError
from apps.parsing.records import ParsedItem, ParsedMeeting, Participant

# A page stays readable, and small, whatever is uploaded.
LINES_PER_DOCUMENT = 3000
ITEMS_PER_DOCUMENT = 300
WARNINGS_PER_DOCUMENT = 200


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One line of the table of results."""

    label: str
    new: int
    changed: int
    unchanged: int
    gone: int
    conflicts: int


@dataclass(frozen=True, kw_only=True)
class ShownWarning:
    """A warning; `is_shown` says whether its line is on the page, to link to."""

    message: str
    line: int | None
    is_shown: bool


@dataclass(frozen=True, kw_only=True)
class ShownConflict:
    """A conflict with what staff and source say."""

    key: int
    place: str
    field: str
    staff: str
    source: str
    corrected_by: str
    corrected_at: Any


@dataclass(frozen=True, kw_only=True)
class ShownItem:
    """One item: what was read, what changes, and its lines of the source."""

    number: str
    label: str
    state: str
    facts: Sequence[tuple[str, str]]
    changes: Sequence[Change]
    source: Excerpt
    warnings: int
    is_open: bool


@dataclass(kw_only=True)
class DocumentPreview:
    """Everything the page shows of one document."""

    file: ImportedFile
    refusal: str = ""
    is_known: bool = False
    is_superseded: bool = False
    is_new: bool = False
    meeting: Meeting | None = None
    title: str = ""
    kind: str = ""
    facts: Sequence[tuple[str, str]] = ()
    participants: Sequence[tuple[Participant, str]] = ()
    tallies: Sequence[Tally] = ()
    changes: Sequence[Change] = ()
    vanishing: Sequence[str] = ()
    warnings: Sequence[ShownWarning] = ()
    hidden_warnings: int = 0
    conflicts: Sequence[ShownConflict] = ()
    head: Excerpt | None = None
    tail: Excerpt | None = None
    items: Sequence[ShownItem] = field(default_factory=list)
    hidden_items: int = 0


def preview_document(file: ImportedFile) -> DocumentPreview:
    """Read and rehearse a waiting file. Cost: parsing it twice, loading it once, both undone."""
    content = bytes(file.document.content) if file.document else b""
    try:
        parsed = parse_document(content, name=file.name)
    except ParsingError as error:
        return DocumentPreview(file=file, refusal=str(error))
    rehearsal = rehearse(file.pk)
    preview = DocumentPreview(
        file=file,
        refusal=rehearsal.refusal,
        is_known=rehearsal.is_known,
        title=", ".join(filter(None, (parsed.committee, in_words(parsed.date) if parsed.date else ""))),
        kind=KINDS[parsed.kind.value],
        facts=meeting_facts(parsed, municipality_of(file.run, parsed)),
        participants=[(p, about_participant(p)) for p in parsed.participants],
    )
    _add_effect(preview, rehearsal)
    _add_source(preview, parsed, rehearsal, content)
    return preview


def _add_effect(preview: DocumentPreview, rehearsal: Rehearsal) -> None:
    effect, before, after = rehearsal.effect, rehearsal.before, rehearsal.after
    if effect is None:
        return
    preview.is_new = effect.is_new
    preview.is_superseded = not effect.is_new and not effect.item_ids
    preview.meeting = None if effect.is_new else effect.meeting
    preview.tallies = _tallies(before, after, rehearsal.conflicts)
    preview.vanishing = [item.label for key, item in before.items.items() if key not in after.items]
    if not effect.is_new:
        preview.changes = [
            *changes_between(before.fields, after.fields),
            *(
                change_between("Deltager", before.participants.get(key, ""), after.participants.get(key, ""))
                for key in {**before.participants, **after.participants}
                if before.participants.get(key) != after.participants.get(key)
            ),
        ]
    labels = {key: item.label for key, item in after.items.items()}
    preview.conflicts = [_conflict(conflict, labels) for conflict in rehearsal.conflicts]


def _tallies(before: MeetingSnapshot, after: MeetingSnapshot, conflicts: Iterable[Conflict]) -> list[Tally]:
    in_items = sum(conflict.item_id is not None for conflict in conflicts)
    outside = len(list(conflicts)) - in_items
    old_papers = {key: text for item in before.items.values() for key, text in item.attachments.items()}
    new_papers = {key: text for item in after.items.values() for key, text in item.attachments.items()}
    return [
        _tally("Møde", {0: before.fields} if before.fields else {}, {0: after.fields}, outside),
        _tally("Deltagere", before.participants, after.participants, 0),
        _tally("Punkter", before.items, after.items, in_items),
        _tally("Bilag", old_papers, new_papers, 0),
    ]


def _tally(label: str, before: Mapping[int, object], after: Mapping[int, object], conflicts: int) -> Tally:
    both = before.keys() & after.keys()
    changed = sum(before[key] != after[key] for key in both)
    return Tally(
        label=label,
        new=len(after.keys() - before.keys()),
        changed=changed,
        unchanged=len(both) - changed,
        gone=len(before.keys() - after.keys()),
        conflicts=conflicts,
    )


def _conflict(conflict: Conflict, labels: Mapping[int, str]) -> ShownConflict:
    correction, row = conflict.correction, conflict.row
    place = labels.get(conflict.item_id, "Punktet") if conflict.item_id is not None else "Mødet"
    is_own = isinstance(row, Meeting | AgendaItem)
    attribute = type(row)._meta.get_field(correction.field).attname  # type: ignore[union-attr]
    return ShownConflict(
        key=correction.pk,
        place=place if is_own else f"{place}, {row._meta.verbose_name}",
        field=correction.field_label,
        staff=readable(type(row), correction.field, getattr(row, attribute)) or "(ingenting)",
        source=said_by_source(correction, type(row)),
        corrected_by=str(correction.corrected_by or "en ukendt bruger"),
        corrected_at=correction.corrected_at,
    )


def _add_source(
    preview: DocumentPreview, parsed: ParsedMeeting, rehearsal: Rehearsal, content: bytes
) -> None:
    lines = source_lines(content)
    warned = [warning.line for warning in parsed.warnings if warning.line is not None]
    maker = ExcerptMaker(lines, warned[:WARNINGS_PER_DOCUMENT], LINES_PER_DOCUMENT)
    shown = parsed.items[:ITEMS_PER_DOCUMENT]
    preview.hidden_items = len(parsed.items) - len(shown)
    first = parsed.items[0].first_line if parsed.items else len(lines) + 1
    last = shown[-1].last_line if shown else len(lines)
    if first > 1:
        preview.head = maker.excerpt(1, first - 1)
    effect = rehearsal.effect
    keys = effect.item_ids[-len(parsed.items) :] if effect and effect.item_ids and parsed.items else []
    preview.items = [
        _shown_item(
            item,
            keys[k] if k < len(keys) else None,
            rehearsal,
            maker.excerpt(item.first_line, item.last_line),
            warned,
        )
        for k, item in enumerate(shown)
    ]
    if last < len(lines):
        preview.tail = maker.excerpt(last + 1, len(lines))
    parts = [preview.head, *(item.source for item in preview.items), preview.tail]
    visible = {line.number for part in parts if part is not None for line in part.lines}
    preview.warnings = [
        ShownWarning(message=w.message, line=w.line, is_shown=w.line in visible)
        for w in parsed.warnings[:WARNINGS_PER_DOCUMENT]
    ]
    preview.hidden_warnings = len(parsed.warnings) - len(preview.warnings)


def _shown_item(
    item: ParsedItem, key: int | None, rehearsal: Rehearsal, source: Excerpt, warned: Sequence[int]
) -> ShownItem:
    before = rehearsal.before.items.get(key) if key is not None else None
    after = rehearsal.after.items.get(key) if key is not None else None
    changes: list[Change] = []
    if before and after:
        papers = ("\n".join(before.attachments.values()), "\n".join(after.attachments.values()))
        changes = changes_between({**before.fields, "Bilag": papers[0]}, {**after.fields, "Bilag": papers[1]})
    state = "" if after is None else "nyt" if before is None else "ændret" if changes else "uændret"
    warnings = sum(item.first_line <= line <= item.last_line for line in warned)
    return ShownItem(
        number=item.number,
        label=f"Punkt {item.number}" if not item.number.startswith("u") else "Punkt uden nummer",
        state=state,
        facts=item_facts(item),
        changes=changes,
        source=source,
        warnings=warnings,
        is_open=bool(warnings or changes),
    )
