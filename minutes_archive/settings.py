"""Settings. Everything that differs between machines comes from the environment; the README's table names it all.

Without any variable set this is the archive of `make run`: the embedded database, all data below `var/`, one machine.
"""

import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from minutes_archive.environment import read_boolean, read_database, read_list, read_number, read_text

PROJECT_ROOT = Path(__file__).resolve().parent.parent
VAR_DIR = PROJECT_ROOT / Path(read_text("VAR_DIR", "var")).expanduser()
PORT = read_number("PORT", 8000, lowest=1, highest=65535)
DEBUG = read_boolean("DEBUG", default=False)
DEFAULT_MUNICIPALITY = read_text("DEFAULT_MUNICIPALITY")


def _stored_secret_key() -> str:
    """The key of this VAR_DIR, made the first time: sessions survive a restart, and no two archives share one."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            # link, unlike rename, never replaces: of two first starts at once the slower takes the other's key.
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


SECRET_KEY = read_text("SECRET_KEY") or _stored_secret_key()

# The public address and how the web is reached --------------------------------------------------------------------

SITE_URL = read_text("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
CONTACT_EMAIL = read_text("CONTACT_EMAIL")
OPERATOR = read_text("OPERATOR")  # who answers for the archive: the data controller of the privacy policy
# The machine itself may always ask: the health check does.
ALLOWED_HOSTS = [*read_list("ALLOWED_HOSTS"), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS")

BEHIND_TLS = read_boolean("BEHIND_TLS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^sundhed/$"]  # the health check asks inside the machine, without TLS
SECURE_HSTS_SECONDS = (
    read_number("HSTS_SECONDS", 31_536_000, lowest=0, highest=63_072_000) if BEHIND_TLS else 0
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
# Only where a proxy really sets the header: otherwise any visitor could claim to come by TLS.
if read_boolean("TRUST_FORWARDED_PROTO", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Parts ------------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "minutes_archive",
    "apps.pages",
    "apps.ingestion",
    "apps.exports",
    "apps.search",
    "apps.cases",
    "apps.attachments",
    "apps.agenda_items",
    "apps.meetings",
    "apps.people",
    "apps.committees",
    "apps.corrections",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_filters",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A search page shrinks from 40 to 8 KB. Pages with a CSRF token get random padding from it (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.corrections.middleware.ActingStaffMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "minutes_archive.urls"
WSGI_APPLICATION = "minutes_archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Database ---------------------------------------------------------------------------------------------------------

_default_database: dict[str, Any] = read_database("DATABASE_URL") or {
    "ENGINE": "minutes_archive.embedded_postgres",
    "NAME": "minutes_archive",
    "USER": "postgres",
    "FOLDER": VAR_DIR / "postgres",
    "OPTIONS": {},
}
DATABASES = {"default": _default_database | {"CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Staff ------------------------------------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Uploads: several documents of 20 MB each, and one of 50 MB still reaches the view, which refuses it by name. The files
# go to disk from 2.5 MB on; DATA_UPLOAD_MAX_MEMORY_SIZE counts the fields beside them only.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 200
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Language, files, log ---------------------------------------------------------------------------------------------

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = PROJECT_ROOT / "build" / "collected"  # the same for every VAR_DIR: made of the source alone
STATICFILES_DIRS = [PROJECT_ROOT / "static", PROJECT_ROOT / "build" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "files"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": ["stderr"], "propagate": False},
        # A 404 for every wrong address a robot tries is no news; a 500 is still logged by django.request.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
