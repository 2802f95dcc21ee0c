"""Splitting compounds: the first part, in one of the forms that it takes before another, and the last one.

A split is scored by how often the dictionary's own compounds have these parts in these places; the rules and their
weights were found by reading splits. All words here are folded.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from apps.language.data_files import read_entries
from apps.language.folding import fold
from apps.language.lemmas import LONGEST_WORD, readings_of
from apps.language.lexicon import Kind, Lexicon, Modifier, Reading
from apps.language.stop_words import STOP_WORDS

SHORTEST_PART = 3
_SHORTEST_WORD = 6
_SHORTEST_UNMARKED = 4
_SHORTEST_NAME = 5
# log2 of how many compounds end in vej, hus and the like.
_MOST_USUAL = 7
_SHORTEST_VERB = 5
_SHORTEST_NESTED = 4
_DEEPEST = 3
_LEAST_SCORE = 3.6
# The same words are parts of many others.
_CACHED_PARTS = 8192


class Split(NamedTuple):
    """Two parts of a word: where the last one begins, and the lemmas of the first and of the last one."""

    at: int
    modifiers: tuple[str, ...]
    heads: tuple[str, ...]


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


# Particles and prefixes: with them a word is a derivation, and its meaning its own (tilsyn, udvalg, indsats).
_PARTICLES = _folded("""
    ad af al an anti auto be bi bort co de der des dis efter eks ekstra en er et ex for fore fra frem før gen gennem hen
    her hin hvor il ild imod in ind inde inden indre inter kon med mellem midt mis miss mod mono ned neden nu næst om
    omni op over per poly post pre pro præ på re rundt sam sammen selv semi sub sær så tele til tilbage trans u ud ude
    uden ultra under und ur van ved vel vice videre vis yder ære
""")
# Endings that are spelt as words, and words too short and too rare to be what a compound ends with.
_ENDINGS = _folded("""
    agtig aktion al ale aner ans ard arv bar dens dets dom dt eks el else elser ende ene ens enser er ere eri fil ger
    hed hede ing inger ion iser isme ist ister ler lig lighed ling linger logi mis misse misser nativ nen ner ning
    ninger orienteret ring ringe ringer sal ser ske skab skaber som stens ster tens ter tes tik tion trup ven
""")
_NEVER_PARTS = _PARTICLES | _ENDINGS
# First and last parts that split a word, and say nothing of it by themselves. "Have" is a stop word and a garden.
_SILENT_PARTS = _folded("dobbelt fri fuld fælles halv hel hoved løs ramt rig special") | STOP_WORDS - {"have"}


@lru_cache(maxsize=1)
def no_split_words() -> frozenset[str]:
    """The compounds that are one idea: their parts would lead a searcher astray (`data/no_split.txt`)."""
    return frozenset(fold(word) for (word,) in read_entries("no_split.txt", separator="=", most=1))


def find_parts(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The lemmas that the word is put together from, parts of parts too; none for a simple word.

    `socialtandplejetilbud` -> pleje, social, tand, tandpleje, tilbud. Costs 10-300 us; longer words than LONGEST_WORD
    are not split.
    """
    return tuple(sorted(filter(is_part, _parts(word, lexicon, 1))))


def find_names_in(word: str, lexicon: Lexicon) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every way in which an unknown word ends in a noun, as (what stands before, the noun's lemmas); longest name first.

    Whether what stands before is a name only the text can say: `roennehoejhjemmet` where `Rønnehøj` occurs too.
    """
    if len(word) > LONGEST_WORD or readings_of(word, lexicon):
        return ()
    found = []
    for at in range(len(word) - SHORTEST_PART, _SHORTEST_NAME - 1, -1):
        least = _MOST_USUAL if len(word) - at < _SHORTEST_UNMARKED else 0
        heads = [
            r for r in readings_of(word[at:], lexicon) if r.kind == Kind.NOUN and r.productivity >= least
        ]
        if heads and word[at:] not in _NEVER_PARTS:
            found.append((word[:at], _lemmas(heads)))
    return tuple(found)


def is_part(lemma: str) -> bool:
    """Whether a lemma is worth being found as part of a word."""
    return len(lemma) >= SHORTEST_PART and lemma not in _SILENT_PARTS and lemma not in _PARTICLES


@lru_cache(maxsize=_CACHED_PARTS)
def _parts(word: str, lexicon: Lexicon, depth: int) -> frozenset[str]:
    found: set[str] = set()
    for lemma in {reading.lemma for reading in lexicon.readings(word)} or {word}:
        split = find_split(lemma, lexicon)
        if split:
            found.update(split.modifiers, split.heads, _across(lemma, split, lexicon))
            if depth < _DEEPEST:
                for part in (*split.modifiers, *split.heads):
                    found |= _parts(part, lexicon, depth + 1)
    return frozenset(found)


def _across(word: str, split: Split, lexicon: Lexicon) -> Iterator[str]:
    """The middle part joined to the other side too: of three parts nobody knows which two belong together.

    `tryghed|alarmløsning` has a `tryghedsalarm` as well.
    """
    for head in split.heads:
        if head not in lexicon and (nested := find_split(head, lexicon)):
            yield from (word[: split.at] + middle for middle in nested.modifiers)
    for modifier in split.modifiers:
        if modifier not in lexicon and (nested := find_split(modifier, lexicon)):
            yield from (word[nested.at : split.at] + head for head in split.heads)


def find_split(word: str, lexicon: Lexicon) -> Split | None:
    """The best way to take a word in two, or None for a simple one and for names. Give a known word as its lemma."""
    if not _SHORTEST_WORD <= len(word) <= LONGEST_WORD or word in no_split_words():
        return None
    readings = lexicon.readings(word)
    if readings and all(reading.kind == Kind.NAME for reading in readings):
        return None
    best = _plain_split(word, readings, lexicon)
    if not best and not readings:
        best = max(_nested_splits(word, lexicon), default=None)
    return best[1] if best else None


def _plain_split(word: str, readings: tuple[Reading, ...], lexicon: Lexicon) -> tuple[float, Split] | None:
    """The best split into two known parts, with its score, if that is good enough."""
    best = max(_plain_splits(word, readings, lexicon), default=None)
    return best if best and best[0] >= _LEAST_SCORE else None


def _plain_splits(
    word: str, readings: tuple[Reading, ...], lexicon: Lexicon
) -> Iterator[tuple[float, Split]]:
    """Every split into two known parts, with its score."""
    for first in lexicon.beginnings(word):
        at, last = len(first), word[len(first) :]
        if min(at, len(last)) < SHORTEST_PART:
            continue
        heads = _heads(last, readings, lexicon)
        modifiers, certainty = _modifiers(first, lexicon, is_known=bool(readings)) if heads else ([], 0)
        if modifiers:
            score = 2 * certainty + _score(modifiers, heads, len(last))
            yield score, Split(at, _lemmas(modifiers), _lemmas(heads))


def _heads(last: str, word: tuple[Reading, ...], lexicon: Lexicon) -> list[Reading]:
    """How the last part may be read: in a known word only as a lemma of the word's own kind."""
    if last in _NEVER_PARTS:
        return []
    if word:
        kinds = {reading.kind for reading in word}
        return [r for r in lexicon.readings(last) if r.lemma == last and r.kind in kinds]
    readings = readings_of(last, lexicon)
    nouns = [reading for reading in readings if reading.kind == Kind.NOUN]
    return (
        [noun for noun in nouns if noun.lemma == last]
        or nouns
        or [r for r in readings if r.kind in {Kind.ADJECTIVE, Kind.VERB} and len(last) > _SHORTEST_UNMARKED]
    )


def _modifiers(first: str, lexicon: Lexicon, *, is_known: bool) -> tuple[Sequence[Modifier], float]:
    """What the first part may stand for, and how surely the dictionary says so (1: it is marked as such)."""
    if first in _NEVER_PARTS:
        return (), 0
    if marked := tuple(m for m in lexicon.modifiers(first) if m.lemma not in _PARTICLES):
        return _likely(first, marked, lexicon), 1
    for form, certainty in ((first, 0.15), (first.removesuffix("s"), 0.4)):
        if len(form) >= _SHORTEST_UNMARKED and any(
            r.lemma == form and _may_come_first(r, is_known=is_known) for r in lexicon.readings(form)
        ):
            return (Modifier(form, 0),), certainty
    return (), 0


def _likely(first: str, marked: tuple[Modifier, ...], lexicon: Lexicon) -> tuple[Modifier, ...]:
    """One of several: the word before a linking s, or the noun or adjective spelt so (`krise` rather than `kris`)."""
    if len(marked) > 1:
        bare = tuple(modifier for modifier in marked if f"{modifier.lemma}s" == first)
        same = tuple(modifier for modifier in marked if modifier.lemma == first)
        kinds = {reading.kind for reading in lexicon.readings(first) if reading.lemma == first}
        return bare or (same if kinds & {Kind.NOUN, Kind.ADJECTIVE} else ()) or marked
    return marked


def _may_come_first(reading: Reading, *, is_known: bool) -> bool:
    """Whether a lemma that the dictionary does not mark as a first part may be one all the same."""
    if reading.kind == Kind.NAME:
        return len(reading.lemma) >= _SHORTEST_NAME and not is_known
    if reading.kind == Kind.VERB:
        return len(reading.lemma) >= _SHORTEST_VERB
    return reading.kind in {Kind.NOUN, Kind.ADJECTIVE}


def _score(modifiers: Sequence[Modifier], heads: Sequence[Reading], letters: int) -> float:
    """How likely these parts are; `letters` is the length of the last one."""
    modifier = max(modifiers, key=lambda m: m.productivity)
    head = max(reading.productivity for reading in heads)
    shortness = 1.0 * (letters < 4) + 1.2 * (len(modifier.lemma) < 4)
    length = 0.35 * min(len(modifier.lemma), letters, 7) + 0.08 * letters
    return 0.35 * modifier.productivity + 0.35 * head + length - shortness


def _lemmas(parts: Sequence[Modifier] | Sequence[Reading]) -> tuple[str, ...]:
    return tuple(sorted({part.lemma for part in parts}))


def _nested_splits(word: str, lexicon: Lexicon) -> Iterator[tuple[float, Split]]:
    """Every split of an unknown word one part of which is itself an unknown compound: `borgerservicecafe|medarbejder`."""
    for at in range(_SHORTEST_NESTED, len(word) - _SHORTEST_NESTED + 1):
        first, last = word[:at], word[at:]
        if heads := _heads(last, (), lexicon):
            if nested := _nested(first.removesuffix("s"), lexicon) or _nested(first, lexicon):
                score, lemmas = nested
                score += _score([Modifier(lemmas[0], 0)], heads, len(last))
                yield score, Split(at, lemmas, _lemmas(heads))
            continue
        modifiers, certainty = _modifiers(first, lexicon, is_known=False)
        if certainty == 1 and (nested := _nested(last, lexicon)):
            score, lemmas = nested
            score += _score(modifiers, [Reading(lemmas[0], Kind.NOUN, 0)], len(last))
            yield score, Split(at, _lemmas(modifiers), lemmas)


def _nested(form: str, lexicon: Lexicon) -> tuple[float, tuple[str, ...]] | None:
    """The lemmas of an unknown compound and the score of its split, None where it does not split."""
    best = _plain_split(form, (), lexicon)
    return (best[0], tuple(form[: best[1].at] + head for head in best[1].heads)) if best else None
