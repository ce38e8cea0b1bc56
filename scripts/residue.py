"""Searches a warehouse and files for what should be gone: see `scripts/forget.py`.

A table is searched by its cells, whatever their type, as text; a file by its bytes. DuckDB packs
the texts of its blocks, so that bytes alone would prove little.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

CELLS = """
select table_name, column_name
from information_schema.columns
where table_catalog = current_database() and table_schema = 'main'
order by all
"""
LEAST_BYTES = 6
"""Shorter terms stand in any file by chance."""


def in_tables(database: Path, terms: Iterable[str]) -> list[str]:
    """The columns of tables and views of a DuckDB file that hold a term, as a part of a text too.

    Raises:
        duckdb.Error: the file can't be read.
    """
    wanted = sorted({term for term in terms if term})
    if not wanted:
        return []
    pattern = "|".join(re.escape(term) for term in wanted)
    found: list[str] = []
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for table, column in connection.execute(CELLS).fetchall():
            name, cell = table.replace('"', '""'), column.replace('"', '""')
            rows = connection.execute(
                f'select distinct "{cell}"::varchar from "{name}"'
                f' where regexp_matches("{cell}"::varchar, ?)',
                [pattern],
            ).fetchmany(3)
            found += [f"{table}.{column}: {value}" for (value,) in rows]
    return found


def in_files(paths: Iterable[Path], terms: Iterable[str]) -> list[str]:
    """The files that have a term of some length among their bytes."""
    wanted = [term.encode() for term in terms if len(term.encode()) >= LEAST_BYTES]
    found: list[str] = []
    for path in paths:
        if path.is_file():
            content = path.read_bytes()
            found += [f"{path}: {term.decode()}" for term in wanted if term in content]
    return found
