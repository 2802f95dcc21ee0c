"""Registers the app with Django."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "apps.attachments"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Bilag"
