"""Cells that a spreadsheet would carry out instead of showing (CSV injection, OWASP)."""

import re
import unicodedata

GUARD = "'"

_FORMULA_SIGNS = frozenset("=+-−@")
# Some spreadsheets take these for a new cell.
_CELL_ENDS = frozenset("\t\r\n")
_NUMBER = re.compile(r"[+\-−]?[0-9][0-9.,]*( ?%)?")


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula. Numbers stay as they are."""
    return GUARD + cell if _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    # A spreadsheet passes over what nobody sees.
    visible = next((n for n, sign in enumerate(cell) if sign.isprintable() and not sign.isspace()), None)
    if visible is None or _NUMBER.fullmatch(cell.strip()):
        return False
    # Full-width and small variants of the signs are formulas too, in Japanese and Chinese spreadsheets.
    first = unicodedata.normalize("NFKC", cell[visible])[:1]
    return first in _FORMULA_SIGNS or not _CELL_ENDS.isdisjoint(cell[:visible])
