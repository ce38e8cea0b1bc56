"""ClickHouse's windowFunnel over a Parquet file: each user's level in each funnel.

Usage: `python window_funnel.py <events.parquet> <levels.parquet> <threads> <name>=<minutes> …`.
Runs in an environment of its own, which has chdb. The events have `user_key`, `occurred_at` and
`event_name`; the levels have `user_key` and a column for each named window. Prints the seconds that
the query took, without the start of Python and chdb, as JSON.
"""

import json
import sys
import time
from pathlib import Path

FUNNEL = ("a", "b", "c", "d")

# Microseconds, as the function takes whole numbers, and as the windows of the project are exact.
QUERY = """
insert into function file('{levels}', 'Parquet')
select
    user_key,
    {columns}
from file('{events}', 'Parquet')
where event_name in ({names})
group by user_key
settings max_threads = {threads}, max_insert_threads = {threads}
"""


def query_of(events: Path, levels: Path, threads: int, windows: dict[str, int]) -> str:
    """The query for windows of so many minutes, by the name of their column."""
    conditions = ", ".join(f"event_name = '{name}'" for name in FUNNEL)
    columns = ",\n    ".join(
        f"windowFunnel({minutes * 60_000_000})"
        f"(toUInt64(toUnixTimestamp64Micro(occurred_at)), {conditions}) as {name}"
        for name, minutes in windows.items()
    )
    names = ", ".join(f"'{name}'" for name in FUNNEL)
    return QUERY.format(events=events, levels=levels, threads=threads, columns=columns, names=names)


def main() -> None:
    """Read the command line, run the query and print how long it took."""
    # Only here, so that the query can be read where chdb is not installed.
    import chdb

    events, levels, threads, *named = sys.argv[1:]
    windows = {name: int(minutes) for name, minutes in (one.split("=") for one in named)}
    Path(levels).unlink(missing_ok=True)
    chdb.query("select 1")
    started = time.perf_counter()
    chdb.query(query_of(Path(events), Path(levels), int(threads), windows))
    print(json.dumps({"seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
