"""Who decides in the end: a committee's approval is not the last word where the document names another body."""

from apps.agenda_items.models import AgendaItem
from apps.committees.names import is_the_same_body


def final_body(item: AgendaItem) -> str:
    """The body that decides, as written, or "" where it is the one that met or the document names none."""
    name = item.decided_by.strip().rstrip(".")
    return "" if not name or is_the_same_body(item.meeting.committee, name) else name
