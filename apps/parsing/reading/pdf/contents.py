"""The table of contents in the form that the layouts read, "Title.....<tab>3", or left out where none asks for it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from apps.parsing.reading.pdf.rows import Row

HEADING = "Indholdsfortegnelse"
# Not the number of any table.
_CONTENTS = -1
_HEADINGS = re.compile(
    r"(?i)indholdsfortegnelse:?|indhold:?|dagsorden:?|punkter:?|dagsordenspunkter:?|oversigt:?"
)
_LEADERS = re.compile(r"\s*(?:[.…·_]\s?){3,}\s*(\d{0,4})$")
_PAGE_AT_END = re.compile(r"\s+(\d{1,4})$")
_TITLE = re.compile(r"(?i)(?:udkast til )?(?:referat|dagsorden|beslutningsprotokol|tillægsdagsorden)\b.*\d")
_NUMBER_ALONE = re.compile(r"(?i)(?:punkt\s)?\d{1,3}[.:]?$")
_AMONG_FIRST = 150
_LONGEST_TITLE_ROWS = 3
_LONGEST = 300
# Pages from one item to the next.
_LONGEST_ITEM = 200


def with_plain_contents(rows: Sequence[Row]) -> list[Row]:
    """The rows with the table of contents in plain form, one row for each title; linear in the rows."""
    start = next((n for n in range(min(len(rows), _AMONG_FIRST)) if _begins_contents(rows, n)), None)
    if start is None:
        return list(rows)
    has_heading = _HEADINGS.fullmatch(rows[start].text) is not None
    entries, end = _entries(rows, start + has_heading)
    if len(entries) < 2:
        return list(rows)
    if not any(_TITLE.match(row.text) for row in rows[:start]):
        return [*rows[:start], *rows[end:]]
    heading = Row(text=HEADING, page=rows[start].page)
    return [*rows[:start], heading, *entries, *rows[end:]]


def _begins_contents(rows: Sequence[Row], n: int) -> bool:
    """The heading with an entry soon after it, or without it two rows with dotted leaders."""
    if _HEADINGS.fullmatch(rows[n].text):
        after = [row.text for row in rows[n + 1 : n + 2 + _LONGEST_TITLE_ROWS]]
        return any(_LEADERS.search(text[-_LONGEST:]) or _PAGE_AT_END.search(text) for text in after)
    return all(_LEADERS.search(row.text[-_LONGEST:]) for row in rows[n : n + 2]) and n + 1 < len(rows)


def _entries(rows: Sequence[Row], start: int) -> tuple[list[Row], int]:
    """A row for each title, and the index after the last of them. Page numbers rise; a title may be wrapped."""
    entries: list[Row] = []
    pending: list[str] = []
    last, end = 0, start
    for n in range(start, len(rows)):
        title, page = _title_and_page(rows[n].text.replace("\t", " "), last)
        is_number = page is not None and last <= page <= last + _LONGEST_ITEM
        if is_number and not _NUMBER_ALONE.fullmatch(title):
            text = " ".join([*pending, title]).strip()
            entries.append(replace(rows[n], text=f"{text}.....\t{page}", table=_CONTENTS))
            pending, last, end = [], page or last, n + 1
        else:
            pending.append(title)
            if len(pending) > _LONGEST_TITLE_ROWS:
                break
    return entries, end


def _title_and_page(text: str, last: int) -> tuple[str, int | None]:
    """The title without leaders, and its page: `last` where the margin cut the number behind the leaders."""
    match = _LEADERS.search(text[-_LONGEST:]) or _PAGE_AT_END.search(text)
    if not match:
        return text, None
    title = text[: len(text) - (match.end() - match.start())]
    return title, int(match[1]) if match[1] else last
