"""How far each user came in each journey: the project's tables against windowFunnel's answer."""

from pathlib import Path

import duckdb

EXPORT = """
copy (select user_key, occurred_at, event_name from fct_events) to {file} (format parquet)
"""
OURS = """
create or replace temp table ours as
select
    fct_journey_entries.journey_id,
    fct_journey_entries.user_key,
    max(fct_step_progressions.step_index) + 1 as level
from fct_step_progressions
inner join fct_journey_entries using (entry_id)
group by all
"""
# Who never entered has level 0 there and no entry here.
THEIRS = """
create or replace temp table theirs as
select
    journey_id,
    user_key::varchar as user_key,
    level
from (
    unpivot (select * replace (user_key::varchar as user_key) from {file})
    on columns(* exclude (user_key)) into name journey_id value level
)
where level > 0
"""
DIFFERENT = """
select count(*)
from ours
full join theirs using (journey_id, user_key)
where ours.level is distinct from theirs.level
"""
COUNTS = """
select
    journey_id,
    level,
    count(*) as users
from {table}
group by all
order by all
"""

Counts = dict[str, dict[int, int]]
"""Users by journey and by the highest level that they reached."""


def export_events(database: Path, file: Path, threads: int) -> None:
    """Write the columns of `fct_events` that a funnel needs as one Parquet file."""
    with duckdb.connect(str(database), read_only=True, config={"threads": threads}) as connection:
        connection.execute(EXPORT.format(file=f"'{file}'"))


def compare(database: Path, levels: Path) -> tuple[Counts, int]:
    """Count users by level, and those whose two levels differ.

    Returns:
        The project's counts, and how many (journey, user) pairs differ.

    Raises:
        ValueError: There is nothing to compare.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute(OURS)
        connection.execute(THEIRS.format(file=f"'{levels}'"))
        (different,) = connection.execute(DIFFERENT).fetchone() or (0,)
        counts: Counts = {}
        rows = connection.execute(COUNTS.format(table="ours")).fetchall()
        for journey_id, level, users in rows:
            counts.setdefault(journey_id, {})[level] = users
    if not counts:
        raise ValueError(f"{database} has no entries")
    return counts, different
