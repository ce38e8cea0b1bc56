"""Prints what a query finds in the warehouse.

Usage: `python scripts/query.py "select …"`. The warehouse is the DuckDB file that the environment
variable MILEPOST_DB names, else `warehouse/milepost.duckdb`; it is opened read-only.
"""

import os
import sys

import duckdb
from summary import DEFAULT_DB

MOST_ROWS = 100


def main(sql: str) -> int:
    """Prints the first `MOST_ROWS` rows. Returns the exit status: 1 where DuckDB can't answer."""
    try:
        path = os.environ.get("MILEPOST_DB", DEFAULT_DB)
        with duckdb.connect(path, read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.sql(sql).show(max_rows=MOST_ROWS, max_width=200)
    except duckdb.Error as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
