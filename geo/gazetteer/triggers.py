"""Keeps the streets as the houses are, whoever writes them."""

from django.db import migrations

_TOUCH = """
CREATE FUNCTION gazetteer_keep_streets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM gazetteer_street street
    USING (SELECT DISTINCT street_key, postcode, place FROM touched) gone
    WHERE (street.key, street.postcode, street.place) = (gone.street_key, gone.postcode, gone.place);
    INSERT INTO gazetteer_street (name, key, stem, postcode, place, houses, middle)
    SELECT
        mode() WITHIN GROUP (ORDER BY house.street),
        house.street_key,
        regexp_replace(house.street_key, '(?<=...)(strasse|weg|platz|allee|ring)$', ''),
        house.postcode,
        house.place,
        count(*),
        (SELECT other.point FROM gazetteer_address other
         WHERE (other.street_key, other.postcode, other.place) = (house.street_key, house.postcode, house.place)
         ORDER BY other.point <-> ST_Centroid(ST_Collect(house.point)), other.number, other.suffix, other.id LIMIT 1)
    FROM gazetteer_address house
    JOIN (SELECT DISTINCT street_key, postcode, place FROM touched) now USING (street_key, postcode, place)
    GROUP BY house.street_key, house.postcode, house.place;
    RETURN NULL;
END $$;

CREATE FUNCTION gazetteer_forget_streets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM gazetteer_street;
    RETURN NULL;
END $$;

CREATE TRIGGER streets_inserted AFTER INSERT ON gazetteer_address REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION gazetteer_keep_streets();
CREATE TRIGGER streets_before_update AFTER UPDATE ON gazetteer_address REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION gazetteer_keep_streets();
CREATE TRIGGER streets_updated AFTER UPDATE ON gazetteer_address REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION gazetteer_keep_streets();
CREATE TRIGGER streets_deleted AFTER DELETE ON gazetteer_address REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION gazetteer_keep_streets();
CREATE TRIGGER streets_emptied AFTER TRUNCATE ON gazetteer_address
    FOR EACH STATEMENT EXECUTE FUNCTION gazetteer_forget_streets();
-- the houses that are there already
UPDATE gazetteer_address SET number = number;
"""

_LEAVE = """
DROP TRIGGER streets_emptied ON gazetteer_address;
DROP TRIGGER streets_deleted ON gazetteer_address;
DROP TRIGGER streets_updated ON gazetteer_address;
DROP TRIGGER streets_before_update ON gazetteer_address;
DROP TRIGGER streets_inserted ON gazetteer_address;
DROP FUNCTION gazetteer_forget_streets();
DROP FUNCTION gazetteer_keep_streets();
"""


class KeepStreets(migrations.RunSQL):
    """Migration operation: rows of Street follow those of Address."""

    def __init__(self) -> None:
        super().__init__(_TOUCH, _LEAVE)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__qualname__, [], {}
