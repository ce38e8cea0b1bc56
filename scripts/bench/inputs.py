"""What a bench run reads: generated events, and journeys of four steps over them."""

import csv
import shutil
from pathlib import Path

import duckdb

FUNNEL = ("a", "b", "c", "d")
"""The events of the funnel; the first one enters it."""
EVENTS_PER_USER = 20
WINDOW_MINUTES = 7 * 24 * 60
WINDOW_SHIFT_MINUTES = 60
"""Each further journey has a window shorter by this."""
MOST_JOURNEYS = 100

# Every draw is a hash of the row's number (or the user's), so the same size gives the same events
# in whatever order threads write them. The exponent makes some users busier than others; a user's
# events lie within 30 days; times are whole seconds. 29 of 100 events are the funnel's.
EVENTS_SQL = """
copy (
    with drawn as (
        select
            number,
            floor($users * pow(hash(number, 'user') / 18446744073709551616.0, 1.25))::bigint
                as user_number,
            hash(number, 'name') % 100 as name_share,
            (hash(number, 'time') % (30 * 86400))::bigint as seconds
        from range($events) as numbers (number)
    )

    select
        'e' || number as event_id,
        case
            when name_share < 10 then 'a'
            when name_share < 18 then 'b'
            when name_share < 24 then 'c'
            when name_share < 29 then 'd'
            else 'noise_' || name_share % 12
        end as event_name,
        timestamp '2026-01-01'
        + to_seconds((hash(user_number, 'start') % (30 * 86400))::bigint + seconds) as occurred_at,
        'u' || user_number as user_id,
        case number % 3 when 0 then 'ios' when 1 then 'android' else 'web' end as platform
    from drawn
) to {file} (format parquet)
"""


def write_events(file: Path, events: int, threads: int) -> None:
    """Write so many generated events as one Parquet file of the generic source.

    Raises:
        ValueError: `events` is less than what one user has.
    """
    if events < EVENTS_PER_USER:
        raise ValueError(f"{events} events are too few: {EVENTS_PER_USER} at least")
    file.parent.mkdir(parents=True)
    users = events // EVENTS_PER_USER
    with duckdb.connect(config={"threads": threads}) as connection:
        connection.execute("set preserve_insertion_order = false")
        connection.execute(EVENTS_SQL.format(file=f"'{file}'"), {"events": events, "users": users})


def windows(journeys: int) -> dict[str, int]:
    """The window of each journey, in minutes, by its id.

    Raises:
        ValueError: `journeys` is below 1 or above `MOST_JOURNEYS`.
    """
    if not 1 <= journeys <= MOST_JOURNEYS:
        raise ValueError(f"{journeys} journeys: from 1 to {MOST_JOURNEYS} can be had")
    return {f"j{n:02d}": WINDOW_MINUTES - n * WINDOW_SHIFT_MINUTES for n in range(journeys)}


def journey_rows(journeys: int) -> dict[str, list[dict[str, object]]]:
    """The rows of `journeys`, `journey_rules` and `journey_steps`, by seed."""
    found: dict[str, list[dict[str, object]]] = {
        "journeys": [],
        "journey_rules": [],
        "journey_steps": [],
    }
    for journey_id, window in windows(journeys).items():
        key = {"journey_id": journey_id, "version": 1}
        rule = {**key, "rule_id": "r"}
        found["journeys"].append(
            {
                **key,
                "participant": "user",
                "reentry": "concurrent",
                "step_order": "ordered",
                "window_minutes": window,
            }
        )
        found["journey_rules"].append({**rule, "role": "entry", "event_name": FUNNEL[0]})
        for index, name in enumerate(FUNNEL[1:], start=1):
            last = index == len(FUNNEL) - 1
            found["journey_rules"].append(
                {**rule, "role": "step", "step_id": name, "event_name": name}
            )
            found["journey_steps"].append(
                {
                    **key,
                    "step_id": name,
                    "step_index": index,
                    "is_terminal": "true" if last else "",
                }
            )
    return found


def write_seeds(folder: Path, project_seeds: Path, journeys: int) -> None:
    """Write a folder of seeds: the project's identifier types, the bench's journeys, no more.

    Args:
        folder: Where to; made anew.
        project_seeds: The project's own seeds, whose headers are taken.
        journeys: How many journeys.
    """
    rows = journey_rows(journeys)
    for original in sorted(project_seeds.rglob("*.csv")):
        target = folder / original.relative_to(project_seeds)
        target.parent.mkdir(parents=True, exist_ok=True)
        if original.stem == "identifier_types":
            shutil.copyfile(original, target)
            continue
        header, *_ = original.read_text(encoding="utf-8").splitlines()
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header.split(","), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows.get(original.stem, []))
