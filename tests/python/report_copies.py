"""Published copies for tests of the report: the sample's, an empty one, one of many journeys."""

import shutil
from pathlib import Path

import duckdb
import pytest
from harness import ROOT, Project, parse_project
from publishing.copies import DB_NAME, write_copies

COPIES = 3
"""How many more of each journey the wide copy has, and how many more years."""


def public_tables() -> list[str]:
    """The tables that are published."""
    return sorted(node.alias for node in parse_project(ROOT).models() if node.access == "public")


@pytest.fixture(scope="session")
def sample_copy(sample_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published DuckDB file of the sample."""
    folder = tmp_path_factory.mktemp("published")
    write_copies(sample_project.database, public_tables(), folder)
    return folder / DB_NAME


@pytest.fixture(scope="session")
def empty_copy(sample_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published DuckDB file whose tables have no rows."""
    path = tmp_path_factory.mktemp("empty") / DB_NAME
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"attach '{sample_copy}' as sample (read_only)")
        for table in public_tables():
            connection.execute(f"create table {table} as from sample.{table} limit 0")
    return path


@pytest.fixture(scope="session")
def wide_copy(sample_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's journeys four times over, and each of them four years long."""
    path = tmp_path_factory.mktemp("wide") / DB_NAME
    shutil.copy(sample_copy, path)
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        for number in range(1, COPIES + 1):
            back = f"interval {364 * number} day"
            connection.execute(
                "insert into rpt_journey_daily select * replace "
                f"(cast(reporting_date - {back} as date) as reporting_date) from rpt_journey_daily "
                "where reporting_date > (select max(reporting_date) from rpt_journey_daily) "
                "- interval 364 day"
            )
        found = connection.execute(
            "select table_name, list(column_name) from duckdb_columns() "
            "where database_name = current_database() group by all "
            "having list_contains(list(column_name), 'journey_id')"
        ).fetchall()
        for table, columns in found:
            keys = [name for name in ("journey_id", "entry_id", "journey_name") if name in columns]
            copies = " union all ".join(
                "select * replace ("
                + ", ".join(f"{key} || '_{number}' as {key}" for key in keys)
                + f") from {table} where journey_id is not null"
                for number in range(1, COPIES + 1)
            )
            connection.execute(f"insert into {table} {copies}")
    return path
