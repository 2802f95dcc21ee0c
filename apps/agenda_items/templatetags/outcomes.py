"""Template tags that show outcomes as in `apps.agenda_items.outcome_signs`."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.agenda_items.ballots import Ballot
from apps.agenda_items.models import AgendaItem, Outcome
from apps.agenda_items.outcome_signs import PENDING, PENDING_LABEL, family_of, main_family
from apps.parsing.records import OUTCOME_LABELS

register = template.Library()

_LABELS = {code.value: label for code, label in OUTCOME_LABELS.items()} | {PENDING: PENDING_LABEL}


@register.simple_tag
def outcome(code: str, *, remarks: bool = False, size: str = "") -> SafeString:
    """The tag of one outcome code, followed by "med bemærkninger" where there are any."""
    tag = _tag(code, _LABELS.get(code, code), size)
    if not remarks:
        return tag
    return format_html(
        '<span class="with-remarks">{} <span class="remarks">med bemærkninger</span></span>', tag
    )


@register.simple_tag
def outcome_symbol(item: AgendaItem) -> SafeString:
    """The symbol alone, for the rail of a case's course; its word must stand beside it."""
    return _svg(_main_code(item), f"o-{family_of(_main_code(item))}")


@register.simple_tag
def item_outcomes(item: AgendaItem, size: str = "") -> SafeString:
    """The distinct outcomes of an item in their order, or that it has not been handled yet. No query if prefetched."""
    rows = _distinct(item)
    if not rows:
        return outcome(PENDING if _is_pending(item) else "none", size=size)
    return format_html_join(" ", "{}", ((outcome(code, remarks=r, size=size),) for code, r in rows.items()))


@register.simple_tag
def outcome_words(item: AgendaItem) -> str:
    """The same as plain text: "Godkendt med bemærkninger, Forkastet"."""
    rows = _distinct(item)
    if not rows:
        return PENDING_LABEL if _is_pending(item) else _LABELS["none"]
    return ", ".join(
        _LABELS[code] + (" med bemærkninger" if remarks else "") for code, remarks in rows.items()
    )


@register.simple_tag
def vote_result(ballot: Ballot) -> SafeString:
    """ "Vedtaget 5-2" or "Forkastet 2-3"; only the numbers where the document does not let the result be known."""
    carried = ballot.vote.is_carried
    if carried is None:
        return (
            format_html('<span class="meta num">{}</span>', ballot.result) if ballot.result else SafeString()
        )
    code, label = ("approved", "Vedtaget") if carried else ("rejected", "Forkastet")
    return _tag(code, f"{label} {ballot.result}".strip())


@register.filter
def outcome_family(item: AgendaItem) -> str:
    """The family that colours an item's decision."""
    return main_family(row.code for row in item.outcomes.all())


def _tag(code: str, label: str, size: str = "") -> SafeString:
    css_class = f"outcome o-{family_of(code)} {size}".rstrip()
    return format_html('<span class="{}">{}{}</span>', css_class, _svg(code), label)


def _svg(code: str, css_class: str = "") -> SafeString:
    return format_html(
        '<svg{} viewBox="0 0 16 16" aria-hidden="true"><use href="#o-{}"/></svg>',
        format_html(' class="{}"', css_class) if css_class else "",
        code,
    )


def _distinct(item: AgendaItem) -> dict[str, bool]:
    """Codes in their order, the one for the whole item first, and whether any of them had remarks."""
    rows: list[Outcome] = sorted(item.outcomes.all(), key=lambda row: row.recommendation is not None)
    codes: dict[str, bool] = {}
    for row in rows:
        codes[row.code] = codes.get(row.code, False) or row.with_remarks
    if len(codes) > 1:
        codes.pop("none", None)  # nothing was said about some point, but about another
    return codes


def _main_code(item: AgendaItem) -> str:
    family = outcome_family(item)
    codes = [code for code in _distinct(item) if family_of(code) == family]
    return codes[0] if codes else PENDING if _is_pending(item) else "none"


def _is_pending(item: AgendaItem) -> bool:
    return item.meeting.kind == "agenda"
