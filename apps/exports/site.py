"""Addresses that are read outside the archive: absolute ones, and names that stay when an address changes."""

from urllib.parse import urlsplit

from django.conf import settings

# A tag names the day on which its domain was ours (RFC 4151). It is part of every name, so it never changes.
_TAG_YEAR = "2025"


def absolute(path: str) -> str:
    """The public address of a path. Always of SITE_URL: the request's host is what the visitor claims it to be."""
    return settings.SITE_URL + path


def tag(name: str) -> str:
    """A lasting name of something in this archive, such as "punkt/7" (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{_TAG_YEAR}:{name}"
