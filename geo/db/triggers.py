"""Triggers that keep derived facts true, whoever writes: the site, an import, psql or QGIS."""

from dataclasses import dataclass

from django.db import migrations

_INSTALL = """
CREATE TABLE geo_layerchange (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    layer text NOT NULL,
    PRIMARY KEY (transaction, layer)
);

CREATE FUNCTION geo_note_layer(layer_name text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO geo_layerchange (layer) VALUES (layer_name) ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION geo_note_layers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 0 .. TG_NARGS - 1 LOOP
        PERFORM geo_note_layer(TG_ARGV[i]);
    END LOOP;
    RETURN NULL;
END $$;

-- Runs at commit, once for all noted layers and in one order, so that writers wait for each other only here.
CREATE FUNCTION geo_renew_revisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH noted AS (
        DELETE FROM geo_layerchange WHERE transaction = pg_current_xact_id() RETURNING layer
    )
    INSERT INTO geo_layerrevision (layer, token)
    SELECT layer, left(md5(layer || pg_current_xact_id()::text || clock_timestamp()::text), 12)
    FROM noted ORDER BY layer
    ON CONFLICT (layer) DO UPDATE SET token = excluded.token;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER geo_renew_revisions AFTER INSERT ON geo_layerchange
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION geo_renew_revisions();
"""

_REMOVE = """
DROP TABLE geo_layerchange;
DROP FUNCTION geo_renew_revisions();
DROP FUNCTION geo_note_layers();
DROP FUNCTION geo_note_layer(text);
"""


class InstallRevisions(migrations.RunSQL):
    """Migration operation: the tables and functions behind LayerRevision."""

    def __init__(self) -> None:
        super().__init__(_INSTALL, _REMOVE)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__qualname__, [], {}


class NoteLayers(migrations.RunSQL):
    """Migration operation: any change of `table`, TRUNCATE too, renews the tokens of `layers` at commit."""

    def __init__(self, table: str, *layers: str) -> None:
        self.table, self.layers = table, layers
        arguments = ", ".join(f"'{layer}'" for layer in layers)
        super().__init__(
            f"CREATE TRIGGER note_layers AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION geo_note_layers({arguments})",
            f"DROP TRIGGER note_layers ON {table}",
        )

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__qualname__, [self.table, *self.layers], {}


@dataclass(frozen=True)
class Containment:
    """Which area holds a point: `area_key` of the first area, by that key, whose `boundary` covers `point`."""

    table: str
    point: str
    reference: str
    area_table: str
    area_key: str
    boundary: str

    def _covering(self, point: str) -> str:
        return (
            f"(SELECT area.{self.area_key} FROM {self.area_table} area "
            f"WHERE ST_Covers(area.{self.boundary}, {point}) ORDER BY area.{self.area_key} LIMIT 1)"
        )

    def install(self) -> str:
        name = f"{self.table}_{self.reference}"
        return f"""
CREATE FUNCTION keep_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.{self.reference} := {self._covering(f"NEW.{self.point}")};
    RETURN NEW;
END $$;
CREATE TRIGGER keep_{self.reference} BEFORE INSERT OR UPDATE OF {self.point}, {self.reference} ON {self.table}
    FOR EACH ROW EXECUTE FUNCTION keep_{name}();

CREATE FUNCTION recompute_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE {self.table} SET {self.point} = {self.point}
    WHERE {self.reference} IS DISTINCT FROM {self._covering(f"{self.table}.{self.point}")};
    RETURN NULL;
END $$;
CREATE TRIGGER recompute_{self.table} AFTER INSERT OR UPDATE OF {self.area_key}, {self.boundary} OR DELETE
    ON {self.area_table} FOR EACH STATEMENT EXECUTE FUNCTION recompute_{name}();
"""

    def remove(self) -> str:
        name = f"{self.table}_{self.reference}"
        return f"""
DROP TRIGGER recompute_{self.table} ON {self.area_table};
DROP FUNCTION recompute_{name}();
DROP TRIGGER keep_{self.reference} ON {self.table};
DROP FUNCTION keep_{name}();
"""


class KeepContainment(migrations.RunSQL):
    """Migration operation: keep a row's area from its point; typed values are overwritten."""

    def __init__(self, containment: Containment) -> None:
        self.containment = containment
        super().__init__(containment.install(), containment.remove())

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__qualname__, [self.containment], {}
