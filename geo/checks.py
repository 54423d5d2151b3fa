"""Faults that stop the maps are found at the start, with a hint, and not by the first visitor."""

from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connections

from geo.cartography.fonts import font_paths
from geo.conf import public_url, tile_dir
from geo.errors import FontMissing


@register(Tags.files)
def check_tile_dir(**kwargs: Any) -> Sequence[CheckMessage]:
    folder = tile_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return []
    except OSError as error:
        hint = f"Let the user who runs this write to {folder}, or set TILE_DIR to another folder."
        return [_error("geo.E001", f"TILE_DIR {folder} cannot be written: {error.strerror}.", hint)]


@register(Tags.urls)
def check_public_url(**kwargs: Any) -> Sequence[CheckMessage]:
    url = public_url()
    parts = urlsplit(url)
    if parts.scheme in ("http", "https") and parts.netloc and not parts.query and not url.endswith("/"):
        return []
    hint = "Scheme and host without a slash at the end, such as https://wegweiser.example.org"
    return [_error("geo.E002", f"PUBLIC_URL is {url!r}, which is no address of a site.", hint)]


@register(Tags.files)
def check_fonts(**kwargs: Any) -> Sequence[CheckMessage]:
    try:
        font_paths()
    except FontMissing as missing:
        return [
            _error("geo.E003", str(missing), "Run script/bootstrap, or install fonts-noto-core and fonts-noto-extra.")
        ]
    return []


@register(Tags.database)
def check_postgis(databases: Sequence[str] | None = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Asked by migrate, which creates the extension itself where it may."""
    return [fault for alias in databases or () if (fault := _postgis_fault(alias))]


def _postgis_fault(alias: str) -> CheckMessage | None:
    hint = "Install postgresql-<version>-postgis-3 on the database server."
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'")
            if cursor.fetchone()[0]:
                return None
    except DatabaseError as error:
        return _error("geo.E004", f"The database {alias!r} cannot be asked: {error}", "Check DATABASE_URL.")
    return _error("geo.E005", f"The server of the database {alias!r} has no PostGIS.", hint)


def _error(identifier: str, message: str, hint: str) -> CheckMessage:
    return Error(message, hint=hint, id=identifier)
