"""New word rules: the index is written anew while the old one answers, and nothing is lost on the way."""

import pytest
from django.core.management import call_command

from apps.agenda_items.models import AgendaItem
from apps.ingestion.publishing import unpublish
from apps.language.analysis import ANALYSER_VERSION
from apps.search import indexing, reindexing
from apps.search.models import SearchEntry
from apps.search.reindexing import outdated, reindex
from tests.search.index_checks import check_index
from tests.search.invented_items import day, found, publish_texts

pytestmark = pytest.mark.django_db

NEW_VERSION = ANALYSER_VERSION + 1


@pytest.fixture
def old_entries(monkeypatch: pytest.MonkeyPatch) -> list[AgendaItem]:
    """Ten items whose entries an older version of the word rules wrote."""
    items = [item for n in range(5) for item in publish_texts("Kvistgård", "Ellemose", date=day(n))]
    raise_version(monkeypatch)
    monkeypatch.setattr(reindexing, "_BATCH", 3)
    return items


def raise_version(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (indexing, reindexing):
        monkeypatch.setattr(module, "ANALYSER_VERSION", NEW_VERSION)


def versions() -> list[int]:
    """How many entries each version has, the present one first."""
    current = SearchEntry.objects.filter(analyser_version=NEW_VERSION).count()
    return [current, SearchEntry.objects.count() - current]


def test_after_new_rules_everything_is_outdated_and_still_answers(old_entries: list[AgendaItem]) -> None:
    assert set(outdated()) == set(old_entries)
    assert len(found("kvistgård")) == 5


def test_between_batches_searches_find_all(old_entries: list[AgendaItem]) -> None:
    seen = []
    for done in reindex(outdated()):
        seen.append(done)
        assert versions() == [done, 10 - done]
        assert len(found("kvistgård")) == len(found("ellemose")) == 5
        assert len(found("")) == 10
    assert seen == [3, 6, 9, 10]
    assert not outdated().exists()
    check_index()


def test_the_newest_come_first(old_entries: list[AgendaItem]) -> None:
    next(reindex(outdated()))
    newest = {item.pk for item in old_entries[-3:]}
    assert (
        len(
            newest
            & set(SearchEntry.objects.filter(analyser_version=NEW_VERSION).values_list("pk", flat=True))
        )
        >= 2
    )


def test_stopped_midway_it_goes_on_where_it_was(
    old_entries: list[AgendaItem], capsys: pytest.CaptureFixture[str]
) -> None:
    run = reindex(outdated())
    next(run)
    next(run)
    del run
    assert versions() == [6, 4]
    call_command("reindex")
    assert "4 af 4 punkter er indekseret." in capsys.readouterr().out
    assert versions() == [10, 0]
    check_index()


def test_a_batch_that_fails_leaves_what_was_there(
    old_entries: list[AgendaItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    write, calls = indexing._write, []

    def failing(*args: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("strømsvigt")
        write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(indexing, "_write", failing)
    with pytest.raises(RuntimeError, match="strømsvigt"):
        list(reindex(outdated()))
    assert versions() == [3, 7]
    assert len(found("kvistgård")) == 5
    check_index()
    list(reindex(outdated()))
    assert versions() == [10, 0]
    check_index()


def test_what_is_imported_changed_and_unpublished_meanwhile_is_not_lost(
    old_entries: list[AgendaItem],
) -> None:
    run = reindex(outdated())
    next(run)
    publish_texts("Tranekær", date=day(9))
    publish_texts("Kvistgård", "Sandfang", date=day(0))
    unpublish(AgendaItem.objects.get(pk=old_entries[2].pk), "Forkert")
    gone = old_entries[5].pk
    AgendaItem.objects.filter(pk=gone).delete()
    list(run)
    assert not outdated().exists()
    check_index()
    assert found("tranekær") == ["1"]
    assert found("sandfang") == ["2"]
    assert len(found("kvistgård")) == 4
    assert not SearchEntry.objects.filter(pk__in=[gone, old_entries[2].pk]).exists()


def test_an_item_without_an_entry_gets_one(capsys: pytest.CaptureFixture[str]) -> None:
    first, _ = publish_texts("Kvistgård", "Ellemose")
    SearchEntry.objects.filter(pk=first.pk).delete()
    assert found("kvistgård") == []
    call_command("reindex")
    assert "1 af 1 punkter" in capsys.readouterr().out
    assert found("kvistgård") == ["1"]
    check_index()


def test_nothing_to_do_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    publish_texts("Kvistgård")
    call_command("reindex")
    assert "Søgeindekset er helt opdateret." in capsys.readouterr().out
    call_command("reindex", "--all")
    assert "1 af 1 punkter er indekseret." in capsys.readouterr().out
    check_index()
