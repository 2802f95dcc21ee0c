"""Synonyms: words for the same thing, as groups; from `data/synonyms.txt` and from wherever else a caller has them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from apps.language.analysis import analyse_query
from apps.language.data_files import read_entries


def read_synonym_groups() -> list[tuple[str, ...]]:
    """The groups of the file as written there. Raises DataFileError where a line is malformed."""
    return read_entries("synonyms.txt", separator="=", least=2)


def synonyms_by_lexeme(groups: Iterable[Sequence[str]]) -> Mapping[str, frozenset[str]]:
    """Lexeme of a word -> lexemes of the other words of all its groups.

    A member that is not one word (of several, or of none) is left out: it has no lexeme. Costs some 30 us a word; keep
    the result. Raises LexiconMissingError.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        members = [lexemes for word in group if (lexemes := _lexemes(word))]
        for member in members:
            others = set().union(*(other for other in members if other != member)) - member
            for lexeme in member:
                found[lexeme] |= others
    return {lexeme: frozenset(others) for lexeme, others in found.items()}


def _lexemes(word: str) -> frozenset[str]:
    tokens = analyse_query(word)
    return tokens[0].exact if len(tokens) == 1 else frozenset()
