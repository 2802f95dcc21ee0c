"""Names of committees and municipalities."""

import pytest

from apps.parsing.committees import bare_committee, committee_from_slug, find_committees
from apps.parsing.municipalities import municipality_of_address, municipality_of_head


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("social-og-sundhedsudvalget", "Social- og Sundhedsudvalget"),
        (
            "erhvervs-beskaeftigelses-og-uddannelsesudvalget",
            "Erhvervs-, Beskæftigelses- og Uddannelsesudvalget",
        ),
        ("oekonomiudvalget", "Økonomiudvalget"),
        ("kommunalbestyrelsen", "Kommunalbestyrelsen"),
        ("kommunalbestyrelsen-ekstraordinaert-moede", "Kommunalbestyrelsen"),
        ("seniorraadet", "Seniorrådet"),
        ("udvalget-for-boern-og-unge", "Udvalget for Børn og Unge"),
    ],
)
def test_a_slug_becomes_a_display_name(slug: str, name: str | None) -> None:
    assert committee_from_slug(slug, []) == name


def test_the_spelling_of_the_document_wins() -> None:
    assert committee_from_slug("poesiudvalget", ["Havneudvalget", "Poesiudvalget"]) == "Poesiudvalget"


def test_committees_are_found_in_running_text() -> None:
    text = "Erhvervs-, Beskæftigelses- og Uddannelsesudvalget, Udvalget for Børn og Unge, Byrådet og Social– og Sundhedsudvalgets møde"
    assert [match[0] for match in find_committees(text)] == [
        "Erhvervs-, Beskæftigelses- og Uddannelsesudvalget",
        "Udvalget for Børn og Unge",
        "Byrådet",
        "Social– og Sundhedsudvalget",
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://ballerup.dk/dagsorden/x", "Ballerup"),
        ("https://www.hoeje-taastrup.dk/", "Høje-Taastrup"),
        ("https://www.kk.dk/", "København"),
        ("https://aarhus.dk/", "Aarhus"),
        ("https://www.strandby.dk/", None),
        ("http://[x", None),
        ("dokument", None),
    ],
)
def test_the_host_of_an_address_names_a_municipality(address: str, name: str | None) -> None:
    assert municipality_of_address(address) == name


def test_only_a_whole_line_of_the_head_names_a_municipality() -> None:
    assert municipality_of_head(["Referat", "Lyngby-Taarbæk Kommune"]) == "Lyngby-Taarbæk"
    assert municipality_of_head(["Møde med Herlev Kommune", "Strandby Kommune"]) is None


@pytest.mark.parametrize(
    "name",
    [
        "Ekstraordinært møde i Havneudvalget",
        "Havneudvalget - ekstraordinært møde",
        "Havneudvalget (ekstraordinært)",
        "Referat af ekstraordinært møde i Havneudvalget",
        "Havneudvalget",
    ],
)
def test_the_occasion_is_no_part_of_the_name(name: str) -> None:
    assert bare_committee(name) == "Havneudvalget"
