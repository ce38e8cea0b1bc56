"""The warehouse is a file that people copy, rename and attach."""

import shutil
from pathlib import Path

import duckdb
from harness import Project
from purge import MARK, purge


def test_every_table_is_readable_under_another_name(
    sample_project: Project, tmp_path: Path
) -> None:
    """A renamed copy, attached under a third name, answers from every table and view."""
    copy = tmp_path / "renamed.duckdb"
    shutil.copy(sample_project.database, copy)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{copy}' as elsewhere (read_only)")
        names = connection.execute(
            "select table_name from information_schema.tables where table_catalog = 'elsewhere'"
        ).fetchall()
        assert ("events",) in names
        for (name,) in names:
            connection.execute(f'select * from elsewhere.main."{name}" limit 1').fetchall()


def packings(database: Path) -> set[str]:
    """How the raw texts of events are packed."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute(
            "select distinct compression from pragma_storage_info('int_contract__reasoned_events')"
            " where column_name = 'raw_text' and segment_type = 'VARCHAR'"
        ).fetchall()
    return {name for (name,) in found}


def test_long_texts_are_packed(sample_project: Project, tmp_path: Path) -> None:
    """A new file has them as zstd; an old one, where that would mean not at all, as ever."""
    assert packings(sample_project.database) == {"ZSTD"}
    old = Project(tmp_path)
    before_zstd = {"storage_compatibility_version": "v1.1.0"}
    duckdb.connect(str(old.database), config=before_zstd).close()
    old.build(select="+int_contract__reasoned_events")
    assert packings(old.database) == {"FSST"}


def test_a_purged_file_is_packed_as_before(tmp_path: Path) -> None:
    """The copy in its place is of the same version: as zstd, and no larger."""
    place = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(place), config={"storage_compatibility_version": "v1.2.0"}) as made:
        made.execute(f"create table {MARK} (run_no integer)")
        made.execute(f"insert into {MARK} values (1)")
        made.execute("create table texts (a_text varchar using compression zstd)")
        made.execute("insert into texts select repeat(i || ' ', 99) from range(100000) as r(i)")
    size = place.stat().st_size
    assert purge(place)
    assert place.stat().st_size <= size
