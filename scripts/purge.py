"""Writes the warehouse's file anew where a build has erased somebody.

Usage: `python scripts/purge.py`, after `dbt build`. DuckDB leaves the bytes of deleted rows in
blocks that no table uses any more; a copy has only what the tables have. The copy takes the file's
place all at once. Where nothing was erased since the last time nothing is done.

Environment: MILEPOST_DB, the warehouse, else `warehouse/milepost.duckdb`.
"""

import os
import sys
from pathlib import Path

import duckdb
from publish import warehouse_path
from publishing.shelf import sync

MARK = "int_erasure__unpurged_runs"
"""The model that tells of what is deleted and not yet gone."""

FORMER = (
    "int_scope__former_activity",
    "int_scope__former_identifiers",
    "int_scope__former_owners",
    "int_scope__former_users",
)
"""Models that hold what the run found; no later run reads it."""

FILE = """
select database_name, rtrim(tags['storage_version'], '+')
from duckdb_databases()
where database_name = current_database()
"""
"""What the warehouse is called, and the oldest DuckDB that reads its file."""


def is_unpurged(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether builds have erased somebody since the file was last written anew."""
    tables = connection.execute("select 1 from duckdb_tables() where table_name = ?", [MARK])
    if not tables.fetchall():
        return False
    return bool(connection.execute(f"select 1 from {MARK} limit 1").fetchall())


def _tables(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> list[str]:
    """Those of some names that are tables of the copy."""
    found = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'purged'"
    ).fetchall()
    return [name for (name,) in found if name in names]


def purge(warehouse: Path) -> bool:
    """Writes the file anew if need be. Returns whether it was.

    Raises:
        duckdb.Error: the warehouse is open elsewhere, or can't be read; the disk is full.
        OSError: the copy can't be put in place.
    """
    copy = warehouse.with_name(f"{warehouse.name}.purged")
    leftovers = [copy, copy.with_name(f"{copy.name}.wal")]
    for path in leftovers:
        path.unlink(missing_ok=True)
    with duckdb.connect(str(warehouse)) as connection:
        if not is_unpurged(connection):
            return False
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set memory_limit = ?", [os.environ.get("MILEPOST_MEMORY", "4GB")])
        connection.execute(f"set threads = {int(os.environ.get('MILEPOST_THREADS', '2'))}")
        place = str(copy).replace("'", "''")
        try:
            name, version = connection.execute(FILE).fetchall()[0]
            connection.execute(f"attach '{place}' as purged (storage_version '{version}')")
            source = str(name).replace('"', '""')
            connection.execute(f'copy from database "{source}" to purged')
            connection.execute(f"delete from purged.main.{MARK}")
            for table in _tables(connection, FORMER):
                connection.execute(f"delete from purged.main.{table}")
            connection.execute("checkpoint purged")
            connection.execute("detach purged")
        except duckdb.Error:
            for path in leftovers:
                path.unlink(missing_ok=True)
            raise
    sync(copy)
    copy.replace(warehouse)
    warehouse.with_name(f"{warehouse.name}.wal").unlink(missing_ok=True)
    sync(warehouse.parent)
    return True


def main() -> int:
    """Purges, or says why not. Returns the exit status: 1 where it can't."""
    warehouse = warehouse_path()
    try:
        if purge(warehouse):
            print(f"Somebody has been erased; {warehouse} is written anew without a trace of them.")
    except (duckdb.Error, OSError) as error:
        print(
            f"{warehouse} still has bytes of people who were erased: {error}\n"
            "Close it elsewhere or make room on the disk, and build again.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
