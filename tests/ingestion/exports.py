"""An invented export folder: one XML and the files of its attachments beside it, one of them protected."""

from pathlib import Path

PAPER = b"%PDF-1.4 en skitse"
SECRET = b"%PDF-1.4 et fortroligt tilbud"
_ITEM = """<Item><Number>{number}</Number><Caption>{title}</Caption><IsPublic>{is_public}</IsPublic><Fields><ItemField>
<Caption>Beslutning</Caption><HasContent>True</HasContent><Content>&lt;p&gt;Godkendt&lt;/p&gt;</Content></ItemField></Fields>
<Enclosures>{papers}</Enclosures></Item>"""
_PAPER = """<Enclosure><Name>{title}</Name><IsProtected>{is_protected}</IsProtected>
<InstantiationFilePathRelative>{path}</InstantiationFilePathRelative></Enclosure>"""


def _paper(title: str, path: str, *, is_protected: bool = False) -> str:
    return _PAPER.format(title=title, path=path, is_protected=is_protected)


def export(*, day: str = "2025-08-19", papers: bool = True) -> bytes:
    """Minutes of two items, the second of them closed."""
    open_papers = _paper("Skitse af broen", "Bilag\\punkt 1\\skitse.pdf") + _paper(
        "Tilbud", "Bilag\\punkt 1\\tilbud.pdf", is_protected=True
    )
    closed_papers = _paper("Salgsaftale", "Bilag\\punkt 2\\aftale.pdf")
    items = _ITEM.format(
        number=1, title="Ny bro", is_public="true", papers=open_papers if papers else ""
    ) + _ITEM.format(number=2, title="Salg af pakhus", is_public="false", papers=closed_papers)
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<Publication><PublicationTypeAsValue>3</PublicationTypeAsValue><Agendas>"
        f"<Agenda><Meeting><When>{day}T15:30:00</When><Where>Pakhuset</Where></Meeting><Committee><Name>Havneudvalget</Name>"
        f"</Committee><Items>{items}</Items></Agenda></Agendas></Publication>"
    ).encode()


FILES = {
    "moede/referat.xml": export(),
    "moede/Bilag/punkt 1/skitse.pdf": PAPER,
    "moede/Bilag/punkt 1/tilbud.pdf": SECRET,
    "moede/Bilag/punkt 2/aftale.pdf": SECRET,
}


def write_export(folder: Path) -> Path:
    """The same on disk."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
