"""Kept documents as downloads, and who may have them."""

from django.db.models import Exists, Q
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from apps.agenda_items.models import SinceAgenda
from apps.ingestion.merging.editions import LAST_WORD_FIRST
from apps.ingestion.models import SourceDocument
from apps.meetings.models import Meeting


def public_document(meeting: Meeting) -> SourceDocument | None:
    """The document that a published meeting came from, or None where it would tell what the pages do not.

    The bytes hold everything the document said, so nothing of the meeting may be unpublished, removed or closed.
    They are read only when asked for, so that pages may call this to know whether there is a download. One query.
    """
    if not meeting.is_published:
        return None
    # What only the agenda has is told by its title, and is not in the minutes.
    is_open = Q(removed_at=None) | Q(since_agenda=SinceAgenda.DROPPED)
    hidden = meeting.items.exclude(is_open, unpublished_at=None, is_closed=False)
    # Pages ask only whether there is one; the bytes are read when somebody downloads them.
    documents = meeting.documents.filter(~Exists(hidden), loaded_at__isnull=False).defer("content")
    return documents.order_by(*LAST_WORD_FIRST).first()


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
