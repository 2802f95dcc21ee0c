"""A meeting as it stands in the archive, in words, so that two states of it can be laid side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from apps.agenda_items.models import AgendaItem, Section, Vote, VoteSide
from apps.corrections.forms import in_words
from apps.ingestion.previewing.sentences import about_papers
from apps.meetings.models import Attendance, Meeting
from apps.parsing.records import SectionKind

Fields = Mapping[str, str]
PAPERS = "Bilag"


@dataclass(frozen=True, kw_only=True)
class ItemSnapshot:
    """One item: its label, the number its source states, its fields by their Danish names, and its papers by key.

    Sections are fields by their headings. Some say again what another field holds: `repeats` names it by the heading.
    """

    label: str
    source_number: str
    fields: Fields
    attachments: Mapping[int, str]
    repeats: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class MeetingSnapshot:
    """A meeting's own fields, its participants and its items, the lists by key. Empty for a meeting not yet there."""

    fields: Fields = field(default_factory=dict)
    participants: Mapping[int, str] = field(default_factory=dict)
    items: Mapping[int, ItemSnapshot] = field(default_factory=dict)


def snapshot(meeting_id: int) -> MeetingSnapshot:
    """Read a meeting with all its items that the source has. A fixed number of queries (12)."""
    meeting = Meeting.objects.with_committee().get(pk=meeting_id)
    items = AgendaItem.objects.filter(meeting=meeting, removed_at=None).for_page().order_by("position", "pk")
    return MeetingSnapshot(
        fields={
            "Udvalg": meeting.committee.name,
            "Dato": in_words(meeting.held_on),
            "Starttidspunkt": in_words(meeting.start_time) if meeting.start_time else "",
            "Sted": meeting.location,
            "Slags": meeting.kind_label,
            "Kildens adresse": meeting.source_url,
        },
        participants={row.pk: _participant(row) for row in meeting.attendance.all()},
        items={item.pk: _item(item) for item in items},
    )


def _participant(row: Attendance) -> str:
    about = (
        row.affiliation_note,
        row.role,
        "afbud" if row.is_absent else "",
        f"stedfortræder for {row.substitute_for}" if row.substitute_for else "",
    )
    return ", ".join([str(row), *filter(None, about)])


def _item(item: AgendaItem) -> ItemSnapshot:
    sections = _by_heading(item.sections.all())
    return ItemSnapshot(
        label=str(item),
        source_number=item.source_number,
        fields={
            "Nummer": item.number,
            "Titel": item.title,
            "Journalnummer": item.journal_number,
            "Lukket punkt": in_words(item.is_closed),
            "Udfald": _lines(_outcome(o.recommendation, str(o), o.with_remarks) for o in item.outcomes.all()),
            "Beslutning": item.decision_text,
            "Indstilling": _lines(f"{r.number}. {r.text}" for r in item.recommendations.all()),
            "Afstemninger": _lines(_vote(vote) for vote in item.votes.all()),
            "Beslutningen træffes af": item.decided_by,
            "Indstillet af": item.recommended_by,
            "Fraværende": ", ".join(item.absent),
            "Inhabile": ", ".join(item.disqualified),
            "Antal bilag": about_papers(item.attachment_count, item.recommended_count, item.internal_count),
            "Tidligere behandling": _lines(
                " ".join(filter(None, (str(h), h.item_number and f"punkt {h.item_number}", h.text)))
                for h in item.earlier_handlings.all()
            ),
            **{heading: section.text for heading, section in sections.items()},
        },
        attachments={
            a.pk: f"{a.title}{' (anbefales)' if a.is_recommended else ''}" for a in item.attachments.all()
        },
        repeats={
            heading: _REPEATED[SectionKind(section.kind)]
            for heading, section in sections.items()
            if section.kind in _REPEATED
        },
    )


_REPEATED = {
    SectionKind.DECISION: "Beslutning",
    SectionKind.RECOMMENDATION: "Indstilling",
    SectionKind.ATTACHMENTS: PAPERS,
    SectionKind.PREVIOUS_HANDLING: "Tidligere behandling",
    SectionKind.DECISION_HISTORY: "Tidligere behandling",
    SectionKind.DECIDED_BY: "Beslutningen træffes af",
}


def _by_heading(sections: Iterable[Section]) -> dict[str, Section]:
    """The sections, told apart: two of one heading are numbered, and none is called as a field of the item."""
    found: dict[str, Section] = {}
    for section in sections:
        heading = f"Afsnittet {str(section).capitalize() if str(section).islower() else section}"
        same = sum(name == heading or name.startswith(f"{heading} (") for name in found)
        found[f"{heading} ({same + 1})" if same else heading] = section
    return found


def _outcome(recommendation: int | None, label: str, with_remarks: bool) -> str:  # noqa: FBT001
    point = f"Punkt {recommendation}: " if recommendation is not None else ""
    return f"{point}{label}{' med bemærkninger' if with_remarks else ''}"


def _vote(vote: Vote) -> str:
    counts = {
        VoteSide.FOR: vote.count_for,
        VoteSide.AGAINST: vote.count_against,
        VoteSide.ABSTAINED: vote.count_abstained,
    }
    sides = []
    for side, count in counts.items():
        names = ", ".join(str(cast) for cast in vote.casts.all() if cast.side == side)
        if names or count is not None:
            sides.append(
                f"{side.label}: {' '.join(filter(None, (None if count is None else str(count), names)))}"
            )
    return f"{vote}: {'; '.join(sides)}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
