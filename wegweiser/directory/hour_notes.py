"""What is often written beside opening hours, in the active language."""

import re

from django.utils.translation import get_language_bidi, gettext, gettext_noop

PHRASES = frozenset(
    (
        gettext_noop("nach Vereinbarung"),
        gettext_noop("und nach Vereinbarung"),
        gettext_noop("sonst nach Vereinbarung"),
        gettext_noop("nur nach Vereinbarung"),
        gettext_noop("Termine nach Vereinbarung"),
        gettext_noop("nur mit Termin"),
        gettext_noop("nur mit Anmeldung"),
        gettext_noop("ohne Anmeldung"),
        gettext_noop("auch abends"),
        gettext_noop("offene Sprechstunde"),
        gettext_noop("bitte vorher anrufen"),
        gettext_noop("in den Schulferien geschlossen"),
        gettext_noop("Ausgabe nach Nummern"),
        gettext_noop("Gottesdienst"),
        gettext_noop("Kirche und Gemeindehaus auch zu anderen Zeiten"),
    )
)
_JOINTS = re.compile(r"(, |; )")


def translated(note: str) -> str | None:
    """None where a part of it is none of these: half a translation is worse than none."""
    parts = _JOINTS.split(note)
    if not all(part in PHRASES for part in parts[::2]):
        return None
    joints = {", ": "، ", "; ": "؛ "} if get_language_bidi() else {}
    return "".join(gettext(part) if part in PHRASES else joints.get(part, part) for part in parts)
