"""What a committee came from and what became of it, in words for its page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from apps.committees.models import Committee, CommitteeSuccession, SuccessionKind


@dataclass(frozen=True, slots=True)
class Step:
    """ "Indtil 31. december 2021: Social- og Sundhedsudvalget (delt i Ældreudvalget og Socialudvalget)".

    `bodies` are named before the parenthesis, which holds `word` and then `others`.
    """

    on: dt.date
    bodies: list[Committee]
    word: str
    others: list[Committee]


@dataclass(frozen=True, slots=True)
class Lineage:
    """`earlier`: until when what was there before; `later`: from when what followed."""

    earlier: list[Step]
    later: list[Step]


def lineage_of(committee: Committee) -> Lineage:
    """The successions of a committee, with the other committees that had a part in them. One query."""
    own = CommitteeSuccession.objects.order_by()
    rows = list(
        CommitteeSuccession.objects.filter(
            Q(predecessor=committee)
            | Q(successor=committee)
            | Q(predecessor__in=own.filter(successor=committee).values("predecessor"))
            | Q(successor__in=own.filter(predecessor=committee).values("successor"))
        )
        .select_related("predecessor__municipality", "successor__municipality")
        .order_by("happened_on", "kind", "predecessor__sort_key", "successor__sort_key")
    )
    before = [row for row in rows if row.successor_id == committee.pk]
    after = [row for row in rows if row.predecessor_id == committee.pk]
    return Lineage(
        [_earlier(group, rows) for group in _by_event(before)],
        [_later(group, rows, committee) for group in _by_event(after)],
    )


def _by_event(rows: list[CommitteeSuccession]) -> Iterable[list[CommitteeSuccession]]:
    return [list(group) for _, group in groupby(rows, lambda row: (row.happened_on, row.kind))]


def _earlier(own: list[CommitteeSuccession], rows: list[CommitteeSuccession]) -> Step:
    """A split names all that the predecessor became; a merger and a new name need no more words."""
    first = own[0]
    bodies = [row.predecessor for row in own]
    until = first.happened_on - dt.timedelta(days=1)
    if first.kind != SuccessionKind.SPLIT or len(bodies) > 1:
        return Step(until, bodies, str(first.get_kind_display()), [])
    parts = [row.successor for row in rows if row.predecessor_id == bodies[0].pk and _same_event(row, first)]
    return Step(until, bodies, "delt i", parts) if len(parts) > 1 else Step(until, bodies, "delt", [])


def _later(own: list[CommitteeSuccession], rows: list[CommitteeSuccession], committee: Committee) -> Step:
    """A merger names whom the committee was merged with."""
    first = own[0]
    bodies = [row.successor for row in own]
    partners = [
        row.predecessor
        for row in rows
        if row.successor_id == bodies[0].pk and row.predecessor_id != committee.pk and _same_event(row, first)
    ]
    if first.kind == SuccessionKind.MERGED and partners:
        return Step(first.happened_on, bodies, "lagt sammen med", partners)
    return Step(first.happened_on, bodies, str(first.get_kind_display()), [])


def _same_event(row: CommitteeSuccession, other: CommitteeSuccession) -> bool:
    return (row.happened_on, row.kind) == (other.happened_on, other.kind)
