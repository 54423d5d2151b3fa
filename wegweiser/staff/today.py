"""The start page: what is to be done today, and how true the directory is."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from wegweiser.directory.checking import OVERDUE, Light, count_lights, undecided
from wegweiser.directory.choices import State, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.exports.models import OPEN, ExportOrder, ExportSheet
from wegweiser.reports import mail
from wegweiser.reports.handling import open_count

RECENT = timedelta(days=3)
PLACES = "admin:directory_facility_changelist"
IN_AREA = "sozialraum__code__exact"


@dataclass(frozen=True)
class Task:
    """Something to be done, with what it is about in one sentence."""

    count: int
    what: str
    address: str


@dataclass(frozen=True)
class Row:
    name: str
    lights: Counter[str]
    where: dict[str, str]
    """Which list these places stand in."""

    @property
    def total(self) -> int:
        return self.lights.total()

    @property
    def parts(self) -> list[tuple[Light, int, str]]:
        """Each light with its number and the list behind it."""
        return [(light, self.lights[light], _list(ampel=light.value, **self.where)) for light in Light]

    @property
    def bar(self) -> Iterator[dict[str, Any]]:
        """The same as a picture, one unit for each place."""
        begin = 0
        for light in Light:
            yield {"light": light.value, "begin": begin, "width": self.lights[light]}
            begin += self.lights[light]


def start_page(user: Any, now: datetime) -> dict[str, Any]:
    """Everybody sees of it what they may open."""
    if not user.has_perm("directory.view_facility"):
        return {"tasks": [task for task in _desk(user, now) if task.count]}
    counts = count_lights(timezone.localdate(now))
    whole = sum(counts.values(), Counter[str]())
    areas = Sozialraum.objects.values_list("name", "code")
    return {
        "tasks": [task for task in (*_desk(user, now), *_places(whole)) if task.count],
        "lights": list(Light),
        "whole": Row("Ganze Stadt", whole, {}),
        "areas": [Row(name, counts.get(code, Counter()), {IN_AREA: code}) for name, code in areas],
        "no_area": Row("Ohne Sozialraum", counts.get(None, Counter()), {"sozialraum__isnull": "True"}),
    }


def _desk(user: Any, now: datetime) -> Iterator[Task]:
    if user.has_perm("reports.view_report"):
        reports = reverse("admin:reports_report_changelist")
        yield Task(open_count(), "neue Meldungen lesen", reports)
        yield Task(mail.waiting().count(), "E-Mails warten auf den Mailserver", reports)
    if user.has_perm("exports.add_exportorder"):
        finished = ExportOrder.objects.filter(created_at__gte=now - RECENT).exclude(
            Exists(ExportSheet.objects.filter(order=OuterRef("pk"), state__in=OPEN))
        )
        orders = reverse("admin:exports_exportorder_changelist")
        yield Task(finished.count(), "Druckaufträge der letzten drei Tage sind fertig", orders)


def _places(whole: Counter[str]) -> Iterator[Task]:
    words = {Light.RED: "überfällige Orte prüfen", Light.NEVER: "Orte zum ersten Mal prüfen"}
    for light in OVERDUE:
        yield Task(whole[light], words[light], _list(ampel=light.value))
    drafts = Facility.objects.filter(state=State.DRAFT)
    yield Task(drafts.count(), "Entwürfe fertig machen", _list(state__exact=State.DRAFT))
    nowhere = Facility.objects.filter(state=State.PUBLISHED, visibility=Visibility.PUBLIC, point=None)
    yield Task(nowhere.count(), "öffentliche Orte auf die Karte setzen", _list(offen="lage"))
    yield Task(
        Facility.objects.filter(undecided()).count(),
        "Orte: entscheiden, wie sichtbar sie sind",
        _list(offen="sichtbarkeit"),
    )


def _list(**filters: str) -> str:
    return f"{reverse(PLACES)}?{urlencode(filters)}"
