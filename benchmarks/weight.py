"""What a first visit costs in bytes, as they are sent: the page and all it loads, fonts apart.

python benchmarks/weight.py
"""

import sys
from collections.abc import Iterable
from typing import cast
from urllib.parse import urljoin

from benchmarks.archive import open_with_samples

LARGEST_KB = 80
ITEM = "/soendersund/udvalg/aeldre-og-sundhedsudvalget/2025-06-10/punkt-4/"
PAGES = {"forside": "/", "søgning": "/soeg/?q=n%C3%B8dkald", "punkt": ITEM}


def main() -> int:
    open_with_samples()
    from bs4 import BeautifulSoup
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client(headers={"accept-encoding": "br, gzip"})

    def sent(path: str) -> bytes:
        response = client.get(path)
        assert response.status_code == 200, path
        # A static file comes as a stream.
        return b"".join(cast(Iterable[bytes], response))

    heaviest = 0.0
    for name, path in PAGES.items():
        page = BeautifulSoup(Client().get(path).content, "lxml")
        loaded = [tag["href"] for tag in page.select("link[rel=stylesheet], link[rel~=icon]")]
        loaded += [tag["src"] for tag in page.select("script[src], img[src]")]
        sizes = {path: len(sent(path)), **{url: len(sent(urljoin(path, str(url)))) for url in loaded}}
        total = sum(sizes.values()) / 1000
        heaviest = max(heaviest, total)
        parts = ", ".join(f"{size / 1000:.1f}" for size in sizes.values())
        print(f"{name:10} {total:6.1f} kB   ({parts})")
    return int(heaviest > LARGEST_KB)


if __name__ == "__main__":
    sys.exit(main())
