"""Registers the app with Django."""

from django.apps import AppConfig


class IngestionConfig(AppConfig):
    """Documents and imports."""

    name = "apps.ingestion"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Import"
