"""The recommendation (indstilling): who recommends, and its points."""

import re
from collections.abc import Sequence

from apps.parsing.list_numbers import leading_number
from apps.parsing.paragraphs import Paragraph, is_bullet
from apps.parsing.records import Recommendation

_VERB = r"(?:indstiller|foreslår|anbefaler|indstilles|foreslås|anbefales)"
# The introduction ends with the first "at": "Center for X indstiller til Byrådet, at:".
_INTRODUCTION = re.compile(
    rf"(.{{0,400}}?)\b{_VERB}\b(?:\s+(?:til|over for)\s[^,:.]{{1,120}})?[,:]?(?:\s*(?:at\b[,:]?|følgende\b:?|{_VERB}\b,?))*:?\s*",
    re.IGNORECASE | re.DOTALL,
)
_IMPERSONAL = frozenset({"det", "der"})


def read_recommendations(paragraphs: Sequence[Paragraph]) -> tuple[str | None, tuple[Recommendation, ...]]:
    """Who recommends (as written, None where the text does not say) and the points, numbered as printed or in order.

    Points are numbered entries; without numbers, the list entries or paragraphs after the introduction.
    """
    entries = [(entry, n == 0) for paragraph in paragraphs for n, entry in enumerate(paragraph.entries)]
    if not entries:
        return None, ()
    texts = [entry for entry, _ in entries]
    first = texts[0]
    match = None if leading_number(first) else _INTRODUCTION.match(first)
    by = None
    if match:
        by = _recommender(match[1])
        rest = first[match.end() :]
        entries = ([(rest, True)] if rest else []) + entries[1:]
    return by, _points(entries)


def _recommender(text: str) -> str | None:
    words = " ".join(text.split()).strip(" ,:")
    return None if not words or words.casefold() in _IMPERSONAL else words


def _points(entries: list[tuple[str, bool]]) -> tuple[Recommendation, ...]:
    if any(number and number[0] == 1 for text, _ in entries if (number := leading_number(text))):
        return _numbered_points(entries)
    points: list[str] = []
    is_list = sum(1 for text, _ in entries if is_bullet(text) or re.match(r"(?i)at\s", text)) > 1
    for text, starts_paragraph in entries:
        if (
            is_list
            and points
            and not (is_bullet(text) or re.match(r"(?i)at\s", text))
            and not starts_paragraph
        ):
            points[-1] = f"{points[-1]} {text}"
        else:
            points.append(re.sub(r"^[-–—•*·▪]\s+", "", text))
    return tuple(Recommendation(number=n, text=text) for n, text in enumerate(points, 1))


def _numbered_points(entries: list[tuple[str, bool]]) -> tuple[Recommendation, ...]:
    """Entries in rising order; what stands between two of them goes on with the first, what follows the last does not."""
    points: list[tuple[int, list[str]]] = []
    pending: list[str] = []
    for text, starts_paragraph in entries:
        number = leading_number(text)
        if number and number[0] == len(points) + 1:
            if points:
                points[-1][1].extend(pending)
            pending = []
            points.append((number[0], [number[1]]))
        elif points and starts_paragraph:
            pending.append(text)
        elif points:
            (pending or points[-1][1]).append(text)
    return tuple(Recommendation(number=number, text=" ".join(texts)) for number, texts in points)
