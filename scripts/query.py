"""Prints what a query finds in the warehouse.

Usage: `python scripts/query.py "select …"`. The warehouse is the DuckDB file that the environment
variable MILEPOST_DB names, else `warehouse/milepost.duckdb`; it is opened read-only. While a build
has it open, the published copy answers in its place.
"""

import sys

import duckdb
from publish import published_folder, warehouse_path
from publishing.copies import DB_NAME

MOST_ROWS = 100


def connect() -> duckdb.DuckDBPyConnection:
    """Opens the warehouse, or the published copy while a build has it.

    Raises:
        duckdb.Error: there is neither.
    """
    try:
        return duckdb.connect(str(warehouse_path()), read_only=True)
    except duckdb.IOException as error:
        copy = published_folder() / DB_NAME
        if "lock" not in str(error) or not copy.exists():
            raise
        print(f"The warehouse is being built; {copy} answers.", file=sys.stderr)
        return duckdb.connect(str(copy), read_only=True)


def main(sql: str) -> int:
    """Prints the first `MOST_ROWS` rows. Returns the exit status: 1 where DuckDB can't answer."""
    try:
        with connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.sql(sql).show(max_rows=MOST_ROWS, max_width=200)
    except duckdb.Error as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
