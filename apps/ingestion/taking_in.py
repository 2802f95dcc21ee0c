"""One source into an import: a document, or a list of committees."""

from collections.abc import Callable

from apps.ingestion.importing import import_file, receive, refuse
from apps.ingestion.listed_committees import committee_list, import_committees, receive_committees
from apps.ingestion.models import ImportedFile, ImportRun
from apps.ingestion.opening.packages import Papers, Source
from apps.parsing.errors import ParsingError


def receive_source(run: ImportRun, source: Source) -> ImportedFile:
    """Read a source and keep it for staff to look through. A bad one is kept by its reason."""
    return _take(run, source, receive, receive_committees)


def import_source(run: ImportRun, source: Source) -> ImportedFile:
    """Read a source and import it at once."""
    return _take(run, source, import_file, import_committees)


def _take(
    run: ImportRun,
    source: Source,
    take: Callable[[ImportRun, str, bytes, Papers], ImportedFile],
    take_list: Callable[[ImportRun, str, bytes], ImportedFile],
) -> ImportedFile:
    try:
        content = source.read()
    except ParsingError as error:
        return refuse(run, source.name, str(error))
    if committee_list(content) is not None:
        return take_list(run, source.name, content)
    return take(run, source.name, content, source.papers)
