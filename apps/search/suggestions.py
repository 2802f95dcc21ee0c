"""Suggestions while somebody types: words and journal numbers of published items, committees, politicians.

Only what the index holds today is suggested: a word that stood in an unpublished item alone has the frequency 0.
"""

import re
from dataclasses import dataclass
from itertools import islice

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.urls import reverse

from apps.committees.models import Committee
from apps.language.addresses import slugify
from apps.language.folding import fold
from apps.language.journal_numbers import lexeme, parse_beginning
from apps.language.stop_words import STOP_WORDS
from apps.meetings.models import Attendance
from apps.people.models import Person
from apps.search.models import Lexeme, SearchEntry
from apps.search.queries import SearchQuery
from apps.topics.topics import LABELS

MOST_SUGGESTIONS = 8
SHORTEST_TYPED = 2
LONGEST_TYPED = 100
# Names leave room for words, and words for names.
_MOST_NAMES = 2
# So many of the most frequent words leave enough when stop words and inflections are gone.
_MOST_READ = 40

_LAST_WORD = re.compile(r"[^\W\d_]\w+$")
_NAME = re.compile(r"[^\W\d_][\w .,'’-]*")
_NUMBER = re.compile(r"\d{2}[\w./ -]*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A search or a page: its text, what it is, and its path."""

    text: str
    description: str
    url: str


def suggestions(typed: str) -> tuple[Suggestion, ...]:
    """At most eight for what is typed so far; none for a single letter. Up to four queries, 1-5 ms together."""
    typed = " ".join(typed.replace("\0", " ").split())
    if not SHORTEST_TYPED <= len(typed) <= LONGEST_TYPED:
        return ()
    if _NUMBER.fullmatch(typed):
        return _journal_numbers(typed)
    slug = slugify(typed)
    names = (*_committees(slug), *_people(slug)) if len(slug) >= SHORTEST_TYPED else ()
    return (*_words(typed, MOST_SUGGESTIONS - len(names)), *names)


def named_pages(words: str) -> tuple[Suggestion, ...]:
    """The committees and politicians whose names hold these words as they stand: who types a name may mean the page.

    Two queries, none for what is no name.
    """
    slug = slugify(words)
    if not SHORTEST_TYPED < len(slug) <= LONGEST_TYPED or not _NAME.fullmatch(words):
        return ()
    return (*_committees(slug, whole=True), *_people(slug, whole=True))


def _search(words: str, description: str = "") -> Suggestion:
    return Suggestion(words, description, reverse("search") + SearchQuery(words=words).query_string)


def _journal_numbers(typed: str) -> tuple[Suggestion, ...]:
    """Numbers and beginnings of numbers, the shortest first, with how many items hold them. One query.

    Of a number and a beginning of it that the same items hold, only the number.
    """
    beginning = lexeme(typed.replace(" ", "-").rstrip(".-"))
    rows = Lexeme.objects.filter(lexeme__startswith=beginning, frequency__gt=0)
    ordered = rows.order_by(Length("lexeme"), "-frequency", "lexeme")
    counts = dict(ordered.values_list("lexeme", "frequency")[:_MOST_READ])
    distinct = (
        (key, count)
        for key, count in counts.items()
        if not any(other != key and other.startswith(key) and counts[other] == count for other in counts)
    )
    return tuple(_journal_number(key, count) for key, count in islice(distinct, MOST_SUGGESTIONS))


def _journal_number(key: str, count: int) -> Suggestion:
    prefix = key.removeprefix(lexeme("")).upper()
    number = parse_beginning(prefix)
    # Without a star "27" and "27.36" are ordinary numbers.
    needs_star = number is not None and len(number.parts) < (3 if number.is_kle else 2)
    star = ("*" if prefix[-1] in "/-" else ".*") if needs_star else ""
    held = f"{count:,} {'punkt' if count == 1 else 'punkter'}".replace(",", ".")
    label = f"{LABELS[prefix]}, {held}" if prefix in LABELS else held
    return _search(prefix + star, f"Journalnummer, {label}")


def _words(typed: str, most: int) -> tuple[Suggestion, ...]:
    """What is typed with its last word completed, the most frequent words first. One query, two for rare words."""
    match = _LAST_WORD.search(typed)
    if match is None:
        return ()
    beginning = fold(match[0])
    found = _base_forms(beginning)
    if len(found) < most:
        found += _inflected_forms(beginning, found)
    head = typed[: match.start()]
    completed = (head + (word.lower() if match[0].islower() else word) for word in found)
    return tuple(_search(text) for text in list(dict.fromkeys(completed))[:most] if text != typed)


def _base_forms(beginning: str) -> list[str]:
    """The base forms that begin so, by how many items hold them in any form. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT spelled FROM (SELECT lexeme, frequency FROM search_lexeme WHERE lexeme LIKE %s"
            " AND frequency > 0 AND lexeme <> ALL(%s) ORDER BY frequency DESC, lexeme LIMIT %s) AS frequent"
            " JOIN search_word ON form = lexeme ORDER BY frequency DESC, lexeme",
            [_like(beginning), list(STOP_WORDS), _MOST_READ],
        )
        return [spelled for (spelled,) in cursor.fetchall()]


def _inflected_forms(beginning: str, known: list[str]) -> list[str]:
    """Words that begin so and stand in the archive in other forms only, the shortest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (lexemes) spelled FROM search_word AS word WHERE form LIKE %s"
            " AND NOT lexemes && %s AND lexemes[1] IS NOT NULL"
            " AND NOT EXISTS (SELECT FROM unnest(lexemes) AS wanted WHERE NOT EXISTS"
            " (SELECT FROM search_lexeme WHERE lexeme = wanted AND frequency > 0))"
            " ORDER BY lexemes, length(form) LIMIT %s",
            [_like(beginning), [*STOP_WORDS, *map(fold, known)], _MOST_READ],
        )
        return sorted((spelled for (spelled,) in cursor.fetchall()), key=len)


def _like(beginning: str) -> str:
    """A pattern for what begins so. The sign that LIKE escapes with is no letter, nor is the percent sign."""
    return beginning.replace("_", "\\_") + "%"


def _named(slug: str, *, whole: bool) -> Q:
    """Names of which any word begins so, or has these `whole` words: slugs are folded as words are, hyphens between."""
    if whole:
        ends = Q(slug__startswith=f"{slug}-") | Q(slug__endswith=f"-{slug}")
        return Q(slug=slug) | ends | Q(slug__contains=f"-{slug}-")
    return Q(slug__startswith=slug) | Q(slug__contains=f"-{slug}")


def _committees(slug: str, *, whole: bool = False) -> list[Suggestion]:
    """Committees with a published item. One query."""
    published = SearchEntry.objects.filter(committee=OuterRef("pk"))
    rows = (
        Committee.objects.with_municipality()
        .filter(_named(slug, whole=whole), Exists(published))
        .order_by("sort_key")
    )
    return [
        Suggestion(row.name, f"Udvalg, {row.municipality.full_name}", row.get_absolute_url())
        for row in rows[:_MOST_NAMES]
    ]


def _people(slug: str, *, whole: bool = False) -> list[Suggestion]:
    """Politicians of published meetings, as on the list of them. One query."""
    seats = Attendance.objects.filter(person=OuterRef("pk"), meeting__unpublished_at=None)
    rows = (
        Person.objects.select_related("municipality")
        .filter(_named(slug, whole=whole), Exists(seats))
        .order_by("sort_key")
    )
    return [
        Suggestion(row.name, f"Politiker, {row.municipality.full_name}", row.get_absolute_url())
        for row in rows[:_MOST_NAMES]
    ]
