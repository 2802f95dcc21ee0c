"""Which case an item belongs to: the one of its journal number, if the number means a case at all."""

from collections.abc import Iterable

from apps.agenda_items.models import AgendaItem
from apps.cases.models import Case, CaseItem
from apps.language.addresses import slugify
from apps.language.journal_numbers import parse_journal_number
from apps.topics.topics import is_about_meetings

# Items that stand on every agenda and are no case, whatever number they carry.
_STANDING = ("meddelelser", "orientering", "eventuelt", "godkendelse-af-dagsorden", "godkendelse-af-referat")


def case_number(item: AgendaItem) -> str | None:
    """The journal number of the item's case in its usual form, or None where the item is of no case."""
    number = parse_journal_number(item.journal_number)
    if number is None or item.is_closed or is_about_meetings(item.journal_number):
        return None
    return None if is_standing(item.title) else number.text


def is_standing(title: str) -> bool:
    """Whether an item stands on every agenda, such as "Meddelelser" or "Godkendelse af dagsorden"."""
    return slugify(title).removeprefix("lukket-").startswith(_STANDING) and len(title) < 60


def group_into_cases(items: Iterable[AgendaItem]) -> None:
    """Put each item into its case, made where new, and take it out of a former one. Emptied cases lead on.

    Cost: one query, and a few per item whose case changes. Items need meeting and committee.
    """
    items = list(items)
    now = {m.item_id: m for m in CaseItem.objects.filter(item__in=items).select_related("case")}
    for item in items:
        number, membership = case_number(item), now.get(item.pk)
        if membership is not None and membership.case.journal_number == number:
            continue
        if membership is not None:
            membership.delete()
        if number is not None:
            municipality_id = item.meeting.committee.municipality_id
            case, _ = Case.objects.get_or_create(municipality_id=municipality_id, journal_number=number)
            CaseItem.objects.create(case=case, item=item)
            _lead_on(case, None)
            if membership is not None and not membership.case.memberships.exists():
                _lead_on(membership.case, case)


def _lead_on(case: Case, successor: Case | None) -> None:
    if case.continued_as != successor:
        case.continued_as = successor
        case.save(update_fields=("continued_as",))
