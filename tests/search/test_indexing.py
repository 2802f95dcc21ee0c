"""The index follows the rows, whatever happens to them and whoever else writes."""

import random
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Committee
from apps.ingestion.publishing import publish_again, refresh_items, unpublish
from apps.meetings.models import Meeting
from apps.parsing.records import Attachment, Recommendation, Section, SectionKind, Vote, VoteCounts
from apps.search.indexing import index_items
from apps.search.models import Lexeme, SearchContinuation, SearchEntry, Word
from tests.factories import load
from tests.records import a_meeting, an_item
from tests.search.conftest import random_item, random_meetings
from tests.search.index_checks import check_index, version
from tests.search.invented_items import a_text, found, publish, publish_texts

# With what is split, derived, spelled in several ways, hyphened, suspended and numbered.
_TEXTS = (
    "Børne-, unge- og ældreområdet får covid-19-tilskud på 1.178.000 kr.",
    "Rønnehøj er bygget om. Rønnehøjhjemmet åbner igen efter § 107 og SEL.",
    "Tandplejetilbud i handicap- og psykiatriområdet; pc'ens d'Angleterre, DSB's.",
    "Lov om social service, godkendes1. Sagen 27.51.08-A00-5-22 og 25/26257.",
    "Ålborg og Aalborg, Malmö, café, ŒUVRE, straße, Ŝipo, İstanbul, ﬁnanslov.",
)


def _change(dice: random.Random) -> None:
    """One of all that may happen to an archive."""
    meetings, items = list(Meeting.objects.order_by("pk")), list(AgendaItem.objects.order_by("pk"))
    meeting, item = dice.choice(meetings), dice.choice(items)

    def closed() -> None:
        item.is_closed = True
        item.save()
        refresh_items([item.pk])

    def changed() -> None:
        item.title = dice.choice(_TEXTS)
        item.journal_number = dice.choice(["", "27.36.04-G01-7-23", "99/1"])
        item.save()
        refresh_items([item.pk])

    def loaded() -> None:
        load(
            a_meeting(
                *(random_item(n, dice) for n in (1, 2)),
                a_text("3", body=dice.choice(_TEXTS)),
                committee=meeting.committee.name,
                municipality=meeting.committee.municipality.name,
                date=meeting.held_on,
            )
        )

    changes: list[Callable[[], object]] = [
        loaded,
        changed,
        changed,
        closed,
        lambda: unpublish(item, "Forkert"),
        lambda: unpublish(meeting, "Forkert"),
        lambda: publish_again(item),
        lambda: publish_again(meeting),
        item.delete,
        lambda: AgendaItem.objects.filter(pk__in=[i.pk for i in dice.sample(items, 2)]).delete(),
        meeting.delete,
        lambda: index_items([i.pk for i in dice.sample(items, 5)]),
    ]
    dice.choice(changes)()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_after_any_sequence_of_changes_the_tables_say_what_the_rows_say(seed: int) -> None:
    dice = random.Random(seed)
    load(*random_meetings(seed))
    versions = [version()]
    check_index()
    for _ in range(14):
        before = set(SearchEntry.objects.values_list("pk", flat=True))
        _change(dice)
        check_index()
        if before != set(SearchEntry.objects.values_list("pk", flat=True)):
            assert version() not in versions
        versions.append(version())


@pytest.mark.django_db
def test_an_archive_of_which_all_is_deleted_leaves_no_word() -> None:
    publish_texts(*_TEXTS)
    check_index()
    assert Word.objects.count() > 40
    Meeting.objects.all().delete()
    for model in (SearchEntry, SearchContinuation, Lexeme, Word):
        assert not model.objects.exists(), model


@pytest.mark.django_db
@pytest.mark.parametrize("text", _TEXTS)
def test_an_unpublished_item_leaves_no_word(text: str) -> None:
    (item,) = publish(a_text("1", title="x", body=text))
    unpublish(item, "Forkert")
    assert list(Word.objects.values_list("form", flat=True)) == []
    assert not Lexeme.objects.exists()


@pytest.mark.django_db
def test_every_change_gives_the_index_a_version_of_its_own() -> None:
    first, second = publish_texts("Kvistgård", "Ellemose")
    seen = [version()]

    def is_new() -> bool:
        seen.append(version())
        return len(seen) == len(set(seen))

    refresh_items([first.pk])
    assert is_new()
    unpublish(first, "Forkert")
    assert is_new()
    publish_again(first)
    assert is_new()
    first.delete()
    assert is_new()
    Meeting.objects.all().delete()
    assert is_new()
    assert not SearchEntry.objects.filter(pk=second.pk).exists()


@pytest.mark.django_db
def test_a_version_that_was_rolled_back_is_not_used_again() -> None:
    (item,) = publish_texts("Kvistgård")
    before = version()
    with transaction.atomic():
        refresh_items([item.pk])
        rolled_back = version()
        transaction.set_rollback(True)
    assert version() == before
    refresh_items([item.pk])
    assert version() not in (before, rolled_back)


@pytest.mark.django_db
def test_what_a_rolled_back_change_showed_is_forgotten() -> None:
    """A process that searched within a transaction must not go on answering from it."""
    publish_texts("Kvistgård")
    with transaction.atomic():
        publish(a_text("7", "Ellemose", journal_number="99.99.99-G01-1-23"), committee="Byrådet")
        assert found("ellemose") == ["7"]
        transaction.set_rollback(True)
    assert found("ellemose") == []
    assert found("") == ["1"]
    publish(a_text("8", "Tranekær", journal_number="98.98.98-G01-1-23"), committee="Byrådet")
    assert found("", "journalnummer=98.98") == ["8"]
    assert found("", "journalnummer=99.99") == []


@pytest.mark.django_db
def test_nothing_to_index_changes_nothing() -> None:
    publish_texts("Kvistgård")
    before = version()
    index_items([])
    assert version() == before


def _tables_with(text: str) -> list[str]:
    """The search's tables in which this text stands anywhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'search\\_%%'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert len(tables) >= 7
        found_in = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found_in.append(table)
        return found_in


_SECRETS = ("hemmeligord", "skjultbeslut", "dulgtbilag", "usagtafbud", "53.53.53", "lønligafst")


@pytest.mark.django_db
def test_the_hidden_words_of_a_closed_item_are_in_no_table() -> None:
    publish(
        a_text(
            "1",
            title="Et lukket punkt",
            body="Om hemmeligord.",
            is_closed=True,
            journal_number="53.53.53-A00-1-24",
            absent=("Usagtafbud Holm",),
            recommendations=(Recommendation(number=1, text="Skjultbeslut indstilles."),),
            attachments=(Attachment(title="Dulgtbilag", recommended=True),),
            attachment_count=1,
            votes=(Vote(subject="Lønligafst", counts=VoteCounts(votes_for=1, against=2), carried=False),),
        )
    )
    assert _tables_with("lukke")
    for secret in _SECRETS:
        assert _tables_with(secret) == [], secret


@pytest.mark.django_db
def test_the_words_of_an_item_that_is_closed_later_go() -> None:
    (item,) = publish(
        a_text("1", title="Ejendomshandel", body="Om hemmeligord.", absent=("Usagtafbud Holm",))
    )
    for secret in ("hemmeligord", "usagtafbud"):
        assert _tables_with(secret)
    item.is_closed = True
    item.save()
    refresh_items([item.pk])
    for secret in ("hemmeligord", "usagtafbud"):
        assert _tables_with(secret) == [], secret


@pytest.mark.django_db
def test_what_staff_have_corrected_leaves_no_word() -> None:
    texts = {
        SectionKind.DECISION: "Ansøgningen fra Usagtnavn Holm imødekommes.",
        SectionKind.RECOMMENDATION: "at ansøgningen fra Usagtnavn Holm imødekommes",
        SectionKind.ATTACHMENTS: "Brev fra Usagtnavn Holm",
    }
    sections = tuple(
        Section(kind=kind, heading=kind.value, text=text, first_line=1, last_line=3)
        for kind, text in texts.items()
    )
    document = an_item(
        "1",
        decision_text=texts[SectionKind.DECISION],
        recommended_by="Forvaltningen",
        recommendations=(Recommendation(number=1, text=texts[SectionKind.RECOMMENDATION]),),
        attachments=(Attachment(title=texts[SectionKind.ATTACHMENTS]),),
        sections=sections,
    )
    load(a_meeting(document))
    item = AgendaItem.objects.get()
    assert _tables_with("usagtnavn")
    for row, field in (
        (item, "decision_text"),
        (item.recommendations.get(), "text"),
        (item.attachments.get(), "title"),
    ):
        setattr(row, field, "Imødekommet")
        row.save()
    refresh_items([item.pk])
    assert _tables_with("usagtnavn") == []
    assert found("forvaltningen") == ["1"]


@pytest.mark.django_db
def test_what_staff_rename_is_found_by_its_new_name() -> None:
    publish(a_text("1", title="Sandfang"), committee="Havneudvalget")
    committee = Committee.objects.get(name="Havneudvalget")
    committee.name = "Fyrtårnsudvalget"
    committee.save()
    refresh_items(AgendaItem.objects.values_list("pk", flat=True))
    assert found("fyrtårnsudvalget") == ["1"]
    assert _tables_with("havneudvalg") == []


def _at_once(*jobs: Callable[[], object]) -> None:
    """Run these in threads of their own, each with a connection of its own; what one raises is raised here."""
    errors: list[BaseException] = []
    barrier = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        try:
            barrier.wait()
            job()
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test must see it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not any(thread.is_alive() for thread in threads)
    if errors:
        raise errors[0]


@pytest.mark.django_db(transaction=True)
def test_several_that_index_at_once_leave_the_counts_right() -> None:
    pages = [publish_texts(*_TEXTS, committee=f"Udvalg {n}") for n in range(3)]
    ids = [[item.pk for item in items] for items in pages]

    def again(mine: list[int]) -> Callable[[], None]:
        def job() -> None:
            for _ in range(4):
                index_items(mine)

        return job

    _at_once(again(ids[0]), again(ids[0] + ids[1]), again(ids[2]), again(ids[1][::-1]))
    check_index()


@pytest.mark.django_db(transaction=True)
def test_indexing_unpublishing_and_deleting_at_once_leave_the_counts_right() -> None:
    for round_ in range(2):
        first, second, third = (publish_texts(*_TEXTS, committee=f"Udvalg {round_} {n}") for n in range(3))
        _at_once(
            _for_each(first, lambda item: unpublish(item, "Forkert")),
            _for_each(first, lambda item: index_items([item.pk])),
            _for_each(second, lambda item: item.delete()),
            _for_each(third, lambda item: index_items([item.pk])),
        )
        check_index()


def _for_each(items: list[AgendaItem], do: Callable[[AgendaItem], object]) -> Callable[[], None]:
    def job() -> None:
        for item in items:
            do(item)

    return job


@pytest.mark.django_db(transaction=True)
def test_an_index_run_of_an_item_deleted_meanwhile_writes_nothing() -> None:
    first, second = publish_texts("Kvistgård", "Ellemose")
    AgendaItem.objects.filter(pk=first.pk).delete()
    index_items([first.pk, second.pk])
    check_index()
    assert list(SearchEntry.objects.values_list("pk", flat=True)) == [second.pk]


@pytest.mark.django_db
def test_a_meeting_of_other_items_is_left_alone() -> None:
    load(a_meeting(an_item("1", "Kvistgård"), committee="Byrådet"))
    (item,) = publish_texts("Kvistgård")
    item.delete()
    assert found("kvistgård") == ["1"]
    check_index()
