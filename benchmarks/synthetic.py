"""An invented archive of any size: rows of the real models, written in bulk; the index is left to the real indexing.

Everything follows from the seed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from apps.agenda_items.models import AgendaItem, Outcome, Recommendation, Section, Vote
from apps.committees.models import Committee, Municipality, kind_of
from apps.meetings.models import Meeting
from apps.parsing.records import OUTCOME_LABELS, OutcomeCode, SectionKind
from apps.topics.topics import LABELS
from benchmarks.texts import ItemText, TextMaker
from benchmarks.vocabulary import WORD_TYPES

SEED = 20261122

FIRST_YEAR, YEARS = 2005, 21
ITEMS_PER_MUNICIPALITY = 50_000
# Up to this many items they all are of one municipality.
ONE_MUNICIPALITY = 200_000
COMMITTEES = (60, 100)
ITEMS_PER_MEETING = 12
VOTE_SHARE = 0.04
TWO_OUTCOMES_SHARE = 0.12

# How often each outcome is the first of an item, in parts of a hundred.
_OUTCOME_SHARES = {
    OutcomeCode.APPROVED: 38,
    OutcomeCode.NOTED: 22,
    OutcomeCode.RECOMMENDED: 15,
    OutcomeCode.DISCUSSED: 7,
    OutcomeCode.POSTPONED: 5,
    OutcomeCode.REFERRED: 4,
    OutcomeCode.RESPONSE: 2,
    OutcomeCode.REJECTED: 2,
    OutcomeCode.ELECTED: 1,
    OutcomeCode.WITHDRAWN: 1,
    OutcomeCode.NOT_RECOMMENDED: 1,
    OutcomeCode.OTHER: 2,
}
_SECTIONS = (
    (SectionKind.SUMMARY, "Sammendrag"),
    (SectionKind.CASE, "Sagsfremstilling"),
    (SectionKind.ECONOMY, "Økonomi"),
)
_PLACES = ("Nørre", "Sønder", "Øster", "Vester", "Lille", "Store", "Gammel", "Ny")
_ENDINGS = ("strand", "skov", "bæk", "lund", "ager", "holm", "bjerg", "sund", "mose", "vang")
_SUBJECTS = [
    "Børn",
    "Skole",
    "Kultur",
    "Fritid",
    "Miljø",
    "Teknik",
    "Klima",
    "Plan",
    "Social",
    "Sundhed",
    "Ældre",
    "Beskæftigelse",
    "Erhverv",
    "Økonomi",
    "Natur",
    "Havn",
    "Handicap",
    "Idræt",
    "Integration",
    "Landdistrikt",
    "Trafik",
    "Vækst",
    "Bosætning",
    "Forebyggelse",
    "Psykiatri",
    "Turisme",
    "Bolig",
    "Unge",
    "Byfornyelse",
    "Land",
]


@dataclass(frozen=True, slots=True)
class _Meeting:
    key: int
    held_on: dt.date
    items: int


@dataclass(frozen=True, slots=True)
class _Item:
    key: int
    meeting: _Meeting
    position: int
    text: ItemText


class RowMaker:
    """Makes an archive's rows but for its committees, which it is given with their share of the items."""

    def __init__(self, size: int, word_types: int = WORD_TYPES) -> None:
        self.size = size
        self.chance = Random(SEED)
        self.texts = TextMaker(size, SEED, word_types)
        self.groups = [code for code in LABELS if len(code) == 2]

    def write(self) -> None:
        """Write all rows into the empty database, in one transaction."""
        with transaction.atomic():
            meetings = self._write_meetings(_create_committees(self.size, self.chance))
            seats = enumerate(((m, position) for m in meetings for position in range(1, m.items + 1)), 1)
            for texts in self.texts.chunks():
                seated = zip(islice(seats, len(texts)), texts, strict=True)
                self._write_items([_Item(key, *seat, text) for (key, seat), text in seated])
            _reset_sequences(Meeting, AgendaItem, Section, Recommendation, Outcome, Vote)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _write_meetings(self, committees: list[Committee]) -> list[_Meeting]:
        """Meetings by date; a few committees meet often, most seldom."""
        count = -(-self.size // ITEMS_PER_MEETING)
        weights = [1 / (rank + 3) for rank in range(len(committees))]
        chosen = self.chance.choices(committees, weights, k=count)
        days = sorted(self.chance.randrange(YEARS * 365) for _ in range(count))
        taken: set[tuple[int, dt.date]] = set()
        rows, meetings, left = [], [], self.size
        for key, (committee, day) in enumerate(zip(chosen, days, strict=True), 1):
            held_on = dt.date(FIRST_YEAR, 1, 1) + dt.timedelta(days=day)
            while (committee.pk, held_on) in taken:
                held_on += dt.timedelta(days=1)
            taken.add((committee.pk, held_on))
            items = min(left, ITEMS_PER_MEETING)
            left -= items
            meetings.append(_Meeting(key, held_on, items))
            rows.append((key, committee.pk, committee.pk, held_on, held_on, held_on.isoformat()))
        columns = ("id", "committee", "source_committee", "held_on", "source_date", "slug")
        copy_rows(Meeting, columns, rows)
        return meetings

    def _write_items(self, items: list[_Item]) -> None:
        outcomes = {item.key: self._outcomes() for item in items}
        columns = ("id", "meeting", "number", "source_number", "slug", "position", "title", "journal_number")
        copy_rows(
            AgendaItem, (*columns, "decision_text"), (self._item_row(i, outcomes[i.key]) for i in items)
        )
        copy_rows(Section, ("item", "position", "kind", "heading", "text"), _section_rows(items))
        copy_rows(Outcome, ("item", "position", "code"), _outcome_rows(outcomes))
        points = ((i.key, 0, 1, f"at {i.text.title.lower()} godkendes") for i in items)
        copy_rows(Recommendation, ("item", "position", "number", "text"), points)
        copy_rows(Vote, ("item", "subject", "count_for", "count_against"), self._vote_rows(items))

    def _item_row(self, item: _Item, outcomes: list[OutcomeCode]) -> tuple[Any, ...]:
        number = str(item.position)
        journal_number = self._journal_number(item.meeting.held_on.year)
        decision = f"{OUTCOME_LABELS[outcomes[0]]}. {item.text.decision}"
        numbers = (number, number, number, item.position)
        return item.key, item.meeting.key, *numbers, item.text.title, journal_number, decision

    def _outcomes(self) -> list[OutcomeCode]:
        count = 1 + (self.chance.random() < TWO_OUTCOMES_SHARE)
        drawn = self.chance.choices(list(_OUTCOME_SHARES), list(_OUTCOME_SHARES.values()), k=count)
        return list(dict.fromkeys(drawn))

    def _journal_number(self, year: int) -> str:
        """Of three items two have a KLE number, most others year and number; some are of the same case."""
        kind, running = self.chance.random(), int(self.chance.expovariate(1 / 40)) + 1
        if kind < 0.10:
            return ""
        if kind < 0.33:
            return f"{year % 100:02}/{self.chance.randrange(1000, 30_000)}"
        group = self.groups[min(int(self.chance.expovariate(1 / 8)), len(self.groups) - 1)]
        subgroup, subject = (min(int(self.chance.expovariate(1 / 6)), 40) for _ in range(2))
        facet = self.chance.choice(("A00", "A26", "G01", "P00", "P05", "P16", "S00", "Ø34", "K04"))
        return f"{group}.{subgroup:02}.{subject:02}-{facet}-{running}-{year % 100:02}"

    def _vote_rows(self, items: list[_Item]) -> Iterator[tuple[Any, ...]]:
        for item in items:
            if self.chance.random() < VOTE_SHARE:
                yield item.key, item.text.title, self.chance.randint(8, 20), self.chance.randint(0, 7)


def copy_rows(model: type[models.Model], names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows by COPY. `names` are the given fields; all others but the key have their default."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    others = {n: f for n, f in fields.items() if n not in names and not f.primary_key}
    rest = tuple(f.get_db_prep_save(f.get_default(), connection) for f in others.values())
    columns = ", ".join(f'"{fields[name].column}"' for name in (*names, *others))
    statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row((*row, *rest))


def _section_rows(items: list[_Item]) -> Iterator[tuple[Any, ...]]:
    for item in items:
        for position, ((kind, heading), text) in enumerate(zip(_SECTIONS, item.text.sections, strict=True)):
            yield item.key, position, kind.value, heading, text


def _outcome_rows(outcomes: dict[int, list[OutcomeCode]]) -> Iterator[tuple[Any, ...]]:
    for key, codes in outcomes.items():
        for position, code in enumerate(codes):
            yield key, position, code.value


def _create_committees(size: int, chance: Random) -> list[Committee]:
    """The committees of all municipalities, in a random order; the first meet most often."""
    count = 1 if size <= ONE_MUNICIPALITY else size // ITEMS_PER_MUNICIPALITY
    names = [place + ending for place in _PLACES for ending in _ENDINGS]
    municipalities = [Municipality.objects.create(name=name) for name in chance.sample(names, count)]
    committees = [
        Committee.objects.create(municipality=municipality, name=name, kind=kind_of(name))
        for municipality in municipalities
        for name in _committee_names(chance)
    ]
    return chance.sample(committees, len(committees))


def _committee_names(chance: Random) -> list[str]:
    pairs = [
        f"{a}- og {b}udvalget" for a in _SUBJECTS for b in (s.lower() for s in _SUBJECTS) if a.lower() != b
    ]
    return ["Byrådet", *chance.sample(pairs, chance.randint(*COMMITTEES) - 1)]


def _reset_sequences(*changed: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), changed):
            cursor.execute(statement)
