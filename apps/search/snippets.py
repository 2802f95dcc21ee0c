"""Titles and snippets with the words of the search marked. Everything is escaped first, then `<mark>` is inserted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from apps.agenda_items.models import AgendaItem, Recommendation, Section
from apps.parsing.records import SectionKind
from apps.search.matching import CONFIGURATION, in_websearch_grammar, terms

# Signs of the private use area stand for the marks until the text is escaped, and for the signs in which
# PostgreSQL would see a tag or an entity and leave it out.
_OPEN, _CLOSE = "\ue000", "\ue001"
_HIDDEN = {"<": "\ue002", ">": "\ue003", "&": "\ue004"}
_HIDE = str.maketrans({**_HIDDEN, **dict.fromkeys(map(chr, range(0xE000, 0xE005)), "")})
_SHOW = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()})

_BETWEEN = " … "
_MARKS = f'StartSel="{_OPEN}", StopSel="{_CLOSE}"'
_WHOLE = f"{_MARKS}, HighlightAll=true"
_SNIPPET = f'{_MARKS}, ShortWord=2, FragmentDelimiter="{_BETWEEN}"'
_ONE_PLACE = f"{_SNIPPET}, MaxFragments=1, MaxWords=36, MinWords=20"
_TWO_PLACES = f"{_SNIPPET}, MaxFragments=2, MaxWords=20, MinWords=10"

# Their text is the decision's or the recommendations', or names papers or who decides.
_SHOWN_OTHERWISE = frozenset(
    {SectionKind.DECISION, SectionKind.RECOMMENDATION, SectionKind.ATTACHMENTS, SectionKind.DECIDED_BY}
)
# What others said before comes after what this item is about.
_EARLIER = frozenset({SectionKind.PREVIOUS_HANDLING, SectionKind.DECISION_HISTORY})

# PostgreSQL reads about 1 MB of text in a tenth of a second; twenty long items would take longer than the rest.
LONGEST_READ = 20_000
LEAD_LENGTH = 220
SHORT_DECISION = 40


@dataclass(frozen=True, slots=True)
class Snippet:
    """An item as a hit: both safe HTML whose only tag is `<mark>`."""

    title_html: SafeString
    text_html: SafeString


def snippets(items: Sequence[AgendaItem], words: str) -> list[Snippet]:
    """The items' titles and snippets, in their order. Two queries, three with words.

    The snippet shows where the words are; without words, or
    where they are only in what the text does not hold, how the decision begins.
    """
    titles, texts = [_plain(item.title) for item in items], _texts(items)
    if not words or not items:
        return [Snippet(_safe(title), _safe(_lead(text))) for title, text in zip(titles, texts, strict=True)]
    wholes = [_joined(text)[:LONGEST_READ] for text in texts]
    return [
        Snippet(_safe(title), _safe(_with_ends(found, whole) if _OPEN in found else _lead(text)))
        for (title, found), whole, text in zip(_marked(titles, wholes, words), wholes, texts, strict=True)
    ]


def _texts(items: Sequence[AgendaItem]) -> list[list[str]]:
    """What the public may read of each item, the decision first, nothing twice. Two queries.

    Texts alone: whole rows, prefetched, take a third of the page's time.
    """
    texts = {item.pk: [item.decision_text] for item in items}
    open_items = [item.pk for item in items if not item.is_closed]
    recommendations = Recommendation.objects.filter(item__in=open_items)
    sections = Section.objects.filter(item__in=open_items).exclude(kind__in=_SHOWN_OTHERWISE)
    for key, text in recommendations.order_by("item", "position", "pk").values_list("item_id", "text"):
        texts[key].append(text)
    rows = sections.order_by("item", "position", "pk").values_list("item_id", "text", "kind")
    for key, text, _ in sorted(rows, key=lambda row: row[2] in _EARLIER):
        texts[key].append(text)
    return [[plain for text in texts[item.pk] if (plain := _plain(text))] for item in items]


def _joined(texts: list[str]) -> str:
    """The texts one after the other, with an ellipsis where a text does not end as a sentence."""
    return "".join(text + (" " if text.endswith((".", ":", "!", "?")) else _BETWEEN) for text in texts).strip(
        " …"
    )


def _plain(text: str) -> str:
    """The text on one line, with the signs that this module needs for itself put away."""
    return " ".join(text.split()).translate(_HIDE)


def _marked(titles: list[str], texts: list[str], words: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ts_headline(%(configuration)s::regconfig, title, query, %(whole)s),"
            " ts_headline(%(configuration)s::regconfig, text, query,"
            "   CASE WHEN length(text) <= %(short)s THEN %(whole)s ELSE %(places)s END)"
            " FROM unnest(%(titles)s::text[], %(texts)s::text[]) WITH ORDINALITY AS hit (title, text, n),"
            " websearch_to_tsquery(%(configuration)s::regconfig, %(words)s) AS query ORDER BY n",
            {
                "configuration": CONFIGURATION,
                "whole": _WHOLE,
                "places": _TWO_PLACES if len(terms(words)) > 1 else _ONE_PLACE,
                "short": LEAD_LENGTH,
                "titles": titles,
                "texts": texts,
                "words": in_websearch_grammar(words),
            },
        )
        marked: list[tuple[str, str]] = cursor.fetchall()
    return marked


def _with_ends(found: str, text: str) -> str:
    """An ellipsis where the text goes on before or after what was found."""
    plain = re.sub(f"[{_OPEN}{_CLOSE}]", "", found)
    first, last = plain.split(_BETWEEN)[0], plain.split(_BETWEEN)[-1]
    return f"{'' if text.startswith(first) else '… '}{found}{'' if text.endswith(last) else ' …'}"


def _lead(texts: list[str]) -> str:
    """How the first text begins that says more than the outcome beside it, in whole words."""
    text = next((text for text in texts if len(text) > SHORT_DECISION), texts[0] if texts else "")
    return text if len(text) <= LEAD_LENGTH else text[:LEAD_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.-") + " …"


def _safe(text: str) -> SafeString:
    html = escape(text.translate(_SHOW)).replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>")
    # Escaped above; the sentinels cannot come from the text, which lost them in `_HIDE`.
    return mark_safe(html)  # noqa: S308
