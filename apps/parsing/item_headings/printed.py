"""Where the agenda items of a document begin: `Punkt 3 Title`, `Punkt 2.4: Title`, and what only looks like it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from apps.language.journal_numbers import parse_journal_number
from apps.parsing.case_labels import is_case_label, read_case_number
from apps.parsing.headings import read_heading
from apps.parsing.paragraphs import join_words
from apps.parsing.reading.lines import Line

_HEADING = re.compile(
    r"(?:(?:Lukket|Åbent|Åben)\s+)?(?:Tillægspunkt|Punkt|Pkt\.)\s+(\d{1,4}(?:\.\d{1,2})?)(?!\d)(?:\s*[:.]\s*|\s+-\s+|\s+)(?=\S)",
    re.IGNORECASE,
)
_FIRST_LETTER = re.compile(r"[^\W_]|[\"”“»'(\[§]")
# "Punkt 2: Godkendt" inside a decision; a title has nouns ("Godkendelse af …").
_DECIDED = re.compile(
    r"(?i)(?:blev |er |tages |indstilles |anbefales |sættes )|(?:godkendt|tiltrådt|vedtaget|taget til|udsat|udsættes|udgår|"
    r"forkastet|drøftet|anbefales|indstilles|afvist|ikke godkendt|fulgt)\b"
)
_LONGEST_TITLE_LINES = 5
# What stands for the title where the source gives none.
NO_TITLE = "Punkt uden overskrift"


@dataclass(frozen=True, slots=True)
class ItemHeading:
    """A heading: the indexes of its first line and of the first line after the title, number and title."""

    start: int
    end: int
    number: str
    title: str
    is_certain: bool
    is_marked_closed: bool = False
    case_label: str | None = None

    def moved(self, lines: int) -> "ItemHeading":
        """The same heading in a document with so many lines more before it."""
        return replace(self, start=self.start + lines, end=self.end + lines)


def find_item_headings(lines: Sequence[Line], contents: Sequence[str] = ()) -> list[ItemHeading]:
    """The headings of a document's items, in order; `contents` are the titles of its table of contents, cut or whole.

    A candidate stands at the beginning of a paragraph. It is certain when the table of contents has its title,
    or when a section heading or a journal number follows. Numbers rise; an uncertain candidate counts only
    as the next number, and only where no certain one has that number. Linear.
    """
    titles = tuple(_folded(title) for title in contents)
    candidates = [c for n, line in enumerate(lines) if (c := _candidate(lines, n, line, titles))]
    certain = {c.number for c in candidates if c.is_certain}
    chosen: list[ItemHeading] = []
    last = (0, 0)
    for candidate in candidates:
        number = _order(candidate.number)
        is_next = number in {(last[0] + 1, 0), (last[0], last[1] + 1), (last[0] + 1, 1)}
        if number > last and (candidate.is_certain or (is_next and candidate.number not in certain)):
            chosen.append(candidate)
            last = number
    return chosen


def with_labels_above(lines: Sequence[Line], headings: Sequence[ItemHeading]) -> Sequence[ItemHeading]:
    """The headings with the journal number that stands above the title, where the document writes it there throughout."""
    above = [_label_above(lines, heading.start) for heading in headings]
    if 2 * sum(label is not None for label in above) <= len(headings):
        return headings
    return [
        replace(heading, start=label[0], case_label=label[1]) if label else heading
        for heading, label in zip(headings, above, strict=True)
    ]


def _label_above(lines: Sequence[Line], start: int) -> tuple[int, str] | None:
    n = next((n for n in range(start - 1, max(start - 4, -1), -1) if lines[n].text), None)
    number = read_case_number(lines[n].text) if n is not None and is_case_label(lines[n].text) else None
    return (n, number) if n is not None and number else None


def _candidate(lines: Sequence[Line], n: int, line: Line, contents: tuple[str, ...]) -> ItemHeading | None:
    match = _HEADING.match(line.text)
    if not match or (n and lines[n - 1].text and not line.starts_page):
        return None
    rest = line.text[match.end() :]
    if not _FIRST_LETTER.match(rest) or rest[0].islower() or _DECIDED.match(rest):
        return None
    title, end = _title(lines, n, rest)
    in_contents = _folded(title).startswith(contents)
    return ItemHeading(
        n,
        end,
        match[1],
        title,
        in_contents or _is_followed_by_structure(lines, end),
        line.text[:6].casefold() == "lukket",
    )


def _title(lines: Sequence[Line], n: int, title: str) -> tuple[str, int]:
    """The title's wrapped lines up to the blank line, also over a page break in mid-title."""
    end = n + 1
    for _ in range(_LONGEST_TITLE_LINES):
        following = _after_blanks(lines, end) if _goes_on(lines, end, title) else end
        text = lines[following].text if following < len(lines) else ""
        if not text or read_heading(text) or parse_journal_number(text):
            break
        title, end = join_words(title, text), following + 1
    return " ".join(title.split()), end


def _goes_on(lines: Sequence[Line], end: int, title: str) -> bool:
    """Whether a page break at `end` cuts the title."""
    after = _after_blanks(lines, end)
    if after == end or after == len(lines) or not lines[after].starts_page:
        return False
    return lines[after].text[0].islower() or title.endswith((" og", ",", "-", "–"))


def _is_followed_by_structure(lines: Sequence[Line], end: int) -> bool:
    after = _after_blanks(lines, end)
    if after == len(lines):
        return False
    text = lines[after].text
    return read_heading(text) is not None or parse_journal_number(text) is not None


def _after_blanks(lines: Sequence[Line], n: int) -> int:
    while n < len(lines) and not lines[n].text:
        n += 1
    return n


def _order(number: str) -> tuple[int, int]:
    main, _, sub = number.partition(".")
    return int(main), int(sub or 0)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
