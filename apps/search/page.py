"""What the search page shows around the hits: filters as form controls, active filters, order, pages, year bars."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format

from apps.language.journal_numbers import parse_beginning
from apps.search.facets import FacetCounts, FacetValue
from apps.search.queries import SearchQuery
from apps.search.results import Results

MOST_VALUES = 6
# A subject may have thousands of cases; who knows the number types it.
MOST_BRANCHES = 60
CHART_HEIGHT = 70
TALLEST_BAR = 66
# A chart of more years would be all gaps; the years without items are then left out.
LONGEST_CHART = 40
# Parameters that the page has a text field for.
TYPED = ("q", "fra", "til", "journalnummer")
LEGENDS = {
    "kommune": "Kommune",
    "udvalg": "Udvalg",
    "udfald": "Udfald",
    "emne": "Emne",
    "afstemning": "Afstemning",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """A facet of checkboxes: the chosen and most frequent values, and the others behind "Vis flere"."""

    name: str
    legend: str
    shown: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]

    @property
    def chosen(self) -> int:
        """How many values are chosen."""
        return sum(value.is_selected for value in (*self.shown, *self.more))


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the journal-number tree, `level` steps in."""

    value: FacetValue
    level: int


@dataclass(frozen=True, slots=True)
class MoreBranches:
    """The smaller of the branches at one place of the tree, behind "Vis flere"; `left_out` are not listed at all."""

    branches: tuple[Branch, ...]
    level: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The journal numbers: radios for one choice; of several, which only an address can make, checkboxes first."""

    several: tuple[FacetValue, ...]
    lines: tuple[Branch | MoreBranches, ...]

    @property
    def has_choice(self) -> bool:
        """Whether one branch is chosen, as a radio."""
        return not self.several and any(
            isinstance(line, Branch) and line.value.is_selected for line in self.lines
        )


@dataclass(frozen=True, slots=True)
class YearBar:
    """A bar of the chart: a button that adds the year, or, where the year is chosen, a link without it."""

    year: str
    count: int
    height: int
    is_on: bool
    remove_url: str

    @property
    def top(self) -> int:
        """Where the bar begins, from the top of the chart."""
        return CHART_HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a search cannot be carried out, and the control to put it right in, "" where none sent it."""

    text: str
    control: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a search near this one."""

    label: str
    url: str
    is_current: bool = False


def choices(name: str, counts: FacetCounts) -> Choices | None:
    """The checkboxes of a facet; None where there is nothing to choose between."""
    values = counts.by_facet[name]
    if len(values) < 2 and not any(value.is_selected for value in values):
        return None
    ordered = sorted(values, key=lambda value: not value.is_selected)
    most = max(MOST_VALUES, sum(value.is_selected for value in values))
    # One or two more take no more room than the line that would hide them.
    most = len(ordered) if len(ordered) <= most + 2 else most
    return Choices(name, LEGENDS[name], tuple(ordered[:most]), tuple(ordered[most:]))


def journal_tree(counts: FacetCounts) -> Tree:
    """The tree of journal numbers, open down to the choice, the largest branches of each place in view."""
    values = counts.by_facet["journalnummer"]
    chosen = [value for value in values if value.is_selected]
    if len(chosen) > 1:
        values = tuple(v for v in values if len(_prefixes(v.value)) == 1 and not v.is_selected)
    known = {value.value for value in values}
    below: dict[str, list[FacetValue]] = defaultdict(list)
    for value in values:
        # What is chosen and has no items may stand below nothing that has.
        parents = [prefix for prefix in _prefixes(value.value)[:-1] if prefix in known]
        below[parents[-1] if parents else ""].append(value)
    return Tree(tuple(chosen) if len(chosen) > 1 else (), tuple(_lines(below, "")))


def _lines(below: Mapping[str, list[FacetValue]], parent: str) -> Iterator[Branch | MoreBranches]:
    """The branches below one, each with what is open below it; those that lead to the choice always in view."""
    siblings = below.get(parent, [])
    largest = sorted(siblings, key=lambda v: (not v.is_selected and v.value not in below, -v.count))
    # One or two more take no more room than the line that would hide them.
    most = len(largest) if len(largest) <= MOST_VALUES + 2 else MOST_VALUES
    shown, listed = ({v.value for v in largest[:n]} for n in (most, MOST_BRANCHES))
    for value in siblings:
        if value.value in shown:
            yield Branch(value, len(_prefixes(value.value)) - 1)
            yield from _lines(below, value.value)
    hidden = [Branch(v, len(_prefixes(v.value)) - 1) for v in siblings if v.value in listed - shown]
    if hidden:
        yield MoreBranches(tuple(hidden), hidden[0].level, len(siblings) - len(shown) - len(hidden))


def _prefixes(prefix: str) -> tuple[str, ...]:
    beginning = parse_beginning(prefix)
    return beginning.prefixes if beginning else (prefix,)


def year_bars(query: SearchQuery, counts: FacetCounts) -> tuple[YearBar, ...]:
    """A bar for each year from the first to the last with items; none where nothing matches in any year."""
    found = {value.value: value.count for value in counts.by_facet["aar"]}
    years = sorted(found)
    if len(years) > 1 and int(years[-1]) - int(years[0]) < LONGEST_CHART:
        years = [f"{year:04}" for year in range(int(years[0]), int(years[-1]) + 1)]
    tallest = max(found.values(), default=0)
    if not tallest:
        return ()
    return tuple(
        YearBar(
            year=year,
            count=(count := found.get(year, 0)),
            height=max(2, round(TALLEST_BAR * count / tallest)) if count else 0,
            is_on=_is_on(query, int(year)),
            remove_url=address(query.without("aar", year)) if year in query.years else "",
        )
        for year in years
    )


def _is_on(query: SearchQuery, year: int) -> bool:
    if not (query.years or query.first_day or query.last_day):
        return False
    first, last = query.first_day or dt.date.min, query.last_day or dt.date.max
    return first.year <= year <= last.year and (not query.years or f"{year:04}" in query.years)


def active_filters(query: SearchQuery, counts: FacetCounts) -> tuple[Link, ...]:
    """Each choice as a link to the search without it."""
    links = [
        Link(_filter_label(facet, value), address(query.without(facet, value.value)))
        for facet, values in counts.by_facet.items()
        for value in values
        if value.is_selected
    ]
    for name, word, day in (("fra", "Fra", query.first_day), ("til", "Til", query.last_day)):
        if day:
            links.append(Link(f"{word} {date_format(day, 'j. F Y')}", address(query.without(name, ""))))
    return tuple(links)


def _filter_label(facet: str, value: FacetValue) -> str:
    return f"Journalnummer {value.label}" if facet == "journalnummer" else value.label


def orders(query: SearchQuery) -> tuple[Link, ...]:
    """The orders there are, the present one marked."""
    labels = {"nyeste": "Nyeste først", "aeldste": "Ældste først"}
    if query.words:
        labels = {"relevans": "Bedste match"} | labels
    default = "relevans" if query.words else "nyeste"
    return tuple(
        Link(
            label,
            address(query.changed(order="" if order == default else order)),
            (query.order or default) == order,
        )
        for order, label in labels.items()
    )


def page_links(results: Results) -> tuple[Link | None, ...]:
    """The pages near this one, the first and the last; None where some are left out."""
    page, pages = results.query.page, results.pages
    near = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    links: list[Link | None] = []
    for before, number in zip([0, *near], near, strict=False):
        if number - before > 1:
            links.append(None)
        links.append(Link(str(number), address(results.query.changed(page=number)), number == page))
    return tuple(links)


def neighbours(results: Results) -> tuple[str, str]:
    """The addresses of the page before and the page after, "" where there is none."""
    query = results.query
    before = address(query.changed(page=query.page - 1)) if query.page > 1 else ""
    after = address(query.changed(page=query.page + 1)) if query.page < results.pages else ""
    return before, after


def problems(errors: dict[str, list[str]]) -> list[Problem]:
    """The messages for the top of the page, each with its control."""
    controls = {name: name for name in TYPED} | {name: f"{name}-error" for name in (*LEGENDS, "aar")}
    return [Problem(text, controls.get(name, "")) for name, texts in errors.items() for text in texts]


def facet_errors(errors: dict[str, list[str]]) -> list[tuple[str, str, list[str]]]:
    """Name, legend and messages of each facet of checkboxes that was given what it does not have."""
    return [(name, legend, errors[name]) for name, legend in LEGENDS.items() if name in errors]


def kept_parameters(query: SearchQuery) -> list[tuple[str, str]]:
    """What the filter form has to send along, because none of its controls shows it: chosen years and the order."""
    return [pair for pair in query.parameters() if pair[0] in ("aar", "sorter")]


def address(query: SearchQuery) -> str:
    """The canonical address of a search's page."""
    return reverse("search") + query.query_string


def all_choices(counts: FacetCounts, names: Iterable[str]) -> list[Choices]:
    """The checkboxes of those facets that offer a choice."""
    return [found for name in names if (found := choices(name, counts))]
