"""Splitting compounds: the first part, in one of the forms that it takes before another, and the last one.

A split is scored by how often the dictionary's own compounds have these parts in these places; the rules and their
weights were found by reading splits. All words here are folded.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from apps.language.data_files import read_entries
from apps.language.folding import fold
from apps.language.lemmas import LONGEST_WORD, SHORTEST_PART, known_endings, lemmas_of_first_part, readings_of
from apps.language.lexicon import Kind, Lexicon, Modifier, Reading
from apps.language.stop_words import STOP_WORDS

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
_CACHED_PARTS = 4096


_HeadsAt = Callable[[int], Sequence[Reading]]


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


def find_parts(word: str, lexicon: Lexicon, letters: int = 0) -> tuple[str, ...]:
    """The lemmas that the word is put together from, parts of parts too; none for a simple word.

    `socialtandplejetilbud` -> pleje, social, tand, tandpleje, tilbud. `letters` are the word's that are written æ or ø
    (`folding.letters_in`). Costs 10-80 us; longer words than LONGEST_WORD are not split.
    """
    return tuple(sorted(filter(is_part, _parts(word, lexicon, letters, 1))))


def find_names_in(word: str, lexicon: Lexicon, letters: int = 0) -> tuple[str, ...]:
    """What may be a name at the beginning of an unknown word, before an ending that is a word; longest first.

    Whether it is one only the text can say: `roennehoejhjemmet` where `Rønnehøj` occurs too. Costs 1-3 us.
    """
    if readings_of(word, lexicon, letters):
        return ()
    places = reversed(known_endings(word, lexicon, letters))
    return tuple(word[:at] for at in places if at >= _SHORTEST_NAME and word[at:] not in _NEVER_PARTS)


def heads_after_name(word: str, name: str, lexicon: Lexicon, letters: int = 0) -> tuple[str, ...]:
    """The lemmas of the noun that follows a name that `find_names_in` gave; none where what follows is no noun."""
    last = word[len(name) :]
    least = _MOST_USUAL if len(last) < _SHORTEST_UNMARKED else 0
    readings = readings_of(last, lexicon, letters)
    return _lemmas([r for r in readings if r.kind == Kind.NOUN and r.productivity >= least])


def is_part(lemma: str) -> bool:
    """Whether a lemma is worth being found as part of a word."""
    return len(lemma) >= SHORTEST_PART and lemma not in _SILENT_PARTS and lemma not in _PARTICLES


@lru_cache(maxsize=_CACHED_PARTS)
def _parts(word: str, lexicon: Lexicon, letters: int, depth: int) -> frozenset[str]:
    found: set[str] = set()
    known = {reading.lemma for reading in lexicon.readings(word, letters)}
    if letters and not known:
        known.update(lemmas_of_first_part(word, lexicon, letters))
    for lemma in known or {word}:
        split = _split(lemma, lexicon, 0 if known else letters)
        if split:
            found.update(split.modifiers, split.heads, _across(lemma, split, lexicon))
            if depth < _DEEPEST:
                for part in (*split.modifiers, *split.heads):
                    found |= _parts(part, lexicon, 0, depth + 1)
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
    return _split(word, lexicon, 0)


def _split(word: str, lexicon: Lexicon, letters: int) -> Split | None:
    if not _SHORTEST_WORD <= len(word) <= LONGEST_WORD or word in no_split_words():
        return None
    return _best_split(word, lexicon, letters)


@lru_cache(maxsize=_CACHED_PARTS)
def _best_split(word: str, lexicon: Lexicon, letters: int) -> Split | None:
    readings = lexicon.readings(word, letters)
    if not readings:
        return _split_of_unknown(word, lexicon, letters)
    kinds = {reading.kind for reading in readings}
    return None if kinds == {Kind.NAME} else _split_of_known(word, kinds, lexicon)


def _split_of_known(word: str, kinds: Container[str], lexicon: Lexicon) -> Split | None:
    """The best split into two known parts, of which the last one is a lemma of the word's own kind."""

    def heads_at(at: int) -> Sequence[Reading]:
        last = word[at:]
        if last in _NEVER_PARTS or not lexicon.has_entry(last):
            return ()
        return [r for r in lexicon.readings(last) if r.lemma == last and r.kind in kinds]

    best = _plain_split(lexicon.beginnings(word), word, heads_at, lexicon, is_known=True)
    return best[1] if best else None


def _split_of_unknown(word: str, lexicon: Lexicon, letters: int) -> Split | None:
    """The best split into two known parts, else one that has an unknown compound for one part."""
    endings = known_endings(word, lexicon, letters)
    if not endings:
        return None

    def heads_at(at: int) -> Sequence[Reading]:
        return _heads_of_unknown(word[at:], lexicon, letters) if at in endings else ()

    firsts = lexicon.beginnings(word)
    best = _plain_split(firsts, word, heads_at, lexicon) or max(
        (
            *_splits_of_first_part(word, firsts, endings, heads_at, lexicon),
            *_splits_of_last_part(word, firsts, endings, heads_at, lexicon),
        ),
        default=None,
    )
    return best[1] if best else None


def _plain_split(
    firsts: Iterable[str],
    word: str,
    heads_at: _HeadsAt,
    lexicon: Lexicon,
    *,
    is_known: bool = False,
) -> tuple[float, Split] | None:
    """The best split into one of these known beginnings and a known last part, with its score, if good enough."""
    best = _LEAST_SCORE, 0
    parts: tuple[Sequence[Modifier], Sequence[Reading]] | None = None
    for first in firsts:
        at = len(first)
        if min(at, len(word) - at) >= SHORTEST_PART and (heads := heads_at(at)):
            modifiers, certainty = _modifiers(first, lexicon, is_known=is_known)
            if modifiers:
                rival = 2 * certainty + _score(modifiers, heads, len(word) - at), at
                if rival > best:
                    best, parts = rival, (modifiers, heads)
    return (best[0], Split(best[1], _lemmas(parts[0]), _lemmas(parts[1]))) if parts else None


@lru_cache(maxsize=_CACHED_PARTS)
def _heads_of_unknown(last: str, lexicon: Lexicon, letters: int = 0) -> Sequence[Reading]:
    """How the last part of an unknown word may be read: rather as a noun, and that rather as a lemma."""
    if last in _NEVER_PARTS:
        return ()
    readings = readings_of(last, lexicon, letters)
    nouns = [reading for reading in readings if reading.kind == Kind.NOUN]
    return (
        [noun for noun in nouns if noun.lemma == last]
        or nouns
        or [r for r in readings if r.kind in {Kind.ADJECTIVE, Kind.VERB} and len(last) > _SHORTEST_UNMARKED]
    )


@lru_cache(maxsize=_CACHED_PARTS)
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


def _score(modifiers: Sequence[Modifier], heads: Sequence[Reading], size: int) -> float:
    """How likely these parts are; `size` is the length of the last one."""
    modifier = max(modifiers, key=lambda m: m.productivity)
    head = max(reading.productivity for reading in heads)
    shortness = 1.0 * (size < 4) + 1.2 * (len(modifier.lemma) < 4)
    length = 0.35 * min(len(modifier.lemma), size, 7) + 0.08 * size
    return 0.35 * modifier.productivity + 0.35 * head + length - shortness


def _lemmas(parts: Sequence[Modifier] | Sequence[Reading]) -> tuple[str, ...]:
    return tuple(sorted({part.lemma for part in parts}))


def _splits_of_first_part(
    word: str, firsts: Sequence[str], endings: Sequence[int], heads_at: _HeadsAt, lexicon: Lexicon
) -> Iterator[tuple[float, Split]]:
    """Every split the first part of which is itself an unknown compound: `borgerservicecafe|medarbejder`."""
    for at in filter(partial(_is_nested_cut, word), endings):
        heads = heads_at(at)
        if heads and (nested := _nested_first(word[:at], firsts, lexicon)):
            score, lemmas = nested
            score += _score([Modifier(lemmas[0], 0)], heads, len(word) - at)
            yield score, Split(at, lemmas, _lemmas(heads))


def _splits_of_last_part(
    word: str, firsts: Sequence[str], endings: Sequence[int], heads_at: _HeadsAt, lexicon: Lexicon
) -> Iterator[tuple[float, Split]]:
    """Every split the last part of which is an unknown compound, after a first part that the dictionary marks as such."""
    for at in filter(partial(_is_nested_cut, word), map(len, firsts)):
        if not heads_at(at):
            modifiers, certainty = _modifiers(word[:at], lexicon, is_known=False)
            if certainty == 1 and (nested := _nested_last(word, at, endings, heads_at, lexicon)):
                score, lemmas = nested
                score += _score(modifiers, [Reading(lemmas[0], Kind.NOUN, 0)], len(word) - at)
                yield score, Split(at, _lemmas(modifiers), lemmas)


def _is_nested_cut(word: str, at: int) -> bool:
    return _SHORTEST_NESTED <= at <= len(word) - _SHORTEST_NESTED


def _nested_first(
    first: str, firsts: Sequence[str], lexicon: Lexicon
) -> tuple[float, tuple[str, ...]] | None:
    """The score and the lemmas of a first part that is an unknown compound, rather without a linking s."""
    bare = first.removesuffix("s")
    return _nested(bare, firsts, lexicon) or (_nested(first, firsts, lexicon) if bare != first else None)


def _nested(form: str, firsts: Sequence[str], lexicon: Lexicon) -> tuple[float, tuple[str, ...]] | None:
    return _whole(form, _plain_split(firsts, form, lambda at: _heads_inside(form[at:], lexicon), lexicon))


def _nested_last(
    word: str, start: int, endings: Sequence[int], heads_at: _HeadsAt, lexicon: Lexicon
) -> tuple[float, tuple[str, ...]] | None:
    """The score and the lemmas of a last part that is an unknown compound."""
    middles = (word[start:end] for end in endings if end > start and lexicon.has_entry(word[start:end]))
    return _whole(word[start:], _plain_split(middles, word[start:], lambda at: heads_at(start + at), lexicon))


def _heads_inside(last: str, lexicon: Lexicon) -> Sequence[Reading]:
    """The heads of a part that may well be no word: then it takes no place in the cache."""
    is_known = lexicon.has_entry(last) or (last.endswith("s") and lexicon.has_entry(last[:-1]))
    return _heads_of_unknown(last, lexicon) if is_known else ()


def _whole(form: str, best: tuple[float, Split] | None) -> tuple[float, tuple[str, ...]] | None:
    """The score of an unknown compound's split, and its lemmas."""
    return (best[0], tuple(form[: best[1].at] + head for head in best[1].heads)) if best else None
