"""The words of the preview: what differs in a field, and what an import does, in sentences."""

import pytest

from apps.ingestion.previewing.differences import Change, Fragment, change_between
from apps.ingestion.previewing.sentences import Effect, Numbers, about_counts, document_of, sentences
from apps.parsing.records import DocumentKind
from tests.records import a_meeting

PLACE = "Havneudvalget den 6. maj 2025"


def side(fragments: object) -> str:
    """A side of a change as text, what differs in brackets."""
    return "".join(f"[{f.text}]" if f.differs else f.text for f in fragments)  # type: ignore[attr-defined]


def told(**fields: object) -> list[str]:
    defaults = {
        "document": "Referatet",
        "place": PLACE,
        "is_new": False,
        "items": Numbers(unchanged=3),
        "participants": Numbers(),
        "papers": Numbers(),
    }
    return sentences(Effect(**{**defaults, **fields}))  # type: ignore[arg-type]


def test_only_the_words_that_differ_are_marked() -> None:
    change = change_between("Indstilling", "Broen fornyes for 2,1 mio. kr.", "Broen fornyes for 2,4 mio. kr.")
    assert side(change.old) == "Broen fornyes for [2,1] mio. kr."
    assert side(change.new) == "Broen fornyes for [2,4] mio. kr."


def test_the_space_before_a_change_at_the_end_is_kept() -> None:
    change = change_between("Titel", "Ny badebro ved Nordhavnen", "Ny badebro")
    assert (side(change.old), side(change.new)) == ("Ny badebro [ved Nordhavnen]", "Ny badebro")


def test_long_stretches_that_are_the_same_are_shortened_around_the_changes() -> None:
    words = " ".join(f"ord{n}" for n in range(200))
    change = change_between("Beslutning", f"Før {words} midt {words} slut", f"Nu {words} midten {words} slut")
    assert side(change.old).startswith("[Før] ord0 ord1")
    assert " […] " in side(change.old)
    assert "ord199 [midt] ord0" in side(change.old)
    assert "ord199 [midten] ord0" in side(change.new)
    assert len(side(change.new)) < 500


def test_a_field_that_was_empty_has_no_old_side() -> None:
    assert change_between("Beslutning", "", "Godkendt") == Change(
        label="Beslutning", old=(), new=(Fragment("Godkendt", differs=True),)
    )


def test_a_new_meeting_is_told_in_one_sentence() -> None:
    assert told(is_new=True, items=Numbers(new=1), participants=Numbers(new=2), papers=Numbers(new=3)) == [
        f"Mødet er nyt i arkivet: {PLACE}. Referatet har 1 punkt, 2 deltagere og 3 bilag."
    ]


def test_an_update_is_told_with_its_numbers_and_what_becomes_of_corrections() -> None:
    assert told(
        items=Numbers(new=2, changed=3, unchanged=9, gone=1),
        participants=Numbers(changed=1),
        fields=["Sted"],
        decided=1,
        has_corrections=True,
    ) == [
        f"Referatet opdaterer mødet i {PLACE}: 2 punkter er nye, 3 er ændrede, 9 er uændrede og 1 forsvinder.",
        "1 punkt, der ikke var behandlet, får en beslutning.",
        "Mødets egne oplysninger ændres: sted.",
        "Listen over deltagere ændres: 1 ændret.",
        "Personalets rettelser bliver stående.",
    ]


def test_an_import_that_changes_nothing_says_so() -> None:
    assert told() == [
        f"Referatet siger det samme om mødet i {PLACE}, som arkivet gør. Importen ændrer intet."
    ]


def test_conflicts_are_told_with_what_happens_to_them() -> None:
    assert told(items=Numbers(changed=1), conflicts=2)[-1] == (
        "Personalet har rettet 2 felter, hvor kilden siger noget andet. "
        "Rettelserne bliver stående, hvis du ikke vælger andet."
    )


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "Referatet"),
        ({"is_corrected": True}, "Det rettede referat"),
        ({"kind": DocumentKind.AGENDA}, "Dagsordenen"),
        ({"kind": DocumentKind.AGENDA, "is_supplement": True}, "Tillægsdagsordenen"),
        ({"kind": DocumentKind.AGENDA, "is_corrected": True}, "Den rettede dagsorden"),
    ],
)
def test_documents_are_called_by_their_kind(fields: dict[str, object], name: str) -> None:
    assert document_of(a_meeting(**fields)) == name


def test_the_report_counts_in_words() -> None:
    assert about_counts({"created": 1, "updated": 2, "removed": 0}) == "1 nyt og 2 ændrede"
    assert about_counts({}) == ""
