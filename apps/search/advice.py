"""What to try when a search finds nothing: the nearest searches that find something, with their counts."""

from dataclasses import dataclass

from apps.language.query_grammar import TooManyTermsError, parse
from apps.search.matching import Found, find, limited_time
from apps.search.narrowing import Narrowing, Places
from apps.search.queries import SearchQuery

MOST_SHOWN = 5

FACET_NAMES = {
    "kommune": "i alle kommuner",
    "udvalg": "i alle udvalg",
    "aar": "i alle år",
    "journalnummer": "med alle journalnumre",
    "emne": "om alle emner",
    "udfald": "med alle udfald",
    "afstemning": "med og uden afstemning",
}


@dataclass(frozen=True, slots=True)
class Alternative:
    """A search near the one that found nothing: how it differs, in Danish, and what it finds."""

    query: SearchQuery
    difference: str
    total: int


def alternatives(query: SearchQuery, found: Found, places: Places) -> list[Alternative]:
    """The nearest searches that find something, the smallest change first. Raises SearchTooSlowError.

    Leaving filters out asks no query; a phrase taken apart asks as a search does.
    """
    tried = [
        Alternative(near, text, len(Narrowing(near, found.columns, found.rows, places).rows))
        for near, text in _with_fewer_filters(query)
    ]
    if found.meaning and found.meaning.excluded:
        tried.append(_without_minus(query, places))
    if '"' in query.words and (apart := _words_apart(query)):
        tried.append(apart)
    return [alternative for alternative in tried if alternative.total][:MOST_SHOWN]


def _without_minus(query: SearchQuery, places: Places) -> Alternative:
    """The words without those that are to be left out."""
    words = query.words
    for term in sorted(parse(words).excluded, key=lambda term: -term.start):
        words = words[: term.start - 1] + words[term.end :]
    kept = query.changed(words=" ".join(words.split()))
    with limited_time():
        found = find(kept.words)
    return Alternative(kept, "uden minus", len(Narrowing(kept, found.columns, found.rows, places).rows))


def _words_apart(query: SearchQuery) -> Alternative | None:
    """The words of phrases each for itself; None where they are more than a search can hold."""
    apart = query.without_facets().changed(words=query.words.replace('"', " ").strip())
    try:
        with limited_time():
            rows = find(apart.words).rows
    except TooManyTermsError:
        return None
    return Alternative(apart, "ordene hver for sig", 0 if rows is None else len(rows))


def _with_fewer_filters(query: SearchQuery) -> list[tuple[SearchQuery, str]]:
    tried = [(query.without_facets(facet), FACET_NAMES[facet]) for facet in query.facets]
    return tried + ([(query.without_facets(), "uden filtre")] if len(tried) > 1 else [])
