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


def _whole(term: str) -> str:
    """A regular expression for a term that is no part of a longer word."""
    return f"(?:^|{EDGE}){re.escape(term)}(?:$|{EDGE})"


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
    wanted = sorted({term for term in terms if term})
    batches = [wanted[i : i + TERMS_AT_ONCE] for i in range(0, len(wanted), TERMS_AT_ONCE)]
    found: list[str] = []
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for table, cells in connection.execute(COLUMNS).fetchall():
            name = table.replace('"', '""')
            text = f"concat_ws(chr(10), {cells})"
            for batch in batches:
                # Edges make the search many times slower, and hardly any row needs them.
                parts = "|".join(map(re.escape, batch))
                words = "|".join(map(_whole, batch)) if whole else parts
                rows = connection.execute(
                    f'select text from (select {text} as text from "{name}") as rows'
                    " where regexp_matches(text, ?) and regexp_matches(text, ?) limit 3",
                    [parts, words],
                ).fetchall()
                found += [f"{table}: {row}" for (row,) in rows]
    return found


def in_files(paths: Iterable[Path], terms: Iterable[str], whole: bool = False) -> list[str]:
    """The files that have a term of some length among their bytes, and the term."""
    wanted = [term for term in terms if len(term.encode()) >= LEAST_BYTES]
    found: list[str] = []
    for path in paths:
        if path.is_file():
            content = path.read_bytes()
            found += [
                f"{path}: {term}"
                for term in wanted
                if term.encode() in content
                and (not whole or re.search(_whole(term).encode(), content))
            ]
    return found
