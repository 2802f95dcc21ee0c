"""One invented meeting as data, and how each machine format (and the text of an export) writes it."""

import datetime as dt
import json
from dataclasses import dataclass
from html import escape
from typing import Any

from apps.language.dates import MONTHS

ZERO = "00000000-0000-0000-0000-000000000000"
AGENDA_ID = "5d0c1a5e-7a0b-4a52-9d0f-3f1d6a2f4c11"


@dataclass(frozen=True)
class Paper:
    title: str
    path: str = ""
    is_public: bool = True


@dataclass(frozen=True)
class Handling:
    committee: str
    date: dt.date
    decision: str = ""


@dataclass(frozen=True)
class Text:
    """A section: paragraphs, or the entries of a numbered list."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    number: int
    title: str
    journal_number: str = ""
    texts: tuple[Text, ...] = ()
    papers: tuple[Paper, ...] = ()
    history: tuple[Handling, ...] = ()
    is_public: bool = True


@dataclass(frozen=True)
class Member:
    name: str
    party: str
    role: str = ""
    is_absent: bool = False


@dataclass(frozen=True)
class Meeting:
    committee: str
    start: dt.datetime
    place: str
    items: tuple[Item, ...]
    members: tuple[Member, ...] = ()
    is_minutes: bool = True
    system_id: str = "4711"
    agenda_id: str = AGENDA_ID


def as_html(text: Text) -> str:
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.paragraphs)
    entries = "".join(f"<li>{escape(entry)}</li>" for entry in text.entries)
    return paragraphs + (f"<ol>{entries}</ol>" if entries else "")


def as_plain(text: Text) -> str:
    entries = "\n".join(f"{n}. {entry}" for n, entry in enumerate(text.entries, 1))
    return "\n\n".join([*text.paragraphs, *([entries] if entries else [])])


def firstagenda_data(meeting: Meeting) -> dict[str, Any]:
    """As the address /api/agenda/dagsorden/<guid> answers."""
    return {
        "Id": meeting.agenda_id,
        "Udvalg": {"Id": "0b7d3f52-1d8e-4c7e-8c55-2f0f3a9b6a01", "Navn": meeting.committee},
        "Moede": {
            "Id": ZERO,
            "Dato": meeting.start.isoformat(),
            "Sted": meeting.place,
            "Navn": "Referat" if meeting.is_minutes else "Dagsorden",
            "Moededeltagere": [
                {
                    "Name": _named(member),
                    "Absent": False,
                    "ParticipationCancelled": member.is_absent,
                    "AttendanceType": "Deltager",
                }
                for member in meeting.members
            ],
        },
        "TillaegsDagsorden": False,
        "Dagsordenpunkter": [_firstagenda_item(item) for item in meeting.items],
    }


def _named(member: Member) -> str:
    return f"{member.name} ({member.party})" + (f" ({member.role})" if member.role else "")


def _firstagenda_item(item: Item) -> dict[str, Any]:
    classes = {"Beslutning": "beslutning", "Indstilling": "indstilling", "Sammendrag": "resume"}
    html = "".join(
        f"<h3>{text.heading}</h3><span class='{classes.get(text.heading, 'ukendt')}'>{as_html(text)}</span>"
        for text in item.texts
    )
    return {
        "Id": f"9f1f0000-0000-4000-8000-{item.number:012d}",
        "Number": str(item.number),
        "Navn": item.title,
        "SagsNummer": item.journal_number,
        "IsOpen": item.is_public,
        "Felter": [
            {
                "Navn": "Dagsordenspunkt",
                "Html": "<html><head><meta charset='utf-8'><title>Dagsordenspunkt</title></head><body>"
                f"<div id='sagsfremstillingContainer'>{html}</div></body></html>",
                "Tekst": None,
                "Link": None,
                "DocumentId": ZERO,
            }
        ],
        "Bilag": [
            {
                "Id": f"8b1a{n:04d}-0000-4000-8000-{item.number:012d}",
                "Navn": paper.title,
                "Order": n,
                "HarPdfVersion": True,
            }
            for n, paper in enumerate(item.papers, 1)
            if paper.is_public
        ],
        "ItemDecision": None,
    }


def as_firstagenda(meeting: Meeting) -> bytes:
    return json.dumps(firstagenda_data(meeting), ensure_ascii=False, indent=1).encode()


def as_agenda_management(meeting: Meeting) -> bytes:
    """UTF-8 with a byte order mark, HTML escaped in `Content`, paths with backslashes."""
    kind = 3 if meeting.is_minutes else 1
    members = "".join(
        f"<MeetingMember><Name>{_named(member)}</Name>"
        f"<ParticipationStatusAsValue>{2 if member.is_absent else 1}</ParticipationStatusAsValue>"
        f"<ParticipationStatusAsText>{'Afbud' if member.is_absent else 'Deltager'}</ParticipationStatusAsText>"
        "<ParticipationNote/></MeetingMember>\n"
        for member in meeting.members
    )
    items = "".join(_agenda_management_item(item) for item in meeting.items)
    return (
        "\ufeff<?xml version='1.0' encoding='utf-8'?>\n"
        "<Publication xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\n"
        f"<PublicationTypeAsValue>{kind}</PublicationTypeAsValue>\n<Agendas><Agenda ID='{meeting.system_id}1'>\n"
        f"<Meeting ID='{meeting.system_id}'><When>{meeting.start:%Y-%m-%dT%H:%M:%S}</When><Until/>"
        f"<Where>{escape(meeting.place)}</Where>\n<Members>\n{members}</Members></Meeting>\n"
        f"<Committee ID='7'><Name>{meeting.committee}</Name></Committee>\n<Items>\n{items}</Items>\n"
        "</Agenda></Agendas></Publication>\n"
    ).encode()


def _agenda_management_item(item: Item) -> str:
    fields = "".join(
        f"<ItemField ID='{n}'><Caption>{text.heading}</Caption><HasContent>True</HasContent>"
        f"<Content>{escape(as_html(text), quote=False)}</Content></ItemField>\n"
        for n, text in enumerate(item.texts, 1)
    )
    history = "".join(
        f"<ItemField><Caption>Beslutning</Caption><HasContent>{bool(handling.decision)}</HasContent>"
        f"<Content>{escape(f'<p>{handling.decision}</p>') if handling.decision else ''}</Content>"
        f"<MeetingDetails><CommitteeName>{handling.committee}</CommitteeName>"
        f"<MeetingDueDate>{handling.date}T00:00:00</MeetingDueDate></MeetingDetails></ItemField>\n"
        for handling in item.history
    )
    papers = "".join(
        f"<Enclosure ID='{n}'><Name>{escape(paper.title)}</Name><IsProtected>{not paper.is_public}</IsProtected>"
        f"<InstantiationFilePathRelative>{_windows(paper.path)}</InstantiationFilePathRelative></Enclosure>\n"
        for n, paper in enumerate(item.papers, 1)
    )
    return (
        f"<Item ID='{item.number}'><Number>{item.number}</Number><Caption>{escape(item.title)}</Caption>"
        f"<IsPublic>{str(item.is_public).lower()}</IsPublic>"
        f"<Case><Number>{item.journal_number}</Number><Title>{escape(item.title)}</Title></Case>\n"
        f"<Fields>\n{fields}</Fields>\n<ItemHistory>\n{history}</ItemHistory>\n<Enclosures>\n{papers}</Enclosures></Item>\n"
    )


def _windows(path: str) -> str:
    return path.replace("/", "\\")


def as_edoc(meeting: Meeting) -> bytes:
    """Not well-formed (a form feed), items in the reverse order, the text of an item in one field."""
    state = "Referat endeligt godkendt" if meeting.is_minutes else "Dagsorden udsendt"
    items = "".join(_edoc_item(item) for item in reversed(meeting.items))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f"<Meeting><Committee>{meeting.committee}</Committee>"
        f"<MeetingDate>{meeting.start:%d-%m-%Y %H:%M:%S}</MeetingDate><MeetingState>{state}</MeetingState>\n"
        "<MeetingAgendaTypes><MeetingAgendaType><AgendaType>Åben</AgendaType>\n"
        f"<MeetingAgendaItems>\n{items}</MeetingAgendaItems></MeetingAgendaType></MeetingAgendaTypes></Meeting>\n"
    ).encode()


def _edoc_item(item: Item) -> str:
    text = "\n\n".join(f"{text.heading}\n\n{as_plain(text)}" for text in item.texts)
    route = "".join(
        f"<AgendaItem><Committee>{handling.committee}</Committee>"
        f"<MeetingDate>{handling.date:%d-%m-%Y} 00:00:00</MeetingDate><Decision>{escape(handling.decision)}</Decision></AgendaItem>\n"
        for handling in item.history
    )
    papers = "".join(
        f"<Attachment attachmentid='{n}'><Title>{escape(paper.title)}</Title><PDFDocument>{paper.path}</PDFDocument>"
        f"<PublishingType>{'SKAL PUBLICERES' if paper.is_public else 'MÅ IKKE PUBLICERES'}</PublishingType>"
        "<FullText/></Attachment>\n"
        for n, paper in enumerate(item.papers, 1)
    )
    kind = "SKAL PUBLICERES" if item.is_public else "MÅ IKKE PUBLICERES"
    return (
        f"<MeetingAgendaItem><AgendaItemNumber>{item.number}</AgendaItemNumber><FullText>&#xC;{escape(text)}</FullText>\n"
        f"<Document documentid='{item.number}'><Title>{escape(item.title)}</Title><PublishingType>{kind}</PublishingType>\n"
        f"<AgendaItems>\n{route}</AgendaItems>\n<Attachments>\n{papers}</Attachments>"
        f"<Case><CaseNumber>{item.journal_number}</CaseNumber></Case></Document></MeetingAgendaItem>\n"
    )


def as_sbsys(meeting: Meeting) -> bytes:
    kind = "Referat" if meeting.is_minutes else "Dagsorden"
    items = "".join(_sbsys_item(item) for item in meeting.items)
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        f"<Dagsorden DagsordenID='{meeting.system_id}1' Åben='true' Dagsordentype='{kind}'>\n"
        f"<Møde MødeID='{meeting.system_id}' Udvalg='{meeting.committee}' Mødedato='{_danish(meeting.start)}' "
        f"Mødetid='{meeting.start:%H:%M}' Mødested='{escape(meeting.place)}'/>\n"
        f"<Dagsordenpunkter>\n{items}</Dagsordenpunkter></Dagsorden>\n"
    ).encode()


def _danish(start: dt.datetime) -> str:
    return f"{start.day}. {MONTHS[start.month - 1]} {start.year}"


def _sbsys_item(item: Item) -> str:
    fields = "".join(
        f"<{text.heading.replace(' ', '_')}>{escape(as_html(text), quote=False)}</{text.heading.replace(' ', '_')}>\n"
        for text in item.texts
    )
    papers = "".join(
        f"<Bilag BilagID='{n}' Navn='{escape(paper.title)}' MaaPubliceres='{str(paper.is_public).lower()}' "
        f"BilagUrl='{paper.path}'/>\n"
        for n, paper in enumerate(item.papers, 1)
    )
    return (
        f"<Dagsordenpunkt DagsordenpunktID='{item.number}' Nummer='{item.number}' Åbent='{str(item.is_public).lower()}' "
        f"Sagsnummer='{item.journal_number}'>\n<Overskrift>{escape(item.title)}</Overskrift>\n"
        f"<Indhold>\n{fields}</Indhold>\n<Bilagsliste>\n{papers}</Bilagsliste></Dagsordenpunkt>\n"
    )


def as_text(meeting: Meeting) -> bytes:
    """The text of minutes exported to PDF."""
    kind = "REFERAT" if meeting.is_minutes else "DAGSORDEN"
    people = ", ".join(
        _named(member) + (" (Afbud)" if member.is_absent else "") for member in meeting.members
    )
    contents = "\n".join(f"{_shown_title(item)}.....	{n}" for n, item in enumerate(meeting.items, 3))
    items = "\n\n".join(_text_item(item) for item in meeting.items)
    return (
        f"{kind} {meeting.committee} d. {meeting.start:%d-%m-%Y}\n\n"
        f"Mødedato {_danish(meeting.start)} kl. {meeting.start:%H:%M}\n\nMødested {meeting.place}\n\n"
        f"Mødedeltagere {people}\n\nIndholdsfortegnelse\n\n{contents}\n\n{items}\n"
    ).encode()


def _shown_title(item: Item) -> str:
    return item.title if item.is_public else f"Lukket punkt: {item.title}"


def _text_item(item: Item) -> str:
    parts = [f"Punkt {item.number}: {_shown_title(item)}"]
    if item.is_public:
        parts += [item.journal_number] if item.journal_number else []
        if item.history:
            parts += [
                "Tidligere behandling",
                "\n".join(f"{h.committee} den {h.date:%d-%m-%Y}" for h in item.history),
            ]
        parts += [f"{text.heading}\n\n{as_plain(text)}" for text in item.texts]
        public = [paper for paper in item.papers if paper.is_public]
        parts += ["Bilag", *(paper.title for paper in public)] if public else []
        decided = [handling for handling in item.history if handling.decision]
        parts += ["Beslutningshistorik"] if decided else []
        parts += [
            f"Beslutning truffet af {h.committee} d. {h.date:%d-%m-%Y}\n\n{h.decision}" for h in decided
        ]
    return "\n\n".join(parts)


WRITERS = {
    "firstagenda": as_firstagenda,
    "agenda_management": as_agenda_management,
    "edoc": as_edoc,
    "sbsys": as_sbsys,
    "minutes_export": as_text,
}


MEETING = Meeting(
    committee="Havneudvalget",
    start=dt.datetime(2025, 8, 19, 15, 30),  # noqa: DTZ001 (Danish local time, as exports write it)
    place="Pakhuset, lokale 2",
    members=(
        Member("Bo Krat", "A", "formand"),
        Member("Pia Lund", "V"),
        Member("Ida Skov Holm", "Ø", is_absent=True),
    ),
    items=(
        Item(
            1,
            "Godkendelse af dagsorden",
            "00.22.02-P35-9-25",
            (Text("Beslutning", ("Godkendt",)),),
        ),
        Item(
            2,
            "Ny bro over indsejlingen & fornyelse af kajen",
            "05.01.02-P20-3-25",
            (
                Text("Sammendrag", ("Broen er slidt. Udvalget skal vælge mellem to modeller.",)),
                Text(
                    "Sagsfremstilling",
                    (
                        "Broen er fra 1962 og kan ikke længere bære lastbiler over 12 ton.",
                        "Naboerne er hørt. De ønsker, at broen kan åbnes for sejlskibe.",
                    ),
                ),
                Text(
                    "Indstilling",
                    ("Center for Havn indstiller, at",),
                    ("Model 2 vælges.", "Der gives 4,2 mio. kr. til projektering."),
                ),
                Text(
                    "Beslutning",
                    (
                        "Ad 1: Godkendt",
                        "Ad 2: Ikke godkendt. For stemte: Bo Krat (A). Imod stemte: Pia Lund (V).",
                        "Ida Skov Holm (Ø) var fraværende.",
                    ),
                ),
            ),
            (
                Paper("Skitse af model 1 og 2", "Bilag/punkt 2/skitse.pdf"),
                Paper("Tilbud fra entreprenører", "Bilag/punkt 2/tilbud.pdf", is_public=False),
                Paper("Høringssvar", "Bilag/punkt 2/hoeringssvar.pdf"),
            ),
            (Handling("Havneudvalget", dt.date(2025, 5, 20), "Udsat til mødet i august."),),
        ),
        Item(4, "Salg af pakhus", "82.02.00-G10-1-25", is_public=False),
    ),
)
