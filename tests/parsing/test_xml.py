"""Reading XML: elements out, repaired where exports need it, and nothing that could do harm."""

import pytest

from apps.parsing import ParsingError, parse_document
from apps.parsing.exports.elements import flag, journal_number, lines, words
from apps.parsing.exports.folders import path_in_export
from apps.parsing.reading import xml as reader

DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>"


@pytest.mark.parametrize(
    "content",
    [
        DECLARATION + b"<Publication/>",
        b"\xef\xbb\xbf" + DECLARATION + b"<x:Publication xmlns:x='a'/>",
        b"<!-- made by a system --><Dagsorden/>",
        b"<Meeting>",
        b"<?xml version='1.0'?><rss/>",
        b"<!DOCTYPE lolz [<!ENTITY a 'b'>]><lolz/>",
        "<?xml version='1.0' encoding='utf-16'?><Dagsorden/>".encode("utf-16"),
        "<?xml version='1.0' encoding='utf-16'?><Dagsorden/>".encode("utf-16-le"),
        "<?xml version='1.0' encoding='utf-16'?><Dagsorden/>".encode("utf-16-be"),
    ],
)
def test_declared_xml_and_known_exports_are_xml(content: bytes) -> None:
    assert reader.recognises(content)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>",
        b"<!DOCTYPE html>\n<html>",
        b"<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN' 'x.dtd'><HTML>",
        DECLARATION + b"<!DOCTYPE html PUBLIC 'a' 'b'>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
        DECLARATION + b"<!-- page --><html xmlns='http://www.w3.org/1999/xhtml'>",
        b"<div>Referat</div>",
        b"< 5 minutter",
        b"REFERAT",
        b"",
    ],
)
def test_web_pages_and_text_are_not_xml(content: bytes) -> None:
    assert not reader.recognises(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<!DOCTYPE Publication [<!ENTITY a 'b'>]><Publication>&a;</Publication>", "en DTD"),
        (DECLARATION + b"<!DOCTYPE Publication SYSTEM 'file:///etc/passwd'><Publication/>", "en DTD"),
        (DECLARATION + b"<Publication>&a;</Publication>", "ikke gyldig XML"),
        (DECLARATION + b"\n<Publication><Agendas>", r"linje 2: Filen er ikke gyldig XML \(tegn 23\)"),
        (DECLARATION + b"<a>" * 101 + b"</a>" * 101, "mere end 100 niveauer"),
        (DECLARATION + b"<a>" + b"<b/>" * 200_000 + b"</a>", "over 200000 elementer"),
        (DECLARATION + b"<a>" + b" " * 20_971_520 + b"</a>", "grænsen er 20 MB"),
        (
            b"<?xml version='1.0' encoding='rot13'?><Dagsorden/>",
            "linje 1: .* tegnkodning, som arkivet ikke kender",
        ),
        (b"<?xml version='1.0' encoding='ebcdic-dk'?><Dagsorden/>", "tegnkodning, som arkivet ikke kender"),
        (b"\xff\xfe<\x00D", "ikke gyldig UTF-16|ikke gyldig XML"),
        (
            DECLARATION + b"<rss version='2.0'/>",
            "rodelementet <rss>, men ikke en eksport, som arkivet kender",
        ),
        (DECLARATION + b"<Publication/>", "rodelementet <Publication>"),
        (DECLARATION + b"<Publication><Agendas/></Publication>", "uden dagsordenspunkter"),
        (DECLARATION + b"<Meeting><MeetingAgendaTypes/></Meeting>", "uden dagsordenspunkter"),
        (DECLARATION + b"<Dagsorden><Dagsordenpunkter/></Dagsorden>", "uden dagsordenspunkter"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_xml_that_is_no_meeting_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(ParsingError, match=reason):
        parse_document(content)


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("iso-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("utf-16", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
    ],
)
def test_letters_are_read_in_the_encoding_that_the_document_has(declared: str, written: str) -> None:
    content = (
        f"<?xml version='1.0' encoding='{declared}'?><Dagsorden><Møde Udvalg='Økonomiudvalget'/></Dagsorden>"
    )
    document = reader.read(content.encode(written))
    assert words(document.root, "Møde/@Udvalg") == "Økonomiudvalget"
    assert not document.warnings


def test_windows_letters_in_what_calls_itself_utf_8_are_read_with_a_warning() -> None:
    document = reader.read(
        DECLARATION + "\n<Dagsorden>\n<Overskrift>Ny sø</Overskrift></Dagsorden>".encode("cp1252")
    )
    assert words(document.root, "Overskrift") == "Ny sø"
    assert [(warning.code, warning.line) for warning in document.warnings] == [("wrong_encoding", 3)]


def test_characters_that_xml_forbids_are_taken_out_with_one_warning() -> None:
    content = "<Meeting>\n<FullText>Havn&#xC;Bro\x02&#2; &#x110000;3&#x1E;4&#xE6;&#38;</FullText></Meeting>"
    document = reader.read(content.encode())
    assert document.root.findtext("FullText") == "Havn\nBro 3-4æ&"
    assert [(warning.code, warning.line) for warning in document.warnings] == [("banned_characters", 2)]


def test_letters_by_their_names_in_html_are_letters_and_markup_stays_markup() -> None:
    document = reader.read(b"<Meeting><Title>K&oslash;b &amp; salg&nbsp;&LT;&lt;&aelig;</Title></Meeting>")
    assert document.root.findtext("Title") == "Køb & salg\xa0<<æ"


def test_namespaces_say_nothing() -> None:
    root = reader.read(
        b"<x:Meeting xmlns:x='a' xmlns:y='b'><y:Committee y:ID='7'>Byr\xc3\xa5det</y:Committee></x:Meeting>"
    ).root
    assert (words(root, "Committee"), words(root, "Committee/@ID"), words(root, "Nothing/@ID")) == (
        "Byrådet",
        "7",
        "",
    )


@pytest.mark.parametrize(
    "field",
    [
        "<Content>&lt;p&gt;Æbler&lt;/p&gt;&lt;p&gt;P&amp;aelig;rer&lt;/p&gt;</Content>",
        "<Content><![CDATA[<p>Æbler</p><p>P&aelig;rer</p>]]></Content>",
        "<Content><p>Æbler</p><p>Pærer</p></Content>",
        "<Content>&amp;lt;p&amp;gt;Æbler&amp;lt;/p&amp;gt;&amp;lt;p class='x'&amp;gt;Pærer&amp;lt;/p&amp;gt;</Content>",
        "<Content>Æbler\n\n  Pærer  </Content>",
    ],
)
def test_a_field_is_read_however_its_html_is_packed(field: str) -> None:
    root = reader.read(f"<Meeting>{field}</Meeting>".encode()).root
    assert [line.text for line in lines(root.find("Content")) if line.text] == ["Æbler", "Pærer"]


def test_a_link_in_a_field_of_elements_keeps_its_address() -> None:
    root = reader.read(
        b"<Meeting><Content><p>Se <a href='https://www.strandby.dk/plan'>planen</a></p></Content></Meeting>"
    ).root
    (line,) = [line for line in lines(root.find("Content")) if line.text]
    assert 'href="https://www.strandby.dk/plan"' in line.html


def test_fields_that_are_missing_say_nothing() -> None:
    root = reader.read(b"<Meeting><Case><Title>Bro</Title></Case></Meeting>").root
    assert lines(None) == ()
    assert journal_number(None) is None
    assert journal_number(root.find("Case")) is None
    assert flag(root, "IsPublic") is None


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Bilag\\punkt 2\\skitse.pdf", "Bilag/punkt 2/skitse.pdf"),
        (".\\skitse.pdf", "skitse.pdf"),
        ("./bilag//skitse.pdf", "bilag/skitse.pdf"),
        ("../../etc/passwd", None),
        ("bilag\\..\\..\\x.pdf", None),
        ("/etc/passwd", None),
        ("\\\\server\\del\\x.pdf", None),
        ("C:\\bilag\\x.pdf", None),
        ("C:x.pdf", None),
        ("https://www.strandby.dk/x.pdf", None),
        ("file:///x.pdf", None),
        ("~root/x.pdf", None),
        ("bilag/x\x00.pdf", None),
        ("x" * 501, None),
        (".", None),
        ("", None),
        (None, None),
    ],
)
def test_a_path_points_into_the_export_or_nowhere(written: str | None, path: str | None) -> None:
    assert path_in_export(written) == path
