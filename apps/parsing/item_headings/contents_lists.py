"""Tables of contents (indholdsfortegnelser) of numbered minutes: the titles by number, and where they end."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from apps.parsing.case_labels import is_case_label
from apps.parsing.headings import read_heading
from apps.parsing.item_headings.styles import without_type
from apps.parsing.reading.lines import Line

_LABEL = re.compile(
    r"(?i)(?:indholdsfortegnelse|indhold|punkter|dagsorden|dagsordenspunkter|sagsoversigt|sagsliste|punktliste|oversigt|emner)\W*(?:(?:sag nr\.?|pkt\.?|punkt|tekst|emne|side|titel)\W*){0,3}"
)
_ENTRY = re.compile(
    r"(?i)(?:[•·*▪-]\s+)?(?:(?:lukket|åbent|åben)\s+)?(?:punkt|pkt\.?|nr\.?|sag|ad\.?)?\s?(?:nr\.?\s?)?(?P<number>\d{1,4})(?:[.:)]|\s?[-–]|\t|\s)\s*(?P<title>[^\W\d_].*?|\d{1,2}\.\s.*?)"
    r"(?:\s*(?:\.{3,}|…+|(?:\s\.){3,}|\t|\s{3,})\s*(?P<page>\d{1,4}|[ivxl]+)?)?"
)
_GROUPS = re.compile(
    r"(?i)(?:åbne|lukkede?|åbent|åben)\s(?:dagsordens)?(?:punkter|punkt|sager|sag|dagsorden|møde|del)\W*|(?:orienterings|beslutnings|drøftelses|efterretnings)sager|(?:(?:side|sidenr|sag|sagsnr|punkt|pkt|nr|tekst|emne|titel)\b\W*){1,4}|til (?:behandling|efterretning).{0,30}"
)
_CLOSED = re.compile(r"(?i)\blukke(?:t|de)\b")
_LEADERS = re.compile(r" {7,}|\.{7,}|(?: \.){4,}")
_FAR = 200
_LONGEST = 300
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """The titles by number, the index of the first line after the table, and the numbers it says are closed."""

    titles: Mapping[str, str] = field(default_factory=dict)
    end: int = 0
    closed: frozenset[str] = frozenset()


def read_contents(lines: Sequence[Line]) -> Contents:
    """The table of contents of a document; an empty one without one.

    The table is announced by its name, or known by its dotted lines; or it is a row of numbered titles that all come again.
    """
    first = next((n for n, line in enumerate(lines[:_FAR]) if _begins(lines, n, line)), None)
    if first is None:
        return Contents()
    is_named = _LABEL.fullmatch(lines[first].text) is not None
    contents = _entries(lines, first + is_named)
    titles, end = contents.titles, contents.end
    is_table = titles and (is_named or any(_is_dotted(line.text) for line in lines[first:end]))
    is_table = bool(is_table) or len(titles) >= _ENOUGH
    return contents if is_table and _come_again(lines[end:], contents) else Contents()


def _begins(lines: Sequence[Line], n: int, line: Line) -> bool:
    if _LABEL.fullmatch(line.text):
        following = next(
            (
                other.text
                for other in lines[n + 1 : n + 6]
                if other.text and not _GROUPS.fullmatch(other.text)
            ),
            "",
        )
        return _entry(following) is not None
    return len(line.text) < _LONGEST and _entry(line.text) is not None


def _entry(text: str) -> re.Match[str] | None:
    """The line as an entry. What leads to the page's number is cut short first: the pattern tries every part of it."""
    return _ENTRY.fullmatch(_LEADERS.sub(lambda leader: leader[0][:6], text))


def _is_dotted(text: str) -> bool:
    return re.search(r"\.{4,}|…{2,}|\t\d+$", text) is not None


def _entries(lines: Sequence[Line], start: int) -> Contents:
    """The entries up to the first line that cannot belong to the table: one that begins anew, or an item's structure."""
    titles: dict[str, str] = {}
    closed: set[str] = set()
    last, end, strangers, is_closed = 0, start, 0, False
    for n in range(start, len(lines)):
        text = lines[n].text
        if not text:
            continue
        match = _entry(text) if len(text) < _LONGEST else None
        if match and int(match["number"]) > last and (last == 0 or int(match["number"]) <= last + 30):
            last, end, strangers = int(match["number"]), n + 1, 0
            titles[str(last)] = without_type(match["title"].strip())
            closed |= {str(last)} if is_closed or _CLOSED.search(text) else set()
        elif match or read_heading(text) or is_case_label(text):
            break
        elif _GROUPS.fullmatch(text):
            is_closed = text.casefold().startswith("lukke")
        else:
            # A long title goes on in the next line; more lines than that are the text of an item.
            strangers += 1
            if strangers > 2:
                break
    return Contents(titles, end, frozenset(closed))


def _come_again(lines: Sequence[Line], contents: Contents) -> bool:
    """Whether at least half of the open numbers stand again at the beginning of a line with the beginning of their title."""
    titles = {number: title for number, title in contents.titles.items() if number not in contents.closed}
    seen: set[str] = set()
    for line in lines:
        match = _entry(line.text) if 0 < len(line.text) < _LONGEST else None
        number = str(int(match["number"])) if match else ""
        if match and match["title"].casefold()[:12] == titles.get(number, "\0").casefold()[:12]:
            seen.add(number)
    return 2 * len(seen) >= len(titles)
