"""What the measurements rest on: the invented archive is as it says, and what engines find is what its texts say."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from apps.agenda_items.models import AgendaItem
from apps.search.indexing import index_items
from benchmarks.archive import ROOT
from benchmarks.checking import expected_answer, wrong_answers
from benchmarks.documents import Catalogue, documents, read_catalogue
from benchmarks.ours import Ours
from benchmarks.peers import Answer, Sqlite, Tantivy, build_sqlite, build_tantivy
from benchmarks.planted import ALL_WORDS, SHARES, WORDS
from benchmarks.query_classes import INSTANCES, Query, all_queries, matching
from benchmarks.relevance import SAMPLE_QUERIES, key_of, read_queries, score
from benchmarks.reporting import Report, percentile, section
from benchmarks.synthetic import RowMaker
from benchmarks.texts import TextMaker
from benchmarks.vocabulary import build_vocabulary

ITEMS = 120
WORD_TYPES = 3_000
SAMPLE_FACTS = ROOT / "tests" / "ingestion" / "sample_facts.json"


# Two of them of 2024; no planted words.
FOUR_ITEMS = Catalogue(
    item=np.array([10, 11, 12, 13]),
    year=np.array([2024, 2024, 2025, 2025]),
    committee=np.array([1, 1, 1, 2]),
    outcomes=np.array([b"|noted|", b"|approved|noted|", b"|approved|", b"|approved|"]),
    prefixes=np.array([b"||", b"|27|27.36|27.36.04|", b"|17|17.01|17.01.00|", b"|25/|25/3318|"]),
    any_form=np.zeros((4, len(ALL_WORDS)), bool),
    base_form=np.zeros((4, len(ALL_WORDS)), bool),
    phrases=np.zeros((4, 6), bool),
)


@pytest.fixture(scope="module")
def catalogue(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Catalogue]:
    with django_db_blocker.unblock(), transaction.atomic():
        RowMaker(ITEMS, WORD_TYPES).write()
        index_items(AgendaItem.objects.values_list("pk", flat=True))
        yield read_catalogue(tmp_path_factory.mktemp("catalogue") / "catalogue.npz")
        transaction.set_rollback(True)


def words_find_something(query: Query, catalogue: Catalogue) -> bool:
    words = replace(query, committee=None, years=(), outcome="", journal_prefix="")
    return bool(matching(words, catalogue, as_typed=False).any())


def test_the_same_seed_gives_the_same_texts_and_another_seed_others() -> None:
    first, again, other = (list(TextMaker(30, seed, WORD_TYPES).chunks()) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_no_word_of_the_vocabulary_contains_a_planted_one() -> None:
    vocabulary = build_vocabulary(1, 20_000)
    assert len(set(vocabulary.words)) == 20_000
    nouns = [planted.word for planted in ALL_WORDS]
    assert [word for word in vocabulary.words if any(noun in word for noun in nouns)] == []


def test_the_commonest_word_is_far_more_frequent_than_the_hundredth() -> None:
    vocabulary = build_vocabulary(1, WORD_TYPES)
    shares = [vocabulary.cumulative[0], vocabulary.cumulative[99] - vocabulary.cumulative[98]]
    assert shares[0] / shares[1] == pytest.approx(((100 + 2.7) / (1 + 2.7)) ** 1.07)


def test_planted_words_are_in_as_many_items_as_their_class_says() -> None:
    items = [text for chunk in TextMaker(ITEMS, 1, WORD_TYPES).chunks() for text in chunk]
    texts = [" ".join((item.title, item.decision, *item.sections)).lower() for item in items]
    for label in ("10 %", "40 %"):
        for planted in WORDS[label]:
            count = sum(planted.word in text for text in texts)
            assert count == round(SHARES[label] * ITEMS), planted.word


def test_every_class_of_queries_has_its_instances() -> None:
    classes = Counter(query.class_name for query in all_queries(FOUR_ITEMS))
    assert len(classes) == 14
    assert set(classes.values()) == {INSTANCES}


def test_a_facet_is_counted_without_its_own_choice() -> None:
    query = Query(class_name="year and outcome", years=(2024,), outcome="approved")
    answer = expected_answer(query, FOUR_ITEMS, as_typed=True)
    assert (answer.total, answer.items) == (1, (11,))
    assert answer.facets == {
        "committee": {"1": 1},
        "year": {"2024": 1, "2025": 2},
        "outcome": {"approved": 1, "noted": 2},
        "journal_group": {"27": 1},
    }


def test_a_wrong_answer_is_told(db: None) -> None:
    query = Query(class_name="year", years=(2024,))
    right = expected_answer(query, FOUR_ITEMS, as_typed=True)

    def one_too_many(asked: Query) -> Answer:
        return Answer(right.total + 1, right.facets, right.items)

    def another_count(asked: Query) -> Answer:
        return Answer(right.total, {**right.facets, "outcome": {}}, right.items)

    engines = {"SQLite": one_too_many, "Tantivy": another_count}
    assert wrong_answers([query], FOUR_ITEMS, engines) == [
        "SQLite: year : 3 items, not 2",
        "Tantivy: year : other counts of outcome",
    ]


def test_our_search_finds_of_every_query_exactly_what_the_texts_say(db: None, catalogue: Catalogue) -> None:
    # Where words find nothing together, the search goes on to items with one of them.
    queries = [query for query in all_queries(catalogue) if words_find_something(query, catalogue)]
    assert len(queries) > 70
    assert wrong_answers(queries, catalogue, {"ours": Ours().answer}) == []


def test_sqlite_and_tantivy_find_what_the_texts_say(db: None, catalogue: Catalogue, tmp_path: Path) -> None:
    pytest.importorskip("tantivy")
    build_sqlite(tmp_path / "archive.db", documents())
    build_tantivy(tmp_path / "tantivy", documents())
    engines: dict[str, Callable[[Query], Answer]] = {
        "SQLite": Sqlite(tmp_path / "archive.db").answer,
        "Tantivy": Tantivy(tmp_path / "tantivy").answer,
    }
    assert wrong_answers(all_queries(catalogue), catalogue, engines) == []


def test_every_grade_of_the_sample_queries_names_an_item_of_the_sample_minutes() -> None:
    meetings = json.loads(SAMPLE_FACTS.read_text(encoding="utf-8"))["documents"]
    known: set[str] = set()
    for meeting in meetings:
        times = sorted({other["start_time"] for other in meetings if other["date"] == meeting["date"]})
        place = times.index(meeting["start_time"]) + 1
        day = meeting["date"] if place == 1 else f"{meeting['date']}-{place}"
        known |= {f"{day}/{item['number']}" for item in meeting["items"]}
    queries = read_queries(SAMPLE_QUERIES)
    assert len({query.text for query in queries}) >= 60
    assert {key for query in queries for key in query.grades} <= known
    assert {grade for query in queries for grade in query.grades.values()} == {1, 2}


@pytest.mark.parametrize(
    ("found", "recall", "ndcg", "mrr"),
    [
        (["a", "b", "c"], 1.0, 1.0, 1.0),
        (["c", "a"], 2 / 3, (1 + 3 / 1.584963) / (3 + 1 / 1.584963 + 1 / 2), 1 / 2),
        (["x"], 0.0, 0.0, 0.0),
        ([], 0.0, 0.0, 0.0),
    ],
)
def test_measures_are_those_worked_out_by_hand(
    found: list[str], recall: float, ndcg: float, mrr: float
) -> None:
    scores = score(found, {"a": 2, "b": 1, "c": 1})
    assert scores.recall20 == pytest.approx(recall)
    assert scores.ndcg10 == pytest.approx(ndcg, abs=1e-6)
    assert scores.mrr == pytest.approx(mrr)
    assert scores.answered == (1.0 if found else 0.0)


def test_a_second_meeting_of_a_day_is_told_from_the_first() -> None:
    hit = {"url": "/soendersund/udvalg/byraadet/2025-06-10-2/punkt-3/", "number": 3}
    assert key_of(hit) == "2025-06-10-2/3"


def test_the_report_gives_median_percentile_and_ratio() -> None:
    times = {("1 %", name): values for name, values in {
        "retrieval": [2.0, 4.0, 6.0],
        "page": [10.0, 20.0, 30.0],
        "SQLite FTS5": [8.0, 8.0, 8.0],
        "Tantivy": [9.0, 9.0, 9.0],
        "Datasette JSON": [40.0, 40.0, 40.0],
        "Datasette page": [50.0, 50.0, 50.0],
    }.items()}  # fmt: skip
    figures = json.loads(
        '{"rows": 1, "row_bytes": 1, "indexed": 3000, "indexing": 10, "indexing_cpu": 8, "entry_bytes": 1, "index_bytes": 1,'
        ' "memory": {"before": 1, "after": 1, "columns": 1}}'
    )
    text = section(Report(3_000, figures, times, ()))
    assert "| 1 % | 4.0 / 6.0 | 20.0 / 30.0 |" in text
    assert "| 0.50 | 10.0 | 2.5 |" in text
    assert "300 items/s by one process, 375 for a second of a core" in text


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.95) == 3.0
    assert percentile([float(n) for n in range(100)], 0.95) == 95.0
