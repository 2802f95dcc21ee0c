"""The template tag that marks the words a page was found by."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from apps.agenda_items.formatted import with_marked_text

register = template.Library()


@register.simple_tag(takes_context=True)
def marked(context: Context, text: str) -> str | SafeString:
    """The text, marked by the context's `marker` (`apps.search.marking`); as it is where there is none."""
    marker = context.get("marker")
    return marker.mark(text) if marker else text


@register.simple_tag(takes_context=True)
def marked_html(context: Context, markup: str) -> SafeString:
    """Clean markup (`apps.agenda_items.formatted`) with the words of its text marked."""
    marker = context.get("marker")
    return mark_safe(with_marked_text(markup, marker.mark) if marker else markup)  # noqa: S308 - cleaned when loaded
