"""What people point at becomes documents in a fixed order, each with the files that lie beside it."""

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.ingestion.opening import sources
from apps.ingestion.opening.packages import Source
from apps.ingestion.opening.sources import open_paths, open_uploads, unpacked
from apps.parsing import ParsingError
from tests.ingestion import hostile_zip
from tests.ingestion.exports import FILES, PAPER, export, write_export
from tests.ingestion.zip_sources import documents_in


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def refusal(source: Source) -> str:
    with pytest.raises(ParsingError) as refused:
        source.read()
    return str(refused.value)


def below(folder: Path) -> list[str]:
    return [source.name.removeprefix(f"{folder}/") for source in open_paths([folder])]


def test_a_folder_stands_for_its_documents_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/10.txt", "README.md", ".gemt", "~$a.docx", "Thumbs.db", "__MACOSX/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert below(tmp_path) == ["a/10.txt", "a/2.txt", "b.txt"]
    assert [source.read() for source in open_paths([tmp_path])] == [b"a/10.txt", b"a/2.txt", b"b.txt"]


def test_a_path_named_twice_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    assert len(open_paths([tmp_path / "a.txt", tmp_path, tmp_path])) == 1


def test_a_path_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_paths([tmp_path / "mangler"])


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "stor.txt").open("wb") as file:
        file.truncate(3_000_000_000)
    (source,) = open_paths([tmp_path])
    assert "3000 MB" in refusal(source)


def test_links_lead_nowhere_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "hemmelig.txt").write_bytes(b"hemmelig")
    folder = tmp_path / "mappe"
    (folder / "under").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"a")
    (folder / "b ind.txt").symlink_to("a.txt")
    (folder / "c ud.txt").symlink_to("../hemmelig.txt")
    (folder / "d op").symlink_to("..")
    inside, link, out = open_paths([folder])
    assert (inside.read(), link.read()) == (b"a", b"a")
    assert "link ud af mappen" in refusal(out)


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rør")
    (source,) = open_paths([tmp_path / "rør"])
    (document,) = unpacked(source)
    assert "ikke en almindelig fil" in refusal(document)


def test_a_file_that_cannot_be_read_is_refused_with_the_reason() -> None:
    # Its first page is in no memory.
    (source,) = open_paths([Path("/proc/self/mem")])
    assert "kan ikke læses" in refusal(source)


def test_the_papers_of_an_export_folder_are_no_documents(tmp_path: Path) -> None:
    write_export(tmp_path)
    (tmp_path / "moede" / "andet referat.pdf").write_bytes(b"%PDF-1.4 et andet")
    assert below(tmp_path) == ["moede/andet referat.pdf", "moede/referat.xml"]
    document = open_paths([tmp_path])[1]
    assert document.papers("Bilag/punkt 1/skitse.pdf") == PAPER
    assert document.papers("Bilag\\punkt 1\\SKITSE.PDF") == PAPER
    assert document.papers("et andet sted/skitse.pdf") == PAPER
    assert document.papers("mangler.pdf") is None


@pytest.mark.parametrize("path", ["../hemmelig.pdf", "/etc/passwd", "Bilag/../../../etc/passwd"])
def test_no_paper_comes_from_outside(tmp_path: Path, path: str) -> None:
    (tmp_path / "hemmelig.pdf").write_bytes(b"hemmelig")
    folder = write_export(tmp_path / "eksport")
    for source in (open_paths([folder])[0], open_paths([folder / "moede" / "referat.xml"])[0]):
        assert source.papers(path) is None


def test_an_export_that_is_pointed_at_itself_finds_its_papers(tmp_path: Path) -> None:
    (document,) = open_paths([write_export(tmp_path) / "moede" / "referat.xml"])
    assert document.papers("Bilag/punkt 1/skitse.pdf") == PAPER


def test_two_exports_beside_each_other_have_papers_of_their_own(tmp_path: Path) -> None:
    write_export(tmp_path / "a")
    write_export(tmp_path / "b")
    (tmp_path / "b" / "moede" / "Bilag" / "punkt 1" / "skitse.pdf").write_bytes(b"%PDF-1.4 en anden")
    assert below(tmp_path) == ["a/moede/referat.xml", "b/moede/referat.xml"]
    first, second = open_paths([tmp_path])
    assert first.papers("Bilag/punkt 1/skitse.pdf") == PAPER
    assert second.papers("Bilag/punkt 1/skitse.pdf") == b"%PDF-1.4 en anden"


def test_a_zip_file_stands_for_its_documents_by_name() -> None:
    sources = list(
        documents_in(zipped({"b.txt": b"b", "mappe/a.txt": b"a", "__MACOSX/._b.txt": b"x"}), "p.zip")
    )
    assert [source.name for source in sources] == ["p.zip/b.txt", "p.zip/mappe/a.txt"]
    assert [source.read() for source in sources] == [b"b", b"a"]


def test_a_zip_file_of_an_export_folder_is_its_document_with_papers() -> None:
    (document,) = documents_in(zipped(FILES))
    assert document.name == "pakke.zip/moede/referat.xml"
    assert document.papers("Bilag/punkt 1/skitse.pdf") == PAPER


def test_a_zip_file_on_disk_and_below_a_folder_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "alt.zip").write_bytes(zipped(FILES))
    for paths in ([tmp_path], [tmp_path / "alt.zip"]):
        (package,) = open_paths(paths)
        (document,) = unpacked(package)
        assert document.read() == export()


def test_an_upload_of_an_export_and_its_papers_is_one_document() -> None:
    files = [
        SimpleUploadedFile("skitse.pdf", PAPER),
        SimpleUploadedFile("referat.xml", export()),
        SimpleUploadedFile("andet.txt", b"andet"),
    ]
    export_document, other = open_uploads(files)
    assert (export_document.name, other.name) == ("referat.xml", "andet.txt")
    assert export_document.papers("Bilag/punkt 1/skitse.pdf") == PAPER
    assert other.read() == b"andet"


def test_an_uploaded_zip_file_is_unpacked() -> None:
    (package,) = open_uploads([SimpleUploadedFile("alt.zip", zipped(FILES))])
    (document,) = unpacked(package)
    assert document.read() == export()


def test_an_upload_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 3)
    (source,) = open_uploads([SimpleUploadedFile("stor.txt", b"fire")])
    assert "del det op" in refusal(source)


def test_names_in_danish_code_page_and_in_utf_8_are_read() -> None:
    names = ["møde på rådhuset.txt", "Ærø.txt"]
    assert {source.name for source in documents_in(zipped(dict.fromkeys(names, b"x")))} == {
        f"pakke.zip/{name}" for name in names
    }
    in_850 = hostile_zip._raw(("blåbær ø.txt".encode("cp850"), b"\x03\x00", 0, 0))
    assert [source.name for source in documents_in(in_850)] == ["pakke.zip/blåbær ø.txt"]
    in_utf_8 = hostile_zip._raw(("blåbær ø.txt".encode(), b"\x03\x00", 0, 0))
    assert [source.name for source in documents_in(in_utf_8)] == ["pakke.zip/blåbær ø.txt"]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (hostile_zip.nested, "ZIP-fil i en ZIP-fil"),
        (hostile_zip.overlapping, "oven i hinanden"),
        (hostile_zip.climbing_name, "peger ud af den"),
        (hostile_zip.climbing_windows_name, "peger ud af den"),
        (hostile_zip.absolute_name, "peger ud af den"),
        (hostile_zip.name_with_a_drive, "peger ud af den"),
        (hostile_zip.link, "et link eller en enhed"),
        (hostile_zip.device, "et link eller en enhed"),
        (hostile_zip.encrypted, "adgangskode"),
        (hostile_zip.unknown_method, "ikke læser"),
        (hostile_zip.damaged, "beskadiget"),
        (hostile_zip.cut, "beskadiget"),
        (hostile_zip.directory_that_points_nowhere, "beskadiget"),
        (hostile_zip.empty, "tom"),
        (hostile_zip.only_what_lies_aside, "tom"),
        (hostile_zip.word_file, "som PDF"),
        (hostile_zip.open_document_file, "som PDF"),
        (hostile_zip.thirty_thousand_entries, "for mange filer"),
        (hostile_zip.more_entries_than_it_says, "for mange filer"),
        (hostile_zip.entry_without_a_name, "intet navn"),
        (hostile_zip.endless_name, "65004 tegn"),
        (hostile_zip.sizes_of_zip64_that_lie, "GB udpakket"),
        (hostile_zip.wrong_checksum, "beskadiget"),
    ],
)
def test_what_is_wrong_with_a_zip_file_is_said(make: Callable[[], bytes], reason: str) -> None:
    (source,) = documents_in(make())
    assert reason in refusal(source)


def test_a_name_steers_no_screen() -> None:
    names = [source.name for source in documents_in(hostile_zip.names_that_steer_the_screen())]
    assert len(names) == 4
    assert not set("\x1b\r\n\x07\u202e") & set("".join(names))


def test_of_two_entries_of_one_name_the_second_is_refused() -> None:
    first, second = documents_in(hostile_zip.same_name_twice())
    assert first.read()
    assert "samme navn" in refusal(second)


def test_a_reference_to_no_character_hides_no_paper() -> None:
    content = (
        b"<?xml version='1.0'?><Publication>&#" + b"9" * 5_000 + b"; <f>Bilag &#230;.pdf</f></Publication>"
    )
    files = {"moede/a.xml": content, "moede/bilag æ.pdf": PAPER, "moede/andet.pdf": PAPER}
    export_document, other = sorted(
        documents_in(zipped(files)), key=lambda source: source.name[::-1], reverse=True
    )
    assert other.name == "pakke.zip/moede/andet.pdf"
    assert export_document.papers("Bilag æ.pdf") == PAPER


def test_a_bad_entry_stops_no_other() -> None:
    good, bad = documents_in(zipped({"a.txt": b"a", "b.zip": zipped({"c.txt": b"c"})}))
    assert good.read() == b"a"
    assert "ZIP-fil i en ZIP-fil" in refusal(bad)
