"""The lexicon: built from a small dictionary of our own, and the real one as `make setup` leaves it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import marisa_trie
import pytest

from apps.language.folding import letters_in
from apps.language.hunspell_files import SourceError
from apps.language.lexicon import DEFAULT_PATH, FILE_NAME, Kind, Lexicon, LexiconMissingError, open_lexicon
from apps.language.lexicon_building import NOTICE_NAME, build_lexicon, main

AFFIXES = """
SET UTF-8
FLAG num
FORBIDDENWORD 6
NEEDAFFIX 8
ONLYINCOMPOUND 36
COMPOUNDEND 34

#Substantiv, flertal, med -er
SFX 11 Y 2
SFX 11 0 er/34 [^e]
SFX 11 0 r/34 e

#Substantiv, konsonantfordobling, fælleskøn
SFX 7 Y 1
SFX 7 0 b/8,11,34 b

#Substantiv, torso, intetkøn
SFX 45 Y 1
SFX 45 0 et/10,34 .

#Genitiv
SFX 10 Y 1
SFX 10 0 s/34 [^s]

#Verbum, svagt bøjet
SFX 21 Y 2
SFX 21 0 r/34 .
SFX 21 e 0 [^e]e

#Proprium
SFX 9 Y 1
SFX 9 0 s [^s]

#Sammensætning, fugeelement -s-
SFX 29 Y 1
SFX 29 0 s/36,32 .

#Sammensætning, fugeelement -e-
SFX 30 Y 1
SFX 30 0 e/36,32 .

#Sammensætning, fugeelement fjern e tilføj s
SFX 56 Y 1
SFX 56 e s/36,32 .
"""
ENTRIES = """klub/7,10,29
sag/10,11,29
barn/45,10,30
børn/10,30
skolebarn/45,10
skolebørn/10
arbejde/10,11,56
arbejdssag/10,11
sagsarbejde/10,11
borg/10,11
borge/21
retskrivning/6
gik st:gå
hus/45,10
dag/10,11
dagklub/7,10
dagbarn/45,10
dagarbejde/10,11
daghus/45,10
dagborg/10,11
Sager/9
boerne st:bo
boer/10
bør/10
bør st:burde
Møller/9
Moeller/9
Tåstrup/9
a cappella
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dictionary")
    filler = "".join(
        f"fyld{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}/10\n" for n in range(1100)
    )
    (folder / "index.aff").write_text(AFFIXES, encoding="utf-8")
    (folder / "index.dic").write_text(f"1123\n{ENTRIES}{filler}", encoding="utf-8")
    (folder / "license").write_text("MPL", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def small(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return Lexicon(build_lexicon(source, tmp_path_factory.mktemp("lexicon")))


def lemmas(lexicon: Lexicon, form: str) -> set[str]:
    return {reading.lemma for reading in lexicon.readings(form)}


def test_forms_are_made_two_levels_deep(small: Lexicon) -> None:
    assert lemmas(small, "barnets") == {"barn"}
    assert lemmas(small, "klubber") == {"klub"}


def test_a_form_that_needs_another_affix_is_no_word(small: Lexicon) -> None:
    assert "klubb" not in small


def test_first_parts_of_compounds_carry_their_linking_letters(small: Lexicon) -> None:
    assert [m.lemma for m in small.modifiers("sags")] == ["sag"]
    assert [m.lemma for m in small.modifiers("arbejds")] == ["arbejde"]
    assert {m.lemma for m in small.modifiers("boerne")} == {"barn"}
    assert small.modifiers("sager") == ()


def test_plurals_with_another_vowel_lead_to_their_singular_in_compounds_too(small: Lexicon) -> None:
    assert lemmas(small, "boern") == {"barn"}
    assert lemmas(small, "skoleboerns") == {"skolebarn"}


def test_how_often_the_dictionary_compounds_with_a_word_is_counted(small: Lexicon) -> None:
    [modifier] = small.modifiers("arbejds")
    [reading] = small.readings("sag")
    assert modifier.productivity == reading.productivity == 1


def test_first_parts_that_the_dictionary_uses_without_marking_them_are_learned(small: Lexicon) -> None:
    assert [m.lemma for m in small.modifiers("dag")] == ["dag"]
    assert small.modifiers("hus") == ()


def test_a_name_spelt_as_a_common_form_is_that_form(small: Lexicon) -> None:
    assert lemmas(small, "sager") == {"sag"}
    assert [(r.lemma, r.kind) for r in small.readings("taastrups")] == [("taastrup", Kind.NAME)]


def test_an_imperative_gives_way_to_the_noun_that_is_spelt_so(small: Lexicon) -> None:
    assert lemmas(small, "borg") == {"borg"}
    assert lemmas(small, "borger") == {"borg", "borge"}


def test_a_form_written_with_danish_letters_is_another_than_one_with_pairs(small: Lexicon) -> None:
    assert lemmas(small, "boer") == {"boer", "burde"}
    assert {r.lemma for r in small.readings("boer", letters_in("bør"))} == {"burde"}
    assert small.readings("boerne", letters_in("børne")) == ()
    assert [m.lemma for m in small.modifiers("boerne", letters_in("børne"))] == ["barn"]


def test_a_name_with_two_spellings_is_found_by_either(small: Lexicon) -> None:
    for written in ("moeller", "møller"):
        assert [r.lemma for r in small.readings("moeller", letters_in(written))] == ["moeller"]


def test_the_endings_of_a_word_are_found_where_they_begin(small: Lexicon) -> None:
    assert small.endings("nyklubsag") == [len("nyklub")]
    assert small.endings("sag") == [0]
    assert small.endings("arbejds") == []
    assert small.beginnings("sagsarbejde") == ["sag", "sags", "sagsarbejde"]
    assert small.has_entry("arbejds")
    assert not small.has_entry("arbejdss")


def test_forbidden_words_and_phrases_are_left_out(small: Lexicon) -> None:
    assert "retskrivning" not in small
    assert "a" not in small
    assert lemmas(small, "gik") == {"gaa"}


def test_the_licence_lies_beside_the_lexicon(source: Path, tmp_path: Path) -> None:
    build_lexicon(source, tmp_path / "new" / "folder")
    assert (tmp_path / "new" / "folder" / NOTICE_NAME).read_text() == "MPL"


def test_a_lexicon_in_use_outlives_its_replacement(source: Path, tmp_path: Path) -> None:
    old = Lexicon(build_lexicon(source, tmp_path))
    (tmp_path / f"{FILE_NAME}.part").write_bytes(b"left by a kill")
    build_lexicon(source, tmp_path)
    assert lemmas(old, "sagers") == lemmas(Lexicon(tmp_path / FILE_NAME), "sagers")
    assert {path.name for path in tmp_path.iterdir()} == {FILE_NAME, NOTICE_NAME}


def test_building_twice_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    first = build_lexicon(source, tmp_path / "a").read_bytes()
    assert build_lexicon(source, tmp_path / "b").read_bytes() == first


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("index.dic", None, "kan ikke læses"),
        ("index.dic", b"2\nhund\nkat\n", "ikke en hel ordbog"),
        ("index.dic", b"\xff\xfe\x00", "kan ikke læses"),
        ("index.aff", b"SET UTF-8\n", "ikke en dansk hunspell-ordbog"),
        ("license", None, "kan ikke læses"),
    ],
)
def test_a_source_that_is_no_dictionary_is_refused_in_danish_and_leaves_the_old_lexicon(
    name: str,
    content: bytes | None,
    said: str,
    source: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad, target = tmp_path / "bad", tmp_path / "target"
    bad.mkdir()
    for path in source.iterdir():
        (bad / path.name).write_bytes(path.read_bytes())
    before = build_lexicon(source, target).read_bytes()
    if content is None:
        (bad / name).unlink()
    else:
        (bad / name).write_bytes(content)
    assert main([str(bad), str(target)]) == 1
    assert said in capsys.readouterr().err
    assert (target / FILE_NAME).read_bytes() == before
    with pytest.raises(SourceError):
        build_lexicon(bad, target)


def test_the_command_builds_and_says_how_it_is_used(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(source), str(tmp_path)]) == 0
    assert (tmp_path / FILE_NAME).exists()
    assert main([]) == 2
    assert "to mapper" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, b"", b"hej" * 1000])
def test_a_missing_or_damaged_lexicon_says_what_to_do(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LexiconMissingError, match=r"danish\.marisa.*make setup"):
        open_lexicon(path)


def test_a_lexicon_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    marisa_trie.BytesTrie([("sag", b"n30")]).save(str(path))
    with pytest.raises(LexiconMissingError, match=r"anden udgave.*make setup"):
        Lexicon(path)


def test_half_a_lexicon_is_refused(source: Path, tmp_path: Path) -> None:
    path = build_lexicon(source, tmp_path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(LexiconMissingError):
        Lexicon(path)


def test_threads_share_one_lexicon() -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = set(pool.map(lambda _: id(open_lexicon()), range(50)))
    assert len(opened) == 1


def test_the_real_lexicon_is_whole_and_small() -> None:
    lexicon = open_lexicon()
    assert lemmas(lexicon, "plejecentre") == lemmas(lexicon, "plejecentret") == {"plejecenter"}
    assert [m.lemma for m in lexicon.modifiers("kommune")] == ["kommune"]
    assert lexicon.readings("findesikke") == ()
    assert len(lexicon.forms()) > 600_000
    assert DEFAULT_PATH.stat().st_size < 20_000_000
