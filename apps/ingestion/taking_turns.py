"""Whoever makes or moves meetings of a municipality waits for the others."""

from django.db import connection

from apps.committees.models import Municipality


def one_at_a_time(municipality: Municipality) -> None:
    """Wait for the other imports and merges of a municipality; holds until the caller's transaction ends.

    So two of them never make the same meeting or committee.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('load_meeting'), %s)", (municipality.pk,))
