"""Topics of journal numbers."""

import pytest

from apps.topics.topics import LABELS, code_of_slug, is_about_meetings, slug_of, topic_of


@pytest.mark.parametrize(
    ("number", "topic"),
    [
        ("27.36.04-G01-7-23", "27"),
        ("00.30.14-G01-3-25", "00.30"),
        ("00.01.00-P22-1-24", "00"),
        ("00.22.04-P35-16-25", None),
        ("00.22.04-A00-2-25", "00"),
        ("25/26257", None),
        ("99.00.00-A00-1-24", None),
        ("", None),
    ],
)
def test_the_topic_is_the_main_group_but_for_the_budget_and_for_meetings(
    number: str, topic: str | None
) -> None:
    assert topic_of(number) == topic


def test_numbers_of_meetings_are_no_case() -> None:
    assert is_about_meetings("00.22.00-P19-1-24")
    assert not is_about_meetings("27.36.04-G01-7-23")


def test_every_topic_has_an_address() -> None:
    assert all(code_of_slug(slug_of(code)) == code for code in LABELS)
    assert code_of_slug("00-31") is None
