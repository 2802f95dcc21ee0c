"""Votes: persons, parties, numbers, and the result."""

import pytest

from apps.parsing.records import VoteCounts, Voter
from apps.parsing.votes import read_votes


def test_persons_on_both_sides_and_a_failed_amendment() -> None:
    (vote,) = read_votes(
        "Bo Krat (A) fremsatte følgende ændringsforslag:\nHaven åbner kl. 8.\n"
        "For stemte: Bo Krat (A), Eva Holm (B).\nImod stemte: Pia Lund (V), Ib Vad (O),\nJon Eg (Løsgænger)\nÆndringsforslaget er dermed faldet."
    )
    assert vote.subject == "Ændringsforslag fremsat af Bo Krat (A)"
    assert vote.votes_for == (Voter(name="Bo Krat", party="A"), Voter(name="Eva Holm", party="B"))
    assert vote.against == (
        Voter(name="Pia Lund", party="V"),
        Voter(name="Ib Vad", party="O"),
        Voter(name="Jon Eg"),
    )
    assert vote.carried is False


def test_parties_by_letter_and_numbers() -> None:
    (vote,) = read_votes("For: 20 (A, B, F)\nImod: 5 (V)\nUndlod: 1 (Ø)")
    assert [v.party for v in vote.votes_for] == ["A", "B", "F"]
    assert [(v.name, v.party) for v in vote.against] == [("", "V")]
    assert vote.counts == VoteCounts(votes_for=20, against=5, abstained=1)
    assert vote.carried is True


@pytest.mark.parametrize(
    ("text", "counts", "carried"),
    [
        ("Godkendt med 42 stemmer mod 4. 8 medlemmer undlod at stemme.", (42, 4, 8), True),
        ("Forslaget blev forkastet med 39 stemmer imod 5.", (5, 39, None), False),
        ("Ændringsforslaget faldt med 2 stemmer for og 5 imod.", (2, 5, None), False),
        ("6 medlemmer (V+A+C+N) anbefaler indstillingen.\n1 medlem (O) stemmer imod.", (6, 1, None), True),
    ],
)
def test_numbers_of_votes(
    text: str, counts: tuple[int | None, int | None, int | None], carried: bool
) -> None:
    (vote,) = read_votes(text)
    assert (vote.counts.votes_for, vote.counts.against, vote.counts.abstained) == counts
    assert vote.carried is carried


def test_the_losing_side_in_parentheses_behind_its_number() -> None:
    (vote,) = read_votes("Vedtaget med 5 stemmer mod 2 (Pia Lund (V) og Ib Vad (O)).")
    assert [v.name for v in vote.against] == ["Pia Lund", "Ib Vad"]


def test_voters_before_the_verb() -> None:
    (vote,) = read_votes("A og V stemte for. (Ø) stemte imod. Eva Holm (B) undlod at stemme. Godkendt.")
    assert [v.party for v in vote.votes_for] == ["A", "V"]
    assert [v.party for v in vote.against] == ["Ø"]
    assert vote.abstained == (Voter(name="Eva Holm", party="B"),)
    assert vote.carried is True


def test_two_votes_stay_apart() -> None:
    amendment, main = read_votes(
        "Bo Krat (A) fremsatte ændringsforslag.\nFor stemte: A\nImod stemte: V, O\nÆndringsforslaget faldt.\n"
        "For indstillingen stemte: V og O\nImod stemte: A\nIndstillingen er vedtaget."
    )
    assert (amendment.carried, main.carried) == (False, True)
    assert main.subject == "Indstillingen"


@pytest.mark.parametrize(
    "text", ["", "Godkendt uden afstemning.", "Godkendt.", "Der stemmes igen til maj.", "For: og imod:"]
)
def test_no_vote_where_none_is_told(text: str) -> None:
    assert read_votes(text) == ()
