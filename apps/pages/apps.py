"""Registers the app with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "apps.pages"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Sider"
