"""Items without any title, as pages print them that fold an item under its title: where labels or sections begin anew."""

import re
from collections.abc import Iterator, Sequence

from apps.parsing.case_labels import is_case_label, is_empty_label, label_word
from apps.parsing.headings import Heading, read_heading
from apps.parsing.item_headings.printed import NO_TITLE, ItemHeading
from apps.parsing.item_headings.unnumbered import may_be_title
from apps.parsing.reading.lines import Line
from apps.parsing.records import SectionKind

_ABOVE = 4
_HEAD_LABEL = re.compile(r"(?:Mødedato|Mødested|Mødetid|Mødetidspunkt|Udvalg|Dato|Tid|Sted)\s?:")
_NUMBERED = re.compile(r"(?:(?:Punkt|Pkt\.|Sag|Nr\.)\s?(?:nr\.\s?)?)?\d{1,4}[.:)]?\s+[A-ZÆØÅ]")
_HEAD_LINES = 40
_MEETING = re.compile(
    r"(?i)(?:åbent |åben )?(?:referat|dagsorden|beslutningsprotokol|protokol)\b|mødedato|mødested|beslutning (?:i|fra) "
)
_OF_ITEMS = frozenset({SectionKind.DECISION, SectionKind.RECOMMENDATION})
_NO_SECTION = frozenset({SectionKind.OTHER, SectionKind.ATTACHMENTS})


def find_untitled_items(lines: Sequence[Line], start: int = 0) -> list[ItemHeading]:
    """The items that begin with a label (`Sagsid.: 20/339`), which may have the title below it; else those whose
    sections begin anew. Linear.

    A letter or a memo has a case number and headings too: the head must speak of a meeting, and something be recommended or decided.
    """
    if not _tells_of_meeting(lines):
        return []
    labels = list(_labels(lines, start))
    found = labels or [(n, NO_TITLE) for n in _anew(lines, start)]
    # Numbered lines above them are titles in a form that we do not know.
    if not labels and any(_has_number_above(lines, n) for n, _ in found):
        return []
    if len(found) == 1 and not labels and (titled := _below_head(lines, start, found[0][0])):
        return [titled]
    return [
        ItemHeading(n, n, f"u{number}", title, is_certain=True) for number, (n, title) in enumerate(found, 1)
    ]


def _tells_of_meeting(lines: Sequence[Line]) -> bool:
    head = [line.text for line in lines if line.text][:_HEAD_LINES]
    kinds = {heading.kind for line in lines if (heading := read_heading(line.text)) and heading.is_strong}
    return bool(kinds & _OF_ITEMS) and any(_MEETING.match(text.lstrip("•- ")) for text in head)


def _labels(lines: Sequence[Line], start: int) -> Iterator[tuple[int, str]]:
    """The lines with the label that comes first of all, each with the title below it."""
    first: str | None = None
    for n in range(start, len(lines)):
        word = label_word(lines[n].text)
        if (
            word
            and (first or word) == word
            and (is_case_label(lines[n].text) or is_empty_label(lines[n].text))
        ):
            first = word
            yield n, _title_below(lines, n)


def _below_head(lines: Sequence[Line], start: int, end: int) -> ItemHeading | None:
    """The title of a page with one item: it stands right below the labels of the head, and an introduction below it."""
    head = [n for n in range(start, end) if _HEAD_LABEL.match(lines[n].text)]
    n = next((n for n in range(head[-1] + 1, end) if lines[n].text), end) if head else end
    is_title = n < end and not lines[n + 1].text and may_be_title(lines[n].text)
    return ItemHeading(n, n + 1, "u1", lines[n].text, is_certain=True) if is_title else None


def _has_number_above(lines: Sequence[Line], n: int) -> bool:
    above = [line.text for line in lines[max(n - 2 * _ABOVE, 0) : n] if line.text][-_ABOVE:]
    return any(_NUMBERED.match(text) for text in above)


def _title_below(lines: Sequence[Line], n: int) -> str:
    text = next((line.text for line in lines[n + 1 : n + 4] if line.text), "")
    return text if may_be_title(text) and not read_heading(text) and not is_case_label(text) else NO_TITLE


def _anew(lines: Sequence[Line], start: int) -> Iterator[int]:
    """The headings that begin an item: the first one, and each that its item already has.

    Where the first item is nothing but a decision, and the last one ends with one, every decision ends its item.
    """
    sections = [
        (n, heading)
        for n in range(start, len(lines))
        if lines[n].text
        and (heading := read_heading(lines[n].text))
        and heading.is_strong
        and heading.kind not in _NO_SECTION
    ]
    # Decisions alone are as likely to stand under titles in a form that nobody has told us of.
    if all(heading.kind is SectionKind.DECISION for _, heading in sections):
        return
    first, last = sections[0][1], sections[-1][1]
    ends_with_decision = first.kind is last.kind is SectionKind.DECISION
    opening = _word(first)
    seen: set[str] = set()
    is_decided = False
    for n, heading in sections:
        begins = is_decided if ends_with_decision else _word(heading) in {opening, *seen}
        if begins or not seen:
            seen = set()
            yield n
        seen.add(_word(heading))
        is_decided = heading.kind is SectionKind.DECISION


def _word(heading: Heading) -> str:
    return heading.text.casefold()
