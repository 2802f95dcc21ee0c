"""Reads a dictionary in hunspell's two files: entries with flags (`index.dic`), and what a flag makes (`index.aff`).

As hunspell(5) describes them, as far as Stavekontrolden uses it: numeric flags, suffixes two levels deep. The forms
that may only stand first in a compound (`arbejds-`, `børne-`) are made by rules too: their result carries the flag
of ONLYINCOMPOUND. What sort of words a flag inflects is in the comment above its rules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from apps.language.lexicon import Kind

_DEEPEST = 2
_FEWEST_ENTRIES = 1000
_ENTRY = re.compile(r"-?(?P<word>[^\W\d_]+)\.?(?:/(?P<flags>[\d,]+))?(?P<fields>(?: [a-z]{2}:\S+)*)")
_LEMMA = re.compile(r" st:(\S+)")
_KINDS = {"Substantiv": Kind.NOUN, "Verbum": Kind.VERB, "Adjektiv": Kind.ADJECTIVE, "Proprium": Kind.NAME}


class SourceError(Exception):
    """The folder holds no such dictionary; the message is Danish."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the dictionary: the word, its flags, its lemma where the line names another, what sort it is."""

    word: str
    flags: frozenset[str]
    lemma: str | None
    kind: Kind


class _Rule(NamedTuple):
    strip: str
    add: str
    flags: frozenset[str]
    condition: re.Pattern[str]


class _Affixes:
    """The rules of the .aff file by flag, the flags with a meaning of their own, and the kinds that flags tell."""

    def __init__(self, text: str) -> None:
        self.rules: dict[str, list[_Rule]] = {}
        self.kinds: dict[str, Kind] = {}
        self.special: dict[str, str] = {}
        comment = ""
        for line in text.splitlines():
            fields = line.split()
            if line.startswith("#"):
                comment = line[1:].strip()
            elif len(fields) == 4 and fields[0] == "SFX":
                if kind := _KINDS.get(comment.partition(",")[0].partition(" ")[0]):
                    self.kinds[fields[1]] = kind
            elif len(fields) >= 5 and fields[0] == "SFX":
                self.rules.setdefault(fields[1], []).append(_rule(fields[2:5]))
            elif len(fields) == 2:
                self.special[fields[0]] = fields[1]


def _rule(fields: list[str]) -> _Rule:
    strip, (add, _, flags), condition = fields[0], fields[1].partition("/"), fields[2]
    return _Rule(
        "" if strip == "0" else strip,
        "" if add == "0" else add,
        frozenset(flags.split(",")) if flags else frozenset(),
        re.compile(f"(?:{condition})$"),
    )


class Dictionary:
    """The entries, the forms that their flags make, and the notice under which all this may be passed on."""

    def __init__(self, affixes: str, entries: str, notice: str) -> None:
        self.notice = notice
        self._affixes = _Affixes(affixes)
        self._only_in_compound = self._affixes.special["ONLYINCOMPOUND"]
        self._need_affix = self._affixes.special["NEEDAFFIX"]
        self._applicable: dict[tuple[str, str], list[_Rule]] = {}
        self.entries = [entry for line in entries.splitlines()[1:] if (entry := self._entry(line))]

    def forms(self, entry: Entry) -> set[str]:
        """The word and all its inflected forms."""
        return {entry.word, *self._made(entry.word, entry.flags, in_compound=False)}

    def modifiers(self, entry: Entry) -> set[str]:
        """The forms in which the word stands first in a compound, linking letters included."""
        return set(self._made(entry.word, entry.flags, in_compound=True))

    def _entry(self, line: str) -> Entry | None:
        match = _ENTRY.fullmatch(line)
        flags = frozenset((match["flags"] or "").split(",")) - {""} if match else frozenset()
        if not match or self._affixes.special["FORBIDDENWORD"] in flags:
            return None
        lemma = _LEMMA.search(match["fields"])
        return Entry(match["word"], flags, lemma[1] if lemma else None, self._kind(flags))

    def _kind(self, flags: frozenset[str]) -> Kind:
        kinds = {self._affixes.kinds[flag] for flag in flags if flag in self._affixes.kinds}
        # A noun may carry an adjective's flag and the like; a name carries only its own.
        return next(
            (kind for kind in (Kind.NOUN, Kind.VERB, Kind.ADJECTIVE, Kind.NAME) if kind in kinds), Kind.OTHER
        )

    def _made(self, word: str, flags: frozenset[str], *, in_compound: bool, depth: int = 1) -> Iterator[str]:
        for flag in flags:
            for rule in self._rules(flag, word):
                made = word[: len(word) - len(rule.strip)] + rule.add
                if (
                    self._only_in_compound in rule.flags
                ) is in_compound and self._need_affix not in rule.flags:
                    yield made.replace("'", "")
                if self._only_in_compound not in rule.flags and depth < _DEEPEST:
                    yield from self._made(made, rule.flags, in_compound=in_compound, depth=depth + 1)

    def _rules(self, flag: str, word: str) -> list[_Rule]:
        """The rules of a flag that fit the word; no condition looks at more than its last four letters."""
        key = flag, word[-4:]
        if key not in self._applicable:
            self._applicable[key] = [
                rule
                for rule in self._affixes.rules.get(flag, ())
                if word.endswith(rule.strip) and rule.condition.search(word)
            ]
        return self._applicable[key]


def read_dictionary(folder: Path) -> Dictionary:
    """The dictionary in `folder`. Raises SourceError where a file is missing or is something else."""
    try:
        affixes = (folder / "index.aff").read_text(encoding="utf-8")
        entries = (folder / "index.dic").read_text(encoding="utf-8")
        notice = (folder / "license").read_text(encoding="utf-8")
        dictionary = Dictionary(affixes, entries, notice)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"Ordbogen kan ikke læses i {folder}: {error}. Kør »make setup« for at hente den."
        ) from error
    except KeyError as error:
        raise SourceError(
            f"{folder / 'index.aff'} er ikke en dansk hunspell-ordbog: {error} mangler."
        ) from error
    if len(dictionary.entries) < _FEWEST_ENTRIES:
        raise SourceError(f"{folder / 'index.dic'} er ikke en hel ordbog: {len(dictionary.entries)} ord.")
    return dictionary
