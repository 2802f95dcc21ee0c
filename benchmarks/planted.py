"""The words that the benchmark's queries ask for, planted in the invented archive as often as their class says.

No other word of the archive contains them, so how many items hold them is known without any search engine. Half of
a class's words stand in the text as they are: every engine must find the same items. The other half come inflected
and in compounds as well, as words do in Danish: only a search that knows Danish finds all of those.
"""

from dataclasses import dataclass

# The share of the items that hold a word of the class; never fewer items than FEWEST, so that the search finds enough
# not to look for other words as well.
FEWEST = 5
SHARES = {"0.01 %": 0.0001, "0.1 %": 0.001, "1 %": 0.01, "10 %": 0.10, "40 %": 0.40}
PHRASE_SHARE = 0.01
# The two words of a phrase by themselves, as common words are.
MEMBER_SHARES = (0.10, 0.30)


@dataclass(frozen=True, slots=True)
class PlantedWord:
    """A noun and all forms in which it is planted; the first is what is searched for."""

    forms: tuple[str, ...]
    share: float

    @property
    def word(self) -> str:
        """As it is searched for."""
        return self.forms[0]

    @property
    def is_literal(self) -> bool:
        """Whether it stands in the texts in that form alone."""
        return len(self.forms) == 1


@dataclass(frozen=True, slots=True)
class PlantedPhrase:
    """Two common words that follow each other in `PHRASE_SHARE` of the items."""

    first: PlantedWord
    second: PlantedWord


_LITERAL = {
    "0.01 %": ("okapi", "xylofon", "gondol"),
    "0.1 %": ("saxofon", "tukan", "harpun"),
    "1 %": ("giraf", "ukulele", "melon"),
    "10 %": ("pingvin", "trompet", "kamel"),
    "40 %": ("delfin", "guitar", "ananas"),
}
# Definite form, plural and definite plural; what a compound puts between the noun and its last part.
_INFLECTED = {
    "0.01 %": (
        ("flamingo", "en", "er", "erne", ""),
        ("mandolin", "en", "er", "erne", ""),
        ("iglo", "en", "er", "erne", ""),
    ),
    "0.1 %": (
        ("kolibri", "en", "er", "erne", ""),
        ("klarinet", "ten", "ter", "terne", ""),
        ("gorilla", "en", "er", "erne", ""),
    ),
    "1 %": (
        ("elefant", "en", "er", "erne", ""),
        ("violin", "en", "er", "erne", ""),
        ("zebra", "en", "er", "erne", ""),
    ),
    "10 %": (
        ("krokodille", "n", "r", "rne", ""),
        ("fløjte", "n", "r", "rne", ""),
        ("citron", "en", "er", "erne", ""),
    ),
    "40 %": (
        ("papegøje", "n", "r", "rne", ""),
        ("jonglør", "en", "er", "erne", ""),
        ("gulerod", "en", "", "", "s"),
    ),
}
_HEADS = ("projekt", "plan", "ordning", "gruppe")
_PHRASES = (
    ("marmor", "kompas"),
    ("lakrids", "katedral"),
    ("meteor", "tulipan"),
    ("kaktus", "bumerang"),
    ("ballon", "pyramide"),
    ("diamant", "vulkan"),
)


def _inflected(row: tuple[str, ...]) -> tuple[str, ...]:
    noun, *endings, link = row
    forms = [noun, *(noun + ending for ending in endings if ending)]
    return (*forms, *(noun + link + head for head in _HEADS))


def _words_of(label: str) -> tuple[PlantedWord, ...]:
    literal = [PlantedWord((word,), SHARES[label]) for word in _LITERAL[label]]
    return (*literal, *(PlantedWord(_inflected(row), SHARES[label]) for row in _INFLECTED[label]))


WORDS: dict[str, tuple[PlantedWord, ...]] = {label: _words_of(label) for label in SHARES}
PHRASES: tuple[PlantedPhrase, ...] = tuple(
    PlantedPhrase(*(PlantedWord((word,), share) for word, share in zip(pair, MEMBER_SHARES, strict=True)))
    for pair in _PHRASES
)
ALL_WORDS: tuple[PlantedWord, ...] = (
    *(word for words in WORDS.values() for word in words),
    *(member for phrase in PHRASES for member in (phrase.first, phrase.second)),
)
_NOUNS = tuple(planted.word for planted in ALL_WORDS)


def is_near_a_planted_word(word: str) -> bool:
    """Whether a word contains a planted one, so that it would be found with it."""
    return any(noun in word for noun in _NOUNS)
