"""Denmark's 98 municipalities: which of them a web address or the head of a page names."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from apps.language.addresses import municipality_name, slugify

# Source: the municipalities' own addresses.
_ABBREVIATED = {
    "kk": "København",
    "rk": "Rødovre",
    "htk": "Høje-Taastrup",
    "ltk": "Lyngby-Taarbæk",
    "brk": "Bornholm",
    "rksk": "Ringkøbing-Skjern",
}
_IN_HEAD = re.compile(r"(\S+(?:[ -]\S+)?)\s(?:Regionskommune|Kommune)")


def municipality_of_address(address: str) -> str | None:
    """The municipality whose own site the address is on: `http://www.ballerup.dk/…` -> "Ballerup"."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    labels = host.casefold().split(".")
    return _by_host_label().get(labels[-2]) if len(labels) >= 2 else None


def municipality_of_head(lines: Iterable[str]) -> str | None:
    """The municipality that a line of the page head names as a whole: "Ballerup Kommune"."""
    for line in lines:
        if match := _IN_HEAD.fullmatch(line):
            name = municipality_name(match[0])
            if name in _names():
                return name
    return None


@cache
def _names() -> frozenset[str]:
    """Source: the list of municipalities since 1 January 2007 (Indenrigs- og Sundhedsministeriet)."""
    return frozenset(
        (Path(__file__).parent / "municipalities.txt").read_text(encoding="utf-8").split("\n")
    ) - {""}


@cache
def _by_host_label() -> dict[str, str]:
    """Both `hoeje-taastrup.dk` and `hoejetaastrup.dk` are names of hosts, and so are `ishoj.dk` and `vardekommune.dk`."""
    plain = {slugify(name): name for name in _names()}
    short = {slug.replace("oe", "o"): name for slug, name in plain.items()}
    known = short | {slug.replace("-", ""): name for slug, name in plain.items()} | plain
    return {f"{slug}kommune": name for slug, name in known.items()} | known | _ABBREVIATED
