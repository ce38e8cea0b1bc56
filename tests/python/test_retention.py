"""Retention and lifecycle, counted again user by user from the raw click-stream."""

import shutil
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import MakeProject
from harness import ROOT, Project
from recount import raw_histories
from reference.world import World, write_world

CLICK_STREAM = ROOT / "data/sample/generic/events/click_stream.csv.gz"
TABLES = ("rpt_retention", "rpt_lifecycle")
KINDS = ("day", "week", "month")

AS_OF = datetime(2024, 5, 15, 17, 30)
ZONE = "America/New_York"
PASSIVE = ["home", "error_page"]
FOLLOWED = {"day": 9, "week": 7, "month": 2}

Row = dict[str, Any]
Active = dict[str, set[int]]
"""By user: the periods of activity, as places in a list of all periods."""


def start_of(kind: str, day: date) -> date:
    """The first day of a day's period."""
    if kind == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if kind == "month" else day


def active_days() -> dict[str, set[date]]:
    """By user: the days of activity in the raw file, as a clock in `ZONE` has them."""
    days: dict[str, set[date]] = defaultdict(set)
    for user, history in raw_histories().items():
        for at, name in history:
            at = at.replace(tzinfo=None)
            if at <= AS_OF and name not in PASSIVE:
                days[user].add(at.replace(tzinfo=UTC).astimezone(ZoneInfo(ZONE)).date())
    return days


def active_periods(kind: str) -> tuple[list[date], Active]:
    """All periods of a kind, and when each user was active."""
    days = active_days()
    today = AS_OF.replace(tzinfo=UTC).astimezone(ZoneInfo(ZONE)).date()
    first = min(day for own in days.values() for day in own)
    span = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    periods = sorted({start_of(kind, day) for day in span})
    return periods, {
        user: {periods.index(start_of(kind, day)) for day in own} for user, own in days.items()
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The click-stream alone, in the middle of its time and in another time zone."""
    folder = tmp_path_factory.mktemp("retention")
    events = folder / "data/generic/events"
    events.mkdir(parents=True)
    shutil.copy(CLICK_STREAM, events)
    seeds = folder / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    passive = ["event_name,reason", *(f"{name}," for name in PASSIVE)]
    (seeds / "quality/passive_events.csv").write_text("\n".join(passive) + "\n")
    project = Project(
        folder / "warehouse",
        data=folder / "data",
        seeds=seeds,
        variables={
            "as_of": f"{AS_OF.isoformat()}Z",
            "reporting_timezone": ZONE,
            "retention_periods": FOLLOWED,
        },
    )
    project.build(select=[f"+{table}" for table in TABLES])
    return project


@pytest.mark.parametrize("kind", KINDS)
def test_retention_is_recounted(project: Project, kind: str) -> None:
    """Cohorts, who came back, and whether the period was over, for every cohort and period."""
    periods, active = active_periods(kind)
    cohorts: dict[int, list[set[int]]] = defaultdict(list)
    for own in active.values():
        cohorts[min(own)].append(own)
    expected = {}
    for cohort, members in cohorts.items():
        for place in range(cohort, min(cohort + FOLLOWED[kind] + 1, len(periods))):
            back = sum(place in own for own in members)
            is_over = place < len(periods) - 1
            expected[periods[cohort], place - cohort] = (
                periods[place],
                len(members),
                len(members) if is_over else 0,
                back,
                pytest.approx(back / len(members)) if is_over else None,
                is_over,
            )
    found = {
        (row["cohort_start"], row["period_number"]): (
            row["period_start"],
            row["cohort_users"],
            row["eligible_users"],
            row["returned_users"],
            row["retention_rate"],
            row["is_mature"],
        )
        for row in project.table("rpt_retention")
        if row["cohort_kind"] == kind
    }
    assert found == expected


@pytest.mark.parametrize("kind", KINDS)
def test_lifecycle_is_recounted(project: Project, kind: str) -> None:
    """New, returning, resurrected and dormant users of every period, quiet ones among them."""
    periods, active = active_periods(kind)
    expected = {
        start: (
            place < len(periods) - 1,
            sum(place in own for own in active.values()),
            sum(min(own) == place for own in active.values()),
            sum({place - 1, place} <= own for own in active.values()),
            sum(
                place in own and place - 1 not in own and min(own) < place
                for own in active.values()
            ),
            sum(place - 1 in own and place not in own for own in active.values()),
        )
        for place, start in enumerate(periods)
    }
    found = {
        row["period_start"]: (
            row["is_over"],
            *(
                row[f"{state}_users"]
                for state in ("active", "new", "returning", "resurrected", "dormant")
            ),
        )
        for row in project.table("rpt_lifecycle")
        if row["period_kind"] == kind
    }
    assert found == expected


def test_rates_lie_within_their_intervals(project: Project) -> None:
    """Where there is a rate there is an interval around it, and nowhere else."""
    for row in project.table("rpt_retention"):
        bounds = (row["rate_low"], row["rate_high"])
        if row["is_mature"]:
            assert 0 <= bounds[0] < bounds[1] <= 1
            assert bounds[0] - 1e-12 <= row["retention_rate"] <= bounds[1] + 1e-12
        else:
            assert bounds == (None, None)


def test_a_year_in_silence_is_a_year_of_rows(tmp_path: Path, make_project: MakeProject) -> None:
    """Periods without activity are there, and who comes back after them is resurrected."""
    seen: list[Row] = [
        {"event_name": "view", "occurred_at": datetime(year, 3, 1), "user_id": "ann"}
        for year in (2024, 2025)
    ]
    types = [{"identifier_type": "user_id", "kind": "person", "priority": "1"}]
    data, seeds = write_world(World(seen, seeds={"identifier_types": types}), tmp_path)
    project = make_project(data=data, seeds=seeds)
    project.build(select=[f"+{table}" for table in TABLES])
    rows = project.table("rpt_lifecycle")
    assert {kind: sum(row["period_kind"] == kind for row in rows) for kind in KINDS} == {
        "day": 366,
        "week": 53,
        "month": 13,
    }
    last = {row["period_kind"]: row for row in rows}
    assert [last[kind]["resurrected_users"] for kind in KINDS] == [1, 1, 1]
    assert [
        sum(row["dormant_users"] for row in rows if row["period_kind"] == k) for k in KINDS
    ] == [
        1,
        1,
        1,
    ]


def test_without_events_there_is_nothing(tmp_path: Path, make_project: MakeProject) -> None:
    """No event makes no cohort and no period, and no error."""
    types = [{"identifier_type": "user_id", "kind": "person", "priority": "1"}]
    data, seeds = write_world(World([], seeds={"identifier_types": types}), tmp_path)
    project = make_project(data=data, seeds=seeds)
    project.build(select=[f"+{table}" for table in TABLES])
    assert [project.table(table) for table in TABLES] == [[], []]
