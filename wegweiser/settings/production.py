"""Behind nginx. SECRET_KEY, ALLOWED_HOSTS and PUBLIC_URL must be set; a missing one stops the start."""

import os

from django.core.exceptions import ImproperlyConfigured

from wegweiser.settings.base import *  # noqa: F403 -- settings build on each other by name
from wegweiser.settings.base import PUBLIC_URL

for _name in ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL"):
    if not os.environ.get(_name):
        raise ImproperlyConfigured(f"{_name} is not set. See docs/settings.md.")

SECRET_KEY = os.environ["SECRET_KEY"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SENDER_ADDRESS = "HTTP_X_REAL_IP"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
