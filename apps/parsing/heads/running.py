"""Running heads and feet: what a printer repeats on every page, and what a web page says to its reader."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from apps.parsing.headings import read_heading
from apps.parsing.reading.lines import Line

_OFTEN = 3
_LONGEST = 120
_NAVIGATION = re.compile(
    r"(?i)til toppen|tilbage til toppen|udskriv(?: hele dagsord(?:e)?nen)?|fold alle ud|luk alle|åbn alle|se alle bilag|hent som (?:fil|pdf):?|klik her for at se .{0,40}|del siden|spring til indhold|vis alle"
)

_GROUP = re.compile(
    r"(?i)\W*(?:(?P<closed>lukke(?:t|de))|åbe?ne?t?)\s(?:(?:dagsordens|beslutnings|orienterings|drøftelses|efterretnings)?(?:punkter|sager)|dagsorden|møde|del)\W*"
)


def without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines with repeated heads and feet made blank: those next to a page break that come again, digits apart."""
    edges = list(_edges(lines))
    often = Counter(_shape(lines[n].text) for n in edges)
    repeated = {shape for shape, count in often.items() if count >= _OFTEN}
    at_edge = {n for n in edges if _shape(lines[n].text) in repeated and not read_heading(lines[n].text)}
    return [
        replace(line, text="", html="", level=0) if n in at_edge or _is_navigation(line.text) else line
        for n, line in enumerate(lines)
    ]


def group_of(text: str) -> bool | None:
    """Whether a line over several items says that they are closed (True) or open: `LUKKEDE PUNKTER`, `Åben dagsorden`."""
    match = _GROUP.fullmatch(text) if len(text) <= 60 else None
    return match["closed"] is not None if match else None


def _edges(lines: Sequence[Line]) -> Iterator[int]:
    """The lines on both sides of every page break."""
    last: int | None = None
    for n, line in enumerate(lines):
        if not line.text:
            continue
        if line.starts_page and len(line.text) <= _LONGEST:
            yield n
        if line.starts_page and last is not None and len(lines[last].text) <= _LONGEST:
            yield last
        last = n


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def _is_navigation(text: str) -> bool:
    return len(text) <= 60 and _NAVIGATION.fullmatch(text) is not None
