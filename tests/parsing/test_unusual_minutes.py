"""Layouts that few publishers have: labels and numbers in other places, lists of people in other forms, words of the page."""

import pytest

from apps.parsing import parse_document
from apps.parsing.records import ParsedItem, ParsedMeeting

HEAD = "Referat af mødet i Havneudvalget den 3. juni 2024 kl. 16.30\n\n"


def parse(text: str) -> ParsedMeeting:
    return parse_document(text.encode())


def items_of(text: str) -> tuple[ParsedItem, ...]:
    return parse(HEAD + text).items


def numbers_and_titles(text: str) -> list[tuple[str, str, str | None]]:
    return [(item.number, item.title, item.journal_number) for item in items_of(text)]


def test_journal_numbers_above_the_titles_belong_to_the_items_below_them() -> None:
    text = (
        "85.02.02-G01-1-17\n\n40. Godkendelse af dagsorden\n\nForventet sagsgang\n\nHU\n\nBeslutning\n\nGodkendt.\n\n"
        "19.03.00-P24-1-19\n\n41. Havnens regnskab\n\nForventet sagsgang\n\nHU\n\nBeslutning\n\nDrøftet.\n"
    )
    assert numbers_and_titles(text) == [
        ("40", "Godkendelse af dagsorden", "85.02.02-G01-1-17"),
        ("41", "Havnens regnskab", "19.03.00-P24-1-19"),
    ]
    assert [item.decision_text for item in items_of(text)] == ["Godkendt.", "Drøftet."]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("01.02.00.G01 18/20911", "18/20911"),
        ("01.02G00 - 2017/27088", "2017/27088"),
        ("abc / 03/1363", "03/1363"),
        ("09/11998                              ABC", "09/11998"),
        ("023456-2014", "023456-2014"),
        ("(HU  10/2007)", "HU 10/2007"),
        ("Sagsnr. 779-2014-12345   Dok.nr. 779-2014-98765   Sagsbeh. Ida Storm", "779-2014-12345"),
        ("Sagsnr.: 08/1234                 Sagen afgøres i: Byrådet", "08/1234"),
        ("Punktoplysninger\n\nSagsnr.: 08/1234\n\nSagsbeh.: Ida Storm", "08/1234"),
    ],
)
def test_what_files_an_item_is_told_in_many_forms(label: str, number: str) -> None:
    item = "{0}. {1}\n\n" + label + "\n\nSagsfremstilling\n\nMolen er slidt.\n\nBeslutning\n\nGodkendt.\n\n"
    assert numbers_and_titles(item.format(1, "Molen") + item.format(2, "Kranen")) == [
        ("1", "Molen", number),
        ("2", "Kranen", number),
    ]


def test_what_stands_beside_the_number_may_be_a_section() -> None:
    (item, _) = items_of(
        "1. Molen\n\nSagsnr.: 08/1234          Sagen afgøres i: Byrådet\n\nBeslutning\n\nGodkendt.\n\n"
        "2. Kranen\n\nSagsnr.: 08/1235          Sagen afgøres i: Byrådet\n\nBeslutning\n\nGodkendt.\n"
    )
    assert item.decided_by == "Byrådet"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("114Godkendelse af dagsorden", "115Molen ved kajen"),
        (" 114.  114. Godkendelse af dagsorden", " 115.  115. Molen ved kajen"),
        ("  • 114\n\n    Godkendelse af dagsorden", "  • 115\n\n    Molen ved kajen"),
        ("Sag nr. 114\n\nGodkendelse af dagsorden", "Sag nr. 115\n\nMolen ved kajen"),
        ("114 Åbent       Godkendelse af dagsorden", "115 Åbent       Molen ved kajen"),
        ("Indholdsfortegnelse114. Godkendelse af dagsorden", "115. Molen ved kajen"),
    ],
)
def test_numbers_stand_in_many_places(first: str, second: str) -> None:
    section = "\n\nSagsfremstilling\n\nMolen er slidt.\n\nBeslutning\n\nGodkendt.\n\n"
    assert numbers_and_titles(first + section + second + section) == [
        ("114", "Godkendelse af dagsorden", None),
        ("115", "Molen ved kajen", None),
    ]


def test_short_titles_with_a_full_stop_number_the_minutes_of_a_council() -> None:
    meeting = parse(
        "Referat af Seniorrådets møde den 3. april 2017 kl. 10.00\n\n1. Velkomst til alle.\nFormanden bød velkommen.\n\n"
        "2. Valget i foråret.\nRådet har noteret sig datoen.\n\n3. Eventuelt\nIntet.\n"
    )
    assert [(item.number, item.title) for item in meeting.items] == [
        ("1", "Velkomst til alle."),
        ("2", "Valget i foråret."),
        ("3", "Eventuelt"),
    ]


def test_in_a_page_without_blank_lines_a_title_is_the_line_above_its_number() -> None:
    meeting = parse(
        "Havneudvalget\n18-09-2024\nMedlemmer\nIda Storm (A)\nSager 162 - 163\nMeddelelser\nSag nr. 162\nSagens kerne\nNyt fra havnen.\nBeslutning\nTaget til efterretning.\n"
        "Bilag\nBilag 1: Notat om molen ved den gamle havn og dens fremtid\nBilag 2: Kort\nMolen ved kajen\nSag nr. 163\nSagens kerne\nMolen er slidt.\nBeslutning\nGodkendt.\n"
    )
    assert [(item.number, item.title) for item in meeting.items] == [
        ("162", "Meddelelser"),
        ("163", "Molen ved kajen"),
    ]
    assert len(meeting.items[0].attachments) == 2


def test_a_line_with_body_day_and_number_heads_the_bodys_own_decision() -> None:
    meeting = parse(
        "Referat\n\nDato: Onsdag, April 3, 2019 - 18:00\n\nPkt. 42 Molen\n\nSagsnr. 299835 Havneudvalget Åbent punkt\n\nHavneudvalget, 03-04-2019, pkt. 42\n\nGodkendt.\n\n"
        "Fraværende: Ida Storm (V) - Bo Krat (V) mødte som stedfortræder.\n\nPkt. 43 Kranen\n\nSagsnr. 299836 Havneudvalget Åbent punkt\n\nIndstilling\n\nDet indstilles, at kranen købes.\n\nHavneudvalget, 03-04-2019, pkt. 43\n\nForkastet.\n"
    )
    assert (meeting.committee, str(meeting.date)) == ("Havneudvalget", "2019-04-03")
    assert [item.decision_text for item in meeting.items] == ["Godkendt.", "Forkastet."]
    assert meeting.items[0].absent == ("Ida Storm",)


def test_of_several_bodies_under_one_heading_only_the_own_one_decides() -> None:
    (item,) = items_of(
        "1. Molen\n\nSagsnr.: 15/25000\n\nIndstilling\n\nDet indstilles, at molen males.\n\nBeslutninger\n\nVejudvalget den 27-05-2024\nAnbefales ikke.\n\nHavneudvalget den 03-06-2024\nGodkendt.\n"
    )
    assert item.decision_text == "Godkendt."
    assert [(past.committee, past.text) for past in item.decision_history] == [
        ("Vejudvalget", "Anbefales ikke.")
    ]


def test_bodies_and_days_that_a_decision_lists_stay_its_text() -> None:
    (item,) = items_of(
        "1. Molen\n\nSagsnr.: 15/25000\n\nBeslutning\n\nUdvalget sender sagen til:\n\nVejudvalget den 10-06-2024\n\nByrådet den 17-06-2024\n"
    )
    assert item.decision_text == (
        "Udvalget sender sagen til:\nVejudvalget den 10-06-2024\nByrådet den 17-06-2024"
    )


def test_the_bodys_meeting_heads_its_decision_and_tells_body_and_day() -> None:
    item = "{}.  {}\n\n                       Åbent\n\nSagsnr.: 326-2010-57347       J.nr.: 00.01.00\n\nHavneudvalgets møde den 12. december 2011:\n\nFormanden orienterede.\n\n"
    meeting = parse(item.format(1, "Molen") + item.format(2, "Kranen"))
    assert (meeting.committee, str(meeting.date)) == ("Havneudvalget", "2011-12-12")
    assert [item.decision_text for item in meeting.items] == ["Formanden orienterede."] * 2


def test_heads_of_pages_that_come_again_are_no_text() -> None:
    head = "Havneudvalget                       03-06-2024                    Side {}\n\n"
    item = "{}. {}\n\nSagsnr.: 15/25000\n\nBeslutning\nGodkendt.\n\n"
    items = items_of(
        head.format(1) + item.format(1, "Molen") + head.format(2) + item.format(2, "Kranen") + head.format(3)
    )
    assert [item.decision_text for item in items] == ["Godkendt.", "Godkendt."]


def test_words_of_the_page_are_no_text() -> None:
    page = "<h2>{}. {}</h2><h3>Sagsfremstilling</h3><p>Molen er slidt.</p><h3>Beslutning</h3><p>Godkendt.</p><p>Til toppen</p>"
    meeting = parse(
        f"<html><body><h1>{HEAD}</h1>{page.format(1, 'Molen')}{page.format(2, 'Kranen')}</body></html>"
    )
    assert [item.decision_text for item in meeting.items] == ["Godkendt.", "Godkendt."]


def test_a_page_may_have_numbers_above_or_below_its_titles() -> None:
    section = "<h3>Beslutning</h3><p>Godkendt.</p>"
    above = f"<p>05.00.00-A00-2-17</p><h2>1. Molen</h2>{section}<p>05.00.00-A00-3-17</p><h2>2. Kranen</h2>{section}"
    below = f"<h2>Molen</h2><p>Sag nr. 1</p>{section}<h2>Kranen</h2><p>Sag nr. 2</p>{section}"
    read = [
        [(item.number, item.title, item.journal_number, item.decision_text) for item in parse(page).items]
        for page in (f"<html><body><h1>{HEAD}</h1>{part}</body></html>" for part in (above, below))
    ]
    assert read == [
        [("1", "Molen", "05.00.00-A00-2-17", "Godkendt."), ("2", "Kranen", "05.00.00-A00-3-17", "Godkendt.")],
        [("1", "Molen", None, "Godkendt."), ("2", "Kranen", None, "Godkendt.")],
    ]


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("Fraværende: Ida Storm (V) - Bo Krat (V) mødte som stedfortræder.", ("Ida Storm",)),
        ("Fraværende:\n\nBo Krat (V) deltog i mødet i stedet for Ida Storm (I).", ("Ida Storm",)),
        ("Afbud:\n1. Ida Storm, Ø", ("Ida Storm",)),
        ("Fraværende\nIda Storm (V)\nPia Lund (A)", ("Ida Storm", "Pia Lund")),
        ("Fraværende i Havneudvalget, 3. juni 2024:\n\nIda Storm", ("Ida Storm",)),
        ("Ida Storm, Bo Krat og Pia Lund deltog ikke på mødet.", ("Ida Storm", "Bo Krat", "Pia Lund")),
        ("Fraværende:\nGodkendt.", ()),
    ],
)
def test_absence_is_told_in_many_forms(line: str, absent: tuple[str, ...]) -> None:
    (item,) = items_of(f"1. Molen\n\nSagsnr.: 15/25000\n\nBeslutning\n\nGodkendt.\n\n{line}\n")
    assert item.absent == absent


def test_names_under_a_label_before_the_next_section_are_absent() -> None:
    (item,) = items_of(
        "1. Molen\n\nSagsid.: 06/15387\n\nBeslutning Havneudvalget den 03-06-2024\nGodkendt.\n\nFraværende\nIda Storm, Bo Krat\n\nSagsfremstilling\nMolen er slidt.\n"
    )
    assert (item.decision_text, item.absent) == ("Godkendt.", ("Ida Storm", "Bo Krat"))


def test_a_decision_of_the_day_is_the_bodys_own_under_another_name_beside_an_empty_heading() -> None:
    item = "{}. {}\n\nSagsnr.: 15/25000\n\nBeslutning i Udvalget for Kaj og Mole den 03-06-2024\n\nGodkendt.\n\nReferat\n\nSagsfremstilling\n\n"
    items = items_of(item.format(1, "Molen") + item.format(2, "Kranen"))
    assert [item.decision_text for item in items] == ["Godkendt.", "Godkendt."]
