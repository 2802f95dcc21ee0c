"""Two texts side by side: what they share at both ends, and what differs between."""

import re
from dataclasses import dataclass

from apps.ingestion.previewing.snapshots import Fields

# How much of what did not change is shown around what did, and how much of what did.
_AROUND = 80
_LONGEST_DIFFERENCE = 1500


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One changed field: the common beginning and end, and what stands between them before and after."""

    label: str
    beginning: str
    old: str
    new: str
    end: str


def changes_between(before: Fields, after: Fields) -> list[Change]:
    """The fields that differ. Linear in the length of the texts."""
    return [
        change_between(label, before.get(label, ""), text)
        for label, text in after.items()
        if before.get(label, "") != text
    ]


def change_between(label: str, old: str, new: str) -> Change:
    """Where two texts differ, in whole words, with a little of what stands around it."""
    old_words, new_words = _words(old), _words(new)
    shortest = min(len(old_words), len(new_words))
    start = next((i for i in range(shortest) if old_words[i] != new_words[i]), shortest)
    room = shortest - start
    end = next((i for i in range(room) if old_words[-1 - i] != new_words[-1 - i]), room)
    return Change(
        label=label,
        beginning=_last_of("".join(old_words[:start])),
        old=_bounded("".join(old_words[start : len(old_words) - end])),
        new=_bounded("".join(new_words[start : len(new_words) - end])),
        end=_first_of("".join(old_words[len(old_words) - end :])),
    )


def _words(text: str) -> list[str]:
    """The words and the spaces between them."""
    return re.findall(r"\s+|\S+", text)


def _last_of(text: str) -> str:
    return text if len(text) <= _AROUND else f"… {text[-_AROUND:].partition(' ')[2]}"


def _first_of(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]} …"


def _bounded(text: str) -> str:
    return text if len(text) <= _LONGEST_DIFFERENCE else f"{text[:_LONGEST_DIFFERENCE]} …"
