import hashlib
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from tests import databases
from wegweiser.directory.backup import DUMP, MANIFEST
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.public import PublicFacility


@pytest.fixture
def folder(own_database: str, settings: LazySettings, tmp_path: Path) -> Path:
    """A backup of the demo city with one stored sheet; both have changed since."""
    sheet = settings.MEDIA_ROOT / "editions" / "k7q2.pdf"
    sheet.parent.mkdir(parents=True)
    sheet.write_bytes(b"the printed sheet")
    folder = tmp_path / "backup"
    _call("backup", folder)
    Facility.objects.update(name="Anders")
    sheet.write_bytes(b"another sheet")
    sheet.with_name("later.pdf").write_bytes(b"made after the backup")
    return folder


def _call(command: str, folder: Path, **options: Any) -> str:
    output = StringIO()
    call_command(command, str(folder), stdout=output, **options)
    return output.getvalue()


def _editions(settings: LazySettings) -> dict[str, bytes]:
    files = settings.MEDIA_ROOT.rglob("*")
    return {str(path.relative_to(settings.MEDIA_ROOT)): path.read_bytes() for path in files if path.is_file()}


def _untouched(settings: LazySettings) -> bool:
    return not Facility.objects.exclude(name="Anders").exists() and "editions/later.pdf" in _editions(settings)


def _rewrite(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    values = json.loads((folder / MANIFEST).read_text())
    change(values)
    (folder / MANIFEST).write_text(json.dumps(values))


def test_database_and_sheets_return(folder: Path, settings: LazySettings) -> None:
    assert "ist eingespielt" in _call("restore", folder)
    assert not Facility.objects.filter(name="Anders").exists()
    assert _editions(settings) == {"editions/k7q2.pdf": b"the printed sheet"}


def test_the_history_goes_on_after_a_restore(folder: Path) -> None:
    _call("restore", folder)
    facility = Facility.objects.order_by("pk")[0]
    history = Facility.pgh_event_models["update"].objects.filter(pgh_obj_id=facility.pk)
    before = history.count()
    Facility.objects.filter(pk=facility.pk).update(name="Umbenannt")
    assert history.count() == before + 1


def test_another_database_takes_a_backup_too(folder: Path) -> None:
    """What moving to a new server is: an empty database under another name, and its public role may read."""
    name = f"{connection.settings_dict['NAME']}_new"
    identifier, role = sql.Identifier(name), sql.Identifier(f"{name}_public")
    with psycopg.connect(databases.url("postgres"), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        try:
            with databases.using(name):
                _call("restore", folder)
                with connection.cursor() as cursor:
                    cursor.execute(f'SET ROLE "{name}_public"')
                    assert PublicFacility.objects.using("default").exists()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))
            server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(role))


def test_a_dry_run_only_checks(folder: Path, settings: LazySettings) -> None:
    assert "ist heil" in _call("restore", folder, dry_run=True)
    assert _untouched(settings)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda values: values.update(product="another"), "anderen Programm"),
        (lambda values: values.update(format=2), "hat das Format 2"),
        (lambda values: values["migrations"].append("directory.9999_later"), "neueren Version: directory.9999_later"),
        (lambda values: values["files"].pop(DUMP), "unvollständig"),
        (lambda values: values.pop("database"), "unvollständig"),
        (lambda values: values["files"].update({"media/lost.pdf": "0"}), "lost.pdf fehlt"),
        (lambda values: values["files"].update({"../outside": "0"}), "außerhalb der Sicherung"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    folder: Path, settings: LazySettings, change: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    _rewrite(folder, change)
    with pytest.raises(CommandError, match=sentence):
        _call("restore", folder)
    assert _untouched(settings)


@pytest.mark.parametrize("name", [DUMP, "media/editions/k7q2.pdf"])
def test_a_damaged_file_is_refused(folder: Path, settings: LazySettings, name: str) -> None:
    (folder / name).write_bytes(b"damaged")
    with pytest.raises(CommandError, match=f"{name} ist beschädigt"):
        _call("restore", folder)
    assert _untouched(settings)


def test_a_dump_that_postgresql_refuses_changes_nothing(folder: Path, settings: LazySettings) -> None:
    (folder / DUMP).write_bytes(b"no dump")
    digest = hashlib.sha256(b"no dump").hexdigest()
    _rewrite(folder, lambda values: values["files"].update({DUMP: digest}))
    with pytest.raises(CommandError, match="pg_restore"):
        _call("restore", folder)
    assert _untouched(settings)


@pytest.mark.parametrize("content", ["", "[]", "no JSON"])
def test_a_manifest_that_is_none_is_refused(folder: Path, settings: LazySettings, content: str) -> None:
    (folder / MANIFEST).write_text(content)
    with pytest.raises(CommandError, match=MANIFEST):
        _call("restore", folder)
    assert _untouched(settings)


def test_a_folder_without_manifest_is_no_backup(own_database: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ist keine Sicherung"):
        _call("restore", tmp_path)


def test_a_backup_never_overwrites(folder: Path) -> None:
    with pytest.raises(CommandError, match="ist nicht leer"):
        _call("backup", folder)
