"""Searches a warehouse and files for what should be gone: see `scripts/forget.py`.

A table is searched by its cells, whatever their type, as text; a file by its bytes. DuckDB packs
the texts of its blocks, so that bytes alone would prove little.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

COLUMNS = """
select table_name, string_agg(format('"{}"::varchar', replace(column_name, '"', '""')), ', ')
from information_schema.columns
where table_catalog = current_database() and table_schema = 'main'
group by table_name
order by table_name
"""
TERMS_AT_ONCE = 300
LEAST_BYTES = 6
"""Shorter terms stand in any file by chance."""
EDGE = "[^A-Za-z0-9_-]"
"""What does not go on a word."""


def _patterns(terms: Iterable[str], whole: bool) -> list[str]:
    """Regular expressions that find some terms each."""
    wanted = sorted({re.escape(term) for term in terms if term})
    edges = (f"(?:^|{EDGE})(?:", f")(?:$|{EDGE})") if whole else ("", "")
    return [
        "|".join(wanted[start : start + TERMS_AT_ONCE]).join(edges)
        for start in range(0, len(wanted), TERMS_AT_ONCE)
    ]


def in_tables(database: Path, terms: Iterable[str], whole: bool = False) -> list[str]:
    """Rows of tables and views of a DuckDB file that hold a term.

    Args:
        database: the DuckDB file.
        terms: what to look for.
        whole: whether a term counts only where it is no part of a longer word.

    Returns:
        Some of them, as the table's name and the row's text.

    Raises:
        duckdb.Error: the file can't be read.
    """
    patterns = _patterns(terms, whole)
    found: list[str] = []
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for table, cells in connection.execute(COLUMNS).fetchall():
            name = table.replace('"', '""')
            text = f"concat_ws(chr(10), {cells})"
            for pattern in patterns:
                rows = connection.execute(
                    f'select {text} from "{name}" where regexp_matches({text}, ?) limit 3',
                    [pattern],
                ).fetchall()
                found += [f"{table}: {row}" for (row,) in rows]
    return found


def in_files(paths: Iterable[Path], terms: Iterable[str], whole: bool = False) -> list[str]:
    """The files that have a term of some length among their bytes, each with one such term."""
    long_terms = [term for term in terms if len(term.encode()) >= LEAST_BYTES]
    patterns = [re.compile(pattern.encode()) for pattern in _patterns(long_terms, whole)]
    found: list[str] = []
    for path in paths:
        if path.is_file():
            content = path.read_bytes()
            hits = [hit for pattern in patterns if (hit := pattern.search(content))]
            found += [f"{path}: {hit.group().decode(errors='replace')}" for hit in hits]
    return found
