"""The metrics of the semantic layer give the figures that the marts give."""

import math
import shutil
from collections.abc import Callable, Iterator
from contextlib import chdir
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import MakeProject
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.factory import reset_adapters
from dbt.cli.main import dbtRunner
from dbt_metricflow.cli.cli_configuration import CLIConfiguration
from harness import ROOT, Project
from metricflow.engine.metricflow_engine import MetricFlowQueryRequest
from metrics import cli
from reference.world import World, write_world

Figures = dict[tuple[Any, ...], tuple[Any, ...]]
Ask = Callable[[list[str], list[str]], Figures]

CLOSE = 1e-12
"""Rates are quotients of the same whole numbers, whichever way they were divided."""


@pytest.fixture(scope="module")
def metrics_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the project to MetricFlow, with what dbt parsed in its `target`.

    MetricFlow takes no other target folder, and tests leave the project's own alone.
    """
    home = tmp_path_factory.mktemp("metrics")
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copyfile(ROOT / name, home / name)
    with chdir(ROOT):
        parsed = dbtRunner().invoke(
            ["parse", "--quiet", "--no-partial-parse", "--target-path", str(home / "target")]
        )
    assert parsed.success
    return home


@pytest.fixture
def at_sample(
    metrics_home: Path, sample_project: Project, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Lets MetricFlow find the sample's warehouse, and lets go of it afterwards."""
    look_at(metrics_home, sample_project, monkeypatch)
    yield
    let_go()


@pytest.fixture
def ask(at_sample: None) -> Ask:
    """Asks metrics by dimensions, on the sample."""
    return answer


def look_at(home: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets what MetricFlow reads from its environment."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DBT_PROJECT_DIR", str(home))
    monkeypatch.setenv("DBT_PROFILES_DIR", str(home))
    monkeypatch.setenv("DBT_LOG_PATH", str(home))
    monkeypatch.setenv("MILEPOST_DB", str(project.database))
    monkeypatch.setenv("DO_NOT_TRACK", "1")


def let_go() -> None:
    """Closes the warehouse, for others to open."""
    reset_adapters()
    DuckDBConnectionManager.close_all_connections()


def answer(metrics: list[str], by: list[str]) -> Figures:
    """What MetricFlow says of some metrics, grouped by some dimensions."""
    configuration = CLIConfiguration()
    configuration.setup(configure_file_logging=False)
    request = MetricFlowQueryRequest.create(metric_names=metrics, group_by_names=by)
    table = configuration.mf.query(request).result_df
    let_go()
    assert table is not None
    places = [list(table.column_names).index(name) for name in [*by, *metrics]]
    rows = [[plain(row[place]) for place in places] for row in table.rows]
    return {tuple(row[: len(by)]): tuple(row[len(by) :]) for row in rows}


def plain(value: object) -> object:
    """A day as a date, whatever type it came as, and any number as a float."""
    if isinstance(value, datetime):
        return value.date()
    return value if value is None or isinstance(value, str | date) else float(str(value))


def from_tables(project: Project, keys: int, sql: str) -> Figures:
    """What a query of the marts finds: its first columns are the keys."""
    rows = [[plain(value) for value in row.values()] for row in project.query(sql)]
    return {tuple(row[:keys]): tuple(row[keys:]) for row in rows}


def assert_alike(found: Figures, expected: Figures) -> None:
    """The same keys, and figures that differ by no more than the order of a division."""
    assert expected
    assert found.keys() == expected.keys()
    assert {
        key: (found[key], row)
        for key, row in expected.items()
        if not all(map(is_close, found[key], row))
    } == {}


def is_close(one: float | None, other: float | None) -> bool:
    """Whether two figures are alike; no figure is like no figure alone."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=CLOSE)


def test_configuration_is_valid(at_sample: None) -> None:
    """MetricFlow finds nothing to complain of, in the YAML and in the warehouse."""
    result = CliRunner().invoke(cli, ["validate-configs", "--show-all"])
    assert result.exit_code == 0, result.output
    assert result.output == ""


def test_metrics_by_journey_are_those_of_the_overview(ask: Ask, sample_project: Project) -> None:
    """Each figure that the overview has too is the same, for each journey."""
    columns = {
        "entries": "lifetime_entries",
        "entry_users": "entry_users",
        "entry_participants": "entry_participants",
        "active_entries": "currently_in_journey",
        "completed_entries": "completed_entries",
        "converted_entries": "converted_entries",
        "converted_users": "converted_users",
        "exits": "total_exits",
        "conversion_rate": "conversion_rate",
        "mature_conversion_rate": "mature_conversion_rate",
        "attempts": "attempts",
        "blocked_attempts": "attempts - lifetime_entries",
        "admission_rate": "lifetime_entries / attempts",
    }
    found = ask(list(columns), ["journey"])
    sql = f"select journey_id, {', '.join(columns.values())} from rpt_journey_overview"
    assert_alike(found, from_tables(sample_project, 1, sql))


@pytest.mark.parametrize("grain", ["day", "week", "month"])
def test_entries_by_period_are_those_of_the_daily_report(
    grain: str, ask: Ask, sample_project: Project
) -> None:
    """Entries add up over the days of a period; of a stock the period's last day counts."""
    found = ask(["entries", "active_entries"], ["journey", f"metric_time__{grain}"])
    sql = f"""
    with days as (
        select
            journey_id,
            reporting_date,
            cast(date_trunc('{grain}', reporting_date) as date) as period,
            sum(entries) as entries,
            sum(closing) as closing
        from rpt_journey_daily
        group by all
    )

    select journey_id, period, nullif(sum(entries), 0), max_by(closing, reporting_date)
    from days
    group by all
    """
    assert_alike(found, from_tables(sample_project, 2, sql))


def test_exits_by_week_are_those_of_the_facts(ask: Ask, sample_project: Project) -> None:
    """Exits are dated by the end of the entry, and can be told by reason."""
    found = ask(["exits"], ["journey", "journey_exit__exit_reason", "metric_time__week"])
    sql = """
    select journey_id, exit_reason, cast(date_trunc('week', exited_at) as date), count(*)
    from fct_journey_exits
    group by all
    """
    assert_alike(found, from_tables(sample_project, 3, sql))


def test_scores_are_those_of_the_marts(ask: Ask, sample_project: Project) -> None:
    """The score by journey, over all time and by week."""
    sql = """
    select journey_id, score
    from fct_journey_scores
    where period_kind = 'all' and segment_kind = 'all'
    """
    assert_alike(ask(["journey_score"], ["journey"]), from_tables(sample_project, 1, sql))
    sql = """
    select journey_id, period_start, score
    from fct_journey_scores
    where period_kind = 'week' and segment_kind = 'all'
    """
    found = ask(["weekly_journey_score"], ["journey", "metric_time__week"])
    assert_alike(found, from_tables(sample_project, 2, sql))


def test_days_are_those_of_the_reporting_time_zone(
    make_project: MakeProject,
    tmp_path: Path,
    metrics_home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An evening in UTC is the next day in Auckland, for metrics as for the daily report."""
    records = [
        {"event_name": "signup", "occurred_at": occurred_at, "user_id": user}
        for occurred_at, user in [
            (datetime(2024, 3, 1, 20), "ann"),
            (datetime(2024, 3, 2, 9), "bob"),
            (datetime(2024, 3, 2, 20), "cid"),
        ]
    ]
    journey = {"journey_id": "tour", "version": "1"}
    journeys = [{**journey, "participant": "user", "reentry": "once", "step_order": "ordered"}]
    rules = [{**journey, "role": "entry", "rule_id": "signup", "event_name": "signup"}]
    types = [{"identifier_type": "user_id", "kind": "person", "priority": "1"}]
    configured = {"identifier_types": types, "journeys": journeys, "journey_rules": rules}
    world = World(records, seeds=configured)
    data, seeds = write_world(world, tmp_path / "world")
    variables = {"reporting_timezone": "Pacific/Auckland"}
    project = make_project(data=data, seeds=seeds, variables=variables)
    project.build()
    look_at(metrics_home, project, monkeypatch)
    found = answer(["entries"], ["metric_time__day"])
    assert found == {(date(2024, 3, 2),): (2,), (date(2024, 3, 3),): (1,)}
