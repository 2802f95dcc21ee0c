"""Template tags that make an item's text readable."""

from dataclasses import replace

from django import template

from apps.agenda_items.models import AgendaItem
from apps.parsing.prose import Block, BlockKind, blocks_of

register = template.Library()


@register.filter
def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs, lists and headings of a section's text."""
    return blocks_of(text)


@register.filter
def paragraphs(text: str) -> tuple[Block, ...]:
    """The same of a decision: paragraphs are separated by one newline only, and what is short is no heading."""
    return tuple(
        replace(block, kind=BlockKind.PARAGRAPH) if block.kind is BlockKind.HEADING else block
        for block in blocks_of(text.replace("\n", "\n\n"))
    )


@register.filter
def shortened(text: str, longest: int) -> str:
    """The text, cut between two words and ended by "…" where it has more than `longest` signs."""
    if len(text) <= longest:
        return text
    start = text[:longest].rsplit(maxsplit=1)[0] if " " in text[:longest] else text[: longest - 1]
    return start.rstrip(" ,;:.-–") + "…"


@register.filter
def printed_number(item: AgendaItem) -> str:
    """The number on the agenda; nothing for an item that the agenda does not number."""
    return "" if item.number.startswith("u") else item.number
