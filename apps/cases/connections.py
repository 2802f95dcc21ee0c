"""The items that one item is connected with: handled earlier, handled later, and of the same case."""

from dataclasses import dataclass

from django.db.models import F, Q

from apps.agenda_items.handlings import LinkedHandling, NamedHandlings
from apps.agenda_items.models import AgendaItem
from apps.cases.course import in_order
from apps.cases.models import Case


@dataclass(frozen=True, slots=True)
class Connections:
    """`course` holds all published items of the case, the item itself among them; empty without a case."""

    earlier: list[LinkedHandling]
    later: list[AgendaItem]
    course: list[AgendaItem]


def connections_of(item: AgendaItem, case: Case | None) -> Connections:
    """All that the item's page links to. Five queries at most: the items of the three lists are read together, and none where there are none."""
    named = NamedHandlings(item)
    wanted = named.items | Q(case_membership__case=case) if case else named.items
    rows = list(in_order().annotate(case=F("case_membership__case")).filter(wanted))
    return Connections(
        earlier=named.earlier(rows),
        later=named.later(rows),
        course=[row for row in rows if case and row.case == case.pk],
    )
