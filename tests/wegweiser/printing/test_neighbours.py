import shapely

from geo.cartography.placement.values import Box
from wegweiser.printing.neighbours import Neighbour, Side, Surroundings, neighbours

FRAME = Box(10, 10, 210, 150)
OWN = shapely.box(60, 40, 160, 120)
WEST, NORTH, EAST, SOUTH = (
    shapely.box(-100, -100, 60, 300),
    shapely.box(60, -100, 160, 40),
    shapely.box(160, -100, 400, 300),
    shapely.box(60, 120, 160, 400),
)


def surroundings(*boxes: Box, points: tuple[tuple[float, float], ...] = ()) -> Surroundings:
    return Surroundings(FRAME, OWN, boxes, points)


def test_each_neighbour_is_named_at_the_edge_on_its_side() -> None:
    areas = [("West", WEST), ("Nord", NORTH), ("Ost", EAST), ("Süd", SOUTH)]

    found = {each.name: each for each in neighbours(areas, surroundings())}

    assert {name: each.side for name, each in found.items()} == {
        "West": Side.LEFT, "Nord": Side.TOP, "Ost": Side.RIGHT, "Süd": Side.BOTTOM,
    }  # fmt: skip
    assert found["West"].box.left == FRAME.left
    assert found["Ost"].box.right == FRAME.right


def test_names_keep_off_furniture_points_the_area_and_each_other() -> None:
    furniture = Box(90, 10, 130, 30)
    point = (140.0, 13.0)
    areas = [("Nordviertel mit langem Namen", NORTH), ("Noch ein Norden", NORTH)]

    found = neighbours(areas, surroundings(furniture, points=(point,)))

    shapes = [shapely.box(each.box.left, each.box.top, each.box.right, each.box.bottom) for each in found]
    assert found
    for shape in shapes:
        assert not shape.intersects(shapely.box(90, 10, 130, 30))
        assert not shape.intersects(OWN)
        assert shape.distance(shapely.Point(point)) >= 3
    assert not any(one.intersects(other) for i, one in enumerate(shapes) for other in shapes[:i])


def test_an_area_that_is_seen_whole_is_named_in_its_middle_without_arrow() -> None:
    (found,) = neighbours([("Insel", shapely.box(165, 60, 205, 100))], surroundings())

    assert found.side is Side.INSIDE
    assert shapely.box(165, 60, 205, 100).contains(shapely.Point(found.box.left + 1, found.box.top + 1))


def test_an_area_without_room_has_no_name() -> None:
    sliver = shapely.box(205, 60, 209, 62)

    assert neighbours([("Splitter", sliver), ("Anderswo", shapely.box(900, 900, 950, 950))], surroundings()) == ()


def test_a_box_in_the_way_moves_the_name_along_the_edge() -> None:
    def west(*boxes: Box) -> Neighbour:
        (found,) = neighbours([("West", WEST)], surroundings(*boxes))
        return found

    free = west()
    assert west(free.box).box != free.box
