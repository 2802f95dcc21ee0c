"""Families of words, stems and synonyms."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.language.analysis import analyse_query
from apps.language.data_files import DataFileError, read_entries
from apps.language.derivations import derivations, stem
from apps.language.folding import fold
from apps.language.synonyms import read_synonym_groups, synonyms_by_lexeme


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("udvikling", "udvikle"),
        ("ansættelse", "ansætte"),
        ("koordination", "koordinere"),
        ("koordinator", "koordinere"),
        ("kontrollør", "kontrollere"),
        ("tryghed", "tryg"),
        ("kriminalitet", "kriminel"),
        ("økonomisk", "økonomi"),
        ("kommunal", "kommune"),
        ("sygdom", "syg"),
        ("rådgiver", "rådgivning"),
        ("vaccination", "vaccine"),
        ("vaccinere", "vaccine"),
        ("rygning", "ryger"),
        ("rygning", "ryge"),
        ("sygeplejerske", "sygepleje"),
        ("repræsentant", "repræsentere"),
        ("revisor", "revision"),
        ("inspektør", "inspektion"),
        ("produktion", "producere"),
        ("politiker", "politik"),
        ("psykolog", "psykologi"),
        ("studerende", "studere"),
    ],
)
def test_words_of_a_family_lead_to_each_other(word: str, other: str) -> None:
    assert fold(other) in derivations(word)
    assert fold(word) in derivations(other)


@given(st.text(max_size=40))
def test_a_family_is_small_and_never_the_word_itself(word: str) -> None:
    family = derivations(word)
    assert fold(word) not in family
    assert len(family) <= 60


def test_words_with_one_stem_may_be_a_family() -> None:
    assert stem("sejler") == stem("sejle") == stem("sejlene")
    assert stem("bro") != stem("vej")


def test_synonyms_lead_from_lexeme_to_lexemes_both_ways() -> None:
    found = synonyms_by_lexeme([("stier", "gangveje"), ("sti", "rute", "to ord", "?")])
    assert found["sti"] == {"gangvej", "rute"}
    assert found["gangvej"] == {"sti"}
    assert "to" not in found


def test_the_list_of_synonyms_is_well_formed() -> None:
    groups = read_synonym_groups()
    assert len(groups) == len({frozenset(group) for group in groups})
    assert all(len(set(group)) == len(group) for group in groups)
    found = synonyms_by_lexeme(groups)
    assert found["plejehjem"] >= {"plejecenter"}
    assert found["corona"] == {"coronavirus", "covid", "covid19"}


def test_every_synonym_is_one_word_and_has_others() -> None:
    groups = read_synonym_groups()
    assert [word for group in groups for word in group if len(analyse_query(word)) != 1] == []


@pytest.mark.parametrize(
    "line", ["sti = vej", "sti # grund", "sti =  # grund", "a = b = c # grund", "sti = vej #  "]
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "list.txt").write_text(f"# heading\n\ngade = vej # fine\n{line}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"list\.txt, line 4"):
        read_entries("list.txt", separator="=", least=2, most=2, folder=tmp_path)
