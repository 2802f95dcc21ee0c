"""Kept documents as downloads, and who may have them."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from apps.agenda_items.models import AgendaItem, SinceAgenda
from apps.ingestion.merging.editions import LAST_WORD_FIRST
from apps.ingestion.models import SourceDocument
from apps.meetings.models import Meeting


def public_document(meeting: Meeting) -> SourceDocument | None:
    """The document that a published meeting came from, or None where it would tell what the pages do not.

    The bytes hold everything the document said, so nothing of the meeting may be unpublished, removed or closed.
    One query.
    """
    if not meeting.is_published:
        return None
    # The bytes are read when somebody downloads them.
    documents = _downloadable().filter(meeting=meeting).defer("content")
    return documents.order_by(*LAST_WORD_FIRST).first()


def has_public_document(meeting: str) -> Exists:
    """For a QuerySet of what is published: whether `public_document` gives one for the meeting at this path."""
    return Exists(_downloadable().filter(meeting=OuterRef(meeting)))


def _downloadable() -> "QuerySet[SourceDocument]":
    """Loaded documents of meetings that hide nothing."""
    # What only the agenda has is told by its title, and is not in the minutes.
    is_open = Q(removed_at=None) | Q(since_agenda=SinceAgenda.DROPPED)
    items = AgendaItem.objects.filter(meeting=OuterRef("meeting"))
    hidden = items.exclude(is_open, unpublished_at=None, is_closed=False)
    return SourceDocument.objects.filter(~Exists(hidden), loaded_at__isnull=False)


def as_download(document: SourceDocument) -> HttpResponse:
    """The bytes as they came, never shown inside the site: whatever they hold, no browser runs it.

    A document that was read as a PDF comes as one, everything else as text, a web page too.
    """
    return HttpResponse(
        bytes(document.content),
        content_type="application/pdf" if document.format == "pdf" else "text/plain; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=_file_name(document)
            )
            or "",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def _file_name(document: SourceDocument) -> str:
    name = document.name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in name if c.isprintable()) or "dokument.txt"
