"""A search in words, for the title of its feed."""

from django.utils.formats import date_format

from apps.committees.models import Committee, Municipality
from apps.parsing.records import OUTCOME_LABELS
from apps.search.queries import SearchQuery
from apps.topics.topics import LABELS

_OUTCOMES = {code.value: label for code, label in OUTCOME_LABELS.items()}
_VOTES = {"ja": "med afstemning", "nej": "uden afstemning"}


def search_title(query: SearchQuery) -> str:
    """ "»nødkald« i Beslutningsarkivet: Byrådet, 2024". A query for each of chosen municipalities and committees."""
    what = f"»{query.words}« i Beslutningsarkivet" if query.words else "Beslutningsarkivet"
    chosen = ", ".join([*_places(query), *_days(query), *_subjects(query)])
    return f"{what}: {chosen}" if chosen else what


def _places(query: SearchQuery) -> list[str]:
    names: list[str] = []
    for model, slugs in ((Municipality, query.municipalities), (Committee, query.committees)):
        if slugs:
            rows = model._default_manager.filter(slug__in=slugs).order_by("sort_key")
            names += dict.fromkeys(rows.values_list("name", flat=True))
    return names


def _days(query: SearchQuery) -> list[str]:
    days = [("fra", query.first_day), ("til", query.last_day)]
    return [*sorted(query.years), *(f"{word} {date_format(day, 'j. F Y')}" for word, day in days if day)]


def _subjects(query: SearchQuery) -> list[str]:
    return [
        *sorted(query.journal_numbers),
        *(LABELS[code] for code in sorted(query.topics)),
        *(_OUTCOMES[code] for code in sorted(query.outcomes)),
        *(_VOTES[vote] for vote in sorted(query.votes)),
    ]
