"""Whether two ways of writing a name mean one committee, and what kind of body a name tells of."""

import time

import pytest

from apps.committees.folding import fold_name
from apps.committees.kinds import CommitteeKind, kind_of
from apps.committees.register import KnownName, Register, Source

SAME = [
    ("Social- og Sundhedsudvalget", "social- og sundhedsudvalget"),
    ("Social- og Sundhedsudvalget", "Social- & Sundhedsudvalget"),
    ("Social- og Sundhedsudvalget", "Social- og Sundhedsudvalg"),
    ("Social- og Sundhedsudvalget", "Udvalget for Social og Sundhed"),
    ("Social- og Sundhedsudvalget", "Social- og Sundhedsudvalget (SSU)"),
    ("Social- og Sundhedsudvalget", "social-og-sundhedsudvalget"),
    ("Social- og Sundhedsudvalget", "Søndersund Kommunes Social- og Sundhedsudvalg"),
    ("Social- og Sundhedsudvalget", "Social- og Sundhedsudvalget i Søndersund Kommune"),
    ("Børne- og Ungeudvalget", "Udvalget for Børn og Unge"),
    (
        "Beskæftigelses-, Integrations- og Erhvervsudvalget",
        "Udvalget for Beskæftigelse, Integration og Erhverv",
    ),
    ("Ældreudvalget", "Udvalget for Ældre"),
    ("Seniorrådet", "Seniorråd"),
    ("Bevillingsnævnet", "Bevillingsnævn"),
    ("Byrådet", "Kommunalbestyrelsen"),
    ("Byrådet", "Søndersund Byråd"),
    ("Byrådet", "Byrådet i Søndersund"),
    ("Borgerrepræsentationen", "Kommunalbestyrelsen"),
    ("§ 17, stk. 4-udvalget for Klima", "§17.4-udvalg om klima"),
]
DIFFERENT = [
    ("Social- og Sundhedsudvalget", "Socialudvalget"),
    ("Social- og Sundhedsudvalget", "Sundhedsudvalget"),
    ("Social- og Sundhedsudvalget", "Sundheds- og Socialudvalget"),
    ("Social- og Sundhedsudvalget", "Ældre- og Sundhedsudvalget"),
    ("Økonomiudvalget", "Økonomi- og Erhvervsudvalget"),
    ("Ældreudvalget", "Ældrerådet"),
    ("Lokalrådet (Nord)", "Lokalrådet (Syd)"),
    ("Lokaludvalget (NV)", "Lokaludvalget (SØ)"),
    ("Lokalråd 1", "Lokalråd 2"),
    ("Udvalget for Klima", "§ 17, stk. 4-udvalget for Klima"),
    ("Byrådet", "Ungebyrådet"),
    ("Byrådet", "Økonomiudvalget"),
    ("Søndersund Byråd", "Nordkøb Byråd"),
    ("!!!", "???x"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold_name(one, "Søndersund") == fold_name(other, "Søndersund")


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_committees_never_fold_alike(one: str, other: str) -> None:
    assert fold_name(one, "Søndersund") != fold_name(other, "Søndersund")


@pytest.mark.parametrize(
    "name", ["", "!!!", "Søndersund", "Søndersund Kommune", "i Søndersund", "udvalget for"]
)
def test_a_name_without_a_subject_folds_without_an_error(name: str) -> None:
    assert isinstance(fold_name(name, "Søndersund"), str)
    assert isinstance(fold_name(name), str)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kommunalbestyrelsen", CommitteeKind.COUNCIL),
        ("Byrådet", CommitteeKind.COUNCIL),
        ("Søndersund Byråd", CommitteeKind.COUNCIL),
        ("Kommunalbestyrelsen i Søndersund", CommitteeKind.COUNCIL),
        ("Borgerrepræsentationen", CommitteeKind.COUNCIL),
        ("Økonomiudvalget", CommitteeKind.COMMITTEE),
        ("Udvalget for Børn og Unge", CommitteeKind.COMMITTEE),
        ("Folkeoplysningsudvalget", CommitteeKind.COMMITTEE),
        ("Udvalget for Rådhus og Nævn", CommitteeKind.COMMITTEE),
        ("§ 17, stk. 4-udvalget for Klima", CommitteeKind.ADVISORY),
        ("§ 17 stk. 4 udvalg om bosætning", CommitteeKind.ADVISORY),
        ("§17.4-udvalget", CommitteeKind.ADVISORY),
        ("Klima, § 17, stk. 4-udvalg", CommitteeKind.ADVISORY),
        ("Opgaveudvalget Fremtidens Bymidte", CommitteeKind.ADVISORY),
        ("Bymidteopgaveudvalget", CommitteeKind.ADVISORY),
        ("Midlertidigt udvalg for detailhandel", CommitteeKind.ADVISORY),
        ("Det midlertidige udvalg om bosætning", CommitteeKind.ADVISORY),
        ("Ældrerådet", CommitteeKind.BOARD),
        ("Handicaprådet", CommitteeKind.BOARD),
        ("Rådet for Socialt Udsatte", CommitteeKind.BOARD),
        ("Seniorråd", CommitteeKind.BOARD),
        ("Ungebyrådet", CommitteeKind.BOARD),
        ("Børne- og Ungebyrådet", CommitteeKind.BOARD),
        ("Bevillingsnævnet", CommitteeKind.BOARD),
        ("Hegnsynet", CommitteeKind.BOARD),
        ("Beredskabskommissionen", CommitteeKind.BOARD),
        ("!!!", CommitteeKind.COMMITTEE),
    ],
)
def test_a_name_tells_the_kind(name: str, kind: CommitteeKind) -> None:
    assert kind_of(name) == kind


def test_a_long_hostile_name_is_folded_at_once() -> None:
    for name in ("midlertidig-" * 20_000, "17-4-" * 20_000, "(ÆSU" * 20_000, "og " * 20_000):
        begun = time.process_time()
        kind_of(name)
        fold_name(name, "Søndersund")
        assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Havneudvaget", "Havneudvalget"),
        ("Havenudvalget", "Havneudvalget"),
        ("Økonomiudvlaget", "Økonomiudvalget"),
        ("Kultur- og Fritdsudvalget", "Kultur- og Fritidsudvalget"),
        ("Kulturudvalget", "Kultur- og Fritidsudvalget"),
        ("Børne-, Unge- og Familieudvalget", "Børne- og Ungeudvalget"),
        ("Fritids- og Kulturudvalget", "Kultur- og Fritidsudvalget"),
        ("Handicapråd", "Handikaprådet"),
    ],
)
def test_a_misspelt_name_and_one_that_leaves_out_words_are_similar(name: str, known: str) -> None:
    assert similar(name, known)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Vejudvalget", "Havneudvalget"),
        ("Vejudvalget", "Skoleudvalget"),
        ("Kulturudvalget", "Skoleudvalget"),
        ("Kulturudvalget", "Naturudvalget"),
        ("Ældreudvalget", "Ældrerådet"),
        ("Social- og Sundhedsudvalget", "Ældre- og Sundhedsudvalget"),
        ("Lokalrådet Øst", "Lokalrådet Vest"),
        ("Udvalget", "Havneudvalget"),
        ("?", "Havneudvalget"),
    ],
)
def test_what_nearly_all_names_end_in_makes_none_similar(name: str, known: str) -> None:
    assert not similar(name, known)


def similar(name: str, known: str) -> list[int]:
    names = [KnownName(committee=1, text=known, source=Source.NAME)]
    return Register(names, "Søndersund").similar(name)
