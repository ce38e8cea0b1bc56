"""Makes the warehouse ready for a build: nobody else has it open, and nothing half-done is left.

Usage: `python scripts/prepare.py`. A build that was killed leaves tables that dbt had not yet put
in place, and files that DuckDB spilled. dbt's own account of the last run goes too, so that nothing
is published on the strength of an older build. Environment: as for `scripts/publish.py`.
"""

import os
import shutil
import sys
from pathlib import Path

import duckdb
from publish import DEFAULT_TARGET, published_folder, warehouse_path

LEFTOVERS = """
select format('drop {} if exists main."{}"', lower(replace(table_type, 'BASE ', '')), table_name)
from information_schema.tables
where
    table_catalog = current_database()
    and table_schema = 'main'
    and regexp_matches(table_name, '__(dbt_tmp|dbt_backup|scratch_\\w+)$')
order by table_name
"""


def prepare(warehouse: Path, target: Path) -> None:
    """Removes what a killed build left behind.

    Raises:
        duckdb.Error: another process has the warehouse open, or it can't be read.
    """
    (target / "run_results.json").unlink(missing_ok=True)
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    # a new file is made by dbt, which knows the version of its format
    if not warehouse.exists():
        return
    with duckdb.connect(str(warehouse)) as connection:
        for (statement,) in connection.execute(LEFTOVERS).fetchall():
            connection.execute(statement)
        shutil.rmtree(f"{warehouse}.tmp", ignore_errors=True)


def main() -> int:
    """Prepares the warehouse, or says why not. Returns the exit status: 1 where it can't."""
    warehouse = warehouse_path()
    try:
        prepare(warehouse, Path(os.environ.get("DBT_TARGET_PATH", DEFAULT_TARGET)))
    except (duckdb.Error, OSError) as error:
        print(
            f"{warehouse} can't be built on: {error}\nIf another program has it open, close it "
            f"there. What only reads should read {published_folder()}/, which is always free.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
