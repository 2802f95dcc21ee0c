"""Items made up for one test each, published as an import does it, and what a search finds of them."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.http import QueryDict

from apps.agenda_items.models import AgendaItem
from apps.parsing.records import Outcome, OutcomeCode, ParsedItem, Section, SectionKind
from apps.search.filters import parse
from apps.search.results import Results, search
from tests.factories import load
from tests.records import a_meeting, an_item

MANY = "pr_side=100"


def a_text(
    number: str, title: str = "Punktet", body: str = "", decision: str = "", **fields: Any
) -> ParsedItem:
    """An item of just these texts."""
    case = Section(kind=SectionKind.CASE, heading="", text=body, first_line=2, last_line=3)
    return an_item(
        number,
        title,
        **{
            "decision_text": decision,
            "sections": (case,) if body else (),
            "recommendations": (),
            "outcomes": (Outcome(outcome=OutcomeCode.APPROVED),),
            **fields,
        },
    )


def publish(*items: ParsedItem, **meeting: Any) -> list[AgendaItem]:
    """Load these items as one meeting; the rows in their order."""
    with transaction.atomic():
        (loaded,) = load(a_meeting(*items, **meeting))
    return list(loaded.items.order_by("position"))


def publish_texts(*bodies: str, **meeting: Any) -> list[AgendaItem]:
    """A meeting with an item for each of these texts."""
    return publish(*(a_text(str(n), body=body) for n, body in enumerate(bodies, start=1)), **meeting)


def day(number: int) -> dt.date:
    """The days of an archive, a week apart."""
    return dt.date(2024, 1, 2) + dt.timedelta(days=7 * number)


def searched(words: str, parameters: str = "") -> Results:
    """The search for these words, as the page asks for it."""
    params = QueryDict(parameters, mutable=True)
    if words:
        params["q"] = words
    return search(parse(params))


def found(words: str, parameters: str = "") -> list[str]:
    """The numbers of the items found, in their order."""
    return [hit.item.number for hit in searched(words, parameters).hits]
