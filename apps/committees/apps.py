"""Registers the app with Django."""

from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "apps.committees"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Udvalg"
