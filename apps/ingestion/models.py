"""Documents as they came in, and the imports that brought them."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from apps.committees.models import Municipality
from apps.meetings.models import Meeting


class SourceDocument(models.Model):
    """The raw bytes of a document, kept so that a better parser can read it again."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, related_name="documents", verbose_name="kommune"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, related_name="documents", verbose_name="møde"
    )
    name = models.TextField("filnavn")
    content = models.BinaryField("indhold")
    sha256 = models.TextField("sha256")
    size = models.PositiveIntegerField("bytes")
    kind = models.TextField("slags", blank=True)
    layout = models.TextField("layout", blank=True)
    format = models.TextField("format", blank=True)
    is_supplement = models.BooleanField("tillægsdagsorden", default=False)
    is_corrected = models.BooleanField("rettet udgave", default=False)
    source_id = models.TextField("kildens nøgle", blank=True)
    source_url = models.TextField("kildens adresse", blank=True)
    received_at = models.DateTimeField("modtaget", auto_now_add=True)
    loaded_at = models.DateTimeField("senest indlæst", null=True)

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenter"
        ordering = ("-received_at", "-pk")
        constraints = [
            # Also finds a document that has come before.
            models.UniqueConstraint(
                fields=("sha256", "municipality"), name="document_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One import: an upload that waits for staff's word, or a command."""

    class State(models.TextChoices):
        """An upload is previewed, then imported or cancelled; a command imports at once. Refused: all documents were."""

        PREVIEW = "preview", "afventer gennemsyn"
        DONE = "done", "importeret"
        CANCELLED = "cancelled", "fortrudt"
        REFUSED = "refused", "afvist"

    state = models.TextField("tilstand", choices=State.choices, default=State.PREVIEW)
    started_at = models.DateTimeField("startet", auto_now_add=True)
    finished_at = models.DateTimeField("færdig", null=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, verbose_name="startet af"
    )
    municipality_name = models.TextField("kommune", blank=True)
    is_extra_meeting = models.BooleanField("ekstra møde", default=False)
    allows_removal = models.BooleanField("tillad fjernelse", default=False)
    reason = models.TextField("begrundelse (vises offentligt)", blank=True)

    class Meta:
        verbose_name = "import"
        verbose_name_plural = "importer"
        ordering = ("-started_at", "-pk")

    def __str__(self) -> str:
        return f"Import {self.pk}"

    @property
    def outcome(self) -> State:
        """How an import ends that has nothing waiting: refused where every document was. One query."""
        became = set(self.files.order_by().values_list("status", flat=True).distinct())
        return self.State.REFUSED if became == {ImportedFile.Status.FAILED} else self.State.DONE


class ImportedFile(models.Model):
    """What became of one file of an import."""

    class Status(models.TextChoices):
        """A waiting file has been read but not loaded."""

        WAITING = "waiting", "afventer"
        CREATED = "created", "nyt møde"
        UPDATED = "updated", "opdateret"
        UNCHANGED = "unchanged", "uændret"
        FAILED = "failed", "afvist"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="files", verbose_name="import")
    position = models.PositiveIntegerField("rækkefølge", default=0)
    name = models.TextField("filnavn")
    document = models.ForeignKey(
        SourceDocument,
        on_delete=models.SET_NULL,
        null=True,
        related_name="imported_files",
        verbose_name="dokument",
    )
    status = models.TextField("status", choices=Status.choices, default=Status.WAITING)
    message = models.TextField("besked", blank=True)
    counts = models.JSONField("optælling", default=dict)
    warnings = models.JSONField("advarsler", default=list, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "importeret fil"
        verbose_name_plural = "importerede filer"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name
