"""Two texts side by side: what was struck out on the left, what was put in on the right, and enough around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apps.ingestion.previewing.snapshots import Fields
from apps.language.word_diff import Piece, PieceKind, word_diff

# How many characters of what did not change are shown on each side of what did, and how many of a change.
_AROUND = 80
_LONGEST_PIECE = 1500
_LEFT_OUT = " […] "


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text; `differs` where the other side does not have it."""

    text: str
    differs: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One field in two states. A side without fragments was or becomes empty."""

    label: str
    old: Sequence[Fragment]
    new: Sequence[Fragment]


def changes_between(before: Fields, after: Fields) -> list[Change]:
    """The fields that differ, in the order of `after`; those it does not have follow."""
    return [
        change_between(label, before.get(label, ""), after.get(label, ""))
        for label in {**after, **before}
        if before.get(label, "") != after.get(label, "")
    ]


def change_between(label: str, old: str, new: str) -> Change:
    """What differs between two texts, word by word; long stretches that are the same are shortened. Cost: `word_diff`."""
    pieces = word_diff(old, new)
    return Change(
        label=label,
        old=tuple(_side(pieces, PieceKind.DELETED)),
        new=tuple(_side(pieces, PieceKind.INSERTED)),
    )


def _side(pieces: Sequence[Piece], kind: PieceKind) -> Iterator[Fragment]:
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        if piece.kind == kind:
            words = piece.text.strip(" ")
            # The space between two words is no part of either.
            yield from _spaces(piece.text[: len(piece.text) - len(piece.text.lstrip(" "))])
            yield Fragment(_beginning(words, _LONGEST_PIECE), differs=True)
            yield from _spaces(piece.text[len(piece.text.rstrip(" ")) :])
        elif piece.kind == PieceKind.SAME:
            text = _shortened(piece.text, is_first=place == 0, is_last=place == last)
            yield Fragment(text, differs=False)


def _spaces(text: str) -> Iterator[Fragment]:
    if text:
        yield Fragment(text, differs=False)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """What stands next to a change: both ends of a long text between two, one end of what comes before or after."""
    if is_first and is_last:
        return _beginning(text, 2 * _AROUND)
    if is_first:
        return _end(text, _AROUND)
    if is_last:
        return _beginning(text, _AROUND)
    if len(text) <= 2 * _AROUND + len(_LEFT_OUT):
        return text
    return f"{text[:_AROUND].rpartition(' ')[0]}{_LEFT_OUT}{text[-_AROUND:].partition(' ')[2]}"


def _beginning(text: str, length: int) -> str:
    return (
        text
        if len(text) <= length
        else f"{text[:length].rpartition(' ')[0] or text[:length]}{_LEFT_OUT}".rstrip()
    )


def _end(text: str, length: int) -> str:
    return text if len(text) <= length else f"{_LEFT_OUT}{text[-length:].partition(' ')[2]}".lstrip()
