"""Head and items put together: what every layout does once it has found where the items begin."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from apps.parsing.checking import check
from apps.parsing.errors import ParsingError
from apps.parsing.item_headings.printed import ItemHeading
from apps.parsing.items import Context, read_item
from apps.parsing.reading.lines import Document, Line
from apps.parsing.records import DocumentKind, ParsedMeeting, Participant
from apps.parsing.sections import strong_kinds

NO_ITEMS = (
    "Filen er ikke en dagsorden eller et referat, som arkivet kender: der er ingen punkter (linjer som »Punkt 1 …«). "
    "Vælg et referat, der er gemt som tekst."
)


@dataclass
class MeetingHead:
    """What a document says about the meeting as a whole, filled in while reading."""

    kind: DocumentKind = DocumentKind.MINUTES
    municipality: str | None = None
    committee: str | None = None
    date: dt.date | None = None
    start_time: dt.time | None = None
    location: str | None = None
    source_url: str | None = None
    source_id: str | None = None
    is_supplement: bool = False
    is_corrected: bool = False
    is_draft: bool = False
    participants: dict[str, Participant] = field(default_factory=dict)

    def add_participants(self, found: Iterable[Participant], *, is_absent: bool = False) -> None:
        """Under a heading such as `Afbud` everyone is absent; who was listed before is not listed twice."""
        for participant in found:
            known = self.participants.get(participant.name, participant)
            is_missing = is_absent or participant.absent
            self.participants[participant.name] = replace(known, absent=is_missing) if is_missing else known


def read_meeting(
    document: Document,
    layout: str,
    head: MeetingHead,
    lines: Sequence[Line],
    headings: Sequence[ItemHeading],
    contents: Sequence[str],
    *,
    has_unheaded_decisions: bool = False,
) -> ParsedMeeting:
    """The whole meeting with its warnings. Raises ParsingError where there are no items."""
    if not headings:
        raise ParsingError(NO_ITEMS)
    context = Context(
        head.kind, head.committee, head.date, document.width, strong_kinds(lines), has_unheaded_decisions
    )
    ends = [heading.start for heading in headings[1:]] + [len(lines)]
    items = tuple(
        read_item(heading, lines[heading.end : end], lines[heading.start].number, context)
        for heading, end in zip(headings, ends, strict=True)
    )
    meeting = ParsedMeeting(
        kind=head.kind,
        layout=layout,
        municipality=head.municipality,
        committee=head.committee,
        date=head.date,
        start_time=head.start_time,
        location=head.location,
        source_url=head.source_url,
        source_id=head.source_id,
        is_supplement=head.is_supplement,
        is_corrected=head.is_corrected,
        is_draft=head.is_draft,
        source_lines=tuple(line.text for line in document.lines),
        participants=tuple(head.participants.values()),
        items=items,
    )
    return replace(meeting, warnings=(*document.warnings, *check(meeting, document, contents)))
