"""Copies tables of the warehouse into one DuckDB file and one Parquet file each."""

import os
import shutil
from pathlib import Path

import duckdb

DB_NAME = "milepost.duckdb"
PARQUET_NAME = "parquet"

PARQUET = "format parquet, compression zstd, compression_level 1"
"""The first level is as fast as snappy and three fifths of its size; the usual third takes three
times as long for the same size."""

STORAGE_VERSION = "v1.4.0"
"""The oldest DuckDB that reads the copy."""


def write_copies(warehouse: Path, tables: list[str], folder: Path) -> None:
    """Writes `milepost.duckdb` and `parquet/<table>.parquet` into a folder.

    Args:
        warehouse: the DuckDB file, opened read-only.
        tables: tables or views of its schema `main`.
        folder: an empty folder.

    Raises:
        duckdb.Error: the warehouse can't be read or the copy not be written; the disk is full.
    """
    (folder / PARQUET_NAME).mkdir()
    spill = folder / "spill"
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"set threads = {int(os.environ.get('MILEPOST_THREADS', '2'))}")
        connection.execute("set memory_limit = ?", [os.environ.get("MILEPOST_MEMORY", "4GB")])
        connection.execute("set temp_directory = ?", [str(spill)])
        connection.execute(f"attach {_text(warehouse)} as milepost (read_only)")
        connection.execute(
            f"attach {_text(folder / DB_NAME)} as published (storage_version '{STORAGE_VERSION}')"
        )
        for table in tables:
            name = _name(table)
            connection.execute(f"create table published.main.{name} as from milepost.main.{name}")
        for table in tables:
            path = _text(folder / PARQUET_NAME / f"{table}.parquet")
            connection.execute(f"copy published.main.{_name(table)} to {path} ({PARQUET})")
        connection.execute("checkpoint published")
    shutil.rmtree(spill, ignore_errors=True)


def _name(table: str) -> str:
    """A quoted name."""
    return '"' + table.replace('"', '""') + '"'


def _text(path: Path) -> str:
    """A quoted path."""
    return "'" + str(path).replace("'", "''") + "'"
