"""Words that a second process looks up: the same answers, and none needed."""

import io
import json
from collections.abc import Iterator

import pytest

from apps.language import looking_ahead, words
from apps.language.looking_ahead import LookingAhead, serve, words_of
from apps.language.words import analyse_word, look_up

TEXT = (
    "Socialtandplejetilbuddet på Zorfenborgvej drøftes; børne- og ungeområdet, ph.d.-stipendiet og IT-drift."
)


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    words._entry.cache_clear()
    words._told.clear()
    yield
    words._entry.cache_clear()
    words._told.clear()


def test_what_is_told_is_what_would_be_found() -> None:
    with LookingAhead() as ahead:
        ahead.look_up(TEXT)
    assert words._told == {word: look_up(word) for word in words_of(TEXT)}
    assert words._told["Socialtandplejetilbuddet"].keys.parts >= {"tandpleje"}
    assert words._told["Zorfenborgvej"].names


def test_a_word_that_was_told_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with LookingAhead() as ahead:
        ahead.look_up(TEXT)
    monkeypatch.setattr(words, "look_up", lambda word: pytest.fail(word))
    assert "tandpleje" in analyse_word("Socialtandplejetilbuddet").parts


def test_a_process_that_ends_leaves_the_words_to_be_looked_up() -> None:
    with LookingAhead() as ahead:
        ahead._process.kill()
        ahead._process.wait()
        ahead.look_up(TEXT)
        ahead.look_up(TEXT)
    assert not words._told
    assert "tandpleje" in analyse_word("Socialtandplejetilbuddet").parts


def test_each_word_is_told_once_until_too_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_ahead, "CACHED_WORDS", 3)
    texts = ("hus have", "hus vej", "bad bro")
    answers = io.BytesIO()
    serve(io.BytesIO(b"".join(json.dumps(text).encode() + b"\n" for text in texts)), answers)
    told = [set(json.loads(line)) for line in answers.getvalue().splitlines()]
    assert told == [{"hus", "have"}, {"vej"}, {"bad", "bro"}]


def test_what_is_told_and_never_asked_for_is_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "CACHED_WORDS", 2)
    for number in range(10):
        words.remember({f"ord{number}": look_up("ord")})
    assert len(words._told) <= 3
