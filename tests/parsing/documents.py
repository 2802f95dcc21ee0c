"""Small invented documents of both layouts."""


def an_item(
    number: int,
    *,
    title: str = "",
    sign: str = "",
    case: str = "",
    count: str = "1 bilag",
    decision: str = "Godkendt",
    after: str = "",
) -> str:
    """An item with a case, a recommendation and a decision."""
    title = title or f"Plan nummer {number} for havnen"
    case = (
        case
        or "Planen er lavet sammen med brugerne af havnen, og den er sendt ud til alle naboer i god tid før mødet."
    )
    return (
        f"Punkt {number}{sign} {title}\n\nSagsfremstilling\n\n{case}\n\nBilag\n\n{count}\n\nBeslutningen træffes af\n\nHavneudvalget\n\n"
        f"Indstilling\n\nCenter for Havn indstiller, at\n\n1. Planen godkendes.\n\nBeslutning\n\n{decision}\n\n{after}"
    )


def a_page(*items: str) -> str:
    """A printed web page with head and foot."""
    head = "Havneudvalget\nTirsdag den 2. juni 2020 - kl. 13:00\nPakhuset\n\nDeltagere\n\nBo Krat (A) - Deltog\n\n"
    return f"{head}{''.join(items)}\nSource URL: https://www.strandby.dk/dagsorden/havneudvalget-02-06-2020\n"


def an_export(*items: str) -> str:
    """An exported document with its table of contents."""
    titles = [item.split("\n", 1)[0].split(": ", 1)[1] for item in items]
    contents = "\n".join(f"{title}.....	{n}" for n, title in enumerate(titles, 2))
    head = "REFERAT Havneudvalget d. 02-06-2024\n\nMødedato Søndag d. 2. juni 2024 kl. 13:00\n\nMødested Pakhuset\n\nMødedeltagere Bo Krat (A)\n\n"
    return f"{head}Indholdsfortegnelse\n\n{contents}\n\n{''.join(items)}"
