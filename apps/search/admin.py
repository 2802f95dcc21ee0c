"""Synonyms: words that staff want found for each other."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from apps.corrections.forms import TextWidgets
from apps.language.analysis import analyse_query
from apps.search.models import SynonymGroup
from apps.search.synonyms import words_of


class SynonymForm(forms.ModelForm):  # type: ignore[type-arg]
    """Refuses a group that cannot work."""

    def clean_words(self) -> str:
        """Single words, two or more."""
        words = words_of(self.cleaned_data["words"])
        for word in words:
            if (count := len(analyse_query(word))) != 1:
                problem = "er flere ord" if count else "er ikke et ord"
                raise ValidationError(f"»{word}« {problem}. Skriv enkelte ord med komma imellem.")
        if len({word.casefold() for word in words}) < 2:
            raise ValidationError(
                "Skriv mindst to forskellige ord med komma imellem, fx plejehjem, plejecenter."
            )
        return ", ".join(words)


@admin.register(SynonymGroup)
class SynonymGroupAdmin(TextWidgets, admin.ModelAdmin):  # type: ignore[type-arg, misc]
    """They work from the next search on, beside the list that comes with the program."""

    form = SynonymForm
    list_display = ("words", "reason")
    search_fields = ("words", "reason")
