"""Registers the app with Django."""

from django.apps import AppConfig
from django.core.checks import register

from apps.search.checks import lexicon_is_there


class SearchConfig(AppConfig):
    name = "apps.search"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Søgning"

    def ready(self) -> None:
        """Ask for the dictionary before a command runs, rather than at the first search."""
        register(lexicon_is_there)
