"""The ways in which municipalities number their items, and the lines of a document that are in one of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from apps.parsing.case_labels import is_case_label, read_status, running_number
from apps.parsing.dates import begins_with_month
from apps.parsing.headings import read_heading
from apps.parsing.paragraphs import join_words
from apps.parsing.reading.lines import Line
from apps.parsing.records import SectionKind

_NUMBER = r"(?P<number>\d{1,4}(?:\.\d{1,2})?)(?![\d/])"
_HOURS = r"(?:(?:[Kk]l\.?\s?)?\d{1,2}[.:]\d{2}(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?:?\s+)?"
_MARK = _HOURS + r"(?:[•·*▪#–-]+\s+)?(?:(?:Lukket|Åbent|Åben|Nyt)\s+)?"
# Source: minutes of about twenty municipalities. "nr" is `Nr.178 - Title` and `Nr. 20 BR 366/07. Title`.
STYLES: dict[str, re.Pattern[str]] = {
    "point": re.compile(
        rf"(?i){_MARK}(?:Tillægspunkt|Dagsordenspunkt|Punkt|Pkt)\b\.?\s*(?:nr\.?\s*)?{_NUMBER}(?:\s*[:.)]\s*|\s+[-–]\s*|\s+)(?=\S)"
    ),
    "case": re.compile(
        rf"(?i){_MARK}Sag\s+(?:nr\.?\s*)?{_NUMBER}(?:\s*[:.)]\s*|\s+[-–]\s+|\s+(?=Emne:))(?:Emne:\s*)?(?=\S)"
    ),
    "ad": re.compile(
        rf"(?i){_MARK}Ad\.?\s*(?:punkt|pkt\.?)?\s*{_NUMBER}(?:\s*[:.)]\s*|\s+[-–]\s+|\s+)(?=\S)"
    ),
    "nr": re.compile(
        rf"(?i){_MARK}Nr\.?\s?{_NUMBER}(?:\s+(?P<label>[A-ZÆØÅ]{{1,4}}\s\d{{1,4}}/\d{{2,4}}))?(?:\s*[:.)]\s*|\s*[-–]\s*|\s+)(?=\S)"
    ),
    "coded": re.compile(rf"{_MARK}[A-ZÆØÅ]{{1,4}}-(?P<number>\d{{1,4}})/\d{{2}}(?:-[A-ZÆØÅ])?\s+(?=\S)"),
    "stop": re.compile(rf"{_MARK}{_NUMBER}\.\s*(?:[-–]\s+)?(?=\S)"),
    "bracket": re.compile(rf"{_MARK}{_NUMBER}\)\s*(?=\S)"),
    "dash": re.compile(rf"{_MARK}{_NUMBER}\s*[-–:]\s+(?=\S)"),
    "bare": re.compile(
        rf"{_MARK}{_NUMBER}(?:\s+(?:(?:Åbent|Lukket)\s{{2,}})?(?=\S)|(?=[A-ZÆØÅ][a-zæøå]{{2}}))"
    ),
}
_BEGINNING = re.compile(r"[A-ZÆØÅÉÖÜ§\"”“»'(\[]|\d{1,4}[.\s]")
_DECIDED = re.compile(
    r"(?i)(?:at|blev|er|tages|indstilles|anbefales|sættes|godkendt|tiltrådt|vedtaget|taget til|udsat|udsættes|udgår|"
    r"forkastet|drøftet|afvist|ikke godkendt|fulgt|godkendes|viceborgmester|behandling af budget)\b"
)
_TYPE_MARK = re.compile(
    r"(?i)\s*(?:\((?:[BODEIFTL]?|åben|åbent|lukket|beslutning|orientering|drøftelse)\s*\)|\[(?:åben|åbent|lukket)\])\s*$"
)
_LEADING_TYPE = re.compile(r"(?i)[(\[](?:åben|åbent|lukket)[)\]]\s+")
_CLOSED_MARK = re.compile(r"(?i)lukket|lukkede døre|\(L\)|fortroligt? punkt")
_GOES_ON = (" og", " i", " for", " af", " til", " på", " om", " ved", ",", "-", "–", " samt", "/")
_ABBREVIATIONS = ("mv.", "m.v.", "m.m.", "mm.", "etc.", "kr.", "evt.", "jf.", "nr.", "pct.", "ca.")
_LONGEST_TITLE = 320
_TITLE_LINES = 4
# The evidence of a case number under a title.
_FILED = 6
_FILED_ABOVE = 3
# A line that a sentence goes on from is at least so long.
_FULL_LINE = 60
_PEOPLE = re.compile(
    r"(?:[A-ZÆØÅ][\w.'’-]+ ){1,5}\([A-ZÆØÅ]{1,3}\)(?:, (?:[A-ZÆØÅ][\w.'’-]+ ){1,5}\([A-ZÆØÅ]{1,3}\))*"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be an item's heading; `evidence` is how much speaks for it (0 or less: nothing but its form).

    `follows` is the line of the same section that has the number before it, as an entry of a list has.
    """

    start: int
    end: int
    number: str
    title: str
    evidence: int
    label: str | None = None
    is_closed: bool = False
    follows: int | None = None

    @property
    def order(self) -> tuple[int, int]:
        """What must rise from item to item."""
        return order_of(self.number)


def order_of(number: str) -> tuple[int, int]:
    """ "2.4" -> (2, 4)."""
    main, _, sub = number.partition(".")
    return int(main), int(sub or 0)


def find_candidates(
    lines: Sequence[Line], style: str, start: int, contents: Mapping[str, str]
) -> Iterator[Candidate]:
    """The lines from `start` on that are numbered in a style, each with the evidence for it. Linear.

    `contents` are the titles of the table of contents by number. An entry of a list in a section is told by the
    entry before it, which stands in the same section.
    """
    pattern = STYLES[style]
    in_section: dict[tuple[int, int], int] = {}
    is_list = False
    for n in range(start, len(lines)):
        text = lines[n].text
        if not text:
            continue
        match = pattern.match(text)
        if not match:
            if read_heading(text):
                in_section = {}
            continue
        order = order_of(match["number"])
        number, sub = order
        # A list begins with 1; items have numbers of their own, which may run through the year.
        is_list = number == 1 or (is_list and bool(in_section))
        follows = in_section.get((number, sub - 1) if sub else (number - 1, 0)) if is_list else None
        in_section[order] = n
        candidate = _candidate(lines, n, match, contents, follows=follows)
        if candidate:
            yield candidate


def _candidate(
    lines: Sequence[Line], n: int, match: re.Match[str], contents: Mapping[str, str], *, follows: int | None
) -> Candidate | None:
    line, rest = lines[n], lines[n].text[match.end() :]
    is_glued_number = rest[0].isdigit() and not line.text[match.end() - 1].isspace()
    if is_glued_number or not _may_be_title(rest) or (_is_cut(lines, n) and not line.level):
        return None
    number = str(int(match["number"])) if match["number"].isdigit() else match["number"]
    # Pages that number a list of numbered titles print both: "3.  3. Budget".
    title, end = title_at(lines, n, rest.removeprefix(f"{number}. ").lstrip())
    if read_heading(title):
        return None
    listed = contents.get(number)
    evidence = structure_after(lines, end, title) + (4 if line.level in {1, 2} else 0)
    evidence += _FILED_ABOVE if _is_filed_above(lines, n) else 0
    if listed is not None and is_same_title(title, listed):
        evidence += 10
    elif contents:
        evidence -= 2
    is_closed = _CLOSED_MARK.search(title) is not None or line.text[:9].casefold().lstrip("•·- ").startswith(
        "lukket"
    )
    evidence += 2 if is_closed else 0
    if ends_as_sentence(title):
        evidence -= 6 if follows is not None and evidence < _FILED else 3
    elif follows is not None:
        evidence -= 2
    return Candidate(
        n, end, number, without_type(title), evidence, match.groupdict().get("label"), is_closed, follows
    )


def _is_filed_above(lines: Sequence[Line], n: int) -> bool:
    """Whether nothing but a case number stands in the paragraph above."""
    above = [line.text for line in lines[max(n - 3, 0) : n] if line.text][-1:]
    return bool(above) and above[0][0].isdigit() and is_case_label(above[0])


def _may_be_title(rest: str) -> bool:
    return bool(
        _BEGINNING.match(rest)
        and any(c.isalpha() for c in rest)
        and not _DECIDED.match(rest)
        and not begins_with_month(rest)
        and not re.match(r"\d{1,4}[.\s]+\S*$|\d+[.,]?\d*\s(?:mio|kr|pct|%)", rest)
    )


def _is_cut(lines: Sequence[Line], n: int) -> bool:
    """Whether the line may be the rest of a wrapped sentence."""
    before = lines[n - 1] if n else None
    if not before or not before.text or lines[n].starts_page:
        return False
    return not (before.text.endswith((".", ":", "!", "?", ")", "”", '"')) or len(before.text) < _FULL_LINE)


def title_at(lines: Sequence[Line], n: int, first: str) -> tuple[str, int]:
    """The whole title that begins on line `n` with `first`, and the index of the line after it."""
    title, end = first, n + 1
    for _ in range(_TITLE_LINES - 1):
        following = lines[end] if end < len(lines) else None
        if following is None or not following.text or not _is_rest_of_title(lines, n, end, title):
            break
        title, end = join_words(title, following.text), end + 1
    return " ".join(title.split())[:_LONGEST_TITLE], end


def _is_rest_of_title(lines: Sequence[Line], start: int, end: int, title: str) -> bool:
    text = lines[end].text
    if read_heading(text) or is_case_label(text) or read_status(text) is not None or running_number(text):
        return False
    if lines[start].level != lines[end].level or any(p.match(text) for p in STYLES.values()):
        return lines[start].level == lines[end].level and text[0].islower()
    if text[0].islower() or title.endswith(_GOES_ON) or lines[start].level:
        return True
    after = lines[end + 1].text if end + 1 < len(lines) else ""
    ends_block = not after or read_heading(after) is not None or is_case_label(after)
    return len(lines[end - 1].text) >= 45 and ends_block and not text.endswith((".", ":"))


def structure_after(lines: Sequence[Line], end: int, title: str) -> int:
    """How much what follows a title says that it is an item's: a case number most, a section heading less."""
    n, seen = end, 0
    evidence = 0
    while n < len(lines) and seen < 3 and n < end + 12:
        text = lines[n].text
        n += 1
        if not text:
            continue
        seen += 1
        if is_case_label(text):
            return evidence + _FILED
        if read_status(text) is not None or repeats_title(text, title):
            evidence += 4
        elif heading := read_heading(text):
            return evidence + (3 if heading.kind is not SectionKind.OTHER else 2)
        elif lines[n - 1].level == 2 or _PEOPLE.fullmatch(text):
            evidence += 1
        elif not is_case_label(_next_text(lines, n)):
            break
    return evidence


def _next_text(lines: Sequence[Line], n: int) -> str:
    return next((line.text for line in lines[n : n + 4] if line.text), "")


def repeats_title(text: str, title: str) -> bool:
    """Whether a line is the title once more, with its number or without."""
    if title[:8].casefold() not in text.casefold():
        return False
    return is_same_title(text, title) or any(
        (match := pattern.match(text)) is not None and is_same_title(text[match.end() :], title)
        for pattern in STYLES.values()
    )


def ends_as_sentence(title: str) -> bool:
    """Whether the last sign says that this is a sentence or the entry of a list rather than a title."""
    return title.endswith((".", ";", ",")) and not title.casefold().endswith(_ABBREVIATIONS)


def is_same_title(text: str, listed: str) -> bool:
    """Whether two titles are the same, as far as the shorter one goes; a table of contents may cut them."""
    one, other = _folded(text), _folded(listed)
    shorter = min(len(one), len(other))
    return shorter > 0 and (one == other or (shorter >= 12 and one[:shorter] == other[:shorter]))


def without_type(title: str) -> str:
    """The title without the mark of what kind of item it is: "Budget (B)" -> "Budget", "(Åben) Budget" -> "Budget"."""
    return _TYPE_MARK.sub("", _LEADING_TYPE.sub("", title)).strip() or title


def _folded(title: str) -> str:
    return " ".join(without_type(title).casefold().split()).rstrip(" .…")
