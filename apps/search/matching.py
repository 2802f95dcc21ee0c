"""What "matching" means: the one place that turns a search into the entries that match it, and their order.

Words are PostgreSQL's `danish` configuration and the grammar of `websearch_to_tsquery`: all words, "a phrase",
-without, ELLER between alternatives.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.postgres.search import SearchQuery as TextQuery
from django.contrib.postgres.search import SearchRank
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q, QuerySet
from psycopg.errors import QueryCanceled

from apps.language.journal_numbers import parse_prefix
from apps.search.models import SLOT_BITS, SearchEntry
from apps.search.queries import SearchQuery

CONFIGURATION = "danish"
# A search that takes longer keeps others waiting: the slowest of the benchmarks takes a twentieth.
LONGEST_SECONDS = 2

_PHRASE_OR_WORD = re.compile(r'-?"[^"]*"?|\S+')


class SearchTooSlowError(Exception):
    """The database gave the search up."""


@contextmanager
def limited_time() -> Iterator[None]:
    """Give the database at most `LONGEST_SECONDS` for each query inside. Raises SearchTooSlowError."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{LONGEST_SECONDS}s"])
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise SearchTooSlowError from error
        raise


def terms(words: str) -> list[str]:
    """The words and phrases of a query as typed, with their minus, without the operators between them."""
    return [term for term in _PHRASE_OR_WORD.findall(words) if term not in ("ELLER", "OR", "eller", "or")]


def text_query(words: str) -> TextQuery:
    """PostgreSQL's query for the words."""
    return TextQuery(in_websearch_grammar(words), config=CONFIGURATION, search_type="websearch")


def in_websearch_grammar(words: str) -> str:
    """The words with Danish operators in PostgreSQL's English."""
    return " ".join("or" if term == "ELLER" else term for term in _PHRASE_OR_WORD.findall(words))


def has_something_to_find(words: str) -> bool:
    """Whether any word is left when stop words and signs are gone. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT numnode(websearch_to_tsquery(%s::regconfig, %s))",
            [CONFIGURATION, in_websearch_grammar(words)],
        )
        (count,) = cursor.fetchone()
    return bool(count) or _whole_journal_number(words) is not None


def words_match(words: str) -> Q:
    """Entries with these words; all when there are none. A journal number finds its cases however it is written."""
    if not words:
        return Q()
    condition = Q(words=text_query(words))
    number = _whole_journal_number(words)
    return condition | Q(journal_prefixes__contains=[number]) if number else condition


def _whole_journal_number(words: str) -> str | None:
    """The number when the words are nothing else; two bare digits are more likely an amount or an age."""
    return None if re.fullmatch(r"\d*", words) else parse_prefix(words)


def facet_conditions(query: SearchQuery) -> dict[str, Q]:
    """What each facet with a choice demands. OR within a facet; together they mean AND."""
    dates = Q()
    for year in query.years:
        dates |= Q(held_on__year=int(year))
    if query.first_day:
        dates &= Q(held_on__gte=query.first_day)
    if query.last_day:
        dates &= Q(held_on__lte=query.last_day)
    conditions = {
        "kommune": Q(municipality__slug__in=query.municipalities),
        "udvalg": Q(committee__slug__in=query.committees),
        "aar": dates,
        "journalnummer": Q(journal_prefixes__overlap=list(query.journal_numbers)),
        "emne": Q(topic__in=query.topics),
        "udfald": Q(outcomes__overlap=list(query.outcomes)),
        "afstemning": Q(has_vote__in=[vote == "ja" for vote in query.votes]),
    }
    return {facet: conditions[facet] for facet in query.facets}


def condition(query: SearchQuery) -> Q:
    """All that a search demands."""
    return Q(words_match(query.words), *facet_conditions(query).values())


def page_of_items(query: SearchQuery) -> list[int]:
    """The keys of the items on the query's page, in its order. One query."""
    entries = _in_order(SearchEntry.objects.filter(condition(query)), query)
    start = (query.page - 1) * query.page_size
    return list(entries.values_list("item_id", flat=True)[start : start + query.page_size])


def _in_order(entries: QuerySet[SearchEntry], query: SearchQuery) -> QuerySet[SearchEntry]:
    """Items of one meeting stay in the meeting's own order, whichever way the dates go."""
    if query.is_by_relevance:
        # 1: a long text has every word somewhere, so its length counts against it (logarithmically).
        rank = SearchRank(F("words"), text_query(query.words), normalization=1)
        return entries.annotate(rank=rank).order_by("-rank", "-sort_key", "item_id")
    if query.order == "aeldste":
        return entries.annotate(meeting=F("sort_key").bitrightshift(SLOT_BITS)).order_by(
            "meeting", "-sort_key", "item_id"
        )
    return entries.order_by("-sort_key", "item_id")
