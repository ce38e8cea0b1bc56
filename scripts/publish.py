"""Publishes the tables of a green build: BI reads the copy, never the warehouse that is built.

Usage: `python scripts/publish.py`, after `dbt build`. The public tables (models with `access:
public`) go into one DuckDB file and one Parquet file each, which take the place of the ones before
all at once; open readers keep what they have open.

Environment: MILEPOST_DB, the warehouse, else `warehouse/milepost.duckdb`; MILEPOST_PUBLISHED, where
readers look, else `published` beside the warehouse; DBT_TARGET_PATH, where dbt leaves its
artifacts, else `target`.
"""

import os
import sys
from pathlib import Path

import duckdb
from publishing.artifacts import ArtifactError, public_tables
from publishing.copies import DB_NAME, PARQUET_NAME, write_copies
from publishing.shelf import Shelf, ShelfError
from summary import DEFAULT_DB

DEFAULT_TARGET = "target"
DEFAULT_FOLDER = "published"


def warehouse_path() -> Path:
    """The DuckDB file that builds write."""
    return Path(os.environ.get("MILEPOST_DB", DEFAULT_DB))


def published_folder() -> Path:
    """Where readers look."""
    named = os.environ.get("MILEPOST_PUBLISHED")
    return Path(named) if named else warehouse_path().parent / DEFAULT_FOLDER


def publish(warehouse: Path, folder: Path, target: Path) -> str:
    """Puts the warehouse's public tables where readers look. Returns a line that says so.

    Args:
        warehouse: the DuckDB file of a build.
        folder: where readers look.
        target: dbt's target folder of that build.

    Raises:
        ArtifactError: the last build was not whole and green.
        ShelfError: something in the folder is in the way.
        duckdb.Error: the warehouse can't be read, or the copy not be written.
        OSError: the copy can't be put in place; the disk is full.
    """
    tables = public_tables(target)
    shelf = Shelf(folder, (DB_NAME, PARQUET_NAME))
    with shelf.next_version() as new:
        write_copies(warehouse, tables, new)
    return f"Published {len(tables)} tables: {folder / DB_NAME} and {folder / PARQUET_NAME}/"


def main() -> int:
    """Publishes, or says why not. Returns the exit status: 1 where nothing was published."""
    target = Path(os.environ.get("DBT_TARGET_PATH", DEFAULT_TARGET))
    try:
        print(publish(warehouse_path(), published_folder(), target))
    except (ArtifactError, ShelfError, duckdb.Error, OSError) as error:
        print(
            f"Nothing has been published, readers see what they saw before. {error}",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
