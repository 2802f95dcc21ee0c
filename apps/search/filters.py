"""Reads the query string of the search. What it does not understand is an error, never ignored.

One FilterSet is the whole language, so that the page, JSON and whatever else offers a search's hits mean the same.
django-filter drops a filter whose value is invalid: `parse` asks `is_valid()` first, so nothing is ever unfiltered.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict

from apps.committees.models import Committee, Municipality, TakenSlug, standing_keys
from apps.language.journal_numbers import parse_prefix
from apps.language.query_grammar import TooManyTermsError
from apps.language.query_grammar import parse as parse_words
from apps.parsing.records import OUTCOME_LABELS
from apps.search.models import SearchEntry
from apps.search.queries import ATTRIBUTES, InvalidQueryError, SearchQuery, is_tracking
from apps.search.results import all_item_ids
from apps.topics.topics import LABELS

# A word of more than 2,046 bytes is more than PostgreSQL takes in a query.
LONGEST_QUERY = 500
LARGEST_PAGE = 10**9
LARGEST_PAGE_SIZE = 100

_SLUG = re.compile(r"[a-z0-9-]+")

Read = Callable[[str], Any]


class Values(forms.Field):
    """All values given for a parameter: empty ones dropped, each read by `read`, each once."""

    widget = forms.MultipleHiddenInput

    def __init__(self, read: Read, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read = read

    def clean(self, value: list[str]) -> Any:
        """The values. ValidationError with one message for each that cannot be read."""
        read: dict[Any, None] = {}
        errors = []
        for text in value:
            try:
                if text.strip():
                    read[self.read(text.strip())] = None
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return tuple(read)


class OneValue(Values):
    """The one value given for a parameter, None without."""

    def clean(self, value: list[str]) -> Any:
        """The value. ValidationError when there are several different ones."""
        read = super().clean(value)
        if len(read) > 1:
            raise ValidationError("Angiv kun én værdi.")
        return read[0] if read else None


def _words(text: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if "\0" in words:
        raise ValidationError("Søgningen indeholder et tegn, der ikke kan søges på.")
    if len(words) > LONGEST_QUERY:
        raise ValidationError(f"Søgningen er for lang. Brug højst {LONGEST_QUERY} tegn.")
    try:
        parse_words(words)
    except TooManyTermsError as error:
        raise ValidationError(str(error)) from None
    return words


def _year(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", text) or text == "0000":
        raise ValidationError(f"{_quoted(text)} er ikke et årstal med fire cifre.")
    return text


def _date(text: str) -> dt.date:
    if match := re.fullmatch(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})", text):
        day, month, year = match.groups()
    elif match := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        year, month, day = match.groups()
    else:
        raise ValidationError(
            f"Skriv datoen som dag-måned-år, fx 29-02-2024. {_quoted(text)} er ikke en dato."
        )
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise ValidationError(f"Datoen {_quoted(text)} findes ikke i kalenderen.") from None


def _journal_number(text: str) -> str:
    prefix = parse_prefix(text)
    if prefix is None:
        raise ValidationError(
            f"{_quoted(text)} er hverken et journalnummer eller begyndelsen af et. Skriv hele led, fx 27.36 eller 25/26257."
        )
    return prefix


def _one_of(values: dict[str, str]) -> Read:
    def read(text: str) -> str:
        if text not in values:
            raise ValidationError(f"{_quoted(text)} findes ikke. Vælg mellem: {', '.join(values)}.")
        return text

    return read


def _count(text: str) -> int:
    # int() refuses more than 4,300 digits; no archive has a page of ten.
    digits = text.lstrip("0") if re.fullmatch(r"[0-9]+", text) else ""
    if not digits:
        raise ValidationError(f"{_quoted(text)} er ikke et helt tal fra 1 og op.")
    return int(digits) if len(digits) < 10 else LARGEST_PAGE


def _page_size(text: str) -> int:
    size = _count(text)
    if size > LARGEST_PAGE_SIZE:
        raise ValidationError(f"En side kan højst have {LARGEST_PAGE_SIZE} resultater.")
    return size


def _quoted(text: str) -> str:
    return f"»{text[:60]}…«" if len(text) > 60 else f"»{text}«"


class ValuesFilter(django_filters.Filter):
    """A parameter that may be repeated."""

    field_class = Values


class OneValueFilter(django_filters.Filter):
    """A parameter that is given once."""

    field_class = OneValue


class _Rules(forms.Form):
    """What holds between parameters, or needs the database."""

    def clean_kommune(self) -> tuple[str, ...]:
        """Slugs of today; a former one leads on to the row that had it."""
        return _slugs_of_today(self.cleaned_data["kommune"], Municipality.objects.all(), "Kommunen")

    def clean_udvalg(self) -> tuple[str, ...]:
        """Slugs of today, of committees in any of the chosen municipalities; a merged one's leads on as well."""
        committees = Committee.objects.standing()
        if chosen := self.cleaned_data.get("kommune"):
            committees = committees.filter(municipality__slug__in=chosen)
        return _slugs_of_today(self.cleaned_data["udvalg"], committees, "Udvalget")

    def clean(self) -> None:
        """Refuse a period that ends before it begins."""
        first, last = self.cleaned_data.get("fra"), self.cleaned_data.get("til")
        if first and last and first > last:
            self.add_error("til", "Til-datoen ligger før fra-datoen.")


class SearchFilterSet(django_filters.FilterSet):
    """The parameters of the search page."""

    q = OneValueFilter(read=_words)
    kommune = ValuesFilter(read=str)
    udvalg = ValuesFilter(read=str)
    aar = ValuesFilter(read=_year)
    fra = OneValueFilter(read=_date)
    til = OneValueFilter(read=_date)
    journalnummer = ValuesFilter(read=_journal_number)
    emne = ValuesFilter(read=_one_of(LABELS))
    udfald = ValuesFilter(read=_one_of({code.value: label for code, label in OUTCOME_LABELS.items()}))
    afstemning = ValuesFilter(read=_one_of({"ja": "", "nej": ""}))
    sorter = OneValueFilter(read=_one_of({"relevans": "", "nyeste": "", "aeldste": ""}))
    side = OneValueFilter(read=_count)

    class Meta:
        model = SearchEntry
        fields: ClassVar[tuple[str, ...]] = ()
        form = _Rules

    def search_query(self) -> SearchQuery:
        """What a valid query string means; an order that is the default, or makes no sense, is left out."""
        values = self.form.cleaned_data
        query = SearchQuery(
            **{ATTRIBUTES[name]: value for name, value in values.items() if value is not None}
        )
        has_default_order = query.order == ("relevans" if query.words else "nyeste")
        is_pointless = query.order == "relevans" and not query.words
        return query.changed(order="", page=query.page) if has_default_order or is_pointless else query

    def filter_queryset(self, queryset: QuerySet[SearchEntry]) -> QuerySet[SearchEntry]:
        """The entries that match: all parameters together, as `matching` says."""
        return queryset.filter(pk__in=all_item_ids(self.search_query()))


class ProgramFilterSet(SearchFilterSet):
    """The parameters of `/soeg.json`."""

    pr_side = OneValueFilter(read=_page_size)


def _slugs_of_today(slugs: tuple[str, ...], rows: QuerySet[Any], noun: str) -> tuple[str, ...]:
    """The slugs that the rows with these slugs have today. Up to four queries, none without slugs."""
    if not slugs:
        return ()
    known = set(rows.filter(slug__in=[s for s in slugs if _SLUG.fullmatch(s)]).values_list("slug", flat=True))
    former: dict[str, set[str]] = {}
    if missing := [s for s in slugs if s not in known and _SLUG.fullmatch(s)]:
        taken = _taken(missing, rows.model)
        today = dict(rows.filter(pk__in=[key for _, key in taken]).values_list("pk", "slug"))
        for slug, key in taken:
            former.setdefault(slug, set()).update({today[key]} if key in today else ())
    unknown = [s for s in slugs if s not in known and not former.get(s)]
    if unknown:
        raise ValidationError([f"{noun} {_quoted(slug)} findes ikke i arkivet." for slug in unknown])
    return tuple(sorted(known.union(*former.values())))


def _taken(slugs: Sequence[str], model: type[Model]) -> list[tuple[str, int]]:
    """Which rows these slugs were given to; of a merged committee the one that stands for it."""
    taken = TakenSlug.objects.filter(
        content_type=ContentType.objects.get_for_model(model), slug__in=slugs
    ).values_list("slug", "object_id")
    merged = standing_keys(key for _, key in taken) if model is Committee else {}
    return [(slug, merged.get(key, key)) for slug, key in taken]


def parse(params: QueryDict, filters: type[SearchFilterSet] = SearchFilterSet) -> SearchQuery:
    """What a query string means. Raises InvalidQueryError, with a message for everything that means nothing."""
    filterset = filters(params, queryset=SearchEntry.objects.all())
    errors = {name: [str(text) for text in texts] for name, texts in filterset.errors.items()}
    for name in params:
        if name not in filterset.filters and not is_tracking(name):
            errors[name] = [f"Parameteren {_quoted(name)} findes ikke."]
    if errors or not filterset.is_valid():
        raise InvalidQueryError(errors)
    return filterset.search_query()
