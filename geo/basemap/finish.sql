-- After osm2pgsql: what labels and the edge of the data need, worked out once instead of in every tile.
-- Runs with search_path on the new schema.

-- A street is many ways in OSM; its name belongs along the whole of it.
CREATE TABLE road_names AS
SELECT name, rank, (ST_Dump(merged)).geom AS geom
FROM (
    SELECT name, max(rank) AS rank, ST_LineMerge(ST_Collect(geom)) AS merged
    FROM roads
    WHERE name IS NOT NULL AND NOT minor AND NOT link AND NOT tunnel AND class <> 'track'
    GROUP BY name
) AS streets;
ALTER TABLE road_names ADD COLUMN id serial, ADD COLUMN length_m real;
UPDATE road_names SET length_m = ST_Length(geom);
CREATE INDEX ON road_names USING gist (geom);
-- The second carriageway, a service lane beside the street: named once, along the longest line.
DELETE FROM road_names AS lesser
WHERE length_m < 20 OR length_m * 0.7 < (
    SELECT sum(ST_Length(ST_Intersection(lesser.geom, ST_Buffer(longer.geom, 40, 2))))
    FROM road_names AS longer
    WHERE longer.name = lesser.name AND ST_DWithin(longer.geom, lesser.geom, 40)
      AND (longer.length_m, longer.id) > (lesser.length_m, lesser.id)
);

CREATE TABLE road_refs AS
SELECT ref, class, rank, (ST_Dump(merged)).geom AS geom
FROM (
    SELECT replace(split_part(ref, ';', 1), ' ', '') AS ref, class, max(rank) AS rank,
           ST_LineMerge(ST_Collect(geom)) AS merged
    FROM roads
    WHERE ref ~ '^[AB] ?[0-9]{1,3}($|;)' AND class IN ('motorway', 'trunk', 'primary') AND NOT link
    GROUP BY 1, class
) AS numbered;

CREATE TABLE water_line_names AS
SELECT name, class, (ST_Dump(merged)).geom AS geom
FROM (
    SELECT name, class, ST_LineMerge(ST_Collect(geom)) AS merged
    FROM water_lines
    WHERE name IS NOT NULL AND NOT tunnel
    GROUP BY name, class
) AS waters;

-- The middle of the largest circle inside is where the eye expects a park's or lake's name; a park's not in its pond.
CREATE TABLE area_names AS
SELECT name, class, area_m2, (ST_MaximumInscribedCircle(geom)).center AS geom
FROM (
    SELECT name, class, area_m2, ST_Difference(geom, coalesce(
        (SELECT ST_Union(water.geom) FROM water_areas AS water WHERE ST_Intersects(water.geom, areas.geom)),
        ST_SetSRID('POLYGON EMPTY'::geometry, ST_SRID(geom))
    )) AS geom
    FROM areas
    WHERE class IN ('wood', 'park', 'cemetery', 'allotments', 'sport', 'reserve', 'square')
    UNION ALL
    SELECT name, 'water', area_m2, geom FROM water_areas
) AS named
WHERE name IS NOT NULL AND area_m2 > 400 AND NOT ST_IsEmpty(geom)
  AND NOT (class = 'square' AND name IN (SELECT name FROM road_names));

-- What the extract covers: 200 m cells that hold any road or building; gaps up to 1.6 km (a wood, a field) count as
-- covered, tails thinner than 400 m (a motorway or railway running out of the extract) do not.
CREATE TABLE coverage AS
SELECT ST_Multi(ST_Buffer(ST_Buffer(ST_Buffer(ST_Union(ST_Expand(cell, 100)), 800, 2), -1000, 2), 200, 2)) AS geom
FROM (
    SELECT DISTINCT ST_SnapToGrid((ST_DumpPoints(geom)).geom, 200) AS cell FROM roads WHERE class <> 'motorway'
    UNION
    SELECT DISTINCT ST_SnapToGrid(ST_PointOnSurface(geom), 200) FROM buildings
) AS occupied;

CREATE INDEX ON road_refs USING gist (geom);
CREATE INDEX ON water_line_names USING gist (geom);
CREATE INDEX ON area_names USING gist (geom);
-- Small scales read a few large things out of many.
CREATE INDEX ON roads USING gist (geom) WHERE rank >= 60;
CREATE INDEX ON areas USING gist (geom) WHERE area_m2 >= 20000;
ANALYZE;
