"""The whole database as one file, and back again without a moment in which half of it is there."""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from geo.db.connection import libpq_environment
from geo.errors import GeoError


class DumpError(GeoError):
    """PostgreSQL's programs or the server refused; the sentence is theirs."""


def dump(file: Path) -> None:
    _run("pg_dump", "--format=custom", f"--file={file}")


def database_name() -> str:
    return libpq_environment()["PGDATABASE"]


@contextmanager
def restored(file: Path, dumped_as: str) -> Iterator[None]:
    """Replace the database by the one in `file`, once that has been read completely.

    `dumped_as` is the name it had, from which its public role was named. Whoever is connected is disconnected. When
    the caller's block fails, the former database comes back; else it is dropped.
    """
    name = database_name()
    key = secrets.token_hex(4)
    fresh, former = f"{name[:40]}_new_{key}", f"{name[:40]}_old_{key}"
    with _maintenance() as server:
        try:
            _load(server, file, fresh, {f"{name}_public", f"{dumped_as}_public"})
            _swap(server, name, aside=former, by=fresh)
        except (psycopg.Error, DumpError) as error:
            _drop(server, fresh)
            raise DumpError(str(error).partition("\n")[0]) from error
        try:
            _inherit_rights(server, name, dumped_as)
            yield
        except BaseException:
            _swap(server, name, aside=fresh, by=former)
            _drop(server, fresh)
            raise
        _drop(server, former)


def _maintenance() -> psycopg.Connection:
    """On another database: the one in use can be neither renamed nor dropped."""
    found = libpq_environment()
    keys = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    parameters = {keys[key]: value for key, value in found.items() if key in keys}
    return psycopg.connect(make_conninfo(**parameters, dbname="postgres"), autocommit=True)


def _load(server: psycopg.Connection, file: Path, fresh: str, public_roles: set[str]) -> None:
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(fresh)))
    for role in public_roles:
        if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            server.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
        server.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))
    _run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={fresh}", str(file))


def _inherit_rights(server: psycopg.Connection, name: str, dumped_as: str) -> None:
    """The dump grants rights to `<dumped_as>_public`; under another name the public role inherits them."""
    if name != dumped_as:
        grant = sql.SQL("GRANT {} TO {}")
        server.execute(grant.format(sql.Identifier(f"{dumped_as}_public"), sql.Identifier(f"{name}_public")))


def _swap(server: psycopg.Connection, name: str, *, aside: str, by: str) -> None:
    connections.close_all()
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    _allow_connections(server, name, False)
    try:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (%s, %s)", [name, by])
        with server.transaction():
            server.execute(rename.format(sql.Identifier(name), sql.Identifier(aside)))
            server.execute(rename.format(sql.Identifier(by), sql.Identifier(name)))
    finally:
        _allow_connections(server, name, True)


def _allow_connections(server: psycopg.Connection, name: str, allowed: bool) -> None:
    server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(sql.Identifier(name), sql.Literal(allowed)))


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _run(*command: str) -> None:
    environment = {"PATH": os.defpath, **libpq_environment()}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise DumpError(f"{command[0]} ist nicht installiert.") from error
    if done.returncode:
        raise DumpError(done.stderr.strip().partition("\n")[0] or f"{command[0]} ist gescheitert.")
