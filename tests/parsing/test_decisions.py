"""What a decision's text says: a table of labelled texts, and a promise never to raise."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.parsing.decisions import read_decision
from apps.parsing.records import OutcomeCode, Voter
from apps.parsing.votes import read_votes

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


def as_written(voters: tuple[Voter, ...]) -> list[str]:
    return ["/".join(filter(None, (voter.name, voter.party))) for voter in voters]


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if "votes" in case],
    ids=[case["text"][:60] for case in CASES if "votes" in case],
)
def test_the_votes_of_a_decision_are_read_as_a_person_reads_them(case: dict[str, Any]) -> None:
    read = [
        {
            "for": as_written(vote.votes_for),
            "against": as_written(vote.against),
            "abstained": as_written(vote.abstained),
            "counts": [vote.counts.votes_for, vote.counts.against, vote.counts.abstained],
            "carried": vote.carried,
        }
        for vote in read_votes(case["text"])
    ]
    assert read == case["votes"]


# Infinitive, present, past, participle, passive, object, outcome.
AFFIRMED = [
    ("godkende", "godkender", "godkendte", "godkendt", "godkendes", "planen", "approved"),
    ("tiltræde", "tiltræder", "tiltrådte", "tiltrådt", "tiltrædes", "forslaget", "approved"),
    ("vedtage", "vedtager", "vedtog", "vedtaget", "vedtages", "planen", "approved"),
    ("imødekomme", "imødekommer", "imødekom", "imødekommet", "imødekommes", "ansøgningen", "approved"),
    ("bevilge", "bevilger", "bevilgede", "bevilget", "bevilges", "beløbet", "approved"),
    ("frigive", "frigiver", "frigav", "frigivet", "frigives", "midlerne", "approved"),
    ("støtte", "støtter", "støttede", "støttet", "støttes", "forslaget", "approved"),
    ("følge", "følger", "fulgte", "fulgt", "følges", "indstillingen", "approved"),
    ("tillade", "tillader", "tillod", "tilladt", "tillades", "byggeriet", "approved"),
    ("acceptere", "accepterer", "accepterede", "accepteret", "accepteres", "tilbuddet", "approved"),
    ("meddele", "meddeler", "meddelte", "meddelt", "meddeles", "dispensation", "approved"),
    ("yde", "yder", "ydede", "ydet", "ydes", "tilskud", "approved"),
    ("anbefale", "anbefaler", "anbefalede", "anbefalet", "anbefales", "forslaget", "recommended"),
    ("forkaste", "forkaster", "forkastede", "forkastet", "forkastes", "forslaget", "rejected"),
    ("afvise", "afviser", "afviste", "afvist", "afvises", "ansøgningen", "rejected"),
    ("afslå", "afslår", "afslog", "afslået", "afslås", "ansøgningen", "rejected"),
    ("udsætte", "udsætter", "udsatte", "udsat", "udsættes", "sagen", "postponed"),
    ("udskyde", "udskyder", "udskød", "udskudt", "udskydes", "punktet", "postponed"),
    ("genoptage", "genoptager", "genoptog", "genoptaget", "genoptages", "sagen", "postponed"),
]
DENIED = {"approved": "rejected", "recommended": "not_recommended"}


@pytest.mark.parametrize("verb", AFFIRMED, ids=[verb[0] for verb in AFFIRMED])
def test_a_verb_says_the_same_in_all_its_forms_and_the_opposite_where_denied(verb: tuple[str, ...]) -> None:
    infinitive, present, past, participle, passive, case, outcome = verb
    expected = dict.fromkeys(
        [
            f"Udvalget {present} {case}.",
            f"Byrådet {past} {case}.",
            f"Byrådet har {participle} {case}.",
            f"{case.capitalize()} blev {participle}.",
            f"{case.capitalize()} {passive}.",
            f"{participle.capitalize()}.",
            f"{passive.capitalize()}.",
            f"Udvalget besluttede at {infinitive} {case}.",
            f"Udvalget var enige om at {infinitive} {case}.",
            f"Udvalget besluttede, at {case} {passive}.",
        ],
        outcome,
    )
    if outcome in DENIED:
        expected |= dict.fromkeys(
            [
                f"Udvalget {present} ikke {case}.",
                f"Byrådet {past} ikke {case}.",
                f"{case.capitalize()} blev ikke {participle}.",
                f"{case.capitalize()} {passive} ikke.",
                f"{case.capitalize()} kan ikke {passive}.",
                f"Udvalget kan ikke {infinitive} {case}.",
                f"Udvalget ønsker ikke at {infinitive} {case}.",
                f"Udvalget besluttede ikke at {infinitive} {case}.",
                f"Udvalget finder ikke grundlag for at {infinitive} {case}.",
                f"Udvalget besluttede, at {case} ikke {passive}.",
            ],
            DENIED[outcome],
        )
    assert {text: [o.outcome.value for o in read_decision(text)] for text in expected} == {
        text: [code] for text, code in expected.items()
    }


DECIDED = [
    "Godkendt",
    "Taget til efterretning",
    "Ansøgningen imødekommes",
    "Der meddeles afslag",
    "Anbefales",
]


@pytest.mark.parametrize(
    ("rest", "is_remark"),
    [
        (" med den bemærkning, at støjen måles.", True),
        (", dog skal støjen måles.", True),
        (", idet det forudsættes, at støjen måles.", True),
        (". Samtidig anmoder udvalget om et notat.", True),
        (". Forvaltningen bedes måle støjen.", True),
        (", således at støjen måles.", True),
        (", idet V tog forbehold.", False),
        (", idet Bo Krat (A) henviste til sit forbehold.", False),
        (". Bo Krat (A) kunne ikke tiltræde.", False),
        (". Ø stemte imod, da støjen er for høj.", False),
        (".\nProtokolbemærkning fra V: Støjen er for høj.", False),
        (". Bilag omdelt på mødet.", False),
        (". Punktet blev behandlet efter punkt 7.", False),
    ],
)
def test_a_remark_is_the_bodys_own_and_no_members(rest: str, *, is_remark: bool) -> None:
    assert [outcome.with_remarks for text in DECIDED for outcome in read_decision(text + rest)] == [
        is_remark
    ] * len(DECIDED)


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
    "part",
    [
        "stemte imod ",
        "punkt 1-2, ",
        "Anna Berg (V), ",
        "ikke ",
        "(",
        "”",
        "anbefaler at ",
        "udvalget ",
        "flertal ",
        "orienteringen om at ",
        "forslaget om ",
        "råd støtter ",
        "\n”",
        "a) ",
        "1-2 godkendt ",
        "Anna Berg og Bo Dahl ",
        "2 medlemmer af A (",
        "forslag om at sende ",
        "råd",
        "A",
        "i",
        "tiltrådte at ",
        "med stemmer for ",
        "et flertal bestående af ",
        "Beslutning i Byrådet den 3. marts ",
        "A (1), ",
        "det blev forkastet ",
    ],
)
def test_a_text_four_times_as_long_takes_about_four_times_as_long(part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        start = time.process_time()
        read_decision(text)
        return time.process_time() - start

    short = min(seconds(10_000) for _ in range(2))
    # Quadratic work would take sixteen times as long; the floor keeps a busy machine from deciding.
    assert seconds(40_000) < max(9 * short, 0.5)
