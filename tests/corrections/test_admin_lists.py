"""The lists of the admin: searched, and as fast with many rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.agenda_items.models import AgendaItem
from apps.corrections.acting import Actor, acting
from tests.corrections.conftest import bring_in
from tests.ingestion.documents import document

pytestmark = pytest.mark.django_db

LISTS = [
    "committees_municipality",
    "committees_committee",
    "meetings_meeting",
    "agenda_items_agendaitem",
    "agenda_items_vote",
    "people_person",
    "cases_case",
    "ingestion_sourcedocument",
    "ingestion_importrun",
    "corrections_correction",
    "corrections_changelogentry",
]


def test_every_list_is_searched_and_takes_no_more_queries_with_more_rows(
    admin_client: Client, item: AgendaItem
) -> None:
    def correct(*numbers: str) -> None:
        with acting(Actor(cause="Rettet i administrationen", is_correcting=True)):
            for row in AgendaItem.objects.filter(number__in=numbers):
                row.title = f"{row.title} igen"
                row.save()

    def queries() -> dict[str, int]:
        counts = {}
        for name in LISTS:
            with CaptureQueriesContext(connection) as captured:
                assert admin_client.get(reverse(f"admin:{name}_changelist")).status_code == 200
            counts[name] = len(captured)
        return counts

    correct("2")
    few = queries()
    correct("1", "3")
    for day in range(10, 13):
        bring_in(
            document(
                ("06-05-2025", f"{day}-05-2025"),
                ("6. maj", f"{day}. maj"),
                ("Havneudvalget", f"{day}-udvalget"),
            )
        )
        correct("1", "2", "3")
    many = queries()
    assert {name: many[name] for name in LISTS if many[name] > few[name] + 2} == {}
    for name in LISTS:
        assert admin_client.get(reverse(f"admin:{name}_changelist"), {"q": "cykel"}).status_code == 200
