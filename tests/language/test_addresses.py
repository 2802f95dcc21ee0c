"""Slugs, municipality names and Danish order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.addresses import municipality_name, slugify, sort_key


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Børne- og Skoleudvalget", "boerne-og-skoleudvalget"),
        ("Ældre- og Sundhedsudvalget", "aeldre-og-sundhedsudvalget"),
        ("A\u030aben Skole", "aaben-skole"),
        ("Økonomiudvalget (til 2021)", "oekonomiudvalget-til-2021"),
        ("§ 17, stk. 4-udvalg om café", "17-stk-4-udvalg-om-cafe"),
        ("15.00.00-P05-7-25", "15-00-00-p05-7-25"),
        ("25/26257", "25-26257"),
        ("?!", ""),
    ],
)
def test_a_slug_spells_danish_letters_out(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text())
def test_a_slug_is_an_address_segment_whatever_the_name(name: str) -> None:
    slug = slugify(name)
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in slug)
    assert slug == slug.lower() == slug.strip("-") == slugify(slug)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ballerup Kommune", "Ballerup"),
        ("  Ballerup   kommune ", "Ballerup"),
        ("Aarhus Kommune", "Aarhus"),
        ("Københavns Kommune", "København"),
        ("Bornholms Regionskommune", "Bornholm"),
        ("Assens", "Assens"),
    ],
)
def test_a_municipality_is_called_by_its_name_without_the_word(written: str, name: str) -> None:
    assert municipality_name(written) == name


def test_danish_order_has_its_letters_last_and_reads_double_a_as_one() -> None:
    names = ["Åkirkeby", "Zoologi", "Ærø", "Aabenraa", "Andelsboliger", "Økonomi", "Östersund", "ål"]
    assert sorted(names, key=sort_key) == [
        "Andelsboliger",
        "Zoologi",
        "Ærø",
        "Økonomi",
        "Östersund",
        "Aabenraa",
        "Åkirkeby",
        "ål",
    ]
