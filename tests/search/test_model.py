"""The search against filtering by hand: five hundred states of an archive, each asked at random."""

import datetime as dt
import random
from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.test import Client

from apps.agenda_items.models import AgendaItem
from apps.ingestion.publishing import publish_again, refresh_items, unpublish
from apps.meetings.models import Meeting
from apps.parsing.records import Outcome, OutcomeCode, ParsedItem, Vote, Voter
from tests.factories import load
from tests.records import a_meeting
from tests.search.conftest import COMMITTEES, JOURNAL_NUMBERS
from tests.search.index_checks import check_index
from tests.search.invented_items import a_text
from tests.search.test_facets import FACETS, Items, Params, asked, facts_of, random_params, worked_out

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

STATES = 500
# Codes neither inflect nor are near each other: what finds them is the rule of the query alone.
VOCABULARY = tuple(f"{letter}{number}" for letter in "bkz" for number in range(11, 17))
MOST_ITEMS = 60


class Term(NamedTuple):
    """One or more words that stand next to each other."""

    words: tuple[str, ...]

    def is_in(self, texts: list[list[str]]) -> bool:
        length = len(self.words)
        return any(
            tuple(text[at : at + length]) == self.words
            for text in texts
            for at in range(len(text) - length + 1)
        )

    def __str__(self) -> str:
        return f'"{" ".join(self.words)}"' if len(self.words) > 1 else self.words[0]


class Question(NamedTuple):
    """AND of ORs, without the excluded."""

    groups: list[list[Term]]
    excluded: list[Term]

    def __str__(self) -> str:
        asked_for = [" OR ".join(map(str, group)) for group in self.groups]
        return " ".join([*asked_for, *(f"-{term}" for term in self.excluded)])

    def tier(self, all_texts: list[list[list[str]]]) -> tuple[str, Callable[[list[list[str]]], bool]]:
        """By which tier the archive of these texts answers, and whether it finds an item."""

        def is_refused(texts: list[list[str]]) -> bool:
            return any(term.is_in(texts) for term in self.excluded)

        def has_all(texts: list[list[str]]) -> bool:
            return not is_refused(texts) and all(any(t.is_in(texts) for t in group) for group in self.groups)

        def has_any(texts: list[list[str]]) -> bool:
            return not is_refused(texts) and any(t.is_in(texts) for group in self.groups for t in group)

        if not any(map(has_all, all_texts)) and any(map(has_any, all_texts)):
            return "any", has_any
        return "exact", has_all


def random_question(dice: random.Random) -> Question:
    """At most four terms: of more, the third tier takes only the rarest."""

    def term() -> Term:
        return Term(tuple(dice.sample(VOCABULARY, dice.choice((1, 1, 1, 2)))))

    sizes = dice.choice(([], [1], [1], [1, 1], [2], [1, 2], [1, 1, 1], [3]))
    excluded = [term() for _ in range(dice.choice((0, 0, 1, 2)))]
    return Question([[term() for _ in range(size)] for size in sizes], excluded)


def random_texts(dice: random.Random) -> dict[str, str]:
    """Three texts of an item; few words, so that phrases occur."""
    return {
        name: " ".join(dice.choice(VOCABULARY) for _ in range(dice.randint(1, 6)))
        for name in ("title", "decision", "body")
    }


def random_item(number: int, dice: random.Random) -> ParsedItem:
    codes = dice.sample(list(OutcomeCode), dice.choice((1, 1, 2)))
    vote = Vote(votes_for=(Voter(name="Gro Askelund"),), against=(Voter(name="Vagn Tofte"),))
    return a_text(
        str(number),
        **random_texts(dice),
        journal_number=dice.choice(JOURNAL_NUMBERS),
        outcomes=tuple(Outcome(outcome=code) for code in codes),
        votes=(vote,) if dice.random() < 0.3 else (),
        is_closed=dice.random() < 0.1,
    )


def load_at_random(dice: random.Random) -> None:
    """A new meeting, or other contents for one that is there: there are only so many days."""
    municipality = dice.choice(list(COMMITTEES))
    load(
        a_meeting(
            *(random_item(n, dice) for n in range(1, dice.randint(2, 5))),
            municipality=municipality,
            committee=dice.choice(COMMITTEES[municipality]),
            date=dt.date(2019 + dice.randrange(7), 1 + dice.randrange(2), 1),
        )
    )


def change(dice: random.Random) -> None:
    """One of all that may happen to an archive."""
    items = list(AgendaItem.objects.order_by("pk"))
    meetings = list(Meeting.objects.order_by("pk"))
    if not items or (len(items) < MOST_ITEMS and dice.random() < 0.4):
        load_at_random(dice)
        return
    item, meeting = dice.choice(items), dice.choice(meetings)

    def edit() -> None:
        texts = random_texts(dice)
        item.title, item.decision_text = texts["title"], texts["decision"]
        item.journal_number = dice.choice(JOURNAL_NUMBERS) or ""
        item.is_closed = dice.random() < 0.2
        item.save()
        refresh_items([item.pk])

    dice.choice(
        [
            edit,
            edit,
            lambda: unpublish(item, "Forkert"),
            lambda: publish_again(dice.choice(items)),
            lambda: unpublish(meeting, "Forkert"),
            lambda: publish_again(dice.choice(meetings)),
            item.delete,
            lambda: AgendaItem.objects.filter(
                pk__in=[i.pk for i in dice.sample(items, min(2, len(items)))]
            ).delete(),
            meeting.delete if dice.random() < 0.3 else edit,
        ]
    )()


def texts_of(item: AgendaItem) -> list[list[str]]:
    """The texts of an item that the public may read, word by word."""
    bodies = [] if item.is_closed else [section.text for section in item.sections.all()]
    return [text.split() for text in (item.title, item.decision_text, *bodies)]


def facts(item: AgendaItem) -> dict[str, set[str]]:
    """Of a closed item neither its journal number nor its votes are known."""
    known = facts_of(item)
    return known | {"journalnummer": set(), "emne": set(), "afstemning": {"nej"}} if item.is_closed else known


def check(client: Client, question: Question, params: Params) -> tuple[str, int]:
    """Compare hits, total and every facet count; the tier and how many were found."""
    rows = list(AgendaItem.objects.published().for_page())
    tier, matches = question.tier([texts_of(item) for item in rows])
    items: Items = [(item, facts(item)) for item in rows if matches(texts_of(item))]
    hits, counts = worked_out(items, params)
    answer = asked(client, {**params, **({"q": [str(question)]} if str(question) else {})})
    assert answer["tier"] == tier, question
    assert answer["total"] == len(hits), question
    assert [hit["url"] for hit in answer["hits"]] == list(dict.fromkeys(hit["url"] for hit in answer["hits"]))
    assert {hit["url"] for hit in answer["hits"]} == hits, question
    for facet, values in answer["facets"].items():
        shown = {value["value"]: value["count"] for value in values}
        assert shown == {value: counts[facet][value] for value in shown}, (question, facet)
        if facet != "journalnummer":
            assert {value for value in shown if shown[value]} == set(counts[facet]), (question, facet)
    return tier, len(hits)


def test_five_hundred_states_of_an_archive_answer_as_filtering_by_hand_does(client: Client) -> None:
    dice = random.Random(500)
    outcomes: dict[tuple[str, bool], int] = {}
    for state in range(STATES):
        change(dice)
        for _ in range(2):
            params = random_params(dice.randrange(10**6)) if dice.random() < 0.6 else {}
            known = set(AgendaItem.objects.published().values_list("meeting__committee__slug", flat=True))
            params["udvalg"] = [slug for slug in params.get("udvalg", []) if slug in known]
            if "kommune" in params or len(known) < 2:
                params = {
                    name: values for name, values in params.items() if name not in ("kommune", "udvalg")
                }
            tier, total = check(client, random_question(dice), {k: v for k, v in params.items() if v})
            outcomes[tier, bool(total)] = outcomes.get((tier, bool(total)), 0) + 1
        if state % 50 == 0:
            check_index()
    assert min(outcomes.values()) > 20
    assert outcomes.keys() >= {("exact", True), ("exact", False), ("any", True), ("any", False)}
    assert FACETS
