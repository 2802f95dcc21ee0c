"""How long parsing takes: the largest document at hand, and the same text ten times and up to 5 MB.

    .venv/bin/python benchmarks/parsing.py

Takes the largest document of ARCHIVE_CORPUS, or else of the sample minutes. Time for a megabyte should stay
the same from row to row: the parser is linear.
"""

import os
import re
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from apps.parsing import parse_document  # noqa: E402

RUNS = 9
MEGABYTE = 1_000_000
_ITEM = re.compile(r"^( ?Punkt )(\d+)(?=\b)", re.MULTILINE)


def main() -> None:
    path = _largest_document()
    text = path.read_text(encoding="utf-8")
    size = len(text.encode())
    print(f"{path.name}: the median of {RUNS} runs\n")
    print(f"{'size (kB)':>10} {'items':>6} {'time (ms)':>10} {'ms for 1 MB':>12}")
    for times in (1, 2, 10, 5 * MEGABYTE // size + 1):
        content = _repeated(text, times).encode()
        milliseconds, items = _measure(content, RUNS if times <= 10 else 3)
        print(
            f"{len(content) / 1000:10.1f} {items:6} {milliseconds:10.1f} {milliseconds * MEGABYTE / len(content):12.0f}"
        )


def _largest_document() -> Path:
    corpus = os.environ.get("ARCHIVE_CORPUS")
    folder = Path(corpus) / "minutes" if corpus else ROOT / "apps" / "ingestion" / "sample_minutes"
    return max(folder.glob("*.txt"), key=lambda path: path.stat().st_size)


def _repeated(text: str, times: int) -> str:
    """The text so many times, its items numbered on, so that each of them counts."""
    numbers = [int(match[2]) for match in _ITEM.finditer(text)]
    step = max(numbers, default=0)
    parts = [_ITEM.sub(lambda m, n=n: f"{m[1]}{int(m[2]) + n * step}", text) for n in range(times)]  # type: ignore[misc]
    return "\n".join(parts)


def _measure(content: bytes, runs: int) -> tuple[float, int]:
    seconds, items = [], 0
    for _ in range(runs):
        start = time.perf_counter()
        items = len(parse_document(content).items)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds) * 1000, items


if __name__ == "__main__":
    main()
