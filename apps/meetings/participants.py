"""Whom the names on a meeting's list of participants mean."""

from collections.abc import Iterable

from apps.meetings.models import Attendance, Meeting
from apps.people.models import Person


def connect_people(meeting: Meeting, new: Iterable[Attendance]) -> None:
    """Connect elected members with their person, made where new: those in the archive, and `new` ones, unsaved.

    Seven queries at most, however many they are.
    """
    unconnected = [*meeting.attendance.filter(person=None), *new]
    elected = [row for row in unconnected if row.party or row.affiliation_note]
    people = Person.all_called((row.name for row in elected), municipality=meeting.committee.municipality)
    for row in elected:
        row.person = people[row.name]
    Attendance.objects.bulk_update([row for row in elected if row.pk], ["person"])
