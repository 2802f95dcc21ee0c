"""Running heads and feet: what a printer repeats on every page, and what a web page says to its reader."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from apps.parsing.headings import read_heading
from apps.parsing.reading.lines import Line

_OFTEN = 3
_LONGEST = 120
_AGAIN = 2
# A gap of any width is one of this width: the pattern tries every part of it.
_GAP = re.compile(r"\s{4,}")
_SHORT_GAP = " " * 4
_LAID_OUT = re.compile(
    r"(?i)\S.{2,90}(?:\s{3,}|\t)(?:side:?\s?\d{1,4}(?:\s?(?:af|/)\s?\d{1,4})?|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{1,2}\.\s\w{3,9}\s\d{4})|\S.{2,80}\d{4}\s+side:?\s?\d{1,4}"
)
_OF_PAGE = r"(?:punkt(?:et)?|sag(?:en)?|side(?:n)?|dagsorde(?:n|nen)|referat(?:et)?|møde(?:t)?|oversigt(?:en)?|liste(?:n)?|forsiden?)"
_NAVIGATION = re.compile(
    rf"(?i)(?:gå |tilbage )?til (?:toppen|top)(?: af siden)?|op|(?:udskriv|print|del|gem|kopi[eé]r|lyt til|download|hent)(?: (?:hele )?{_OF_PAGE}(?: som (?:pdf|fil))?)?|udskriv hele dagsord(?:e)?nen|"
    rf"(?:fold|luk|åbn|vis|skjul|udvid) (?:alle?|alt|{_OF_PAGE})(?: (?:punkter|ud|sammen|ind))?|(?:vis|læs) (?:mere|mindre)|se alle bilag|hent som (?:fil|pdf):?|(?:kopi[eé]r )?link(?: til {_OF_PAGE})?(?:\s*-\s*print)?|"
    rf"you are here|du er her:?|accepter cookies|klik her for at .{{0,200}}|show video|del (?:siden|på \w+)|(?:spring|hop|gå) til (?:hoved)?(?:indhold(?:et)?|menu(?:en)?)|læs op|læs højt|"
    rf"(?:forrige|næste|tilbage)(?: til)?(?: {_OF_PAGE})?|(?:sidst )?(?:opdateret|ændret):? .{{0,40}}\d{{4}}"
)
_PARTS = re.compile(r"\s*[|·•«»‹›>]+\s*")

_GROUP = re.compile(
    r"(?i)\W*(?:(?P<closed>lukke(?:t|de))|åbe?ne?t?)\s(?:(?:dagsordens|beslutnings|orienterings|drøftelses|efterretnings)?(?:punkter|sager)|dagsorden|møde|del)\W*"
)


def without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines with repeated heads and feet made blank: those next to a page break that come again, digits apart."""
    edges = list(_edges(lines))
    often = Counter(_shape(lines[n].text) for n in edges)
    repeated = {shape for shape, count in often.items() if count >= _OFTEN}
    at_edge = {n for n in edges if _shape(lines[n].text) in repeated and not read_heading(lines[n].text)}
    at_edge |= set(_laid_out(lines))
    return [
        replace(line, text="", html="", level=0) if n in at_edge or is_navigation(line.text) else line
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


def _laid_out(lines: Sequence[Line]) -> Iterator[int]:
    """The lines laid out as heads are, with body, day and page far apart, that come again; the extraction may lose page breaks."""
    shapes = {
        n: " ".join(_shape(line.text).split())
        for n, line in enumerate(lines)
        if len(line.text) <= 2 * _LONGEST and _LAID_OUT.fullmatch(_GAP.sub(_SHORT_GAP, line.text))
    }
    often = Counter(shapes.values())
    yield from (n for n, shape in shapes.items() if often[shape] >= _AGAIN)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def is_navigation(text: str) -> bool:
    """Whether a line is what a web page says to its reader: `Til toppen`, `Udskriv`."""
    if len(text) > 2 * _LONGEST:
        return False
    parts = [part for part in _PARTS.split(text.strip("•·*▪- ")) if part]
    return bool(parts) and all(_NAVIGATION.fullmatch(part) for part in parts)
