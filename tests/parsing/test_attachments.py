"""Counts and titles of attachments."""

import pytest

from apps.parsing.attachments import AttachmentCounts, is_count_line, read_attachment, read_count, sum_counts


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("1 bilag, heraf 0 anbefales. ", (1, 0, None)),
        ("9 bilag - heraf anbefales at bilag 2 og 5 læses", (9, 2, None)),
        ("18 bilag - heraf anbefales at bilag 1, 15-17 læses", (18, 4, None)),
        ("4 bilag, hvoraf 2 anbefales", (4, 2, None)),
        ("3 bilag, heraf 0 anbefalede", (3, 0, None)),
        ("4 bilag, heraf 3 anbefales og 1 internt", (4, 3, 1)),
        ("6 bilag, heraf 2 interne", (6, None, 2)),
        ("2 bilag, heraf ingen anbefales", (2, 0, None)),
        ("Et bilag, heraf 1 anbefales (kun side 7-8)", (1, 1, None)),
        ("0 Bilag", (0, None, None)),
        ("Ingen bilag", (0, None, None)),
    ],
)
def test_a_count_line_is_read(line: str, counts: tuple[int | None, int | None, int | None]) -> None:
    assert is_count_line(line)
    assert read_count(line) == AttachmentCounts(*counts)


@pytest.mark.parametrize(
    "line", ["Bilag 1 - Kort", "Bilag viser prisen", "Der er 3 bilag", "3 bilag " + "x" * 200]
)
def test_prose_and_titles_count_nothing(line: str) -> None:
    assert not is_count_line(line)


def test_several_lines_are_added_up_and_what_no_line_states_stays_unknown() -> None:
    assert sum_counts([AttachmentCounts(1, 0), AttachmentCounts(2)]) == AttachmentCounts(3, 0, None)
    assert sum_counts([]) == AttachmentCounts()


def test_the_mark_of_recommended_reading_is_no_part_of_the_title() -> None:
    assert [
        (a.title, a.recommended)
        for a in map(read_attachment, ["ANBEFALES Bilag 1 - Kort", "ANBEFALES - Kort", "Kort"])
    ] == [
        ("Bilag 1 - Kort", True),
        ("Kort", True),
        ("Kort", False),
    ]
