"""How long indexing takes on documents as they are: words mostly seen before, as in one municipality's minutes.

The invented archive of `benchmarks.search` has far more words that are seen once, which is the other end.
"""

import statistics
import time

from benchmarks import archive

ROUNDS = 7
# What an item of the measurements that the search was designed by has.
WORDS = 440


def main() -> None:
    documents = archive.corpus()
    if documents is None:
        archive.open_with_samples()
    else:
        archive.open_empty()
        from django.core.management import call_command

        call_command("import_minutes", str(documents / "minutes"), kommune="Ballerup", verbosity=0)
    from apps.agenda_items.models import AgendaItem
    from apps.search.indexing import index_items
    from apps.search.texts import pieces_of
    from apps.search.vectors import index_text

    items = list(AgendaItem.objects.published().with_meeting())
    pieces = pieces_of(items)
    shares = sum(len(piece.text.split()) for texts in pieces.values() for piece in texts) / WORDS
    keys = [item.pk for item in items]

    def analyse() -> None:
        for texts in pieces.values():
            index_text(texts)

    print(f"{len(items)} items, as many words as {shares:.0f} of {WORDS} words")
    for name, step in (
        ("analysed", analyse),
        ("indexed, PostgreSQL's time included", lambda: index_items(keys)),
    ):
        walls, cpus = [], []
        for _ in range(ROUNDS):
            wall, cpu = time.perf_counter(), time.process_time()
            step()
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
        wall, cpu = statistics.median(walls) / shares, statistics.median(cpus) / shares
        print(
            f"{name}: {wall * 1000:.1f} ms an item, {1 / wall:.0f} items/s; Python {cpu * 1000:.1f} ms, {1 / cpu:.0f} items/s a core"
        )


if __name__ == "__main__":
    main()
