"""The files of attachments that lie beside a document: kept with it, connected when it is loaded.

Only what the parser names is asked for, and it names no paper that is closed, protected or internal.
"""

import hashlib

from apps.agenda_items.models import AgendaItem
from apps.attachments.media_types import media_type_of
from apps.attachments.models import Attachment, AttachmentFile
from apps.corrections.sources import Corrections
from apps.ingestion import stating
from apps.ingestion.merging.matching import identity_of, match_items
from apps.ingestion.opening.packages import Papers
from apps.ingestion.placing import identity_of_row
from apps.meetings.models import Meeting
from apps.parsing.errors import ParsingError
from apps.parsing.records import ParsedItem, ParsedMeeting, ParsingWarning


def keep_files(document_sha256: str, parsed: ParsedMeeting, papers: Papers) -> list[ParsingWarning]:
    """Keep the files that the document's attachments name and that are there, one at a time.

    A warning for each that is there and cannot be read; the document is imported all the same.
    """
    warnings = []
    named = {a.path: a for item in parsed.items for a in item.attachments if a.path is not None}
    for path, attachment in named.items():
        try:
            content = papers(path)
        except ParsingError as error:
            message = f"Filen til bilaget »{attachment.title}« er ikke gemt. {error}"
            warnings.append(ParsingWarning(code="attachment_file_refused", message=message))
            continue
        if content:
            values = {
                "content": content,
                "sha256": hashlib.sha256(content).hexdigest(),
                "size": len(content),
                "media_type": media_type_of(content),
            }
            AttachmentFile.objects.update_or_create(
                document_sha256=document_sha256, path=path, defaults=values
            )
    return warnings


def connect_files(document_sha256: str, parsed: ParsedMeeting, meeting: Meeting) -> None:
    """Give every file of a loaded document to its attachment; it takes the place of the file of an older document."""
    files = AttachmentFile.objects.filter(document_sha256=document_sha256).defer("content")
    by_path = {file.path: file for file in files}
    if not by_path:
        return
    rows = Attachment.with_removed.filter(item__meeting=meeting)
    by_key = {(item, key): pk for item, key, pk in rows.values_list("item", "source_key", "pk")}
    for item, key in _items_of(parsed, meeting):
        for stated, attachment in zip(stating.attachments(item), item.attachments, strict=True):
            file, row = by_path.get(attachment.path or ""), by_key.get((key, stated.key))
            if file is not None and row is not None and file.attachment_id != row:
                AttachmentFile.objects.filter(attachment=row).delete()
                AttachmentFile.objects.filter(pk=file.pk).update(attachment=row)


def _items_of(parsed: ParsedMeeting, meeting: Meeting) -> list[tuple[ParsedItem, int]]:
    """The items of a loaded document with the keys of their rows: other documents may have numbered them anew."""
    rows = list(AgendaItem.objects.filter(meeting=meeting).exclude(source_number=""))
    corrections = Corrections(rows)
    known = [identity_of_row(row, corrections) for row in rows]
    matches = match_items(known, [identity_of(item) for item in parsed.items])
    return [(parsed.items[stated], rows[row].pk) for stated, row in sorted(matches.items())]


def drop_files(document_sha256: str) -> None:
    """Forget the files of a document that is not loaded."""
    AttachmentFile.objects.filter(document_sha256=document_sha256, attachment=None).delete()
