"""Whether the index says exactly what the rows say: nothing is missing, nothing is left of what is gone."""

import re

from django.db import connection

from apps.agenda_items.models import AgendaItem
from apps.language.words import analyse_word
from apps.search.learning import words_by_form
from apps.search.models import IndexState, Lexeme, SearchContinuation, SearchEntry, Word
from apps.search.texts import pieces_of
from apps.search.vectors import PART, index_text

_RECOUNT = """
SELECT lexeme, count(DISTINCT item_id) FROM (
    SELECT item_id, words FROM search_searchentry UNION ALL SELECT item_id, words FROM search_searchcontinuation
) AS entry, unnest(tsvector_to_array(words)) AS lexeme WHERE NOT starts_with(lexeme, '^') GROUP BY lexeme
"""


def version() -> int:
    """The index's version, 0 where nothing was ever written."""
    state = IndexState.objects.first()
    return state.version if state else 0


def check_index() -> None:
    """Fail where the index's tables differ from what the published items hold."""
    items = list(AgendaItem.objects.published().with_meeting())
    assert set(SearchEntry.objects.values_list("pk", flat=True)) == {item.pk for item in items}
    words = _check_entries(items)
    assert dict(Lexeme.objects.values_list("lexeme", "frequency")) == _recounted()
    assert set(Word.objects.values_list("form", flat=True)) >= words
    assert _words_of_nothing() == []


def _check_entries(items: list[AgendaItem]) -> set[str]:
    """Compare every entry with its item's texts as they are now; the forms of all their words."""
    words: set[str] = set()
    pieces = pieces_of(items)
    continued = 0
    for item in items:
        text = index_text(pieces[item.pk])
        held = set(re.findall(r"'([^']+)'", " ".join(text.vectors.values())))
        forms = words_by_form(text.words)
        words |= {form for form, word in forms.items() if not held.isdisjoint(_lexemes(word))}
        continued += len(text.vectors) - 1
        assert _holds(item.pk, text.vectors[0]), item
    assert SearchContinuation.objects.count() == continued
    return words


def _lexemes(word: str) -> set[str]:
    exact = analyse_word(word).exact
    return {*exact, *(PART + lexeme for lexeme in exact)}


def _holds(item: int, vector: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT words = %s::tsvector FROM search_searchentry WHERE item_id = %s", [vector, item]
        )
        return bool(cursor.fetchone()[0])


def _recounted() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT)
        return dict(cursor.fetchall())


def _words_of_nothing() -> list[str]:
    """The words of which no entry holds any lexeme."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT form FROM search_word WHERE NOT EXISTS (SELECT FROM search_lexeme"
            " WHERE lexeme = ANY(lexemes || ARRAY(SELECT '~' || part FROM unnest(lexemes) AS part)))"
        )
        return [form for (form,) in cursor.fetchall()]
