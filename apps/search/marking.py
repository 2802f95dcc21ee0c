"""Marks in a whole item the words it was found by: links from hits carry them to the item's page as `?q=`."""

from django.http import QueryDict
from django.utils.safestring import SafeString

from apps.agenda_items.models import AgendaItem
from apps.language.highlighting import Wanted, find_hits
from apps.language.query_grammar import parse as parse_words
from apps.search.filters import parse
from apps.search.matching import find, holds, reworded
from apps.search.meaning import understand
from apps.search.queries import InvalidQueryError
from apps.search.snippets import marked
from apps.search.widening import correct, widen

# Analysing a text costs 3 us a word: of an item as long as a book only the beginning is marked.
_LONGEST_MARKED = 200_000


class Marker:
    """Marks `wanted` in the texts of one page."""

    def __init__(self, words: str, wanted: Wanted) -> None:
        self.words = words
        self._wanted = wanted
        self._left = _LONGEST_MARKED

    def mark(self, text: str) -> SafeString:
        """The text, escaped, with `<mark>` around what is wanted. 3 us a word."""
        self._left -= len(text)
        return marked(text, find_hits(text, self._wanted) if self._left >= 0 else ())


def marker_of(item: AgendaItem, params: QueryDict) -> Marker | None:
    """What marks the words of an item page's query string; None without, or where the item has nothing of them.

    Words that no search can hold are none: a page must not fail for what only decorates it. An item that holds all
    words has them marked, any other also what is near them. Three queries for the first, up to twelve for the others.
    """
    words = _words(params) if "q" in params else ""
    parsed = parse_words(words)
    if not parsed.groups:
        return None
    size = find("").columns.size
    meaning = understand(parsed, size)
    if holds(item.pk, meaning.exact):
        return Marker(words, meaning.asked)
    if corrected := correct(meaning):
        meaning = understand(parse_words(reworded(words, corrected).used), size)
        if holds(item.pk, meaning.exact):
            return Marker(words, meaning.asked)
    wide = widen(meaning, size)
    return Marker(words, wide.wanted) if holds(item.pk, wide.any) else None


def _words(params: QueryDict) -> str:
    """The words as the search itself reads them."""
    alone = QueryDict(mutable=True)
    alone.setlist("q", params.getlist("q"))
    try:
        return parse(alone).words
    except InvalidQueryError:
        return ""
