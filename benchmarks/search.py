"""How long searches take on an invented archive, and beside what others would take instead.

    make bench SIZE=50000        (python -m benchmarks.search 50000)

Fourteen classes of queries with six instances each, asked of all engines in turn, query by query, so that a slow
moment of the machine is slow for all. Every answer is compared with what the texts say. The others are left out
above `MOST_WITH_PEERS` items. Prints a section for `docs/benchmarks.md`, and writes it where that page has a place
for this size.
"""

import gc
import logging
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks import peers
from benchmarks.documents import documents, read_catalogue
from benchmarks.footprint import measure_footprint
from benchmarks.query_classes import Query, all_queries
from benchmarks.reporting import Report, section, write_section
from benchmarks.search_archive import Figures, prepare

DEFAULT_SIZE = 50_000
MOST_WITH_PEERS = 200_000
REPEATS = 5
# Engines that take a second for an answer are asked less often on a large archive.
REPEATS_OF_LARGE = 3
SEED = 1


@dataclass(frozen=True, slots=True)
class Engine:
    """Something that is measured: its name, and how it is asked."""

    name: str
    ask: Callable[[Query], object]
    # Some say nothing about queries without words.
    needs_words: bool = False


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    sys.exit(run(size))


def run(size: int) -> int:
    """Measure an archive of this size and report; 1 when an engine found something else than the texts say."""
    figures = prepare(size)
    # Datasette logs every request.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    from django.conf import settings

    from benchmarks.checking import wrong_answers

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    if "memory" not in figures.known:
        figures.set(memory=measure_footprint(size))
    catalogue = read_catalogue(figures.folder / "catalogue.npz")
    queries = all_queries(catalogue)
    engines, answers = _engines(size, figures)
    wrong = wrong_answers(queries, catalogue, answers)
    times = measure(queries, engines, REPEATS if size < MOST_WITH_PEERS else REPEATS_OF_LARGE)
    text = section(Report(size, figures.known, times, tuple(wrong)))
    print(text)
    write_section(size, text)
    return int(bool(wrong))


def _engines(
    size: int, figures: Figures
) -> tuple[list[Engine], Mapping[str, Callable[[Query], peers.Answer]]]:
    """All that is measured, and what is compared with the texts."""
    from benchmarks.ours import Ours

    ours = Ours()
    engines = [
        Engine("retrieval", ours.newest),
        Engine("ranked", ours.ranked, needs_words=True),
        Engine("page", ours.page),
    ]
    answers: dict[str, Callable[[Query], peers.Answer]] = {"ours": ours.answer}
    if size <= MOST_WITH_PEERS:
        file, folder = figures.folder / "archive.db", figures.folder / "tantivy"
        figures.build("sqlite", file, lambda: peers.build_sqlite(file, documents()))
        figures.build("tantivy", folder, lambda: peers.build_tantivy(folder, documents()))
        sqlite, tantivy, datasette = peers.Sqlite(file), peers.Tantivy(folder), peers.Datasette(file)
        engines += [
            Engine("SQLite FTS5", sqlite.answer),
            Engine("Tantivy", tantivy.answer),
            Engine("Datasette JSON", datasette.answer),
            Engine("Datasette page", datasette.html),
        ]
        answers |= {"SQLite FTS5": sqlite.answer, "Tantivy": tantivy.answer, "Datasette": datasette.answer}
    return engines, answers


Times = dict[tuple[str, str], list[float]]


def measure(queries: Sequence[Query], engines: Sequence[Engine], repeats: int) -> Times:
    """Milliseconds of every asking, by class and engine, after one round to warm up."""
    # As the web workers do: walking through all that is loaded holds a page up.
    gc.collect()
    gc.freeze()
    chance = random.Random(SEED)
    times: Times = {
        (q.class_name, e.name): [] for q in queries for e in engines if q.words or not e.needs_words
    }
    for round_number in range(repeats + 1):
        for query in chance.sample(list(queries), len(queries)):
            for engine in chance.sample(list(engines), len(engines)):
                if (query.class_name, engine.name) not in times:
                    continue
                start = time.perf_counter()
                engine.ask(query)
                milliseconds = (time.perf_counter() - start) * 1000
                if round_number:
                    times[query.class_name, engine.name].append(milliseconds)
    return times


if __name__ == "__main__":
    main()
