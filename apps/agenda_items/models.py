"""Agenda items and what belongs to them."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse

from apps.committees.models import SluggedModel, slug_of_name
from apps.corrections.publishing import PublishableModel, PublishableQuerySet
from apps.corrections.sources import SourceRow
from apps.meetings.models import Meeting
from apps.parsing.records import OUTCOME_LABELS, SectionKind

OUTCOME_CHOICES = [(code.value, label) for code, label in OUTCOME_LABELS.items()]

_SECTION_LABELS = {
    SectionKind.PREVIOUS_HANDLING: "tidligere behandling",
    SectionKind.SUMMARY: "sammendrag",
    SectionKind.BACKGROUND: "baggrund",
    SectionKind.CASE: "sagsfremstilling",
    SectionKind.ECONOMY: "økonomi",
    SectionKind.ATTACHMENTS: "bilag",
    SectionKind.DECIDED_BY: "beslutningen træffes af",
    SectionKind.RECOMMENDATION: "indstilling",
    SectionKind.DECISION: "beslutning",
    SectionKind.DECISION_HISTORY: "beslutningshistorik",
    SectionKind.ANNOUNCEMENT: "meddelelse",
    SectionKind.OTHER: "andet",
}
SECTION_CHOICES = [(kind.value, label) for kind, label in _SECTION_LABELS.items()]


class AgendaItemQuerySet(PublishableQuerySet["AgendaItem"]):
    """Agenda items."""

    def published(self) -> "AgendaItemQuerySet":
        """What the public may see: of published meetings, and not removed."""
        return self.filter(unpublished_at=None, removed_at=None, meeting__unpublished_at=None)

    def only_on_agenda(self) -> "AgendaItemQuerySet":
        """Open items of published agendas that the minutes left out: the public may know their numbers and titles."""
        dropped = self.filter(since_agenda=SinceAgenda.DROPPED, removed_at__isnull=False, is_closed=False)
        return dropped.filter(unpublished_at=None, meeting__unpublished_at=None)

    def with_correction_mark(self) -> "AgendaItemQuerySet":
        """Whether each was corrected after its publication, as `is_corrected`."""
        corrections = PublicCorrection.objects.filter(item=OuterRef("pk")).order_by()
        return self.annotate(is_corrected=Exists(corrections))

    def with_meeting(self) -> "AgendaItemQuerySet":
        """Read meeting, committee and municipality along."""
        return self.select_related("meeting__committee__municipality")

    def for_list(self) -> "AgendaItemQuerySet":
        """What a line in a list of items shows: meeting and outcomes. Two queries."""
        return self.with_meeting().prefetch_related("outcomes")

    def for_page(self) -> "AgendaItemQuerySet":
        """All that the item's own page shows, in a fixed number of queries."""
        return self.for_list().prefetch_related(
            "sections",
            "recommendations",
            "earlier_handlings",
            "attachments",
            "public_corrections",
            Prefetch("votes", queryset=Vote.objects.prefetch_related("casts")),
        )


class SinceAgenda(models.TextChoices):
    """How an item stands to the agenda; "" where the agenda has it, or is not known."""

    ADDED = "added", "tilføjet efter dagsordenen"
    DROPPED = "dropped", "kun på dagsordenen"
    SUPPLEMENT = "supplement", "kommet med tillægsdagsordenen"


class AgendaItem(SluggedModel, PublishableModel):
    """One agenda item (dagsordenspunkt) of a meeting.

    `number` is the printed one; the address (`slug`) is given once from the first printed number and then stays.
    `source_number` is the number the source last stated, by which loading finds the item again.
    """

    follows_name = False

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items", verbose_name="møde")
    number = models.TextField("nummer")
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)
    title = models.TextField("titel")
    journal_number = models.TextField("journalnummer", blank=True)
    is_closed = models.BooleanField("lukket punkt", default=False)
    decided_by = models.TextField("beslutningen træffes af", blank=True)
    recommended_by = models.TextField("indstillet af", blank=True)
    decision_text = models.TextField("beslutning", blank=True)
    attachment_count = models.PositiveSmallIntegerField("antal bilag", null=True, blank=True)
    recommended_count = models.PositiveSmallIntegerField("bilag anbefalet læst", null=True, blank=True)
    internal_count = models.PositiveSmallIntegerField("interne bilag", null=True, blank=True)
    absent = ArrayField(models.TextField(), verbose_name="fraværende", default=list, blank=True)
    disqualified = ArrayField(models.TextField(), verbose_name="inhabile", default=list, blank=True)
    source_number = models.TextField(blank=True, editable=False)
    removed_at = models.DateTimeField("fjernet i kilden", null=True, blank=True, editable=False)
    since_agenda = models.TextField(
        "forhold til dagsordenen", choices=SinceAgenda, blank=True, editable=False
    )
    # What the minutes changed: `field`, `label`, `before` and `after` of each text that differs from the agenda's.
    changes_since_agenda = models.JSONField(default=list, blank=True, editable=False)

    source_fields = (
        "number",
        "position",
        "title",
        "journal_number",
        "is_closed",
        "decided_by",
        "recommended_by",
        "decision_text",
        "attachment_count",
        "recommended_count",
        "internal_count",
        "absent",
        "disqualified",
    )
    untracked_fields: ClassVar[frozenset[str]] = frozenset(
        {"slug", "unpublished_at", "source_number", "since_agenda", "changes_since_agenda"}
    )

    objects = models.Manager.from_queryset(AgendaItemQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = "dagsordenspunkt"
        verbose_name_plural = "dagsordenspunkter"
        # The key, not "meeting": that would join and sort by the meeting's own order.
        ordering = ("meeting_id", "position", "pk")
        constraints = [
            *PublishableModel.Meta.constraints,
            models.UniqueConstraint(fields=("meeting", "slug"), name="item_slug_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number_label}: {self.title}"

    @property
    def number_label(self) -> str:
        """ "Punkt 3"; an item without a printed number has none to show."""
        return "Punkt uden nummer" if self.number.startswith("u") else f"Punkt {self.number}"

    def wanted_slug(self) -> str:
        """The printed number as an address: "2.4" is `2-4`, an unnumbered item `u1`."""
        return slug_of_name(self.number) or "u"

    def slug_scope(self) -> int:
        """Below the meeting."""
        return self.meeting_id

    def get_absolute_url(self) -> str:
        """`/<kommune>/udvalg/<udvalg>/<dato>/punkt-<3>/`."""
        committee = self.meeting.committee
        return reverse(
            "item", args=(committee.municipality.slug, committee.slug, self.meeting.slug, self.slug)
        )


class ItemRow(SourceRow):
    """A row of one of an item's lists, in the order of the document."""

    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta:
        abstract = True


class Section(ItemRow):
    """A section of the item's text: paragraphs separated by a blank line, list entries by a line each."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="sections", verbose_name="punkt"
    )
    kind = models.TextField("slags", choices=SECTION_CHOICES, default="other")
    heading = models.TextField("overskrift", blank=True)
    text = models.TextField("tekst", blank=True)
    # The same text with the formatting of the source (`apps.agenda_items.formatted`), and what text that is.
    html = models.TextField(blank=True, editable=False)
    html_of = models.TextField(blank=True, editable=False)
    first_line = models.PositiveIntegerField("første linje i kilden", null=True, blank=True)
    last_line = models.PositiveIntegerField("sidste linje i kilden", null=True, blank=True)

    source_fields = ("position", "kind", "heading", "text")
    # Where a section stands in the document says nothing about the decision: a line put in above moves them all.
    untracked_fields: ClassVar[frozenset[str]] = frozenset(
        {"source_key", "html", "html_of", "first_line", "last_line"}
    )

    class Meta:
        verbose_name = "afsnit"
        verbose_name_plural = "afsnit"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()


class Recommendation(ItemRow):
    """One point of the recommendation (indstilling)."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="recommendations", verbose_name="punkt"
    )
    number = models.PositiveSmallIntegerField("nummer", default=1)
    text = models.TextField("tekst")

    source_fields = ("position", "number", "text")

    class Meta:
        verbose_name = "indstilling"
        verbose_name_plural = "indstillinger"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"Indstillingens punkt {self.number}"


class Outcome(ItemRow):
    """What was decided about one recommendation, or about the whole item where `recommendation` is empty."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="outcomes", verbose_name="punkt"
    )
    recommendation = models.PositiveSmallIntegerField("indstillingens punkt", null=True, blank=True)
    code = models.TextField("udfald", choices=OUTCOME_CHOICES)
    with_remarks = models.BooleanField("med bemærkninger", default=False)

    source_fields = ("position", "recommendation", "code", "with_remarks")

    class Meta:
        verbose_name = "udfald"
        verbose_name_plural = "udfald"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.get_code_display())


class Vote(ItemRow):
    """One vote. Counts are given where the document gives numbers."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="votes", verbose_name="punkt")
    subject = models.TextField("afstemning om", blank=True)
    count_for = models.PositiveSmallIntegerField("antal for", null=True, blank=True)
    count_against = models.PositiveSmallIntegerField("antal imod", null=True, blank=True)
    count_abstained = models.PositiveSmallIntegerField("antal undlod", null=True, blank=True)
    is_carried = models.BooleanField("vedtaget", null=True, blank=True)

    source_fields = ("position", "subject", "count_for", "count_against", "count_abstained", "is_carried")

    class Meta:
        verbose_name = "afstemning"
        verbose_name_plural = "afstemninger"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.subject or f"Afstemning {self.position + 1}"


class VoteSide(models.TextChoices):
    """For, against, or abstained."""

    FOR = "for", "for"
    AGAINST = "against", "imod"
    ABSTAINED = "abstained", "undlod"


class VoteCast(ItemRow):
    """How one person (or, without a name, one party) voted, with name and party as written."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="casts", verbose_name="afstemning")
    side = models.TextField("stemte", choices=VoteSide)
    name = models.TextField("navn", blank=True)
    party = models.TextField("parti", blank=True)

    source_fields = ("position", "side", "name", "party")

    class Meta:
        verbose_name = "stemme"
        verbose_name_plural = "stemmer"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.name and self.party else self.name or self.party


class EarlierHandlingKind(models.TextChoices):
    """Where the document names the earlier handling."""

    PREVIOUS = "previous", "tidligere behandling"
    HISTORY = "history", "beslutningshistorik"
    REFERENCE = "reference", "omtalt i teksten"


class EarlierHandling(ItemRow):
    """An earlier handling that the document names, as written; pages link it where that meeting is in the archive."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="earlier_handlings", verbose_name="punkt"
    )
    kind = models.TextField("slags", choices=EarlierHandlingKind)
    committee_name = models.TextField("udvalg")
    committee_slug = models.TextField(editable=False)
    held_on = models.DateField("dato", null=True, blank=True)
    item_number = models.TextField("punkt", blank=True)
    text = models.TextField("beslutning", blank=True)

    source_fields = ("position", "kind", "committee_name", "held_on", "item_number", "text")
    untracked_fields: ClassVar[frozenset[str]] = frozenset({"source_key", "committee_slug"})

    class Meta:
        verbose_name = "tidligere behandling"
        verbose_name_plural = "tidligere behandlinger"
        ordering = ("position", "pk")
        indexes = [
            # For an item's page: which later items name this meeting.
            models.Index(fields=("held_on", "committee_slug"), name="handlings_of_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.committee_name} {self.held_on:%d-%m-%Y}" if self.held_on else self.committee_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the slug in step with the name."""
        self.committee_slug = slug_of_name(self.committee_name)
        super().save(*args, **kwargs)


class PublicCorrection(models.Model):
    """That, when and why an item was changed after its publication: one line a day for the archive, one for its sources.

    `fields` are the Danish names of what changed, never its content.
    """

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="public_corrections", verbose_name="punkt"
    )
    corrected_on = models.DateField("rettet")
    is_by_archive = models.BooleanField("rettet af arkivet", default=False)
    reason = models.TextField("begrundelse", blank=True)
    fields = ArrayField(models.TextField(), verbose_name="felter", default=list)

    class Meta:
        verbose_name = "offentlig rettelse"
        verbose_name_plural = "offentlige rettelser"
        ordering = ("-corrected_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("item", "corrected_on", "is_by_archive"), name="public_correction_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.corrected_on:%d-%m-%Y}"
