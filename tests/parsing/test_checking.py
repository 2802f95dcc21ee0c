"""Doubts about a parsed document, each with its line."""

from pathlib import Path

import pytest

from apps.parsing import parse_document
from tests.parsing.documents import a_page, an_export, an_item

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.txt"))


def warnings(text: str) -> list[tuple[str, int | None]]:
    return [(w.code, w.line) for w in parse_document(text.encode()).warnings]


def test_a_whole_document_has_no_warnings() -> None:
    assert warnings(a_page(an_item(1), an_item(2))) == []


def test_a_document_without_head_and_foot_lacks_committee_and_date_and_is_not_whole() -> None:
    text = f"{an_item(1)}{an_item(2)}"
    assert warnings(text) == [("no_committee", 1), ("no_date", 1), ("cut_off", text.rstrip().count("\n") + 1)]


@pytest.mark.parametrize("heading", ["Sagsfremstilling", "Bilag", "Beslutningen træffes af", "Indstilling"])
def test_a_page_without_foot_that_ends_before_the_decision_is_cut(heading: str) -> None:
    whole = a_page(*(an_item(n) for n in range(1, 4)))
    after = whole.rindex("\n\n", 0, whole.index("\n\n", whole.rindex(heading) + len(heading) + 2))
    assert "cut_off" in [code for code, _ in warnings(whole[:after])]


def test_a_page_without_foot_that_ends_with_a_decision_may_be_whole() -> None:
    whole = a_page(*(an_item(n) for n in range(1, 4)))
    assert warnings(whole[: whole.index("Source URL")]) == []


def test_a_last_item_that_needs_no_decision_is_not_cut() -> None:
    whole = a_page(an_item(1), an_item(2), "Punkt 3 Lukket punkt\n\n", "Punkt 4 Eventuelt\n\n")
    assert warnings(whole[: whole.index("Source URL")]) == []


def test_a_missing_number_is_told() -> None:
    text = a_page(an_item(1), an_item(3))
    assert warnings(text) == [("numbering_gap", text.split("Punkt 3")[0].count("\n") + 1)]


def test_an_impossible_date_in_the_text_keeps_the_text() -> None:
    text = a_page(an_item(1, case="Broen åbner den 31. juni 2024."), an_item(2))
    assert warnings(text) == [("impossible_date", text.split("Broen")[0].count("\n") + 1)]
    assert "31. juni 2024" in parse_document(text.encode()).items[0].sections[0].text


def test_too_few_attachments_are_told() -> None:
    text = an_export(an_item(1, sign=":", after="Bilag\n\nKort over havnen\n", count="3 bilag"))
    assert [code for code, _ in warnings(text)] == ["attachment_count"]


@pytest.mark.parametrize("share", [0.45, 0.6, 0.75])
def test_a_document_cut_in_the_middle_is_noticed(share: float) -> None:
    whole = a_page(*(an_item(n) for n in range(1, 9)))
    cut = whole[: int(len(whole) * share)]
    cut = cut[: cut.rindex("Sagsfremstilling") + 60]
    assert "cut_off" in [code for code, _ in warnings(cut)]


def test_items_of_the_table_of_contents_that_are_missing_are_noticed() -> None:
    text = an_export(*(an_item(n, sign=":") for n in range(1, 5)))
    assert warnings(text) == []
    cut = text[: text.index("Punkt 4:")]
    assert [code for code, _ in warnings(cut)] == ["cut_off"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_whole_example_looks_cut(path: Path) -> None:
    assert "cut_off" not in [w.code for w in parse_document(path.read_bytes()).warnings]
