#!/usr/bin/env python
"""Django's command line: `.venv/bin/python manage.py …` after `make setup`."""

import os
import sys


def main() -> None:
    """Run the command named on the command line; a plain message and exit 1 where the machine lacks something."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_archive.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from minutes_archive.embedded_postgres.errors import EmbeddedPostgresError

    try:
        execute_from_command_line(sys.argv)
    except (EmbeddedPostgresError, ImproperlyConfigured) as error:
        sys.exit(f"Fejl: {error}")


if __name__ == "__main__":
    main()
