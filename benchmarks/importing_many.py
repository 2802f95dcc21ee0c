"""How fast many meetings come in, from files to searchable items, and whether the memory stays the same.

    python -m benchmarks.importing_many [MEETINGS]

Imports invented minutes of 12 items with `import_minutes`, as a person would, into an archive of its own that is thrown
away: first 100 meetings, then the rest. With ARCHIVE_CORPUS the items have the words of its real documents. Prints meetings per second, where the time went, and the memory of the command
and of the process that reads. The same number gives the same documents.

The texts are more varied than real ones, so looking words up takes longer here: of 5,000 words 1,780 are different ones,
in real minutes 1,290.
"""

import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

import psutil

from apps.parsing import parse_document
from benchmarks.archive import open_empty
from benchmarks.texts import ItemText, TextMaker

MEETINGS, FIRST, ITEMS = 1_000, 100, 12
SEED = 20_250_506
_MEGABYTE = 1_000_000
_COMMITTEES = (
    "Havneudvalget",
    "Skoleudvalget",
    "Kulturudvalget",
    "Vejudvalget",
    "Økonomiudvalget",
    "Sundhedsudvalget",
)
_MEMBERS = tuple(
    f"{first} {last}" for first in ("Gro", "Vagn", "Sif", "Ove") for last in ("Askelund", "Tofte", "Brask")
)
_PARTIES = "ABCFOVØ"
_OUTCOMES = ("Godkendt.", "Taget til efterretning.", "Indstillingen anbefales.", "Udsat.", "Drøftet.")
_WRAPPED_AT = 110


def write_documents(folder: Path, meetings: int) -> None:
    """One file of plain text for each meeting, named by its number."""
    chance = Random(SEED)
    items = _items(meetings)
    for number in range(meetings):
        text = _minutes(number, [next(items) for _ in range(ITEMS)], chance)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def _items(meetings: int) -> Iterator[ItemText]:
    """Invented texts; with ARCHIVE_CORPUS those of its real documents over and over, whose words are soon all known."""
    if corpus := os.environ.get("ARCHIVE_CORPUS"):
        yield from islice(cycle(_real_items(Path(corpus))), meetings * ITEMS)
        return
    for chunk in TextMaker(meetings * ITEMS, SEED).chunks():
        yield from chunk


def _real_items(corpus: Path) -> list[ItemText]:
    documents = sorted((corpus / "minutes").glob("*.txt"))
    items = (item for path in documents for item in parse_document(path.read_bytes()).items)
    return [
        ItemText(
            item.title, item.decision_text or "Godkendt.", tuple(s.text for s in item.sections if s.text)
        )
        for item in items
        if item.sections
    ]


def _minutes(number: int, items: list[ItemText], chance: Random) -> str:
    day = dt.date(1985, 1, 7) + dt.timedelta(days=number // len(_COMMITTEES) * 7)
    committee = _COMMITTEES[number % len(_COMMITTEES)]
    members = ", ".join(f"{name} ({_PARTIES[k % len(_PARTIES)]})" for k, name in enumerate(_MEMBERS))
    head = (
        f"REFERAT {committee} d. {day:%d-%m-%Y}\n\nMødedato {day:%d-%m-%Y} kl. 16:00\n\nMødested Rådhuset\n\n"
        f"Mødedeltagere {members}\n\n"
    )
    return head + "\n\n".join(_item(number, k + 1, item, chance) for k, item in enumerate(items)) + "\n"


def _item(meeting: int, number: int, item: ItemText, chance: Random) -> str:
    journal = f"{chance.randrange(1, 90):02}.{chance.randrange(1, 40):02}.{chance.randrange(20):02}-P20-{meeting % 900 + 1}-25"
    summary, case, *rest = (*item.sections, "", "")
    parts = [
        f"Punkt {number}: {item.title}",
        journal,
        "Sammendrag",
        summary,
        "Sagsfremstilling",
        case,
        *(("Økonomi", rest[0]) if rest[0] else ()),
        "Indstilling",
        f"Forvaltningen indstiller, at\n\n1. {item.title}\n2. sagen lægges på byens hjemmeside.",
        "Beslutning",
        f"{chance.choice(_OUTCOMES)}\n\n{item.decision}",
        "Bilag",
        f"ANBEFALES - Notat om {item.title}\nBudget",
    ]
    return "\n\n".join(part for part in parts if part)


def main() -> None:
    meetings = int(sys.argv[1]) if len(sys.argv) > 1 else MEETINGS
    open_empty()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_documents(folder, meetings)
        files = sorted(folder.iterdir())
        size = sum(file.stat().st_size for file in files)
        print(f"{meetings} meetings of {ITEMS} items, {size / meetings / 1000:.0f} kB each")
        _measure(files[:FIRST])
        if meetings > FIRST:
            _measure(files[FIRST:])


def _measure(files: list[Path]) -> None:
    from django.core.management import call_command

    from apps.ingestion.reading_process import processes

    start, used = time.perf_counter(), os.times()
    call_command("import_minutes", *map(str, files), kommune="Målekommune", verbosity=0)
    seconds = time.perf_counter() - start
    now = os.times()
    reading = sum(psutil.Process(pid).memory_info().rss for pid in processes())
    print(
        f"{len(files):5} meetings: {len(files) / seconds:5.1f}/s   "
        f"{seconds / len(files) * 1000:5.0f} ms each, {(now.user - used.user) / len(files) * 1000:.0f} ms of them Python's   "
        f"memory {psutil.Process().memory_info().rss / _MEGABYTE:.0f} MB, reading process {reading / _MEGABYTE:.0f} MB"
    )


if __name__ == "__main__":
    main()
