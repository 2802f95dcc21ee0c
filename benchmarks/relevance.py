"""How well the search finds what it should: graded queries, asked over HTTP of a real server, as a program would.

    make bench-relevance [QUERIES=queries.jsonl]

With ARCHIVE_CORPUS the archive holds that folder's `minutes/` and the queries are its `search/queries.jsonl`, else it
holds the sample minutes and the queries are `benchmarks/sample_queries.jsonl`. Each line has `query`, `kind` and
`grades`: "<date>/<item number>" with 2 for what is about it and 1 for what mentions it; without grades there is no
answer. "<date>-2" is the second meeting of a day.
"""

import contextlib
import json
import math
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.archive import ROOT, SAMPLE_MINUTES, corpus

SAMPLE_QUERIES = ROOT / "benchmarks" / "sample_queries.jsonl"
LONGEST_START = 120
HITS = 50
# Queries that do worse are printed one by one.
POOR_NDCG = 0.7


@dataclass(frozen=True, slots=True)
class GradedQuery:
    """A query, its kind, and the grade (1 or 2) of every item that is an answer."""

    text: str
    kind: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one answer, or the mean of many; all from 0 to 1."""

    recall20: float
    ndcg10: float
    mrr: float
    answered: float


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found, and how good that is; a query without an answer has no scores."""

    query: GradedQuery
    found: Sequence[str]
    total: int
    seconds: float
    scores: Scores | None


def score(found: Sequence[str], grades: Mapping[str, int]) -> Scores:
    """Compare what was found, the best first, with the grades.

    nDCG counts a hit as 2 ** grade - 1, MRR looks for the first hit of the best grade there is.
    """
    best = sorted(grades.values(), reverse=True)
    firsts = [place for place, key in enumerate(found, 1) if grades.get(key, 0) == best[0]]
    return Scores(
        recall20=sum(key in grades for key in found[:20]) / min(len(grades), 20),
        ndcg10=_gain(grades.get(key, 0) for key in found[:10]) / _gain(best[:10]),
        mrr=1 / firsts[0] if firsts else 0.0,
        answered=float(bool(found)),
    )


def _gain(grades: Iterable[int]) -> float:
    return math.fsum(((1 << grade) - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def mean(scores: Sequence[Scores]) -> Scores:
    """The mean of each measure."""
    columns = ([getattr(s, name) for s in scores] for name in Scores.__dataclass_fields__)
    return Scores(*(statistics.fmean(column) for column in columns))


def read_queries(path: Path) -> list[GradedQuery]:
    """The queries of a file in JSON Lines."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [GradedQuery(row["query"], row["kind"], row["grades"]) for row in rows]


def main() -> None:
    folder = corpus()
    documents = folder / "minutes" if folder else SAMPLE_MINUTES
    named = os.environ.get("QUERIES")
    path = Path(named) if named else folder / "search" / "queries.jsonl" if folder else SAMPLE_QUERIES
    with served_archive(documents, "Ballerup" if folder else "Søndersund") as address:
        results = [ask(address, query) for query in read_queries(path)]
    report(results)


@contextlib.contextmanager
def served_archive(documents: Path, municipality: str) -> Iterator[str]:
    """The address of a server with these documents and nothing else; it ends with the block."""
    data = ROOT / "build" / "benchmark-relevance"
    shutil.rmtree(data, ignore_errors=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {"VAR_DIR": str(data), "SAMPLE": "0", "PORT": port}
    program = [sys.executable, str(ROOT / "manage.py")]
    for command in (["migrate", "-v0"], ["import_minutes", str(documents), "--kommune", municipality]):
        subprocess.run([*program, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([*program, "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(server, address)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def _wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server has ended"
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/sundhed/"):
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def ask(address: str, query: GradedQuery) -> Result:
    """What the server answers a query, an item that comes twice counted once."""
    start = time.perf_counter()
    parameters = urlencode({"q": query.text, "pr_side": HITS})
    with urllib.request.urlopen(f"{address}/soeg.json?{parameters}", timeout=30) as response:
        answer = json.load(response)
    seconds = time.perf_counter() - start
    found = list(dict.fromkeys(map(key_of, answer["hits"])))
    scores = score(found, query.grades) if query.grades else None
    return Result(query, found, answer["total"], seconds, scores)


def key_of(hit: Mapping[str, Any]) -> str:
    """What the grades call a hit: the meeting's address, which is its date, and the item's number."""
    meeting = hit["url"].rstrip("/").split("/")[-2]
    return f"{meeting}/{hit['number']}"


def report(results: Sequence[Result]) -> None:
    """Print the measures by kind, and the queries that did worst."""
    kinds: dict[str, list[Scores]] = {}
    for result in results:
        if result.scores:
            kinds.setdefault(result.query.kind, []).append(result.scores)
    print(f"{'':20}    n  recall@20   nDCG@10       MRR  answered")
    for kind, scores in [*sorted(kinds.items()), ("all", [s for group in kinds.values() for s in group])]:
        values = mean(scores)
        print(
            f"{kind:20} {len(scores):4}  {values.recall20:9.3f} {values.ndcg10:9.3f} {values.mrr:9.3f} {values.answered:9.3f}"
        )
    without = [r for r in results if not r.scores]
    print(f"without an answer: {len(without)}, hits given to them: {[r.total for r in without]}")
    times = sorted(r.seconds for r in results)
    print(f"ms a query: median {1000 * statistics.median(times):.0f}, slowest {1000 * times[-1]:.0f}")
    for result in sorted(results, key=lambda r: r.scores.ndcg10 if r.scores else 1):
        if result.scores and result.scores.ndcg10 < POOR_NDCG:
            missing = [key for key in result.query.grades if key not in result.found[:20]]
            print(
                f"  {result.scores.ndcg10:.2f} {result.query.kind}: {result.query.text!r}"
                f" missing {missing[:6]} found {result.found[:5]}"
            )


if __name__ == "__main__":
    main()
