"""JSON and plain text that try to stop, fill or mislead the reader."""

import json
from collections.abc import Callable
from typing import Any

from tests.ingestion.documents import document

_MEETING: dict[str, Any] = {
    "Id": "00000000-0000-0000-0000-000000000001",
    "Udvalg": {"Id": "1", "Navn": "Havneudvalget"},
    "Moede": {"Dato": "2025-05-06T15:00:00", "Sted": "Rådhuset", "Navn": "Referat", "Moededeltagere": []},
}


def _agenda(*items: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({**_MEETING, "Dagsordenpunkter": list(items), **more}).encode()


def of_another_system() -> bytes:
    return json.dumps({"meetings": [{"id": k, "title": "Byrådet"} for k in range(50)]}).encode()


def agenda_without_items() -> bytes:
    return _agenda()


def agenda_whose_items_are_a_number() -> bytes:
    return json.dumps({**_MEETING, "Dagsordenpunkter": 17}).encode()


def agenda_of_nulls() -> bytes:
    return json.dumps({"Id": None, "Udvalg": None, "Moede": None, "Dagsordenpunkter": [None] * 50}).encode()


def deep_lists() -> bytes:
    return b"[" * 100_000 + b"]" * 100_000


def deep_objects() -> bytes:
    return b'{"Moede":' * 100_000 + b"1" + b"}" * 100_000


def deep_below_a_known_key() -> bytes:
    return b'{"Dagsordenpunkter": ' + b"[" * 50_000 + b"]" * 50_000 + b', "Moede": {}}'


def not_a_number() -> bytes:
    return json.dumps({**_MEETING, "Dagsordenpunkter": [{"Number": float("nan"), "Navn": "x"}]}).encode()


def endless_number() -> bytes:
    return b'{"Dagsordenpunkter": [{"Number": ' + b"9" * 5_000_000 + b"}]}"


def five_million_zeros() -> bytes:
    return b'{"Dagsordenpunkter": [' + b"0," * 5_000_000 + b"0]}"


def many_keys() -> bytes:
    return b"{" + b",".join(b'"%d":{}' % k for k in range(800_000)) + b"}"


def one_key_twice() -> bytes:
    return b'{"Dagsordenpunkter": [], "Moede": {}, "Moede": {"Dato": "2025-05-06"}}'


def half_of_it() -> bytes:
    whole = _agenda({"Id": "1", "Number": "1", "Navn": "Havnebad", "IsOpen": True, "Felter": []})
    return whole[: len(whole) // 2]


def json_in_utf_16_cut() -> bytes:
    return _agenda().decode().encode("utf-16")[:-1]


def closing_brackets() -> bytes:
    return b'{"a": ' + b"]" * 1_000_000


def two_objects() -> bytes:
    return _agenda() + b"{}"


def list_of_ninety_thousand_committees() -> bytes:
    return json.dumps({"Udvalg": {"2022-2025": [{"Navn": f"Udvalg {k}"} for k in range(90_000)]}}).encode()


def _people(count: int) -> str:
    return "".join(
        f"Bo {chr(65 + k % 26)}{'eioau'[k // 26 % 5] * (k // 130 + 1)}k (B), " for k in range(count)
    )


def crowd_that_comes_in_data() -> bytes:
    people = [{"Name": name} for name in _people(3_000).split(", ")]
    meeting = {**_MEETING["Moede"], "Moededeltagere": people}
    return _agenda({"Number": "1", "Navn": "Havnebad", "IsOpen": True, "Felter": []}, Moede=meeting)


JSON: tuple[Callable[[], bytes], ...] = (
    of_another_system,
    agenda_without_items,
    agenda_whose_items_are_a_number,
    agenda_of_nulls,
    deep_lists,
    deep_objects,
    deep_below_a_known_key,
    not_a_number,
    endless_number,
    five_million_zeros,
    many_keys,
    one_key_twice,
    half_of_it,
    json_in_utf_16_cut,
    closing_brackets,
    two_objects,
    list_of_ninety_thousand_committees,
    crowd_that_comes_in_data,
)


def field_with_deep_markup() -> bytes:
    field = {"Navn": "Sagsfremstilling", "Html": "<div>" * 50_000 + "tekst"}
    return _agenda({"Id": "1", "Number": "1", "Navn": "Havnebad", "IsOpen": True, "Felter": [field]})


def lone_surrogates() -> bytes:
    item = {"Id": "1", "Number": "1", "Navn": "Havne\ud800bad", "IsOpen": True, "Felter": []}
    return _agenda(item)


def ten_thousand_items() -> bytes:
    items = (
        {"Id": str(k), "Number": str(k), "Navn": f"Sag {k}", "IsOpen": True, "Felter": []}
        for k in range(10_000)
    )
    return _agenda(*items)


def _item_with_field(field: dict[str, Any], **more: Any) -> bytes:
    return _agenda({"Id": "1", "Number": "1", "Navn": "Havnebad", "IsOpen": True, "Felter": [field], **more})


def title_with_an_endless_number() -> bytes:
    return _item_with_field({}, Navn=f"Sag &#{'9' * 5_000};")


def decision_with_an_endless_number() -> bytes:
    return _item_with_field({}, ItemDecision=f"Godkendt &#{'9' * 5_000};")


def field_with_half_escaped_tags() -> bytes:
    return _item_with_field({"Navn": "Sagsfremstilling", "Tekst": "&lt;a " * 500_000})


def field_with_hidden_depth() -> bytes:
    hidden = '<style><p a="</style>' + "<div>" * 15_000 + '">tekst'
    return _item_with_field({"Navn": "Sagsfremstilling", "Html": hidden})


def numbers_beyond_numbers() -> bytes:
    return _item_with_field({}, Number=1e308).replace(b"1e+308", b"1e99999")


def nothing() -> bytes:
    return b""


def one_endless_line() -> bytes:
    return b"a" * 19_000_000


def spaces_without_end() -> bytes:
    return b"REFERAT" + b" " * 19_000_000 + b"x"


def nothing_but_line_ends() -> bytes:
    return b"\r\n" * 9_000_000


def a_hundred_thousand_items_of_no_meeting() -> bytes:
    return b"Punkt 1\n" * 100_000


def digits_without_end() -> bytes:
    return b"REFERAT d. " + b"1" * 5_000_000 + b"-" + b"2" * 5_000_000


def utf_16_of_odd_length() -> bytes:
    return "REFERAT Havneudvalget".encode("utf-16") + b"x"


def utf_32() -> bytes:
    return "\ufeffREFERAT Havneudvalget d. 06-05-2025".encode("utf-32-le")


def utf_16_surrogates_alone() -> bytes:
    return b"\xff\xfe" + b"\x00\xd8" * 1000


def nuls() -> bytes:
    return b"REFERAT\0Havneudvalget\0" * 1000


def stacked_accents() -> bytes:
    return ("REFERAT a" + "\u0301\u0327" * 2_000_000).encode()


def neither_encoding() -> bytes:
    return b"REFERAT Havneudvalget\n" + b"\x81\x8d\x8f\x90\x9d" * 100_000


def an_old_word_file() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)


def a_program() -> bytes:
    return b"\x7fELF" + bytes(range(256)) * 100


def letters_that_turn_the_line() -> bytes:
    return ("\u202eREFERAT\u202d\u2066" * 50_000).encode()


def six_thousand_items_in_text() -> bytes:
    return document() + b"".join(b"\n\nPunkt %d: Sag\n\nBeslutning\n\nGodkendt" % k for k in range(4, 6_000))


def crowd() -> bytes:
    return document((_CHAIR, _CHAIR + _people(3_000)))


_CHAIR = "Gro Askelund (A) (formand), "
TEXTS: tuple[Callable[[], bytes], ...] = (
    nothing,
    one_endless_line,
    spaces_without_end,
    nothing_but_line_ends,
    digits_without_end,
    utf_16_of_odd_length,
    utf_32,
    utf_16_surrogates_alone,
    nuls,
    stacked_accents,
    neither_encoding,
    an_old_word_file,
    a_program,
    letters_that_turn_the_line,
    six_thousand_items_in_text,
    crowd,
)

_PLACE = "Et havnebad ved Vestkajen"
# What makes a badly written pattern look at the same letters again and again, put into readable minutes.
SLOW_TO_MATCH = {
    "spaces": " " * 200_000,
    "brackets": "(" * 100_000 + ")" * 100_000,
    "square brackets": "[" * 100_000,
    "digits": "1" * 200_000,
    "dots": "1." * 100_000,
    "dates": "den 1. maj 20 " * 20_000,
    "names": "A B (A), " * 30_000,
    "voters": "For stemte: " + "Anne Bo (A), " * 30_000 + "Imod stemte: " * 5_000,
    "ands": "at at og at " * 30_000,
    "points": "\n".join(f"{k}. at punkt {k}" for k in range(20_000)),
    "decisions": "\n\nBeslutning\nGodkendt.\n" * 5_000,
    "items": "\n\nPunkt 1: Havnebad\n" * 20_000,
    "case numbers": "00.01.00-P05-" * 20_000,
    "quotation marks": "»" * 100_000,
    "hyphens": "a-" * 100_000,
    "commas": "," * 200_000,
    "tabs": "\t" * 200_000,
    "lines": "\n" * 500_000,
    "one word": "å" * 500_000,
    "shouting": "BESLUTNING I UDVALGET DEN " * 10_000,
    "earlier handling": "Beslutning truffet af Havneudvalget d. 01-01-2020 " * 10_000,
}


def minutes_with(kind: str) -> bytes:
    """Readable minutes with it in the middle of an item's text."""
    return document((_PLACE, f"{_PLACE} {SLOW_TO_MATCH[kind]} {_PLACE}"))


DATA_TO_READ: tuple[Callable[[], bytes], ...] = (
    field_with_deep_markup,
    lone_surrogates,
    ten_thousand_items,
    title_with_an_endless_number,
    decision_with_an_endless_number,
    field_with_half_escaped_tags,
    field_with_hidden_depth,
    numbers_beyond_numbers,
)
