"""What `make build` prints at its end is what the tables hold."""

import duckdb
import pytest
from harness import Project
from summary import run_lines, score_lines, summarise


@pytest.fixture
def warehouse() -> duckdb.DuckDBPyConnection:
    """A warehouse of no more than scores, friction points and runs, without rows."""
    connection = duckdb.connect()
    connection.execute(
        """
        create table fct_journey_scores (
            journey_id varchar, period_kind varchar, segment_kind varchar, score double,
            interval_low double, interval_high double, coverage double
        );
        create table rpt_friction_points (
            journey_id varchar, period_kind varchar, segment_kind varchar, loss_unit varchar,
            loss_rank bigint, sentence varchar
        );
        create table fct_load_runs (
            run_no integer, cause varchar, changed_file varchar, changed_files bigint,
            new_files bigint, new_rows bigint, restated_users bigint
        );
        create table fct_identity_merges (run_no integer);
        create table rpt_restatements (run_no integer, journey_id varchar, reporting_date date);
        """
    )
    return connection


def test_no_kpis_no_score(warehouse: duckdb.DuckDBPyConnection) -> None:
    """The score of a journey or of a month is not that of the whole way."""
    warehouse.execute(
        """
        insert into fct_journey_scores values
            ('shop', 'all', 'all', 50, 40, 60, 1),
            (null, 'month', 'all', 50, 40, 60, 1),
            (null, 'all', 'platform', 50, 40, 60, 1)
        """
    )
    assert score_lines(warehouse) == []


def test_too_little_data_shows_no_number(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Without a score there is its coverage, and nothing is said to cost points."""
    warehouse.execute(
        """
        insert into fct_journey_scores values (null, 'all', 'all', null, null, null, 0.45);
        insert into rpt_friction_points values (null, 'all', 'all', 'points', 1, 'Not this.');
        """
    )
    assert score_lines(warehouse) == [
        "",
        "Journey Performance Score: too little data, 45% of its weight is known",
    ]


def test_the_three_points_that_cost_most(warehouse: duckdb.DuckDBPyConnection) -> None:
    """They stand in the order of what they cost, those of the whole way alone."""
    warehouse.execute(
        """
        insert into fct_journey_scores values (null, 'all', 'all', 50.114, 46.4, 53.83, 1);
        insert into rpt_friction_points values
            (null, 'all', 'all', 'points', 2, 'Two.'),
            (null, 'all', 'all', 'points', 4, 'Four.'),
            (null, 'all', 'all', 'points', 1, 'One.'),
            (null, 'all', 'all', 'points', 3, 'Three.'),
            ('shop', 'all', 'all', 'points', 1, 'Of a journey.'),
            ('shop', 'all', 'channel', 'entries', 1, 'Of a step.'),
            (null, 'month', 'all', 'points', 1, 'Of a month.'),
            (null, 'all', 'platform', 'points', 1, 'Of a platform.')
        """
    )
    assert score_lines(warehouse) == [
        "",
        "Journey Performance Score: 50.1 of 100 (95% interval 46.4 to 53.8)",
        "  One.",
        "  Two.",
        "  Three.",
    ]


def test_no_run_has_ended(warehouse: duckdb.DuckDBPyConnection) -> None:
    """A build that was stopped half way has nothing to tell."""
    assert run_lines(warehouse) == []


def test_the_last_run(warehouse: duckdb.DuckDBPyConnection) -> None:
    """What it took in and restated, and what that changed: keys and days of its own alone."""
    warehouse.execute(
        """
        insert into fct_load_runs values
            (1, 'first_run', null, 0, 9, 5000, 0),
            (2, null, null, 0, 2, 1200, 1057);
        insert into fct_identity_merges values (1), (2), (2);
        insert into rpt_restatements values
            (1, 'shop', '2026-01-01'), (2, 'shop', '2026-01-01'), (2, 'shop', '2026-01-01'),
            (2, 'shop', '2026-01-02');
        """
    )
    assert run_lines(warehouse) == [
        "",
        "Run 2: 1,200 rows of 2 files taken in; 1,057 users restated",
        "  2 user keys became others: fct_identity_merges",
        "  figures of 2 days moved: rpt_restatements",
    ]


def test_a_changed_file_is_said(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Which, and how many more."""
    warehouse.execute(
        "insert into fct_load_runs values (3, 'changed_file', 'generic/events/a.csv', 3, 2, 10, 0)"
    )
    assert run_lines(warehouse) == [
        "",
        "Run 3: 10 rows of 2 files taken in; everything is restated, since files read"
        " before are not as they were",
        "  gone or changed: generic/events/a.csv and 2 more",
    ]


def test_the_sample_is_summed_up(sample_project: Project) -> None:
    """Its events, a row a journey, and a score with what costs it most."""
    with duckdb.connect(str(sample_project.database), read_only=True) as connection:
        lines = summarise(connection).splitlines()
    [events] = sample_project.query("select count(*) as n from events")
    assert lines[0].startswith(f"{events['n']:,} events of ")
    journeys = sample_project.query("select distinct journey_id from fct_journey_entries")
    at = lines.index("", 2)
    end = lines.index("", at + 1)
    assert {line.split()[0] for line in lines[3:at]} == {row["journey_id"] for row in journeys}
    assert lines[at + 1].startswith("Journey Performance Score: ")
    assert len(lines[at + 2 : end]) == 3
    assert lines[end + 1].startswith("Run 1: ")
    assert lines[end + 1].endswith("; everything is new")
