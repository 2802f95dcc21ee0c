"""Each public page asks the database as often for thirty rows as for three."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.factories import COMMITTEE, load, many_meetings, page

pytestmark = pytest.mark.django_db

# The most a page may ask; a change that raises one has a reason to give.
PAGES = {
    "/": 14,
    "/om/": 1,
    "/soeg/": 14,
    "/soendersund/": 14,
    "/soendersund/udvalg/": 3,
    COMMITTEE: 8,
    f"{COMMITTEE}2024-01-09/": 10,
    f"{COMMITTEE}2024-01-09/punkt-1/": 15,
    "/soendersund/sager/": 6,
    "/soendersund/sager/27-36-04-g01-7-23/": 6,
    "/soendersund/politikere/": 3,
    "/soendersund/politikere/gro-askelund/": 5,
}


def queries(client: Client, path: str) -> int:
    page(client, path)  # fills the caches that live as long as the process, such as content types
    with CaptureQueriesContext(connection) as captured:
        page(client, path)
    return len(captured)


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, tuple[int, int]]:
    """The numbers of queries with three rows of everything and with thirty."""
    client = Client()
    with django_db_blocker.unblock(), transaction.atomic():
        load(*many_meetings(3))
        few = {path: queries(client, path) for path in PAGES}
        load(*many_meetings(30)[3:], *many_meetings(2, items=30)[1:])
        many = {path: queries(client, path) for path in PAGES}
        transaction.set_rollback(True)
    return {path: (few[path], many[path]) for path in PAGES}


@pytest.mark.parametrize("path", PAGES)
def test_the_number_of_queries_does_not_grow(counts: dict[str, tuple[int, int]], path: str) -> None:
    with_three, with_thirty = counts[path]
    assert with_three == with_thirty
    assert with_thirty <= PAGES[path]
