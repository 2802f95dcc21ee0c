"""A parsed meeting becomes rows. Loading never sees a document; it runs inside the caller's transaction."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from apps.agenda_items.models import (
    AgendaItem,
    EarlierHandling,
    Outcome,
    Recommendation,
    Section,
    Vote,
    VoteCast,
)
from apps.attachments.models import Attachment
from apps.committees.models import Committee, Municipality
from apps.corrections.models import Correction
from apps.corrections.sources import Corrections, SourceRow, take_from_source
from apps.ingestion import stating
from apps.ingestion.guards import committee_and_date, is_superseded, refuse_removal
from apps.ingestion.matching import ItemIdentity, match_items
from apps.ingestion.stating import Stated
from apps.meetings.models import Attendance, Meeting
from apps.parsing.records import ParsedItem, ParsedMeeting
from apps.people.models import Person

# Two documents that state times further apart than this are of two meetings (contract: meeting identity).
_ANOTHER_MEETING_MINUTES = 60


@dataclass(kw_only=True)
class LoadEffect:
    """What loading did, in items; `conflicts` counts corrected fields whose source now says something else."""

    meeting: Meeting
    is_new: bool = False
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    conflicts: int = 0
    is_changed: bool = False
    item_ids: list[int] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """The numbers, for the import's report."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "conflicts": self.conflicts,
        }


def load_meeting(
    parsed: ParsedMeeting,
    municipality: Municipality,
    *,
    is_extra_meeting: bool = False,
    allows_removal: bool = False,
    known: Meeting | None = None,
) -> LoadEffect:
    """Write one parsed meeting into the archive and say what changed.

    `known` names the meeting where the document has been loaded before; otherwise committee, date and time find it.
    Raises ImportRefusedError where a guard says no. Cost: about 25 queries, and one per changed or new row.
    """
    committee_name, date = committee_and_date(parsed)
    _one_at_a_time(municipality)
    committee = Committee.named(municipality, committee_name)
    meeting = known or (None if is_extra_meeting else find_meeting(committee, date, parsed.start_time))
    if meeting is not None and is_superseded(meeting, parsed):
        return LoadEffect(meeting=meeting, unchanged=meeting.items.count())
    is_new = meeting is None
    if meeting is None:
        meeting = _create_meeting(committee, date, parsed)
    effect = LoadEffect(meeting=meeting, is_new=is_new)
    loader = _Loader(meeting, effect)
    loader.load_own_fields(parsed)
    loader.load_participants(parsed)
    loader.load_items(parsed.items, allows_removal=allows_removal)
    effect.is_changed = effect.is_changed or bool(effect.created or effect.updated or effect.removed)
    if effect.is_changed:
        Meeting.objects.filter(pk=meeting.pk).update(imported_at=timezone.now())
    return effect


def find_meeting(committee: Committee, date: dt.date, start_time: dt.time | None) -> Meeting | None:
    """The meeting that a document is about: same committee and date as documents state them.

    Of several that day the one whose time is nearest; none where every known time is more than an hour away.
    """
    meetings = Meeting.objects.filter(source_committee=committee, source_date=date)
    candidates = list(meetings.order_by("sequence")) or list(
        Meeting.objects.filter(committee=committee, held_on=date).order_by("sequence")
    )
    corrections = Corrections(candidates)
    distances = [
        (
            _minutes_apart(corrections.source_value(meeting, "start_time"), start_time),
            meeting.sequence,
            meeting,
        )
        for meeting in candidates
    ]
    near = [entry for entry in distances if entry[0] <= _ANOTHER_MEETING_MINUTES]
    return min(near, key=lambda entry: entry[:2])[2] if near else None


def _minutes_apart(known: dt.time | None, stated: dt.time | None) -> int:
    """Minutes between two times; 0 where one of them is not stated."""
    if known is None or stated is None:
        return 0
    return abs((known.hour * 60 + known.minute) - (stated.hour * 60 + stated.minute))


def _one_at_a_time(municipality: Municipality) -> None:
    """Let imports of one municipality wait for each other, so that two of them never make the same meeting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('load_meeting'), %s)", (municipality.pk,))


def _create_meeting(committee: Committee, date: dt.date, parsed: ParsedMeeting) -> Meeting:
    return Meeting.objects.create(
        committee=committee,
        held_on=date,
        source_committee=committee,
        source_date=date,
        imported_at=timezone.now(),
        **stating.meeting_values(parsed),
    )


class _Loader:
    """Loads the parts of one meeting, with the corrections of all its rows read beforehand."""

    def __init__(self, meeting: Meeting, effect: LoadEffect) -> None:
        self.meeting = meeting
        self.effect = effect
        # Locked before the corrections are read: what staff save meanwhile waits, and is not written over.
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        meeting.refresh_from_db()
        items = AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk")
        self.items = list(items.select_for_update())
        self.attendance = list(Attendance.with_removed.filter(meeting=meeting).select_for_update())
        self.rows = {model: _by_parent(model, "item_id", self.items) for model in _ITEM_ROWS}
        votes = [vote for rows in self.rows[Vote].values() for vote in rows]
        self.casts = _by_parent(VoteCast, "vote_id", votes)
        lists = [*self.rows.values(), self.casts]
        rows = [row for found in lists for group in found.values() for row in group]
        self.corrections = Corrections([meeting, *self.items, *self.attendance, *rows])

    def load_own_fields(self, parsed: ParsedMeeting) -> None:
        """The meeting's own fields; committee and date are what found it, so they are stated too."""
        stated = stating.meeting_values(parsed)
        if self.meeting.source_date is None:
            self.meeting.source_date, self.meeting.source_committee = parsed.date, self.meeting.committee
        effect = take_from_source(self.meeting, stated, self.corrections)
        self.effect.is_changed |= effect.changed or self.effect.is_new
        self.effect.conflicts += len(effect.conflicts)

    def load_participants(self, parsed: ParsedMeeting) -> None:
        """The list of participants; kept where the document has none."""
        if not parsed.participants:
            return
        changed = self._sync(Attendance, self.attendance, stating.participants(parsed), meeting=self.meeting)
        self.effect.is_changed |= changed
        _connect_people(self.meeting)

    def load_items(self, parsed: Sequence[ParsedItem], *, allows_removal: bool) -> None:
        """All items: matched, then updated, created or removed."""
        known = [
            ItemIdentity(
                number=row.source_number,
                title=self.corrections.source_value(row, "title"),
                journal_number=self.corrections.source_value(row, "journal_number"),
            )
            for row in self.items
        ]
        stated = [
            ItemIdentity(number=p.number, title=p.title, journal_number=p.journal_number or "")
            for p in parsed
        ]
        matches = match_items(known, stated)
        kept = set(matches.values())
        # An item that staff added has no number in the source, so no document can leave it out.
        vanishing = [
            row
            for k, row in enumerate(self.items)
            if k not in kept and row.removed_at is None and row.source_number
        ]
        if not allows_removal:
            refuse_removal(self.meeting, [str(row) for row in vanishing])
        for row in vanishing:
            row.removed_at = timezone.now()
            row.save(update_fields=("removed_at",))
            self.effect.removed += 1
            self.effect.item_ids.append(row.pk)
        for position, record in enumerate(parsed):
            k = matches.get(position)
            self._load_item(record, position, None if k is None else self.items[k])

    def _load_item(self, record: ParsedItem, position: int, row: AgendaItem | None) -> None:
        values = stating.item_values(record, position)
        is_new = row is None
        if row is None:
            visible = stating.without_what_is_closed(values) if record.is_closed else values
            row = AgendaItem.objects.create(meeting=self.meeting, source_number=record.number, **visible)
            is_closed, changed = record.is_closed, True
        else:
            is_closed = self._is_closed_by_source(row, record)
            stated = stating.without_what_is_closed(values) if is_closed else values
            changed = self._update_item(row, record, stated)
        changed |= self._load_lists(row, record, is_closed=is_closed)
        self.effect.item_ids.append(row.pk)
        if is_new:
            self.effect.created += 1
        elif changed:
            self.effect.updated += 1
        else:
            self.effect.unchanged += 1

    def _is_closed_by_source(self, row: AgendaItem, record: ParsedItem) -> bool:
        """Whether the source closed the item and staff did not open it.

        What staff alone close is kept, or handing it back would find nothing; pages show it as any closed item.
        """
        return record.is_closed and (row.is_closed or not self.corrections.of(row, "is_closed"))

    def _update_item(self, row: AgendaItem, record: ParsedItem, stated: dict[str, Any]) -> bool:
        was_removed, row.removed_at = row.removed_at, None
        row.source_number, old_number = record.number, row.source_number
        effect = take_from_source(row, stated, self.corrections)
        if not effect.changed and (was_removed or old_number != record.number):
            row.save(update_fields=("removed_at", "source_number"))
        self.effect.conflicts += len(effect.conflicts)
        return effect.changed or was_removed is not None

    def _load_lists(self, item: AgendaItem, record: ParsedItem, *, is_closed: bool) -> bool:
        changed = False
        for model, stated in _ITEM_ROWS.items():
            is_shown = not is_closed or model in (Outcome, Vote)
            known = self.rows[model].get(item.pk, [])
            changed |= self._sync(model, known, stated(record) if is_shown else [], item=item)
        if record.votes:
            changed |= self._load_casts(item, record)
        return changed

    def _load_casts(self, item: AgendaItem, record: ParsedItem) -> bool:
        changed = False
        votes = {vote.source_key: vote for vote in Vote.with_removed.filter(item=item) if vote.source_key}
        for row, vote in zip(stating.votes(record), record.votes, strict=True):
            of_row = votes.get(row.key)
            if of_row is not None:
                known = self.casts.get(of_row.pk, [])
                changed |= self._sync(VoteCast, known, stating.votes_cast(vote), vote=of_row)
        return changed

    def _sync(
        self, model: type[SourceRow], known: Sequence[SourceRow], stated: Sequence[Stated], **parent: Model
    ) -> bool:
        """Bring a list of rows in line with the document. Staff's own rows, removals and corrections stay."""
        by_key = {row.source_key: row for row in known if row.source_key}
        changed = False
        new = []
        for entry in stated:
            row = by_key.pop(entry.key, None)
            if row is None:
                new.append(model(**parent, source_key=entry.key, **entry.values))
            else:
                effect = take_from_source(row, entry.values, self.corrections)
                changed |= effect.changed
                self.effect.conflicts += len(effect.conflicts)
        if new:
            model.with_removed.bulk_create(new)
        for row in by_key.values():
            if corrected := self.corrections.all_of(row):
                self.effect.conflicts += _mark_as_conflicts(corrected)
            else:
                row.delete()
                changed = True
        return changed or bool(new)


_ITEM_ROWS: dict[type[SourceRow], Callable[[ParsedItem], list[Stated]]] = {
    Section: stating.sections,
    Recommendation: stating.recommendations,
    Outcome: stating.outcomes,
    Vote: stating.votes,
    EarlierHandling: stating.earlier_handlings,
    Attachment: stating.attachments,
}


def _mark_as_conflicts(corrections: Iterable[Correction]) -> int:
    """The source has dropped a row that staff corrected: it stays, and staff are told. Gives how many are new."""
    fresh = [correction for correction in corrections if correction.source_changed_at is None]
    for correction in fresh:
        correction.source_changed_at = timezone.now()
        correction.save(update_fields=("source_changed_at",))
    return len(fresh)


def _by_parent(model: type[SourceRow], parent: str, parents: Iterable[Model]) -> dict[int, list[SourceRow]]:
    """All rows of a list, removed ones too, by the key of what they belong to."""
    keys = [row.pk for row in parents]
    groups: dict[int, list[SourceRow]] = defaultdict(list)
    for row in model.with_removed.filter(**{f"{parent}__in": keys}).select_for_update() if keys else ():
        groups[getattr(row, parent)].append(row)
    return groups


def _connect_people(meeting: Meeting) -> None:
    """Connect elected members on the list of participants with their person, made where new."""
    municipality = meeting.committee.municipality
    elected = [row for row in meeting.attendance.filter(person=None) if row.party or row.affiliation_note]
    for row in elected:
        row.person = Person.called(row.name, municipality=municipality) or Person.objects.create(
            municipality=municipality, name=row.name
        )
        row.save(update_fields=("person",))
