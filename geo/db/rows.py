"""A queryset as a table inside a larger statement, for what the ORM cannot say: aggregates over whole rows."""

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import QuerySet


def as_table(queryset: QuerySet[Any], columns: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    """`(SELECT …) AS rows ("a", "b")` and its parameters; `columns` name the queryset's values in their order."""
    # the queryset's own connection: it may belong to the public role
    connection = connections[queryset.db]
    statement, parameters = queryset.query.get_compiler(connection=connection, elide_empty=False).as_sql()
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    return f"({statement}) AS rows ({names})", tuple(parameters)


def quoted(queryset: QuerySet[Any], name: str) -> str:
    return str(connections[queryset.db].ops.quote_name(name))


def fetch_all(queryset: QuerySet[Any], statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Runs a statement where the queryset would run."""
    with connections[queryset.db].cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
