"""Every text of the public pages is there in every language, and the compiled files are those of the sources."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR) / "wegweiser"
FUNCTIONS = {
    "_": 0, "gettext": 0, "gettext_noop": 0, "gettext_lazy": 0, "ngettext": 0, "pgettext": 1, "pgettext_lazy": 1,
}  # fmt: skip
TEMPLATE_CALL = re.compile(r"""\b(?:n?gettext|_)\(\s*u?(["'])(.*?)(?<!\\)\1""", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def used_texts() -> set[str]:
    texts = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
                text = node.args[FUNCTIONS[node.func.id]]
                texts |= {text.value} if isinstance(text, ast.Constant) else set()
    for path in ROOT.rglob("templates/**/*.html"):
        texts |= {found[1] for found in TEMPLATE_CALL.findall(templatize(path.read_text()))}
    return texts


def catalogue(language: str) -> tuple[Path, polib.POFile]:
    path = ROOT / "locale" / to_locale(language) / "LC_MESSAGES/django.po"
    return path, polib.pofile(str(path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_exactly_the_texts_in_use(language: str) -> None:
    _, entries = catalogue(language)
    assert {entry.msgid for entry in entries} == used_texts()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_the_same_placeholders(language: str) -> None:
    _, entries = catalogue(language)
    for entry in entries:
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        assert all(texts), entry.msgid
        assert "fuzzy" not in entry.flags, entry.msgid
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        assert all(set(PLACEHOLDER.findall(text)) <= wanted for text in texts), entry.msgid
        assert set(PLACEHOLDER.findall(texts[-1])) == wanted, entry.msgid


@pytest.mark.parametrize("path", sorted(ROOT.rglob("locale/*/LC_MESSAGES/django.po")), ids=str)
def test_the_compiled_catalogue_is_that_of_its_source(path: Path) -> None:
    entries = polib.pofile(str(path))
    assert path.with_suffix(".mo").read_bytes() == entries.to_binary(), f"run script/messages: {path}"
