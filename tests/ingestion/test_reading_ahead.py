"""Documents that are read while the one before them is loaded."""

from collections.abc import Callable

import pytest

from apps.ingestion.opening.packages import Source
from apps.ingestion.reading_ahead import read_ahead
from apps.parsing.errors import ParsingError


def unreadable() -> bytes:
    raise ParsingError("Filen er væk.")


def source(name: str, read: Callable[[], bytes]) -> Source:
    return Source(name=name, read=read)


def test_every_document_comes_once_in_order_the_bad_ones_too() -> None:
    sources = [
        source("a.txt", lambda: b"a"),
        source("b.txt", unreadable),
        source("c.pdf", lambda: b"%PDF-1.4 broken"),
        source("d.txt", lambda: b"d" * 1_000_001),
    ]
    found = list(read_ahead(sources))
    assert [s.name for s in found] == ["a.txt", "b.txt", "c.pdf", "d.txt"]
    with pytest.raises(ParsingError, match="Filen er væk"):
        found[1].read()
    assert [len(found[k].read()) for k in (0, 2, 3)] == [1, 15, 1_000_001]


def test_only_one_document_more_than_the_one_in_hand_is_opened() -> None:
    opened: list[int] = []

    def reading(number: int) -> Callable[[], bytes]:
        def read() -> bytes:
            opened.append(number)
            return b"x"

        return read

    ahead = read_ahead(source(f"{n}.txt", reading(n)) for n in range(5))
    assert opened == []
    next(ahead)
    assert opened == [0, 1]
    next(ahead)
    assert opened == [0, 1, 2]
    list(ahead)
    assert opened == [0, 1, 2, 3, 4]


def test_no_document_is_none() -> None:
    assert list(read_ahead([])) == []
