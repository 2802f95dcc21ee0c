"""Words of a text looked up by a second process, so that a long run uses a second core.

    python -m apps.language.looking_ahead

is that process: it gets texts, one line of JSON each, answers each with what `words.look_up` says of its words, and
ends with its input. A word that was answered lately is left out.
"""

import json
import subprocess
import sys
from contextlib import suppress
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from apps.language import tokens
from apps.language.words import CACHED_WORDS, WordEntry, WordKeys, look_up, remember

_ROOT = Path(__file__).resolve().parents[2]


class LookingAhead:
    """Use as a context. Whatever happens to the process: words that it does not tell are looked up when needed."""

    def __enter__(self) -> Self:
        """Start the process; it opens the lexicon meanwhile."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "apps.language.looking_ahead"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
        )
        return self

    def look_up(self, text: str) -> None:
        """Wait until the process has read the text, and keep what it found for `words.analyse_word`. Linear."""
        sent, answered = self._process.stdin, self._process.stdout
        if sent is None or answered is None:
            return
        with suppress(OSError, ValueError):
            sent.write(json.dumps(text).encode() + b"\n")
            sent.flush()
            remember({word: _entry(*entry) for word, entry in json.loads(answered.readline()).items()})

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def serve(texts: BinaryIO, answers: BinaryIO) -> None:
    """Answer every text, in order."""
    told: set[str] = set()
    for line in texts:
        words = set(words_of(json.loads(line))) - told
        if len(told) + len(words) > CACHED_WORDS:
            told.clear()
        told |= words
        answers.write(json.dumps({word: _plain(look_up(word)) for word in words}).encode() + b"\n")
        answers.flush()


def words_of(text: str) -> set[str]:
    """The words of a text as analysis asks for them: whole ones, and the pieces of those with hyphens."""
    whole = {match[0] for match in tokens.find_tokens(text) if match.lastgroup == tokens.WORD}
    return whole.union(chain.from_iterable(tokens.pieces(word) for word in whole if not word.isalpha()))


def _plain(entry: WordEntry) -> list[list[str]]:
    return [[*entry.keys.exact], [*entry.keys.parts], [*entry.names]]


def _entry(exact: list[str], parts: list[str], names: list[str]) -> WordEntry:
    return WordEntry(WordKeys(frozenset(exact), frozenset(parts)), tuple(names))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
