"""What staff choose before they print: many sheets at once."""

from typing import Any

from django import forms
from django.conf import settings

from wegweiser.directory.models.facility import Facility, Traeger
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.exports.files import MARK_NAMES, PURPOSES, SCREEN, USUAL_DPI, Files
from wegweiser.exports.models import SheetTemplate
from wegweiser.exports.selection import (
    PRODUCT_NAMES,
    VARIANT_NAMES,
    WHOLE_CITY,
    Selection,
    language_name,
    offered_languages,
)
from wegweiser.printing.definition import CITYWIDE, Definition, Product
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.fonts import check_text
from wegweiser.printing.paper import PAPERS
from wegweiser.printing.pictures import LEAST_DPI, MOST_DPI
from wegweiser.printing.press.marks import Marks

FOLDED, FLAT = "folded", "flat"
CITY = "*"
SIGNS_HELP = (
    "Einen Aushang gibt es für jeden Ort, der in einem gedruckten Wegweiser steht. Den Aushang eines einzelnen Ortes "
    "drucken Sie auf seiner Seite. Ohne A5-Papier: Wählen Sie im Druckdialog „2 Seiten pro Blatt“."
)
NO_PAPER = "Bitte wählen Sie ein Format."
NO_VARIANT = "Bitte wählen Sie eine Fassung."
NO_CITY_MAP = "Eine Karte gibt es nur von einem Sozialraum, nicht von der ganzen Stadt."
ONE_TITLE = "Ein eigener Titel passt nur zu einem einzelnen Sozialraum."
NAME_TAKEN = "Eine Vorlage mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen."


class _Several(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class PrintForm(forms.Form):
    product = forms.ChoiceField(label="Was", widget=forms.RadioSelect, initial=Product.WEGWEISER)
    areas = _Several(label="Sozialräume", error_messages={"required": "Bitte wählen Sie einen Sozialraum."})
    papers = _Several(label="Formate", required=False, initial=["a3"])
    folding = forms.ChoiceField(
        label="Faltung",
        choices=[(FOLDED, "gefaltet, mit Umschlag"), (FLAT, "flach")],
        widget=forms.RadioSelect,
        required=False,
        initial=FOLDED,
        help_text="A4 ist immer flach.",
    )
    variants = _Several(label="Fassung", required=False)
    languages = _Several(label="Sprachen", error_messages={"required": "Bitte wählen Sie eine Sprache."})
    categories = _Several(label="Nur diese Bereiche", required=False, help_text="Ohne Auswahl: alles.")
    traeger = forms.ChoiceField(
        label="Träger",
        required=False,
        help_text=SIGNS_HELP,
    )
    purposes = _Several(
        label="Wofür",
        initial=[SCREEN],
        error_messages={"required": "Bitte wählen Sie, wofür Sie das Blatt brauchen."},
        help_text="Die Druckerei erhält Druck-PDF, Prüfbericht und Faltplan, von der Karte gibt es PNG und SVG.",
    )
    marks = forms.ChoiceField(
        label="Zeichen am Rand", widget=forms.RadioSelect, required=False, initial=str(Marks.CROP_FOLD)
    )
    dpi = forms.IntegerField(
        label="Auflösung des Bildes (dpi)", required=False, initial=USUAL_DPI, min_value=LEAST_DPI, max_value=MOST_DPI
    )
    title = forms.CharField(label="Eigener Titel", required=False, max_length=60, strip=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(area.code, area.name) for area in Sozialraum.objects.defer("boundary")]
        self._offer("product", [(str(product), name) for product, name in PRODUCT_NAMES.items()])
        self._offer("areas", [*areas, (CITY, WHOLE_CITY)])
        self._offer("papers", [(paper.name, paper.label) for paper in PAPERS.values()])
        self._offer("variants", [(str(variant), name) for variant, name in VARIANT_NAMES.items()])
        self._offer("languages", [(code, language_name(code)) for code in offered_languages()])
        self._offer("categories", [(group.code, str(group)) for group in CategoryGroup.objects.all()])
        with_places = Traeger.objects.filter(pk__in=Facility.objects.values("traeger")).order_by("name")
        self._offer("traeger", [("", "alle"), *((traeger.name, traeger.name) for traeger in with_places)])
        self._offer("purposes", list(PURPOSES.items()))
        self._offer("marks", [(str(marks), name) for marks, name in MARK_NAMES.items()])
        self.fields["variants"].initial = ["farbe"]
        self.fields["languages"].initial = [settings.LANGUAGE_CODE]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("title") and len(cleaned.get("areas", ())) > 1:
            self.add_error("title", ONE_TITLE)
        if cleaned.get("product") == Product.WEGWEISER:
            self._demand("papers", NO_PAPER)
            self._demand("variants", NO_VARIANT)
        if cleaned.get("product") not in CITYWIDE and CITY in cleaned.get("areas", ()):
            self.add_error("areas", NO_CITY_MAP)
        if not self.errors:
            try:
                cleaned["definitions"] = self._selection(cleaned).definitions()
            except PrintingError as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        try:
            check_text(title, "Der Titel")
        except PrintingError as error:
            raise forms.ValidationError(str(error)) from error
        return title

    @property
    def definitions(self) -> list[Definition]:
        """Of a form that is valid."""
        found: list[Definition] = self.cleaned_data["definitions"]
        return found

    @property
    def wanted(self) -> Files:
        """Of a form that is valid."""
        chosen = self.cleaned_data
        return Files.of(chosen["purposes"], chosen["marks"] or Marks.CROP_FOLD, chosen["dpi"] or USUAL_DPI)

    def _demand(self, name: str, sentence: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def _selection(self, cleaned: dict[str, Any]) -> Selection:
        chosen = {name: cleaned[name] for name in ("product", "languages", "categories", "title")}
        areas = ["" if area == CITY else area for area in cleaned["areas"]]
        if cleaned["product"] != Product.WEGWEISER:
            traeger = cleaned["traeger"] if cleaned["product"] == Product.AUSHANG else ""
            return Selection(areas, traeger=traeger, **chosen)  # its paper is fixed
        flat = cleaned["folding"] == FLAT
        return Selection(areas, papers=cleaned["papers"], variants=cleaned["variants"], flat=flat, **chosen)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field


class TemplateNameForm(forms.ModelForm):  # type: ignore[type-arg]  # the generic form is not subscriptable when running
    use_required_attribute = False  # the name is only asked for when a template is saved

    class Meta:
        model = SheetTemplate
        fields = ("name",)
        error_messages = {"name": {"unique": NAME_TAKEN, "required": "Bitte geben Sie der Vorlage einen Namen."}}
