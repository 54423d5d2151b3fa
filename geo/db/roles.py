"""The second database role: it sees what the public may see, whatever the code above forgets."""

from django.db import migrations

# Roles belong to the whole server, so the name carries the database's; two test databases may create it at once.
_CREATE = """
DO $$
DECLARE role_name text := current_database() || '_public';
BEGIN
    BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    EXECUTE format('GRANT %I TO CURRENT_USER', role_name);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
END $$
"""


class CreatePublicRole(migrations.RunSQL):
    """Migration operation: `<database>_public`, without login and without rights."""

    def __init__(self) -> None:
        super().__init__(_CREATE, migrations.RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__qualname__, [], {}
