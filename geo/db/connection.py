"""Django's database as other programs want it: libpq's environment for osm2pgsql, datasource parameters for Mapnik."""

from collections.abc import Mapping
from typing import Any

from django.db import connections


def _settings() -> Mapping[str, Any]:
    # settings_dict, not settings.DATABASES: tests run in a database of their own
    return connections["default"].settings_dict


def libpq_environment() -> dict[str, str]:
    """Passwords belong in the environment: arguments are visible to every user of the machine."""
    settings = _settings()
    host = settings["HOST"] or settings.get("OPTIONS", {}).get("host", "")
    found = {
        "PGDATABASE": settings["NAME"],
        "PGHOST": host,
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
    }
    return {key: str(value) for key, value in found.items() if value}


def mapnik_parameters() -> dict[str, str]:
    names = {
        "PGDATABASE": "dbname",
        "PGHOST": "host",
        "PGPORT": "port",
        "PGUSER": "user",
        "PGPASSWORD": "password",
    }
    return {names[key]: value for key, value in libpq_environment().items()}
