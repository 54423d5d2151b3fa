"""Which sheet an editor works on; it stands in the address of the page."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.http import urlencode

from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.exports.selection import VARIANT_NAMES, language_name, offered_languages
from wegweiser.printing.adjustments import FARTHEST_MM, LONGEST_REASON
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.paper import PAPERS

FOLDED, FLAT = "gefaltet", "flach"
LONGEST_ID = 18
"""Digits; PostgreSQL's bigint holds a few numbers of 19, and Python refuses to read thousands."""


def is_id(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_ID


class SheetForm(forms.Form):
    area = forms.ChoiceField(label="Sozialraum")
    paper = forms.ChoiceField(label="Format", choices=[(paper.name, paper.label) for paper in PAPERS.values()])
    folding = forms.ChoiceField(label="Faltung", choices=[(FOLDED, "gefaltet"), (FLAT, "flach")], required=False)
    variant = forms.ChoiceField(label="Fassung", choices=[(str(key), name) for key, name in VARIANT_NAMES.items()])
    language = forms.ChoiceField(label="Sprache")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("area", [(area.code, area.name) for area in Sozialraum.objects.defer("boundary")])
        self._offer("language", [(code, language_name(code)) for code in offered_languages()])
        self.initial = {"paper": "a3", "language": settings.LANGUAGE_CODE, **self.initial}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            flat = {"folded": False} if cleaned["folding"] == FLAT else {}
            try:
                cleaned["definition"] = Definition.of(
                    cleaned["area"],
                    cleaned["paper"],
                    variant=cleaned["variant"],
                    language=cleaned["language"],
                    **flat,
                )
            except PrintingError as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def definition(self) -> Definition:
        definition: Definition = self.cleaned_data["definition"]
        return definition


def asked(definition: Definition) -> str:
    """The query that leads to the sheet."""
    folding = FLAT if definition.paper.folding and not definition.folded else FOLDED
    return urlencode(
        {
            "area": definition.area,
            "paper": definition.paper.name,
            "folding": folding,
            "variant": definition.variant,
            "language": definition.language,
        }
    )


class AdjustmentForm(forms.Form):
    """One decision about one place, or about the places of one address."""

    NUDGE, PIN, RESET, LEAVE_OUT = "verschieben", "festsetzen", "zuruecksetzen", "weglassen"

    action = forms.ChoiceField(choices=[(each, each) for each in (NUDGE, PIN, RESET, LEAVE_OUT)])
    place = forms.IntegerField(
        min_value=1, max_value=10**LONGEST_ID - 1, error_messages={"required": "Bitte wählen Sie einen Ort."}
    )
    beside = forms.CharField(required=False)
    """Numbers of the places whose plates stand in the same block."""
    dx = forms.FloatField(required=False, min_value=-FARTHEST_MM, max_value=FARTHEST_MM)
    dy = forms.FloatField(required=False, min_value=-FARTHEST_MM, max_value=FARTHEST_MM)
    reason = forms.CharField(required=False, max_length=LONGEST_REASON, strip=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        moves = cleaned.get("action") in (self.NUDGE, self.PIN)
        if moves and (cleaned.get("dx") is None or cleaned.get("dy") is None):
            raise forms.ValidationError("Es fehlt, wohin das Schild soll.")
        return cleaned

    @property
    def neighbours(self) -> list[int]:
        return [int(each) for each in self.cleaned_data["beside"].split(",") if is_id(each)]
