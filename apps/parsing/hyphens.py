"""Words cut at the end of a line: which hyphens were set by the page, and which belong to the word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")
_LAST = re.compile(r"([^\W\d_]+)-$")
_FIRST = re.compile(r"[^\W\d_]+")
# "beboer- og pårørendemøder": the hyphen stands for the rest of the next word.
_BINDING = frozenset({"og", "eller", "samt", "til", "i", "som", "og/eller"})
_CUT_ADDRESS = re.compile(r"https?://\S*[-/]$")
_LONGEST_ADDRESS = 500
_OFTEN = 0.03


@dataclass(frozen=True, slots=True)
class Hyphens:
    """The words of a document, and whether it cuts words at the end of its lines at all."""

    words: frozenset[str]
    cuts_words: bool

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Hyphens":
        """Gathers what the rows of a document say. Linear."""
        words: set[str] = set()
        rows, cut = 0, 0
        for text in texts:
            rows += 1
            cut += _LAST.search(text) is not None
            words.update(word.casefold() for word in _WORD.findall(text))
        return cls(frozenset(words), rows > 0 and cut > _OFTEN * rows)

    def join(self, before: str, after: str) -> str:
        """Two rows of a paragraph as one text: a cut word is whole again."""
        if before.endswith("\u00ad"):
            return before[:-1] + after
        if _is_number(before, after) or _CUT_ADDRESS.search(before[-_LONGEST_ADDRESS:]):
            return before + after
        last, first = _LAST.search(before), _FIRST.match(after)
        if not last or not first or first[0].casefold() in _BINDING:
            return f"{before} {after}"
        whole, compound = f"{last[1]}{first[0]}".casefold(), f"{last[1]}-{first[0]}".casefold()
        if first[0][0].isupper() or last[1].isupper() or (compound in self.words and whole not in self.words):
            return before + after
        is_cut = whole in self.words or self.cuts_words
        return before[:-1] + after if is_cut else before + after


def _is_number(before: str, after: str) -> bool:
    """Whether a number goes on: "02-06-" and "2024", "2024-" and "priser", but not "2024-" and "og 2025-priser"."""
    if before[-1:] != "-" or not before[-2:-1].isdigit():
        return False
    word = _FIRST.match(after)
    return after[:1].isdigit() or (word is not None and word[0].islower() and word[0] not in _BINDING)


# For the lines of a cell, which are too few to tell how the document cuts words.
WITHOUT_WORDS = Hyphens(frozenset(), cuts_words=False)
# For wrapped lines of text, where a hyphen at the end of a line is the page's more often than the word's.
CUT_WORDS = Hyphens(frozenset(), cuts_words=True)
