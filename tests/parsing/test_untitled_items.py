"""Items without a title: pages that fold an item under its title lose it when their text is taken."""

import pytest

from apps.parsing import ParsingError, parse_document
from apps.parsing.item_headings.printed import NO_TITLE
from apps.parsing.records import DocumentKind, ParsedMeeting

HEAD = "Havneudvalget\nReferat • 14. august 2024 kl. 15.30\n\n"


def parse(text: str) -> ParsedMeeting:
    return parse_document(text.encode())


def items_of(meeting: ParsedMeeting) -> list[tuple[str, str, str | None]]:
    return [(item.number, item.title, item.decision_text) for item in meeting.items]


def test_a_label_begins_an_item_also_without_its_number() -> None:
    meeting = parse(
        "Beslutningsprotokol\n\nonsdag den 1. september 2021 kl. 09:00\n\nUdvalg: Havneudvalget\nMedlemmer: Ida Storm, Bo Krat, Pia Lund\n"
        "Bemærkninger: Afbud: Bo Krat\nUdskriv hele dagsordnen\n  • Udskriv\n    Sagsid.:\n\n    Beslutning Havneudvalget den 01-09-2021\n\n    Godkendt.\n\n"
        "  • Udskriv\n    Sagsid.: 20/35762, Sagsinitialer: abc\n\n    Sagsfremstilling\n\n    Molen er slidt.\n\n"
        "    Beslutning Havneudvalget den 01-09-2021\n\n    Drøftet.\n\n    Afbud: Bo Krat\n"
    )
    assert items_of(meeting) == [("u1", NO_TITLE, "Godkendt."), ("u2", NO_TITLE, "Drøftet.")]
    assert [item.journal_number for item in meeting.items] == [None, "20/35762"]
    assert meeting.items[1].absent == ("Bo Krat",)
    assert [person.absent for person in meeting.participants] == [False, True, False]


def test_the_title_may_stand_below_the_label() -> None:
    meeting = parse(
        "Udvalg: Havneudvalget\nMødedato: 6. november 2017\n\nDagsordenpunkter\n\n"
        "Sagsnr.: 05.00.00-A00-2-17 Sagsbehandler: Ida Storm\n\nOrientering om molen\n\nDIR\n\nTMU\n\nSagsresume\n\nMolen er slidt.\n\nBeslutning\n\nTaget til orientering.\n\n"
        "Sagsnr.: 05.01.02-G01-4-17 Sagsbehandler: Bo Krat\n\nTilskud til bådelauget\n\nDIR\n\nSagsresume\n\nLauget søger.\n\nBeslutning\n\nGodkendt.\n"
    )
    assert items_of(meeting) == [
        ("u1", "Orientering om molen", "Taget til orientering."),
        ("u2", "Tilskud til bådelauget", "Godkendt."),
    ]


def test_the_first_section_coming_again_begins_an_item() -> None:
    case = "Sagsfremstilling\n\n{}\n\nIndstilling\n\nat sagen tages til efterretning.\n\nBeslutning\n\n{}\n\nBeslutningskompetence\n\nByrådet.\n\n"
    meeting = parse(
        HEAD + case.format("Molen er slidt.", "Tiltrådt.") + case.format("Kranen er ny.", "Forkastet.")
    )
    assert [item.decision_text for item in meeting.items] == ["Tiltrådt.", "Forkastet."]
    assert (meeting.committee, str(meeting.date)) == ("Havneudvalget", "2024-08-14")


def test_where_the_first_item_is_only_a_decision_every_decision_ends_its_item() -> None:
    own = "Beslutning i Havneudvalget den 14-08-2024\n"
    meeting = parse(
        f"{HEAD}{own}Dagsordenen godkendt.\nBeslutningstema\nMolen\nSagsfremstilling\nMolen er slidt.\n{own}Godkendt.\n"
        f"Beslutningstema\nKranen\nIndstilling\nDet indstilles, at kranen købes.\n{own}Anbefales.\n"
    )
    assert [item.decision_text for item in meeting.items] == [
        "Dagsordenen godkendt.",
        "Godkendt.",
        "Anbefales.",
    ]


def test_an_agenda_of_one_untitled_item_is_an_agenda() -> None:
    meeting = parse(
        "Havneudvalget\nDagsorden • 14. august 2024 kl. 15.30\nBeslutningstema\nMolen.\nIndstilling\nDet indstilles, at molen males.\n"
    )
    assert (meeting.kind, len(meeting.items)) == (DocumentKind.AGENDA, 1)


def test_numbered_lines_above_the_sections_are_titles_and_never_lost_to_untitled_items() -> None:
    meeting = parse(
        "Dagsorden til møde i Havneudvalget\n\nDen 25.09.2018 kl. 17:00\n\n171.   Godkendelse af dagsorden\n\n\nFraværende\nIda Storm (V)\nBo Krat (A)\n\nTil toppen\n\n"
        "172.   Valg af formand for havnens venner\n\nIndstilling\n\nDet indstilles, at valget sker nu.\n\n1. Formanden vælges,\n\n2. næstformanden vælges.\n"
    )
    assert [(item.number, item.title) for item in meeting.items] == [
        ("171", "Godkendelse af dagsorden"),
        ("172", "Valg af formand for havnens venner"),
    ]
    assert meeting.items[0].absent == ("Ida Storm", "Bo Krat")


def test_the_one_item_of_a_page_has_its_title_below_the_head() -> None:
    meeting = parse(
        "Mødedato: 22.04.2021, kl. 17:30\nMødested: Pakhuset\n\nForslag til nye lokaludvalg\n\nSe alle bilag\n\nDer skal tages stilling til nye udvalg.\n\n"
        "Indstilling\n\nDet indstilles, at forslaget godkendes.\n\nBeslutning\n\nGodkendt.\n"
    )
    assert items_of(meeting) == [("u1", "Forslag til nye lokaludvalg", "Godkendt.")]
    assert (meeting.committee, meeting.location) == (None, "Pakhuset")


@pytest.mark.parametrize(
    "memo",
    [
        "Notat\n\nDato: 3. maj 2024\nSagsnr.: 00.01.00-P35-13-24\n\nMolen er slidt og skal males. Kranen er ny.\n",
        "Notat om molen\n3. maj 2024\n\nBaggrund.\n\nMolen er slidt.\n\nSagsnr.: 00.01.00-P35-13-24\n\nIndstilling\n\nMolen males.\n",
        "Referat i pressen\n\nDato: 3. maj 2024\nSagsnr.: 00.01.00-P35-13-24\n\nAvisen skriver om molen.\n",
    ],
)
def test_a_memo_with_a_case_number_is_no_item(memo: str) -> None:
    with pytest.raises(ParsingError):
        parse(memo)
