"""The next document is read, and its words are looked up, by other processes while the one before it is loaded."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from apps.ingestion.importing import storable
from apps.ingestion.opening.packages import Source
from apps.ingestion.reading_process import LONGEST_REMEMBERED, read_document
from apps.language.looking_ahead import LookingAhead
from apps.parsing.errors import ParsingError


def read_ahead(sources: Iterable[Source]) -> Iterator[Source]:
    """The same documents in the same order, each already read by `read_document`, which remembers it.

    The bytes of one document more are held. One too long to be remembered waits for its turn.
    """
    with LookingAhead() as words, ThreadPoolExecutor(max_workers=1) as reader:
        waiting: tuple[Source, Future[None]] | None = None
        for source in map(_opened, sources):
            following = source, reader.submit(_read, source, words)
            if waiting is not None:
                yield _when_read(*waiting)
            waiting = following
        if waiting is not None:
            yield _when_read(*waiting)


def _opened(source: Source) -> Source:
    try:
        content = source.read()
    except ParsingError:
        # Importing it says why.
        return source
    return replace(source, read=lambda: content)


def _read(source: Source, words: LookingAhead) -> None:
    content = source.read()
    if len(content) <= LONGEST_REMEMBERED:
        words.look_up("\n".join(read_document(content, storable(source.name)).source_lines))


def _when_read(source: Source, reading: Future[None]) -> Source:
    # Not raised: importing it meets the same error again, and records it.
    reading.exception()
    return source
