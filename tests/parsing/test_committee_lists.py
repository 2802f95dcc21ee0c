"""FirstAgenda's list of committees, by period and with their meetings."""

import datetime as dt
import json

import pytest

from apps.parsing import ParsingError, parse_document
from apps.parsing.committee_lists import read_committee_list
from tests.parsing.machine_formats import AGENDA_ID, MEETING, as_firstagenda, as_sbsys

LIST = {
    "Udvalg": {
        "Udvalg 2026-2029": [
            {
                "Id": AGENDA_ID,
                "Navn": "Havneudvalget",
                "Historisk": False,
                "Moeder": [
                    {
                        "Id": "1",
                        "Dato": "2026-05-04T14:00:00+02:00",
                        "Sted": "Pakhuset",
                        "Navn": "Tillægsdagsorden",
                        "Afsluttet": False,
                        "ReleasedDate": "2026-05-01T10:53:07+02:00",
                        "IsSupplementaryAgenda": None,
                    },
                    {
                        "Id": "2",
                        "Dato": "31-02-2026",
                        "Navn": "Referat",
                        "Afsluttet": True,
                        "ReleasedDate": None,
                    },
                    "ikke et møde",
                ],
            },
            {"Id": "3", "Navn": None},
        ],
        "Folkeoplysningsudvalget 2014 og frem": [
            {"Id": "4", "Navn": "Folkeoplysningsudvalget", "Historisk": True, "Moeder": None}
        ],
    }
}


def test_committees_are_listed_with_period_and_meetings() -> None:
    found = read_committee_list(json.dumps(LIST).encode())
    assert found is not None
    harbour, education = found.committees
    assert (harbour.name, harbour.period, harbour.first_year, harbour.last_year, harbour.is_historic) == (
        "Havneudvalget",
        "Udvalg 2026-2029",
        2026,
        2029,
        False,
    )
    assert (education.name, education.first_year, education.is_historic, education.meetings) == (
        "Folkeoplysningsudvalget",
        None,
        True,
        (),
    )
    supplement, minutes = harbour.meetings
    assert (supplement.source_id, supplement.date, supplement.start_time) == (
        "1",
        dt.date(2026, 5, 4),
        dt.time(14, 0),
    )
    assert (supplement.location, supplement.is_supplement, supplement.is_finished) == (
        "Pakhuset",
        True,
        False,
    )
    assert (supplement.released_on, supplement.is_released) == (dt.date(2026, 5, 1), True)
    assert (minutes.date, minutes.location, minutes.is_finished, minutes.is_released) == (
        None,
        None,
        True,
        False,
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Referat",
        b'{"Udvalg": ',
        b'{"Udvalg": []}',
        b'{"Udvalg": {"2026": 1}}',
        as_firstagenda(MEETING),
        as_sbsys(MEETING),
    ],
    ids=range(7),
)
def test_other_documents_are_no_such_list(content: bytes) -> None:
    assert read_committee_list(content) is None


def test_the_list_is_no_meeting_and_says_what_it_is() -> None:
    with pytest.raises(ParsingError, match=r"FirstAgendas liste over udvalg og møder \(udvalgsliste\)"):
        parse_document(json.dumps(LIST).encode())
