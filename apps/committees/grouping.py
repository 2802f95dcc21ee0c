"""A municipality's bodies in the groups in which pages list them."""

from collections.abc import Iterable
from dataclasses import dataclass

from apps.committees.kinds import CommitteeKind
from apps.committees.models import Committee

_HEADINGS = {
    CommitteeKind.COUNCIL: "Kommunalbestyrelsen",
    CommitteeKind.COMMITTEE: "Udvalg",
    CommitteeKind.ADVISORY: "§ 17, stk. 4-udvalg",
    CommitteeKind.BOARD: "Råd og nævn",
}


@dataclass(frozen=True, slots=True)
class CommitteeGroup:
    """Committees of one kind, or all former ones, under a heading; `key` names the group in the page."""

    key: str
    heading: str
    committees: list[Committee]


def grouped(committees: Iterable[Committee]) -> list[CommitteeGroup]:
    """By kind, in the order given; what is past comes last whatever its kind. Groups without rows are left out."""
    rows = list(committees)
    current = [row for row in rows if not row.is_past]
    groups = [
        CommitteeGroup(kind.value, heading, [row for row in current if row.kind == kind])
        for kind, heading in _HEADINGS.items()
    ]
    past = CommitteeGroup("former", "Tidligere udvalg, råd og nævn", [row for row in rows if row.is_past])
    return [group for group in (*groups, past) if group.committees]
