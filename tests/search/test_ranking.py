"""In what order hits come: by relevance, by date, and when there are more than can be ranked."""

import random
from collections.abc import Sequence
from itertools import product

import pytest
from django.http import QueryDict

from apps.search import ranking
from apps.search.filters import parse
from apps.search.results import all_item_ids, search
from tests.search.invented_items import a_text, day, found, publish, searched

pytestmark = pytest.mark.django_db

FILLER = "Sagen blev drøftet og sendt videre til næste møde i udvalget"


def numbers_by_page(parameters: str) -> list[str]:
    """The items of all pages, one page after the other."""
    numbers: list[str] = []
    page = 1
    while True:
        results = search(parse(QueryDict(f"{parameters}&side={page}")))
        numbers += [hit.item.number for hit in results.hits]
        if page == results.pages:
            return numbers
        page += 1


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_title_counts_more_than_the_decision_and_that_more_than_the_text(order: Sequence[int]) -> None:
    items = (
        a_text("1", "Kvistgård", decision=FILLER, body=FILLER),
        a_text("2", "Punktet", decision=f"Kvistgård {FILLER}", body=FILLER),
        a_text("3", "Punktet", decision=FILLER, body=f"Kvistgård {FILLER}"),
    )
    for n, place in enumerate(place for place in order if place < 3):
        publish(items[place], date=day(n))
    publish(a_text("4", "Punktet", decision=FILLER, body=FILLER), committee="Kvistgård Udvalg", date=day(4))
    assert found("kvistgård") == ["1", "2", "3", "4"]


@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_word_itself_counts_more_than_a_part_of_a_longer_one_and_that_more_than_a_near_one(
    is_reversed: bool,
) -> None:
    items = [
        a_text("1", "Punktet", body=f"Om pleje. {FILLER}"),
        a_text("2", "Punktet", body=f"Om tandpleje. {FILLER}"),
    ]
    items.append(a_text("3", "Punktet", body=f"Om plejning. {FILLER}"))
    for n, item in enumerate(reversed(items) if is_reversed else items):
        publish(item, date=day(n))
    assert found("pleje")[:2] == ["1", "2"]
    assert found("pleje")[2:] in ([], ["3"])


def test_what_holds_a_near_word_in_its_title_comes_after_what_holds_the_word_itself() -> None:
    publish(a_text("1", "Frivillige frivillige", body="De frivillige"), date=day(5))
    publish(a_text("2", "Punktet", body=f"{FILLER}. {FILLER}. Om frivillighed."), date=day(0))
    assert found("frivillighed") == ["2", "1"]


def test_words_next_to_each_other_come_before_words_far_apart() -> None:
    publish(a_text("1", body=f"Kvistgård. {FILLER}. {FILLER}. {FILLER}. Ellemose."), date=day(9))
    publish(a_text("2", body=f"{FILLER}. {FILLER}. {FILLER}. Kvistgård ellemose."), date=day(0))
    assert found("kvistgård ellemose") == ["2", "1"]


def test_a_rare_word_counts_more_than_a_common_one_where_none_has_both() -> None:
    publish(*(a_text(str(n), body=f"Ellemose. {FILLER}") for n in range(1, 8)), date=day(5))
    publish(a_text("9", body=f"Kvistgård. {FILLER}"), date=day(0))
    assert found("ellemose kvistgård")[0] == "9"
    assert set(found("ellemose kvistgård")) == {*"1234567", "9"}


def test_of_equals_the_newest_comes_first_and_within_a_meeting_the_first_item() -> None:
    for n in range(3):
        publish(a_text("1", body="Kvistgård"), a_text("2", body="Kvistgård"), date=day(n * 50))
    hits = searched("kvistgård").hits
    assert [(hit.item.meeting.held_on, hit.item.number) for hit in hits] == [
        (day(n * 50), number) for n in (2, 1, 0) for number in "12"
    ]


def test_newest_and_oldest_first() -> None:
    for n in (1, 0, 2):
        publish(a_text(f"{n}1", body="Kvistgård"), a_text(f"{n}2", "Kvistgård"), date=day(n))
    assert found("kvistgård", "sorter=nyeste") == ["21", "22", "11", "12", "01", "02"]
    assert found("kvistgård", "sorter=aeldste") == ["01", "02", "11", "12", "21", "22"]
    assert found("") == found("", "sorter=nyeste") == ["21", "22", "11", "12", "01", "02"]
    assert found("", "sorter=aeldste") == ["01", "02", "11", "12", "21", "22"]
    assert found("-ellemose") == found("", "sorter=nyeste")


def publish_many(count: int, seed: int = 1) -> None:
    """Meetings of items with one or two of three words in one or two of three fields."""
    dice = random.Random(seed)
    for meeting in range(count // 10):
        items = []
        for n in range(1, 11):
            texts = ["Punktet", "", FILLER]
            for _ in range(dice.choice((1, 1, 2))):
                field = dice.choice((0, 1, 2, 2, 2))
                texts[field] += f" {dice.choice(('kvistgård', 'kvistgård', 'ellemose', 'kvistgårdsvej'))}"
            items.append(a_text(f"{meeting}.{n}", texts[0], decision=texts[1], body=texts[2]))
        publish(*items, date=day(meeting))


def test_the_pages_cover_everything_once_and_in_the_same_order_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish_many(60)
    words = ("kvistgård", "kvistgård+ellemose", "kvistgård+tranekær", "kvistgård+OR+ellemose")
    for most, word, order in product((2_000, 7), words, ("", "&sorter=nyeste", "&sorter=aeldste")):
        monkeypatch.setattr(ranking, "MOST_RANKED", most)
        parameters = f"q={word}{order}"
        pages = numbers_by_page(parameters)
        assert len(pages) == len(set(pages)) == search(parse(QueryDict(parameters))).total > 1
        assert pages == numbers_by_page(parameters)
        assert len(all_item_ids(parse(QueryDict(parameters)))) == len(pages)


def test_of_more_than_can_be_ranked_those_with_the_word_in_the_title_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(*(a_text(f"{n}", "Kvistgård", body=FILLER) for n in range(1, 4)), date=day(0))
    for meeting in range(1, 6):
        publish(
            *(a_text(f"{meeting}.{n}", body=f"{FILLER} kvistgård") for n in range(1, 5)), date=day(meeting)
        )
    assert len(found("kvistgård")) == 20
    for most in (6, 4, 3):
        monkeypatch.setattr(ranking, "MOST_RANKED", most)
        order = numbers_by_page("q=kvistgård")
        assert set(order[:3]) == {"1", "2", "3"}, most
        assert order[most:] == [
            n for n in numbers_by_page("q=kvistgård&sorter=nyeste") if n not in order[:most]
        ]


def test_of_more_than_can_be_ranked_those_with_most_of_any_words_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(a_text("1", body=f"{FILLER} kvistgård ellemose"), date=day(0))
    for meeting in range(1, 5):
        publish(
            *(a_text(f"{meeting}.{n}", body=f"{FILLER} kvistgård") for n in range(1, 5)), date=day(meeting)
        )
    monkeypatch.setattr(ranking, "MOST_RANKED", 3)
    assert searched("kvistgård ellemose vrøvlebøvl").tier == "any"
    assert numbers_by_page("q=kvistgård+ellemose+vrøvlebøvl")[0] == "1"
