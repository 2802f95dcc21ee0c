"""An invented document, and what makes others of it."""

import re
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "apps" / "ingestion" / "sample_minutes"

MINUTES = """\
REFERAT Klima- og Havneudvalget d. 06-05-2025

Mødedato Tirsdag d. 6. maj 2025 kl. 15:00

Mødested Rådhuset, lokale 3

Mødedeltagere Gro Askelund (A) (formand), Vagn Tofte (V), Sif Klitmøller (F) (Afbud), Ove Brask (direktør)

Indholdsfortegnelse

Meddelelser.....	2
Ny cykelsti langs Fjordvej.....	3
Havnebad i Vestkajen.....	4

Punkt 1: Meddelelser

00.01.10-P35-4-25

1. Havnefesten

Havnefesten holdes den første lørdag i august.

Beslutning

Taget til efterretning

Afbud Sif Klitmøller (F)

Punkt 2: Ny cykelsti langs Fjordvej

05.04.00-P20-3-25

Sammendrag

Cykelstien giver skolebørn en sikker vej fra Nordby til skolen.

Beslutningen træffes af

Byrådet

Indstilling

Center for By og Hav indstiller, at

1. Cykelstien anlægges langs Fjordvej.
2. Udgiften på 2,1 mio. kr. afholdes af puljen til trafik.

Beslutning

Indstillingen anbefales.

For stemte: Gro Askelund (A).

Imod stemte: Vagn Tofte (V).

Bilag

ANBEFALES - Kort over Fjordvej
Budget for anlægget

Afbud Sif Klitmøller (F)

Punkt 3: Havnebad i Vestkajen

04.08.00-P20-9-25

Sammendrag

Et havnebad ved Vestkajen kan åbne i 2026.

Indstilling

Center for By og Hav indstiller, at

1. Havnebadet sendes i høring.

Beslutning

Indstillingen godkendt

Afbud Sif Klitmøller (F)
"""


def document(*changes: tuple[str, str]) -> bytes:
    """The document as bytes, with these texts replaced; each must be in it."""
    text = MINUTES
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def agenda(*changes: tuple[str, str]) -> bytes:
    """The agenda of the same meeting: the document without its decisions, with these texts replaced."""
    text = document(*changes).decode().replace("REFERAT", "DAGSORDEN")
    text = re.sub(r"Beslutning\n\n.*?\n\n(?=Bilag|Afbud)", "", text, flags=re.DOTALL)
    return text.replace("Afbud Sif Klitmøller (F)\n", "").encode()


def supplement() -> bytes:
    """A supplementary agenda with one item more."""
    text = agenda().decode().replace("DAGSORDEN", "TILLÆGSDAGSORDEN")
    head, items = text[: text.index("Indholdsfortegnelse")], text[text.index("Punkt 3:") :]
    return (
        (head + items.replace("Punkt 3: Havnebad i Vestkajen", "Punkt 4: Støjvold ved Nordby"))
        .replace("04.08.00-P20-9-25", "09.02.00-P20-1-25")
        .encode()
    )
