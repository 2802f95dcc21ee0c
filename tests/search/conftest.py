"""An invented archive of two municipalities, in which every facet has several values."""

import datetime as dt
import random
from collections.abc import Iterable, Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from apps.committees.models import Municipality
from apps.ingestion.loading import load_meeting
from apps.ingestion.publishing import refresh_items
from apps.parsing.records import Outcome, OutcomeCode, ParsedItem, ParsedMeeting, Vote, Voter
from tests.records import a_meeting, an_item

COMMITTEES = {
    "Søndersund": ("Byrådet", "Klima- og Havneudvalget", "Børne- og Skoleudvalget"),
    "Nordkøb": ("Byrådet", "Ældreudvalget"),
}
JOURNAL_NUMBERS = (
    "27.36.04-G01-7-23",
    "27.36.04-A00-1-24",
    "27.51.08-A00-5-22",
    "27.42.00-K09-2-24",
    "00.30.02-S00-12-24",
    "00.01.00-A00-3-21",
    "05.01.02-P20-8-19",
    "25/26257",
    "27/1001",
    "2012-28504",
    None,
)
SUBJECTS = (
    "Nødkald på plejecentre",
    "Ny cykelsti",
    "Havnebad ved molen",
    "Frit skolevalg",
    "Budget og anlæg",
)


def load(*meetings: ParsedMeeting) -> None:
    """Load and publish."""
    for meeting in meetings:
        assert meeting.municipality is not None
        refresh_items(load_meeting(meeting, Municipality.named(meeting.municipality)).item_ids)


def random_item(number: int, dice: random.Random) -> ParsedItem:
    """An item of the archive below."""
    codes = dice.sample(list(OutcomeCode), dice.choice((1, 1, 1, 2)))
    vote = Vote(votes_for=(Voter(name="Gro Askelund"),), against=(Voter(name="Vagn Tofte"),))
    return an_item(
        str(number),
        f"{dice.choice(SUBJECTS)}, del {number}",
        journal_number=dice.choice(JOURNAL_NUMBERS),
        outcomes=tuple(Outcome(outcome=code) for code in codes),
        votes=(vote,) if dice.random() < 0.3 else (),
    )


def random_meetings(seed: int) -> Iterable[ParsedMeeting]:
    """Fifteen meetings from 2019 to 2025."""
    dice = random.Random(seed)
    for number in range(15):
        municipality = dice.choice(list(COMMITTEES))
        yield a_meeting(
            *(random_item(n, dice) for n in range(1, dice.randint(3, 7))),
            municipality=municipality,
            committee=dice.choice(COMMITTEES[municipality]),
            date=dt.date(2019 + number % 7, dice.randint(1, 12), number + 1),
        )


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Some sixty items of fifteen meetings, loaded once for a module; each test's changes are rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(*random_meetings(seed=2))
        yield
        transaction.set_rollback(True)
