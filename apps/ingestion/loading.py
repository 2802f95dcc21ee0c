"""Parsed documents of a meeting become its rows. Loading never sees a document; it runs inside the caller's transaction."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from django.db.models import Model
from django.utils import timezone

from apps.agenda_items.models import (
    AgendaItem,
    EarlierHandling,
    Outcome,
    Recommendation,
    Section,
    SinceAgenda,
    Vote,
    VoteCast,
)
from apps.agenda_items.public_corrections import corrections_noted
from apps.attachments.models import Attachment
from apps.committees.models import Committee, Municipality
from apps.corrections.sources import Corrections, SourceRow, mark_as_conflicts, take_from_source
from apps.ingestion import stating
from apps.ingestion.guards import committee_and_date, is_superseded, refuse_removal
from apps.ingestion.merging.matching import ItemIdentity, VoteIdentity, identity_of, match_items, match_votes
from apps.ingestion.merging.rules import Edition, MergedItem, MergedMeeting, merge
from apps.ingestion.placing import find_meeting, identity_of_row
from apps.ingestion.stating import Stated
from apps.ingestion.taking_turns import one_at_a_time
from apps.meetings.models import Attendance, DocumentKind, Meeting
from apps.meetings.participants import connect_people
from apps.parsing.records import ParsedItem, ParsedMeeting

# Reads the documents of a meeting, None for one that is new, the document that is being loaded among them.
ReadEditions = Callable[[Meeting | None], Sequence[Edition]]


@dataclass(kw_only=True)
class LoadEffect:
    """What loading did, in items; `conflicts` counts corrected fields whose source now says something else.

    `is_superseded`: the document is an agenda that says nothing beside the minutes that are known.
    """

    meeting: Meeting
    is_new: bool = False
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    conflicts: int = 0
    is_changed: bool = False
    is_superseded: bool = False
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
    committee: Committee | None = None,
    is_extra_meeting: bool = False,
    allows_removal: bool = False,
    known: Meeting | None = None,
    editions: ReadEditions | None = None,
    correction_reason: str | None = None,
) -> LoadEffect:
    """Write what the documents of a meeting say, merged, into the archive and say what changed.

    `known` names the meeting where the document has been loaded before; otherwise committee, date and time find it.
    `committee` is the document's, for who has found it already; otherwise it is found, or made.
    `editions` reads its documents; without it `parsed` is the only one. New minutes that change what was published
    are noted for the public with `correction_reason`; None notes nothing. Raises ImportRefusedError where a guard
    says no. Cost: about 40 queries, one more per changed row, and 12 for minutes after minutes.
    """
    committee_name, date = committee_and_date(parsed)
    one_at_a_time(municipality)
    # A meeting that staff have moved to another committee must not bring the one that its document names back.
    known_as = known.source_committee if known else None
    committee = known_as or committee or Committee.named(municipality, committee_name, date)
    meeting = known or (None if is_extra_meeting else find_meeting(committee, date, parsed.start_time))
    merged = merge(editions(meeting) if editions else [Edition(meeting=parsed, arrival=0)])
    if meeting is not None and is_superseded(meeting, merged.meeting):
        return LoadEffect(meeting=meeting, unchanged=meeting.items.count(), is_superseded=True)
    if meeting is None:
        meeting = _create_meeting(committee, date, merged.meeting)
        return _load(merged, LoadEffect(meeting=meeting, is_new=True), allows_removal=allows_removal)
    was_superseded = is_superseded(meeting, parsed)
    effect = LoadEffect(meeting=meeting)
    if correction_reason is None or was_superseded or meeting.kind != DocumentKind.MINUTES:
        _load(merged, effect, allows_removal=allows_removal)
    else:
        ids = list(meeting.items.values_list("pk", flat=True))
        with corrections_noted(ids, reason=correction_reason, is_by_archive=False):
            _load(merged, effect, allows_removal=allows_removal)
    effect.is_superseded = was_superseded and not effect.is_changed
    return effect


def _load(merged: MergedMeeting, effect: LoadEffect, *, allows_removal: bool) -> LoadEffect:
    loader = _Loader(effect.meeting, effect)
    loader.load_own_fields(merged.meeting)
    loader.load_participants(merged.meeting)
    loader.load_items(merged, allows_removal=allows_removal)
    loader.write_new()
    effect.is_changed = effect.is_changed or bool(effect.created or effect.updated or effect.removed)
    if effect.is_changed:
        Meeting.objects.filter(pk=effect.meeting.pk).update(imported_at=timezone.now())
    return effect


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
        # To be written together, rows before those that belong to them.
        models: tuple[type[SourceRow], ...] = (Attendance, *_ITEM_ROWS, VoteCast)
        self.new: dict[type[SourceRow], list[SourceRow]] = {model: [] for model in models}
        items = AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk")
        self.items = list(items.select_for_update())
        self.attendance: list[SourceRow] = list(
            Attendance.with_removed.filter(meeting=meeting).select_for_update()
        )
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
        connect_people(self.meeting, self.new[Attendance])  # type: ignore[arg-type]

    def load_items(self, merged: MergedMeeting, *, allows_removal: bool) -> None:
        """All items: matched, then updated, created or removed."""
        matches = match_items([self._identity(row) for row in self.items], _identities(merged.meeting.items))
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
        new = {
            position: self._new_item(record, position)
            for position, record in enumerate(merged.items)
            if position not in matches
        }
        AgendaItem.create_all(new.values())
        for position, record in enumerate(merged.items):
            row = new[position] if position in new else self.items[matches[position]]
            if position in new:
                self._load_lists(row, record.item, is_closed=record.item.is_closed)
                self.effect.created += 1
            else:
                self._load_known_item(row, record, position)
            self.effect.item_ids.append(row.pk)
        self._load_dropped(merged.dropped, [row for k, row in enumerate(self.items) if k not in kept])

    def _identity(self, row: AgendaItem) -> ItemIdentity:
        return identity_of_row(row, self.corrections)

    def _load_dropped(self, dropped: Sequence[ParsedItem], gone: Sequence[AgendaItem]) -> None:
        """Open items that only the agenda has: rows that are removed, so that their titles can be told and hidden."""
        gone = [row for row in gone if row.source_number]
        matches = match_items([self._identity(row) for row in gone], _identities(dropped))
        new = [
            AgendaItem(
                meeting=self.meeting,
                source_number=record.number,
                removed_at=timezone.now(),
                since_agenda=SinceAgenda.DROPPED,
                **stating.item_values(record, position),
            )
            for position, record in enumerate(dropped)
            if position not in matches
        ]
        AgendaItem.create_all(new)
        self.effect.is_changed |= bool(new)
        found = set(matches.values())
        for k, row in enumerate(gone):
            state = SinceAgenda.DROPPED if k in found else ""
            if row.since_agenda != state:
                row.since_agenda = state
                row.save(update_fields=("since_agenda",))

    def _new_item(self, merged: MergedItem, position: int) -> AgendaItem:
        record = merged.item
        values = stating.item_values(record, position)
        return AgendaItem(
            meeting=self.meeting,
            source_number=record.number,
            **(stating.without_what_is_closed(values) if record.is_closed else values),
            **stating.since_agenda(merged),
        )

    def _load_known_item(self, row: AgendaItem, merged: MergedItem, position: int) -> None:
        record = merged.item
        is_closed = self._is_closed_by_source(row, record)
        values = stating.item_values(record, position)
        stated = stating.without_what_is_closed(values) if is_closed else values
        changed = self._update_item(row, record, stated, stating.since_agenda(merged))
        changed |= self._load_lists(row, record, is_closed=is_closed)
        if changed:
            self.effect.updated += 1
        else:
            self.effect.unchanged += 1

    def _is_closed_by_source(self, row: AgendaItem, record: ParsedItem) -> bool:
        """Whether the source closed the item and staff did not open it.

        What staff alone close is kept, or handing it back would find nothing; pages show it as any closed item.
        """
        return record.is_closed and (row.is_closed or not self.corrections.of(row, "is_closed"))

    def _update_item(
        self, row: AgendaItem, record: ParsedItem, stated: dict[str, Any], since_agenda: dict[str, Any]
    ) -> bool:
        """Whether something of it changed; what the agenda said before is no change of the item."""
        was_removed = row.removed_at is not None
        beside = {"removed_at": None, "source_number": record.number, **since_agenda}
        differs = any(getattr(row, name) != value for name, value in beside.items())
        for name, value in beside.items():
            setattr(row, name, value)
        effect = take_from_source(row, stated, self.corrections)
        if differs and not effect.changed:
            row.save(update_fields=tuple(beside))
        self.effect.conflicts += len(effect.conflicts)
        return effect.changed or was_removed

    def _load_lists(self, item: AgendaItem, record: ParsedItem, *, is_closed: bool) -> bool:
        votes = self._known_votes(item, record)
        changed = False
        for model, stated in _ITEM_ROWS.items():
            is_shown = not is_closed or model in (Outcome, Vote)
            rows = votes if model is Vote else stated(record)
            changed |= self._sync(model, self.rows[model][item.pk], rows if is_shown else [], item=item)
        if votes:
            changed |= self._load_casts(item, record, votes)
        return changed

    def _known_votes(self, item: AgendaItem, record: ParsedItem) -> list[Stated]:
        """The votes, those that are known under the keys they have: one put in before others moves no correction."""
        stated = stating.votes(record)
        known = [row for row in self.rows[Vote].get(item.pk, []) if row.source_key]
        if not known:
            return stated
        matches = match_votes(
            [self._vote_identity(row) for row in known],
            [stating.vote_identity(vote) for vote in record.votes],
        )
        taken = {row.source_key for row in known}
        free = (key for n in count(1) if (key := f"vote#{n}") not in taken)
        return [
            replace(row, key=known[matches[n]].source_key if n in matches else next(free))
            for n, row in enumerate(stated)
        ]

    def _vote_identity(self, row: SourceRow) -> VoteIdentity:
        casts = [cast for cast in self.casts.get(row.pk, []) if cast.source_key]
        sides = (
            stating.side_of(
                *(self.corrections.source_value(cast, field) for field in ("side", "name", "party"))
            )
            for cast in casts
        )
        return VoteIdentity(subject=self.corrections.source_value(row, "subject"), sides=frozenset(sides))

    def _load_casts(self, item: AgendaItem, record: ParsedItem, stated: Sequence[Stated]) -> bool:
        changed = False
        votes = {vote.source_key: vote for vote in self.rows[Vote][item.pk]}
        for row, vote in zip(stated, record.votes, strict=True):
            of_row = votes[row.key]
            known = self.casts[of_row.pk] if of_row.pk else []
            changed |= self._sync(VoteCast, known, stating.votes_cast(vote), vote=of_row)
        return changed

    def _sync(
        self, model: type[SourceRow], known: list[SourceRow], stated: Sequence[Stated], **parent: Model
    ) -> bool:
        """Bring a list of rows in line with the document. Staff's own rows, removals and corrections stay.

        New rows join `known`, and are written by `write_new`.
        """
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
        known += new
        self.new[model] += new
        for row in by_key.values():
            if corrected := self.corrections.all_of(row):
                self.effect.conflicts += mark_as_conflicts(corrected)
            else:
                row.delete()
                changed = True
        return changed or bool(new)

    def write_new(self) -> None:
        """Write the new rows of all lists: one query per model."""
        for model, rows in self.new.items():
            model.with_removed.bulk_create(rows)
            rows.clear()


_ITEM_ROWS: dict[type[SourceRow], Callable[[ParsedItem], list[Stated]]] = {
    Section: stating.sections,
    Recommendation: stating.recommendations,
    Outcome: stating.outcomes,
    Vote: stating.votes,
    EarlierHandling: stating.earlier_handlings,
    Attachment: stating.attachments,
}


def _identities(items: Sequence[ParsedItem]) -> list[ItemIdentity]:
    return [identity_of(item) for item in items]


def _by_parent(
    model: type[SourceRow], parent: str, parents: Iterable[Model]
) -> defaultdict[int, list[SourceRow]]:
    """All rows of a list, removed ones too, by the key of what they belong to."""
    keys = [row.pk for row in parents]
    groups: defaultdict[int, list[SourceRow]] = defaultdict(list)
    for row in model.with_removed.filter(**{f"{parent}__in": keys}).select_for_update() if keys else ():
        groups[getattr(row, parent)].append(row)
    return groups
