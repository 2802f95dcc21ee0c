"""Which case an item belongs to: the one of its journal number, if the number means a case at all."""

from collections.abc import Iterable, Set

from django.db import IntegrityError

from apps.agenda_items.models import AgendaItem
from apps.cases.models import Case, CaseItem
from apps.language.addresses import slugify
from apps.language.journal_numbers import parse_journal_number
from apps.topics.topics import is_about_meetings

# Municipality and journal number.
_Key = tuple[int, str]

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

    Cost: seven queries, and a few per item that leaves a case. Items need meeting and committee.
    """
    items = list(items)
    before = {m.item_id: m for m in CaseItem.objects.filter(item__in=items).select_related("case")}
    wanted = {item.pk: _wanted(item) for item in items}
    moved = [pk for pk, key in wanted.items() if key != (_key(before[pk].case) if pk in before else None)]
    cases = _cases({key for pk in moved if (key := wanted[pk])})
    CaseItem.objects.filter(item__in=[pk for pk in moved if pk in before]).delete()
    now = {pk: cases[key] for pk in moved if (key := wanted[pk])}
    CaseItem.objects.bulk_create(CaseItem(case=case, item_id=pk) for pk, case in now.items())
    for case in now.values():
        _lead_on(case, None)
    for pk, case in now.items():
        if pk in before and not before[pk].case.memberships.exists():
            _lead_on(before[pk].case, case)


def _wanted(item: AgendaItem) -> _Key | None:
    number = case_number(item)
    return None if number is None else (item.meeting.committee.municipality_id, number)


def _key(case: Case) -> _Key:
    return case.municipality_id, case.journal_number


def _cases(keys: Set[_Key]) -> dict[_Key, Case]:
    """The cases of these numbers, made where new."""
    rows = Case.objects.filter(
        municipality__in={municipality for municipality, _ in keys},
        journal_number__in={number for _, number in keys},
    )
    known = {_key(case): case for case in rows}
    new = [Case(municipality_id=key[0], journal_number=key[1]) for key in sorted(keys - known.keys())]
    try:
        Case.create_all(new)
    except IntegrityError:
        # Somebody else has made one of them meanwhile.
        new = [
            Case.objects.get_or_create(municipality_id=m, journal_number=n)[0]
            for m, n in sorted(keys - known.keys())
        ]
    return known | {_key(case): case for case in new}


def _lead_on(case: Case, successor: Case | None) -> None:
    if case.continued_as != successor:
        case.continued_as = successor
        case.save(update_fields=("continued_as",))
