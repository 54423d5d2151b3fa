"""An address as somebody types it in one line, taken apart."""

import re
from dataclasses import dataclass
from typing import Self

from geo.gazetteer.normalise import number_key, split_address, street_key

LONGEST_TEXT = 120
_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,4}\s?[a-zA-Z]?)[\s,]+(?P<street>\D.*)")
_PLACE_BEHIND = re.compile(
    r"(?P<street>.*?\D)\s*(?<!\d)(?P<number>\d{1,4}(?:\s?[a-zA-Z](?!\w))?)\s+(?P<where>(?:\d{5}\b\s*)?[^\W\d].*|\d{5})"
)
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


@dataclass(frozen=True)
class TypedAddress:
    key: str
    """The street as normalise.street_key spells it."""
    number: int
    suffix: str
    postcode: str = ""
    place: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        line = " ".join("".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_TEXT]).split())
        street, house_number, where = _parts(line)
        postcode = _POSTCODE.search(where)
        place = _POSTCODE.sub("", where).strip(" ,")
        number, suffix = number_key(house_number)
        return cls(street_key(street), number, suffix, postcode[0] if postcode else "", place)


def _parts(line: str) -> tuple[str, str, str]:
    """Street, house number, and what stands behind them."""
    head, comma, tail = line.partition(",")
    if turned := _NUMBER_FIRST.fullmatch(head):
        return turned["street"], turned["number"], tail
    street, number = split_address(head)
    if number or (comma and not tail.strip()[:1].isdecimal()):
        return street, number, tail
    if behind := _PLACE_BEHIND.fullmatch(head):
        return behind["street"], behind["number"], f"{behind['where']} {tail}"
    if comma and not _POSTCODE.match(tail.strip()):  # „Lange Straße, 3“
        number, _, rest = tail.strip().partition(" ")
        return head, number, rest
    return street, "", tail
