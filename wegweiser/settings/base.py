"""Settings of every environment. The environment is read here and nowhere else (docs/settings.md)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR_DIR / "media"))
TILE_DIR = Path(os.environ.get("TILE_DIR", VAR_DIR / "tiles"))
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))
DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql:///wegweiser")


def _database(**options: Any) -> dict[str, Any]:
    """Django's form of DATABASE_URL; the host may be the folder of a Unix socket."""
    info = conninfo_to_dict(DATABASE_URL)
    return {
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        "NAME": info.get("dbname", ""),
        "USER": info.get("user", ""),
        "PASSWORD": info.get("password", ""),
        "HOST": info.get("host", ""),
        "PORT": info.get("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **options,
    }


DATABASES = {"default": _database()}
# The public side reads with a role that may select from the public views only (geo/db/roles.py).
PUBLIC_DATABASE = "public"
DATABASES[PUBLIC_DATABASE] = _database(
    OPTIONS={"options": f"-c role={DATABASES['default']['NAME']}_public"},
)
DATABASE_ROUTERS = ["wegweiser.directory.routers.PublicRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "wegweiser.staff",  # first: its templates stand before the admin's
    "wegweiser.staff.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "leaflet",
    "rest_framework",
    "rest_framework_gis",
    "drf_spectacular",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "geo",
    "geo.basemap",
    "geo.gazetteer",
    "geo.tiles",
    "wegweiser.directory",
    "wegweiser.maps",
    "wegweiser.pages",
    "wegweiser.printing",
    "wegweiser.reports",
    "wegweiser.confirming",
    "wegweiser.exports",
]

MIDDLEWARE = [
    "wegweiser.pages.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "wegweiser.pages.middleware.StaffSession",
    "django.middleware.locale.LocaleMiddleware",
    "wegweiser.pages.middleware.ServedCity",
    "django.middleware.common.CommonMiddleware",
    "wegweiser.pages.middleware.StaffCsrf",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# Reading leaves no history, and asking who reads would make every public answer depend on a cookie.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

ROOT_URLCONF = "wegweiser.urls"
WSGI_APPLICATION = "wegweiser.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wegweiser.pages.context.city",
            ]
        },
    }
]

LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": LOCAL_MEMORY},
    "pages": {"BACKEND": LOCAL_MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 500}},
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "de"
LANGUAGES = [
    ("de", "Deutsch"),
    ("en", "English"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("pl", "Polski"),
    ("ro", "Română"),
    ("bg", "Български"),
    ("de-simple", "Einfache Sprache"),  # RFC 5646: "simple" is a registered variant
]
LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "Simple German",
    "name_local": "Einfache Sprache",
}
LOCALE_PATHS = [BASE_DIR / "wegweiser" / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "wegweiser.pages.fonts.WebFontFinder",
]
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "wegweiser.pages.static_files.StaticFiles"},
}

# Debian 12 ships GDAL 3.6, which Django 5.2 warns about for a flaw in reading a user's own CRS text;
# only EPSG codes are ever passed to SpatialReference here.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wegweiser.pages.faults.foreign_form"
SESSION_COOKIE_AGE = 12 * 60 * 60

# A Träger answers for all its places at once, a dozen fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Without a mail server nothing is sent, and what would be sent waits.
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_mail = urlsplit(os.environ.get("MAIL_URL", ""))
if any(_mail) and not (_mail.scheme in MAIL_PORTS and _mail.hostname):
    raise ImproperlyConfigured("MAIL_URL is no mail server. See docs/settings.md.")
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or MAIL_PORTS.get(_mail.scheme, 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp+starttls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "wegweiser@localhost")

# Whom a report comes from is told by the connection; production knows it from nginx only.
SENDER_ADDRESS = "REMOTE_ADDR"

# A worker that is killed is missed after this long; one that is told to stop gives its sheet back.
STALLED_AFTER_S = 20
PROCRASTINATE_WORKER_DEFAULTS = {
    "update_heartbeat_interval": 5.0,
    "stalled_worker_timeout": float(STALLED_AFTER_S),
    "shutdown_graceful_timeout": 3.0,
}
SHEET_TIME_LIMIT_S = float(os.environ.get("SHEET_TIME_LIMIT_S", "300"))
PRINT_CONDITION = os.environ.get("PRINT_CONDITION", "FOGRA51")
PRINT_PROFILE = os.environ.get("PRINT_PROFILE", "")
EXPORT_KEPT_DAYS = int(os.environ.get("EXPORT_KEPT_DAYS", "14"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "wegweiser.logs.Discreet", "fmt": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "wegweiser": {"level": "INFO"},
        "geo": {"level": "INFO"},
        # below it stands what visitors mistyped, with the path: a tile or a box shows where somebody looks
        "django.request": {"level": "ERROR"},
    },
}
