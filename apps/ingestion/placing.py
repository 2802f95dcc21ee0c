"""Which meeting of the archive a document is about, and what its items are known by."""

import datetime as dt

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Committee
from apps.corrections.sources import Corrections
from apps.ingestion.merging.matching import ItemIdentity
from apps.meetings.models import Meeting

# Two documents that state times further apart than this are of two meetings (contract: meeting identity).
_ANOTHER_MEETING_MINUTES = 60


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


def identity_of_row(row: AgendaItem, corrections: Corrections) -> ItemIdentity:
    """As the source last stated it, whatever staff have corrected."""
    return ItemIdentity(
        number=row.source_number,
        title=corrections.source_value(row, "title"),
        journal_number=corrections.source_value(row, "journal_number"),
    )


def _minutes_apart(known: dt.time | None, stated: dt.time | None) -> int:
    """Minutes between two times; 0 where one of them is not stated."""
    if known is None or stated is None:
        return 0
    return abs((known.hour * 60 + known.minute) - (stated.hour * 60 + stated.minute))
