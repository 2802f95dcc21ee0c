"""What a decision's text says: a table of labelled texts, and a promise never to raise."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.parsing.decisions import read_decision
from apps.parsing.records import OutcomeCode

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
]
WORDS = st.sampled_from(
    [
        "Godkendt",
        "ikke",
        "punkt 1-3",
        "Ad 2:",
        "For stemte:",
        "(A)",
        "Anna Berg (V)",
        "forslaget",
        "faldt",
        "\n",
        ". ",
        "1.",
        "”",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_the_outcomes_of_a_decision_are_read_as_a_person_reads_them(case: dict[str, Any]) -> None:
    read = [
        {"recommendation": o.recommendation, "outcome": o.outcome.value, "with_remarks": o.with_remarks}
        for o in read_decision(case["text"])
    ]
    assert read == case["outcomes"]


def test_every_outcome_is_in_the_table() -> None:
    assert {o["outcome"] for case in CASES for o in case["outcomes"]} == {code.value for code in OutcomeCode}


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_no_text_makes_it_raise_and_there_is_always_an_outcome(text: str) -> None:
    outcomes = read_decision(text)
    assert outcomes
    numbers = [outcome.recommendation for outcome in outcomes]
    assert len(numbers) == len(set(numbers))


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", ["stemte imod ", "punkt 1-2, ", "Anna Berg (V), ", "ikke ", "(", "”", "anbefaler at "]
)
def test_a_text_four_times_as_long_takes_about_four_times_as_long(part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        start = time.perf_counter()
        read_decision(text)
        return time.perf_counter() - start

    short = min(seconds(10_000) for _ in range(2))
    # Quadratic work would take sixteen times as long; the floor keeps a busy machine from deciding.
    assert seconds(40_000) < max(9 * short, 0.5)
