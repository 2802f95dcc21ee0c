"""Template tags for where a meeting's text comes from."""

from django import template

from apps.parsing.markup.addresses import is_web_address

register = template.Library()
register.filter(is_web_address)
