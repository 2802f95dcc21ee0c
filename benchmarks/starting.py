"""How long `make run` takes from a fresh clone with the package caches of this machine, and how long the next time.

    python benchmarks/starting.py

Clones the last commit into a temporary folder, so it needs git and the package indexes (or their caches).
"""

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from benchmarks.archive import ROOT

LONGEST_SECONDS = 600


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "arkiv"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        for label in ("first start", "second start", "third start"):
            print(f"{label:14} {start_and_stop(clone):6.1f} s until it answers", flush=True)


def start_and_stop(clone: Path) -> float:
    """Seconds from `make run` to the first healthy answer; stopped by Ctrl-C's signal afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "VAR_DIR", "PYTHONPATH")}
    start = time.perf_counter()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  # no file of ours
        server = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env=kept | {"PORT": str(port)},
            stdout=nowhere,
            stderr=nowhere,
            start_new_session=True,
        )
    try:
        while time.perf_counter() - start < LONGEST_SECONDS:
            assert server.poll() is None, "make run has ended"
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/sundhed/"):
                return time.perf_counter() - start
            time.sleep(0.05)
        raise AssertionError("make run does not answer")
    finally:
        # As Ctrl-C does: to make and all it started.
        os.killpg(server.pid, signal.SIGINT)
        server.wait(60)


if __name__ == "__main__":
    main()
