"""Minutes of any publisher: which lines are the headings of sections, also without blank lines or with text behind them."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from apps.parsing.case_labels import is_case_label, label_word
from apps.parsing.headings import Heading, is_weak_heading, read_heading
from apps.parsing.item_headings.styles import STYLES, structure_after
from apps.parsing.reading.lines import Line
from apps.parsing.records import SectionKind
from apps.parsing.sections import SECTION_LEVEL, strong_kinds

_INLINE = re.compile(r"(?P<heading>[A-ZÆØÅ][\w æøåéÆØÅ,.–-]{3,90}):\s+(?P<text>\S.*)")
_SENTENCE_END = (".", ":", "!", "?", ")", "”", '"', "»")
# Standard headings that no kind of section covers: they keep their name.
_OTHERS = frozenset(
    """lovgrundlag|lovgrundlag – link|lovgrundlag - link|retligt grundlag|retsgrundlag|retsregler og andre forskrifter|høring|høringer|høring og inddragelse
    |inddragelse|borgerinddragelse|handlemuligheder|vurdering|administrationens vurdering|forvaltningens vurdering|kommunikation|videre proces|den videre proces|videre forløb
    |tidsplan|personalemæssige konsekvenser|personale|personaleforhold|øvrige konsekvenser|andre konsekvenser|konsekvenser for andre udvalg|miljømæssige konsekvenser
    |miljøvurdering|klima|klimakonsekvenser|klimamæssige konsekvenser|klima og bæredygtighed|klima & bæredygtighed|bæredygtighed|sundhedsmæssige konsekvenser|sundhed|alternativ indstilling
    |beskrivelse af alternativ indstilling|formål|sagsgang og sagstype|sagsprocedure|supplerende sagsfremstilling|supplerende oplysninger|konsekvenser|effekt|politisk behandling
    |forventet sagsgang|sagsgang|kommunens strategi|sagen behandles i|sagen behandles af|politiske mål|behandlingsplan|inddragelse af parter|tværgående konsekvenser|implementering|opfølgning|evaluering|relation til politikker og strategier
    |nærdemokrati|handicappolitik|landdistriktspolitik|planforhold|lokalplanforhold|beslutningsgrundlag|notat|sagsansvarlig|øvrige forhold|sagens gang|andet|ældrepolitik|kommentarer|bemærkninger""".replace(
        "\n", ""
    )
    .replace("    |", "|")
    .split("|")
)
_GLUED = re.compile(
    r"(.*\w[.!?:)])(Sagsfremstilling|Indstilling|Beslutning|Økonomi|Baggrund|Resume|Resumé|Sammendrag)"
)
_GLUED_CONTENTS = re.compile(r"(Indholdsfortegnelse|Dagsordenspunkter)(\d{1,3}\.\s.+)")
_GAP = re.compile(r"\s{3,}|\t")
_BULLETED = re.compile(r"[•·*▪–-]\s+(?P<rest>[A-ZÆØÅ].*|\d{1,4}\.?)")
# A page's button, which the extraction has put before what files the item.
_BUTTON = re.compile(r"^Udskriv(?=Sags)")
_NUMBER_ALONE = re.compile(r"(?i)(?:punkt|pkt\.|dagsordenspunkt)\s\d{1,4}[.:]?|\d{1,4}\.")
# Above the title; below one it is `unnumbered_items.py` that reads it.
_CASE_ALONE = re.compile(r"(?i)sag\snr\.?\s\d{1,4}:?")
_BARE_NUMBER = re.compile(r"\d{1,4}")
_OFTEN = 2


def lone_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines with every section's heading on a line of its own: no bullet before it, no text glued to it or behind it.

    Text behind a heading (`Resume: Planen er …`) is taken off where the document writes it so throughout. Linear.
    """
    apart = [part for line in lines for part in _with_sections_apart(_without_bullet(line))]
    bare = _with_joined_headings(_with_joined_numbers(apart))
    alone = Counter(known.kind for line in bare if line.text and (known := read_heading(line.text)))
    inline = Counter(found[0].kind for line in bare if (found := _inline_heading(line.text)))
    is_inline = {kind for kind, count in inline.items() if count >= alone[kind]}
    split: list[Line] = []
    for n, line in enumerate(bare):
        found = _inline_heading(line.text)
        if listed := _GLUED_CONTENTS.fullmatch(line.text):
            split += [replace(line, text=listed[1]), replace(line, text=listed[2])]
        elif glued := _GLUED.fullmatch(line.text):
            split += [replace(line, text=glued[1]), _heading_of(line, glued[2])]
        elif found and found[0].kind in is_inline and not _is_cut(bare, n):
            split += [_heading_of(line, found[0].text), replace(line, text=found[1], level=0)]
        else:
            split.append(line)
    return split


def _with_sections_apart(line: Line) -> list[Line]:
    """A section beside what files the item on a line of its own: `Sagsnr.: 20/339      Sagen afgøres i: Byrådet`."""
    parts = _GAP.split(line.text) if ":" in line.text else []
    is_apart = len(parts) > 1 and is_case_label(parts[0]) and any(_inline_heading(part) for part in parts[1:])
    return [replace(line, text=part) for part in parts] if is_apart else [line]


def _heading_of(line: Line, text: str) -> Line:
    return replace(line, text=text, level=SECTION_LEVEL, html="")


def _without_bullet(line: Line) -> Line:
    """Web pages that fold their items print a bullet before a section's heading, or before what files an item."""
    line = replace(line, text=_BUTTON.sub("", line.text))
    match = _BULLETED.fullmatch(line.text) if len(line.text) < 120 else None
    rest = match["rest"] if match else ""
    is_marked = rest and (read_heading(rest) or label_word(rest) or rest[0].isdigit())
    return replace(line, text=match["rest"]) if match and is_marked else line


def mark_sections(lines: Sequence[Line], start: int, titles: Container[int]) -> list[Line]:
    """The lines with `SECTION_LEVEL` on the headings of sections.

    Lines before `start`, where the items begin, stay; the lines of `titles` lose their rank. Linear.
    """
    strong = strong_kinds(lines[start:])
    others = {text for text, count in _others(lines, start).items() if count >= _OFTEN or not strong}
    marked = list(lines[:start])
    for n in range(start, len(lines)):
        line = lines[n]
        if n in titles:
            marked.append(replace(line, level=0))
        elif line.text and _is_heading(lines, n, others, strong):
            marked.append(replace(line, level=SECTION_LEVEL))
        else:
            marked.append(line)
    return marked


def _inline_heading(text: str) -> tuple[Heading, str] | None:
    """`Resume: Planen er …` -> the heading and the text behind it."""
    match = _INLINE.fullmatch(text) if ":" in text[:95] else None
    heading = read_heading(match["heading"]) if match else None
    return (heading, match["text"]) if match and heading and heading.is_strong else None


def _is_heading(lines: Sequence[Line], n: int, others: set[str], strong: frozenset[SectionKind]) -> bool:
    line = lines[n]
    heading = read_heading(line.text)
    if heading:
        counts = heading.is_strong or heading.kind not in strong or _fold(line.text) in others
        return counts and not _is_cut(lines, n) and not line.text[0].islower()
    return _fold(line.text) in others and not _is_cut(lines, n)


def _is_cut(lines: Sequence[Line], n: int) -> bool:
    """Whether the line is the rest of a wrapped sentence, as a lone word may be."""
    before = lines[n - 1] if n else None
    if before is None or not before.text or lines[n].starts_page or lines[n].level:
        return False
    if before.text.endswith(_SENTENCE_END) or read_heading(before.text):
        return False
    if _inline_heading(lines[n].text) and any(pattern.match(before.text) for pattern in STYLES.values()):
        return False
    following = lines[n + 1].text if n + 1 < len(lines) else ""
    return len(before.text) >= 60 and (not following or following[0].islower() or lines[n].text.endswith("."))


def _others(lines: Sequence[Line], start: int) -> Counter[str]:
    """How often each heading stands that is a section's only where it comes again."""
    return Counter(
        folded
        for line in lines[start:]
        if line.text and (folded := _fold(line.text)) and (folded in _OTHERS or is_weak_heading(line.text))
    )


def names_other_section(text: str) -> bool:
    """Whether a line is one of the standard headings that no kind of section covers ("Lovgrundlag")."""
    return _fold(text) in _OTHERS


def _fold(text: str) -> str:
    return text.removesuffix(":").rstrip().casefold() if len(text) < 70 else ""


def _with_joined_headings(lines: Sequence[Line]) -> list[Line]:
    """A dated heading wrapped over two lines stands on its first one."""
    joined = list(lines)
    for n in _wrapped_headings(lines):
        joined[n] = replace(lines[n], text=f"{lines[n].text} {lines[n + 1].text}")
        joined[n + 1] = replace(lines[n + 1], text="")
    return joined


def _with_joined_numbers(lines: Sequence[Line]) -> list[Line]:
    """A number alone on its line ("Punkt 3", "3.") stands before the title below it, as tables print it.

    A bare "3" must be above an item's structure, or come next: tables of figures have numbers of their own.
    """
    joined = list(lines)
    last = 0
    for n, line in enumerate(lines[:-1]):
        stands_apart = not (n and lines[n - 1].text) or line.starts_page
        is_bare = stands_apart and _BARE_NUMBER.fullmatch(line.text) is not None
        is_above = stands_apart and _CASE_ALONE.fullmatch(line.text) is not None
        if not line.text or not (is_bare or is_above or _NUMBER_ALONE.fullmatch(line.text)):
            continue
        below = n + 1 if lines[n + 1].text else n + 2
        title = lines[below].text if below < len(lines) else ""
        if is_above and below > n + 1 and not structure_after(lines, below + 1, title):
            continue
        if not title or not title[0].isupper() or read_heading(title) or not joined[n].text:
            continue
        if is_bare and int(line.text) != last + 1 and not structure_after(lines, below + 1, title):
            continue
        last = int(line.text) if is_bare else last
        sign = "." if is_bare else ":" if is_above else ""
        wrapped = lines[below + 1].text if below + 1 < len(lines) else ""
        if wrapped and wrapped[0].islower():
            title = f"{title} {wrapped}"
            joined[below + 1] = replace(lines[below + 1], text="")
        joined[n] = replace(line, text=f"{line.text.removesuffix(':')}{sign} {title}")
        joined[below] = replace(lines[below], text="")
    return joined


def _wrapped_headings(lines: Sequence[Line]) -> Iterator[int]:
    for n in range(len(lines) - 1):
        text, following = lines[n].text, lines[n + 1].text
        may_go_on = text[:10].casefold() == "beslutning" or text.endswith(",")
        if may_go_on and 0 < len(following) < 40 and not read_heading(text):
            found = read_heading(f"{text} {following}")
            if found and found.is_strong:
                yield n
