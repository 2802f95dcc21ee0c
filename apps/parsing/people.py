"""People: the list of participants, lists of absent people, and names with a party in running text."""

import re
from collections.abc import Iterator

from apps.parsing.records import Participant

# A name is two to six words with capitals, and the small words of foreign names between them.
NAME = r"[A-ZÆØÅÉÖÄÜ][\w.'’-]{0,30}(?: (?:(?:af|de|del|den|der|la|van|von|el|al|bin) ){0,2}[A-ZÆØÅÉÖÄÜ][\w.'’-]{0,30}){0,5}"
PARTY = r"[A-ZÆØÅ][A-ZÆØÅa-zæøå]{0,3}"
PARTY_NAMES = (
    "Socialdemokratiet",
    "Socialdemokraterne",
    "Venstre",
    "Enhedslisten",
    "Det Konservative Folkeparti",
    "Konservative",
    "SF",
    "Socialistisk Folkeparti",
    "Radikale Venstre",
    "Dansk Folkeparti",
    "Liberal Alliance",
    "Nye Borgerlige",
    "Alternativet",
    "Moderaterne",
    "Danmarksdemokraterne",
    "Kristendemokraterne",
)
_PERSON_WITH_NOTE = re.compile(rf"({NAME}),? \(({PARTY}|[Ll]øsgænger|[Uu]den for parti(?:erne)?|UFP)\)")
_PARTY = re.compile(r"[A-ZÆØÅ]{1,3}|[A-ZÆØÅ][a-zæøå]{0,2}")
_ABSENT = re.compile(
    r"(?i)\b(?:afbud|fraværende|ikke til stede|deltog ikke|deltager ikke|ikke mødt|udeblev(?:et)?|ikke fremmødt|syg)\b"
)
_UNAFFILIATED = re.compile(r"(?i)(?:løsgænger|uden for parti(?:erne)?|udenfor parti(?:erne)?|partiløs|UFP)")
_SUBSTITUTE = re.compile(r"(?i)\b(?:stedfortræder|suppleant|vikar) for (.+)")
_STATUS = re.compile(
    r"\s+[-–]\s*(?=(?:deltog|deltager|afbud|fraværende|ikke|mødt|til stede|udeblev|fremmødt|stedfortræder|suppleant|(?:\w*[ .])?(?:vice|næst)?(?:formand|borgmester))\b)",
    re.IGNORECASE,
)
_LEADING_ROLE = re.compile(
    r"(?:[A-ZÆØÅ]\w*(?:direktør|chef|leder|konsulent|sekretær|koordinator)|Formand|Næstformand|Borgmester|Viceborgmester|1\. viceborgmester|2\. viceborgmester|Direktør|Kommunaldirektør)\s(?=[A-ZÆØÅ])"
)
_FOR_ITEMS = re.compile(r"(?i)(?:under |til |ved )?(?:pkt|punkt|sag)\.?\s?\d")
_SUBSTITUTED_BY = re.compile(r"(?i)(?:stedfortræder|suppleant)(?::|\s(?:er|var))\s")
_BETWEEN_NAMES = re.compile(
    r"\s+(?:og|samt)\s+(?=[A-ZÆØÅ])|\.\s+(?=Stedfortræder|Suppleant|I stedet|Som )|\s+(?=(?:stedfortræder|suppleant|i stedet)\b)"
)
_NO_NAME = re.compile(r"(?i)(?:stedfortræder|suppleant|i stedet|som|ingen|intet|nej)\b")
_ENTRY_MARK = re.compile(r"^(?:[•·*▪–-]|\d{1,2}\.)\s+")
# Who came instead is not absent: "Ida Storm (A) - Bo Krat (A) mødte som stedfortræder", "Bo Krat deltog i stedet for Ida Storm".
_INSTEAD_BEHIND = re.compile(
    r"\s[-–]\s[A-ZÆØÅ][^,;\n]{2,80}?\s(?:mødte|møder|deltog|deltager|var|er)\s(?:som\s|indkaldt\s)?(?:stedfortræder|suppleant|indkaldt|i stedet)\b[^,;\n]*"
)
_INSTEAD = re.compile(
    r"(?:(?<=[,;\n])|^)[^,;\n]{2,80}?\s(?:mødte|møder|deltog|deltager)\s(?:i mødet\s)?(?:i stedet for|som (?:stedfortræder|suppleant) for)\s"
)
_TRAILING_SUBSTITUTE = re.compile(r"(?i),?\s+(?:er\s)?(?:stedfortræder|suppleant) for (.+)$")


def read_participants(text: str) -> tuple[Participant, ...]:
    """The people of a comma-separated list; commas inside parentheses and before a party belong to the entry."""
    return tuple(p for entry in split_list(text) if (p := read_participant(entry)))


def read_participant(text: str) -> Participant | None:
    """One entry: `A (V)`, `A, (V)`, `A (Løsgænger) (Afbud)`, `A (direktør) - Deltog`, `Formand A (B)`."""
    entry, *status = _STATUS.split(text.strip(" ,;."), maxsplit=1)
    found = _Notes()
    substitute = _TRAILING_SUBSTITUTE.search(entry)
    if substitute and entry.count("(", 0, substitute.start()) == entry.count(")", 0, substitute.start()):
        found.substitute_for = bare_name(substitute[1])
        entry = entry[: substitute.start()]
    name, notes = _without_brackets(entry)
    for note in (*notes, *status):
        found.add(note)
    before, _, behind = name.rpartition(",")
    if before and (behind.strip() in PARTY_NAMES or re.fullmatch(r"\s*[A-ZÆØÅ]\s*", behind)):
        found.party, name = found.party or behind.strip(), before
    if match := _LEADING_ROLE.match(name):
        found.role = found.role or match[0].strip().lower()
        name = name[match.end() :]
    name = " ".join(name.split()).strip(" ,;-–")
    if not any(c.isalpha() for c in name):
        return None
    return Participant(
        name=name,
        party=found.party,
        affiliation_note=found.affiliation,
        role=found.role,
        absent=found.is_absent,
        substitute_for=found.substitute_for,
    )


def read_names(text: str) -> tuple[str, ...]:
    """The names of a list such as an `Afbud` line, without party and role; commas and "og" separate them."""
    text = _INSTEAD.sub("", _INSTEAD_BEHIND.sub("", text))
    entries = [
        _ENTRY_MARK.sub("", part) for entry in split_list(text) for part in _BETWEEN_NAMES.split(entry)
    ]
    return tuple(
        name
        for entry in entries
        if (name := bare_name(entry)) and name[0].isupper() and len(name) > 1 and not _NO_NAME.match(name)
    )


def bare_name(text: str) -> str:
    """A name without what stands in parentheses, behind a dash or before a colon."""
    without, _ = _without_brackets(_STATUS.split(text, maxsplit=1)[0])
    return " ".join(without.split()).strip(" ,;.:-–")


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """The text outside the parentheses, and what stands in each: "Bo (A) (for Eva (B))" -> "Bo", ["A", "for Eva (B)"]."""
    outside: list[str] = []
    notes: list[str] = []
    depth, start = 0, 0
    for n, character in enumerate(text):
        if character == "(":
            if depth == 0:
                outside.append(text[start:n])
                start = n + 1
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            if depth == 0:
                notes.append(text[start:n].strip())
                start = n + 1
    if depth:
        notes.append(text[start:].strip())
    else:
        outside.append(text[start:])
    return "".join(outside), notes


def find_people_with_notes(text: str) -> Iterator[tuple[str, str]]:
    """Every name followed by a party or a word such as "Løsgænger" in parentheses."""
    for match in _PERSON_WITH_NOTE.finditer(text):
        yield match[1], match[2]


def is_unaffiliated(note: str) -> bool:
    """Whether a note behind a name says that the person belongs to no party."""
    return _UNAFFILIATED.fullmatch(note) is not None


def split_list(text: str) -> list[str]:
    """The entries between the commas that are outside parentheses; a comma before "(" separates nothing."""
    entries, depth, start = [], 0, 0
    for n, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif character in ",;" and depth == 0 and not text[n + 1 : n + 3].lstrip().startswith("("):
            entries.append(text[start:n])
            start = n + 1
    return [entry.strip() for entry in (*entries, text[start:]) if entry.strip()]


class _Notes:
    """What the parentheses and the status behind a name say."""

    def __init__(self) -> None:
        self.party: str | None = None
        self.affiliation: str | None = None
        self.role: str | None = None
        self.substitute_for: str | None = None
        self.is_absent = False

    def add(self, note: str) -> None:
        if _SUBSTITUTED_BY.match(note):
            return
        if match := _SUBSTITUTE.search(note):
            self.substitute_for = bare_name(match[1])
        elif _ABSENT.search(note):
            # "deltog ikke under punkt 3" is no absence from the meeting
            self.is_absent = self.is_absent or not re.search(r"(?i)punkt|pkt", note)
        elif _UNAFFILIATED.fullmatch(note):
            self.affiliation = note
        elif _PARTY.fullmatch(note) and self.party is None:
            self.party = note
        elif note and not re.match(r"(?i)(?:deltog|deltager|mødt|til stede|fremmødt)\b", note):
            # "under pkt. 4" says when somebody was there.
            self.role = self.role or (None if _FOR_ITEMS.match(note) else note)
