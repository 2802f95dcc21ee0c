"""Keeps the archive's vocabulary in step with its entries: how many hold each lexeme, and how each word is spelled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection

from apps.language.derivations import stem
from apps.language.folding import fold, skeleton, spelled_in
from apps.language.tokens import pieces
from apps.language.words import analyse_word
from apps.search.vectors import PART, IndexedText

_SHORTEST_WORD, _LONGEST_WORD = 3, 40
# So many lexemes are looked for by the index; for more all words are read.
_FEW = 500
# No word of a text contains it.
_BETWEEN = "\x1f"

Spelled = Mapping[str, frozenset[str]]


def count_lexemes(items: Sequence[int], sign: int) -> list[str]:
    """Add the entries of these items to the counts of their lexemes (1), or take them away (-1).

    Returns those that are held by none after that.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH counted AS (INSERT INTO search_lexeme (lexeme, frequency)"
            " SELECT lexeme, %(sign)s * count(*) FROM"
            " (SELECT lexeme FROM search_searchentry, unnest(tsvector_to_array(words)) AS lexeme"
            " WHERE item_id = ANY(%(items)s) UNION ALL SELECT lexeme FROM"
            # What only later parts of a long text hold.
            " (SELECT item_id, lexeme FROM search_searchcontinuation, unnest(tsvector_to_array(words)) AS lexeme"
            " WHERE item_id = ANY(%(items)s) EXCEPT SELECT item_id, lexeme FROM search_searchentry,"
            " unnest(tsvector_to_array(words)) AS lexeme WHERE item_id IN"
            " (SELECT item_id FROM search_searchcontinuation WHERE item_id = ANY(%(items)s))) AS later) AS held"
            " WHERE NOT starts_with(lexeme, '^') GROUP BY lexeme"
            " ON CONFLICT (lexeme) DO UPDATE SET frequency = search_lexeme.frequency + excluded.frequency"
            " RETURNING lexeme, frequency) SELECT lexeme FROM counted WHERE frequency <= 0",
            {"sign": sign, "items": list(items)},
        )
        return [lexeme for (lexeme,) in cursor.fetchall()]


def learn_words(texts: Iterable[IndexedText]) -> None:
    """Keep the words not seen before. No row is changed, so a process that keeps them reads only what is new.

    A compound's parts are learned with it: "Måløv" may stand only in "Måløvgård". Linear, whatever PostgreSQL believes
    of the tables: joins, as in `unlearn_words`.
    """
    spelled: dict[str, frozenset[str]] = {}
    for text in texts:
        spelled.update(text.words)
    new = _without_known(words_by_form(spelled))
    parts = {word: frozenset[str]() for text in new.values() for word in _parts_in(text, spelled)}
    new |= _without_known({form: word for form, word in words_by_form(parts).items() if form not in new})
    forms = sorted(new)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH new AS MATERIALIZED ("
            "SELECT form, spelled, skeleton, stem, string_to_array(lexemes, %s) AS lexemes"
            " FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[])"
            " AS new (form, spelled, skeleton, stem, lexemes)"
            "), own AS MATERIALIZED (SELECT form, lexeme FROM new, unnest(lexemes) AS lexeme)"
            " INSERT INTO search_word (form, spelled, skeleton, stem, lexemes)"
            " SELECT form, spelled, skeleton, stem, lexemes FROM new"
            # "Børne-" is indexed as barn: nobody is found by "børne", and nothing would take it away again.
            " WHERE form IN (SELECT form FROM own JOIN search_lexeme USING (lexeme)"
            " UNION ALL SELECT form FROM own JOIN search_lexeme ON search_lexeme.lexeme = '~' || own.lexeme)",
            [
                _BETWEEN,
                forms,
                [new[form] for form in forms],
                [skeleton(form) for form in forms],
                [stem(form) for form in forms],
                [_BETWEEN.join(sorted(analyse_word(new[form]).exact)) for form in forms],
            ],
        )


def unlearn_words(lexemes: Sequence[str]) -> None:
    """Take away those of these lexemes that no entry holds, and words held by no other: of what is unpublished or redacted nothing stays, not even a name.

    Linear: joins, where `lexemes && ARRAY[…]` and a look-up for each word would compare everything with everything for
    an item of 300,000 words.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_lexeme WHERE lexeme = ANY(%s) AND frequency <= 0 RETURNING lexeme",
            [list(lexemes)],
        )
        gone = [lexeme.removeprefix(PART) for (lexeme,) in cursor.fetchall()]
        if gone:
            some = "lexemes && %(gone)s" if len(gone) <= _FEW else "own = ANY(%(gone)s)"
            cursor.execute(
                "WITH touched AS MATERIALIZED ("  # noqa: S608  # one of the two conditions above
                f"SELECT DISTINCT id, lexemes FROM search_word, unnest(lexemes) AS own WHERE {some}"
                "), lexemes_of AS MATERIALIZED (SELECT id, own FROM touched, unnest(lexemes) AS own"
                "), kept AS (SELECT id FROM lexemes_of JOIN search_lexeme ON lexeme = own"
                " UNION SELECT id FROM lexemes_of JOIN search_lexeme ON lexeme = '~' || own)"
                " DELETE FROM search_word WHERE id IN (SELECT id FROM touched)"
                # Not NOT IN: where much is expected of it, every row is compared with every other.
                " AND NOT EXISTS (SELECT FROM kept WHERE kept.id = search_word.id)",
                {"gone": gone},
            )


def words_by_form(spelled: Iterable[str]) -> dict[str, str]:
    """The words of these texts by their folded form, hyphened ones in pieces."""
    found: dict[str, str] = {}
    for text in spelled:
        for word in _words_in(text):
            form = fold(word)
            # A word at the beginning of a sentence is no name, when it is also seen within one.
            if form not in found or (word.islower() and not found[form].islower()):
                found[form] = word
    return found


def _words_in(text: str) -> Iterator[str]:
    for word in [text] if text.isalpha() else pieces(text):
        if _SHORTEST_WORD <= len(word) <= _LONGEST_WORD and word.isalpha():
            yield word


def _parts_in(word: str, spelled: Spelled) -> Iterator[str]:
    for part in spelled.get(word, ()):
        if found := spelled_in(word, part):
            yield found


def _without_known(words: Mapping[str, str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT form FROM unnest(%s::text[]) AS form"
            " WHERE NOT EXISTS (SELECT FROM search_word WHERE search_word.form = form.form)",
            [list(words)],
        )
        return {form: words[form] for (form,) in cursor.fetchall()}
