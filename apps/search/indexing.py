"""Keeps the index in step with the rows: what is published has an entry, what is not has none."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.agenda_items.models import AgendaItem, Vote
from apps.language.analysis import ANALYSER_VERSION
from apps.language.journal_numbers import parse_journal_number
from apps.search.learning import count_lexemes, learn_words, unlearn_words
from apps.search.models import OUTCOME_BITS, IndexedNumber, IndexState, SearchEntry, sort_key
from apps.search.texts import Piece, pieces_of
from apps.search.vectors import IndexedText, index_text
from apps.topics.topics import topic_of

# Memory stays flat: a batch of analysed items takes some 20 MB.
_BATCH = 200


def index_items(item_ids: Iterable[int]) -> None:
    """Write the entries of these items anew; an item that is not published loses its entry.

    Cost: some 25 queries per 200 items, and 3 ms for an item of 440 words. A batch is a transaction of its own, unless
    the caller has one.
    """
    ids = list(item_ids)
    for first in range(0, len(ids), _BATCH):
        _index(ids[first : first + _BATCH])


def _index(ids: Sequence[int]) -> None:
    """Analyse, which takes most of the time, beside others that index; write in turn.

    If somebody else has written since, what was changed is read again and analysed again: so nobody writes what was
    read before somebody else's change, and the counts of lexemes stay right without locks of their own.
    """
    version = _version()
    items, pieces = _read(ids)
    texts = {key: index_text(pieces[key]) for key in pieces}
    with transaction.atomic():
        if take_turn() != version:
            items, known = _read(ids)
            texts = {
                key: texts[key] if pieces.get(key) == known[key] else index_text(known[key]) for key in known
            }
        gone = _forget(ids)
        _write(items, texts)
        count_lexemes([item.pk for item in items], 1)
        learn_words(texts.values())
        unlearn_words(gone)


def _version() -> int:
    return IndexState.objects.values_list("version", flat=True).first() or 0


def _read(ids: Sequence[int]) -> tuple[list[AgendaItem], dict[int, tuple[Piece, ...]]]:
    """The published ones of these items, and the pieces of each."""
    published = AgendaItem.objects.published().filter(pk__in=ids)
    items = list(published.with_meeting().prefetch_related("outcomes"))
    return items, pieces_of(items)


def take_turn() -> int:
    """Give the index a new version, and make others that write it wait until this transaction ends.

    Returns the version that it had, 0 for none. The number comes from a sequence, so that no version is ever used again, not even after a rollback.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_indexstate (id, version, before) VALUES (1, nextval('search_index_version'), 0)"
            " ON CONFLICT (id) DO UPDATE SET version = excluded.version, before = search_indexstate.version"
            " RETURNING before"
        )
        (before,) = cursor.fetchone()
    return int(before)


def tidy() -> None:
    """Sort in what was written lately, so that searches need not read through it. After writing much."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_entry_words')")
        cursor.execute("ANALYZE search_searchentry, search_lexeme, search_word")


@receiver(pre_delete, sender=SearchEntry)
def _forget_deleted(instance: SearchEntry, **kwargs: object) -> None:
    """An item was deleted, by whatever way: its entry goes with it."""
    take_turn()
    unlearn_words(_forget([instance.item_id]))


def _forget(ids: Sequence[int]) -> list[str]:
    """Delete the entries of these items; returns the lexemes that no entry holds now."""
    gone = count_lexemes(ids, -1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_searchentry WHERE item_id = ANY(%s)", [list(ids)])
        cursor.execute("DELETE FROM search_searchcontinuation WHERE item_id = ANY(%s)", [list(ids)])
    return gone


def _write(items: Sequence[AgendaItem], texts: Mapping[int, IndexedText]) -> None:
    voted = set(Vote.objects.filter(item__in=items).values_list("item_id", flat=True))
    numbers = _number_keys(items)
    rows = []
    for item in items:
        meeting, committee = item.meeting, item.meeting.committee
        number = _number(item)
        rows.append(
            (
                item.pk,
                committee.municipality_id,
                committee.pk,
                meeting.held_on,
                sort_key(meeting.held_on, meeting.pk, item.position),
                (topic_of(number) or "") if number else "",
                numbers.get(number),
                sum({OUTCOME_BITS[outcome.code] for outcome in item.outcomes.all()}),
                item.pk in voted and not item.is_closed,
                ANALYSER_VERSION,
                texts[item.pk].vectors[0],
            )
        )
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_searchentry (item_id, municipality_id, committee_id, held_on, sort_key, topic,"
            " number_id, outcomes, has_vote, analyser_version, words)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::tsvector)",
            rows,
        )
        cursor.executemany(
            "INSERT INTO search_searchcontinuation (item_id, part, words) VALUES (%s, %s, %s::tsvector)",
            [(key, n, vector) for key, text in texts.items() for n, vector in text.vectors.items() if n],
        )


def _number(item: AgendaItem) -> str | None:
    number = None if item.is_closed else parse_journal_number(item.journal_number)
    return number.text if number else None


def _number_keys(items: Sequence[AgendaItem]) -> dict[str | None, int]:
    """The keys of the items' journal numbers, new ones added."""
    texts = {number for item in items if (number := _number(item))}
    known = IndexedNumber.objects.filter(text__in=texts)
    new = texts - set(known.values_list("text", flat=True))
    IndexedNumber.objects.bulk_create(IndexedNumber(text=text) for text in sorted(new))
    return dict(known.values_list("text", "pk"))
