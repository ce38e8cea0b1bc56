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

RUN = """
select
    run_no,
    cause,
    changed_file,
    changed_files,
    new_files,
    new_rows,
    restated_users,
    (select count(*) from fct_identity_merges where run_no = runs.run_no) as merges,
    (
        select count(distinct (journey_id, reporting_date))
        from rpt_restatements
        where run_no = runs.run_no
    ) as restated_days
from fct_load_runs as runs
order by run_no desc
limit 1
"""

CAUSES = {
    "first_run": "everything is new",
    "full_refresh": "everything is restated, as asked for",
    "changed_definitions": "everything is restated, since seeds or models have changed",
    "changed_file": "everything is restated, since files read before are not as they were",
    "earlier_as_of": "everything is restated, since it speaks for an earlier time",
}

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
    return "\n".join([*lines, *score_lines(connection), *run_lines(connection)])


def run_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What the last run took in and restated, and why; none before the first one has ended."""
    found = connection.execute(RUN).fetchone()
    if found is None:
        return []
    run_no, cause, changed_file, changed_files, files, rows, users, merges, days = found
    restated = CAUSES.get(cause, f"everything is restated: {cause}") if cause else None
    lines = [
        "",
        f"Run {run_no}: {rows:,} rows of {files:,} files taken in; "
        + (restated or f"{users:,} users restated"),
    ]
    if changed_file:
        others = f" and {changed_files - 1:,} more" if changed_files > 1 else ""
        lines.append(f"  gone or changed: {changed_file}{others}")
    if merges:
        lines.append(f"  {merges:,} user keys became others: fct_identity_merges")
    if days:
        lines.append(f"  figures of {days:,} days moved: rpt_restatements")
    return lines


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
