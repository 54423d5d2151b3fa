"""Which database connection answers: public views are read with the public role."""

from django.conf import settings
from django.db.models import Model

PUBLIC_TABLES = {"public_facility", "withheld_facility", "former_facility", "directory_searchdocument"}


class PublicRouter:
    def db_for_read(self, model: type[Model], **hints: object) -> str | None:
        return settings.PUBLIC_DATABASE if model._meta.db_table in PUBLIC_TABLES else None

    def db_for_write(self, model: type[Model], **hints: object) -> str | None:
        return None

    def allow_relation(self, first: Model, second: Model, **hints: object) -> bool | None:
        return True  # both connections lead to the same database

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        return db == "default"
