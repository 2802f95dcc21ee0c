"""Template tags for where a meeting's text comes from."""

from django import template

register = template.Library()


@register.filter
def is_web_address(text: str) -> bool:
    """Whether a source's address may become a link: a document could state `javascript:` just as well."""
    return text.lower().startswith(("https://", "http://"))
