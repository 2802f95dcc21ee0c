"""What is marked in a text, and which stretch of it is shown."""

from hypothesis import given
from hypothesis import strategies as st

from apps.language.analysis import AnalysedText, analyse
from apps.language.highlighting import Hit, Wanted, best_windows, find_hits, hits_among
from apps.language.query_grammar import parse


def marked(text: str, query: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find_hits(text, Wanted.of_terms(parse(query).terms))]


def wanted(query: str) -> Wanted:
    return Wanted.of_terms(parse(query).terms)


def test_every_form_of_a_word_is_marked_and_a_part_more_lightly() -> None:
    text = "Stien langs åen; andre stier og cykelstien."
    hits = find_hits(text, wanted("sti"))
    assert [(text[hit.start : hit.end], hit.is_part) for hit in hits] == [
        ("Stien", False),
        ("stier", False),
        ("cykelstien", True),
    ]


def test_a_word_in_quotes_marks_no_longer_word() -> None:
    assert marked("en sti og en cykelsti", '"sti"') == ["sti"]


def test_a_phrase_is_marked_only_where_its_words_follow_each_other() -> None:
    text = "Ren luft. Luften er ren, og ren luft er sund."
    assert marked(text, '"ren luft"') == ["Ren", "luft", "ren", "luft"]
    assert marked("ren", '"ren luft"') == []


def test_paragraphs_amounts_and_journal_numbers_are_marked_whole() -> None:
    text = "Efter §§ 5-9 bevilges 2,5 mio. kr. i sag 16.06.02-G01-4-24."
    assert marked(text, "§ 7 2.500.000 16.*") == ["§§ 5-9", "2,5 mio. kr", "16.06.02-G01-4-24"]


def test_hits_are_the_same_from_known_positions() -> None:
    text = "Broen og stien: en ny bro, en cykelsti og ren luft ved broens fod."
    asked = wanted('bro sti "ren luft"')
    positions = [
        token.position
        for token in analyse(text)
        if token.exact & asked.exact or token.parts & asked.parts or "ren" in token.exact
    ]
    assert hits_among(AnalysedText(text), positions, asked) == find_hits(text, asked)


def test_positions_of_an_older_text_mark_nothing_wrong() -> None:
    assert hits_among(AnalysedText("Kun vejen her"), [0, 1, 2, 3, 4, 99, -1], wanted("sti")) == ()
    assert [hit.start for hit in hits_among(AnalysedText("Kun stien her"), [1, 2, 99], wanted("sti"))] == [4]


SENTENCES = [
    f"Sætning nummer {number} handler om noget andet end det søgte, nemlig om vejret i uge {number}."
    for number in range(20)
]


def shown(text: str, query: str, weights: dict[str, float] | None = None) -> list[str]:
    windows = best_windows(text, find_hits(text, wanted(query)), weights or {})
    return [text[window.start : window.end] for window in windows]


def test_a_window_begins_and_ends_with_a_sentence() -> None:
    text = " ".join([*SENTENCES[:10], "Broen over fjorden bliver gul.", *SENTENCES[10:]])
    (window,) = shown(text, "bro")
    assert window.startswith("Broen over")
    assert window.endswith(".")
    assert len(window.split()) <= 36


def test_two_words_far_apart_take_two_windows() -> None:
    text = " ".join(["Broen er gul.", *SENTENCES, "Tunnelen er blå."])
    first, second = shown(text, "bro tunnel")
    assert "Broen" in first
    assert "Tunnelen" in second


def test_the_same_word_again_takes_no_second_window() -> None:
    text = " ".join(["Broen er gul.", *SENTENCES, "Broen er blå."])
    assert len(shown(text, "bro")) == 1


def test_the_window_with_the_rarer_word_comes_before_one_with_common_words() -> None:
    text = " ".join(["Broen er gul.", *SENTENCES, "Tunnelen er blå."])
    hits = find_hits(text, wanted("bro tunnel"))
    (window,) = best_windows(text, hits, {"bro": 0.1, "tunnel": 5.0}, most=1)
    assert "Tunnelen" in text[window.start : window.end]


def test_a_word_counts_more_than_a_part_of_one() -> None:
    text = " ".join(["Cykelstien er gul.", *SENTENCES, "Stien er blå."])
    hits = find_hits(text, wanted("sti"))
    (window,) = best_windows(text, hits, {}, most=1)
    assert "Stien er blå" in text[window.start : window.end]


def test_words_far_into_a_long_sentence_are_shown_with_what_is_before_them() -> None:
    text = " ".join([*["ord"] * 100, "broen", *["ord"] * 100])
    (window,) = shown(text, "bro")
    assert "ord broen ord" in window
    assert len(window.split()) == 30


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Forslaget om broen, jf. Teknisk Forvaltning, blev vedtaget. " + " ".join(SENTENCES)
    (window,) = shown(text, "forvaltning")
    assert window.startswith("Forslaget")


def test_without_hits_the_beginning_is_shown_and_of_an_empty_text_nothing() -> None:
    text = " ".join(SENTENCES)
    (window,) = best_windows(text, (), {})
    assert text[window.start : window.end].startswith("Sætning nummer 0")
    assert best_windows("", (), {}) == best_windows(" \n", (), {}) == ()


@given(st.text(alphabet="ab sti.\n-\u00ad§1 ", max_size=300), st.integers(1, 3), st.integers(1, 40))
def test_windows_are_whole_words_in_order_with_every_chosen_hit(text: str, most: int, words: int) -> None:
    asked = Wanted(exact=frozenset({"a", "sti", "ae"}), parts=frozenset({"sti"}))
    hits = find_hits(text, asked)
    windows = best_windows(text, hits, {"sti": 2.0}, most=most, words=words)
    assert bool(windows) == bool(text.split())
    end = -1
    for window in windows:
        assert end < window.start < window.end <= len(text)
        assert text[window.start : window.end].strip() == text[window.start : window.end]
        assert (text[: window.start] + " ")[window.start - 1 if window.start else 0].isspace()
        assert window.end == len(text) or text[window.end].isspace()
        end = window.end
    if hits:
        assert any(window.start <= hit.start < window.end for window in windows for hit in hits)


def test_a_hit_names_what_was_wanted() -> None:
    (hit,) = find_hits("cykelstien", wanted("sti vej"))
    assert hit == Hit(0, 10, is_part=True, lexemes=frozenset({"sti"}))
