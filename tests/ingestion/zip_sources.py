"""A ZIP file as the documents in it, as the import opens it."""

import io
from collections.abc import Iterator

from apps.ingestion.opening.packages import Source
from apps.ingestion.opening.sources import unpacked


def documents_in(content: bytes, name: str = "pakke.zip") -> Iterator[Source]:
    return unpacked(Source(name=name, read=lambda: content, open=lambda: io.BytesIO(content)))
