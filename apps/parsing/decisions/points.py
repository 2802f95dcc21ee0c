"""Decisions taken point by point: `Indstillingens punkt 1: … punkt 2: …`, `Ad 1.`, `At 1:`, `1. Godkendt`, `punkt 1-3`."""

import re
from dataclasses import dataclass

from apps.parsing.decisions.words import fold, read_statement

_NUMBERS = r"(\d{1,2}(?:\.?\s?(?:-|–|til|og|,|\+|&)\s?\d{1,2}(?!\d)){0,20})"
_ENTITLED = r"(?:(?:indstillingens|administrationens|forvaltningens|udvalgets|vedr\.?|vedrørende|for så vidt angår|beslutning til|til|ad\.?)\s){0,2}"
_BEGIN = r"(?:(?P<start>\A|\n|[.;!?]\s+)|(?P<inner>,\s(?:og\s|mens\s)?|\s(?:og|mens|samt)\s))"
_MARKER = re.compile(
    rf"{_BEGIN}\s{{0,3}}(?:[-•]\s)?(?:"
    rf"(?P<word>{_ENTITLED}(?:punkterne|punkter|punkt|pkt\.?|pind|dot|delpunkt|beslutning|delindstilling|indstillingspunkterne|indstillingspunkt|indstilling)\s?(?:nr\.?\s)?)(?P<n1>{_NUMBERS})"
    rf"|(?P<short>(?:ad|at)\.?\s)(?P<n2>{_NUMBERS})"
    rf"|(?P<ordinal>{_ENTITLED})(?P<n3>\d{{1,2}})\.\s?(?:(?:og|-|–)\s?(?P<n4>\d{{1,2}})\.\s?)?(?P<at>at|pind|dot|punkt)\b(?!\s?\d)(?:-punkt|et)?"
    rf"|(?P<bare>\(?(?P<n5>\d{{1,2}})[.):](?!\s?behandling))"
    r")(?P<sign>\s?[:.)]|\s[-–](?=\s))?\s*",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?i)\s*(?:(?:er|blev|bliver|kan|kunne|var|tages|sættes|sendes|udgår|indstilles|anbefales|følges)\b|(?:ikke )?(?:enstemmigt? )?(?:godkend|tiltr|vedt|taget|udsat|udsæt|udskud|forkast|afvist|drøft|(?:bort)?fald|udgå|anbefal|indstil|fulgt|imødekom|oversend|sendt))"
)
_ABOUT = re.compile(
    rf"(?i)(?:for så vidt angår|vedrørende|vedr\.?|hvad angår|^(?:ikke )?\w{{4,20}}(?: til (?:efterretning|godkendelse))?,?) (?:indstillingens )?(?:punkterne|punkt|pkt\.?) {_NUMBERS}\s*$"
)
# "Udvalget godkender punkt 2 og udsætter punkt 3": the verb stands before its point.
_DECIDES_POINT = re.compile(
    rf"(?i)(?P<before>\A|\n|[.;]\s+|,?\s(?:og|mens|samt)\s)(?P<verb>(?:\w*(?:udvalget|rådet|bestyrelsen) )?(?:godkend|tiltr|vedt|udsat|udsæt|forkast|afvis|anbefale|indstille|tog|tager)\w*)\s"
    rf"(?:(?:indstillingens|sagens|forvaltningens|administrationens) )?(?:punkterne|punkter|punkt|pkt\.?)\s(?P<numbers>{_NUMBERS})(?P<rest>\stil\sefterretning)?(?=[.,;]|\s(?:og|mens|samt)\s\w+|\Z)"
)
_FIRST_SENTENCE = re.compile(r"[.;]\s|\n")
_MOST = 40
_ORDINALS = {"første": 1, "andet": 2, "anden": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6}
_ORDINAL = "|".join(_ORDINALS)
_ORDINAL_WORD = re.compile(
    rf"(?i)\b({_ORDINAL})\s(?=(?:(?:og|til)\s(?:{_ORDINAL})\s)?(?:at|pind|dot|punkt|indstillingspunkt)\b)"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A part of a decision and the points of the recommendation it is about; none where it is about the whole."""

    numbers: tuple[int, ...]
    text: str


def split_points(text: str) -> list[Point]:
    """The parts of a decision's text, in order; one part without numbers where it is not split. Linear."""
    text = _ORDINAL_WORD.sub(lambda match: f"{_ORDINALS[match[1].casefold()]}. ", text)
    text = _DECIDES_POINT.sub(_point_first, text)
    markers = _markers(text)
    if not markers:
        return [Point((), text)]
    points = []
    lead = text[: markers[0][0]].strip()
    if lead:
        about = _ABOUT.search(lead.rstrip(" .;:")[-120:])
        points.append(Point(_expand(about[1]) if about else (), lead))
    for n, (_, end, numbers) in enumerate(markers):
        limit = markers[n + 1][0] if n + 1 < len(markers) else len(text)
        points.append(Point(numbers, text[end:limit].strip()))
    return points


def _point_first(match: re.Match[str]) -> str:
    before = match["before"] if match["before"].strip(" ,") in {"", ".", ";", "\n"} else ". "
    before = ". " if before.isspace() and "\n" not in before else before
    return f"{before}Punkt {match['numbers']}: {match['verb']}{match['rest'] or ''}"


def _markers(text: str) -> list[tuple[int, int, tuple[int, ...]]]:
    """Start, end and numbers of the markers that begin a part."""
    found: list[tuple[int, int, tuple[int, ...]]] = []
    last_bare = 0
    match = _MARKER.search(text)
    while match:
        numbers = _numbers(match)
        is_marker = bool(numbers) and _is_marker(match, text, has_earlier=bool(found))
        if is_marker and match["bare"]:
            is_marker = numbers[0] == last_bare + 1
            last_bare += is_marker
        if is_marker:
            found.append((match.start(), match.end(), numbers))
        # The stop that ends what only looks like a marker may begin a real one.
        match = _MARKER.search(text, match.end() if is_marker else match.start() + 1)
    return found


def _is_marker(match: re.Match[str], text: str, *, has_earlier: bool) -> bool:
    rest = text[match.end() : match.end() + 80]
    decides = _VERB.match(rest) is not None
    if match["inner"] is not None:
        follows = has_earlier or _ABOUT.search(text[max(0, match.start() - 120) : match.start()])
        return bool(follows) and decides and match["bare"] is None and match["short"] is None
    if match["bare"]:
        statement = read_statement(fold(_FIRST_SENTENCE.split(rest.lstrip(), maxsplit=1)[0]))
        return statement is not None and statement.start <= 25
    if match["short"] or match["at"]:
        return bool(match["sign"]) or decides or bool(match["at"])
    return (
        decides
        or (match["sign"] or "").strip() in {":", ")", "-", "–"}
        or ((match["sign"] or "").strip() == "." and rest[:1].isupper())
    )


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    if match["n1"] or match["n2"]:
        return _expand(match["n1"] or match["n2"])
    if match["n3"]:
        return tuple(int(n) for n in (match["n3"], match["n4"]) if n)
    return (int(match["n5"]),)


def _expand(text: str) -> tuple[int, ...]:
    """ "1-3 og 5" -> (1, 2, 3, 5)."""
    numbers: list[int] = []
    for first, last in re.findall(r"(\d{1,2})(?:\.?\s?(?:-|–|til)\s?(\d{1,2}))?", text):
        until = int(last) if last else int(first)
        numbers += range(int(first), min(until, int(first) + _MOST) + 1)
    return tuple(dict.fromkeys(n for n in numbers if n))
