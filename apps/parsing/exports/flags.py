"""What may be published, as exports say it: flags such as `IsPublic`, `Åbent`, `MaaPubliceres`, `IsProtected`.

The rule, wherever one is read: only a clear yes publishes. A flag that permits (`IsPublic`, `Åbent`, `MaaPubliceres`,
`PublishingType`) must be there and say yes, as OS2Web, which these exports are made for, reads it. A flag that
withholds (`IsProtected`) must say no; it may be missing only where the whole document has none. The same
leniency holds for `IsOpen` of FirstAgenda, whose server sends the public nothing but what is public.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from apps.parsing.records import ParsingWarning

_YES = frozenset({"true", "1", "ja", "yes", "sand", "åben", "åbent", "åbne"})
_NO = frozenset({"false", "0", "nej", "no", "falsk", "lukket", "lukkede"})


def read_flag(value: Any) -> bool | None:
    """Yes or no from a flag of any type; None for what is missing or neither."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str | int):
        return None
    word = str(value).strip().casefold()
    return True if word in _YES else False if word in _NO else None


def is_used(flags: Iterable[object]) -> bool:
    """Whether a document uses a flag at all."""
    return any(flag is not None for flag in flags)


def unclear(flags: Iterable[tuple[str, Any]]) -> Iterator[ParsingWarning]:
    """A warning for each item, by its number, whose flag is neither yes nor no: it is treated as closed."""
    for number, flag in flags:
        if read_flag(flag) is None:
            message = f"Punkt {number or 'uden nummer'} siger ikke klart, om det må offentliggøres. Det behandles som lukket."
            yield ParsingWarning(code="unclear_publication", message=message, line=1)
