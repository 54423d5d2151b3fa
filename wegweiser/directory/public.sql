-- What the public may see. Each rule of choices.Visibility stands here once; public_point is the generated column
-- of the table, so that its index answers "nearest" (a CASE on the geometry would read every row).
CREATE VIEW public_facility AS
SELECT
    facility.id,
    facility.name,
    facility.name_addition,
    facility.category_id,
    facility.group_code,
    ARRAY(
        SELECT secondary.category_id FROM directory_facility_secondary_categories secondary
        WHERE secondary.facility_id = facility.id ORDER BY secondary.category_id
    ) AS secondary_category_codes,
    facility.flags,
    COALESCE((SELECT name FROM directory_traeger WHERE id = facility.traeger_id), '') AS traeger,
    facility.description,
    CASE WHEN facility.visibility = 'public' THEN facility.street ELSE '' END AS street,
    CASE WHEN facility.visibility = 'public' THEN facility.house_number ELSE '' END AS house_number,
    CASE WHEN facility.visibility <> 'phone_only' THEN facility.postcode ELSE '' END AS postcode,
    CASE WHEN facility.visibility <> 'phone_only' THEN facility.city ELSE '' END AS city,
    facility.public_point AS point,
    CASE WHEN facility.visibility <> 'phone_only' THEN facility.sozialraum_id END AS sozialraum_id,
    ARRAY(
        SELECT served.sozialraum_id FROM directory_facility_serves served
        WHERE served.facility_id = facility.id AND facility.visibility <> 'phone_only'
        ORDER BY served.sozialraum_id
    ) AS serves,
    facility.citywide,
    facility.phone,
    facility.email,
    facility.website,
    facility.opening_hours,
    facility.hours_note,
    facility.hours_exceptions,
    facility.in_school_holidays,
    -- later rules win; what has no hours has no exceptions from them
    CASE WHEN facility.opening_hours = '' THEN '' ELSE concat_ws(
        '; ',
        facility.opening_hours,
        CASE WHEN facility.in_school_holidays = 'closed' THEN 'SH off' END,
        NULLIF(facility.hours_exceptions, '')
    ) END AS hours_rules,
    facility.closed_from,
    facility.closed_to,
    facility.closed_notice,
    facility.age_from_months,
    facility.age_to_months,
    facility.languages,
    facility.wheelchair,
    facility.pram,
    facility.changing_table,
    facility.cost,
    facility.card_offer,
    facility.card_from,
    facility.card_to,
    facility.playground_class,
    facility.playground_ages,
    facility.visibility,
    facility.verified_on,
    (SELECT name FROM directory_datasource WHERE key = facility.source_id) AS source_name,
    (SELECT licence FROM directory_datasource WHERE key = facility.source_id) AS licence,
    facility.updated_at
FROM directory_facility facility
WHERE facility.state = 'published' AND facility.visibility <> 'internal';

CREATE VIEW withheld_facility AS
SELECT facility.id FROM directory_facility facility WHERE facility.visibility <> 'public';

-- Places that were public once and are closed or deleted. Where they were is told only if everybody knew it to the
-- end, and never of kinds that protect people: such a row may have been deleted because it said too much.
CREATE VIEW former_facility AS
SELECT
    former.id,
    former.category_id,
    CASE
        WHEN former.visibility = 'public' AND category.visibility = 'public' THEN former.point
    END AS point
FROM (
    SELECT id, category_id, visibility, point FROM directory_facility
    WHERE state = 'closed' AND visibility <> 'internal'
    UNION ALL
    SELECT last.id, last.category_id, last.visibility, last.point
    FROM (
        SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id AS id, category_id, visibility, state, point
        FROM directory_facilityevent ORDER BY pgh_obj_id, pgh_id DESC
    ) last
    WHERE last.state IN ('published', 'closed') AND last.visibility <> 'internal'
      AND NOT EXISTS (SELECT 1 FROM directory_facility facility WHERE facility.id = last.id)
) former
JOIN directory_category category ON category.code = former.category_id;

-- Search documents are made from the view above, so that nothing can be found that it does not show.
CREATE OR REPLACE FUNCTION directory_describe(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM directory_searchdocument WHERE facility_id = ANY (changed);
    -- while a migration rebuilds the view, nobody can be described; the last line of this file makes up for it
    IF to_regclass('public_facility') IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO directory_searchdocument (facility_id, name, words, kinds)
    SELECT
        place.id,
        ' ' || geo_spellings(concat_ws(' ', place.name, place.name_addition)),
        ' ' || geo_spellings(concat_ws(
            ' ', place.name, place.name_addition, place.traeger, place.street, place.house_number, place.postcode, area.name,
            -- "Lange Straße" is also typed as one word
            regexp_replace(place.street, '[ -]', '', 'g')
        )),
        ARRAY[place.group_code, place.category_id] || place.secondary_category_codes
    FROM public_facility place
    LEFT JOIN directory_sozialraum area ON area.code = place.sozialraum_id
    WHERE place.id = ANY (changed);
END $$;

-- The argument names the column of `touched` that holds the key of the place.
CREATE OR REPLACE FUNCTION directory_describe_touched() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    EXECUTE format('SELECT array_agg(DISTINCT %I) FROM touched', TG_ARGV[0]) INTO changed;
    PERFORM directory_describe(changed);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION directory_describe_places_of_traeger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM directory_describe(array_agg(place.id))
    FROM directory_facility place JOIN touched ON touched.id = place.traeger_id;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION directory_describe_places_of_area() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM directory_describe(array_agg(place.id))
    FROM directory_facility place JOIN touched ON touched.code = place.sozialraum_id;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION directory_describe_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM directory_searchdocument;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER describe_inserted AFTER INSERT ON directory_facility
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory_describe_touched('id');
CREATE OR REPLACE TRIGGER describe_updated AFTER UPDATE ON directory_facility
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory_describe_touched('id');
CREATE OR REPLACE TRIGGER describe_deleted AFTER DELETE ON directory_facility
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory_describe_touched('id');
CREATE OR REPLACE TRIGGER describe_emptied AFTER TRUNCATE ON directory_facility
    FOR EACH STATEMENT EXECUTE FUNCTION directory_describe_nothing();
CREATE OR REPLACE TRIGGER describe_inserted AFTER INSERT ON directory_facility_secondary_categories
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory_describe_touched('facility_id');
CREATE OR REPLACE TRIGGER describe_deleted AFTER DELETE ON directory_facility_secondary_categories
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory_describe_touched('facility_id');
CREATE OR REPLACE TRIGGER describe_updated AFTER UPDATE ON directory_traeger
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory_describe_places_of_traeger();
CREATE OR REPLACE TRIGGER describe_updated AFTER UPDATE ON directory_sozialraum
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory_describe_places_of_area();

SELECT directory_describe(array_agg(id)) FROM directory_facility;
