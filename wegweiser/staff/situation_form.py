"""A life situation as staff write it: a title and a sentence for each language of the city."""

from typing import Any

from django import forms

from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.situations import LifeSituation

TITLE_LENGTH = 40
TEXT_LENGTH = 400


class SituationForm(forms.ModelForm):  # type: ignore[type-arg]  # ModelForm is not subscriptable when running
    class Meta:
        model = LifeSituation
        fields = ("code", "urgent", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in languages():
            self.initial[f"title_{language}"] = self.instance.names.get(language, "") if self.instance.names else ""
            self.initial[f"text_{language}"] = self.instance.texts.get(language, "")

    def save(self, commit: bool = True) -> LifeSituation:
        self.instance.names = self._said("title", self.instance.names or {})
        self.instance.texts = self._said("text", self.instance.texts)
        saved: LifeSituation = super().save(commit)
        return saved

    def _said(self, kind: str, before: dict[str, str]) -> dict[str, str]:
        """A language that the city does not offer at the moment keeps its words."""
        said = before | {language: self.cleaned_data[f"{kind}_{language}"] for language in languages()}
        return {language: text for language, text in said.items() if text}


def languages() -> tuple[str, ...]:
    """German first: what is not translated falls back to it."""
    return ("de", *(language for language in CityProfile.current().languages if language != "de"))


def language_fields(language: str) -> dict[str, forms.Field]:
    needed = language == "de"
    wide = {"class": "vTextField", "lang": language, "dir": "auto"}
    return {
        f"title_{language}": forms.CharField(
            label="Titel", max_length=TITLE_LENGTH, required=needed, widget=forms.TextInput(attrs=wide)
        ),
        f"text_{language}": forms.CharField(
            label="Text", max_length=TEXT_LENGTH, required=needed, widget=forms.Textarea(attrs={**wide, "rows": 2})
        ),
    }


def situation_form() -> type[SituationForm]:
    """With fields for the languages that the city offers now."""
    fields = {name: field for language in languages() for name, field in language_fields(language).items()}
    return type("SituationForm", (SituationForm,), fields)
