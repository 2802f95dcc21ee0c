"""Titles and snippets with the words of the search marked. Everything is escaped first, then `<mark>` is inserted.

PostgreSQL keeps at which places of an item each lexeme stands. So a page only counts the words of its texts, and looks
up those few at the places named: 20 items cost some 10 ms, where analysing them again would cost 40.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from apps.agenda_items.models import AgendaItem
from apps.language.analysis import AnalysedText
from apps.language.highlighting import Hit, Wanted, best_windows, find_hits, hits_among
from apps.search.meaning import Meaning
from apps.search.texts import GAP, Piece, pieces_of
from apps.search.vectors import PART, PART_STEP

LEAD_LENGTH = 220
# A decision as short as "Godkendt." says no more than the outcome beside it.
SHORT_DECISION = 40
# Of an item as long as a book only the beginning is looked through for a snippet.
_LONGEST_READ = 200_000
_BETWEEN = " … "
_MARK, _MARK_OF_A_PART = "<mark>", '<mark class="part">'
# On ties the decision is shown, and who was absent or what a paper is called only where nothing else says why.
_PREFERENCE = {"B": 1.05, "D": 0.01}


@dataclass(frozen=True, slots=True)
class Snippet:
    """An item as a hit: both safe HTML whose only tag is `<mark>`."""

    title_html: SafeString
    text_html: SafeString


def snippets(
    items: Sequence[AgendaItem], meaning: Meaning | None, whole: Collection[int] = ()
) -> list[Snippet]:
    """The items' titles and snippets, in their order. Four queries, five with words.

    The snippet shows where the words are; without words, or where they are only in what a snippet does not show, how
    the decision begins. Items that hold all words (`whole`, by their keys) have only those marked.
    """
    pieces = pieces_of(items)
    if meaning is None or not meaning.terms:
        return [Snippet(SafeString(escape(item.title)), _lead(pieces[item.pk])) for item in items]
    asked, wanted, weights = meaning.asked, meaning.wanted, meaning.weights
    places = _places([item.pk for item in items], meaning)
    return [
        _snippet(item, pieces[item.pk], places[item.pk], asked if item.pk in whole else wanted, weights)
        for item in items
    ]


def marked(text: str, hits: Sequence[Hit], start: int = 0, end: int | None = None) -> SafeString:
    """The text from `start` to `end`, escaped, its hits marked; a compound's part more lightly."""
    html, at = [], start
    end = len(text) if end is None else end
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            opening = _MARK_OF_A_PART if hit.is_part else _MARK
            html += [escape(text[at : hit.start]), opening, escape(text[hit.start : hit.end]), "</mark>"]
            at = hit.end
    # Everything between the marks is escaped above.
    return mark_safe("".join((*html, escape(text[at:end]))))  # noqa: S308


def with_plain_marks(html: SafeString) -> SafeString:
    """The same with one kind of mark: programs are promised `<mark>` only. No text holds the other, all are escaped."""
    return mark_safe(html.replace(_MARK_OF_A_PART, _MARK))  # noqa: S308


def _snippet(
    item: AgendaItem,
    pieces: Sequence[Piece],
    places: Sequence[int],
    wanted: Wanted,
    weights: Mapping[str, float],
) -> Snippet:
    title = marked(item.title, find_hits(item.title, wanted))
    best: tuple[float, Piece, tuple[Hit, ...]] | None = None
    for piece, analysed, found in _placed(pieces, places):
        hits = hits_among(analysed, found, wanted) if piece.is_prose or piece.label else ()
        value = sum(weights.get(lexeme, 0.1) for lexeme in {x for hit in hits for x in hit.lexemes})
        value *= _PREFERENCE.get(piece.weight, 1)
        if hits and (best is None or value > best[0]):
            best = (value, piece, hits)
    return Snippet(title, _windows(*best[1:], weights) if best else _lead(pieces))


def _placed(
    pieces: Sequence[Piece], places: Sequence[int]
) -> Iterator[tuple[Piece, AnalysedText, list[int]]]:
    """The pieces that hold any of these places of the item, their tokens, and the places counted within each."""
    start, index, read = 0, 0, 0
    for piece in pieces:
        if index == len(places) or read > _LONGEST_READ:
            return
        read += len(piece.text)
        analysed = AnalysedText(piece.text)
        length = len(analysed)
        found = []
        while index < len(places) and places[index] <= start + length:
            found.append(places[index] - start)
            index += 1
        if found:
            yield piece, analysed, found
        start += length + GAP


def _places(items: Sequence[int], meaning: Meaning) -> dict[int, list[int]]:
    """Where in each item the words of the search stand, counted over its pieces, ascending. One query."""
    lexemes = list(meaning.lexemes)
    parts = [PART + lexeme for lexeme in lexemes]
    found: defaultdict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT item_id, part, positions FROM ("
            "SELECT item_id, 0 AS part, words FROM search_searchentry WHERE item_id = ANY(%(items)s)"
            " UNION ALL SELECT item_id, part, words FROM search_searchcontinuation WHERE item_id = ANY(%(items)s)"
            ") AS entry, unnest(words) WHERE lexeme = ANY(%(lexemes)s) AND positions IS NOT NULL",
            {"items": list(items), "lexemes": lexemes + parts},
        )
        for key, part, positions in cursor.fetchall():
            found[key].update(part * PART_STEP + place for place in positions)
    return defaultdict(list, {key: sorted(places) for key, places in found.items()})


def _windows(piece: Piece, hits: Sequence[Hit], weights: Mapping[str, float]) -> SafeString:
    """The best places of a text, with an ellipsis where it goes on."""
    text = piece.text
    windows = best_windows(text, hits, weights)
    html = _BETWEEN.join(marked(text, hits, window.start, window.end) for window in windows)
    before = escape(piece.label) + ("" if windows[0].start == 0 else "… ")
    after = "" if windows[-1].end >= len(text.rstrip()) else " …"
    return mark_safe(before + html + after)  # noqa: S308  # put together from what is escaped


def _lead(pieces: Sequence[Piece]) -> SafeString:
    """How the first text begins that says more than the outcome beside it, in whole words."""
    prose = [" ".join(piece.text.split()) for piece in pieces if piece.is_prose]
    text = next((text for text in prose if len(text) > SHORT_DECISION), prose[0] if prose else "")
    if len(text) > LEAD_LENGTH:
        text = text[:LEAD_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.-") + " …"
    return SafeString(escape(text))
