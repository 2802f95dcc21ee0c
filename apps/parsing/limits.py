"""What no meeting has: so many items, people or papers that loading them would keep the archive busy for minutes."""

from collections.abc import Callable

from apps.parsing.errors import ParsingError
from apps.parsing.records import ParsedMeeting

_Count = Callable[[ParsedMeeting], int]
# Many times what the longest meetings of a council with a hundred items and papers to each of them have.
_MOST: tuple[tuple[str, int, _Count], ...] = (
    ("dagsordenspunkter", 5_000, lambda meeting: len(meeting.items)),
    ("deltagere", 1_000, lambda meeting: len(meeting.participants)),
    ("stemmer", 20_000, lambda meeting: _votes(meeting)),
    ("afbud", 20_000, lambda meeting: sum(len(i.absent) + len(i.disqualified) for i in meeting.items)),
    ("bilag", 10_000, lambda meeting: sum(len(item.attachments) for item in meeting.items)),
)


def refuse_what_no_meeting_has(meeting: ParsedMeeting) -> None:
    """Raise ParsingError for a meeting of more parts than any has; it is several, or none."""
    for what, most, count in _MOST:
        if (found := count(meeting)) > most:
            raise ParsingError(
                f"Dokumentet har {found} {what}; grænsen er {most}. Del det i et dokument for hvert møde."
            )


def _votes(meeting: ParsedMeeting) -> int:
    votes = (vote for item in meeting.items for vote in item.votes)
    return sum(len(vote.votes_for) + len(vote.against) + len(vote.abstained) for vote in votes)
