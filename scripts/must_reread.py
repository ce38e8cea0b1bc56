"""Says whether a build stopped because erasures have to be found out anew, from all files.

Usage: `python scripts/must_reread.py`, after a `dbt build` that failed. The exit status is 0 where
the next build will read all files and can go through; 1 where it failed for another reason.

Environment: MILEPOST_DB, the warehouse, else `warehouse/milepost.duckdb`.
"""

import sys
from pathlib import Path

import duckdb
from publish import warehouse_path

UNTOLD = """
select count(*)
from int_erasure__untold_records
where run_no > (select coalesce(max(run_no), 0) from fct_load_runs)
"""


def must_reread(warehouse: Path) -> bool:
    """Whether the last build met records that only all of the files can tell of."""
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            row = connection.execute(UNTOLD).fetchone()
    except duckdb.Error:
        return False
    return bool(row and row[0])


def main() -> int:
    """Says so where all files are to be read. Returns the exit status."""
    if not must_reread(warehouse_path()):
        return 1
    print(
        "That is no failure: new records have to do with somebody who was erased, in a way that "
        "only all files together can tell. The build starts again and reads them all."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
