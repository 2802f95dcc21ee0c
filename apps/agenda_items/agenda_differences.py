"""What the minutes changed in an item since the agenda, for its page: "Ændret siden dagsordenen"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apps.agenda_items.formatted import digest_of
from apps.agenda_items.models import AgendaItem
from apps.agenda_items.public_texts import attachments_text, recommendations_text
from apps.language.word_diff import Piece, PieceKind, word_diff

# Of a long run that stayed the same only its beginning and end are shown.
_AROUND = 150


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A run of words, and the white space after it, which is neither struck out nor underlined."""

    kind: PieceKind
    words: str
    space: str


@dataclass(frozen=True, slots=True)
class AgendaDifference:
    """One text that differs, word by word. `is_added` and `is_dropped`: only one of the documents has it."""

    label: str
    pieces: tuple[ShownPiece, ...]
    is_added: bool
    is_dropped: bool


def agenda_differences(item: AgendaItem) -> list[AgendaDifference]:
    """The differences of an open item; of a closed one none. No query where the item's lists have been read.

    A text that was corrected after the minutes is left out: what was corrected must not stand here still.
    """
    if item.is_closed:
        return []
    standing = set(_standing(item))
    return [
        AgendaDifference(
            label=change["label"],
            pieces=tuple(_shown(list(_shortened(word_diff(change["before"], change["after"]))))),
            is_added=not change["before"],
            is_dropped=not change["after"],
        )
        for change in item.changes_since_agenda
        if not change["after"] or (change["field"], change["after_is"]) in standing
    ]


def _standing(item: AgendaItem) -> Iterator[tuple[str, str]]:
    """The fields of the item with what recognises their texts today."""
    points = ((row.number, row.text) for row in item.recommendations.all())
    yield "title", digest_of(item.title)
    yield "journal_number", digest_of(item.journal_number)
    yield "decided_by", digest_of(item.decided_by)
    yield "recommendations", digest_of(recommendations_text(points))
    yield "attachments", digest_of(attachments_text(row.title for row in item.attachments.all()))
    yield from (("sections", digest_of(section.text)) for section in item.sections.all())


def _shortened(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    last = len(pieces) - 1
    for n, piece in enumerate(pieces):
        text = piece.text
        if piece.kind is PieceKind.SAME and len(text) > 3 * _AROUND:
            start = text[:_AROUND].rpartition(" ")[0] if n else ""
            end = text[-_AROUND:].partition(" ")[2] if n < last else ""
            yield Piece(f"{start} … {end}", piece.kind)
        else:
            yield piece


def _shown(pieces: Sequence[Piece]) -> Iterator[ShownPiece]:
    """Words and what replaced them stand on one line: the break after them is that of the new words."""
    for n, piece in enumerate(pieces):
        words = piece.text.rstrip()
        space = piece.text[len(words) :]
        following = pieces[n + 1] if n + 1 < len(pieces) else None
        if following and (piece.kind, following.kind) == (PieceKind.DELETED, PieceKind.INSERTED):
            space = " "
        yield ShownPiece(piece.kind, words, space)
