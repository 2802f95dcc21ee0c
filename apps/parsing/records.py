"""What a parsed meeting is: frozen records between the documents and the database.

The JSON form of these records is the public format "parsed meeting" (`apps.parsing.json_form`): every
field is always there, and what a document does not state is None or empty, never a guess.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class OutcomeCode(StrEnum):
    """What a body decided about an item or a point of its recommendation; labels are Danish, for people."""

    APPROVED = "approved"
    NOTED = "noted"
    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not_recommended"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    DISCUSSED = "discussed"
    REFERRED = "referred"
    RESPONSE = "response"
    ELECTED = "elected"
    OTHER = "other"
    NONE = "none"


OUTCOME_LABELS: dict[OutcomeCode, str] = {
    OutcomeCode.APPROVED: "Godkendt",
    OutcomeCode.NOTED: "Taget til efterretning",
    OutcomeCode.RECOMMENDED: "Anbefalet",
    OutcomeCode.NOT_RECOMMENDED: "Ikke anbefalet",
    OutcomeCode.REJECTED: "Forkastet",
    OutcomeCode.POSTPONED: "Udsat",
    OutcomeCode.WITHDRAWN: "Udgået",
    OutcomeCode.DISCUSSED: "Drøftet",
    OutcomeCode.REFERRED: "Sendt videre",
    OutcomeCode.RESPONSE: "Høringssvar afgivet",
    OutcomeCode.ELECTED: "Valgt",
    OutcomeCode.OTHER: "Anden beslutning",
    OutcomeCode.NONE: "Ingen beslutning",
}


class DocumentKind(StrEnum):
    """Minutes (referat) hold decisions; an agenda (dagsorden) has none yet."""

    MINUTES = "minutes"
    AGENDA = "agenda"


class SectionKind(StrEnum):
    """The kinds of sections that Danish agenda items are made of; `heading` keeps the words as written."""

    PREVIOUS_HANDLING = "previous_handling"
    SUMMARY = "summary"
    BACKGROUND = "background"
    CASE = "case"
    ECONOMY = "economy"
    ATTACHMENTS = "attachments"
    DECIDED_BY = "decided_by"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    DECISION_HISTORY = "decision_history"
    ANNOUNCEMENT = "announcement"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsingWarning:
    """Something the parser could not place or had to repair; `line` is 1-based, None for the whole document."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """One name on the list of participants, with party letter and note as written."""

    name: str
    party: str | None = None
    affiliation_note: str | None = None
    role: str | None = None
    absent: bool = False
    substitute_for: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One section of an item: paragraphs separated by a blank line, list entries by a line each.

    `html` is the same text with the formatting that carries meaning, clean (`apps.parsing.markup.cleaning`); "" where the
    source has none.
    """

    kind: SectionKind
    heading: str
    text: str
    first_line: int
    last_line: int
    html: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """An earlier handling of the case: of which committee, when, and as which item ("4", "2.4")."""

    committee: str
    date: dt.date | None
    item: str | None = None
    first_line: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoricDecision:
    """What another body, or this one earlier, decided about the same case."""

    committee: str
    date: dt.date | None
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation:
    """One point of the administration's recommendation (indstilling)."""

    number: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What was decided about one recommendation, or about the whole item where `recommendation` is None."""

    recommendation: int | None = None
    outcome: OutcomeCode
    with_remarks: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Voter:
    """Who voted: a person with a party, a person, or (where `name` is empty) a whole party."""

    name: str
    party: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class VoteCounts:
    """Numbers of votes where the document gives numbers; None for a side that it does not mention."""

    votes_for: int | None = None
    against: int | None = None
    abstained: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Vote:
    """One vote; `carried` is None where the document does not let it be known."""

    subject: str | None = None
    votes_for: tuple[Voter, ...] = ()
    against: tuple[Voter, ...] = ()
    abstained: tuple[Voter, ...] = ()
    counts: VoteCounts = VoteCounts()
    carried: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A paper (bilag) named by the item.

    `path` is its file's, relative to the document in an export, where it has one; `address` is the link's on a web page,
    relative to the page where that does not say its own.
    """

    title: str
    recommended: bool = False
    path: str | None = None
    address: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedItem:
    """One agenda item (dagsordenspunkt). `number` is the printed one ("3", "2.4"), or "u1", "u2" … without one."""

    number: str
    title: str
    first_line: int
    last_line: int
    journal_number: str | None = None
    is_closed: bool = False
    sections: tuple[Section, ...] = ()
    section_headings: tuple[str, ...] = ()
    previous_handling: tuple[Reference, ...] = ()
    decided_by: str | None = None
    recommended_by: str | None = None
    recommendations: tuple[Recommendation, ...] = ()
    decision_text: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    votes: tuple[Vote, ...] = ()
    decision_history: tuple[HistoricDecision, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    attachment_count: int | None = None
    recommended_count: int | None = None
    internal_count: int | None = None
    absent: tuple[str, ...] = ()
    disqualified: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedMeeting:
    """One meeting as one document states it.

    `is_supplement`: a supplementary agenda, which adds items to the meeting's others; `is_corrected`: a new version
    of minutes that calls itself one; `is_draft`: not released by the source. `source_id` is what the publishing
    system calls the meeting ("firstagenda:<guid>"). `source_lines` are the lines as read, that `first_line` and
    `last_line` count from 1.
    """

    kind: DocumentKind
    layout: str
    is_supplement: bool = False
    is_corrected: bool = False
    is_draft: bool = False
    source_id: str | None = None
    source_lines: tuple[str, ...] = ()
    municipality: str | None = None
    committee: str | None = None
    date: dt.date | None = None
    start_time: dt.time | None = None
    location: str | None = None
    source_url: str | None = None
    participants: tuple[Participant, ...] = ()
    items: tuple[ParsedItem, ...] = ()
    warnings: tuple[ParsingWarning, ...] = ()
