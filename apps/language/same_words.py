"""Whether two texts say the same, whatever form their formats gave them."""

import re

from apps.language.folding import fold

_LIST_MARK = re.compile(r"(?m)^[ \t]*(?:\d{1,2}[.)]|[-–—•*·▪])[ \t]+")
# Letters are compared without what stands between them: a PDF breaks words with hyphens. Numbers stay apart, with
# their own signs: "2,1" is not "21", and "5 5" not "55".
_LETTERS_OR_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+")


def same_words(old: str, new: str) -> bool:
    """Whether the texts differ in white space, capitals, punctuation, hyphens and marks of lists at most. Linear."""
    return old == new or words_alone(old) == words_alone(new)


def same_letters(old: str, new: str) -> bool:
    """Whether the texts differ in white space at most. Linear."""
    return old == new or "".join(old.split()) == "".join(new.split())


def words_alone(text: str) -> str:
    """The letters and numbers of a text, folded: equal for texts with the same words."""
    found = _LETTERS_OR_NUMBER.findall(fold(_LIST_MARK.sub("", text)))
    return "".join(f" {word} " if word[0].isdigit() else word for word in found)
