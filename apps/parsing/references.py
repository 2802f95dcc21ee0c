"""References to decisions: "Kommunalbestyrelsen den 22. marts 2021 punkt 10", in lists and in running text."""

import re
from collections.abc import Iterator, Sequence

from apps.parsing.committees import find_committees
from apps.parsing.dates import DateMatch, find_dates, first_date
from apps.parsing.paragraphs import join_words
from apps.parsing.reading.lines import Line
from apps.parsing.records import Reference

_ITEM = re.compile(
    r"[,\s(]{0,3}(?:som\s)?(?:punkt|pkt\.?|sag|sagsnr\.?|sag nr\.?|nr\.?)\s{0,2}(?:nr\.?\s?)?(\d{1,4}(?:\.\d{1,2})?)(?!\d|\.\d)",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"(?:,?\s(?:den|d\.|på mødet|på møde|møde|mødet|ordinære|ekstraordinære|på sit|på deres|på dets)){0,6},?\s?$",
    re.IGNORECASE,
)
_TO_DATE = r"(?:s|ets)?(?:,?\s(?:den|d\.|på|sit|deres|dets|ordinære|ekstraordinære|møde|mødet|afholdt|udvalgsmøde)){0,6},?\s?"
# A body without its name: the document's own committee, or the council or finance committee in lower case.
_UNNAMED = re.compile(
    rf"(?<![\w-])(?P<body>(?:[Uu]dvalg(?:et)?|kommunalbestyrelsen|byrådet|økonomiudvalget))(?:smødet?)?{_TO_DATE}$"
)
_GOES_ON = re.compile(r"[a-zæøå0-9(]|Punkt\b|Meddelelser\b")
_WINDOW = 140
_LONGEST_ENTRY = 400


def read_handlings(lines: Sequence[Line]) -> tuple[Reference, ...]:
    """The list of earlier handlings: each line with a date is one; a line without goes on with one of its neighbours."""
    entries: list[tuple[str, int]] = []
    is_open = False
    for line in lines:
        if not line.text:
            continue
        goes_on = is_open or (entries and _GOES_ON.match(line.text))
        if goes_on and entries and len(entries[-1][0]) < _LONGEST_ENTRY:
            text, number = entries.pop()
            entries.append((join_words(text, line.text), number))
        else:
            entries.append((line.text, line.number))
        # A long name of a committee may fill a line of its own before the date.
        is_open = first_date(entries[-1][0]) is None
    found = (reference for text, number in entries for reference in read_handling(text, number))
    return tuple(found)


def read_handling(text: str, line: int) -> Iterator[Reference]:
    """One line of the list of earlier handlings; nothing where it names no date.

    What stands before the date is the committee, as written: it need not be a name that running text shows.
    Further handlings on the same line are read as in running text.
    """
    found = next(find_dates(text), None)
    if not found or not found.date:
        return
    committee = _BEFORE_DATE.sub("", text[: found.start]).strip(" ,:-–")
    item = _ITEM.match(text, found.end)
    named = list(find_committees(committee))
    if len(committee) > 60 and named:
        committee = named[-1][0]
    yield Reference(committee=committee, date=found.date, item=item[1] if item else None, first_line=line)
    yield from find_references(text[found.end :], line)


def find_references(text: str, line: int, own: str | None = None) -> Iterator[Reference]:
    """Every date in running text that stands after the name of a committee in the same sentence. Linear.

    `own` is the committee of the document: "udvalgets møde den …" is its own.
    """
    for found in find_dates(text):
        if found.date and (committee := _committee_before(text, found, own)):
            item = _ITEM.match(text, found.end)
            yield Reference(
                committee=committee, date=found.date, item=item[1] if item else None, first_line=line
            )


def _committee_before(text: str, found: DateMatch, own: str | None) -> str | None:
    window = text[max(0, found.start - _WINDOW) : found.start]
    names = list(find_committees(window))
    unnamed = _UNNAMED.search(window)
    if unnamed and (not names or names[-1].end() < unnamed.end("body")):
        body = unnamed["body"].casefold()
        return own if body in {"udvalg", "udvalget"} else body.capitalize()
    if not names:
        return None
    between = window[names[-1].end() :]
    # "Kommunalbestyrelsens møde den", "udvalgets ordinære møde den", "… på mødet den": nothing else.
    return names[-1][0] if re.fullmatch(_TO_DATE, between) else None
