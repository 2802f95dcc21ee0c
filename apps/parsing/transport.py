"""A parsed meeting as bytes and back, between the process that reads a document and the one that asked.

The reading process may have been taken over by a hostile file, so nothing in its answer is believed: every value is
checked against the type that the record declares. (A pickle could not be: it runs what it is told to.)
"""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from apps.parsing.records import ParsedMeeting

_Check = Callable[[Any], Any]
# Empty lists take twenty times the room of the bytes that state them; the longest minutes have some 50,000 records.
_MOST_RECORDS = 3_000_000


class TransportError(Exception):
    """The bytes are no parsed meeting."""


def packed(meeting: ParsedMeeting) -> bytes:
    """The meeting as JSON: a record is the list of its values. About 0.1 ms per 100 records."""
    return json.dumps(meeting, default=_as_json, check_circular=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> ParsedMeeting:
    """The meeting that `packed` wrote; TransportError for anything else."""
    if data.count(b"[") + data.count(b"{") > _MOST_RECORDS:
        raise TransportError("too many records")
    try:
        meeting: ParsedMeeting = _check_of(ParsedMeeting)(json.loads(data))
    except (ValueError, TypeError, RecursionError) as error:
        raise TransportError(str(error)) from error
    return meeting


def _as_json(value: Any) -> object:
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(type(value))


@cache
def _check_of(hint: Any) -> _Check:
    """What turns JSON into a value of this type, or raises ValueError or TypeError."""
    if isinstance(hint, UnionType):
        inner = next(_check_of(option) for option in get_args(hint) if option is not type(None))
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        return _check_of_tuple(get_args(hint)[0])
    if is_dataclass(hint):
        return _check_of_record(hint)
    if issubclass(hint, dt.date | dt.time):
        of_iso: _Check = hint.fromisoformat
        return of_iso
    return hint if issubclass(hint, Enum) else _check_of_plain(hint)


def _check_of_plain(kind: type) -> _Check:
    def check(value: object) -> object:
        if type(value) is not kind:
            raise TypeError(f"{type(value).__name__} instead of {kind.__name__}")
        return value

    return check


def _check_of_tuple(inner: Any) -> _Check:
    check, is_list = _check_of(inner), _check_of_plain(list)
    return lambda value: tuple(map(check, is_list(value)))


def _check_of_record(record: Any) -> _Check:
    hints = get_type_hints(record)
    checks = {name: _check_of(hints[name]) for name in (field.name for field in fields(record))}
    is_list = _check_of_plain(list)

    def check(value: object) -> Any:
        pairs = zip(checks.items(), is_list(value), strict=True)
        return record(**{name: of_field(stated) for (name, of_field), stated in pairs})

    return check
