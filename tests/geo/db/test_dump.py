from pathlib import Path

import pytest
from django.db import connection

from geo.db.dump import DumpError, database_name, dump, restored
from geo.models import LayerRevision


@pytest.fixture
def file(own_database: str, tmp_path: Path) -> Path:
    """A dump with one known revision, which the database has lost since."""
    LayerRevision.objects.create(layer="dumped", token="before")
    dump(tmp_path / "database.dump")
    LayerRevision.objects.filter(layer="dumped").update(token="after")
    return tmp_path / "database.dump"


def _token() -> str:
    return LayerRevision.objects.get(layer="dumped").token


def _databases() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{database_name()}%"])
        return [name for (name,) in cursor.fetchall()]


def test_the_dumped_state_returns(file: Path) -> None:
    with restored(file, database_name()):
        assert _token() == "before"
    assert _token() == "before"
    assert _databases() == [database_name()]


def test_a_failing_block_brings_the_former_database_back(file: Path) -> None:
    with pytest.raises(RuntimeError), restored(file, database_name()):
        raise RuntimeError
    assert _token() == "after"
    assert _databases() == [database_name()]


def test_a_broken_dump_changes_nothing(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5000])
    with pytest.raises(DumpError, match="pg_restore"), restored(file, database_name()):
        pytest.fail("a broken dump was restored")
    assert _token() == "after"
    assert _databases() == [database_name()]


def test_a_folder_that_cannot_be_written_to_is_named(own_database: str, tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="nowhere"):
        dump(tmp_path / "nowhere" / "database.dump")
