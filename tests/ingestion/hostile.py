"""All hostile files by name, made anew whenever they are needed: none of them lies in the repository."""

from collections.abc import Callable
from functools import partial

from tests.ingestion import hostile_markup, hostile_pdf, hostile_text, hostile_zip

Maker = Callable[[], bytes]


def _named(ending: str, makers: tuple[Maker, ...]) -> dict[str, Maker]:
    return {f"{maker.__name__.replace('_', ' ')}.{ending}": maker for maker in makers}


# Documents that hold no meeting, or hide it: each is refused.
REFUSED: dict[str, Maker] = {
    **_named("pdf", hostile_pdf.ALL),
    **_named("html", hostile_markup.PAGES),
    **_named("xml", hostile_markup.XML),
    **_named("json", hostile_text.JSON),
    **_named("txt", hostile_text.TEXTS),
}
# ZIP files of which something, or everything, is refused.
PACKAGES: dict[str, Maker] = _named("zip", hostile_zip.ALL)
# Meetings with something in them that is meant to take long or to mislead: read or refused, but soon.
SLOW_TO_READ: dict[str, Maker] = {
    **_named("txt", (hostile_text.a_hundred_thousand_items_of_no_meeting,)),
    **_named("json", hostile_text.DATA_TO_READ),
    **_named("xml", hostile_markup.EXPORTS_TO_READ),
    **_named("html", (hostile_markup.with_nuls,)),
    **{f"{kind}.txt": partial(hostile_text.minutes_with, kind) for kind in hostile_text.SLOW_TO_MATCH},
}
