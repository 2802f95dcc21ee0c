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


@pytest.mark.parametrize(
    ("text", "votes_for", "against", "counts"),
    [
        ("Godkendt med stemmerne 17-8.", [], [], (17, 8)),
        ("Vedtaget med 20 stemmer (A, B) for og 5 imod (O, C).", ["A", "B"], ["O", "C"], (20, 5)),
        ("For stemte V og C (7). Imod stemte A, B og Ø (18).", ["V", "C"], ["A", "B", "Ø"], (7, 18)),
        (
            "Et flertal (A, B) anbefaler indstillingen. Et mindretal (V, C) kan ikke anbefale indstillingen.",
            ["A", "B"],
            ["V", "C"],
            (None, None),
        ),
    ],
)
def test_parties_and_numbers_in_many_forms(
    text: str, votes_for: list[str], against: list[str], counts: tuple[int | None, int | None]
) -> None:
    (vote,) = read_votes(text)
    assert [voter.party for voter in vote.votes_for] == votes_for
    assert [voter.party for voter in vote.against] == against
    assert (vote.counts.votes_for, vote.counts.against) == counts


def test_a_list_of_voters_may_be_wrapped_inside_a_name() -> None:
    (vote,) = read_votes(
        "For stemte: Bo Krat (A), Pia Lund\n(V), Jon Eg (Løsgænger) og Ulla\nBro (F)\nImod stemte: Ib Vad (O)"
    )
    assert [voter.name for voter in vote.votes_for] == ["Bo Krat", "Pia Lund", "Jon Eg", "Ulla Bro"]
    assert [voter.name for voter in vote.against] == ["Ib Vad"]


def test_the_vote_on_an_amendment_ends_where_its_result_is_told() -> None:
    amendment, final = read_votes(
        "For stemte: Bo Krat (A).\nImod stemte: Pia Lund (V), Ib Vad (O).\nÆndringsforslaget faldt.\n"
        "Indstillingen blev herefter godkendt med 18 stemmer (A, B) mod 7 (V). Jon Eg (Løsgænger) undlod at stemme."
    )
    assert (amendment.carried, amendment.abstained) == (False, ())
    assert final.subject == "Indstillingen"
    assert (final.counts.votes_for, final.counts.against, final.carried) == (18, 7, True)
    assert final.abstained == (Voter(name="Jon Eg"),)


def test_who_stood_against_what_was_just_decided_was_outvoted() -> None:
    (vote,) = read_votes("Godkendt.\nV stemte imod.")
    assert vote.carried is True


def test_who_abstained_may_stand_behind_the_number() -> None:
    (vote,) = read_votes(
        "Godkendt med 13 stemmer for (A, F), 10 stemmer imod (V) og 2 hverken for eller imod (O)."
    )
    assert [voter.party for voter in vote.abstained] == ["O"]
    assert vote.counts == VoteCounts(votes_for=13, against=10, abstained=2)
