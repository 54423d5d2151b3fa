"""The three forms of the public side. Each turns what was typed into a report that is not stored yet."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import get_language, gettext, gettext_lazy

from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.taxonomy import Category
from wegweiser.reports import tokens
from wegweiser.reports.models import LONGEST_CONTACT, LONGEST_SUBJECT, LONGEST_TEXT, Fault, Kind, Report

TOO_LONG = gettext_lazy("Das ist zu lang. Erlaubt sind %(limit_value)d Zeichen, es sind %(show_value)d.")
UNKNOWN_CHOICE = gettext_lazy("Diese Auswahl gibt es nicht.")


class Words(forms.CharField):
    """What people type: without signs that nobody sees, in one line unless it is a text area."""

    def __init__(self, **options: Any) -> None:
        messages = {"max_length": TOO_LONG, **options.pop("error_messages", {})}
        super().__init__(error_messages=messages, **options)

    def to_python(self, value: Any) -> str:
        lines = str(value or "").replace("\r\n", "\n").split("\n")
        visible = ("".join(sign for sign in line if unicodedata.category(sign) not in {"Cc", "Cs"}) for line in lines)
        joined = ("\n" if isinstance(self.widget, forms.Textarea) else " ").join(visible)
        return joined.strip()


class PublicForm(forms.Form):
    kind: ClassVar[Kind]
    required_css_class = "required"

    text = Words(max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}))
    contact = Words(
        label=gettext_lazy("Ihre E-Mail oder Telefonnummer (freiwillig)"),
        help_text=gettext_lazy("Nur wenn wir Sie etwas fragen dürfen. Wir löschen es danach."),
        max_length=LONGEST_CONTACT,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    # programs fill in every field that they find
    website = Words(
        label=gettext_lazy("Bitte leer lassen"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, now: datetime, purpose: str = "") -> None:
        self.now, self.purpose, self.nonce = now, purpose or str(self.kind), ""
        self.sent = (data or QueryDict()).copy()
        slip = {"token": tokens.issue(self.purpose, now)}
        super().__init__(None if data is None else self.sent, initial=slip, use_required_attribute=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        try:
            self.nonce = tokens.read(self.purpose, cleaned.get("token", ""), self.now).nonce
        except tokens.TooQuick:
            if self.errors:
                return cleaned  # it comes back anyway
            raise ValidationError(gettext("Das ging sehr schnell. Bitte schicken Sie es noch einmal ab.")) from None
        except tokens.NotFromHere:
            self.sent["token"] = self.initial["token"]
            raise ValidationError(
                gettext("Die Seite war zu lange offen. Bitte schicken Sie es noch einmal ab.")
            ) from None
        if self.sent.get("website"):
            self.sent["website"] = ""
            raise ValidationError(
                gettext("Ein Feld, das leer bleiben soll, war ausgefüllt. Bitte schicken Sie es noch einmal ab.")
            )
        return cleaned

    def problems(self) -> Iterator[tuple[str, str]]:
        """Each fault with the id of what it is about, for the summary above the form."""
        for fault in self.non_field_errors():
            yield "senden", str(fault)
        for bound in self.visible_fields():
            for fault in bound.errors:
                yield first_id(bound), f"{bound.label} – {fault}"

    def report(self) -> Report:
        """Of a form that is valid."""
        said = {name: self.cleaned_data[name] for name in ("text", "contact")}
        return Report(kind=self.kind, language=get_language() or "de", **said)


def first_id(bound: BoundField) -> str:
    """Of several boxes, the first."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id


class ErrorForm(PublicForm):
    kind = Kind.ERROR
    faults = forms.MultipleChoiceField(
        label=gettext_lazy("Was stimmt nicht?"),
        choices=Fault,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Bitte wählen Sie etwas aus."),
            "invalid_choice": UNKNOWN_CHOICE,
            "invalid_list": UNKNOWN_CHOICE,
        },
    )
    field_order = ("faults", "text", "contact")

    def __init__(self, data: QueryDict | None = None, *, now: datetime, place: PublicFacility) -> None:
        super().__init__(data, now=now, purpose=f"{self.kind}.{place.pk}")
        self.place = place
        self.fields["text"].label = gettext("Wie ist es richtig?")
        self.fields["text"].help_text = gettext("Sie können in Ihrer Sprache schreiben.")
        if place.visibility != Visibility.PUBLIC:  # its address must not be written down here either
            offered = [(fault.value, fault.label) for fault in Fault if fault != Fault.LOCATION]
            self.fields["faults"].choices = offered  # type: ignore[attr-defined]  # a choice field
            self.fields["text"].help_text = gettext("Dieser Ort ist geschützt. Bitte schreiben Sie keine Adresse.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("faults") == [Fault.OTHER] and not cleaned.get("text"):
            self.add_error("text", gettext("Bitte schreiben Sie, was nicht stimmt."))
        return cleaned

    def report(self) -> Report:
        report = super().report()
        report.place_id, report.subject = self.place.pk, self.place.name
        report.faults = self.cleaned_data["faults"]
        return report


class SuggestionForm(PublicForm):
    kind = Kind.SUGGESTION
    name = Words(
        label=gettext_lazy("Wie heißt der Ort?"),
        max_length=LONGEST_SUBJECT,
        error_messages={"required": gettext_lazy("Bitte schreiben Sie den Namen.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    category = forms.ChoiceField(
        label=gettext_lazy("Was ist das für ein Ort?"),
        required=False,
        error_messages={"invalid_choice": UNKNOWN_CHOICE},
    )
    address = Words(
        label=gettext_lazy("Adresse"),
        help_text=gettext_lazy("Bitte keine Adresse von Frauenhäusern und Schutzwohnungen."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    phone = Words(
        label=gettext_lazy("Telefon des Ortes"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel", "autocomplete": "off"}),
    )
    field_order = ("name", "category", "address", "phone", "text", "contact")

    def __init__(self, data: QueryDict | None = None, *, now: datetime) -> None:
        super().__init__(data, now=now)
        self.fields["category"].choices = _kinds()  # type: ignore[attr-defined]  # a choice field
        self.fields["text"].label = gettext("Was gibt es dort für Familien?")
        self.fields["text"].help_text = gettext("Sie können in Ihrer Sprache schreiben.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("address") and not cleaned.get("phone"):
            self.add_error("address", gettext("Bitte schreiben Sie die Adresse oder die Telefonnummer."))
        return cleaned

    def report(self) -> Report:
        report = super().report()
        given = {name: self.cleaned_data[name] for name in ("name", "category", "address", "phone")}
        report.subject, report.proposed = given["name"], {name: value for name, value in given.items() if value}
        return report


class BarrierForm(PublicForm):
    kind = Kind.BARRIER
    page = Words(
        label=gettext_lazy("Auf welcher Seite? (freiwillig)"),
        max_length=LONGEST_SUBJECT,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    field_order = ("text", "page", "contact")

    def __init__(self, data: QueryDict | None = None, *, now: datetime) -> None:
        super().__init__(data, now=now)
        text, contact = self.fields["text"], self.fields["contact"]
        text.label = gettext("Was können Sie nicht lesen, bedienen oder verstehen?")
        text.help_text = gettext("Sie können in Ihrer Sprache schreiben.")
        text.required = True
        text.error_messages["required"] = gettext("Bitte schreiben Sie, was nicht geht.")
        contact.help_text = gettext("Damit wir Ihnen antworten können. Wir löschen es danach.")

    def report(self) -> Report:
        report = super().report()
        report.subject = self.cleaned_data["page"]
        return report


def _kinds() -> list[tuple[str, Any]]:
    """Those whose places are public; where people are protected, nobody is to write down an address."""
    language = get_language() or "de"
    found = Category.objects.filter(visibility=Visibility.PUBLIC).select_related("group")
    groups = groupby(found, key=lambda category: category.group)
    offered = [
        (group.name_in(language), [(kind.code, kind.short_name_in(language)) for kind in kinds])
        for group, kinds in groups
    ]
    return [("", gettext("Ich weiß es nicht")), *offered]
