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
