"""The ways in which municipal sites mark up minutes: labels, tables, accordions, pages of one item, and what stands around."""

import pytest

from apps.parsing import parse_document
from apps.parsing.records import ParsedMeeting, SectionKind

HEAD = "<h1>Referat af mødet i Havneudvalget den 2. juni 2020</h1>"
WANTED = [("1", "Bro", "Godkendt."), ("2", "Sti", "Udsat.")]


def read(body: str) -> ParsedMeeting:
    return parse_document(f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def decisions(meeting: ParsedMeeting) -> list[tuple[str, str, str | None]]:
    return [(item.number, item.title, item.decision_text) for item in meeting.items]


@pytest.mark.parametrize(
    "item",
    [
        "<h2>{n}. {t}</h2><p><b>Sagsfremstilling</b></p><p>Den er rød.</p><p><b>Beslutning</b></p><p>{d}</p>",
        "<h2>{n}. {t}</h2><p><b>Sagsfremstilling</b><br>Den er rød.</p><p><strong>Beslutning:</strong> {d}</p>",
        "<p><b>{n}. {t}</b></p><p><font><b>Sagsfremstilling</b><br>Den er rød.<br><br><b>Beslutning</b><br>{d}</font></p>",
        "<h2>{n}. {t}</h2><dl><dt>Sagsfremstilling</dt><dd>Den er rød.</dd><dt>Beslutning</dt><dd>{d}</dd></dl>",
        (
            '<h2>{n}. {t}</h2><div class="field-label">Sagsfremstilling:&nbsp;</div><div><p>Den er rød.</p></div>'
            '<div class="field-label">Beslutning:&nbsp;</div><div><p>{d}</p></div>'
        ),
        (
            "<table><tr><td><b>Punkt {n}</b></td><td><b>{t}</b></td></tr><tr><td>Sagsnr.</td><td>20/1234</td></tr>"
            "<tr><td colspan=2><b>Sagsfremstilling</b></td></tr><tr><td colspan=2><p>Den er rød.</p></td></tr>"
            "<tr><td colspan=2><b>Beslutning</b></td></tr><tr><td colspan=2><p>{d}</p></td></tr></table>"
        ),
        (
            '<h4><a data-toggle="collapse" href="#p{n}">{n}. {t}</a></h4><div id="p{n}" class="collapse"><h3>Sagsfremstilling</h3>'
            "<p>Den er rød.</p><h3>Beslutning</h3><p>{d}</p></div>"
        ),
        (
            '<div role="heading" aria-level="2"><span>{n}.</span><span>{t}</span></div><h3>Sagsfremstilling</h3><p>Den er rød.</p>'
            "<h3>Beslutning</h3><p>{d}</p>"
        ),
    ],
)
def test_items_and_sections_are_found_in_the_usual_forms(item: str) -> None:
    meeting = read(HEAD + "".join(item.format(n=n, t=t, d=d) for n, t, d in WANTED))
    assert (meeting.committee, str(meeting.date)) == ("Havneudvalget", "2020-06-02")
    assert decisions(meeting) == WANTED
    for parsed in meeting.items:
        assert [(s.kind, s.html) for s in parsed.sections] == [
            (SectionKind.CASE, "<p>Den er rød.</p>"),
            (SectionKind.DECISION, f"<p>{parsed.decision_text}</p>"),
        ]


def test_bold_words_in_a_sentence_begin_no_section() -> None:
    (item, _) = read(
        f"{HEAD}<h2>1. Bro</h2><h3>Sagsfremstilling</h3><p>Til <b>beslutning</b> i maj.</p><p><b>Økonomi</b> og miljø.</p>"
        "<h3>Beslutning</h3><p>Godkendt.</p><h2>2. Sti</h2><h3>Beslutning</h3><p>Udsat.</p>"
    ).items
    assert item.section_headings == ("Sagsfremstilling", "Beslutning")


def test_bold_headings_without_a_kind_of_their_own_begin_a_section() -> None:
    (item, _) = read(
        f"{HEAD}<h2>1. Bro</h2><p><b>Lovgrundlag</b><br>Havneloven.</p><p><b>Beslutning</b><br>Godkendt.</p>"
        "<h2>2. Sti</h2><p><b>Beslutning</b><br>Udsat.</p>"
    ).items
    assert [(s.heading, s.html) for s in item.sections] == [
        ("Lovgrundlag", "<p>Havneloven.</p>"),
        ("Beslutning", "<p>Godkendt.</p>"),
    ]


def test_the_headings_that_name_body_and_day_are_those_of_decisions() -> None:
    (item, _) = read(
        f"{HEAD}<h2>1. Bro</h2><h3>Havneudvalget, 02-06-2020, pkt. 1</h3><p>Godkendt.</p>"
        "<h2>2. Sti</h2><h3>Havneudvalget den 02-06-2020</h3><p>Udsat.</p>"
    ).items
    assert item.decision_text == "Godkendt."


def test_an_item_of_an_accordion_may_have_no_sections() -> None:
    panels = "".join(
        f'<h3><button aria-controls="a{n}"><span class="sr-only">Fold ud: </span>{n}. {title}</button></h3><div id="a{n}">{text}</div>'
        for n, title, text in (
            (1, "Bro", "<h4>Beslutning</h4><p>Godkendt.</p>"),
            (2, "Meddelelser", "<p>Broen er malet.</p><p><a href='#a2'>Udskriv punkt</a> | <a>Kopiér link til punktet</a></p>"),
            (3, "Sti", "<h4>Beslutning</h4><p>Udsat.</p>"),
        )
    )  # fmt: skip
    meeting = read(HEAD + panels)
    assert [item.title for item in meeting.items] == ["Bro", "Meddelelser", "Sti"]
    assert [section.text for section in meeting.items[1].sections] == ["Broen er malet."]


def test_a_page_of_one_item_says_below_its_title_at_which_meeting() -> None:
    meeting = read(
        "<h1>Punkt 3: Bro</h1><p>Udvalg: Havneudvalget</p><p>Mødedato: Tirsdag den 2. juni 2020 kl. 13.00</p>"
        "<h2>Sagsfremstilling</h2><p>Den er rød.</p><h2>Beslutning</h2><p>Godkendt.</p>"
    )
    assert (meeting.committee, str(meeting.date), str(meeting.start_time)) == (
        "Havneudvalget",
        "2020-06-02",
        "13:00:00",
    )
    assert meeting.items[0].section_headings == ("Sagsfremstilling", "Beslutning")


@pytest.mark.parametrize(
    "around",
    [
        '<div id="CybotCookiebotDialog"><p>Rutebåden</p></div>',
        '<div class="breadcrumb"><ul><li>Rutebåden</li></ul></div>',
        '<div class="share-buttons"><a>Rutebåden</a></div>',
        '<div class="related"><h2>Rutebåden</h2></div>',
        '<div class="page-footer"><p>Rutebåden</p></div>',
        '<span class="visually-hidden">Rutebåden</span>',
    ],
)
def test_what_the_names_of_classes_say_stands_around_is_left_out(around: str) -> None:
    items = "".join(f"<h2>{n}. {t}</h2><h3>Beslutning</h3><p>{d}</p>" for n, t, d in WANTED)
    meeting = read(around + HEAD + items + around)
    assert decisions(meeting) == WANTED
    assert "Rutebåden" not in "".join(meeting.source_lines)


def test_minutes_in_what_is_named_as_standing_around_stay() -> None:
    items = "".join(f"<h2>{n}. {t}</h2><h3>Beslutning</h3><p>{d}</p>" for n, t, d in WANTED)
    assert decisions(read(f'<div class="related">{HEAD}{items}</div>')) == WANTED


def test_a_table_of_data_stays_a_table() -> None:
    table = "<table><tr><td>Årstal</td><td>Kroner</td></tr><tr><td>2020</td><td>10</td></tr></table>"
    (item,) = read(
        f"{HEAD}<h2>1. Bro</h2><h3>Økonomiske konsekvenser</h3>{table}<h3>Beslutning</h3><p>Godkendt.</p>"
    ).items
    assert "<td>2020</td><td>10</td>" in item.sections[0].html


def test_the_kept_markup_says_neither_more_nor_less_than_the_text() -> None:
    (item,) = read(
        "<p>Referat af mødet i Havneudvalget den 2. juni 2020</p><p><b>1. Bro</b></p><p>Resume: Broen er <em>rød</em>.</p>"
        "<p>Sagsfremstilling<br>Den males.<br>Det sker i maj.</p><p>Beslutning</p><p>Godkendt.<br>Fraværende: Bo Krat</p>"
    ).items
    assert [(s.heading, s.text) for s in item.sections] == [
        ("Resume", "Broen er rød."),
        ("Sagsfremstilling", "Den males.\nDet sker i maj."),
        ("Beslutning", "Godkendt."),
    ]
    for section in item.sections:
        assert section.heading not in section.html
        assert "Krat" not in section.html


def test_a_form_around_minutes_without_headings_takes_nothing_away() -> None:
    items = "".join(
        f"<p>{n}. {title}</p><p>Udvalget drøftede sagen.</p>"
        for n, title in enumerate(("Bro", "Sti", "Mole"), 1)
    )
    meeting = read(f"<form id='aspnetForm'><p>Referat</p><p>Havneudvalget den 2. juni 2020</p>{items}</form>")
    assert [item.title for item in meeting.items] == ["Bro", "Sti", "Mole"]
