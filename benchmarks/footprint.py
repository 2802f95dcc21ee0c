"""The memory of one web worker, measured in a process of its own.

python -m benchmarks.footprint SIZE     prints bytes as JSON
"""

import json
import subprocess
import sys

import numpy as np
import psutil

from benchmarks.archive import ROOT, open_at
from benchmarks.search_archive import folder_of

_SEARCH, _NO_SEARCH = "/soeg/?q=giraf", "/om/"


def measure_footprint(size: int) -> dict[str, int]:
    """Bytes in memory before and after the first searches, and of the columns that they are counted over."""
    command = [sys.executable, "-m", "benchmarks.footprint", str(size)]
    printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, int] = json.loads(printed)
    return found


def main() -> None:
    open_at(folder_of(int(sys.argv[1])) / "var")
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    assert client.get(_NO_SEARCH).status_code == 200
    before = psutil.Process().memory_info().rss
    for _ in range(3):
        assert client.get(_SEARCH).status_code == 200
    after = psutil.Process().memory_info().rss
    print(json.dumps({"before": before, "after": after, "columns": _column_bytes()}))


def _column_bytes() -> int:
    from apps.search.columns import Columns

    columns = Columns._current
    assert columns is not None
    arrays = [getattr(columns, name) for name in Columns.__dataclass_fields__]
    arrays += [columns.numbers.levels, columns.numbers.topic]
    return sum(array.nbytes for array in arrays if isinstance(array, np.ndarray))


if __name__ == "__main__":
    main()
