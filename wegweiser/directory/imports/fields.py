"""Texts of a source become checked values.

RowFault costs the row: it has no identity, no kind or no clear visibility. FieldFault costs only the value.
"""

import re
import unicodedata
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import TextChoices
from opening_hours import validate

from wegweiser.directory.models.rules import MAXIMUM_AGE_MONTHS
from wegweiser.directory.phone import tel_uri

YES = {"ja", "j", "x", "yes", "true", "wahr", "1"}
NO = {"nein", "n", "no", "false", "falsch", "0", "-"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
DIRECTION_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NATIONAL_DIGITS = 7
"""A bare number of this length has lost its leading zero; shorter ones are 110, 116117 and the like."""


class RowFault(Exception):
    """The row cannot be taken; the text is the reason."""


class FieldFault(Exception):
    """The value is left out; the text is the reason."""


def text(value: str) -> str:
    """One line, without what nobody sees; refuses what would turn or break a line of print."""
    cleaned = " ".join(INVISIBLE.sub("", value).split())
    for character in cleaned:
        if unicodedata.category(character) in {"Cc", "Cs"} or character in DIRECTION_CONTROLS:
            raise RowFault(f"enthält das Steuerzeichen U+{ord(character):04X}")
    return cleaned


def code_list(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[,;]", value) if part.strip()))


def choice(value: str, choices: type[TextChoices], words: dict[str, str] | None = None) -> str:
    found = (words or {}).get(value.lower(), value.lower())
    if found not in choices.values:
        allowed = ", ".join(each for each in choices.values if each)
        raise FieldFault(f"„{value}“ gibt es nicht, nur: {allowed}")
    return found


def yes_or_no(value: str) -> bool:
    if value.lower() in YES:
        return True
    if value.lower() in NO or not value:
        return False
    raise FieldFault(f"„{value}“ ist weder ja noch nein")


def number(value: str) -> float:
    """With a decimal comma or point; a point that only parts thousands is no decimal one."""
    plain = re.sub(r"[\s\u00a0']", "", value)
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        raise RowFault(f"„{value}“ ist keine Zahl") from None


def months(value: str) -> int | None:
    if not value:
        return None
    if not value.isdecimal() or int(value) > MAXIMUM_AGE_MONTHS:
        raise FieldFault(f"„{value}“ ist keine Zahl von Monaten bis {MAXIMUM_AGE_MONTHS}")
    return int(value)


def day(value: str) -> date | None:
    if not value:
        return None
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"):
        try:
            return datetime.strptime(value, pattern).date()  # noqa: DTZ007 -- a day, not a moment
        except ValueError:
            continue
    raise FieldFault(f"„{value}“ ist kein Datum wie 31.12.2025")


def languages(value: str) -> list[str]:
    codes = list(code_list(value))
    wrong = [code for code in codes if not LANGUAGE.fullmatch(code)]
    if wrong:
        raise FieldFault(f"„{', '.join(wrong)}“ ist kein Sprachkürzel wie de oder tr")
    return codes


def postcode(value: str, digits: int) -> str:
    """A spreadsheet drops the leading zeros of a number."""
    return value.zfill(digits) if value.isdecimal() else value


def phone(value: str, prefix: str = "") -> str:
    if not value:
        return ""
    joined = f"{_with_zero(prefix, 2)} {value}" if prefix else _with_zero(value, NATIONAL_DIGITS)
    if not tel_uri(joined):
        raise FieldFault(f"„{joined}“ ist keine Telefonnummer")
    return joined


def _with_zero(value: str, digits: int) -> str:
    bare = value.isdecimal() and not value.startswith("0") and len(value) >= digits
    return f"0{value}" if bare else value


def email(value: str) -> str:
    address = value.removeprefix("mailto:")
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise FieldFault(f"„{value}“ ist keine E-Mail-Adresse") from None
    return address


def website(value: str) -> str:
    if not value:
        return ""
    address = value if re.match(r"[a-z]+:", value, re.IGNORECASE) else f"https://{value}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise FieldFault(f"„{value}“ ist keine Internetadresse") from None
    return address


def opening_hours(value: str) -> str:
    if value and not validate(value):
        raise FieldFault(f"„{value}“ ist keine Öffnungszeit; sie sieht aus wie „Mo-Fr 08:00-16:00; Sa 10:00-12:00“")
    return value
