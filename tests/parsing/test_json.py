"""Reading JSON: data out, or a reason in Danish why not."""

import json

import pytest

from apps.parsing import ParsingError, parse_document
from apps.parsing.reading import json as reader
from apps.parsing.reading.json import Fields


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_an_object_is_read_in_every_encoding_that_json_may_have(encoding: str) -> None:
    content = json.dumps({"Navn": "Ærø"}, ensure_ascii=False).encode(encoding)
    assert reader.recognises(content)
    assert reader.read(content).data == {"Navn": "Ærø"}


@pytest.mark.parametrize(
    "content", [b"[\xc3\x85ben] Dagsorden", b"{ se bilag }", b"", b"\x00", b"%PDF-1.7", b"<a>"]
)
def test_what_only_begins_like_json_is_left_to_other_readers(content: bytes) -> None:
    assert not reader.recognises(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"a": 1, "a": 2}', "feltet »a« står to gange"),
        (b'{"a": NaN}', "den indeholder NaN"),
        (b'{"a": -Infinity}', "den indeholder -Infinity"),
        (b'{"a": [1,', r"linje 1: Filen er ikke gyldig JSON \(tegn 10\)"),
        (b'{"a":\n"\xe6"}', "linje 2: Filen er beskadiget: den er ikke gyldig UTF-8"),
        (b'[{"a": 1}, 2]', "ikke ét objekt: den er en liste af 2"),
        (b'{"a": ' + b"9" * 5000 + b"}", "et tal, som er for langt"),
        (b'{"a": ' + b"[" * 100 + b"]" * 100 + b"}", "mere end 100 niveauer"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "mere end 100 niveauer"),
        (b'{"a": [' + b"1," * 2_000_000 + b"1]}", "over 2 millioner felter"),
        (b'{"a": "' + b"x" * 20_971_520 + b'"}', "Filen fylder 20 MB; grænsen er 20 MB"),
        (b'{"Dagsordner": []}', "Filen er JSON, men ikke en dagsorden fra FirstAgenda"),
        (b'{"type": "FeatureCollection"}', "Filen er JSON, men ikke en dagsorden fra FirstAgenda"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_json_that_is_no_meeting_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(ParsingError, match=reason):
        parse_document(content)


def test_the_deepest_allowed_document_is_read() -> None:
    content = b'{"a": ' + b"[" * 98 + b"1" + b"]" * 98 + b"}"
    assert reader.read(content).data["a"][0]


def test_characters_that_no_database_takes_are_taken_out_and_letters_composed() -> None:
    data = reader.read(b'{"a\\u0000": ["b\\ud800c", "a\\u030a", "x\\u001ey"]}').data
    assert data == {"a": ["bc", "å", "x-y"]}


def test_a_field_of_another_type_is_not_stated() -> None:
    fields = Fields(
        {
            "text": ["x"],
            "number": 7,
            "flag": "nej",
            "list": {"a": 1},
            "mixed": [None, {"Id": "x"}],
            "yes": True,
        }
    )
    assert fields.text("text", "yes", "missing") == ""
    assert fields.text("missing", "number") == "7"
    assert (fields.flag("flag"), fields.flag("yes"), fields.flag("number"), fields.flag("list")) == (
        False,
        True,
        None,
        None,
    )
    assert fields.objects("list") == fields.objects("number") == ()
    assert [entry.text("Id") for entry in fields.objects("mixed")] == ["x"]
    assert fields.fields("number").text("Id") == ""
