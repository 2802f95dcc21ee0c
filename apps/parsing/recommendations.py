"""The recommendation (indstilling): who recommends, and its points."""

import re
from collections.abc import Sequence
from itertools import takewhile

from apps.parsing.list_numbers import leading_number
from apps.parsing.paragraphs import Paragraph, is_bullet
from apps.parsing.records import Recommendation

_VERB = r"(?:indstiller|foreslår|anbefaler|indstilles|foreslås|anbefales)"
# The introduction ends with the first "at": "Center for X indstiller til Byrådet, at:".
_INTRODUCTION = re.compile(
    rf"(.{{0,400}}?)\b{_VERB}\b(?:\s+(?:til|over for)\s[^,:.]{{1,120}})?[,:]?(?:\s*(?:at\b[,:]?|følgende\b:?|{_VERB}\b,?))*:?\s*",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(
    rf"(?P<by>(?:[A-ZÆØÅ][^.:\n]{{0,100}}?)\s)?{_VERB}\b(?:\s+(?:til|over for)\s[^,:.]{{1,120}}?)?(?:,|:)?(?:\s+(?:at\b|følgende\b)|\s*[,:]?$)",
    re.IGNORECASE,
)
_ONLY_A_BODY = re.compile(
    r"(?i)(?:[\w,&-]+\s){0,8}?\w*(?:udvalg|råd|bestyrelse|nævn|kommission|repræsentation)(?:et|en)?:?"
)
_LONGEST_OPENING = 1500
_AT = re.compile(r"(?i)at\s")
_SUB_POINT = re.compile(r"[a-z][.)]\s")
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
    numbered = leading_number(first)
    introduction = numbered[1] if numbered else first
    match = _INTRODUCTION.match(introduction)
    by = None
    if match and not (numbered and _recommender(match[1]) is None):
        by = _recommender(match[1])
        rest = introduction[match.end() :]
        if _goes_on_in_points(rest, texts[1:]):
            rest = ""
        # A displaced number of the first point was put before the introduction.
        rest = f"{numbered[0]}. {rest}" if numbered and rest else rest
        entries = ([(rest, True)] if rest else []) + entries[1:]
    return by, _points(entries)


def _goes_on_in_points(rest: str, following: Sequence[str]) -> bool:
    """Whether "…, at Økonomiudvalget anbefaler Byrådet" only introduces the points below it."""
    says_who = _ONLY_A_BODY.fullmatch(rest) or re.search(rf"(?i)\b{_VERB}\b", rest)
    is_open = says_who is not None and not rest.endswith((".", ",", ";", " og"))
    return is_open and bool(following) and bool(_AT.match(following[0]) or is_bullet(following[0]))


def begins_recommendation(text: str) -> bool:
    """Whether a paragraph opens a recommendation: "Forvaltningen indstiller, at …", "Det foreslås, at …"."""
    return len(text) < _LONGEST_OPENING and _OPENING.match(text) is not None


def recommender_in_heading(heading: str) -> str | None:
    """Who recommends, of a heading such as `Administrationen indstiller til Byrådet`."""
    match = _OPENING.match(f"{heading} at")
    return _recommender(match["by"]) if match else None


def _recommender(text: str) -> str | None:
    words = " ".join(text.split()).strip(" ,:")
    return None if not words or words.casefold() in _IMPERSONAL else words


def _points(entries: list[tuple[str, bool]]) -> tuple[Recommendation, ...]:
    if any(number and number[0] == 1 for text, _ in entries if (number := leading_number(text))):
        return _numbered_points(entries)
    points: list[str] = []
    marked = [text for text, _ in entries if is_bullet(text) or _AT.match(text)]
    # Bullets among points that begin with "at" are sub-points.
    begins_point = is_bullet if marked and is_bullet(marked[0]) else lambda text: _AT.match(text) is not None
    for text, starts_paragraph in entries:
        goes_on = not begins_point(text) and (is_bullet(text) or not starts_paragraph)
        if len(marked) > 1 and points and goes_on:
            points[-1] = f"{points[-1]} {text}"
        else:
            points.append(re.sub(r"^[-–—•*·▪]\s+", "", text))
    return tuple(Recommendation(number=n, text=" ".join(text.split())) for n, text in enumerate(points, 1))


def _is_sub_point(text: str) -> bool:
    return is_bullet(text) or _SUB_POINT.match(text) is not None


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
    if points:
        points[-1][1].extend(takewhile(_is_sub_point, pending))
    return tuple(
        Recommendation(number=number, text=" ".join(" ".join(texts).split())) for number, texts in points
    )
