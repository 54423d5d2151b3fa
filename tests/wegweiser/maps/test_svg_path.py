import pytest

from wegweiser.maps.svg_path import PathError, Placing

HALF = Placing(0.5, 10, 20)


@pytest.mark.parametrize(
    ("path", "placed"),
    [
        ("M2 4L6 8z", "M11 22L13 24z"),
        ("M0 0l2,-4h6V8H2", "M10 20l1 -2h3V24H11"),
        ("m2 4 6 8", "M11 22l3 4"),
        ("M0 0c.5.5-1-1 2 2", "M10 20c0.25 0.25 -0.5 -0.5 1 1"),
        ("M0 0a72 72 0 1 1 144 0", "M10 20a36 36 0 1 1 72 0"),
        ("M0 0A10 20 30 0014 4", "M10 20A5 10 30 0 0 17 22"),
        ("M1e1 0Q2 2 4 4T6 6S1 1 2 2", "M15 20Q11 21 12 22T13 23S10.5 20.5 11 21"),
        ("", ""),
    ],
    ids=["absolute", "relative", "first move", "run together", "arc", "flags run together", "curves", "empty"],
)
def test_a_path_is_scaled_and_moved(path: str, placed: str) -> None:
    assert HALF.apply(path) == placed


@pytest.mark.parametrize("path", ["hello", "M1", "M1 2L3", "M1 2z4", "M1 2A1 1 0 2 0 3 3", "M1 2B3 4", "M1 x"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(PathError):
        HALF.apply(path)
