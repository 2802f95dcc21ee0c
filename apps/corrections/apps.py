"""Registers the app with Django."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "apps.corrections"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Rettelser"
