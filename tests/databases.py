"""Databases of a test run: one template that holds the demo city, and clones of it.

Mapnik, osm2pgsql and a served page see committed data only, so the demo city is loaded once and committed. A test
works in a transaction on its worker's clone; one that must commit takes a clone of its own.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).parents[1]
DEMO_CITY = ROOT / "fixtures" / "musterstadt"
_PARTS = (
    "geo",
    "wegweiser/directory",
    "wegweiser/printing/migrations",
    "wegweiser/reports/migrations",
    "wegweiser/confirming/migrations",
    "wegweiser/settings",
    "fixtures",
)


def worker_name(base: str) -> str:
    return f"test_{base}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def ensure_template(base: str) -> str:
    """The name of the template; built anew when code or data that shape it have changed."""
    name = f"test_{base}_template"
    fingerprint = _fingerprint()
    with _maintenance() as server, _only_one(server, name):
        if _comment(server, name) != fingerprint:
            _drop(server, name)
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            with using(name):
                call_command("migrate", verbosity=0)
                call_command("load_city", str(DEMO_CITY), verbosity=0)
            server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), fingerprint))
    return name


@contextmanager
def clone(template: str, name: str) -> Iterator[str]:
    """A copy of `template` under `name`, with its public role, dropped at the end."""
    with _maintenance() as server:
        with _only_one(server, template):  # copying needs the template to itself
            _drop(server, name)
            copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(copy.format(sql.Identifier(name), sql.Identifier(template)))
        role, template_role = sql.Identifier(f"{name}_public"), sql.Identifier(f"{template}_public")
        server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(role))
        server.execute(sql.SQL("CREATE ROLE {} NOLOGIN IN ROLE {}").format(role, template_role))
        try:
            yield name
        finally:
            _drop(server, name)
            server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(role))


@contextmanager
def using(name: str) -> Iterator[None]:
    """Point Django's connection at another database of the same server."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def url(name: str) -> str:
    """DATABASE_URL of a database on this server, for a program that the test starts."""
    return psycopg.conninfo.make_conninfo(**{**_parameters(), "dbname": name})


def _parameters() -> dict[str, str]:
    settings = connection.settings_dict
    keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {ours: str(settings[theirs]) for ours, theirs in keys.items() if settings[theirs]}


def _maintenance() -> psycopg.Connection:
    return psycopg.connect(**_parameters(), dbname="postgres", autocommit=True)


@contextmanager
def _only_one(server: psycopg.Connection, name: str) -> Iterator[None]:
    server.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
    try:
        yield
    finally:
        server.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


def _comment(server: psycopg.Connection, name: str) -> str | None:
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    row = server.execute(query, [name]).fetchone()
    return row[0] if row else None


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for part in _PARTS:
        for path in sorted((ROOT / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
