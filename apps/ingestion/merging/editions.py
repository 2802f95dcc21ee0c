"""The kept documents of a meeting, read again so that they can be merged."""

from apps.ingestion.guards import ImportRefusedError
from apps.ingestion.merging.rules import Edition, in_order
from apps.ingestion.models import SourceDocument
from apps.ingestion.reading_process import read_document
from apps.meetings.models import Meeting
from apps.parsing.documents import READERS
from apps.parsing.errors import ParsingError
from apps.parsing.records import DocumentKind, ParsedMeeting

# As `merging.in_order`, the other way round, whole documents before supplementary ones: for ordering QuerySets.
LAST_WORD_FIRST = ("-kind", "is_supplement", "-is_corrected", "-received_at", "-pk")

_DESCRIPTION = ("kind", "layout", "format", "is_supplement", "is_corrected", "source_id", "source_url")


def describe(document: SourceDocument, content: bytes, parsed: ParsedMeeting) -> bool:
    """Note on the row what the parser says of the document, unsaved; says whether that is something new."""
    before = [getattr(document, field) for field in _DESCRIPTION]
    document.kind, document.layout = parsed.kind.value, parsed.layout
    document.format = next((reader.NAME for reader in READERS if reader.recognises(content)), "")
    document.is_supplement, document.is_corrected = parsed.is_supplement, parsed.is_corrected
    document.source_id, document.source_url = parsed.source_id or "", parsed.source_url or ""
    return before != [getattr(document, field) for field in _DESCRIPTION]


def editions_of(document: SourceDocument, parsed: ParsedMeeting, meeting: Meeting | None) -> list[Edition]:
    """The document that is being loaded, and the others of its meeting that the merge looks at.

    Reads those again, one at a time; not those that a later version from the same source has replaced. Raises
    ImportRefusedError where one of them cannot be read: without it the meeting would lose what it says.
    """
    others = _loaded(meeting, document) if meeting is not None else []
    arrived = sorted([document, *others], key=lambda d: (d.received_at, d.pk))
    counting = {edition.arrival for edition in in_order(map(_described, range(len(arrived)), arrived))}
    return [
        _edition(n, other, parsed if other is document else _read(other))
        for n, other in enumerate(arrived)
        if n in counting or other is document
    ]


def _loaded(meeting: Meeting, document: SourceDocument) -> list[SourceDocument]:
    documents = meeting.documents.filter(loaded_at__isnull=False).exclude(pk=document.pk)
    return list(documents.defer("content"))


def _described(arrival: int, document: SourceDocument) -> Edition:
    """The document by its description alone: enough to know whether it counts."""
    described = ParsedMeeting(
        kind=DocumentKind(document.kind or DocumentKind.MINUTES),
        layout=document.layout,
        is_supplement=document.is_supplement,
        is_corrected=document.is_corrected,
    )
    return _edition(arrival, document, described)


def _edition(arrival: int, document: SourceDocument, parsed: ParsedMeeting) -> Edition:
    source = f"{document.layout}:{document.format}:{document.source_id}"
    return Edition(meeting=parsed, arrival=arrival, source=source)


def _read(document: SourceDocument) -> ParsedMeeting:
    content = bytes(document.content)
    # The bytes are read from the database when asked for, and are not kept.
    del document.content
    try:
        parsed = read_document(content, document.name)
    except ParsingError as error:
        raise ImportRefusedError(
            f"Et andet dokument fra mødet, »{document.name}«, kan ikke læses igen: {error}"
        ) from error
    if describe(document, content, parsed):
        document.save(update_fields=_DESCRIPTION)
    return parsed
