"""The invented archive of one size below `build/`: made once, indexed by the real indexing, and used again."""

import hashlib
import json
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks.archive import ROOT, open_at

# After how many items the speed of indexing is told.
PROGRESS = 5_000


@dataclass
class Figures:
    """What is known of an archive, kept in `figures.json`: versions, seconds of each step, and bytes."""

    folder: Path
    known: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Figures":
        """Those of the folder; none when it is new."""
        path = folder / "figures.json"
        return cls(folder, json.loads(path.read_text()) if path.exists() else {})

    def set(self, **values: Any) -> None:
        """Keep values, also for the next run."""
        self.known |= values
        (self.folder / "figures.json").write_text(json.dumps(self.known, indent=1))

    def timed(self, name: str, step: Callable[[], None]) -> None:
        """Carry a step out, unless it is done, and keep how many seconds it took."""
        if name not in self.known:
            print(f"{name} …", file=sys.stderr, flush=True)
            start = time.perf_counter()
            step()
            self.set(**{name: time.perf_counter() - start})

    def build(self, name: str, target: Path, step: Callable[[], None]) -> None:
        """The same for what lies beside the archive; also keeps how large it became."""
        if f"{name}_bytes" not in self.known:
            shutil.rmtree(target, ignore_errors=True)
            target.unlink(missing_ok=True)
            self.timed(name, step)
            files = [path for path in target.rglob("*") if path.is_file()] if target.is_dir() else [target]
            self.set(**{f"{name}_bytes": sum(path.stat().st_size for path in files)})


def folder_of(size: int) -> Path:
    """Where the archive of this size lies."""
    return ROOT / "build" / f"benchmark-search-{size}"


def prepare(size: int) -> Figures:
    """Set Django up with the archive of this size, made and indexed if it is not there in this version.

    Costs some 40 s for 50,000 items, and then the indexing, some 2 minutes.
    """
    from benchmarks import texts

    folder = folder_of(size)
    version = f"{texts.VERSION} {_digest(ROOT / 'apps' / 'search' / 'migrations')}"
    figures = Figures.of(folder)
    if figures.known.get("version") != version:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        figures = Figures(folder)
        figures.set(version=version, size=size)
    open_at(folder / "var")
    figures.timed("rows", lambda: _write_rows(size))
    _index(figures)
    return figures


def _digest(folder: Path) -> str:
    """Of the migrations: a database made by others is of no use."""
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def _write_rows(size: int) -> None:
    from benchmarks.synthetic import RowMaker

    RowMaker(size).write()


def _index(figures: Figures) -> None:
    """Index what has no entry by today's word rules; a run that was interrupted goes on where it was."""
    from apps.language.analysis import ANALYSER_VERSION
    from apps.search.reindexing import outdated, reindex

    if figures.known.get("analyser") == ANALYSER_VERSION:
        return
    # It is measured on the index.
    figures.known.pop("memory", None)
    done, start, cpu = 0, time.perf_counter(), _cpu_seconds()
    for done in reindex(outdated()):
        if done % PROGRESS == 0:
            speed = done / (time.perf_counter() - start)
            print(f"indexed {done}, {speed:.0f} items/s", file=sys.stderr, flush=True)
    figures.set(
        analyser=ANALYSER_VERSION,
        indexed=done,
        indexing=time.perf_counter() - start,
        indexing_cpu=_cpu_seconds() - cpu,
        **index_sizes(),
    )


def _cpu_seconds() -> float:
    """Seconds of a core that this process and its connection's server process have used."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return time.process_time() + server.user + server.system


def index_sizes() -> dict[str, int]:
    """Bytes of the search's tables and of the index of their words, and of the items' own rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_table_size(oid)), sum(pg_indexes_size(oid)) FROM pg_class"
            " WHERE relkind = 'r' AND relname LIKE 'search\\_%'"
        )
        tables, indexes = cursor.fetchone()
        cursor.execute(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
            " WHERE relkind = 'r' AND relname LIKE 'agenda\\_items\\_%'"
        )
        (rows,) = cursor.fetchone()
    return {"entry_bytes": int(tables), "index_bytes": int(indexes), "row_bytes": int(rows)}
