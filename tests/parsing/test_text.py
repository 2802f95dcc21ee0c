"""Reading text: encodings, repairs, and what is refused."""

import pytest

from apps.parsing.errors import ParsingError
from apps.parsing.reading.text import MAX_BYTES, read_text

DANISH = "Punkt 1 Blåbær på øen\nÆblegrød"


def texts(content: bytes) -> list[str]:
    return [line.text for line in read_text(content).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_usual_encodings_are_recognised(encoding: str) -> None:
    document = read_text(DANISH.encode(encoding))
    assert [line.text for line in document.lines] == DANISH.split("\n")
    assert document.warnings == ()


def test_text_encoded_twice_is_repaired_with_a_warning() -> None:
    document = read_text(("Til Ane\n" + DANISH).encode().decode("cp1252").encode())
    assert [line.text for line in document.lines][1:] == DANISH.split("\n")
    assert [(w.code, w.line) for w in document.warnings] == [("double_encoded", 2)]


def test_a_letter_and_its_ring_are_one_character() -> None:
    assert texts("ba\u030aden".encode()) == ["båden"]


def test_invisible_characters_and_odd_spaces_are_gone() -> None:
    assert texts("\u00a0kom\u00admune\u00a0her\u200b ".encode()) == ["kommune her"]


def test_a_soft_hyphen_at_the_end_of_a_line_stays() -> None:
    assert texts("kom\u00ad\nmune".encode()) == ["kom\u00ad", "mune"]


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    document = read_text("a\r\nb\u2028c\rd\n\x0ce".encode())
    assert [(line.number, line.text) for line in document.lines] == [
        (1, "a"),
        (2, "b\u2028c"),
        (3, "d"),
        (4, "e"),
    ]


def test_three_empty_lines_or_a_form_feed_are_a_page_break_and_a_lone_space_is_none() -> None:
    document = read_text(b"a\n\n\n\nb\n\n \n\nc\n\x0c\nd")
    assert [line.text for line in document.lines if line.starts_page] == ["b", "d"]


def test_bytes_lost_in_utf8_are_a_warning_with_their_line() -> None:
    document = read_text(f"{DANISH}\n{DANISH}".encode()[:-1] + b"\xc3")
    assert [(w.code, w.line) for w in document.warnings] == [("unreadable_characters", 4)]


@pytest.mark.parametrize(
    ("content", "words", "line"),
    [
        (b"", "er tom", None),
        (b" \n\t\n", "er tom", None),
        (b"\xc2\xa0\n\xc2\xa0", "er tom", None),
        (b"%PDF-1.7 ...", "PDF-fil", None),
        (b"PK\x03\x04 ...", "Word-fil", None),
        (b"Punkt 1\nab\x00c", "binære data", 2),
        (b"Punkt 1\n\nab\x1bc", "styretegn", 3),
        (b"Punkt 1\n\x81\x8d", "tegnkodning", 2),
        (b"\xff\xfea", "UTF-16", None),
    ],
)
def test_what_is_no_text_is_refused_with_place_and_remedy(
    content: bytes, words: str, line: int | None
) -> None:
    with pytest.raises(ParsingError) as caught:
        read_text(content)
    assert words in caught.value.message
    assert caught.value.line == line
    assert "Gem" in caught.value.message or "Vælg" in caught.value.message


def test_a_huge_file_is_refused_by_its_size() -> None:
    with pytest.raises(ParsingError, match="grænsen er 20 MB"):
        read_text(b"a" * (MAX_BYTES + 1))
