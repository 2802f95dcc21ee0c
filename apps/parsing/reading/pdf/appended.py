"""What is bound in behind the minutes: the page with signatures, and attachments in a layout of their own."""

import re
from collections.abc import Sequence
from itertools import pairwise

from apps.parsing.reading.pdf.paragraphs import Setting
from apps.parsing.reading.pdf.rows import Row

_HEADINGS = re.compile(r"(?i)underskrift(?:er|sblad|sark|sside)?\b|bilag\b(?: til\b)?")


def first_appended_page(rows: Sequence[Row], setting: Setting) -> int | None:
    """The first page behind the minutes, None where there is none. Linear in the rows.

    It begins with a heading that says so; or it has another type than the minutes, and begins with a heading or
    is of another size. No page from it on has a standard heading.
    """
    last = max(setting.pages_of_minutes, default=0)
    for above, row in pairwise(rows):
        if row.page > last > 0 and above.page != row.page and _is_appended(row, setting, last):
            return row.page
    return None


def _is_appended(row: Row, setting: Setting, last: int) -> bool:
    is_heading = setting.is_heading(row)
    is_of_other_size = round(setting.widths[row.page - 1]) != round(setting.widths[last - 1])
    if row.page in setting.own_bodies and (is_heading or is_of_other_size):
        return True
    return is_heading and _HEADINGS.match(row.text) is not None
