"""A ZIP file as the documents in it, as the import opens it."""

import io
from collections.abc import Iterator

from apps.ingestion.opening import unpacked
from apps.ingestion.packages import Source


def documents_in(content: bytes, name: str = "pakke.zip") -> Iterator[Source]:
    return unpacked(Source(name=name, read=lambda: content, open=lambda: io.BytesIO(content)))
