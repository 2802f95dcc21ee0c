"""The upload form."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from apps.ingestion.opening.sources import MAX_BYTES

# All files of one upload together; more is refused before it is read.
MAX_UPLOAD_BYTES = 300_000_000


class SeveralFilesInput(forms.ClearableFileInput):
    """A file box that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files; what is wrong with one of them is said later, by name, and stops no other."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The list of files; at least one."""
        files = [file for file in data or () if file]
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return files


class UploadForm(forms.Form):
    """Documents, and what they do not say themselves."""

    documents = SeveralFilesField(
        label="Dokumenter",
        help_text=(
            "Dagsordener og referater som PDF, HTML, ren tekst, JSON fra FirstAgenda, eller XML og ZIP-filer med "
            "eksport fra Agenda Management, eDoc og SBSYS. Filens indhold afgør, hvad den er. Du kan vælge flere på "
            f"én gang: højst {MAX_BYTES // 1_000_000} MB i hvert dokument og {MAX_UPLOAD_BYTES // 1_000_000} MB i alt."
        ),
        error_messages={"required": "Vælg mindst ét dokument."},
    )
    kommune = forms.CharField(
        label="Kommune",
        required=False,
        max_length=200,
        help_text="Kun nødvendig, når dokumentet ikke selv siger det. »Ballerup« og »Ballerup Kommune« er den samme.",
    )
    ekstra_moede = forms.BooleanField(
        label="Ekstra møde",
        required=False,
        help_text=(
            "Alle dokumenterne er fra endnu et møde i samme udvalg samme dag, ikke en ny udgave af et kendt møde. "
            "Du kan også svare for hvert dokument, når du ser det igennem."
        ),
    )
    tillad_fjernelse = forms.BooleanField(
        label="Tillad fjernelse",
        required=False,
        help_text=(
            "Punkter, som ikke længere står i dokumenterne, må forsvinde fra de offentlige sider. "
            "Du kan også svare for hvert dokument, når du ser det igennem."
        ),
    )
