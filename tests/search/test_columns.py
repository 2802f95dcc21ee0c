"""The columns that a process keeps of the index: the same as the rows, and never older than the index."""

import datetime as dt
import random
import threading

import numpy as np
import pytest
from django.db import connection, transaction

from apps.agenda_items.models import AgendaItem
from apps.ingestion.publishing import refresh_items, refresh_meeting, unpublish
from apps.language.journal_numbers import parse_journal_number
from apps.search import columns as columns_module
from apps.search.columns import Columns, NumberTable, current
from apps.search.models import OUTCOME_BITS, SearchEntry
from apps.topics.topics import topic_of
from tests.search.conftest import load, random_meetings
from tests.search.index_checks import version
from tests.search.invented_items import a_text, day, found, publish, publish_texts, searched

pytestmark = pytest.mark.django_db


def in_date_order() -> list[AgendaItem]:
    """The published items, the last first, as the rows say."""
    items = list(AgendaItem.objects.published().with_meeting().prefetch_related("outcomes", "votes"))
    return sorted(
        items,
        key=lambda item: (item.meeting.held_on, item.meeting_id % 64, -item.position, -item.pk),
        reverse=True,
    )


def check_columns(columns: Columns) -> None:
    """Compare each column with the rows, one by one, in plain Python."""
    items = in_date_order()[::-1]
    assert columns.item.tolist() == [item.pk for item in items]
    committees = [item.meeting.committee for item in items]
    assert columns.committee.tolist() == [committee.pk for committee in committees]
    assert columns.municipality.tolist() == [committee.municipality_id for committee in committees]
    days = [item.meeting.held_on for item in items]
    assert columns.day.astype("M8[D]").tolist() == days
    assert columns.year.tolist() == [day.year for day in days]
    codes = [{OUTCOME_BITS[outcome.code] for outcome in item.outcomes.all()} for item in items]
    assert columns.outcomes.tolist() == [sum(bits) for bits in codes]
    assert columns.has_vote.tolist() == [bool(item.votes.all()) for item in items]
    for item, row in zip(items, columns.number.tolist(), strict=True):
        number = parse_journal_number(item.journal_number)
        levels = [columns.numbers.prefixes[code] for code in columns.numbers.levels[row] if code >= 0]
        assert levels == list(number.prefixes if number else ())
        topic = columns.numbers.topic[row]
        assert (columns.numbers.topics[topic] if topic >= 0 else None) == topic_of(item.journal_number)


@pytest.mark.parametrize("seed", range(2))
def test_the_columns_are_the_rows_in_date_order(seed: int) -> None:
    load(*random_meetings(seed))
    columns = current(version())
    check_columns(columns)
    dice = random.Random(seed)
    keys = columns.item.tolist()
    for _ in range(10):
        chosen = dice.sample(keys, 7)
        asked = np.array([*chosen, chosen[0], max(keys) + 1, 10**9], np.int32)
        rows = columns.rows(asked)
        assert columns.item[rows].tolist() == [key for key in keys if key in chosen]


def test_oldest_first_keeps_the_order_within_a_meeting() -> None:
    load(*random_meetings(4))
    columns = current(version())
    rows = columns.oldest_first(np.arange(columns.size))
    items = AgendaItem.objects.in_bulk(columns.item.tolist())
    ordered = [items[key] for key in columns.item[rows].tolist()]
    assert ordered == sorted(
        ordered, key=lambda item: (item.meeting.held_on, item.meeting_id % 64, item.position, item.pk)
    )


def test_an_empty_archive_has_empty_columns() -> None:
    columns = current(version())
    assert columns.size == 0
    assert columns.rows(np.array([1, 2], np.int32)).tolist() == []
    assert found("") == found("kvistgård") == found("-kvistgård") == []
    assert searched("").counts.total == 0


def test_an_archive_that_is_emptied_has_empty_columns_again() -> None:
    (item,) = publish_texts("Kvistgård")
    assert found("") == ["1"]
    unpublish(item, "Forkert")
    assert current(version()).size == 0
    assert found("") == []


def test_the_items_of_a_day_stay_together_by_meeting() -> None:
    for committee in ("Byrådet", "Havneudvalget", "Ældreudvalget"):
        publish(*(a_text(str(n), f"{committee} {n}") for n in (1, 2, 3)), committee=committee, date=day(0))
    titles = [hit.item.title for hit in searched("").hits]
    assert [title.split()[1] for title in titles] == ["1", "2", "3"] * 3
    assert len({title.split()[0] for title in titles[:3]}) == 1
    oldest = [hit.item.title for hit in searched("", "sorter=aeldste").hits]
    assert [title.split()[1] for title in oldest] == ["1", "2", "3"] * 3


def test_more_items_than_the_key_has_room_for_stay_in_order() -> None:
    publish(*(a_text(str(n), f"Punkt {n}") for n in range(1, 281)))
    items = [int(key) for key in current(version()).item[::-1]]
    assert items == sorted(items)


@pytest.mark.parametrize(
    "when", [dt.date(1, 1, 1), dt.date(1969, 12, 31), dt.date(2000, 1, 1), dt.date(9999, 12, 31)]
)
def test_any_date_is_kept(when: dt.date) -> None:
    (item,) = publish(a_text("1"))
    meeting = item.meeting
    # No import takes such a date, but staff may enter it.
    meeting.held_on = when
    meeting.save()
    refresh_meeting(meeting)
    columns = current(version())
    assert columns.day.astype("M8[D]").tolist() == [when]
    assert columns.year.tolist() == [when.year]
    assert found("", f"aar={when.year:04}") == found("", f"fra={when}&til={when}") == ["1"]


def test_columns_of_an_older_version_are_read_again_once() -> None:
    (item,) = publish_texts("Kvistgård")
    before = current(version())
    assert current(version()) is before
    refresh_items([item.pk])
    after = current(version())
    assert after is not before
    assert after.version == version()
    assert current(version()) is after


def test_a_journal_number_that_comes_later_gets_a_row_of_its_own() -> None:
    publish(a_text("1", journal_number="27.36.04-G01-7-23"))
    assert found("", "journalnummer=27.36") == ["1"]
    publish(
        a_text("2", journal_number="27.36.05-G01-8-23"), a_text("3", journal_number="2012-28504"), date=day(5)
    )
    check_columns(current(version()))
    assert set(found("", "journalnummer=27.36")) == {"1", "2"}
    assert found("", "journalnummer=2012-") == ["3"]


def test_a_number_table_that_reads_bit_by_bit_knows_what_one_knows_that_reads_all() -> None:
    slow = NumberTable()
    for n, number in enumerate(("27.36.04-G01-7-23", "25/26257", "27.36.04-A00-1-24", "00.30.02-S00-12-24")):
        publish(a_text("1", journal_number=number), date=day(n))
        slow.read_new()
    fast = NumberTable()
    fast.read_new()
    assert (slow.prefixes, slow.topics) == (fast.prefixes, fast.topics)
    assert slow.levels.tolist() == fast.levels.tolist()
    assert slow.topic.tolist() == fast.topic.tolist()


def run_in_threads(count: int, job: "object") -> list[object]:
    """What each thread's call returns; each has a connection of its own."""
    results: list[object] = []
    barrier = threading.Barrier(count)

    def run() -> None:
        try:
            barrier.wait()
            results.append(job())  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001  # the test compares it with what was expected
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_get_the_same_columns_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    publish_texts("Kvistgård", "Ellemose")
    reads: list[int] = []
    read = columns_module._read

    def counted() -> Columns:
        reads.append(1)
        return read()

    monkeypatch.setattr(columns_module, "_read", counted)
    wanted = version()
    results = run_in_threads(4, lambda: id(current(wanted)))
    assert len(set(results)) == 1
    assert len(reads) == 1


@pytest.mark.django_db(transaction=True)
def test_a_process_sees_what_another_wrote_at_its_next_search() -> None:
    publish_texts("Kvistgård")
    assert run_in_threads(1, lambda: found("")) == [["1"]]
    publish_texts("Ellemose", date=day(3))
    assert run_in_threads(2, lambda: len(found(""))) == [2, 2]
    AgendaItem.objects.all().delete()
    assert run_in_threads(1, lambda: found("")) == [[]]


@pytest.mark.django_db(transaction=True)
def test_what_is_being_written_is_not_yet_seen_by_others() -> None:
    publish_texts("Kvistgård")
    with transaction.atomic():
        publish_texts("Ellemose", date=day(3))
        assert run_in_threads(1, lambda: len(found(""))) == [1]
        assert len(found("")) == 2
    assert run_in_threads(1, lambda: len(found(""))) == [2]
    assert SearchEntry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_searches_while_journal_numbers_are_added_all_have_right_facets() -> None:
    publish(a_text("1", journal_number="27.36.04-G01-7-23"), date=day(0))
    done = threading.Event()

    def search_on() -> int:
        searches = 0
        while not done.is_set() or not searches:
            results = searched("", "journalnummer=27.36")
            main = {v.value: v.count for v in results.counts.by_facet["journalnummer"]}
            assert main["27"] >= results.total >= 1
            searches += 1
        return searches

    outcome: list[object] = []
    searching = threading.Thread(target=lambda: outcome.extend(run_in_threads(2, search_on)))
    searching.start()
    try:
        for n in range(1, 8):
            publish(a_text("1", journal_number=f"27.36.{n + 10}-G01-{n}-23"), date=day(n))
    finally:
        done.set()
        searching.join(120)
    assert len(outcome) == 2
    assert all(isinstance(searches, int) and searches > 0 for searches in outcome), outcome
