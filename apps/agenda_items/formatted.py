"""The formatting of a section for the page: clean HTML as the parser gives it, shown only while it says the same as the text.

Staff correct the text, never the markup; so the markup carries a digest of the text that it formats, and is left out
when the two no longer agree.
"""

import hashlib
import html
import re
from collections.abc import Callable

from apps.agenda_items.models import AgendaItem, Section
from apps.parsing.records import SectionKind

# The cleaner writes every attribute in double quotes, and a ">" may stand between them.
_TAG = re.compile(r"(<(?:[^>\"]|\"[^\"]*\")*>)")
_HEADING = re.compile(r"<(/?)h([1-6])>")
_TOP_LEVEL = 3  # below the section's own h2
_LOWEST_LEVEL = 6
_TABLE = '<div class="scroll" tabindex="0" role="group" aria-label="Tabel, kan rulles vandret"><table class="data">'


def digest_of(text: str) -> str:
    """What recognises a text: 16 hexadecimal digits."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def formatted_section(section: Section) -> str:
    """The section's markup for the page, or "" where it has none or says something else than the text."""
    if not section.html or section.html_of != digest_of(section.text):
        return ""
    return _for_page(section.html)


def formatted_decision(item: AgendaItem) -> str:
    """The markup of the decision, where the item's only decision section says exactly the decision's text. No query
    where the sections have been read.
    """
    decisions = [section for section in item.sections.all() if section.kind == SectionKind.DECISION]
    if len(decisions) != 1 or decisions[0].text.replace("\n\n", "\n") != item.decision_text:
        return ""
    return formatted_section(decisions[0])


def with_marked_text(markup: str, mark: Callable[[str], str]) -> str:
    """The markup with `mark` (plain text in, HTML out) done to every run of text between tags."""
    return "".join(
        part if n % 2 else mark(html.unescape(part)) for n, part in enumerate(_TAG.split(markup)) if part
    )


def _for_page(markup: str) -> str:
    """Headings as one unbroken outline below the section's own; tables can be scrolled, by keyboard too."""
    levels = sorted({int(level) for _, level in _HEADING.findall(markup)})
    shown = {level: min(_TOP_LEVEL + n, _LOWEST_LEVEL) for n, level in enumerate(levels)}
    ranked = _HEADING.sub(lambda match: f"<{match[1]}h{shown[int(match[2])]}>", markup)
    return ranked.replace("<table>", _TABLE).replace("</table>", "</table></div>")
