"""Cells of the CSV that a spreadsheet would carry out."""

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.exports.formulas import GUARD, harmless

DANGEROUS = (
    "=1+1",
    "=HYPERLINK(A1)",
    '=cmd|" /C calc"!A0',
    "+1+1",
    "+cmd",
    "-2+3",
    "-",
    "- mod nord",
    "-5-3",
    "@SUM(1)",
    "\t=1",
    "\tto",
    "\rto",
    "\n=1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\x0b@x",
    "＝1+1",
    "＋1+1",
    "－x",
    "＠SUM(1)",
    "﹣x",
    " ＝1",
    "−5−3",
    "-5\n=1",
    "+4,5 =1",
)
HARMLESS = (
    "",
    " ",
    "Godkendt",
    "1",
    "-5",
    "+5",
    "−5",
    "+4,5",
    "-1.000,50",
    "1.000",
    "-12 %",
    " -5",
    "2.4",
    "27.36.04-G01-7-23",
    "25/26257",
    "2025-08-12",
    "a=1",
    "Børn @ skole",
    "5-3",
    "'t",
    "Et – to",
)


@pytest.mark.parametrize("cell", DANGEROUS)
def test_a_formula_becomes_text(cell: str) -> None:
    assert harmless(cell) == GUARD + cell


@pytest.mark.parametrize("cell", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def looks_like_a_formula(cell: str) -> bool:
    """As a careful spreadsheet reads it: by the first sign that can be seen."""
    folded = unicodedata.normalize("NFKC", cell)
    visible = "".join(c for c in folded if c.isprintable() and not c.isspace())
    return visible.startswith(("=", "+", "-", "@"))


def is_a_number(cell: str) -> bool:
    return set(cell) <= set("+-−0123456789., %") and not set(cell[1:].strip(" ")) & set("+-−")


@given(st.lists(st.text("=+-−@＝＠ \t\r\n\u200b;,\"'a1.%æ", max_size=8) | st.text(), min_size=1, max_size=5))
@example(['=";"\r\n', "\r", '"', ";"])
def test_a_reader_gets_every_cell_back_with_at_most_the_guard_before_it(cells: list[str]) -> None:
    cells = [cell.encode(errors="replace").decode() for cell in cells]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerow([harmless(cell) for cell in cells])
    (read,) = csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=";")
    assert len(read) == len(cells)
    for found, cell in zip(read, cells, strict=True):
        assert found in (cell, GUARD + cell)
        assert not looks_like_a_formula(found) or is_a_number(found.strip())
