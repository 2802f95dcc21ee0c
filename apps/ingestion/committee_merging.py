"""Two committees become one: meetings, names, successions and addresses go over to the one that stays.

The other stays as a row without meetings: its addresses, and those of its meetings and items, lead on through it, so
that none of them ever comes to mean a meeting of the committee that stays.
"""

import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Q

from apps.committees.models import Committee, CommitteeName, CommitteeSuccession
from apps.corrections.acting import Actor, acting, current_actor
from apps.corrections.models import Correction
from apps.ingestion.taking_turns import one_at_a_time
from apps.meetings.models import Meeting
from apps.search.reindexing import move_entries, outdated, reindex

# A browser waits, and others' requests for this process too.
INDEXING_SECONDS = 5.0


class MergeRefusedError(Exception):
    """These two committees cannot be merged; the text says why, in Danish."""


@dataclass(frozen=True, kw_only=True)
class Merge:
    """What merging `absorbed` into `kept` moves; `same_days` are the days on which both have met.

    `unindexed` are items that the search still knows by the words of the committee they came from.
    """

    kept: Committee
    absorbed: Committee
    meetings: int
    items: int
    same_days: list[dt.date]
    unindexed: int = 0


def plan_merge(kept: Committee, absorbed: Committee) -> Merge:
    """What a merge would do. Three queries. Raises MergeRefusedError where the two do not fit together."""
    _refuse(kept, absorbed)
    moving = Meeting.objects.filter(committee=absorbed)
    counts = moving.aggregate(meetings=Count("pk", distinct=True), items=Count("items"))
    there = Meeting.objects.filter(committee=kept).values("held_on")
    same_days = moving.filter(held_on__in=there).order_by("held_on").values_list("held_on", flat=True)
    return Merge(kept=kept, absorbed=absorbed, same_days=list(dict.fromkeys(same_days)), **counts)


def merge_committees(kept: Committee, absorbed: Committee) -> Merge:
    """Merge one committee into another, for good. Raises MergeRefusedError, and then nothing has changed.

    Some thirty queries, however many meetings; then the items are indexed anew, some 3 ms for each, for as long as
    `INDEXING_SECONDS`. What is left then is said as `unindexed`: `index_moved` goes on with it.
    """
    with transaction.atomic():
        one_at_a_time(kept.municipality)
        locked = Committee.objects.select_for_update(of=("self",)).with_municipality()
        rows = {row.pk: row for row in locked.filter(pk__in=(kept.pk, absorbed.pk)).order_by("pk")}
        merge = plan_merge(rows[kept.pk], rows[absorbed.pk])
        actor = Actor(user=current_actor().user, cause=f"Udvalg lagt sammen: {absorbed} → {kept}")
        # Moving a meeting is no correction of what its document states.
        with acting(actor):
            _move_meetings(merge)
            _move_corrections(merge)
            _move_names(merge)
            _move_successions(merge)
            _lead_on(merge)
        move_entries(merge.absorbed, merge.kept)
    return replace(merge, unindexed=index_moved(merge.kept))


def index_moved(kept: Committee) -> int:
    """Index what a merge has moved and nobody has indexed since, as long as `INDEXING_SECONDS`; gives what is left."""
    items = outdated().filter(meeting__committee=kept)
    end = time.monotonic() + INDEXING_SECONDS
    for _ in reindex(items):
        if time.monotonic() > end:
            return items.count()
    return 0


def _refuse(kept: Committee, absorbed: Committee) -> None:
    if kept.pk == absorbed.pk:
        raise MergeRefusedError("Vælg to forskellige udvalg.")
    if kept.municipality_id != absorbed.municipality_id:
        raise MergeRefusedError("De to udvalg hører til hver sin kommune og kan ikke lægges sammen.")
    for row in (kept, absorbed):
        if row.merged_into_id is not None:
            raise MergeRefusedError(f"{row} er allerede lagt sammen med et andet udvalg.")


def _move_meetings(merge: Merge) -> None:
    """Move the meetings in the order they were numbered, also those that staff have moved elsewhere since."""
    moving = Meeting.objects.filter(committee=merge.absorbed).select_for_update()
    Meeting.move_to(merge.kept, moving.order_by("held_on", "sequence", "pk"))
    Meeting.objects.filter(source_committee=merge.absorbed).update(source_committee=merge.kept)


def _move_corrections(merge: Merge) -> None:
    """A meeting whose committee staff have corrected: what the source says is the committee that stays."""
    corrections = Correction.objects.filter(
        content_type=ContentType.objects.get_for_model(Meeting),
        field="committee",
        source_value=merge.absorbed.pk,
    )
    there = Meeting.objects.filter(committee=merge.kept, pk__in=corrections.values("object_id"))
    corrections.filter(object_id__in=list(there.values_list("pk", flat=True))).delete()
    corrections.update(source_value=merge.kept.pk)


def _move_names(merge: Merge) -> None:
    """All names of the absorbed one, its own too; the period of the one that stays holds both."""
    kept, absorbed = merge.kept, merge.absorbed
    own = CommitteeName(name=absorbed.name, starts_on=absorbed.starts_on, ends_on=absorbed.ends_on)
    known = {(row.name, row.starts_on) for row in kept.names.all()} | {(kept.name, kept.starts_on)}
    for name in (*absorbed.names.all(), own):
        if (name.name, name.starts_on) not in known:
            name.committee = kept
            name.save()
            known.add((name.name, name.starts_on))
    # An open end stays open.
    begun = kept.starts_on and absorbed.starts_on and min(kept.starts_on, absorbed.starts_on)
    ended = kept.ends_on and absorbed.ends_on and max(kept.ends_on, absorbed.ends_on)
    kept.starts_on, kept.ends_on = begun, ended
    kept.save(update_fields=("starts_on", "ends_on"))


def _move_successions(merge: Merge) -> None:
    """Successions go over, but none from the committee to itself and none twice."""
    rows = CommitteeSuccession.objects.filter(
        Q(predecessor=merge.absorbed) | Q(successor=merge.absorbed)
    ).order_by("pk")
    for row in rows:
        row.predecessor_id = _standing(row.predecessor_id, merge)
        row.successor_id = _standing(row.successor_id, merge)
        known = CommitteeSuccession.objects.filter(
            predecessor=row.predecessor_id, successor=row.successor_id
        ).exclude(pk=row.pk)
        if row.predecessor_id == row.successor_id or known.exists():
            row.delete()
        else:
            row.save()


def _standing(key: int, merge: Merge) -> int:
    return merge.kept.pk if key == merge.absorbed.pk else key


def _lead_on(merge: Merge) -> None:
    """The absorbed row, and what was merged into it before, lead to the one that stays in one step."""
    absorbed: Iterable[Committee] = Committee.objects.filter(
        Q(pk=merge.absorbed.pk) | Q(merged_into=merge.absorbed)
    )
    for row in absorbed:
        row.merged_into = merge.kept
        row.save(update_fields=("merged_into",))
