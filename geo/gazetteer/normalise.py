"""Street names and house numbers as keys, so that different spellings of one address meet."""

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ABBREVIATIONS = ((re.compile(r"str(?:\.|\b)"), "strasse"), (re.compile(r"pl(?:\.|\b)"), "platz"))
_ADDRESS = re.compile(
    r"(?P<street>.*?\D)\s*(?<!\d)(?P<number>\d+\s*[a-z]?(?:\s*[-–/+,]\s*\d*\s*[a-z]?)*)", re.IGNORECASE
)
_NUMBER = re.compile(r"(\d+)\s*(.*)")
_ENDING = re.compile(r"(?<=...)(strasse|weg|platz|allee|ring)$")
LARGEST_NUMBER = 32767


def street_key(street: str) -> str:
    """ "Gustav-Müller-Str." and "gustav mueller straße" are one: "gustavmuellerstrasse"."""
    key = unicodedata.normalize("NFC", street).lower()
    for abbreviation, word in _ABBREVIATIONS:
        key = abbreviation.sub(word, key)
    folded = unicodedata.normalize("NFKD", key.translate(_GERMAN))
    return "".join(character for character in folded if character.isalnum())


def street_stem(key: str) -> str:
    """ "schwarzstrasse" as "schwarz": what tells streets apart; the database does the same (triggers.py)."""
    return _ENDING.sub("", key)


def number_key(house_number: str) -> tuple[int, str]:
    """ "12 A" as (12, "a"); of "12-14" the first; (0, "") without a number."""
    found = _NUMBER.match(house_number.strip())
    if found is None or int(found[1]) > LARGEST_NUMBER:
        return 0, ""
    return int(found[1]), re.sub(r"\s", "", re.split(r"[-–/+,;]", found[2])[0]).lower()


def split_address(address: str) -> tuple[str, str]:
    """ "Nierfeldweg 1 a-c" as ("Nierfeldweg", "1 a-c"); the number is empty where there is none."""
    found = _ADDRESS.fullmatch(address.strip())
    return (found["street"].strip(" ,"), found["number"].strip()) if found else (address.strip(), "")
