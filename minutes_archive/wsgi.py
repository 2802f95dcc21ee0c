"""The WSGI application, for another web server than `manage.py serve`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_archive.settings")

application = get_wsgi_application()
