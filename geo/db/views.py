"""SQL views over tables that migrations change: taken away before, made again from their one file after."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True)
class PublicViews:
    """The views of one SQL file, and the tables that the public role may read beside them."""

    path: Path
    views: tuple[str, ...]
    tables: tuple[str, ...]

    def keep(self, app: AppConfig) -> None:
        """Recreate the views around every migration of `app` (a view forbids changing the columns that it reads)."""
        pre_migrate.connect(self._drop, sender=app, dispatch_uid=f"drop {self.path}")
        post_migrate.connect(self._create, sender=app, dispatch_uid=f"create {self.path}")

    def _drop(self, *, using: str, plan: list[Any] | None = None, **kwargs: Any) -> None:
        if plan:
            with connections[using].cursor() as cursor:
                for view in reversed(self.views):
                    cursor.execute(f"DROP VIEW IF EXISTS {view}")

    def _create(self, *, using: str, plan: list[Any] | None = None, **kwargs: Any) -> None:
        present = connections[using].introspection.table_names(include_views=True)
        if not set(self.tables) <= set(present) or (not plan and set(self.views) <= set(present)):
            return
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            for view in reversed(self.views):
                cursor.execute(f"DROP VIEW IF EXISTS {view}")
            cursor.execute(self.path.read_text(encoding="utf-8"))
            cursor.execute("SELECT quote_ident(current_database() || '_public')")
            role = cursor.fetchone()[0]
            for relation in (*self.views, *self.tables):
                cursor.execute(f"GRANT SELECT ON {relation} TO {role}")
