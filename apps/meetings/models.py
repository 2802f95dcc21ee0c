"""Meetings and attendance."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from apps.committees.models import Committee, SluggedModel
from apps.corrections.publishing import PublishableModel, PublishableQuerySet
from apps.corrections.sources import SourceRow
from apps.people.models import Person


class DocumentKind(models.TextChoices):
    """What is known of a meeting: its minutes, or only its agenda."""

    MINUTES = "minutes", "referat"
    AGENDA = "agenda", "dagsorden"


class MeetingQuerySet(PublishableQuerySet["Meeting"]):
    """Meetings."""

    def with_committee(self) -> "MeetingQuerySet":
        """Read committee and municipality along."""
        return self.select_related("committee__municipality")


class Meeting(SluggedModel, PublishableModel):
    """One meeting of one committee. `source_date` is the date that documents state, even where staff correct it."""

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="meetings", verbose_name="udvalg"
    )
    held_on = models.DateField("dato")
    sequence = models.PositiveSmallIntegerField("nummer den dag", default=1, editable=False)
    start_time = models.TimeField("starttidspunkt", null=True, blank=True)
    location = models.TextField("sted", blank=True)
    kind = models.TextField("slags", choices=DocumentKind, default=DocumentKind.MINUTES)
    # Of an agenda: whether only its supplement is known.
    is_only_supplement = models.BooleanField(default=False, editable=False)
    source_url = models.URLField("kildens adresse", max_length=2000, blank=True)
    source_committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="+", editable=False, null=True
    )
    source_date = models.DateField(editable=False, null=True)
    imported_at = models.DateTimeField("senest importeret", null=True, editable=False)

    source_fields = ("committee", "held_on", "start_time", "location", "kind", "source_url")
    untracked_fields: ClassVar[frozenset[str]] = frozenset(
        {"slug", "unpublished_at", "source_committee", "source_date", "imported_at", "is_only_supplement"}
    )

    objects = models.Manager.from_queryset(MeetingQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = "møde"
        verbose_name_plural = "møder"
        ordering = ("-held_on", "-sequence", "-pk")
        constraints = [
            *PublishableModel.Meta.constraints,
            # Also serves the committee page: its meetings by date.
            models.UniqueConstraint(fields=("committee", "held_on", "sequence"), name="meeting_once"),
            models.UniqueConstraint(fields=("committee", "slug"), name="meeting_slug_once"),
        ]
        indexes = [
            # For the home page: the newest meetings of all committees.
            models.Index(fields=("-held_on",), name="meetings_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.held_on:%d-%m-%Y}"

    @property
    def kind_label(self) -> str:
        """ "referat", "dagsorden", or "tillægsdagsorden" where nothing else of the agenda is known."""
        is_supplement = self.kind == DocumentKind.AGENDA and self.is_only_supplement
        return "tillægsdagsorden" if is_supplement else str(self.get_kind_display())

    def wanted_slug(self) -> str:
        """`2025-08-12`; a second meeting that day `2025-08-12-2`."""
        return (
            f"{self.held_on.isoformat()}-{self.sequence}" if self.sequence > 1 else self.held_on.isoformat()
        )

    def slug_scope(self) -> int:
        """Below the committee."""
        return self.committee_id

    def _holds(self, wanted: str) -> bool:
        return self.slug == wanted

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Number meetings of one day in the order they came, never anew."""
        if isinstance(self.held_on, str):
            self.held_on = dt.date.fromisoformat(self.held_on)
        others = Meeting.objects.filter(committee=self.committee, held_on=self.held_on).exclude(pk=self.pk)
        if others.filter(sequence=self.sequence).exists():
            self.sequence = 1 + max(others.values_list("sequence", flat=True))
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "sequence"}
        super().save(*args, **kwargs)

    @classmethod
    def move_to(cls, committee: Committee, meetings: Iterable["Meeting"]) -> None:
        """Move meetings to another committee, numbered there in the order given. Eleven queries, however many they are."""
        taken: dict[dt.date, set[int]] = {}
        for held_on, sequence in cls.objects.filter(committee=committee).values_list("held_on", "sequence"):
            taken.setdefault(held_on, set()).add(sequence)
        moved = list(meetings)
        for meeting in moved:
            that_day = taken.setdefault(meeting.held_on, set())
            if meeting.sequence in that_day:
                meeting.sequence = 1 + max(that_day)
            that_day.add(meeting.sequence)
            meeting.committee = committee
        cls.move_all(moved, ("committee", "sequence"))

    def get_absolute_url(self) -> str:
        """`/<kommune>/udvalg/<udvalg>/<2025-08-12>/`."""
        return reverse("meeting", args=(self.committee.municipality.slug, self.committee.slug, self.slug))


class Attendance(SourceRow):
    """One name on a meeting's list of participants, with name and party as written."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendance", verbose_name="møde"
    )
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)
    name = models.TextField("navn")
    party = models.TextField("parti", blank=True)
    affiliation_note = models.TextField("tilknytning", blank=True)
    role = models.TextField("rolle", blank=True)
    is_absent = models.BooleanField("afbud", default=False)
    substitute_for = models.TextField("stedfortræder for", blank=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="attendance",
        verbose_name="politiker",
    )

    source_fields = ("position", "name", "party", "affiliation_note", "role", "is_absent", "substitute_for")
    # Whom a name is connected with says nothing about the meeting, so the log leaves it out.
    untracked_fields: ClassVar[frozenset[str]] = frozenset({"source_key", "person"})

    class Meta:
        verbose_name = "deltager"
        verbose_name_plural = "deltagere"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name

    @property
    def is_official(self) -> bool:
        """Whether the person comes from the administration: a role, and neither party nor affiliation."""
        return bool(self.role) and not self.party and not self.affiliation_note
