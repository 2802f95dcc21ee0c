"""Text of a section -> paragraphs, lists, tables and headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.agenda_items.templatetags.reading import paragraphs, shortened
from apps.parsing.prose import Block, BlockKind, blocks_of


def test_paragraphs_are_separated_by_blank_lines() -> None:
    assert blocks_of("Det første er sagt.\n\nDet andet er også sagt.") == (
        Block(BlockKind.PARAGRAPH, ("Det første er sagt.",)),
        Block(BlockKind.PARAGRAPH, ("Det andet er også sagt.",)),
    )


def test_marked_lines_are_a_list_without_their_marks() -> None:
    assert blocks_of("• mod nord\n• mod syd") == (Block(BlockKind.LIST, ("mod nord", "mod syd")),)


def test_list_entries_between_blank_lines_are_one_list() -> None:
    assert blocks_of("- mod nord\n\n- mod syd") == (Block(BlockKind.LIST, ("mod nord", "mod syd")),)


def test_lines_after_a_colon_are_a_list() -> None:
    assert blocks_of("Pengene går til:\nstier\nbroer")[1] == Block(BlockKind.LIST, ("stier", "broer"))


def test_numbered_lines_keep_their_first_number() -> None:
    assert blocks_of("3. stier\n4. broer") == (Block(BlockKind.NUMBERED, ("stier", "broer"), 3),)


def test_numbers_out_of_order_stay_in_the_text() -> None:
    assert [block.entries[0] for block in blocks_of("3. stier\n7. broer")] == ["3. stier", "7. broer"]


def test_a_short_line_above_a_paragraph_is_a_heading() -> None:
    blocks = blocks_of("1. Første spadestik\n\nDer tages første spadestik til de sidste huse i april.")
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert blocks[0].entries == ("1. Første spadestik",)


def test_a_short_answer_in_a_decision_is_no_heading() -> None:
    blocks = paragraphs("Ad 2: Godkendt\nBodil Krat (A) kunne ikke støtte punktet, fordi prisen er for høj.")
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH] * 2


def test_the_rows_of_a_table_are_no_headings() -> None:
    blocks = blocks_of("Mio. kr. 2025 2026\n\nServiceudgifter i alt 2.106,2 2.149,5 mio. kr. om året.")
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH] * 2


def test_lines_of_cells_are_a_table_also_between_blank_lines() -> None:
    (table,) = blocks_of("Område\tBudget\nHavn\t3,1 mio. kr.\n\nSti\t-200")
    assert table.kind is BlockKind.TABLE
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Område", "Budget"],
        ["Havn", "3,1 mio. kr."],
        ["Sti", "-200"],
    ]
    assert [cell.is_number for cell in table.rows[0]] == [False, True]


def test_a_row_that_is_too_short_leaves_its_last_cells_empty_and_a_head_its_corner() -> None:
    (table,) = blocks_of("2025\t2026\nHavn\t3\t4\nSti\t5")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["", "2025", "2026"],
        ["Havn", "3", "4"],
        ["Sti", "5", ""],
    ]


def test_one_line_of_cells_is_no_table_and_a_marked_one_is_in_its_list() -> None:
    assert [block.kind for block in blocks_of("Havn\t3,1")] == [BlockKind.PARAGRAPH]
    assert [block.kind for block in blocks_of("1.\tHavnen\n2.\tStien")] == [BlockKind.NUMBERED]


def test_a_cell_above_a_cell_is_no_heading() -> None:
    blocks = blocks_of("Model\n\nAnlæg, mio. kr.\n\n25 meter")
    assert BlockKind.HEADING not in [block.kind for block in blocks]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ny sti", "Ny sti"),
        ("Ny sti ved havnen", "Ny sti ved…"),
        ("Ny sti: langs vandet", "Ny sti…"),
        ("Havnefrontsudvikling", "Havnefronts…"),
    ],
)
def test_a_long_title_is_cut_between_two_words(text: str, shown: str) -> None:
    assert shortened(text, 12) == shown


@given(st.text(alphabet="ab1. -•\t\n:A", max_size=80))
def test_no_word_is_lost(text: str) -> None:
    shown = "".join(entry for block in blocks_of(text) for entry in block.entries)
    assert sorted(c for c in shown if c.isalpha()) == sorted(c for c in text if c.isalpha())
