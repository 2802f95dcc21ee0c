"""Links to documents: papers of an item wherever they stand in it, with their addresses."""

import pytest

from apps.parsing import parse_document
from apps.parsing.markup.addresses import leads_to_document
from apps.parsing.markup.cleaning import clean_html
from apps.parsing.markup.papers import title_of_paper
from apps.parsing.records import ParsedItem

PAGE = '<link rel="canonical" href="https://www.bakkeby.dk/politik/moede/7">'


def an_item(papers: str, head: str = PAGE) -> ParsedItem:
    body = (
        "<h1>Referat af mødet i Havneudvalget den 2. juni 2020</h1><h2>1. Bro</h2><h3>Sagsfremstilling</h3><p>Broen er rød.</p>"
        f"<h3>Beslutning</h3><p>Godkendt.</p>{papers}<h2>2. Sti</h2><h3>Beslutning</h3><p>Udsat.</p>"
    )
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return parse_document(page.encode()).items[0]


def papers_of(item: ParsedItem) -> list[tuple[str, str | None]]:
    return [(paper.title, paper.address) for paper in item.attachments]


KORT = ("Kort over broen", "https://www.bakkeby.dk/filer/kort.pdf")


@pytest.mark.parametrize(
    "papers",
    [
        '<p><a href="/filer/kort.pdf">Kort over broen</a></p>',
        '<p><a href="/filer/kort.pdf">Kort over broen (PDF, 1,2 MB)</a></p>',
        '<ul><li><img src="pdf.gif" alt=""> <a href="/filer/kort.pdf">Kort over broen</a> <span>(118.4 KB)</span></li></ul>',
        '<div><a href="/filer/kort.pdf"><span class="icon">pdf</span><span>Kort over broen</span></a></div>',
        '<div><a href="/filer/kort.pdf">Kort over broen<span class="sr-only"> (åbner i nyt vindue)</span></a></div>',
        '<h4>Filer</h4><p><a href="/filer/kort.pdf">Kort over broen</a> - 45 KB</p>',
        '<p>1 dokument</p><p>1. <a href="/filer/kort.pdf">Kort over broen</a></p>',
        '<table><tr><td>1</td><td><a href="/filer/kort.pdf">Kort over broen</a></td><td>PDF</td></tr></table>',
    ],
)
def test_a_link_to_a_document_alone_on_its_line_is_a_paper(papers: str) -> None:
    item = an_item(papers)
    assert papers_of(item) == [KORT]
    assert item.decision_text == "Godkendt."
    assert item.sections[-1].html == "<p>Godkendt.</p>"


def test_links_side_by_side_are_papers_of_their_own() -> None:
    item = an_item('<p><a href="/filer/kort.pdf">Kort over broen</a> <a href="/filer/n.docx">Notat</a></p>')
    assert papers_of(item) == [KORT, ("Notat", "https://www.bakkeby.dk/filer/n.docx")]


@pytest.mark.parametrize(
    "text",
    [
        '<p>Se <a href="/filer/kort.pdf">kortet</a> over broen.</p>',
        '<p><a href="/filer/kort.pdf">Læs mere om broen</a></p>',
        '<p><a href="/filer/alt.pdf">Hent hele dagsordenen som PDF</a></p>',
        '<p><a href="/politik/broen">Broens side</a></p>',
        '<ul><li><a href="/filer/kort.pdf">Kort</a></li><li>Broen males til maj.</li></ul>',
    ],
)
def test_other_links_are_no_papers(text: str) -> None:
    assert papers_of(an_item(text)) == []


def test_titles_in_the_list_of_attachments_get_their_address_once() -> None:
    item = an_item(
        '<h3>Bilag</h3><ul><li><a href="/filer/kort.pdf">Kort over broen</a> [pdf]</li><li>Lukket notat</li></ul>'
    )
    assert papers_of(item) == [("Kort over broen", KORT[1]), ("Lukket notat", None)]


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<base href="https://arkiv.bakkeby.dk/">', "/filer/kort.pdf"),
        ('<base href="https://arkiv.bakkeby.dk/">' + PAGE, "https://arkiv.bakkeby.dk/filer/kort.pdf"),
        ("", "/filer/kort.pdf"),
    ],
)
def test_an_address_is_whole_where_the_page_says_its_own(head: str, address: str) -> None:
    item = an_item('<p><a href="/filer/kort.pdf">Kort over broen</a></p>', head)
    if head.startswith("<base") and PAGE not in head:
        address = "https://arkiv.bakkeby.dk/filer/kort.pdf"
    assert papers_of(item) == [("Kort over broen", address)]


def test_a_page_that_a_browser_saved_says_where_it_came_from() -> None:
    page = (
        "<!DOCTYPE html>\n<!-- saved from url=(0039)https://www.bakkeby.dk/politik/moede/7 -->\n<html><body>"
        "<h2>1. Bro</h2><h3>Beslutning</h3><p>Godkendt</p><p><a href='k.pdf'>Kort</a></p></body></html>"
    )
    meeting = parse_document(page.encode())
    assert meeting.source_url == "https://www.bakkeby.dk/politik/moede/7"
    assert papers_of(meeting.items[0]) == [("Kort", "https://www.bakkeby.dk/politik/moede/k.pdf")]


@pytest.mark.parametrize(
    ("address", "is_document"),
    [
        ("https://x.dk/a.pdf", True),
        ("a.PDF?version=2", True),
        ("/vis/pdf/bilag/0a1b", True),
        ("/politik/bilag/7", True),
        ("https://x.dk/pdf", False),
        ("mailto:a@x.dk?x.pdf", False),
        ("javascript:open('a.pdf')", False),
        ("a b.pdf", False),
        ("", False),
    ],
)
def test_a_document_is_known_by_its_address(address: str, is_document: bool) -> None:
    assert leads_to_document(address) is is_document


def test_an_address_within_the_page_is_no_link_in_what_is_kept() -> None:
    assert clean_html('<p><a href="a.pdf">Kort</a> og <a href="https://x.dk/b.pdf">notat</a></p>') == (
        '<p>Kort og <a href="https://x.dk/b.pdf" rel="nofollow noopener">notat</a></p>'
    )


def test_a_title_is_without_what_tells_of_its_file() -> None:
    assert title_of_paper("Kort (PDF, 1,2 MB) (åbner i nyt vindue)") == "Kort"
    assert title_of_paper("Budget 2024") == "Budget 2024"
    assert title_of_paper("PDF") == "PDF"
