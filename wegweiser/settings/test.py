"""pytest: real PostGIS, files in a folder of the run's own (tests/conftest.py)."""

from wegweiser.settings.base import *  # noqa: F403 -- settings build on each other by name
from wegweiser.settings.base import CACHES, DATABASES, MIDDLEWARE

SECRET_KEY = "only-for-tests"  # noqa: S105 -- protects nothing but test sessions
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_HOST = "mail.invalid"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# A test's transaction is seen on one connection only; tests/wegweiser/directory tries the public role itself, and
# the browser tests run a server with the two connections.
PUBLIC_DATABASE = "default"
DATABASES.pop("public")

# No static files are collected for the tests in this process; the browser tests' server has them.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]

# Within a test nothing is committed, so no layer gets the new token that drops what is kept.
CACHES = {**CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
