"""Lexemes -> the text of a PostgreSQL tsquery. "" is the query that nothing matches."""

from collections.abc import Iterable, Sequence

from apps.language.analysis import Token
from apps.search.vectors import PART, TITLE, quoted

# A compound's parts, written as words of their own, stand this near each other.
_HEAD_AFTER, _HEAD_BEFORE = (0, 1, 2, 3), (1, 2, 3, 4)


def any_of(queries: Iterable[str]) -> str:
    """What matches any of these."""
    return _joined(dict.fromkeys(query for query in queries if query), " | ")


def all_of(queries: Sequence[str]) -> str:
    """What matches all of these; nothing when one of them matches nothing."""
    return _joined(dict.fromkeys(queries), " & ") if all(queries) else ""


def words(lexemes: Iterable[str]) -> str:
    """What holds one of these lexemes as a word."""
    return any_of(quoted(lexeme) for lexeme in sorted(lexemes))


def parts(lexemes: Iterable[str]) -> str:
    """What holds one of these lexemes as a compound's part."""
    return any_of(quoted(PART + lexeme) for lexeme in sorted(lexemes))


def words_or_parts(lexemes: Iterable[str]) -> str:
    """What holds one of these lexemes in either way."""
    return any_of((words(lexemes), parts(lexemes)))


def titles(lexemes: Iterable[str]) -> str:
    """What holds one of these lexemes in its title, as a word or a part."""
    return any_of(quoted(TITLE + way + lexeme) for lexeme in sorted(lexemes) for way in ("", PART))


def beginning(text: str) -> str:
    """What holds a word or part that begins so."""
    return any_of((f"{quoted(text)}:*", f"{quoted(PART + text)}:*"))


def phrase(tokens: Sequence[Token]) -> str:
    """What holds these words, at these distances, as words."""
    query, before = "", None
    for token in tokens:
        if not token.exact:
            continue
        step = f" <{token.position - before}> " if before is not None else ""
        query, before = f"{query}{step}{words(token.exact)}", token.position
    return f"({query})" if query else ""


def near(first: str, second: str) -> str:
    """What holds a compound's two parts near each other: "fastholdelse af elever" for elevfastholdelse."""
    after = [f"({first} <{step}> {second})" for step in _HEAD_AFTER]
    return any_of(after + [f"({second} <{step}> {first})" for step in _HEAD_BEFORE])


def _joined(queries: Iterable[str], operator: str) -> str:
    found = list(queries)
    return f"({operator.join(found)})" if len(found) > 1 else "".join(found)
