"""Items whose heading has no number: a title above `Sag nr. 129`, above a journal number, or above the first section."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from apps.parsing.case_labels import is_case_label, read_case_number, read_status, running_number
from apps.parsing.dates import first_date
from apps.parsing.headings import read_heading
from apps.parsing.heads.document_kinds import KIND_WORD
from apps.parsing.item_headings.printed import ItemHeading
from apps.parsing.reading.lines import Line
from apps.parsing.records import SectionKind

_TITLE_LINES = 3
_LONGEST_TITLE = 250
_NOT_FIRST = frozenset(
    {SectionKind.ATTACHMENTS, SectionKind.ECONOMY, SectionKind.OTHER, SectionKind.DECISION_HISTORY}
)
_FIRST_LINES = 3
_NO_TITLE = re.compile(r"(?i)(?:afbud|fraværende|ikke til stede|bemærkninger)\b\s*(?:fra\b|:)")
_GOES_ON = (",", "-", "–", " og", " for", " i", " til", " af", " på", " om", " samt")


def find_unnumbered_items(lines: Sequence[Line], start: int = 0) -> tuple[list[ItemHeading], int]:
    """The headings above their labels, or above the section that begins every item, and how much evidence there is. Linear.

    Items without a number of their own are "u1", "u2" …; only structure that comes again makes them certain.
    """
    labelled = list(_above_labels(lines, start))
    if labelled:
        return _numbered(labelled), 6 * len(labelled)
    by_level = list(_by_level(lines, start))
    if len(by_level) > 1:
        return _numbered(by_level), 5 * len(by_level)
    above_sections = list(_above_sections(lines, start))
    return _numbered(above_sections), 2 * len(above_sections)


def _numbered(found: Iterable[tuple[int, int, str, str | None]]) -> list[ItemHeading]:
    headings: list[ItemHeading] = []
    last = unnumbered = 0
    for start, end, title, number in found:
        if number is not None and int(number) > last:
            last = int(number)
        elif number is not None:
            # The same case named again inside its own item.
            continue
        else:
            unnumbered += 1
            number = f"u{unnumbered}"
        headings.append(ItemHeading(start, end, number, title, is_certain=True))
    return headings


def _above_labels(lines: Sequence[Line], start: int) -> Iterator[tuple[int, int, str, str | None]]:
    """`Title` / `Sag nr. 129`; or `Title` / `Sagsnr.: 14/30210`."""
    running = [n for n in range(start, len(lines)) if lines[n].text and running_number(lines[n].text)]
    labels = running or [n for n in range(start, len(lines)) if _files_item(lines, n)]
    taken = start
    for n in labels:
        title = _title_above(lines, n, taken)
        if title:
            taken = n + 1
            number = running_number(lines[n].text) if running else None
            yield title[0], n + 1 if running else n, title[1], number


def _files_item(lines: Sequence[Line], n: int) -> bool:
    text = lines[n].text
    return bool(text) and is_case_label(text) and read_case_number(text) is not None and not text[0].isdigit()


def _by_level(lines: Sequence[Line], start: int) -> Iterator[tuple[int, int, str, str | None]]:
    """The lines of the highest rank that have sections of a lower one under them."""
    ranked = [
        n for n in range(start, len(lines)) if 0 < lines[n].level <= 2 and not read_heading(lines[n].text)
    ]
    followed = [n for n in ranked if _begins_item(lines, n + 1)]
    top = Counter(lines[n].level for n in followed).most_common(1)
    for n in ranked:
        if top and lines[n].level == top[0][0]:
            yield n, n + 1, lines[n].text, None


def _above_sections(lines: Sequence[Line], start: int) -> Iterator[tuple[int, int, str, str | None]]:
    """A title of its own paragraph above the kind of section that begins the items of this document."""
    found: list[tuple[int, int, str, SectionKind]] = []
    taken = start
    for n in range(start, len(lines)):
        heading = read_heading(lines[n].text) if lines[n].text else None
        if not heading or KIND_WORD.fullmatch(heading.text):
            # "Referat" below the name of a body says what the document is.
            continue
        if heading.kind not in _NOT_FIRST and (title := _title_above(lines, n, taken, is_apart=True)):
            found.append((title[0], n, title[1], heading.kind))
        taken = n + 1
    kinds = Counter(kind for *_, kind in found)
    if not kinds:
        return
    first_kind = found[0][3]
    for at, end, title_text, kind in found:
        if kind is first_kind:
            yield at, end, title_text, None


def _title_above(
    lines: Sequence[Line], n: int, taken: int, *, is_apart: bool = False
) -> tuple[int, str] | None:
    """Where the title above line `n` begins, and what it is."""
    at = n - 1
    while at >= taken and not lines[at].text:
        at -= 1
    end = at
    while at >= taken and lines[at].text and end - at < _TITLE_LINES:
        if lines[at].text.endswith((".", ":")) or read_heading(lines[at].text):
            break
        at -= 1
    is_whole = at < taken or not lines[at].text
    if at < end and (not is_whole or _is_packed(lines, at, end)):
        at = _above_one_title(lines, at, end)
    title = " ".join(line.text for line in lines[at + 1 : end + 1])
    if at == end or not may_be_title(title) or (is_apart and not is_whole):
        return None
    return at + 1, title


def _is_packed(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether the page has no blank line between its items, so that none bounds a title."""
    return all(line.text for line in lines[max(at - 5, 0) : end + 1])


def _above_one_title(lines: Sequence[Line], at: int, end: int) -> int:
    """The line above a title that no blank line bounds: only words that clearly go on belong to it."""
    first = end
    while first - 1 > at and (lines[first].text[0].islower() or lines[first - 1].text.endswith(_GOES_ON)):
        first -= 1
    return first - 1


def may_be_title(title: str) -> bool:
    """Whether a line reads as the title of an item: it begins with a capital, is no sentence, and has no date."""
    return bool(
        title
        and len(title) <= _LONGEST_TITLE
        and title[0].isupper()
        and not title.endswith((".", ":", ",", ";"))
        and read_status(title) is None
        and not is_case_label(title)
        and not _NO_TITLE.match(title)
        and first_date(title) is None
    )


def _begins_item(lines: Sequence[Line], start: int) -> bool:
    following = [line.text for line in lines[start : start + 12] if line.text][:_FIRST_LINES]
    return any(read_heading(text) or is_case_label(text) for text in following)
