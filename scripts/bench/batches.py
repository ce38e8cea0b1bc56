"""Generated events cut into what comes first and what comes later, a share of it late."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb

LATE = 0.2
"""The share of a batch that is of any time; the rest is what arrives last."""

BASE = "base"

# By arrival: some events say of themselves that they will occur in ten years, and are rejected.
TIMED_SQL = """
create temp view timed as
select
    *,
    received_at::timestamp as placed_at,
    hash(event_id) / 18446744073709551616.0 as draw
from read_parquet('{events}/*.parquet')
"""


def batch_name(number: int) -> str:
    """What the batch of a place among the shares is called."""
    return f"batch_{number}"


def cut(data: Path, folder: Path, shares: Sequence[float], threads: int, memory: str) -> list[int]:
    """Write `<folder>/<batch>.parquet` for the base and each batch of the generic source's events.

    Args:
        data: What was generated.
        folder: Where to; made anew.
        shares: The share of all events that each batch has, in the order in which they come.
        threads: How many DuckDB uses.
        memory: What it may use before it spills.

    Returns:
        The events of the base and of each batch.

    Raises:
        ValueError: A share is not between 0 and 1, or they leave no base.
    """
    if not all(0 < share < 1 for share in shares) or sum(shares) >= 1:
        raise ValueError(f"shares {list(shares)}: each between 0 and 1, below 1 together")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    events = str(data / "generic/events").replace("'", "''")
    # the last to arrive that no later batch has, and events of any time by a hash of their id
    recent = [sum(shares[number:]) * (1 - LATE) for number in range(len(shares))]
    late = [sum(shares[number:]) * LATE for number in range(len(shares))]
    with duckdb.connect(config={"threads": threads}) as connection:
        connection.execute(f"set memory_limit = '{memory}'")
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(TIMED_SQL.format(events=events))
        [(points,)] = connection.execute(
            "select quantile_disc(placed_at, ?) from timed", [[1 - share for share in recent]]
        ).fetchall()
        branches = [
            f"when placed_at > timestamp '{point}' or draw < {below} then '{batch_name(number)}'"
            for number, (point, below) in enumerate(zip(points, late, strict=True))
        ]
        batch = f"case {' '.join(reversed(branches))} else '{BASE}' end"
        counts: list[int] = []
        for name in [BASE, *map(batch_name, range(len(shares)))]:
            file = str(folder / f"{name}.parquet").replace("'", "''")
            [(count,)] = connection.execute(
                f"copy (select * exclude (placed_at, draw) from timed where {batch} = '{name}')"
                f" to '{file}' (format parquet)"
            ).fetchall()
            counts.append(count)
    return counts
