"""Writes what was measured as a section of `docs/benchmarks.md`."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.archive import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
PEERS = ("SQLite FTS5", "Tantivy", "Datasette JSON")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a run: the archive's figures, the times by class and engine, and the wrong answers."""

    size: int
    figures: Mapping[str, Any]
    times: Mapping[tuple[str, str], Sequence[float]]
    wrong: Sequence[str]


def section(report: Report) -> str:
    """The report in Markdown, without a heading."""
    return "\n\n".join([_times_table(report), _build_lines(report), _check_lines(report)])


def write_section(size: int, text: str) -> None:
    """Put the text between the page's marks for this size; without such marks the page stays as it is."""
    begin, end = f"<!-- search {size} -->", f"<!-- /search {size} -->"
    page = PAGE.read_text(encoding="utf-8")
    if begin in page and end in page:
        before, after = page.split(begin)[0], page.split(end)[1]
        PAGE.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def _times_table(report: Report) -> str:
    classes = list(dict.fromkeys(name for name, _ in report.times))
    engines = list(dict.fromkeys(engine for _, engine in report.times))
    peers = [engine for engine in PEERS if engine in engines]
    ratios = (
        ["retrieval / fastest other", "Datasette JSON / retrieval", "Datasette page / page"] if peers else []
    )
    header = ["class", *engines, *ratios]
    rows = [header, ["---"] * len(header)]
    for name in classes:
        cells = [_cell(report.times.get((name, engine))) for engine in engines]
        rows.append([name, *cells, *(_ratios(report, name, peers) if peers else [])])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(times: Sequence[float] | None) -> str:
    if not times:
        return ""
    return f"{_number(statistics.median(times))} / {_number(percentile(times, 0.95))}"


def percentile(times: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _ratios(report: Report, name: str, peers: Sequence[str]) -> list[str]:
    def median(engine: str) -> float:
        return statistics.median(report.times[name, engine])

    ours = median("retrieval")
    return [
        f"{ours / min(map(median, peers)):.2f}",
        f"{median('Datasette JSON') / ours:.1f}",
        f"{median('Datasette page') / median('page'):.1f}",
    ]


def _number(milliseconds: float) -> str:
    return f"{milliseconds:.1f}" if milliseconds < 100 else f"{milliseconds:.0f}"


def _build_lines(report: Report) -> str:
    f = report.figures
    memory = f["memory"]
    before, after, columns = (_mb(memory[name]) for name in ("before", "after", "columns"))
    speed, core = f["indexed"] / f["indexing"], f["indexed"] / f["indexing_cpu"]
    lines = [
        f"- Rows: written in {f['rows']:.0f} s, {_mb(f['row_bytes'])}.",
        f"- Indexing: {speed:.0f} items/s by one process, {core:.0f} for a second of a core, PostgreSQL's work included.",
        f"- The index: {_mb(f['entry_bytes'])} of rows (words and their places), {_mb(f['index_bytes'])} of indexes.",
        f"- A worker's memory: {before} before the first search, {after} after it; {columns} are columns.",
    ]
    if "sqlite" in f:
        lines.append(
            f"- SQLite FTS5 (and Datasette): built in {f['sqlite']:.0f} s, {_mb(f['sqlite_bytes'])} with the texts;"
            f" Tantivy: {f['tantivy']:.0f} s, {_mb(f['tantivy_bytes'])} without them."
        )
    return "\n".join(lines)


def _mb(count: int) -> str:
    megabytes = count / _MEGABYTE
    return f"{megabytes:,.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB"


def _check_lines(report: Report) -> str:
    if not report.wrong:
        return "Every total, every facet count and the 20 newest items of every query are those that the texts say."
    shown = "\n".join(f"- {line}" for line in report.wrong[:20])
    return f"{len(report.wrong)} answers differ from what the texts say:\n\n{shown}"
