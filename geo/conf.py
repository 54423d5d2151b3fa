"""What geo needs to be told, asked when it runs and not when it loads, so that a changed setting counts at once."""

from pathlib import Path

from django.conf import settings


def tile_dir() -> Path:
    """Where drawn tiles are kept; nginx may serve them from there."""
    return Path(settings.TILE_DIR)


def public_url() -> str:
    """Scheme and host under which others reach this site, without a slash at the end."""
    return str(settings.PUBLIC_URL)
