"""Writes all rows about one person into a folder, for whoever asks what is known of them.

Usage: `TYPE=user_id VALUE=… OUT=folder python scripts/export_subject.py`. A contact is given in the
clear. Each public table with such rows is a file of JSON lines; `index.json` lists all public
tables with how the rows were found and how many there are. The identifier itself may be the last
thing that a public table has of somebody: rejected rows are searched by their text.

Environment: MILEPOST_DB, the warehouse; MILEPOST_PUBLISHED, the published copy, which says what is
public.
"""

import json
import os
import sys
from pathlib import Path

import duckdb
from publish import published_folder, warehouse_path
from publishing.copies import DB_NAME
from subject import Subject, SubjectError, find_subject

PUBLIC = """
select table_name, list(column_name)
from information_schema.columns
where table_catalog = 'published' and table_schema = 'main'
group by table_name
order by table_name
"""

RULES = (
    ({"user_key"}, "user_key in (select user_key from subject_users)"),
    (
        {"identifier_type", "identifier_value"},
        "(identifier_type, identifier_value) in (select (kind, value) from subject_identifiers)",
    ),
    ({"entry_id"}, "entry_id in (select entry_id from subject_entries)"),
    ({"event_id"}, "event_id in (select event_id from subject_events)"),
    (
        {"raw_text"},
        "exists (select 1 from subject_identifiers where contains(raw_text, value))",
    ),
)
"""How the rows of a table are found by its columns: the first rule that fits counts."""


def export(warehouse: Path, published: Path, kind: str, value: str, out: Path) -> str:
    """Writes the files. Returns a line that says so.

    Raises:
        SubjectError: nobody is found, or the folder is not empty.
        duckdb.Error: the warehouse can't be read.
    """
    if out.exists() and any(out.iterdir()):
        raise SubjectError(f"{out} is not empty: name a new folder, so that nothing gets mixed up.")
    if not published.exists():
        raise SubjectError(f"There is no {published}: run `make build`.")
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"attach {_text(warehouse)} as milepost (read_only)")
        connection.execute(f"attach {_text(published)} as published (read_only)")
        connection.execute("use milepost")
        subject = find_subject(connection, warehouse, kind, value)
        _note(connection, subject)
        out.mkdir(parents=True, exist_ok=True)
        tables = []
        for table, columns in connection.execute(PUBLIC).fetchall():
            rule = next((sql for needed, sql in RULES if needed <= set(columns)), None)
            tables.append(_write(connection, table, rule, out))
    index = {"user_key": subject.user_key, "identifiers": subject.identifiers, "tables": tables}
    (out / "index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    rows = sum(table["rows"] for table in tables)
    return f"{rows} rows of {sum(table['rows'] > 0 for table in tables)} tables: {out}/index.json"


def _note(connection: duckdb.DuckDBPyConnection, subject: Subject) -> None:
    """Puts what tells the person's rows into tables, so that no value stands in SQL."""
    connection.execute("create temp table subject_users as select ?::varchar as user_key", [""])
    connection.execute("update subject_users set user_key = ?", [subject.user_key])
    connection.execute("create temp table subject_identifiers (kind varchar, value varchar)")
    if subject.identifiers:
        connection.executemany(
            "insert into subject_identifiers values (?, ?)", [list(x) for x in subject.identifiers]
        )
    for name, table, column in (
        ("subject_entries", "fct_journey_entries", "entry_id"),
        ("subject_events", "fct_events", "event_id"),
    ):
        connection.execute(
            f"create temp table {name} as select {column} from published.main.{table}"
            " where user_key in (select user_key from subject_users)"
        )


def _write(
    connection: duckdb.DuckDBPyConnection, table: str, rule: str | None, out: Path
) -> dict[str, str | int | None]:
    """Writes the rows of one table, if there are any. Returns its entry in the index."""
    if rule is None:
        return {"table": table, "found_by": None, "rows": 0, "file": None}
    path = out / f"{table}.jsonl"
    query = f'from published.main."{table}" where {rule}'
    connection.execute(f"copy ({query}) to {_text(path)} (format json)")
    row = connection.execute(f"select count(*) from ({query})").fetchone()
    rows = int(row[0]) if row else 0
    if not rows:
        path.unlink()
    return {"table": table, "found_by": rule, "rows": rows, "file": path.name if rows else None}


def _text(path: Path) -> str:
    """A quoted path."""
    return "'" + str(path).replace("'", "''") + "'"


def main() -> int:
    """Exports, or says why not. Returns the exit status: 1 where nothing was written."""
    kind, value, out = (os.environ.get(name, "") for name in ("TYPE", "VALUE", "OUT"))
    if not (kind and value and out):
        print("Say whom, and where to: TYPE=user_id VALUE=… OUT=<folder>.", file=sys.stderr)
        return 1
    copy = published_folder() / DB_NAME
    try:
        print(export(warehouse_path(), copy, kind, value, Path(out)))
    except (SubjectError, duckdb.Error, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
