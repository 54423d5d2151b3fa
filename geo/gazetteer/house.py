from dataclasses import dataclass


@dataclass(frozen=True)
class House:
    """One row of a source; x and y in EPSG:25832."""

    street: str
    number: int
    suffix: str
    x: float
    y: float
    postcode: str = ""
    place: str = ""
