"""Who is writing right now: a member of staff, an import, or the system itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who the change log names. What a correcting actor changes is kept against every later import."""

    user: "User | None" = None
    cause: str = ""
    is_correcting: bool = False


_SYSTEM = Actor()
_actor: ContextVar[Actor] = ContextVar("actor", default=_SYSTEM)


def current_actor() -> Actor:
    """The actor of this request, import or command; the nameless system where nobody said."""
    return _actor.get()


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Everything written inside the block is written by `actor`."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)
