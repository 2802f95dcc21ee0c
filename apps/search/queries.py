"""The query string of the search: one language for the page, JSON, and whatever else offers a search's hits.

`parse` reads it, `SearchQuery` is what it means, `SearchQuery.parameters` writes it again in its canonical form.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

PAGE_SIZE = 20
TRACKING_NAMES = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid"})

# What each parameter is called here, in the order of the canonical address.
ATTRIBUTES = {
    "q": "words",
    "kommune": "municipalities",
    "udvalg": "committees",
    "aar": "years",
    "fra": "first_day",
    "til": "last_day",
    "journalnummer": "journal_numbers",
    "emne": "topics",
    "udfald": "outcomes",
    "afstemning": "votes",
    "sorter": "order",
    "side": "page",
    "pr_side": "page_size",
}
# `aar`, `fra` and `til` are one facet.
FACETS = {
    "kommune": ("kommune",),
    "udvalg": ("udvalg",),
    "aar": ("aar", "fra", "til"),
    "journalnummer": ("journalnummer",),
    "emne": ("emne",),
    "udfald": ("udfald",),
    "afstemning": ("afstemning",),
}


class InvalidQueryError(Exception):
    """A query string that means nothing: Danish messages by parameter name."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(errors)
        self.errors = errors


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A search: words, facets (OR within, AND between), order and page. Values are as in the query string."""

    words: str = ""
    municipalities: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    journal_numbers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    order: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE

    def chosen(self, parameter: str) -> tuple[str, ...]:
        """The parameter's values as texts; none where it has its default."""
        value: Any = getattr(self, ATTRIBUTES[parameter])
        if value == SearchQuery.__dataclass_fields__[ATTRIBUTES[parameter]].default:
            return ()
        return tuple(sorted(value)) if isinstance(value, tuple) else (str(value),)

    def parameters(self) -> list[tuple[str, str]]:
        """The canonical query string, as pairs: fixed order, no defaults, nothing empty."""
        return [(name, value) for name in ATTRIBUTES for value in self.chosen(name)]

    @property
    def query_string(self) -> str:
        """The canonical query string with its question mark; "" when nothing is chosen."""
        pairs = self.parameters()
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def facets(self) -> tuple[str, ...]:
        """The facets in which something is chosen."""
        return tuple(facet for facet, names in FACETS.items() if any(self.chosen(name) for name in names))

    @property
    def is_by_relevance(self) -> bool:
        """Whether the best hits come first: the default with words, impossible without."""
        return bool(self.words) and self.order in ("", "relevans")

    def changed(self, **changes: Any) -> Self:
        """The same search with other values, from its first page."""
        return dataclasses.replace(self, **{"page": 1, **changes})

    def without(self, parameter: str, value: str) -> Self:
        """The same search without one value of one parameter."""
        name = ATTRIBUTES[parameter]
        kept: Any = getattr(self, name)
        left = tuple(v for v in kept if v != value) if isinstance(kept, tuple) else None
        return self.changed(**{name: left})

    def without_facets(self, *facets: str) -> Self:
        """The same search without these facets; without all of them if none is named."""
        names = [ATTRIBUTES[p] for facet in facets or FACETS for p in FACETS[facet]]
        return self.changed(**{n: SearchQuery.__dataclass_fields__[n].default for n in names})


def is_tracking(name: str) -> bool:
    """Whether a parameter only says where the visitor came from: dropped, not refused."""
    return name.startswith("utm_") or name in TRACKING_NAMES


def settle_page_form(params: QueryDict) -> QueryDict:
    """What the page's own form means, where plain HTML cannot say it.

    The form sends the journal number twice: the branch chosen in the tree and, last, the prefix typed below it.
    A typed prefix wins. Its empty `side` tells the form from an address, in which several numbers mean OR.
    """
    *others, branch, typed = ["", "", *params.getlist("journalnummer")]
    if params.getlist("side") != [""] or not (branch.strip() and typed.strip()):
        return params
    settled = params.copy()
    settled.setlist("journalnummer", [*others, typed])
    return settled
