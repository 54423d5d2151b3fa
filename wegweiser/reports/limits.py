"""How many reports are taken from one sender and from all; no address is kept, only a hash that lasts a day."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wegweiser.reports.models import DailySalt, Tally

EVERYBODY = "all"
IPV6_HOUSEHOLD_BITS = 64


@dataclass(frozen=True)
class Limit:
    most: int
    within: timedelta

    def begins_at(self, now: datetime) -> datetime:
        stretch = self.within.total_seconds()
        return datetime.fromtimestamp(now.timestamp() // stretch * stretch, tz=UTC)


FROM_ONE = Limit(10, timedelta(minutes=10))
FROM_ALL = Limit(200, timedelta(hours=1))


class TooMany(Exception):
    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"try again in {retry_after}")
        self.seconds = max(1, round(retry_after.total_seconds()))

    @property
    def minutes(self) -> int:
        return -(-self.seconds // 60)


def admit(address: str, now: datetime) -> None:
    """Counts one report from an IP address. Raises TooMany; what one sender sends too much does not count for all."""
    _count(sender_key(address, now), FROM_ONE, now)
    _count(EVERYBODY, FROM_ALL, now)


def sender_key(address: str, now: datetime) -> str:
    day = timezone.localdate(now)
    salt, is_new = DailySalt.objects.get_or_create(day=day, defaults={"value": secrets.token_hex()})
    if is_new:
        DailySalt.objects.filter(day__lt=day).delete()
    return salted_hmac("wegweiser.reports.sender", f"{salt.value}{_household(address)}", algorithm="sha256").hexdigest()


def _household(address: str) -> str:
    """A connection has one IPv4 address, but a whole network of IPv6 addresses."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""  # all that cannot be told apart count as one
    if isinstance(found, IPv6Address):
        return str(int(found) >> IPV6_HOUSEHOLD_BITS)
    return str(found)


def _count(sender: str, limit: Limit, now: datetime) -> None:
    begins_at = limit.begins_at(now)
    tally, _ = Tally.objects.get_or_create(sender=sender, begins_at=begins_at)
    # one statement asks and counts: of many at once, no more than the limit pass
    if not Tally.objects.filter(pk=tally.pk, count__lt=limit.most).update(count=F("count") + 1):
        raise TooMany(begins_at + limit.within - now)
