"""What the archive's own documents say about words: how many items hold them, how they are spelled, their kin."""

import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from apps.language.folding import fold, skeleton
from apps.language.spelling import best_correction, is_name, sound

# Of the many words near a misspelt one, so many are weighed by how often they occur.
_MOST_NEAR = 100


def frequencies(lexemes: Iterable[str]) -> dict[str, int]:
    """How many items hold each lexeme, of those that any holds. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lexeme, frequency FROM search_lexeme WHERE lexeme = ANY(%s) AND frequency > 0",
            [list(lexemes)],
        )
        return dict(cursor.fetchall())


def kin(stems: Collection[str]) -> dict[str, frozenset[str]]:
    """The lexemes of the archive's words with each of these stems. One query."""
    found: dict[str, set[str]] = {stem: set() for stem in stems}
    with connection.cursor() as cursor:
        cursor.execute("SELECT stem, lexemes FROM search_word WHERE stem = ANY(%s)", [list(stems)])
        for stem, lexemes in cursor.fetchall():
            found[stem].update(lexemes)
    return {stem: frozenset(lexemes) for stem, lexemes in found.items()}


@dataclass(slots=True)
class SpelledForms:
    """The archive's words, their sounds and the words themselves, by the length of the sound, as this process knows them.

    Rows of `Word` are only ever added, so each process reads each of them once: some 120 bytes a word, and four seconds
    for the first misspelt word in an archive of half a million words.
    """

    by_length: dict[int, tuple[list[str], list[str]]] = field(default_factory=dict)
    last_key: int = 0
    reading: threading.Lock = field(default_factory=threading.Lock)

    def read_new(self) -> None:
        """Read the words added since. One query."""
        with self.reading, connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, form FROM search_word WHERE id > %s AND form !~ '[0-9]' ORDER BY id",
                [self.last_key],
            )
            for key, form in cursor.fetchall():
                heard = sound(form)
                sounds, forms = self.by_length.setdefault(len(heard), ([], []))
                # In this order, as others may be searching them.
                forms.append(form)
                sounds.append(heard)
                self.last_key = key

    def near(self, form: str, most: int) -> list[str]:
        """The words that sound like `form` but for at most so many letters, the nearest first."""
        heard = sound(form)
        found: list[tuple[float, str]] = []
        for length in range(len(heard) - most, len(heard) + most + 1):
            sounds, forms = self.by_length.get(length, ((), ()))
            near = process.extract(heard, sounds, scorer=OSA.distance, score_cutoff=most, limit=_MOST_NEAR)
            found += [(distance, forms[at]) for _, distance, at in near]
        return [word for _, word in sorted(found)[:_MOST_NEAR]]


_forms = SpelledForms()


def corrections(edits: Mapping[str, int]) -> dict[str, str]:
    """The archive's nearest word for each of these, as spelled there; words that have none are left out.

    `edits` says how many letters may be wrong in each word. A name stands for a name only. Two queries, however many
    words.
    """
    typed = {word: fold(word) for word in edits}
    if not typed:
        return {}
    _forms.read_new()
    near = {form: set(_forms.near(form, edits[word])) for word, form in typed.items()}
    spelled, counts, skeletons = _known_words({f for forms in near.values() for f in forms}, typed.values())
    found = {}
    for word, form in typed.items():
        only_names = is_name(word)
        candidates = near[form] | skeletons.get(skeleton(form), set())
        held = {
            candidate: counts[candidate]
            for candidate in candidates
            if candidate in counts and candidate != form and not (only_names and spelled[candidate].islower())
        }
        best = best_correction(form, held, edits[word])
        if best:
            # "Socialudvalget" may only begin sentences; who types small letters gets small letters.
            found[word] = spelled[best].lower() if word.islower() else spelled[best]
    return found


def _known_words(
    forms: Collection[str], typed: Iterable[str]
) -> tuple[Mapping[str, str], Mapping[str, int], Mapping[str, set[str]]]:
    """Of these forms, and of the words with the skeletons of the typed ones: spelling, frequency; and by skeleton."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT form, spelled, skeleton, max(frequency) FROM search_word"
            " JOIN search_lexeme ON lexeme = ANY(lexemes || ARRAY(SELECT '~' || part FROM unnest(lexemes) AS part))"
            " WHERE (form = ANY(%s) OR skeleton = ANY(%s)) AND frequency > 0 GROUP BY 1, 2, 3",
            [list(forms), [skeleton(form) for form in typed]],
        )
        rows = cursor.fetchall()
    skeletons: dict[str, set[str]] = {}
    for form, _, bones, _ in rows:
        skeletons.setdefault(bones, set()).add(form)
    return {row[0]: row[1] for row in rows}, {row[0]: row[3] for row in rows}, skeletons
