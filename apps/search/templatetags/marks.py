"""The template tag that marks the words a page was found by."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def marked(context: Context, text: str) -> str | SafeString:
    """The text, marked by the context's `marker` (`apps.search.marking`); as it is where there is none."""
    marker = context.get("marker")
    return marker.mark(text) if marker else text
