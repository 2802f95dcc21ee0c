"""Words that are found for each other: the list of `apps.language` and what staff add to it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from apps.language.synonyms import read_synonym_groups, synonyms_by_lexeme
from apps.search.models import SynonymGroup

Synonyms = Mapping[str, frozenset[str]]


def read_synonyms() -> Synonyms:
    """Of each lexeme those that stand for it. One query."""
    return _by_lexeme(tuple(SynonymGroup.objects.order_by("pk").values_list("words", flat=True)))


def synonyms_of(lexemes: Iterable[str], synonyms: Synonyms) -> frozenset[str]:
    """What stands for any of these lexemes."""
    return frozenset[str]().union(*(synonyms.get(lexeme, ()) for lexeme in lexemes))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a group as staff write it, with commas between."""
    return tuple(word for part in text.split(",") if (word := part.strip()))


@lru_cache(maxsize=2)
def _by_lexeme(added: tuple[str, ...]) -> Synonyms:
    return synonyms_by_lexeme([*read_synonym_groups(), *map(words_of, added)])
