"""Registers the app with Django."""

from django.apps import AppConfig


class AgendaItemsConfig(AppConfig):
    name = "apps.agenda_items"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Dagsordenspunkter"
