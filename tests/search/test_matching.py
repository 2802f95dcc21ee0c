"""What the words of a search find, and by which of the three tiers, on invented items."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from apps.search.matching import find
from apps.search.models import SynonymGroup
from apps.search.queries import InvalidQueryError
from tests.search.invented_items import a_text, found, publish, searched

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("texts")]

TEXTS = {
    "1": "Borgerne i Måløv har fået nødkald fra Kvistgård.",
    "2": "Borgmesteren takkede alle for en god dag.",
    "3": "Der blev talt om fastholdelse af elever efter 9. klasse.",
    "4": "De frivillige i byens foreninger mødes.",
    "5": "Nødkaldsanlæg i ældreboliger udskiftes.",
    "6": "Zaxobe Zaxobe. Bygning af en mole.",
    "7": "Zaxobi. Jævnfør § 107 og § 134 a, stk. 2, samt §§ 6 og 12-14.",
    "8": "Der afsættes 1.178.000 kr. i 2025 og 9,4 mio. kr. i 2026.",
    "9": "Krolfbanen ved havnen. Støj fra skydebanen.",
    "10": "Zaxobe. Den åbne skole og de åbne værksteder.",
    "11": "Zaxobe. Skolen har åbent i juli.",
    "12": "Zaxobe.",
}
NUMBERS = {"20": "27.51.08-A00-5-22", "21": "25/26257", "22": "2012-28504", "23": "27.36.04-G01-7-23"}


@pytest.fixture(scope="module")
def texts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        publish(
            *(a_text(number, "Punkt", body=text) for number, text in TEXTS.items()),
            *(a_text(key, "Sag", journal_number=number) for key, number in NUMBERS.items()),
        )
        yield
        transaction.set_rollback(True)


def answer(words: str, parameters: str = "") -> tuple[str, set[str], str | None]:
    """Tier, numbers and correction."""
    results = searched(words, parameters)
    return results.tier.value, {hit.item.number for hit in results.hits}, results.corrected


# The tiers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("nødkald borger", {"1"}),
        ("NØDKALDENE borgerens", {"1"}),
        ("noedkald kvistgaard", {"1"}),
        ("nødkald anlæg", {"5"}),
        ("åben skole", {"10", "11"}),
        ("anlæg til nødkald", {"5"}),
    ],
)
def test_all_words_in_whatever_form(words: str, numbers: set[str]) -> None:
    assert answer(words) == ("exact", numbers, None)


@pytest.mark.parametrize(
    ("words", "numbers", "corrected"),
    [
        ("kvistgrd", {"1"}, "kvistgård"),
        ("Kvistgrd", {"1"}, "Kvistgård"),
        ("kvitsgård borger", {"1"}, "kvistgård borger"),
        ("Malov", {"1"}, "Måløv"),
    ],
)
def test_a_misspelt_word_is_corrected(words: str, numbers: set[str], corrected: str) -> None:
    assert answer(words) == ("near", numbers, corrected)


def test_two_misspelt_words_are_both_corrected_and_what_has_both_comes_first() -> None:
    results = searched("malov nodkald")
    assert results.corrected == "måløv nødkald"
    assert results.hits[0].item.number == "1"
    assert (results.tier, results.total, results.with_all_words) == ("near", 1, 1)


def test_what_was_typed_can_be_searched_for_all_the_same() -> None:
    results = searched("kvistgrd borger")
    assert results.found.correction
    assert results.found.correction.as_typed == '"kvistgrd" borger'
    assert searched('"kvistgrd"').total == 0


@pytest.mark.parametrize("words", ["rygning", "mode", "stød", "skydning"])
def test_a_word_of_the_dictionary_is_never_corrected(words: str) -> None:
    assert searched(words).corrected is None


@pytest.mark.parametrize("words", ["zaxobi", "Zaxobi", "zaxobi kvistgård"])
def test_a_word_of_the_archive_is_never_corrected_to_a_commoner_one(words: str) -> None:
    results = searched(words)
    assert results.corrected is None
    assert results.hits[0].item.number in ("7", "1")


@pytest.mark.parametrize("word", ["bygnig", "zaxobo"])
def test_a_word_nobody_knows_is(word: str) -> None:
    """The counterpart of the two above: else they could not fail."""
    assert searched(word).corrected == {"bygnig": "bygning", "zaxobo": "zaxobe"}[word]


def test_two_words_that_are_one() -> None:
    assert found("borg mester")[0] == "2"
    assert searched("borg mester").with_all_words == 1


def test_a_compound_whose_parts_stand_near_each_other() -> None:
    assert answer("elevfastholdelse") == ("near", {"3"}, None)


def test_parts_that_stand_far_apart_are_not_the_compound() -> None:
    # Neither half is so rare that it is looked for alone, nor so common that it says nothing.
    far = [f"Fastholdelse {'kom og gik ' * 10} elever"] * 7
    items = [*far, "Fastholdelse hos elever", "Elever i fastholdelse", *["Punktet udgik"] * 50]
    publish(*(a_text(str(n), body=text) for n, text in enumerate(items, start=100)), committee="Byrådet")
    assert set(found("elevfastholdelse")) == {"3", "107", "108"}


@pytest.mark.parametrize("words", ["frivillighed"])
def test_another_word_of_the_family(words: str) -> None:
    assert answer(words) == ("near", {"4"}, None)


def test_a_synonym_that_staff_added() -> None:
    assert searched("boccia").total == 0
    SynonymGroup.objects.create(words="krolfbane, boccia", reason="Samme spil")
    assert answer("boccia") == ("near", {"9"}, None)
    assert found("boccia støj")[0] == "9"


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("nødkald mole", {"1", "5", "6"}), ("kvistgård vrøvlebøvle mole", {"1", "6"})],
)
def test_any_of_the_words_where_no_item_has_all(words: str, numbers: set[str]) -> None:
    tier, hits, _ = answer(words)
    assert tier == "any"
    assert hits >= numbers


def test_nothing_at_all() -> None:
    results = searched("qxqxqxqx")
    assert (results.total, results.corrected) == (0, None)


@pytest.mark.parametrize(
    "words",
    [
        "nødkald",
        "nødkald borger",
        "kvistgrd",
        "Malov",
        "borg mester",
        "elevfastholdelse",
        "nødkald mole",
        "-nødkald",
    ],
)
def test_a_filter_never_changes_what_the_words_mean(words: str) -> None:
    tier, hits, _ = answer(words)
    for parameters in (
        "aar=1999",
        "aar=2025",
        "udfald=approved",
        "udfald=rejected",
        "journalnummer=27&afstemning=nej",
    ):
        filtered = searched(words, parameters)
        assert filtered.tier == tier
        assert {hit.item.number for hit in filtered.hits} <= hits
        assert filtered.corrected == searched(words).corrected


# The query language ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ('"nødkald"', {"1"}),
        ('"nødkaldene"', {"1"}),
        ('"anlæg"', set()),
        ('"kvistgrd"', set()),
        ('"åbne skole"', {"10"}),
        ('"skole åben"', set()),
        ('"i Måløv har fået"', {"1"}),
        ("“åbne skole”", {"10"}),
        ("»åbne skole«", {"10"}),
    ],
)
def test_what_stands_in_quotes_is_meant_as_it_stands(words: str, numbers: set[str]) -> None:
    assert answer(words) == ("exact", numbers, None)


@pytest.mark.parametrize(
    ("words", "without"),
    [
        ("-nødkald", {"1"}),
        ("-zaxobe", {"6", "10", "11", "12"}),
        ("-zaxobe -nødkald", {"1", "6", "10", "11", "12"}),
        ('-"åben skole"', {"10"}),
        ("-qxqxqxqx", set()),
        ('-"nødkald mole"', set()),
    ],
)
def test_a_minus_alone_finds_all_the_rest(words: str, without: set[str]) -> None:
    assert answer(words) == ("exact", {*TEXTS, *NUMBERS} - without, None)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("zaxobe -skole", {"6", "12"}),
        ('zaxobe -"åben skole"', {"6", "11", "12"}),
        ("zaxobe -skole -mole", {"12"}),
        ("nødkald -borger", {"5"}),
        ("nødkald OR mole OR elever", {"1", "3", "5", "6"}),
        ("zaxobe mole ELLER åben", {"6", "10", "11"}),
        ('"åbne skole" OR mole', {"6", "10"}),
        ("nødkald or mole", None),
        ("nødkald OR", {"1", "5"}),
        ("OR nødkald", {"1", "5"}),
        ("qxqxqxqx OR mole", {"6"}),
    ],
)
def test_minus_and_or(words: str, numbers: set[str] | None) -> None:
    tier, hits, _ = answer(words)
    if numbers is None:
        assert tier != "exact"
    else:
        assert hits == numbers


def test_a_minus_takes_away_words_and_not_parts() -> None:
    assert "5" in answer("nødkaldsanlæg -nødkald")[1]
    assert "5" not in answer("anlæg -nødkaldsanlæg")[1]


def test_stop_words_are_left_out_unless_nothing_else_is_asked_for() -> None:
    assert answer("nødkald hvornår vores mole ikke") == answer("nødkald mole")
    tier, hits, _ = answer("fra")
    assert (tier, hits >= {"1", "9"}) == ("exact", True)
    assert answer('"borgerne i måløv"')[1] == {"1"}


@pytest.mark.parametrize("words", ["!!! ???", "---", '""', "…", "-", "( ) & |", "🦆", "%", "'"])
def test_signs_find_nothing(words: str) -> None:
    results = searched(words)
    assert results.total == 0
    assert results.found.meaning is None


def test_thirty_two_words_are_searched_for_and_thirty_three_refused() -> None:
    words = [f"q{n}x" for n in range(33)]
    assert searched(" ".join([*words[:31], "mole"])).tier == "any"
    with pytest.raises(InvalidQueryError) as error:
        searched(" ".join(words))
    assert "32" in error.value.errors["q"][0]
    with pytest.raises(InvalidQueryError):
        searched(" -".join(words))
    assert searched(" ".join(["mole"] * 60)).tier == "exact"


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("§ 107", True),
        ("§107", True),
        ("paragraf 107", True),
        ("§§ 105-108", True),
        ("§ 134a", True),
        ("§ 134 a", True),
        ("§ 13", True),
        ("§ 134", False),
        ("§ 15", False),
        ("§ 1", False),
        ("§ 107 stk. 3", None),
    ],
)
def test_paragraphs(words: str, is_found: bool | None) -> None:
    tier, hits, _ = answer(words)
    if is_found is not None:
        assert ((tier, hits) == ("exact", {"7"})) == is_found, hits
    else:
        assert "7" in hits


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("27.51.08-A00-5-22", {"20"}),
        ("27.51.08 A00 5 22", {"20"}),
        ("27.51.08-a00-0005-2022", {"20"}),
        ("27.51.08A00-5-22", {"20"}),
        ("27.51.08", {"20"}),
        ("27.*", {"20", "23"}),
        ("27.36.*", {"23"}),
        ("27.51", {"20"}),
        ("25/26257", {"21"}),
        ("2012-28504", {"22"}),
        ("27.* -27.36.*", {"20"}),
        ("27.51.08-A00-5-22 OR 25/26257", {"20", "21"}),
    ],
)
def test_journal_numbers_however_written(words: str, numbers: set[str]) -> None:
    assert answer(words)[1] == numbers


@pytest.mark.parametrize("words", ["27.5.*", "5/26257", "27.51.08-A00-5-23", "25/262"])
def test_part_of_a_part_is_no_journal_number(words: str) -> None:
    assert not answer(words)[1] & NUMBERS.keys() or searched(words).tier != "exact"


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("1178000", True),
        ("1.178.000", True),
        ("1.178.000 kr.", True),
        ("9,4 mio. kr.", True),
        ("9.400.000", True),
        ("9400000", True),
        ("178.000", False),
        ("9,5 mio.", False),
        ("94 mio.", False),
    ],
)
def test_amounts(words: str, is_found: bool) -> None:
    tier, hits, _ = answer(words)
    assert ((tier, hits) == ("exact", {"8"})) == is_found


# What the words alone decide ---------------------------------------------------------------------------------------


def test_no_words_match_everything() -> None:
    assert find("").rows is None
    assert len(found("", "")) == len(TEXTS) + len(NUMBERS)


def test_a_single_rare_word_is_also_looked_for_in_other_forms_and_its_own_come_first() -> None:
    results = searched("frivillig")
    assert results.hits[0].item.number == "4"
    assert results.with_all_words == 1


def test_in_the_third_tier_the_hits_with_all_words_or_near_ones_are_counted() -> None:
    results = searched("kvistgrd mole")
    assert results.tier == "any"
    assert results.with_all_words == 0
    assert results.corrected == "kvistgård mole"


def test_a_word_corrected_to_an_operator_is_answered() -> None:
    publish(a_text("1", body="ELLER ELLER"), committee="Byrådet")
    assert searched("ELLR").corrected == "ELLER"
    for words in ("ELLR", "ELLR ELLRE", "mole ELLR"):
        assert searched(words).total >= 0


def test_a_word_corrected_to_a_stop_word_is_answered() -> None:
    for words in ("hvornåår", "hvornåår mole", "ikkke"):
        assert searched(words).total >= 0
