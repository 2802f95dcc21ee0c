"""How long reading and parsing a PDF of 60 pages takes.

    .venv/bin/python benchmarks/pdf.py

Prints the largest document of ARCHIVE_CORPUS, or else the largest sample, repeated until it fills the pages:
once line by line in a fixed font, once in proportional type as a browser does (where Chromium is installed).
"""

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from apps.parsing import parse_document  # noqa: E402
from apps.parsing.reading.pdf import reader as pdf  # noqa: E402
from benchmarks.parsing import _largest_document, _repeated  # noqa: E402
from tests.parsing.printing import as_html, print_html, print_lines  # noqa: E402

RUNS = 5
PAGES = 60
_LINES = 58
_LETTERS_ON_A_PAGE = 2200


def main() -> None:
    path = _largest_document()
    text = path.read_text(encoding="utf-8")
    print(f"{path.name}: the median of {RUNS} runs, processor time\n")
    print(f"{'printed by':>12} {'pages':>6} {'size (kB)':>10} {'read (s)':>9} {'read and parse (s)':>19}")
    by_lines = _repeated(text, PAGES * _LINES // text.count("\n") + 1)
    by_lines = "\n".join(by_lines.split("\n")[: PAGES * _LINES])
    _report("reportlab", print_lines(by_lines, header="Strandby"))
    if shutil.which("chromium"):
        by_letters = _repeated(text, PAGES * _LETTERS_ON_A_PAGE // len(text) + 1)
        _report("Chromium", print_html(as_html(by_letters, parse_document(by_letters.encode()))))


def _report(printer: str, content: bytes) -> None:
    with pdf.opened(content) as document:
        pages = len(document)
    read = _median(lambda: pdf.read(content))
    both = _median(lambda: parse_document(content))
    print(f"{printer:>12} {pages:6} {len(content) / 1000:10.0f} {read:9.2f} {both:19.2f}")


def _median(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
