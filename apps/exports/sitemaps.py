"""The addresses of all public pages, with when each last changed, in parts of at most 10,000 (sitemaps.org).

A part holds the rows of ten thousand keys, so that a row stays in its part whatever is added or taken away.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import F, Max, QuerySet
from django.db.models.functions import Floor
from django.urls import reverse

from apps.agenda_items.models import AgendaItem
from apps.cases.models import CaseItem
from apps.exports.changes import item_changes
from apps.exports.site import absolute
from apps.meetings.models import Attendance, Meeting

PART_SIZE = 10_000

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FIXED_PAGES = ("home", "search", "about", "search_help", "accessibility", "privacy")
_PAGES_OF_A_MUNICIPALITY = ("municipality", "committee_list", "case_list", "person_list")
_PAGES = "sider"

Entry = tuple[str, dt.datetime | None]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of pages: its route, and the published rows that say which pages there are and when they changed."""

    route: str
    rows: Callable[[], QuerySet[Any]]
    key: str
    slugs: tuple[str, ...]
    imported: str


def _course_rows() -> QuerySet[CaseItem]:
    return CaseItem.objects.filter(item__in=AgendaItem.objects.published())


def _attendance() -> QuerySet[Attendance]:
    rows: QuerySet[Attendance] = Attendance.objects.filter(meeting__unpublished_at=None, person__isnull=False)
    return rows


_KINDS = {
    "udvalg": _Kind(
        "committee",
        Meeting.objects.published,
        "committee",
        ("committee__municipality__slug", "committee__slug"),
        "imported_at",
    ),
    "moeder": _Kind(
        "meeting",
        Meeting.objects.published,
        "pk",
        ("committee__municipality__slug", "committee__slug", "slug"),
        "imported_at",
    ),
    "punkter": _Kind(
        "item",
        AgendaItem.objects.published,
        "pk",
        ("meeting__committee__municipality__slug", "meeting__committee__slug", "meeting__slug", "slug"),
        "meeting__imported_at",
    ),
    "sager": _Kind(
        "case",
        _course_rows,
        "case",
        ("case__municipality__slug", "case__slug"),
        "item__meeting__imported_at",
    ),
    "politikere": _Kind(
        "person",
        _attendance,
        "person",
        ("person__municipality__slug", "person__slug"),
        "meeting__imported_at",
    ),
}


def index() -> str:
    """The sitemap of sitemaps. A query per kind of pages, and one for what staff changed in items."""
    parts: list[Entry] = [
        (_part_path(_PAGES, 0), max((moment for _, moment in _pages() if moment), default=None))
    ]
    for name, kind in _KINDS.items():
        part = Floor(F(kind.key) / float(PART_SIZE))
        found = kind.rows().order_by().annotate(part=part).values_list("part").annotate(Max(kind.imported))
        changes = item_changes(per=PART_SIZE) if name == "punkter" else {}
        parts += [
            (_part_path(name, int(number)), _latest(imported, changes.get(int(number))))
            for number, imported in sorted(found)
        ]
    return _written("sitemapindex", "sitemap", parts)


def part(name: str, number: int) -> str | None:
    """One sitemap, None where there is no such part. One query, two for items."""
    entries = _pages() if (name, number) == (_PAGES, 0) else _rows(name, number) if name in _KINDS else []
    return _written("urlset", "url", entries) if entries else None


def _pages() -> list[Entry]:
    municipalities = (
        Meeting.objects.published()
        .order_by("committee__municipality__slug")
        .values_list("committee__municipality__slug")
        .annotate(Max("imported_at"))
    )
    lists = [
        (reverse(route, args=(slug,)), imported)
        for slug, imported in municipalities
        for route in _PAGES_OF_A_MUNICIPALITY
    ]
    return [*((reverse(route), None) for route in _FIXED_PAGES), *lists]


def _rows(name: str, number: int) -> list[Entry]:
    kind, first = _KINDS[name], number * PART_SIZE
    rows = kind.rows().filter(**{f"{kind.key}__gte": first, f"{kind.key}__lt": first + PART_SIZE})
    found = rows.order_by(kind.key).values_list(kind.key, *kind.slugs).annotate(Max(kind.imported))
    changes = item_changes(first, first + PART_SIZE) if name == "punkter" else {}
    return [
        (reverse(kind.route, args=slugs), _latest(imported, changes.get(key)))
        for key, *slugs, imported in found
    ]


def _part_path(name: str, number: int) -> str:
    return reverse("sitemap_part", args=(name, number))


def _latest(*moments: dt.datetime | None) -> dt.datetime | None:
    return max((moment for moment in moments if moment), default=None)


def _written(root: str, element: str, entries: Iterable[Entry]) -> str:
    lines = "".join(_element(element, *entry) for entry in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{lines}</{root}>\n'


def _element(name: str, path: str, changed_at: dt.datetime | None) -> str:
    lastmod = f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
    return f"<{name}><loc>{escape(absolute(path))}</loc>{lastmod}</{name}>\n"
