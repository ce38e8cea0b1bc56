"""The law of increments: however a history is cut into runs, the tables are those of one run.

That one run has two threads, whatever the others have: no table depends on how many there are.

Environment:
    MILEPOST_HISTORIES: How many drawn histories to run at least (2).
    MILEPOST_SEED: Which histories are drawn (0); the same number draws the same ones.
"""

import csv
import json
import os
import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from harness import BuildError, Project
from reference import World, write_world
from strategies import EVERYTHING
from test_against_reference import draw_world
from workplace import TELLING_OF_RUNS

HISTORIES = int(os.environ.get("MILEPOST_HISTORIES", "2"))
SEED = int(os.environ.get("MILEPOST_SEED", "0"))
WORKING = (
    "int_drivers__exposures",
    "int_drivers__happenings",
    "int_drivers__names",
    "int_drivers__participants",
    "int_flows__events",
    "int_flows__kept_events",
    "int_flows__names",
    "int_flows__path",
    "int_flows__reached_nodes",
    "int_identity__",
    "int_journeys__",
    "int_kpis__counted_cells",
    "int_kpis__former_cells",
    "int_kpis__own_",
    "int_kpis__recounted_users",
    "int_kpis__moved_totals",
    "int_relevance__hits",
    "int_scope__",
    "int_state__circle_",
)
"""Models that hold no more than what a run restates."""
MEASURES = (
    "measure_id,kind,event_name,follows_measure,opening,occurrence,unit_property,within_minutes"
    ",after_minutes,pick",
    "active,users,,,,,,,,",
    "stayers,users,,active,true,,,,,",
    "openers,users,open,,,first,,,,",
    "pay_openers,users,pay,openers,,,,60,,",
    "paid_early,users,pay,active,,,,30,,",
    "left_late,users,leave,active,,,,90,20,last",
    "ever_left,users,leave,active,,,,,,",
    "minutes_to_pay,elapsed,pay,openers,,,,60,,",
    "carts,events,cart,,,,,,,",
    "carts_paid,events,pay,carts,,,,60,,",
    "plan_users,users,,,,,plan,,,",
    "plan_payers,users,pay,plan_users,,,plan,60,,",
    "plan_stayers,users,,plan_users,true,,plan,,,",
    "entries,entries,,,,,,,,",
)
"""Users by what each does, with and without others who need the same events; units that users
share; and what is no user at all."""
KPIS = (
    "kpi_id,kind,numerator_measure,denominator_measure,unit",
    "active,count,active,,users",
    "stay_rate,rate,stayers,active,share",
    "pay_rate,rate,pay_openers,openers,share",
    "early_rate,rate,paid_early,active,share",
    "late_rate,rate,left_late,active,share",
    "ever_rate,rate,ever_left,active,share",
    "minutes,median,minutes_to_pay,,minutes",
    "cart_rate,rate,carts_paid,carts,share",
    "plan_rate,rate,plan_payers,plan_users,share",
    "plan_stay_rate,rate,plan_stayers,plan_users,share",
    "entries,count,entries,,entries",
)
MIDNIGHT = {"reporting_timezone": "America/Sao_Paulo"}
"""Drawn events lie within some hours; there a new day, month and year begins among them."""
HALF_WAY = (
    ["+int_kpis__user_cells"],
    ["+stg_generic__events"],
    ["+fct_events"],
    ["+fct_journey_entries"],
    ["+int_state__circles"],
)
"""What a run has built that comes to no end."""


OF_PEOPLE = "+fct_load_runs"
"""All tables that are kept per person, and what they are made of."""


def rows_of(lines: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a seed, the header first."""
    return list(csv.DictReader(lines))


def with_kpis(world: World) -> World:
    """A world in which users, and what they share, are counted too."""
    stage = {"stage_id": "s", "stage_name": "Stage", "stage_index": "1", "weight": "1"}
    whatever = {"stage_id": "s", "floor": "0", "target": "1", "weight": "1", "min_sample": "1"}
    kpis = [
        {**whatever, "kpi_name": row["kpi_id"], "good_direction": "higher", **row}
        for row in rows_of(KPIS)
    ]
    counted = {"measures": rows_of(MEASURES), "kpis": kpis, "journey_stages": [stage]}
    return replace(world, seeds={**world.seeds, **counted})


def cut(world: World, draw: random.Random, batches: int) -> list[World]:
    """Deals the rows of a world out to batches, in no order of time."""
    dealt: list[World] = []
    places = {
        name: [draw.randrange(batches) for _ in getattr(world, name)]
        for name in ("events", "identity_links", "consents", "erasure_requests")
    }
    for batch in range(batches):
        rows = {
            name: [
                row
                for row, place in zip(getattr(world, name), where, strict=True)
                if place == batch
            ]
            for name, where in places.items()
        }
        dealt.append(replace(world, **rows))
    return dealt


def add(world: World, data: Path, scratch: Path, batch: int) -> Path:
    """Puts a batch's files beside those that are there.

    Returns:
        The folder of seeds.
    """
    written, seeds = write_world(world, scratch / str(batch))
    for path in written.rglob("*"):
        if path.is_file():
            target = data / path.relative_to(written).parent / f"{batch}_{path.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
    broken = data / "generic" / "events" / f"{batch}_broken.jsonl"
    broken.write_text('{"event_name": "no end\n', encoding="utf-8")
    return seeds


def unlike(one: Path, other: Path) -> list[str]:
    """The tables that two warehouses do not have alike, with a few of the rows."""
    found: list[str] = []
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one}' as one (read_only)")
        connection.execute(f"attach '{other}' as other (read_only)")
        tables = connection.execute(
            "select distinct table_name from information_schema.tables where table_schema = 'main'"
            " and table_catalog in ('one', 'other') and table_type = 'BASE TABLE' order by all"
        ).fetchall()
        for (table,) in tables:
            if table.startswith(WORKING) or table in TELLING_OF_RUNS:
                continue
            for left, right in (("one", "other"), ("other", "one")):
                rows = connection.execute(
                    f'select * from {left}.main."{table}" except all '
                    f'select * from {right}.main."{table}"'
                ).fetchall()
                if rows:
                    found.append(f"{table}: {len(rows)} only in {left}: {rows[:2]}")
    return found


def clocks(world: World, draw: random.Random, runs: int) -> list[datetime | None]:
    """What each run takes for `as_of`: that of the data or one that goes on, once in a while back.

    The last is the world's own.
    """
    times = sorted(event["occurred_at"] for event in world.events)
    drawn = [draw.choice([None, draw.choice(times)]) for _ in range(runs - 1)]
    fixed = iter(sorted(time for time in drawn if time))
    if draw.random() < 0.75:
        drawn = [next(fixed) if time else None for time in drawn]
    return [*drawn, world.as_of]


def add_calls(world: World, data: Path, draw: random.Random, batch: int) -> None:
    """Puts a file of Segment's calls beside a batch's: tracks, contacts, aliases, some twice.

    Derived links come and go with the call that says them: of calls with one id the earliest
    received counts, in whatever batch it stands.
    """
    users = sorted({str(event["user_id"]) for event in world.events if event.get("user_id")})
    times = sorted(event["occurred_at"] for event in world.events)
    lines: list[str] = []
    for _ in range(4 if users else 0):
        time = f"{draw.choice(times).isoformat()}Z"
        call = {
            "type": draw.choice(["track", "identify", "alias"]),
            "event": draw.choice(["a", "b"]),
            "messageId": f"call {draw.randrange(6)}",
            "userId": draw.choice(users),
            "previousId": draw.choice(users),
            "anonymousId": draw.choice([None, "x", "y"]),
            "traits": {"email": draw.choice(["p@example.com", "q@example.com"])},
            "timestamp": time,
            "receivedAt": time,
        }
        lines.append(json.dumps(call))
    target = data / "segment" / "events" / f"{batch}.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.mark.parametrize("number", range(HISTORIES))
def test_runs_add_up_to_a_full_refresh(number: int, tmp_path: Path) -> None:
    """Rows in any order, a moving clock, runs that stop half way or hear nothing: as if at once.

    A request to be erased restates everybody, so that every other history has none.
    """
    draw = random.Random(f"{SEED}.{number}")
    world = with_kpis(draw_world(EVERYTHING, 1000 + number))
    if number % 2 == 0:
        world = replace(world, erasure_requests=[])
    data = tmp_path / "data"
    parts = cut(world, draw, draw.randint(2, 4))
    for batch, (part, clock) in enumerate(zip(parts, clocks(world, draw, len(parts)), strict=True)):
        seeds = add(part, data, tmp_path / "written", batch)
        add_calls(world, data, draw, batch)
        variables = MIDNIGHT | ({"as_of": str(clock)} if clock else {})
        runs = Project(tmp_path / "runs", data, seeds, variables=variables)
        if draw.random() < 0.3:
            runs.build_again(select=draw.choice(HALF_WAY))
        runs.build_again()
    if draw.random() < 0.3:
        runs.build_again()
    once = Project(tmp_path / "once", data, seeds, variables=variables, threads=2)
    once.build()
    told = runs.query("select run_no, cause, restated_users from fct_load_runs order by run_no")
    assert not unlike(runs.database, once.database), told


def test_a_blocked_identifier_beside_a_guarded_one_loses_no_event(tmp_path: Path) -> None:
    """Runs that hear of somebody else only, or of nobody, leave both alone."""
    events = tmp_path / "data" / "generic" / "events"
    events.mkdir(parents=True)
    header = "event_id,event_name,occurred_at,user_id,anonymous_id\n"
    people = "".join(f"p{n},a,2026-01-01T00:{n:02},person{n},kiosk\n" for n in range(60))
    alone = "alone,a,2026-01-02,,kiosk\nboth,a,2026-01-03,undefined,kiosk\n"
    (events / "first.csv").write_text(header + people + alone, encoding="utf-8")
    runs = Project(tmp_path / "runs", tmp_path / "data")
    runs.build(OF_PEOPLE)
    reasons = {row["guard_reason"] for row in runs.table("fct_identity_guards")}
    assert reasons == {"blocklisted", "too_many_persons"}
    (events / "second.csv").write_text(f"{header}late,a,2026-01-04,somebody,\n", encoding="utf-8")
    runs.build(OF_PEOPLE)
    runs.build(OF_PEOPLE)
    told = [row["restated_users"] for row in runs.table("fct_load_runs")]
    assert told[1] and not told[2]
    once = Project(tmp_path / "once", tmp_path / "data")
    once.build(OF_PEOPLE)
    assert not unlike(runs.database, once.database)


def test_a_selection_that_would_lose_rows_is_refused(tmp_path: Path) -> None:
    """Who asks what to restate has to restate it."""
    project = Project(tmp_path / "runs", tmp_path / "data")
    project.build(select="+fct_journey_entries")
    with pytest.raises(BuildError, match=r"int_scope__state.* Select \+"):
        project.build(select=["+int_scope__users", "fct_journey_entries"])
    project.build(select="fct_journey_entries")
