"""An item's text as PostgreSQL keeps it: however long it is, all of it is found, and a place leads back to its word."""

import random
import re
from itertools import islice, product

import pytest
from django.db import connection

from apps.language.analysis import LONGEST_WORD, analyse
from apps.language.query_grammar import MOST_WORDS_IN_A_PHRASE
from apps.language.tokens import tokenise
from apps.search import vectors
from apps.search.learning import words_by_form
from apps.search.models import Lexeme, SearchContinuation, SearchEntry
from apps.search.queries import SearchQuery
from apps.search.results import retrieve
from apps.search.texts import GAP, Piece
from apps.search.vectors import PART_STEP, index_text
from tests.search.index_checks import check_index
from tests.search.invented_items import a_text, found, publish, searched

pytestmark = pytest.mark.django_db

_CONSONANTS, _VOWELS = "bdfgklmnprst", "aeiou"


def invented(count: int) -> list[str]:
    """Different codes: words that cost the analyser nothing."""
    return [f"q{number}" for number in range(10_000, 10_000 + count)]


def a_long_text(count: int, vocabulary: int, seed: int = 1) -> list[str]:
    dice = random.Random(seed)
    words = invented(vocabulary)
    return [dice.choice(words) for _ in range(count)]


def is_found(words: str) -> bool:
    """Whether the one item is found by these words themselves. Without a snippet, which costs as much as it is long."""
    results, items = retrieve(SearchQuery(words=words))
    return len(items) == 1 and results.tier == "exact"


def placed(text: str) -> dict[int, set[str]]:
    """Which lexemes the index has at each place of a text, counted over its parts; read back from PostgreSQL."""
    (item,) = publish(a_text("1", title="", body=text))
    places: dict[int, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lexeme, positions FROM search_searchentry, unnest(words) WHERE item_id = %s", [item.pk]
        )
        for lexeme, positions in cursor.fetchall():
            for place in positions or ():
                places.setdefault(place, set()).add(lexeme)
    return places


# Long texts --------------------------------------------------------------------------------------------------------


@pytest.fixture(params=[20, pytest.param(1, marks=pytest.mark.slow)], ids=["shorter", "real"])
def shorter(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many times shorter the parts of a text are, and so may the texts be that have several."""
    times: int = request.param
    monkeypatch.setattr(vectors, "LONGEST_PART", vectors.LONGEST_PART // times)
    return times


def test_every_word_of_a_long_text_is_found_and_a_phrase_at_the_end_is_shown(shorter: int) -> None:
    words = a_long_text(30_000 // shorter, 9_000)
    publish(a_text("1", body=" ".join([*words, "sluttelig kvistgård ellemose."])))
    assert SearchContinuation.objects.exists()
    check_index()
    dice = random.Random(2)
    for word in (words[0], words[-1], *dice.sample(words, 20)):
        assert is_found(word), word
    for at in dice.sample(range(len(words) - 3), 20):
        assert is_found(f'"{" ".join(words[at : at + 3])}"'), at
    results = searched('"kvistgård ellemose"')
    assert "<mark>kvistgård</mark> <mark>ellemose</mark>" in results.hits[0].snippet_html


def test_a_phrase_is_found_wherever_a_long_text_is_split(shorter: int) -> None:
    words = invented(20_000 // shorter)
    publish(a_text("1", body=" ".join(words)))
    ends = vectors.LONGEST_PART, 2 * vectors.LONGEST_PART - MOST_WORDS_IN_A_PHRASE - PART_STEP
    starts = {
        *range(0, len(words) - 64, len(words) // 10),
        *range(ends[0] - 30, ends[0]),
        *range(ends[1], ends[1] + 150, 5),
    }
    for start in starts:
        assert is_found(f'"{words[start]} {words[start + 1]} {words[start + 2]}"'), start
    for start in range(ends[0] - 64, ends[0] + 1, 16):
        assert is_found(f'"{" ".join(words[start : start + MOST_WORDS_IN_A_PHRASE])}"'), start


def test_a_phrase_of_words_that_are_everywhere_is_found_late_in_a_long_text(shorter: int) -> None:
    filler = [word for name in invented(6_000 // shorter) for word in (name, "og")]
    publish(a_text("1", body=" ".join([*filler, "kvistgård og ellemose"])))
    assert is_found('"kvistgård og ellemose"')
    assert not is_found('"kvistgård ellemose"')


def test_a_word_at_more_places_than_postgresql_keeps_is_found_at_each() -> None:
    names = invented(600)
    publish(a_text("1", body=" ".join(f"{name} og" for name in names)))
    assert SearchContinuation.objects.exists()
    for at in (0, 250, 253, 254, 255, 256, 257, 300, 500, 598):
        assert is_found(f'"{names[at]} og {names[at + 1]}"'), at


def test_words_far_apart_in_a_long_text_are_found_together(shorter: int) -> None:
    words = invented(24_000 // shorter)
    publish(a_text("1", body=" ".join(words)))
    for first, second in ((0.0, 0.999), (0.3, 0.8), (0.6, 0.601)):
        assert is_found(f"{words[int(first * len(words))]} {words[int(second * len(words))]}")


def test_a_minus_looks_at_the_whole_of_a_long_text(shorter: int) -> None:
    words = invented(30_000 // shorter)
    publish(a_text("1", body=" ".join([*words, "kvistgård"])), a_text("2", body="kvistgård"))
    middle = words[len(words) // 2]
    for excluded in (words[0], middle, words[-1], f'"{words[-2]} {words[-1]}"', f'"{words[0]} {words[1]}"'):
        assert found(f"kvistgård -{excluded}") == ["2"], excluded
        assert found(f"-{excluded}") == ["2"], excluded


@pytest.mark.slow
def test_three_hundred_thousand_different_words_are_indexed_and_found() -> None:
    letters = product(_CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS, _CONSONANTS, "xz")
    words = ["q" + "".join(word) for word in islice(letters, 300_000)]
    assert len(set(words)) == 300_000
    (item,) = publish(a_text("1", body=" ".join([*words, "sluttelig kvistgård ellemose."])))
    for word in (words[0], words[-1], *random.Random(3).sample(words, 40)):
        assert is_found(word), word
    hit = searched('"kvistgård ellemose"').hits[0]
    assert "<mark>kvistgård</mark> <mark>ellemose</mark>" in hit.snippet_html
    assert set(words) <= set(Lexeme.objects.values_list("lexeme", flat=True))
    with connection.cursor() as cursor:
        # The limit of a search holds to the end of its transaction, which is here the test's.
        cursor.execute("SET LOCAL statement_timeout = 0")
    item.delete()
    assert not Lexeme.objects.exists()


@pytest.mark.parametrize(
    ("letter", "count"),
    [("ა", 4_000), *(pytest.param(letter, 9_000, marks=pytest.mark.slow) for letter in "qøβა𐐨")],
)
def test_a_text_of_nothing_but_very_long_words_is_indexed(letter: str, count: int) -> None:
    # Of a word as long as this only the beginning is kept, and nothing is looked up.
    beginnings = map("".join, islice(product(_CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS, _CONSONANTS), count))
    words = [beginning + letter * (LONGEST_WORD + 10) for beginning in beginnings]
    assert len(words) == count
    publish(a_text("1", body=" ".join(words)))
    for word in (words[0], words[len(words) // 2], words[-1]):
        assert is_found(word), word


@pytest.mark.slow
def test_a_long_title_is_indexed() -> None:
    words = invented(60_000)
    publish(a_text("1", title=" ".join(words)))
    assert is_found(words[0])
    assert is_found(words[-1])


def test_one_word_over_and_over_is_indexed() -> None:
    publish(a_text("1", body="kvistgård " * 3_000 + "ellemose"))
    assert found("kvistgård ellemose") == found('"kvistgård ellemose"') == ["1"]
    assert SearchContinuation.objects.count() < 30


# Strange signs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    [
        "x" * 5_000,
        "ø" * 5_000,
        "\ufdfa" * 30,  # a ligature of eighteen letters
        "﷽ﷺﷻ",
        "kvist\u200bgård",
        "kvist\u00adgård",
        "עברית",
        "مرحبا",
        "漢字",
        "é̂́e",
        "a'b",
        "a\\b",
        "''",
        "d'Angleterre",
        "§§§",
        "~x ^y j:27 :*",
    ],
)
def test_whatever_stands_in_a_text_is_indexed_and_a_word_of_it_found(word: str) -> None:
    publish(a_text("1", body=f"kvistgård {word} ellemose", title=f"Titel {word}", decision=word))
    check_index()
    assert found("kvistgård") == found("ellemose") == ["1"]
    if re.search(r"\w", word):
        assert found(word[:400]) == ["1"] or len(word) > 400, word


@pytest.mark.parametrize(
    "sign", ["\x01", "\x1f", "\ue000", "\U000f0000", "\u202e", "\u2066", "\ufeff", "\ufffd"]
)
def test_signs_that_are_no_letters_part_words_or_stand_in_them_but_break_nothing(sign: str) -> None:
    publish(a_text("1", body=f"kvistgård{sign}ellemose {sign} tranekær", title=f"{sign}Sandfang{sign}"))
    check_index()
    assert found("tranekær") == found("sandfang") == ["1"]
    assert sign in searched("tranekær").hits[0].snippet_html


def test_an_item_without_a_word_has_an_entry() -> None:
    publish(a_text("1", title="—", body="…"), committee="·")
    assert SearchEntry.objects.count() == 1
    assert found("") == ["1"]
    check_index()


# Places ------------------------------------------------------------------------------------------------------------

_BITS = (
    "kvistgård", "Børne-", "og", "ældreområdet", "covid-19", "§ 107", "§§ 6 og 12-14", "27.51.08-A00-5-22",
    "9,4 mio. kr.", "1.178.000", "tandplejetilbud", "d'Angleterre", "lov om social service", "12/2025", "godkendes1",
    "plejehjemmets", "\u202e", "\ue000", "…", "-", "sam-\nmen", "𝕏", "e\u0301", "(", "\x02", "Ålborg,",
)  # fmt: skip


def random_text(seed: int) -> str:
    dice = random.Random(seed)
    return "".join(
        dice.choice(_BITS) + dice.choice((" ", " ", "\n", "", "  ")) for _ in range(dice.randint(1, 120))
    )


def test_a_place_in_the_index_leads_back_to_the_word_of_the_text() -> None:
    for seed in range(8):
        text = random_text(seed).strip()
        spelled = {n: token.text for n, token in enumerate(tokenise(text), start=1)}
        tokens = {token.position: set(token.lexemes) for token in analyse(text)}
        assert spelled.keys() == tokens.keys()
        places = {place: found for place, found in placed(text).items() if place <= len(tokens)}
        assert places == tokens, text


def test_the_places_of_a_piece_go_on_after_a_gap_behind_the_one_before() -> None:
    vector = index_text([Piece("A", "Kvistgård ellemose"), Piece("C", "Sandfang")]).vectors[0]
    assert "'ellemose':2A" in vector
    assert f"'sandfang':{2 + GAP + 1}C" in vector


def test_no_phrase_reaches_from_one_piece_into_the_next() -> None:
    publish(a_text("1", title="Sagen om kvistgård", decision="Ellemose godkendt"))
    assert found('"sagen om kvistgård"') == ["1"]
    assert found('"kvistgård ellemose"') == []


def test_the_title_is_also_kept_apart_for_ranking() -> None:
    text = index_text([Piece("A", "Tandpleje"), Piece("C", "Kvistgård")])
    assert {"'^tandpleje'", "'^~tand'"} <= set(text.vectors[0].split())
    assert "'^kvistgaard'" not in text.vectors[0]


def test_the_committee_has_a_place_but_the_least_weight() -> None:
    vector = index_text([Piece("D", "Kvistgård"), Piece("B", "Ellemose")]).vectors[0]
    assert "'kvistgaard':1 " in f"{vector} "
    assert f"'ellemose':{1 + GAP + 1}B" in vector


def test_a_word_is_learned_as_spelled_within_a_sentence() -> None:
    words = words_by_form(
        index_text([Piece("C", "Tandplejen i Måløv. Nødkald og nødkald, MÅLØVGÅRD.")]).words
    )
    assert words["noedkald"] == "nødkald"
    assert words["maaloev"] == "Måløv"
