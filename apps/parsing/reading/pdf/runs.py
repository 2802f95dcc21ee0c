"""Emphasis and links in the lines of a PDF: from its words to its rows, and from rows to paragraphs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from apps.parsing.markup.blocks import Run
from apps.parsing.reading.lines import Line
from apps.parsing.reading.pdf.pages import Word

# Type that most of a document is set in emphasises nothing.
_MOST = 0.5
_BEFORE = "("
_STOPS = ".,;:"


def runs_of(words: Sequence[Word], text: str) -> tuple[Run, ...]:
    """The text of a row, which its words have given, with their emphasis and links; none where it has no such. Linear.

    Read from the end, because a row may begin with another list mark than the page.
    """
    if not any(word.marks or word.address for word in words):
        return ()
    runs: list[Run] = []
    end = len(text)
    for word in reversed(words):
        start = text.rfind(word.text, 0, end)
        gap = text[start + len(word.text) : end]
        if start < 0 or gap.strip():
            break
        run = Run(word.text, word.marks, word.address)
        if gap:
            runs.append(_between(run, runs[-1], gap) if runs else Run(gap))
        runs.append(run)
        end = start
    if end:
        runs.append(Run(text[:end]))
    return _folded(reversed(runs))


def add_runs(runs: list[Run], above: str, more: Sequence[Run], below: str, joined: str) -> None:
    """Adds the runs `more` of a row below to those of the text above; `joined` is both texts as one."""
    if not runs and not more:
        return
    runs[:] = runs or [Run(above)]
    more = more or [Run(below)]
    glue = len(joined) - len(above) - len(below)
    if glue < 0:
        # The hyphen of a word that the page cut.
        runs[-1] = replace(runs[-1], text=runs[-1].text[:glue])
    elif glue:
        runs.append(_between(runs[-1], more[0], joined[len(above) : len(above) + glue]))
    runs.extend(more)


def with_meaning(lines: Sequence[Line]) -> list[Line]:
    """The lines with the runs that tell something, each with as few of them as can be. Linear.

    Bold type of a whole line is a heading's or a label's, and what most of a document is set in is its plain type.
    """
    if not any(line.runs for line in lines):
        return list(lines)
    every = sum(_letters(line.text) for line in lines)
    letters = Counter[str]()
    for run in (run for line in lines for run in line.runs):
        letters.update(dict.fromkeys(run.marks, _letters(run.text)))
    plain = {mark for mark, count in letters.items() if count > _MOST * every}
    return [replace(line, runs=_with_meaning(line, plain)) if line.runs else line for line in lines]


def _with_meaning(line: Line, plain: set[str]) -> tuple[Run, ...]:
    is_label = all("strong" in run.marks or not _letters(run.text) for run in line.runs)
    dropped = {"strong", "em"} if line.level else plain | {"strong"} if is_label else plain
    kept = [replace(run, marks=tuple(mark for mark in run.marks if mark not in dropped)) for run in line.runs]
    folded = _folded(kept)
    if not any(run.marks or run.address for run in folded):
        return ()
    return (
        _folded(part for run in folded for part in _without_punctuation(run)) if len(folded) > 1 else folded
    )


def _without_punctuation(run: Run) -> tuple[Run, ...]:
    """A word has the type of its first letters; the brackets and stops around the last ones are the sentence's."""
    if not (run.marks or run.address):
        return (run,)
    words = run.text.lstrip(_BEFORE)
    before = run.text[: len(run.text) - len(words)]
    words = words.rstrip(_STOPS if "(" in words else _STOPS + ")")
    after = run.text[len(before) + len(words) :]
    return (Run(before), replace(run, text=words), Run(after))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _between(before: Run, after: Run, gap: str) -> Run:
    """The space between two runs, with what they have in common."""
    marks = tuple(mark for mark in before.marks if mark in after.marks)
    return Run(gap, marks, before.address if before.address == after.address else "")


def _folded(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with the same emphasis and address joined, empty ones left out."""
    filled = (run for run in runs if run.text)
    return tuple(
        Run("".join(run.text for run in group), marks, address)
        for (marks, address), group in groupby(filled, key=lambda run: (run.marks, run.address))
    )
