"""Template tags for dates as Danes write them."""

import datetime as dt

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def day(on: dt.date) -> SafeString:
    """ "10. juni 2025", always with the year, for people and machines."""
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), date_format(on, "j. F Y"))
