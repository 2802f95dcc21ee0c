"""Section headings: whole lines of the list, and their false friends."""

import pytest

from apps.parsing.headings import read_heading
from apps.parsing.records import SectionKind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sagsfremstilling", SectionKind.CASE),
        ("RESUMÉ:", SectionKind.SUMMARY),
        ("Sagens kerne", SectionKind.SUMMARY),
        ("Økonomiske konsekvenser og finansiering", SectionKind.ECONOMY),
        ("Beslutningen træffes af", SectionKind.DECIDED_BY),
        ("Forvaltningen indstiller", SectionKind.RECOMMENDATION),
        ("Administrationen indstiller til Byrådet:", SectionKind.RECOMMENDATION),
        ("Beslutning i Havneudvalget den 16-03-2026", SectionKind.DECISION),
        ("BESLUTNING I BYRÅDET DEN 16-03-2026", SectionKind.DECISION),
        ("Havneudvalgets beslutning den 3. maj 2024", SectionKind.DECISION),
        ("Sagsforløb", SectionKind.PREVIOUS_HANDLING),
        ("Indhold", SectionKind.OTHER),
    ],
)
def test_a_whole_line_of_the_list_is_a_heading(line: str, kind: SectionKind) -> None:
    heading = read_heading(line)
    assert heading
    assert heading.kind is kind
    assert heading.text == line.removesuffix(":")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Beslutning om nyt bibliotek",
        "Politiske beslutninger og aftaler",
        "Bilag 1 viser de to grunde",
        "Beslutning i sagen ventes den 16-03-2026 efter mødet",
        "Udvalgets beslutning den 3. maj 2024 blev sendt i høring.",
        "Baggrund " + "x" * 200,
    ],
)
def test_a_sentence_or_title_is_no_heading(line: str) -> None:
    assert read_heading(line) is None


def test_a_short_word_is_a_weak_heading() -> None:
    heading = read_heading("Økonomi")
    assert heading
    assert not heading.is_strong
