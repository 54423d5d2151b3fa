"""German phone numbers as people write them, and as phones dial them."""

import re

NUMBER = re.compile(r"\s*(\+?[\d\s()/.–-]+)")
SHORTEST_WITH_AREA_CODE = 6


def tel_uri(phone: str) -> str:
    """ "0208 825-9376" as "tel:+492088259376" (RFC 3966); empty where the text begins with no number."""
    found = NUMBER.match(phone)
    if found is None:
        return ""
    written = found[1].replace("(0)", "")
    digits = re.sub(r"\D", "", written)
    if written.startswith("+"):
        return f"tel:+{digits}"
    if digits.startswith("00"):
        return f"tel:+{digits[2:]}"
    if digits.startswith("0") and len(digits) >= SHORTEST_WITH_AREA_CODE:
        return f"tel:+49{digits[1:]}"
    return f"tel:{digits}" if digits else ""
