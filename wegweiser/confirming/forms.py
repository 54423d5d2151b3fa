"""One part of the page: a place as it is written down, to be left as it is or changed."""

from collections.abc import Callable
from typing import Any

from django import forms

from wegweiser.directory.asking import AskedPlace
from wegweiser.directory.hours import readable
from wegweiser.directory.imports import fields
from wegweiser.directory.imports.fields import FieldFault, RowFault

LABELS = {
    "name": "Name",
    "street": "Straße",
    "house_number": "Hausnummer",
    "postcode": "Postleitzahl",
    "phone": "Telefon",
    "email": "E-Mail",
    "website": "Internetseite",
    "hours_note": "Hinweis zu den Zeiten",
}
CHECKS: dict[str, Callable[[str], str]] = {
    "phone": fields.phone,
    "email": fields.email,
    "website": fields.website,
}
LONGEST = {"name": 200, "street": 120, "house_number": 20, "postcode": 10, "phone": 60, "hours_note": 300}
KINDS = {"phone": "tel", "email": "email", "website": "url", "house_number": "text"}


class PlaceForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, place: AskedPlace, data: Any = None) -> None:
        super().__init__(
            data,
            prefix=f"ort{place.pk}",
            initial=place.values,
            use_required_attribute=False,
        )
        self.place = place
        for name in LABELS:
            if name in place.values:
                self.fields[name] = _field(name)
        if not place.protected:
            self.fields["hours"] = forms.CharField(
                label="Öffnungszeiten, wenn sie anders sind",
                help_text="Schreiben Sie sie einfach so, wie Sie sie sagen würden.",
                max_length=300,
                required=False,
            )
            self.fields["gone"] = forms.BooleanField(label="Diesen Ort gibt es nicht mehr", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("seen") != self.place.fingerprint:
            self.add_error(None, "Diese Angaben haben sich gerade geändert. Bitte sehen Sie sie noch einmal an.")
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and name != "seen":
                self._check(name, value)
        if not cleaned.get("name", "x"):
            self.add_error("name", "Bitte schreiben Sie den Namen.")
        return cleaned

    def _check(self, name: str, value: str) -> None:
        """The importers' rules."""
        if value == self.place.values.get(name):
            return  # what has stood there so far may stay
        try:
            self.cleaned_data[name] = CHECKS.get(name, str)(fields.text(value))
        except RowFault as fault:
            self.add_error(name, f"Dieser Text {fault}.")
        except FieldFault as fault:
            self.add_error(name, f"{fault}.")

    @property
    def hours_in_words(self) -> list[str]:
        hours = self.place.values.get("opening_hours", "")
        return readable(hours) or ([hours] if hours else [])

    @property
    def proposed(self) -> dict[str, str]:
        """What is to be different, by the names of a place's fields."""
        said = {name: self.cleaned_data[name] for name in LABELS if name in self.cleaned_data}
        return {name: value for name, value in said.items() if value != self.place.values[name]}

    @property
    def note(self) -> str:
        """What no field of a place can hold as it was said."""
        hours = self.cleaned_data.get("hours", "")
        lines = ["Diesen Ort gibt es nicht mehr."] if self.cleaned_data.get("gone") else []
        return "\n".join([*lines, *([f"Öffnungszeiten: {hours}"] if hours else [])])

    @property
    def differs(self) -> bool:
        return bool(self.proposed or self.note)


def _field(name: str) -> forms.CharField:
    attributes = {"type": KINDS.get(name, "text"), "autocomplete": "off"}
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=LABELS[name], max_length=LONGEST.get(name, 200), required=False, widget=widget)
