"""Decisions taken point by point: `Indstillingens punkt 1: … punkt 2: …`, `Ad 1.`, `At 1:`, `1. Godkendt`, `punkt 1-3`."""

import re
from dataclasses import dataclass

from apps.parsing.decisions.phrases import any_of
from apps.parsing.decisions.words import fold, read_statement

_NUMBERS = r"(\d{1,2}(?:\.?\s?(?:-|–|til|og|,|\+|&)\s?\d{1,2}(?!\d)){0,20})"
_ENTITLED = (
    any_of(
        r"(?:indstillingens|forslagets|administrationens|forvaltningens|udvalgets)\s",
        r"(?:vedr\.?|vedrørende|for så vidt angår|beslutning til|til|ad\.?)\s",
    )
    + "{0,2}"
)
# A part begins a line or a sentence, or stands inside one: "punkt 1 godkendt, punkt 2 udsat". A stop after "pkt" ends nothing.
_START = r"\A|\n|(?<!\bpkt)(?<!\bnr)(?<!\bstk)(?<!\bkl)(?<!\bjf)[.;!?]\s+"
_INNER = r",\s(?:og\s|mens\s)?|\s(?:og|mens|samt)\s"
_POINT = any_of(
    "punkterne", "punkter", "punkt", r"pkt\.?", "litra", "pind", "dot", "delpunkt", "beslutningspunkt", "beslutning",
    "delindstilling", "indstillingspunkterne", "indstillingspunkt", "indstillingerne", "indstillinger", "indstilling",
    "at-punkter", "at-punkt", r"nr\.",
)  # fmt: skip
_MARKER = re.compile(
    rf"(?:(?P<start>{_START})|(?P<inner>{_INNER}))\s{{0,3}}(?:[-•]\s)?"
    + any_of(
        # as in "Indstillingens punkt 1-3:", "Pkt. nr. 2"
        rf"(?P<word>{_ENTITLED}{_POINT}\s?(?:nr\.?\s)?)(?P<n1>{_NUMBERS})",
        # as in "Ad 1)", "At 2:", "Til 1 og 2:"
        rf"(?P<short>(?:(?:ad|at|vedr|vedrørende)\.?|til(?=\s[\d, ogtil-]{{1,12}}:))\s)(?P<n2>{_NUMBERS})",
        # "1. at", "1. og 2. pind", "Indstillingens 3. punkt"
        rf"(?P<ordinal>{_ENTITLED})(?P<n3>\d{{1,2}})\.\s?(?:(?:og|-|–)\s?(?P<n4>\d{{1,2}})\.\s?)?(?P<at>at|pind|dot|punkt)\b(?!\s?\d)(?:-punkt|et)?",
        # "1. Godkendt", "(2)", "1-3 tiltrådt"; but "1. behandling"
        rf"(?P<bare>\(?(?P<n5>{_NUMBERS})(?:[.):](?!\s?behandling)|(?=\s(?:ikke )?(?:godkend|tiltr|vedt|uds[aæ]t|forkast|anbefal|drøft))))",
    )
    + r"(?P<sign>\s?[:.)]|\s[-–](?=\s))?\s*",
    re.IGNORECASE,
)
# What says of a number that it is decided on: "punkt 1 blev …", "punkt 1 godkendt".
_FINITE = any_of(
    "er", "blev", "bliver", "kan", "kunne", "var", "tages", "sættes", "sendes", "udgår", "indstilles", "anbefales", "følges"
)  # fmt: skip
_PARTICIPLE = any_of(
    "godkend", "tiltr", "vedt", "taget", "udsat", "udsæt", "udskud", "forkast", "afvis", "drøft", "til efterretning", "følg",
    "(?:bort)?fald", "udgå", "anbefal", "indstil", "fulgt", "imødekom", "oversend", "sendt",
)  # fmt: skip
_VERB = re.compile(rf"\s*(?:{_FINITE}\b|(?:ikke )?(?:enstemmigt? )?{_PARTICIPLE})", re.IGNORECASE)
_POINTS = any_of("punkterne", "punkter", "punkt", r"pkt\.?")
# "For så vidt angår punkt 2", "Godkendt, pkt. 1-3"
_ABOUT = re.compile(
    any_of(
        "for så vidt angår",
        "vedrørende",
        r"vedr\.?",
        "hvad angår",
        r"^(?:ikke )?\w{4,20}(?: til (?:efterretning|godkendelse))?,?",
    )
    + rf" (?:indstillingens )?{_POINTS} {_NUMBERS}\s*$",
    re.IGNORECASE,
)
# "Udvalget godkender punkt 2 og udsætter punkt 3": the verb stands before its point.
_DECIDES = any_of(
    "godkend", "tiltr", "vedt", "udsat", "udsæt", "forkast", "afvis", "anbefale", "indstille", "tog", "tager"
)  # fmt: skip
_DECIDES_POINT = re.compile(
    r"(?P<before>\A|\n|[.;]\s+|,?\s(?:og|mens|samt)\s)"
    rf"(?P<verb>(?:\w*(?:udvalget|rådet|bestyrelsen) )?{_DECIDES}\w*)\s"
    rf"(?:(?:indstillingens|sagens|forvaltningens|administrationens) )?{_POINTS}\s(?P<numbers>{_NUMBERS})"
    r"(?P<rest>\s(?:til|over\sfor)\s[\w-]+)?(?=[.,;]|\s(?:og|mens|samt)\s\w+|\Z)",
    re.IGNORECASE,
)
# "Tiltrådt for så vidt angår punkt 1-3."
_ONLY_ABOUT = re.compile(
    rf"[^.\n]{{4,60}} (?:for så vidt angår|hvad angår) (?:indstillingens )?{_POINTS} {_NUMBERS}\.?\s*",
    re.IGNORECASE,
)
_FIRST_SENTENCE = re.compile(r"[.;]\s|\n")
_MOST = 40


@dataclass(frozen=True, slots=True)
class Point:
    """A part of a decision and the points of the recommendation it is about; none where it is about the whole."""

    numbers: tuple[int, ...]
    text: str


def split_points(text: str) -> list[Point]:
    """The parts of a decision's text, in order; one part without numbers where it is not split. Linear."""
    text = _DECIDES_POINT.sub(_point_first, text)
    markers = _markers(text)
    if not markers:
        only = _ONLY_ABOUT.fullmatch(text)
        return [Point(_expand(only[1]) if only else (), text)]
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
        if match["bare"]:
            is_marker = bool(numbers) and _follows(match, numbers, last_bare, text)
            last_bare = numbers[-1] if is_marker else last_bare
        else:
            is_marker = bool(numbers) and _is_marker(match, text, has_earlier=bool(found))
        if is_marker:
            found.append((match.start(), match.end(), numbers))
        # The stop that ends what only looks like a marker may begin a real one.
        match = _MARKER.search(text, match.end() if is_marker else match.start() + 1)
    return found


def _follows(match: re.Match[str], numbers: tuple[int, ...], last: int, text: str) -> bool:
    """Whether a number without a word is the next of a list: `1. Godkendt`, `2-4) Tiltrådt`, `1) godkendt, 2) udsat`."""
    rest = text[match.end() : match.end() + 80]
    # A range names points wherever it begins; a single number is a point in its order only.
    if not (numbers[0] == last + 1 or (len(numbers) > 1 and numbers[0] > last)):
        return False
    if match["inner"] is not None:
        return bool(last) and match["bare"][-1] not in ".:" and _VERB.match(rest) is not None
    if last and match["start"] == "\n" and match["bare"][-1] in ".)":
        return True
    statement = read_statement(fold(_FIRST_SENTENCE.split(rest.lstrip(), maxsplit=1)[0]))
    return statement is not None and statement.start <= 25


def _is_marker(match: re.Match[str], text: str, *, has_earlier: bool) -> bool:
    """Whether a number with a word in front of it ("Ad 1", "punkt 2") begins a part, and is not only mentioned."""
    rest = text[match.end() : match.end() + 80]
    decides = _VERB.match(rest) is not None
    if match["inner"] is not None:
        follows = has_earlier or _ABOUT.search(text[max(0, match.start() - 120) : match.start()])
        return bool(follows) and decides and (match["short"] or "ad").casefold().startswith("ad")
    sign = (match["sign"] or "").strip()
    if match["short"] or match["at"]:
        return bool(sign or match["at"]) or decides or _is_heading(match)
    return (
        decides
        or sign in {":", ")", "-", "–"}
        or (sign == "." and rest[:1].isupper())
        or (_is_heading(match) and rest[:1].isupper())
    )


def _is_heading(match: re.Match[str]) -> bool:
    """Whether the marker has a line of its own."""
    number = match.end("n1") if match["n1"] else match.end("n2")
    return "\n" in match.string[number : match.end()] if number > 0 else False


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    if match["n1"] or match["n2"]:
        return _expand(match["n1"] or match["n2"])
    if match["n3"]:
        return tuple(int(n) for n in (match["n3"], match["n4"]) if n)
    return _expand(match["n5"])


def _expand(text: str) -> tuple[int, ...]:
    """ "1-3 og 5" -> (1, 2, 3, 5)."""
    numbers: list[int] = []
    for first, last in re.findall(r"(\d{1,2})(?:\.?\s?(?:-|–|til)\s?(\d{1,2}))?", text):
        until = int(last) if last else int(first)
        numbers += range(int(first), min(until, int(first) + _MOST) + 1)
    return tuple(dict.fromkeys(n for n in numbers if n))
