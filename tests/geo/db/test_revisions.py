from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from geo.db.revisions import current_revision
from geo.models import LayerRevision

pytestmark = pytest.mark.django_db


def folder(path: Path, style: str, note: str = "") -> Path:
    path.mkdir()
    (path / "style.py").write_text(style)
    (path / "notes.txt").write_text(note)
    return path


def test_data_and_style_both_count(tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    LayerRevision.objects.create(layer="trees", token="1")
    with django_assert_num_queries(1):
        before = current_revision("trees", [folder(tmp_path / "a", "green")])
    assert current_revision("trees", [folder(tmp_path / "b", "blue")]) != before
    LayerRevision.objects.filter(layer="trees").update(token="2")
    assert current_revision("trees", [tmp_path / "a"]) != before


def test_what_does_not_draw_does_not_count(tmp_path: Path) -> None:
    first = current_revision("trees", [folder(tmp_path / "a", "green", note="old")])
    assert current_revision("trees", [folder(tmp_path / "b", "green", note="new")]) == first


def test_a_layer_that_was_never_filled_has_a_revision_too(tmp_path: Path) -> None:
    assert current_revision("trees", [folder(tmp_path / "a", "green")]).startswith("0-")
