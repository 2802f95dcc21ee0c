"""Typed readers of the environment. An unset or empty variable is the default; a wrong one stops the start."""

import os
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

TRUE_WORDS = frozenset({"1", "ja", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "nej", "false", "no", "off"})


def read_text(name: str, default: str = "") -> str:
    """The variable without surrounding space."""
    return os.environ.get(name, "").strip() or default


def read_boolean(name: str, *, default: bool) -> bool:
    """`1`/`ja`/`true` or `0`/`nej`/`false`."""

    def parse(text: str) -> bool:
        if text.lower() not in TRUE_WORDS | FALSE_WORDS:
            raise ValueError
        return text.lower() in TRUE_WORDS

    return _read(name, default, parse, "skal være 1 eller 0")


def read_number(name: str, default: int, *, lowest: int, highest: int) -> int:
    """A whole number within the bounds, both included."""

    def parse(text: str) -> int:
        number = int(text)
        if not lowest <= number <= highest:
            raise ValueError
        return number

    return _read(name, default, parse, f"skal være et helt tal fra {lowest} til {highest}")


def read_list(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """The parts between commas, without empty ones."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()] or list(default)


def read_database(name: str) -> dict[str, object] | None:
    """`postgres://user:password@host:port/database?option=value` as Django's settings, None when unset.

    Every part may be percent-encoded; the options are libpq's, such as `sslmode`.
    """
    what_is_needed = "skal have formen postgres://bruger:adgangskode@vært:port/database"
    return _read(name, None, parse_database_url, what_is_needed, is_secret=True)


def parse_database_url(text: str) -> dict[str, object]:
    """Django's settings of one address. ValueError when it is not a PostgreSQL address with a database name."""
    url = urlsplit(text)
    database = unquote(url.path.removeprefix("/"))
    if url.scheme not in {"postgres", "postgresql"} or not database or "/" in url.path[1:]:
        raise ValueError
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": _host(url),
        "PORT": str(url.port or ""),
        "OPTIONS": dict(parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query))),
    }


def _host(url: SplitResult) -> str:
    """The host as written: `hostname` would fold the case of a percent-encoded socket folder."""
    host = url.netloc.rpartition("@")[2]
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return unquote(host.partition(":")[0])


def _read(name: str, default: T, parse: Callable[[str], T], need: str, *, is_secret: bool = False) -> T:
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    try:
        return parse(text)
    except ValueError:
        found = "" if is_secret else f", ikke '{text}'"
        raise ImproperlyConfigured(f"Miljøvariablen {name} {need}{found}.") from None
