"""Journal numbers (journalnumre, sagsnumre): recognised, taken apart and compared part by part.

Three families are in use. KLE: `27.51.08-A00-5-22`, in some systems written without hyphens
(`27.51.08A00-0005`), in addresses with nothing else (`27-51-08-a00-5-22`), and aloud with spaces only; a year and a
running number: `2012-28504`; and the same the other way: `25/26257`.
"""

import re
from dataclasses import dataclass

_SIGN = r"(?:\s?-\s?|\s|\.)"
_KLE = re.compile(
    r"(?P<group>\d{2})\.(?P<subgroup>\d{2})\.(?P<subject>\d{2})"
    rf"(?:{_SIGN}?(?P<letter>[A-ZÆØÅ])(?P<facet>\d{{1,2}})"
    rf"(?:{_SIGN}(?P<running>\d{{1,5}})(?:{_SIGN}(?P<year>\d{{2}}|\d{{4}}))?)?)?",
    re.IGNORECASE,
)
# Without a facet the same signs would be a date.
_OTHER_PAIRS = re.compile(rf"\A(\d{{2}})[\s-](\d{{2}})[\s-](\d{{2}})(?={_SIGN}[^\W\d_]\d)")
_SHORT_YEAR = re.compile(r"(?P<year>\d{2})/(?P<running>\d{3,7})")
# Not a span of years: 2021-2024, 2025-26.
_LONG_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})[-/](?P<running>(?!(?:19|20)\d{2}\b)\d{4,7})")
_SPACE = r"[^\S\n]"
_HYPHEN = rf"{_SPACE}?[-–\u2011]{_SPACE}?"
_LETTER = "[A-ZÆØÅa-zæøå]"
_FACET = rf"{_LETTER}\d{{2}}"
# G1 is G01; but only after a sign, where it cannot be a size (A4) or a room.
_SHORT_FACET = rf"{_LETTER}\d{{1,2}}"
_YEAR = r"(?:\d{4}|\d{2})"
_NO_MORE = r"(?![^\W_]|\.\d)"
# In running text a space stands for a hyphen only where it does for all of them, or "A00-5 22 børn" was one number.
# A date with a year of two digits looks like a subject, and is kept as one.
_TAIL = rf"(?:{_HYPHEN}\d{{1,5}}(?:{_HYPHEN}{_YEAR})?)?{_NO_MORE}"
_SPACED_TAIL = rf"{_SPACE}\d{{1,5}}(?:{_SPACE}{_YEAR})?{_NO_MORE}"
TEXT_PATTERN = (
    r"(?<!\d\.)\d{2}\.\d{2}\.\d{2}"
    rf"(?:{_SPACE}{_FACET}{_SPACED_TAIL}"
    rf"|\.{_SHORT_FACET}\.\d{{1,5}}(?:\.{_YEAR})?{_NO_MORE}"
    rf"|(?:{_HYPHEN}|\.){_SHORT_FACET}{_TAIL}"
    rf"|{_SPACE}?{_FACET}{_TAIL}"
    rf"|{_NO_MORE})"
    rf"|(?<!\d-)\d{{2}}-\d{{2}}-\d{{2}}-{_SHORT_FACET}{_TAIL}"
    # Not the end of a telephone number: 44 77 20 00.
    rf"|(?<!\d\s)\d{{2}}{_SPACE}\d{{2}}{_SPACE}\d{{2}}"
    rf"(?:{_SPACE}{_FACET}{_SPACED_TAIL}|{_SPACE}{_SHORT_FACET}{_SPACE}\d{{1,5}}{_SPACE}{_YEAR}{_NO_MORE}"
    rf"|(?:{_HYPHEN}|{_SPACE}){_FACET}{_TAIL})"
    r"|\d{2}/\d{3,7}(?![^\W_]|[./]\d)"
    r"|(?:19|20)\d{2}[-/](?!(?:19|20)\d{2}(?!\d))\d{4,7}(?![^\W_]|[./]\d)"
)
_DASHES = str.maketrans("–\u2011", "--")
_PREFIX = re.compile(r"(\d{2})(?:\.(\d{2})(?:\.(\d{2}))?)?\.?\*?")
_YEAR_PREFIX = re.compile(r"(?P<short>\d{2}/)\*?|(?P<long>(?:19|20)\d{2})[-/]\*?")


@dataclass(frozen=True, slots=True)
class JournalNumber:
    """A journal number in parts: `("27", "51", "08", "A00", "5", "22")`, `("25/", "26257")`, `("2012-", "28504")`.

    The first part of the two families without a subject keeps its sign, so that KLE group 25 and year 25
    never meet. Two numbers are the same when their parts are.
    """

    parts: tuple[str, ...]

    @property
    def is_kle(self) -> bool:
        """Whether it belongs to KLE, whose first three parts say what the case is about."""
        return self.parts[0].isdigit()

    @property
    def text(self) -> str:
        """The usual way of writing it: `27.51.08-A00-5-22`."""
        if not self.is_kle:
            return "".join(self.parts)
        return "-".join((".".join(self.parts[:3]), *self.parts[3:]))

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Every prefix of whole parts, shortest first: `27`, `27.51`, `27.51.08`, `27.51.08-A00` … itself."""
        return tuple(JournalNumber(self.parts[: n + 1]).text for n in range(len(self.parts)))


def parse_journal_number(text: str) -> JournalNumber | None:
    """The journal number that `text` is as a whole, in any usual way of writing it, or None."""
    bare = _OTHER_PAIRS.sub(r"\1.\2.\3", text.strip().strip(".").translate(_DASHES))
    if match := _KLE.fullmatch(bare):
        letter, running, year = match["letter"], match["running"], match["year"]
        facet = letter and f"{letter.upper()}{match['facet']:0>2}"
        tail = (facet, running and (running.lstrip("0") or "0"), year and year[-2:])
        return JournalNumber((match["group"], match["subgroup"], match["subject"], *(p for p in tail if p)))
    if match := _SHORT_YEAR.fullmatch(bare):
        return JournalNumber((f"{match['year']}/", match["running"].lstrip("0") or "0"))
    if match := _LONG_YEAR.fullmatch(bare):
        return JournalNumber((f"{match['year']}-", match["running"]))
    return None


def parse_beginning(text: str) -> JournalNumber | None:
    """The number, or the whole parts of its beginning, that `text` is in any usual way of writing; None if neither.

    `27`, `27.51`, `27.51.`, `27.51.*`, `25/` and `2012-` are beginnings; `27.5` is none, because parts are whole.
    """
    bare = text.strip()
    if match := _PREFIX.fullmatch(bare):
        return JournalNumber(tuple(part for part in match.groups() if part))
    if match := _YEAR_PREFIX.fullmatch(bare):
        return JournalNumber((match["short"] or f"{match['long']}-",))
    return parse_journal_number(bare.removesuffix("*").rstrip("-"))


def parse_prefix(text: str) -> str | None:
    """The canonical form of a whole number or of its beginning, as in `JournalNumber.prefixes`; None if it is neither."""
    beginning = parse_beginning(text)
    return beginning.text if beginning else None


def lexemes(number: JournalNumber) -> frozenset[str]:
    """What a number is indexed under, `j:27` and every longer beginning to `j:27.51.08-a00-5-22`."""
    return frozenset(map(lexeme, number.prefixes))


def lexeme(prefix: str) -> str:
    """The lexeme of a whole number or of one of its prefixes in canonical form."""
    return f"j:{prefix.lower()}"
