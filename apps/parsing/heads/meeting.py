"""The head of minutes of any publisher: which body met when and where, and who was there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from apps.parsing.dates import find_time, first_date
from apps.parsing.heads.bodies import body_of, most_common_spelling, tidy
from apps.parsing.heads.document_kinds import KIND_WORD, read_flags
from apps.parsing.heads.marks import date_in_head
from apps.parsing.meetings import MeetingHead
from apps.parsing.municipalities import municipality_of_head
from apps.parsing.people import read_participants
from apps.parsing.reading.lines import Line

_LABELS: dict[str, str] = {
    "committee": r"udvalg|udvalgets navn|forum|organ|råd|nævn|komité",
    "date": r"mødedato|dato|mødets dato|dato for mødet?|mødedag",
    "time": r"mødetidspunkt|mødetid|tidspunkt|starttidspunkt(?: for møde(?:t)?)?|mødestart|start kl\.?|start|starttid|mødet? startede?|mødet påbegyndt|mødet begynder|tid|kl",
    "place": r"mødested|hvor|sted|lokale|mødelokale|mødets sted|møde ?lokation|lokation",
    "present": r"fremmødt|indkald(?:else|te)(?=\s*:?$)|medlemmer(?: af \w+)?|deltagere|mødedeltagere|til ?stede(?:værende)?(?: medlemmer)?|mødt|fremmødte|øvrige (?:deltagere|mødedeltagere|tilstedeværende)|desuden (?:deltog|deltager|deltagere)|fra (?:administrationen|forvaltningen)(?: deltager| deltog)?|formand|stedfortrædere|suppleanter",
    "absent": r"(?:fraværende|ikke til ?stede)(?: med afbud| uden afbud| medlemmer)?|afbud(?: fra)?|meldt afbud",
    "other": r"sluttidspunkt(?: for møde(?:t)?)?|slut kl\.?|mødet afsluttet|ordstyrer|mødeleder|mødet? sluttede?|mødet hævet|møde slut|slut|bemærkninger|udsendelsesdato|udsendt|udskrevet|offentliggjort|møde|mødetype|type|hent som fil|mødefakta|referent|sekretær|bilag|status|journalnr\.?|sagsnr\.?|side",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{kind}>{words})(?!\w)" for kind, words in _LABELS.items()),
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?i)\bkl\.?\s?\d{1,2}(?:[.:]\d{2})?(?:\s?[-–]\s?(?:kl\.?\s?)?\d{1,2}(?:[.:]\d{2})?)?,?\s+(?:i|på)\s+(?P<place>[A-ZÆØÅ].{2,120})"
)
_PLACE = re.compile(
    r"(?i)\b\w*(?:lokale|værelse|sal|salen|rådhus|rådhuset|mødecenter|teams|virtuelt|videomøde|online|kantine|kontor)\w*\b"
)
_ADDRESS = re.compile(r"(?i)\b\w+(?:gade|vej|allé|torv|plads|stræde)(?:en|et)?\s\d{1,3}\b")
_BEHIND_HOUR = re.compile(
    r"(?i)\bkl\.?\s?\d{1,2}[.:]\d{2}(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?,\s+(?P<place>[A-ZÆØÅ].{2,120})"
)
_NAME_LIKE = re.compile(
    r"(?:Formand\s|Næstformand\s|Borgmester\s|\d{1,2}\.\s|[•·*▪–-]\s+)*[A-ZÆØÅÉÖÄÜ][\w.'’-]*(?:\s(?:(?:af|de|del|den|der|la|van|von|el|al|bin)\s){0,2}[A-ZÆØÅÉÖÄÜ][\w.'’-]*){1,5}(?:[,\s]*\([^()]{0,80}\))*(?:\s[A-ZÆØÅ]{1,2})?(?:[,\s]*\([^()]{0,80}\))*(?:\s?[-–,]\s?.{0,90}|\s(?:(?:med|ved|uden)\safbud|[Ss](?:tedfortræder|uppleant)\sfor\s.{3,80}))?"
)
_ENOUGH_COMMAS = 2
_LETTERHEAD = re.compile(r"(?i)[\w-]+ (?:byråd|kommunalbestyrelse)")
_ENTRY_MARK = re.compile(r"^(?:[•·*▪–-]\s+|\d{1,2}\.\s+)")
_OTHER_DATE = re.compile(
    r"(?i)\b(?:offentliggjort|udsendt|udskrevet|publiceret|opdateret|ændret|næste møde)\b"
)
# Labels that follow another one's value on its line.
_NEXT_LABEL = re.compile(
    r"\s{3,}(?=[A-ZÆØÅ][\w ]{2,30}:)|[.,;|]?\s+(?=(?:Mødested|Sted|Lokale|Tid|Tidspunkt|Mødetid|Mødetidspunkt|Deltagere|Til stede|Afbud|Fraværende):\s)"
)
# Cells of a table that the extraction has put together: "MødestedPakhuset".
_GLUED_LABEL = re.compile(r"^(Mødested|Mødedato|Udvalg|Sted|Dato)(?=[A-ZÆØÅ][a-zæøå])")
# The rules of a table that the extraction has kept: "Udvalg: | Havneudvalget |".
_RULES = re.compile(r"(?<=:)\s*\|\s*|\s*\|$")
_GAP = re.compile(r"\s{3,}|\t")
_HOUR_AT_EDGE = re.compile(r"(?i)^kl\b.*|\bkl\.?\s?\d{1,2}(?:[.:]\d{2})?\.?$")
_EMPTY_NOTE = re.compile(r"\s*\(\s*\)")
# Names on lines of their own that a cell has put on one.
_NEXT_PERSON = re.compile(r"(\([A-ZÆØÅ]{1,3}\))\s+(?=[A-ZÆØÅ])")
# "Ida Storm (idst) A" is a name, the initials and the party.
_INITIALS_AND_PARTY = re.compile(r"\s\([a-zæøå]{2,8}\)\s([A-ZÆØÅ]{1,2})(?=\s*(?:[,(]|$))")
_SUBSTITUTE = re.compile(r"(?i),\s*(?=(?:suppleant|stedfortræder|vikar) for )")
_ROLE_BEHIND = re.compile(
    r"(?i),\s((?:(?:[12]\.\s)?vice|næst)?(?:formand|borgmester)|\w*(?:direktør|chef|leder)|sekretær|referent)\b(?=\s*(?:,|$))"
)
_FOR_ITEMS = re.compile(r"(?i),?\s*\(?(?:under\s)?(?:sag|pkt|punkt)\.?\s?\d[\d\s,og–-]*\)?$")
_NOBODY = re.compile(r"(?i)\W*(?:ingen|intet|-)?\W*")
_REASON = re.compile(r"(?i)\s+(?:med|ved|uden)\s+afbud\b|\s*\(afbud\)")


@dataclass(frozen=True, slots=True)
class _Field:
    """A labelled value: what the label says, the text behind it, and the lines below it."""

    kind: str
    value: str
    line: Line


def read_head(lines: Sequence[Line], body: Sequence[Line] = ()) -> MeetingHead:
    """What the lines before the first item say; `body` are the lines after them, for the spelling of names.

    Labels say it best (`Udvalg: …`), then a title ("Referat af mødet i Teknisk Udvalg den …"), then a line that is only
    a body's name. Raises ParsingError where the meeting's date is in no calendar.
    """
    filled = [replace(line, text=text) for line in lines if line.text for text in _labelled_parts(line.text)]
    texts = [line.text for line in filled]
    head = MeetingHead(municipality=_municipality(texts))
    for entry in _fields(_with_whole_lists(list(_without_columns(filled)))):
        _read_field(head, entry)
    free = [line for line in filled if not _label_of(line.text)]
    head.committee = head.committee or _committee(free)
    if head.committee and any(
        head.committee.casefold() == text.casefold() and text.isupper() for text in texts
    ):
        head.committee = most_common_spelling(head.committee, (line.text for line in body))
    _read_dated_lines(head, free)
    read_flags(head, texts)
    return head


def _labelled_parts(text: str) -> list[str]:
    """A line with several labels as one for each: `Dato: 3. maj 2024. Sted: Rådhuset`; a list of them without its marks."""
    text = _RULES.sub(" ", _GLUED_LABEL.sub(r"\1: ", text)).strip()
    parts = _NEXT_LABEL.split(text) if ":" in text else [text]
    bare = [_ENTRY_MARK.sub("", part) for part in parts]
    return [
        short if ":" in short and _label_of(short) else part for short, part in zip(bare, parts, strict=True)
    ]


def states_itself(texts: Sequence[str]) -> bool:
    """Whether a head has a title with its kind, or labels: it is then more than body, date and place on lines of their own."""
    return any(
        KIND_WORD.match(text) is not None
        or (_label_of(text) or ("other", ""))[0] in {"committee", "date", "time", "place"}
        for text in texts
        if 0 < len(text) <= 160
    )


def labels_meeting(text: str) -> bool:
    """Whether a line is a label with what it says of the meeting: `Mødedato: 3. maj 2024`, `Udvalg: Havneudvalget`."""
    found = _label_of(text) if ":" in text and len(text) <= 160 else None
    return found is not None and bool(found[1]) and found[0] in {"committee", "date", "time", "place"}


def _municipality(texts: Sequence[str]) -> str | None:
    for text in texts:
        shown = text.title() if text.isupper() else text
        name = municipality_of_head([shown]) or municipality_of_head(
            [re.split(r"\s?[-–,.|:•]\s|\.\s", shown)[0]]
        )
        if name:
            return name
    return None


def _label_of(text: str) -> tuple[str, str] | None:
    """The kind of a label and the text behind it: `Dato: 3. maj 2024`, `STED`, `Mødedato Tirsdag d. …`."""
    match = _LABEL.match(text)
    if not match or not match.lastgroup:
        return None
    rest = text[match.end() :]
    if rest and not re.match(r"\s*:|\s*$|\t|\s{3,}", rest):
        is_plain = match.lastgroup in {"date", "place", "present", "absent"} and match[0][0].isupper()
        # "Mødelokale 1" is a place itself, "Mødested Rådhuset" names one.
        is_plain = is_plain and (
            "lokale" not in match[0].casefold() or _PLACE.match(rest.strip()) is not None
        )
        is_plain = is_plain or (match.lastgroup == "time" and re.match(r" (?:kl\.?\s?)?\d", rest) is not None)
        # What the chairman's label says of him is kept.
        rest = f" {text}" if match[0] == "Formand" else rest
        return (match.lastgroup, rest.strip()) if is_plain and rest[0] == " " and len(match[0]) > 5 else None
    return match.lastgroup, rest.lstrip(" :\t").strip()


def _fields(lines: Sequence[Line]) -> Iterator[_Field]:
    """Every labelled value; a value goes on until the next label, or for one value only to the next line."""
    current: str | None = None
    has_value = False
    for line in lines:
        label = _label_of(line.text)
        if label:
            current, value = label
            has_value = bool(value)
            if value:
                yield _Field(current, value, line)
        elif current in {"present", "absent"}:
            if not _is_list_of_names(line.text):
                current = None
                continue
            yield _Field(current, line.text, line)
        elif current and not has_value:
            yield _Field(current, line.text, line)
            has_value = True


def _without_columns(lines: Sequence[Line]) -> Iterator[Line]:
    """Lists of people printed side by side ("Deltagere      Fraværende"), one below the other."""
    columns: list[list[Line]] = []
    for line in lines:
        cells = _GAP.split(line.text)
        labels = [label for cell in cells if (label := _label_of(cell)) and not label[1]]
        if len(labels) == len(cells) > 1 and all(kind in {"present", "absent"} for kind, _ in labels):
            columns = [[replace(line, text=cell)] for cell in cells]
        elif len(cells) <= len(columns) and all(_is_list_of_names(cell) for cell in cells):
            for column, cell in zip(columns, cells, strict=False):
                column.append(replace(line, text=cell))
        else:
            yield from (row for column in columns for row in column)
            columns = []
            are_names = len(cells) > 1 and all(_is_list_of_names(cell) for cell in cells)
            yield from (replace(line, text=cell) for cell in cells) if are_names else [line]
    yield from (row for column in columns for row in column)


def _with_whole_lists(lines: Sequence[Line]) -> list[Line]:
    """A list of people behind its label that is wrapped in the middle of a name, on one line."""
    whole: list[Line] = []
    for line in lines:
        before = whole[-1].text if whole else ""
        label = _label_of(before)
        is_list = (
            label is not None and label[0] in {"present", "absent"} and label[1].count(",") >= _ENOUGH_COMMAS
        )
        if is_list and line.text[0].isupper() and "," in line.text and not _label_of(line.text):
            whole[-1] = replace(whole[-1], text=f"{before} {line.text}")
        else:
            whole.append(line)
    return whole


def _is_list_of_names(text: str) -> bool:
    return _NAME_LIKE.fullmatch(text) is not None or (
        "," in text and _NAME_LIKE.match(text) is not None and first_date(text) is None
    )


def _read_field(head: MeetingHead, entry: _Field) -> None:
    value = entry.value
    if entry.kind == "committee":
        head.committee = head.committee or body_of(value, is_named=True) or tidy(value)
    elif entry.kind == "date":
        head.date = head.date or date_in_head(Line(entry.line.number, value))
        head.start_time = head.start_time or find_time(value)
    elif entry.kind == "time":
        head.date = head.date or date_in_head(Line(entry.line.number, value))
        head.start_time = head.start_time or find_time(
            value if re.search(r"(?i)kl|\d{4}", value) else f"kl. {value}"
        )
    elif entry.kind == "place":
        head.location = head.location or value
    elif entry.kind in {"present", "absent"} and not _NOBODY.fullmatch(value):
        _read_people(head, value, is_absent=entry.kind == "absent")


def _read_people(head: MeetingHead, text: str, *, is_absent: bool) -> None:
    text = _INITIALS_AND_PARTY.sub(r" (\1)", text)
    bare = _NEXT_PERSON.sub(r"\1, ", _EMPTY_NOTE.sub("", _ENTRY_MARK.sub("", text)))
    if is_absent:
        bare = _REASON.sub("", _FOR_ITEMS.sub("", bare))
    bare = _ROLE_BEHIND.sub(r" (\1)", bare)
    joined = re.sub(r"\s(?:og|samt)\s(?=[A-ZÆØÅ])(?![^()]*\))", ", ", _SUBSTITUTE.sub(" ", bare))
    found = [
        person
        for person in read_participants(joined.rstrip("."))
        if person.name[0].isupper() and len(person.name) < 60 and not municipality_of_head([person.name])
    ]
    head.add_participants(found, is_absent=is_absent)


def _committee(lines: Sequence[Line]) -> str | None:
    """The body of a title line; else of a line with a date; else a line that is only its name."""
    titled = [line for line in lines if len(line.text) <= 160 and KIND_WORD.search(line.text)]
    dated = [line for line in lines if len(line.text) <= 160 and first_date(line.text)]
    for line in titled:
        if name := body_of(
            line.text, is_named=first_date(line.text) is not None and not line.text.endswith(".")
        ):
            return name
    short = [line for line in lines if len(line.text) <= 90]
    for line in (*dated, *_without_letterheads(short)):
        if name := body_of(line.text):
            return name
    return None


def _without_letterheads(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without a council's name that stands as the letterhead right above the body that met."""
    for line, following in zip_longest(lines, lines[1:]):
        is_letterhead = _LETTERHEAD.fullmatch(line.text) is not None
        if not (is_letterhead and following and body_of(following.text)):
            yield line


def _place_below(lines: Sequence[Line]) -> str | None:
    """The place on one of the lines under the date: "i Rådssalen, Lejrevej 15"."""
    for line in lines:
        text = re.sub(r"(?i)^(?:i|på)\s", "", line.text)
        is_place = _PLACE.search(text) or (_ADDRESS.search(text) and body_of(text) is None)
        if is_place and len(text) <= 120 and not KIND_WORD.search(text):
            return text
    return None


def _place_behind(text: str) -> str | None:
    """The place behind the hour: "… kl. 16:30, Lokale 2.1"."""
    match = _BEHIND_HOUR.search(text)
    return match["place"].rstrip(" .") if match and _PLACE.search(match["place"]) else None


def _read_dated_lines(head: MeetingHead, lines: Sequence[Line]) -> None:
    """Date, time and place from the lines without a label, the title first."""
    dated = [
        n
        for n, line in enumerate(lines)
        if len(line.text) <= 200 and first_date(line.text) and not _OTHER_DATE.search(line.text)
    ]
    for n in sorted(dated, key=lambda n: KIND_WORD.search(lines[n].text) is None):
        found = date_in_head(lines[n])
        if head.date is not None and found != head.date:
            continue
        head.date = found
        head.start_time = head.start_time or find_time(lines[n].text)
        place = _AT.search(lines[n].text)
        following = lines[n + 1].text if n + 1 < len(lines) else ""
        if head.location is None and place:
            head.location = place["place"].rstrip(" .")
        elif head.location is None and (behind := _place_behind(lines[n].text)):
            head.location = behind
        elif head.location is None:
            head.location = _place_below(lines[n + 1 : n + 3])
        if head.start_time is None and len(following) <= 90 and (hour := _HOUR_AT_EDGE.search(following)):
            head.start_time = find_time(hour[0])
            head.location = head.location and head.location.removesuffix(hour[0]).rstrip(" ,.")
