"""Forms in which staff correct rows: what they do not touch stays as it is, letter by letter."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from apps.corrections.models import Correction
from apps.corrections.sources import Corrections, SourceRow
from apps.corrections.tracking import TrackedModel, as_stated

# Field names of the boxes that a change form adds to its rows.
HAND_BACK = "giv_tilbage"
KEEP = "behold"
RESTORE = "gendan"

_LONGEST_VALUE = 600


class LinesField(SimpleArrayField):
    """A list of texts, one on each line, so that a name may hold a comma."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["delimiter"] = "\n"
        kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 2})
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The lines that are not blank."""
        if isinstance(value, str):
            value = "\n".join(line.strip() for line in value.splitlines() if line.strip())
        return super().to_python(value)


class TextWidgets:
    """One-line boxes for names and titles, larger ones for `long_fields`, one line for each entry of a list."""

    long_fields: ClassVar[Sequence[str]] = ()

    def formfield_for_dbfield(self, field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Django's form field, with a box of the right size."""
        if isinstance(field, ArrayField):
            return field.formfield(form_class=LinesField, **kwargs)
        if isinstance(field, models.TextField) and not field.choices:
            is_long = field.name in self.long_fields
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 6}) if is_long else AdminTextInputWidget()
        if isinstance(field, models.DateField):
            kwargs["input_formats"] = [*get_format("DATE_INPUT_FORMATS"), "%d-%m-%Y", "%d/%m/%Y"]
        if isinstance(field, models.TimeField):
            kwargs["input_formats"] = [*get_format("TIME_INPUT_FORMATS"), "%H.%M"]
        if isinstance(field, models.URLField):
            kwargs["assume_scheme"] = "https"
        formfield: forms.Field | None = super().formfield_for_dbfield(field, request, **kwargs)  # type: ignore[misc]
        return formfield


class CorrectableForm(forms.ModelForm):  # type: ignore[type-arg]
    """Shows beside each corrected field who corrected it and what the source says.

    A browser sends line ends as CR LF and Django strips the ends of a text: neither is a correction by staff.
    """

    corrections: ClassVar[Corrections] = Corrections(())
    # What others have changed since the page was opened, in words.
    meanwhile: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not isinstance(self.instance, TrackedModel) or self.instance.pk is None:
            return
        for name in self.instance.source_fields:
            correction = self.corrections.of(self.instance, name)
            if correction is not None and name in self.fields:
                field = self.fields[name]
                field.help_text = format_html(
                    "{}{}", field.help_text, correction_note(correction, self.instance)
                )

    def clean(self) -> dict[str, Any]:
        """Line ends as the archive keeps them, and untouched texts as they were."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            posted = self.data.get(self.add_prefix(name))
            if isinstance(value, str) and isinstance(posted, str):
                stored = getattr(self.instance, name, None)
                cleaned[name] = stored if _plain(posted) == stored else _plain(value)
        if self.meanwhile:
            self.add_error(None, self.meanwhile)
        return cleaned


class PublicReasonForm(CorrectableForm):
    """Asks why something public is changed; the answer is shown on its page."""

    public_reason = forms.CharField(
        label="Begrundelse (vises offentligt)",
        required=False,
        max_length=500,
        help_text=(
            "Vises på punktets side, når du retter titel, beslutning, udfald, afstemning, indstilling eller sagstekst. "
            "Er feltet tomt, står der, hvad arkivets redaktion har rettet."
        ),
    )


class LabelledFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows of a table whose boxes each have a name for screen readers: Django labels the columns only."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name all boxes, the one that deletes the row too."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", field.label or "")


class PublishableForm(CorrectableForm):
    """Unpublishing asks for a reason; publishing again empties it."""

    is_unpublished = forms.BooleanField(
        label="Afpubliceret",
        required=False,
        help_text="Sæt kryds for at tage det af de offentlige sider. Fjern krydset for at vise det igen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_unpublished"].initial = bool(getattr(self.instance, "unpublished_reason", ""))

    def clean(self) -> dict[str, Any]:
        """A reason where it is unpublished, none where it is not."""
        cleaned = super().clean()
        if "unpublished_reason" not in cleaned:
            return cleaned
        if not cleaned.get("is_unpublished"):
            cleaned["unpublished_reason"] = ""
        elif not cleaned["unpublished_reason"].strip():
            self.add_error(
                "unpublished_reason", "Skriv, hvorfor det afpubliceres. Kun personalet ser grunden."
            )
        return cleaned


def number_new_rows(formset: "forms.BaseModelFormSet[Any, Any]") -> None:
    """Rows that staff add come last, unless they say where."""
    model: Any = formset.model
    if not issubclass(model, SourceRow):
        return
    parent = formset.instance  # type: ignore[attr-defined]
    rows = model.with_removed.filter(**{formset.fk.name: parent})  # type: ignore[attr-defined]
    last = rows.aggregate(last=Max("position"))["last"]
    following = 0 if last is None else last + 1
    for form in formset.extra_forms:
        if form.has_changed() and "position" not in form.changed_data:
            form.instance.position = following
            following += 1


def correction_note(correction: Correction, row: models.Model) -> SafeString:
    """ "Rettet af X den …; kilden siger: …", with a box that hands the field back, and one that settles a conflict."""
    return format_html(
        '<span class="rettet{}">{}Rettet af {} den {}. {}: <q>{}</q> {}{}</span>',
        " konflikt" if correction.is_conflict else "",
        mark_safe("<strong>Konflikt.</strong> ") if correction.is_conflict else "",
        correction.corrected_by or "en ukendt bruger",
        date_format(timezone.localtime(correction.corrected_at), "j. F Y"),
        "Kilden er siden ændret og siger nu" if correction.is_conflict else "Kilden siger",
        said_by_source(correction, type(row)),
        _box(KEEP, correction, "Behold rettelsen: konflikten er afgjort") if correction.is_conflict else "",
        _box(HAND_BACK, correction, "Giv tilbage til kilden"),
    )


def _box(name: str, correction: Correction, label: str) -> SafeString:
    return format_html(
        '<label><input type="checkbox" name="{}" value="{}"> {}</label>', name, correction.pk, label
    )


def correction_notes(row: TrackedModel, corrections: Corrections) -> SafeString:
    """The notes of all corrected fields of a row, each with the field's name, for a column of a table."""
    found = [correction for name in row.source_fields if (correction := corrections.of(row, name))]
    return format_html_join(
        mark_safe("<br>"), "{}: {}", ((c.field_label.capitalize(), correction_note(c, row)) for c in found)
    )


def said_by_source(correction: Correction, model: type[models.Model] | None) -> str:
    """The source's value as people read it."""
    if correction.is_dropped:
        return "(står ikke længere i kilden)"
    return readable(model, correction.field, correction.source_value) or "(ingenting)"


def readable(model: type[models.Model] | None, field_name: str, value: Any) -> str:
    """A value of the log or of a correction in words: labels of choices, Danish dates, names of related rows."""
    if model is None or value in (None, "", []):
        return ""
    field = model._meta.get_field(field_name)
    value = as_stated(model, field_name, value)
    if field.is_relation:
        related = field.related_model._base_manager.filter(pk=value).first()  # type: ignore[union-attr]
        return str(related or value)
    label = dict(field.flatchoices).get(value, "") if getattr(field, "choices", None) else ""  # type: ignore[union-attr]
    text = str(label) or in_words(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]} …"


def in_words(value: Any) -> str:
    """Yes and no, lists, dates and times as Danes write them."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return ", ".join(value)
    if hasattr(value, "year"):
        return date_format(value, "j. F Y")
    return f"kl. {value:%H.%M}" if hasattr(value, "hour") else str(value)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")
