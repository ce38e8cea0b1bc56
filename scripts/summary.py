"""Prints the handful of figures that matter of a warehouse, and where to look next.

Usage: `python scripts/summary.py`. The warehouse is the DuckDB file that the environment variable
MILEPOST_DB names, else `warehouse/milepost.duckdb`.
"""

import os
import sys
from pathlib import Path

import duckdb

DEFAULT_DB = "warehouse/milepost.duckdb"

TOTALS = """
select
    (select count(*) from events) as events,
    (select count(*) from dim_users) as users,
    (select count(*) from fct_rejected_rows) as rejected
"""

JOURNEYS = """
select
    journey_id,
    count(*) as entries,
    count(distinct user_key) as users,
    count(*) filter (where status = 'active') as active,
    count(*) filter (where is_converted) as converted,
    count(*) filter (where status = 'ended' and not is_converted) as left_without
from fct_journey_entries
group by journey_id
order by entries desc, journey_id
"""

SCORE = """
select
    score,
    interval_low,
    interval_high,
    coverage
from fct_journey_scores
where journey_id is null and period_kind = 'all' and segment_kind = 'all'
"""

FRICTION = """
select sentence
from rpt_friction_points
where
    journey_id is null and period_kind = 'all' and segment_kind = 'all' and loss_unit = 'points'
order by loss_rank
limit 3
"""

HEADINGS = ("journey", "entries", "users", "active", "converted", "left without")

NEXT = """\
Next:
  make query SQL="from rpt_journey_overview"   any table, any SQL; README.md lists the tables
  make docs                                    every column described, and the lineage graph
  make build DATA=<folder>                     your own data: docs/your-data.md
"""


def summarise(connection: duckdb.DuckDBPyConnection) -> str:
    """The figures of a built warehouse, as text: what came in, each journey, the score."""
    events, users, rejected = connection.execute(TOTALS).fetchone() or (0, 0, 0)
    lines = [f"{events:,} events of {users:,} users; {rejected:,} rows rejected", ""]
    journeys = connection.execute(JOURNEYS).fetchall()
    width = max(len(str(row[0])) for row in [HEADINGS, *journeys])
    lines.append("  ".join([HEADINGS[0].ljust(width), *(f"{name:>12}" for name in HEADINGS[1:])]))
    for journey_id, *figures in journeys:
        lines.append("  ".join([journey_id.ljust(width), *(f"{n:>12,}" for n in figures)]))
    return "\n".join([*lines, *score_lines(connection)])


def score_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The score of the whole customer journey and what costs it most; none without KPIs."""
    found = connection.execute(SCORE).fetchone()
    if found is None:
        return []
    score, low, high, coverage = found
    if score is None:
        said = f"too little data, {coverage:.0%} of its weight is known"
        return ["", f"Journey Performance Score: {said}"]
    said = f"{score:.1f} of 100 (95% interval {low:.1f} to {high:.1f})"
    sentences = [f"  {sentence}" for (sentence,) in connection.execute(FRICTION).fetchall()]
    return ["", f"Journey Performance Score: {said}", *sentences]


def main() -> int:
    """Prints the summary. Returns the exit status: 1 where there is no warehouse."""
    path = Path(os.environ.get("MILEPOST_DB", DEFAULT_DB))
    if not path.exists():
        print(f"There is no warehouse at {path}: run `make build` first.", file=sys.stderr)
        return 1
    with duckdb.connect(str(path), read_only=True) as connection:
        print(f"\nMilepost: {path}\n\n{summarise(connection)}\n\n{NEXT}", end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
