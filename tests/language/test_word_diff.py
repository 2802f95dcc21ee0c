"""Two texts compared word by word."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.word_diff import Piece, PieceKind, word_diff

SAME, DELETED, INSERTED = PieceKind.SAME, PieceKind.DELETED, PieceKind.INSERTED
texts = st.lists(st.sampled_from(["by", "havn", "og", "sti", "2,1", " ", "\n", "\n\n"])).map(" ".join)


def test_words_that_changed_stand_between_those_that_did_not() -> None:
    assert word_diff("Der gives 2,1 mio. kr. til stien.", "Der gives 2,4 mio. kr. til stien og broen.") == (
        Piece("Der gives ", SAME),
        Piece("2,1 ", DELETED),
        Piece("2,4 ", INSERTED),
        Piece("mio. kr. til ", SAME),
        Piece("stien.", DELETED),
        Piece("stien og broen.", INSERTED),
    )


def test_what_was_struck_out_at_the_end_is_kept_apart() -> None:
    assert word_diff("Punktet udsættes til maj", "Punktet udsættes") == (
        Piece("Punktet udsættes", SAME),
        Piece(" til maj", DELETED),
    )


def test_a_short_word_between_two_changes_goes_with_them() -> None:
    assert word_diff("Havnen og byen vokser", "Skoven og marken vokser") == (
        Piece("Havnen og byen ", DELETED),
        Piece("Skoven og marken ", INSERTED),
        Piece("vokser", SAME),
    )


@pytest.mark.parametrize(("old", "new"), [("", ""), ("a b", "a\n\nb"), ("a b", "a b "), (" a", "a")])
def test_white_space_alone_is_no_difference(old: str, new: str) -> None:
    assert {piece.kind for piece in word_diff(old, new)} <= {SAME} or not (old + new).strip()


@given(texts, texts)
def test_both_texts_can_be_put_together_again(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(p.text for p in pieces if p.kind != DELETED) == new
    assert " ".join(p.text for p in pieces if p.kind != INSERTED).split() == old.split()


@pytest.mark.parametrize(
    "words", [5000, *(pytest.param(words, marks=pytest.mark.slow) for words in (1, 40, 150))]
)
@pytest.mark.parametrize("space", [" ", "\n"])
def test_huge_texts_are_compared_in_bounded_time(words: int, space: str) -> None:
    chance = random.Random(words)
    old, new = (space.join(f"ord{chance.randrange(words)}" for _ in range(60_000)) for _ in range(2))
    started = time.process_time()
    word_diff(old, new)
    assert time.process_time() - started < 5


def test_one_changed_line_of_a_long_text_is_compared_by_words() -> None:
    lines = [f"linje {n} om havnen" for n in range(2900)]
    changed = [*lines[:5], "linje 5 om broen", *lines[6:2000], "ny linje", *lines[2000:]]
    pieces = word_diff("\n".join(lines), "\n".join(changed))
    assert [p.text.strip() for p in pieces if p.kind != SAME] == ["havnen", "broen", "ny linje"]
