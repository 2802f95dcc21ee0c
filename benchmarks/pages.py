"""How long the server takes for the pages that people open most, with the sample archive.

    python benchmarks/pages.py

Through Django's test client, middleware and templates included, the network not. Prints the median and the slowest
of the runs in milliseconds, and the number of queries; the median should be at most 40 ms.
"""

import statistics
import sys
import time

from benchmarks.archive import open_with_samples

RUNS = 40
LONGEST_MS = 40

PAGES = {
    "forside": "/",
    "søgning uden ord": "/soeg/",
    "søgning, ét ord": "/soeg/?q=n%C3%B8dkald",
    "søgning, to ord": "/soeg/?q=plejecenter+budget",
    "søgning, filtre": "/soeg/?aar=2024&aar=2025&journalnummer=27.36&udfald=approved",
    "søgning, 0 resultater": "/soeg/?q=findesikke+n%C3%B8dkald&aar=2024",
    "søgning, JSON, 100": "/soeg.json?pr_side=100&q=udvalg",
}


def main() -> None:
    open_with_samples()
    sys.exit(measure())


def measure() -> int:
    """Print a line for each page; 1 when one is too slow."""
    from django.conf import settings

    from apps.agenda_items.models import AgendaItem

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    longest = max(AgendaItem.objects.published(), key=lambda item: len(item.decision_text))
    slow = 0
    for name, address in {**PAGES, "punkt": longest.get_absolute_url()}.items():
        times, queries = runs_of(address)
        median = statistics.median(times)
        slow |= median > LONGEST_MS
        print(f"{name:24} median {median:6.1f} ms   slowest {max(times):6.1f} ms   {queries:3} queries")
    return slow


def runs_of(address: str) -> tuple[list[float], int]:
    """The time of each run in milliseconds, after two to warm up, and the number of queries of one."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    # Later requests clear the log.
    count = len(queries)
    client.get(address)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - start) * 1000)
    return times, count


if __name__ == "__main__":
    main()
