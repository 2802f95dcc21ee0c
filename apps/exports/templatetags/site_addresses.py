"""Template tags for addresses that are read outside the archive."""

from django import template

from apps.exports.site import absolute

register = template.Library()


@register.filter(name="absolute")
def absolute_address(path: str) -> str:
    """The public address of a path."""
    return absolute(path)
