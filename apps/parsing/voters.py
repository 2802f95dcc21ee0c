"""Whom a clause of a vote names: persons with or without their party, parties by letter or name."""

import re

from apps.parsing.people import NAME, PARTY_NAMES, find_people_with_notes, is_unaffiliated, read_names
from apps.parsing.records import Voter

_PARTY_WORD = re.compile(r"(?<![\w.])(?:(?:Liste|Gruppe|Parti)\s)?([A-ZÆØÅ]{1,2}\d?)(?:-gruppen)?(?![\w.])")
# "2 medlemmer af A (Bo Krat og Pia Lund)": these, and not their party.
_OF_PARTY = re.compile(r"\b(?:\d{1,2}\s)?[Mm]edlem(?:mer)?\saf\s([A-ZÆØÅ]{1,2}\d?)\s\(([^()]{1,600})\)")
_EXCEPTED = re.compile(
    r"\s(?:med undtagelse af|bortset fra|undtagen)\s\d{1,2}\smedlem(?:mer)?\s\([^()]{1,200}\)"
)
_PERSON = re.compile(rf"{NAME},? \([^()]*\)")
_WHOLE_NAME = re.compile(r"(?!(?:Liste|Gruppe|Parti|Hele) )[A-ZÆØÅ][\w'’-]+(?: [A-ZÆØÅ][\w.'’-]*){1,4}")
_PARTY_LIKE = re.compile(
    r"(?:(?:Det|Den) )?(?:[A-ZÆØÅ]\w+ )?[A-ZÆØÅ]\w*(?:listen?|folkeparti|partiet|fællesliste)|(?:Det )?(?:Radikale|Konservative)(?: Venstre| Folkeparti)?",
    re.IGNORECASE,
)
_GROUP_NOUN = re.compile(r"\b(?:[Ee]t )?(?:[Ff]lertal|[Mm]indretal)(?:let)? (?:(?=\()|bestående af )")
_GROUP_NAMED = re.compile(r"(?i)(?:flertal|mindretal|medlemmer)\w*\s\(([^()]{1,400})\)\s*$")


def read_voters(text: str) -> tuple[Voter, ...]:
    """Persons, with their party where it is written; and parties, by letter."""
    text = _GROUP_NOUN.sub("", _EXCEPTED.sub("", text))
    members = [
        Voter(name=name, party=match[1])
        for match in _OF_PARTY.finditer(text)
        for name in read_names(match[2])
    ]
    text = _OF_PARTY.sub(" ", text)
    people = [
        Voter(name=name, party=None if is_unaffiliated(note) else note)
        for name, note in find_people_with_notes(text)
    ]
    rest = _PERSON.sub(" ", text) if people else text
    if not people:
        people = [
            _unnoted_voter(name)
            for name in read_names(text)
            if _is_party(name) or _WHOLE_NAME.fullmatch(name)
        ]
    return (*members, *people, *(Voter(name="", party=party) for party in _PARTY_WORD.findall(rest)))


def read_voters_in_brackets(clause: str) -> tuple[Voter, ...]:
    """Whom a group's parenthesis names: "Et flertal (Anna Berg og Bo Dahl) stemte for"."""
    found = _GROUP_NAMED.search(clause)
    return read_voters(found[1]) if found else ()


def _is_party(name: str) -> bool:
    return name in PARTY_NAMES or _PARTY_LIKE.fullmatch(name) is not None


def _unnoted_voter(name: str) -> Voter:
    return Voter(name="", party=name) if _is_party(name) else Voter(name=name)
