-- OSM tags -> the tables of the base map. Names stay as they are in OSM; the style chooses what is drawn at which scale.

local schema = os.getenv('BASEMAP_SCHEMA')
local srid = tonumber(os.getenv('BASEMAP_SRID'))

local any_object = { type = 'any', id_column = 'osm_id', type_column = 'osm_type' }
local way = { type = 'way', id_column = 'osm_id' }

local function define(name, ids, columns, kind)
    table.insert(columns, { column = 'geom', type = kind, projection = srid, not_null = true })
    return osm2pgsql.define_table { schema = schema, name = name, ids = ids, columns = columns }
end

local function area_table(name, columns)
    table.insert(columns, { column = 'area_m2', type = 'real' })
    return define(name, any_object, columns, 'geometry')
end

local function line_table(name, columns) return define(name, way, columns, 'linestring') end
local function point_table(name, columns) return define(name, any_object, columns, 'point') end

local function text(name) return { column = name, type = 'text' } end
local function whole(name) return { column = name, type = 'int' } end
local function yes_no(name) return { column = name, type = 'bool', not_null = true } end

local roads = line_table('roads', {
    text('class'), whole('rank'), text('name'), text('ref'), yes_no('link'), yes_no('minor'),
    yes_no('bridge'), yes_no('tunnel'), whole('layer'), whole('oneway'),
})
local rails = line_table('rails', {
    text('class'), text('name'), yes_no('minor'), yes_no('bridge'), yes_no('tunnel'), whole('layer'),
})
local stations = point_table('stations', { text('class'), text('name') })
local water_areas = area_table('water_areas', { text('class'), text('name') })
local water_lines = line_table('water_lines', { text('class'), text('name'), yes_no('tunnel') })
local areas = area_table('areas', { text('class'), text('name') })
local buildings = area_table('buildings', {})
local house_numbers = point_table('house_numbers', { text('number') })
local places = point_table('places', { text('class'), text('name'), whole('population') })

-- The higher the rank, the more important the road: it is drawn later and chosen at smaller scales.
local road_ranks = {
    motorway = 100, trunk = 90, primary = 80, secondary = 70, tertiary = 60,
    residential = 50, pedestrian = 45, service = 40, track = 20, path = 10, steps = 10,
}
local road_classes = {
    unclassified = 'residential', living_street = 'residential', road = 'residential',
    footway = 'path', cycleway = 'path', bridleway = 'path',
}
local minor_services = { parking_aisle = true, driveway = true, drive_through = true, emergency_access = true }
local minor_footways = { sidewalk = true, crossing = true, traffic_island = true }
local minor_rails = { siding = true, yard = true, spur = true, crossover = true }

local rail_classes = {
    rail = 'rail', narrow_gauge = 'rail', preserved = 'rail', light_rail = 'tram', tram = 'tram', subway = 'subway',
}
local station_classes = { station = 'station', halt = 'station', tram_stop = 'stop' }
local water_line_classes = { river = 'river', canal = 'canal', stream = 'stream', ditch = 'ditch', drain = 'ditch' }
local place_classes = {
    city = 'city', town = 'town', village = 'village', borough = 'district', city_district = 'district',
    suburb = 'suburb', quarter = 'quarter', neighbourhood = 'quarter', hamlet = 'quarter',
}

local area_classes = {
    landuse = {
        forest = 'wood', grass = 'grass', meadow = 'grass', village_green = 'park', recreation_ground = 'park',
        allotments = 'allotments', cemetery = 'cemetery', orchard = 'grass', vineyard = 'grass', plant_nursery = 'grass',
        greenhouse_horticulture = 'grass', farmland = 'field', industrial = 'industry', commercial = 'industry',
        railway = 'industry', quarry = 'industry', landfill = 'industry', retail = 'industry',
    },
    leisure = {
        park = 'park', garden = 'park', common = 'park', recreation_ground = 'park', pitch = 'pitch', track = 'pitch',
        playground = 'pitch', stadium = 'sport', sports_centre = 'sport', golf_course = 'sport', nature_reserve = 'reserve',
    },
    natural = { wood = 'wood', scrub = 'grass', grassland = 'grass', heath = 'grass', wetland = 'grass', beach = 'sand' },
    amenity = {
        school = 'campus', kindergarten = 'campus', university = 'campus', college = 'campus', hospital = 'campus',
        grave_yard = 'cemetery', parking = 'parking',
    },
    tourism = { zoo = 'park' },
}

local function is_water(tags)
    return tags.natural == 'water' or tags.waterway == 'riverbank' or tags.waterway == 'dock'
        or tags.landuse == 'reservoir' or tags.landuse == 'basin'
end

local function is_yes(value)
    return value ~= nil and value ~= 'no' and value ~= 'false' and value ~= '0'
end

local function layer_of(tags)
    return math.max(-5, math.min(5, math.tointeger(tonumber(tags.layer) or 0) or 0))
end

local function oneway_of(tags)
    if tags.oneway == '-1' then return -1 end
    if tags.junction == 'roundabout' then return 0 end
    return (tags.oneway == 'yes' or tags.oneway == 'true' or tags.oneway == '1') and 1 or 0
end

local function add_road(object)
    local tags = object.tags
    local link = tags.highway:match('_link$') ~= nil
    local kind = tags.highway:gsub('_link$', '')
    local class = road_classes[kind] or kind
    local rank = road_ranks[class]
    if not rank or tags.area == 'yes' then return end
    roads:insert {
        class = class, rank = rank, name = tags.name, ref = tags.ref, link = link,
        minor = minor_services[tags.service] or minor_footways[tags.footway] or tags.access == 'private' or false,
        bridge = is_yes(tags.bridge), tunnel = is_yes(tags.tunnel), layer = layer_of(tags), oneway = oneway_of(tags),
        geom = object:as_linestring(),
    }
end

local function add_rail(object)
    local tags = object.tags
    local class = rail_classes[tags.railway]
    if not class then return end
    rails:insert {
        class = class, name = tags.name, minor = minor_rails[tags.service] or false,
        bridge = is_yes(tags.bridge), tunnel = is_yes(tags.tunnel), layer = layer_of(tags), geom = object:as_linestring(),
    }
end

local function add_water_line(object)
    local tags = object.tags
    local class = water_line_classes[tags.waterway]
    if not class then return end
    water_lines:insert { class = class, name = tags.name, tunnel = is_yes(tags.tunnel), geom = object:as_linestring() }
end

local function area_class(tags)
    for key, classes in pairs(area_classes) do
        local class = classes[tags[key]]
        if class then return class end
    end
    if tags.highway and (tags.area == 'yes' or tags.type == 'multipolygon') then return 'square' end
    if tags['area:highway'] or tags.place == 'square' then return 'square' end
end

local function add_number(tags, point)
    if tags['addr:housenumber'] then
        house_numbers:insert { number = tags['addr:housenumber'], geom = point }
    end
end

local function add_area(object, polygon)
    local tags = object.tags
    if polygon:is_null() then return end
    local area_m2 = polygon:transform(srid):area()
    if is_yes(tags.building) then
        buildings:insert { area_m2 = area_m2, geom = polygon }
        add_number(tags, polygon:centroid())
    end
    if is_water(tags) then
        water_areas:insert { class = tags.water or 'water', name = tags.name, area_m2 = area_m2, geom = polygon }
    end
    local class = area_class(tags)
    if class then
        areas:insert { class = class, name = tags.name, area_m2 = area_m2, geom = polygon }
    end
    if station_classes[tags.railway] then
        stations:insert { class = station_classes[tags.railway], name = tags.name, geom = polygon:centroid() }
    end
    local place = place_classes[tags.place]
    if place and tags.name then
        places:insert { class = place, name = tags.name, geom = polygon:centroid() }
    end
end

function osm2pgsql.process_node(object)
    local tags = object.tags
    local point = object:as_point()
    add_number(tags, point)
    if station_classes[tags.railway] then
        stations:insert { class = station_classes[tags.railway], name = tags.name, geom = point }
    end
    local place = place_classes[tags.place]
    if place and tags.name then
        places:insert { class = place, name = tags.name, population = math.tointeger(tonumber(tags.population)), geom = point }
    end
end

function osm2pgsql.process_way(object)
    local tags = object.tags
    if tags.highway then add_road(object) end
    if tags.railway then add_rail(object) end
    if tags.waterway then add_water_line(object) end
    if object.is_closed and tags.area ~= 'no' then add_area(object, object:as_polygon()) end
end

function osm2pgsql.process_relation(object)
    if object.tags.type == 'multipolygon' or object.tags.type == 'boundary' then
        add_area(object, object:as_multipolygon())
    end
end
