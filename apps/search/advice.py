"""What to try when a search finds nothing: the nearest searches that find something, with their counts."""

from dataclasses import dataclass

from django.db.models import Count

from apps.search.matching import condition, limited_time, terms
from apps.search.models import SearchEntry
from apps.search.queries import SearchQuery

MOST_TERMS = 6
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


def alternatives(query: SearchQuery) -> list[Alternative]:
    """The nearest searches that find something, the smallest change first. One query. Raises SearchTooSlowError."""
    tried = _nearest(query)
    if not tried:
        return []
    counts = {f"n{n}": Count("pk", filter=condition(near)) for n, (near, _) in enumerate(tried)}
    with limited_time():
        totals = SearchEntry.objects.aggregate(**counts)
    found = [Alternative(near, text, totals[f"n{n}"]) for n, (near, text) in enumerate(tried)]
    return [alternative for alternative in found if alternative.total][:MOST_SHOWN]


def _nearest(query: SearchQuery) -> list[tuple[SearchQuery, str]]:
    facets = query.facets
    tried = [(query.without_facets(facet), FACET_NAMES[facet]) for facet in facets]
    if len(facets) > 1:
        tried.append((query.without_facets(), "uden filtre"))
    words = terms(query.words)
    if len(words) > 1:
        bare, aside = query.without_facets(), " og uden filtre" if facets else ""
        for n, word in enumerate(words[:MOST_TERMS]):
            rest = " ".join(words[:n] + words[n + 1 :])
            tried.append((bare.changed(words=rest), f"uden »{word.lstrip('-').strip(chr(34))}«{aside}"))
        either = " ELLER ".join(word for word in words[:MOST_TERMS] if not word.startswith("-"))
        tried.append((bare.changed(words=either), f"mindst ét af ordene{aside}"))
    elif query.words.startswith('"') and " " in query.words:
        tried.append(
            (
                query.without_facets().changed(words=query.words.replace('"', " ").strip()),
                "ordene hver for sig",
            )
        )
    return tried
