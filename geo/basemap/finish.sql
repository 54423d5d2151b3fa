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
-- Letters stand better on a curve than on the corners of a mapped line.
UPDATE road_names SET geom = ST_ChaikinSmoothing(geom, 2, true);

CREATE TABLE road_refs AS
SELECT ref, class, rank, (ST_Dump(merged)).geom AS geom
FROM (
    SELECT replace(split_part(ref, ';', 1), ' ', '') AS ref, class, max(rank) AS rank,
           ST_LineMerge(ST_Collect(geom)) AS merged
    FROM roads
    WHERE ref ~ '^[AB] ?[0-9]{1,3}($|;)' AND class IN ('motorway', 'trunk', 'primary') AND NOT link
    GROUP BY 1, class
) AS numbered;
-- What is cut off at the edge of the extract is no road to follow.
DELETE FROM road_refs WHERE ST_Length(geom) < 250;

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
  -- along the streets around it the name of a square stands already
  AND NOT EXISTS (
    SELECT FROM road_names WHERE road_names.name = named.name AND ST_DWithin(road_names.geom, named.geom, 60)
  );

-- The same name as quarter and as hamlet, or once for each half of a quarter: written once.
DELETE FROM places AS lesser
USING places AS greater
WHERE greater.name = lesser.name AND ST_DWithin(greater.geom, lesser.geom, 3000)
  AND (array_position(ARRAY['city', 'town', 'village', 'district', 'suburb', 'quarter'], lesser.class), lesser.osm_id)
    > (array_position(ARRAY['city', 'town', 'village', 'district', 'suburb', 'quarter'], greater.class), greater.osm_id);
-- A plan of the city need not repeat its name at its main station.
UPDATE stations SET name = 'Hauptbahnhof' WHERE name ~ '(Hauptbahnhof|Hbf)$';

-- A square opens into its streets like a wide street, and the houses on it stand free.
UPDATE areas SET geom = ST_Multi(ST_CollectionExtract(ST_Difference(areas.geom, standing.geom), 3))
FROM (
    SELECT square.osm_type, square.osm_id, ST_Union(buildings.geom) AS geom
    FROM areas AS square JOIN buildings ON ST_Intersects(buildings.geom, square.geom)
    WHERE square.class = 'square'
    GROUP BY 1, 2
) AS standing
WHERE areas.class = 'square' AND (areas.osm_type, areas.osm_id) = (standing.osm_type, standing.osm_id);
DELETE FROM areas WHERE ST_IsEmpty(geom);

-- Tracks side by side are one railway: the longest is drawn as such, the others as sidings. 12 m reach across a platform;
-- less than 60 m beside another is a crossing.
CREATE TEMPORARY TABLE rail_runs ON COMMIT DROP AS
SELECT row_number() OVER () AS id, geom, ST_Length(geom) AS length_m
FROM (
    SELECT (ST_Dump(ST_LineMerge(ST_Collect(geom)))).geom
    FROM rails
    WHERE class = 'rail' AND NOT minor
) AS runs;
CREATE TEMPORARY TABLE side_tracks ON COMMIT DROP AS
SELECT ST_Buffer(piece, 0.1) AS geom
FROM (
    SELECT (ST_Dump(ST_Intersection(lesser.geom, ST_Union(ST_Buffer(longer.geom, 12, 'endcap=flat'))))).geom AS piece
    FROM rail_runs AS lesser JOIN rail_runs AS longer ON ST_DWithin(longer.geom, lesser.geom, 12)
    WHERE (longer.length_m, longer.id) > (lesser.length_m, lesser.id)
    GROUP BY lesser.id, lesser.geom
) AS pieces
WHERE ST_Length(piece) > 60;
CREATE TEMPORARY TABLE split_rails ON COMMIT DROP AS
SELECT rails.osm_id, class, name, bridge, tunnel, layer, rails.geom AS whole, ST_Union(side_tracks.geom) AS beside
FROM rails JOIN side_tracks ON ST_Intersects(side_tracks.geom, rails.geom)
WHERE class = 'rail' AND NOT minor
GROUP BY 1, 2, 3, 4, 5, 6, 7;
DELETE FROM rails USING split_rails WHERE rails.osm_id = split_rails.osm_id;
INSERT INTO rails (osm_id, class, name, minor, bridge, tunnel, layer, geom)
SELECT osm_id, class, name, minor, bridge, tunnel, layer, part.geom
FROM (
    SELECT *, false AS minor, ST_Difference(whole, beside) AS parts FROM split_rails
    UNION ALL
    SELECT *, true, ST_Intersection(whole, beside) FROM split_rails
) AS halves, ST_Dump(parts) AS part
WHERE ST_Length(part.geom) > 1;

-- What the extract covers: 200 m cells that hold any road or building; gaps up to 1.6 km (a wood, a field) count as
-- covered, tails thinner than 400 m (a motorway or railway running out of the extract) do not.
CREATE TABLE coverage AS
SELECT ST_Multi(ST_Buffer(ST_Buffer(ST_Buffer(ST_Union(ST_Expand(cell, 100)), 800, 2), -1000, 2), 200, 2)) AS geom
FROM (
    SELECT DISTINCT ST_SnapToGrid((ST_DumpPoints(geom)).geom, 200) AS cell FROM roads WHERE class <> 'motorway'
    UNION
    SELECT DISTINCT ST_SnapToGrid(ST_PointOnSurface(geom), 200) FROM buildings
) AS occupied;

CREATE INDEX ON road_names (name);
CREATE INDEX ON road_refs USING gist (geom);
CREATE INDEX ON water_line_names USING gist (geom);
CREATE INDEX ON area_names USING gist (geom);
-- Small scales read a few large things out of many.
CREATE INDEX ON roads USING gist (geom) WHERE rank >= 60;
CREATE INDEX ON areas USING gist (geom) WHERE area_m2 >= 20000;
ANALYZE;
