"""JSON: bytes in, data out, or a `ParsingError` that says what is wrong; and reading its objects whatever type is there."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.parsing.errors import ParsingError
from apps.parsing.exports.flags import read_flag
from apps.parsing.reading.characters import without_banned
from apps.parsing.reading.lines import Document
from apps.parsing.reading.text import MAX_BYTES

NAME = "json"
MAX_DEPTH = 100
MAX_VALUES = 2_000_000

_LOOKED_AT = 400
_FETCH_AGAIN = "Hent den igen fra kilden."
_FOREIGN = (
    "Filen er JSON, men ikke en dagsorden fra FirstAgenda: felterne »Dagsordenpunkter« og »Moede« mangler. "
    "Vælg svaret på adressen /api/agenda/dagsorden/<id>, eller en anden fil."
)


@dataclass(frozen=True, kw_only=True)
class JsonDocument(Document):
    """The data of a JSON document, an object; it has no lines."""

    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fields:
    """One object of a JSON document, read by key: a missing key, null and a value of another type are all "not stated"."""

    values: Mapping[str, Any]

    def text(self, *keys: str) -> str:
        """The first of these that has words, on one line; numbers as they are written; "" where none has."""
        for key in keys:
            value = self.values.get(key)
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if (isinstance(value, str) or is_number) and (words := " ".join(str(value).split())):
                return words
        return ""

    def markup(self, *keys: str) -> str:
        """The first of these that is text with something in it, as it stands."""
        values = (self.values.get(key) for key in keys)
        return next((value for value in values if isinstance(value, str) and value.strip()), "")

    def flag(self, key: str) -> bool | None:
        """Yes or no; None for what is neither."""
        return read_flag(self.values.get(key))

    def fields(self, key: str) -> "Fields":
        """The object at a key, an empty one where there is none."""
        value = self.values.get(key)
        return Fields(value if isinstance(value, dict) else {})

    def objects(self, key: str) -> "tuple[Fields, ...]":
        """The objects of the list at a key; what is no object is left out."""
        value = self.values.get(key)
        return (
            tuple(Fields(entry) for entry in value if isinstance(entry, dict))
            if isinstance(value, list)
            else ()
        )


def recognises(content: bytes) -> bool:
    """Whether the content begins as an object or a list does, and as no sentence does."""
    head = content[:_LOOKED_AT].decode(json.detect_encoding(content), errors="ignore")
    head = head.lstrip("\ufeff \t\r\n")
    following = head[1:].lstrip()[:1]
    return (head[:1] == "{" and following in {'"', "}"}) or (
        head[:1] == "[" and following in {"{", "[", "]", '"'}
    )


def read(content: bytes) -> JsonDocument:
    """The data of a JSON document, as deep as MAX_DEPTH; characters that no text can have are taken out.

    Raises ParsingError for what is too large, too deep, damaged, no object, or says one thing twice. Linear.
    """
    if len(content) > MAX_BYTES:
        raise ParsingError(
            f"Filen fylder {len(content) // 1_048_576} MB; grænsen er 20 MB. Hent et møde ad gangen."
        )
    data = _checked(_parsed(_decoded(content)), 1)
    if not isinstance(data, dict):
        raise ParsingError(
            f"Filen er JSON, men ikke ét objekt: den er en liste af {len(data)}. {_FETCH_AGAIN}"
        )
    return JsonDocument(lines=(), refusal=_FOREIGN, data=data)


def _decoded(content: bytes) -> str:
    try:
        return content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"Filen er beskadiget: den er ikke gyldig {error.encoding.upper()}. {_FETCH_AGAIN}"
        raise ParsingError(message, line=line) from None


def _parsed(text: str) -> Any:
    # Each value but the first of all follows one of these signs; words hold some too, but far from as many.
    if sum(text.count(sign) for sign in "[{,") > MAX_VALUES:
        raise ParsingError(
            f"Filen er JSON med over {MAX_VALUES // 1_000_000} millioner felter. {_FETCH_AGAIN}"
        )
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant, strict=False)
    except json.JSONDecodeError as error:
        message = f"Filen er ikke gyldig JSON (tegn {error.colno}): den er beskadiget eller ikke hel. {_FETCH_AGAIN}"
        raise ParsingError(message, line=error.lineno) from None
    except RecursionError:
        raise ParsingError(_too_deep()) from None
    except ValueError:
        # Python reads no whole number of more than 4,300 digits.
        raise ParsingError(f"Filen er JSON med et tal, som er for langt. {_FETCH_AGAIN}") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Which of two values of one key is meant, nobody can know."""
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise ParsingError(
                f"Filen er JSON, hvor feltet »{key[:40]}« står to gange i samme objekt. {_FETCH_AGAIN}"
            )
        values[key] = value
    return values


def _refuse_constant(name: str) -> None:
    raise ParsingError(
        f"Filen er ikke gyldig JSON: den indeholder {name}, som ikke er et tal. {_FETCH_AGAIN}"
    )


def _checked(value: Any, depth: int) -> Any:
    """The value with clean and composed text (NFC). Raises ParsingError below MAX_DEPTH."""
    if depth > MAX_DEPTH:
        raise ParsingError(_too_deep())
    if isinstance(value, str):
        return unicodedata.normalize("NFC", without_banned(value))
    if isinstance(value, dict):
        return {_checked(key, depth): _checked(entry, depth + 1) for key, entry in value.items()}
    if isinstance(value, list):
        return [_checked(entry, depth + 1) for entry in value]
    return value


def _too_deep() -> str:
    return f"Filen er JSON med mere end {MAX_DEPTH} niveauer inden i hinanden. Så dyb er ingen dagsorden. {_FETCH_AGAIN}"
