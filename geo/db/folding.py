"""Text as it is compared: without case and accents. One function of the database, for stored and for typed text."""

from django.db import connection, migrations

_CREATE = """
CREATE FUNCTION geo_folded(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    -- schemas are named: a restore computes generated columns without a search path
    SELECT trim(regexp_replace(
        lower(public.unaccent('public.unaccent', normalize(written, NFC))), '[^[:alnum:]]+', ' ', 'g'
    ))
$$;

-- "Müller" as "muller mueller": both are typed.
CREATE FUNCTION geo_spellings(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT public.geo_folded(written) || CASE WHEN written ~* '[äöü]' THEN ' ' || public.geo_folded(
        replace(replace(replace(lower(normalize(written, NFC)), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue')
    ) ELSE '' END
$$;
"""
_DROP = "DROP FUNCTION geo_spellings(text); DROP FUNCTION geo_folded(text);"


class InstallFolding(migrations.RunSQL):
    """Migration operation: `geo_folded` and, with both spellings of umlauts, `geo_spellings`."""

    def __init__(self) -> None:
        super().__init__(_CREATE, _DROP)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__qualname__, [], {}


def folded(text: str) -> str:
    """Words of letters and digits parted by single spaces; umlauts have lost their dots."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT geo_folded(%s)", [text])
        return str(cursor.fetchone()[0])
