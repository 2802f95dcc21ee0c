"""Committees in a sentence."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from apps.committees.models import Committee

register = template.Library()


@register.simple_tag
def names_of(committees: Sequence[Committee], page_of: Committee) -> SafeString:
    """ "A, B og C", each a link but the one whose page it is."""
    names = [
        format_html("{}", each)
        if each.pk == page_of.pk
        else format_html('<a href="{}">{}</a>', each.get_absolute_url(), each)
        for each in committees
    ]
    *others, last = names
    return mark_safe(f"{', '.join(others)} og {last}" if others else last)  # noqa: S308
