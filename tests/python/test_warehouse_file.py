"""The warehouse is a file that people copy, rename and attach."""

import shutil
from pathlib import Path

import duckdb
from harness import Project


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
