"""How long one document takes end to end: parsed, guarded, loaded, indexed, committed.

    ARCHIVE_CORPUS=... python benchmarks/importing.py

Uses the largest document of the corpus, or of the sample minutes without one, in a database of its own that is
thrown away. Prints the median of the runs: as a new meeting, unchanged, and changed.
"""

import statistics
import time
from pathlib import Path

from benchmarks.archive import SAMPLE_MINUTES, corpus, open_empty

RUNS = 7


def largest_document() -> Path:
    real = corpus()
    folder = real / "minutes" if real else SAMPLE_MINUTES
    return max(folder.glob("*.txt"), key=lambda path: path.stat().st_size)


def main() -> None:
    open_empty()
    measure(largest_document())


def measure(path: Path) -> None:
    from apps.ingestion.importing import import_file
    from apps.ingestion.models import ImportRun, SourceDocument
    from apps.meetings.models import Meeting

    times: dict[str, list[float]] = {}

    def timed(label: str, content: bytes) -> None:
        run = ImportRun.objects.create(municipality_name="Målekommune", state=ImportRun.State.DONE)
        start = time.perf_counter()
        file = import_file(run, path.name, content)
        times.setdefault(f"{label} ({file.get_status_display()})", []).append(time.perf_counter() - start)
        assert file.status != "failed", file.message

    content = path.read_bytes()
    for number in range(RUNS):
        Meeting.objects.all().delete()
        SourceDocument.objects.all().delete()
        timed("new", content)
        timed("same bytes", content)
        timed("changed", content.replace(b"Sammendrag", b"Resume", number + 1))
    print(f"{path.stat().st_size:,} bytes, {RUNS} runs")
    for label, seconds in times.items():
        print(
            f"{label:32} median {statistics.median(seconds) * 1000:7.0f} ms   max {max(seconds) * 1000:7.0f} ms"
        )


if __name__ == "__main__":
    main()
