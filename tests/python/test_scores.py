"""The Journey Performance Score: its worked example, and random KPIs against the reference.

The models of the score read four tables. The tests write these into a warehouse and build what
comes after them, so that every value is known without a single event.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb
import pytest
from conftest import MakeProject
from harness import Project
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import scores as reference
from reference.scores import Anchor, Cell, Value

SCORES = [
    "path:models/scores",
    "fct_journey_scores",
    "fct_stage_scores",
    "fct_score_contributions",
    "rpt_friction_points",
]

FEBRUARY, MARCH, APRIL = date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)

AS_OF = date(2024, 4, 15)

TABLES = f"""
create table int_contract__as_of as select timestamp '{AS_OF} 12:00:00' as as_of;
create table int_config__stages (
    stage_id varchar, stage_name varchar, stage_index integer, weight double
);
create table int_config__kpis (
    kpi_id varchar, valid_from date, kpi_name varchar, stage_id varchar, journey_id varchar,
    kind varchar, floor double, target double, prior double, prior_weight double, weight double,
    min_sample bigint, unit varchar, is_complement boolean, divided_by_kpi varchar
);
create table fct_kpi_values (
    kpi_id varchar, period_kind varchar, period_start date, segment_kind varchar,
    segment varchar, numerator double, denominator double, sample_size bigint, value double,
    standard_deviation double, interval_low double, interval_high double, is_mature boolean,
    is_sufficient boolean
);
create table int_config__journeys (
    journey_id varchar, version integer, segment_property varchar
);
create table fct_journey_entries (
    entry_id varchar, journey_id varchar, version integer, channel varchar, platform varchar,
    segment varchar, last_step_id varchar, is_converted boolean, is_completed boolean,
    is_excluded boolean, is_mature boolean,
    matures_at timestamp, ended_at timestamp
);
create table fct_step_progressions (
    journey_id varchar, version integer, step_id varchar, entry_id varchar
);
create table dim_journeys (
    journey_key varchar, journey_name varchar, segment_property varchar
);
create table dim_journey_steps (
    journey_key varchar, journey_id varchar, version integer, step_id varchar,
    step_name varchar, stage_id varchar
);
"""


@dataclass
class Journey:
    """What one score is made of.

    Attributes:
        journey_id: the journey; None for the whole customer journey.
        anchors: the rows of its KPIs.
        values: by cell and KPI.
    """

    journey_id: str | None
    anchors: list[Anchor]
    values: dict[tuple[Cell, str], Value] = field(default_factory=dict)


def build(project: Project, stages: dict[str, float], journeys: Sequence[Journey]) -> None:
    """Writes what the scores read, and builds them with law 8."""
    kpis, figures = [], []
    for journey in journeys:
        name = journey.journey_id
        for one in journey.anchors:
            kpis.append([
                f"{name}/{one.kpi_id}", one.valid_from, one.kpi_id, one.stage_id, name, one.kind,
                one.floor, one.target, one.prior, one.prior_weight, one.weight, 0, None, False,
                "another" if one.is_quotient else None,
            ])  # fmt: skip
        for (cell, kpi), found in journey.values.items():
            figures.append([
                f"{name}/{kpi}", *cell, (found.value or 0) * (found.denominator or 1),
                found.denominator, found.sample_size, found.value, found.standard_deviation,
                None, None, True, found.is_sufficient,
            ])  # fmt: skip
    with duckdb.connect(str(project.database)) as connection:
        connection.execute(TABLES)
        rows = {
            "int_config__stages": [
                [stage, stage, place, weight]
                for place, (stage, weight) in enumerate(stages.items(), start=1)
            ],
            "int_config__kpis": kpis,
            "fct_kpi_values": figures,
        }
        for table, lines in rows.items():
            for line in lines:
                marks = ", ".join("?" * len(line))
                connection.execute(f"insert into {table} values ({marks})", line)
    project.build(select=SCORES)
    project.test(select="law_8_contributions_sum_to_the_score")


# ---------- the worked example

STAGES = {"awareness": 0.20, "consideration": 0.25, "purchase": 0.30, "post_purchase": 0.25}


def anchor(
    kpi_id: str, stage_id: str, kind: str, floor: float, target: float, weight: float,
    prior: float | None,
) -> Anchor:  # fmt: skip
    """A KPI of the worked example."""
    return Anchor(kpi_id, None, stage_id, kind, floor, target, prior, 50, weight)


EXAMPLE = [
    anchor("social_sessions", "awareness", "count", 20000, 50000, 0.4, None),
    anchor("product_ctr", "awareness", "rate", 0.02, 0.12, 0.6, 0.05),
    anchor("add_to_cart", "consideration", "rate", 0.04, 0.14, 0.5, 0.09),
    anchor("abandonment", "consideration", "rate", 0.85, 0.60, 0.5, 0.70),
    anchor("checkout", "purchase", "rate", 0.40, 0.80, 0.7, 0.60),
    anchor("order_value", "purchase", "mean", 40, 80, 0.3, 60),
    anchor("csat", "post_purchase", "rate", 0.60, 0.95, 0.4, 0.80),
    anchor("repeat_90d", "post_purchase", "rate", 0.10, 0.30, 0.6, 0.15),
]


def rate(successes: int, trials: int) -> Value:
    """A proportion."""
    return Value(successes / trials, trials, trials, None, True)


OBSERVED = {
    FEBRUARY: {
        "social_sessions": Value(41000, None, 41000, None, True),
        "product_ctr": rate(2050, 41000),
        "add_to_cart": rate(990, 11000),
        "abandonment": rate(713, 990),
        "checkout": rate(277, 395),
        "order_value": Value(60, 277, 277, 35, True),
        "repeat_90d": rate(52, 325),
    },
    MARCH: {
        "social_sessions": Value(48000, None, 48000, None, True),
        "product_ctr": rate(1920, 48000),
        "add_to_cart": rate(1080, 12000),
        "abandonment": rate(821, 1080),
        "checkout": rate(259, 370),
        "order_value": Value(62, 259, 259, 35, True),
        "csat": rate(176, 200),
        "repeat_90d": rate(41, 340),
    },
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The worked example's two months, CSAT being asked for in the second only."""
    project = Project(tmp_path_factory.mktemp("example"))
    values = {
        (("month", month, "all", ""), kpi): found
        for month, kpis in OBSERVED.items()
        for kpi, found in kpis.items()
    }
    build(project, STAGES, [Journey(None, EXAMPLE, values)])
    return project


def shown(project: Project, table: str, columns: str, where: str = "true") -> list[list[Any]]:
    """Rows of a table, numbers to four decimals."""
    rows = project.query(f"select {columns} from {table} where {where} order by all")
    return [
        [round(value, 4) if isinstance(value, float) else value for value in row.values()]
        for row in rows
    ]


def test_worked_example_scores(example: Project) -> None:
    """The figures printed in the definition of the score, to four decimals."""
    columns = """
        period_start, status, score, standard_error, interval_low, interval_high, coverage,
        stage_sum, geometric_mean
    """
    assert shown(example, "fct_journey_scores", columns) == [
        [FEBRUARY, "ok", 49.0409, 2.5984, 43.9482, 54.1336, 0.9, 192.2175, 46.9831],
        [MARCH, "ok", 50.1138, 1.8949, 46.3997, 53.8278, 1.0, 196.9882, 48.8522],
    ]


def test_worked_example_stages(example: Project) -> None:
    """The scores of the four stages in both months."""
    columns = "period_start, stage_index, stage_score, available_weight"
    assert shown(example, "fct_stage_scores", columns) == [
        [FEBRUARY, 1, 46.0, 1.0],
        [FEBRUARY, 2, 51.1538, 1.0],
        [FEBRUARY, 3, 65.7303, 1.0],
        [FEBRUARY, 4, 29.3333, 0.6],
        [MARCH, 1, 49.3396, 1.0],
        [MARCH, 2, 43.4956, 1.0],
        [MARCH, 3, 66.6739, 1.0],
        [MARCH, 4, 37.4791, 1.0],
    ]


def test_worked_example_contributions(example: Project) -> None:
    """What each KPI gives and what it leaves."""
    columns = "kpi_name, kpi_score, kpi_score_error, effective_weight, contribution, opportunity"
    table = "fct_score_contributions"
    assert shown(example, table, columns, f"period_start = '{MARCH}'") == [
        ["abandonment", 36.9912, 4.9857, 0.125, 4.6239, 7.8761],
        ["add_to_cart", 50.0, 2.6016, 0.125, 6.25, 6.25],
        ["checkout", 72.0238, 5.3043, 0.21, 15.125, 5.875],
        ["csat", 75.4286, 5.5403, 0.1, 7.5429, 2.4571],
        ["order_value", 54.1909, 4.5572, 0.09, 4.8772, 4.1228],
        ["product_ctr", 20.0104, 0.8936, 0.12, 2.4012, 9.5988],
        ["repeat_90d", 12.1795, 7.8009, 0.15, 1.8269, 13.1731],
        ["social_sessions", 93.3333, 0.0, 0.08, 7.4667, 0.5333],
    ]


def test_rise_that_is_only_a_kpi_appearing(example: Project) -> None:
    """The score rises by a point, and yet all that was there before did worse."""
    columns = "score_change, performance_change, mix_change, trend"
    table = "fct_journey_scores"
    assert shown(example, table, columns, f"period_start = '{MARCH}'") == [
        [1.0729, -4.3943, 5.4672, "stable"]
    ]
    assert shown(example, table, columns, f"period_start = '{FEBRUARY}'") == [[None] * 4]
    columns = "kpi_name, performance_change, mix_change"
    table = "fct_score_contributions"
    assert shown(example, table, columns, f"period_start = '{MARCH}'") == [
        ["abandonment", -1.9146, 0.0],
        ["add_to_cart", 0.0, 0.0],
        ["checkout", -0.0941, 0.0],
        ["csat", 0.0, 7.5429],
        ["order_value", 0.3772, 0.0],
        ["product_ctr", -1.1988, 0.0],
        ["repeat_90d", -3.4308, -2.0756],
        ["social_sessions", 1.8667, 0.0],
    ]


def test_kpis_are_ranked_by_the_points_they_cost(example: Project) -> None:
    """The largest opportunity comes first, and the sentence tells what it rests on."""
    ranked = example.query(
        f"""
        select sentence
        from rpt_friction_points
        where period_start = '{MARCH}'
        order by loss_rank
        """
    )
    said = [row["sentence"] for row in ranked]
    assert [sentence.split('"')[1] for sentence in said] == [
        "repeat_90d", "product_ctr", "abandonment", "add_to_cart", "checkout", "order_value",
        "csat", "social_sessions",
    ]  # fmt: skip
    assert said[4] == (
        '"checkout" costs 5.9 of 100 points: 259 of 370 (70.0%, no interval) '
        "against a target of 80%."
    )
    assert said[5] == (
        '"order_value" costs 4.1 of 100 points: 62 (259 observations, no interval) '
        "against a target of 80."
    )
    assert said[7] == (
        '"social_sessions" costs 0.5 of 100 points: 48000 (a count, no interval) '
        "against a target of 50000."
    )


def test_too_little_data_shows_no_number(make_project: MakeProject) -> None:
    """Of a score of which less than six tenths are known no table gives a number away."""
    project = make_project()
    few = {"social_sessions", "product_ctr", "add_to_cart", "abandonment"}
    values = {(("month", MARCH, "all", ""), kpi): OBSERVED[MARCH][kpi] for kpi in few}
    small = Value(0.7, 10, 10, None, False)
    values[(("month", MARCH, "all", ""), "checkout")] = small
    build(project, STAGES, [Journey(None, EXAMPLE, values)])
    columns = "status, coverage, coalesce(score, standard_error, interval_low, stage_sum,"
    columns += " geometric_mean, weight_without_error), trend"
    assert shown(project, "fct_journey_scores", columns) == [
        ["insufficient_data", 0.45, None, None]
    ]
    assert shown(project, "fct_score_contributions", "distinct coalesce(contribution)") == [[None]]
    assert shown(project, "rpt_friction_points", "*") == []
    columns = "kpi_name, availability"
    assert shown(project, "fct_score_contributions", columns, "kpi_score is null") == [
        ["checkout", "below_min_sample"],
        ["csat", "no_value"],
        ["order_value", "no_value"],
        ["repeat_90d", "no_value"],
    ]


def test_period_before_is_not_the_last_one_present(make_project: MakeProject) -> None:
    """After a month without data there is nothing to compare with."""
    project = make_project()
    values = {
        (("month", month, "all", ""), kpi): found
        for month, found_in in ((FEBRUARY, OBSERVED[FEBRUARY]), (APRIL, OBSERVED[MARCH]))
        for kpi, found in found_in.items()
    }
    build(project, STAGES, [Journey(None, EXAMPLE, values)])
    columns = "period_start, round(score, 2), previous_score, trend, is_mature"
    assert shown(project, "fct_journey_scores", columns) == [
        [FEBRUARY, 49.04, None, None, True],
        [APRIL, 50.11, None, None, False],
    ]


# ---------- random KPIs

CELLS: list[Cell] = [
    *(("month", month, "all", "") for month in (FEBRUARY, MARCH, APRIL)),
    *(("week", day, "platform", "ios") for day in (date(2024, 2, 26), date(2024, 3, 4))),
    ("day", date(2024, 2, 29), "all", ""),
    ("day", MARCH, "all", ""),
    ("all", None, "all", ""),
]

KINDS = ["rate", "share_of_scale", "mean", "nps", "count", "ratio", "median"]


@st.composite
def kpi_rows(draw: st.DrawFn, kpi_id: str) -> list[Anchor]:
    """A KPI's definition, and sometimes a later one with other anchors, stage or weight."""
    kind = draw(st.sampled_from(KINDS))
    rows = []
    for valid_from in [None, draw(st.sampled_from([None, MARCH, date(2024, 3, 15)]))]:
        low, high = sorted(draw(st.lists(st.integers(0, 20), min_size=2, max_size=2, unique=True)))
        if draw(st.booleans()):
            low, high = high, low
        rows.append(
            Anchor(
                kpi_id,
                valid_from,
                draw(st.sampled_from(["one", "two", "three"])),
                kind,
                low / 20,
                high / 20,
                draw(st.sampled_from([None, 0.1, 0.5, 0.8])),
                draw(st.sampled_from([50, 10, 0])),
                draw(st.sampled_from([0, 0.5, 1, 1, 2, 3])),
                draw(st.sampled_from([False, False, False, True])),
            )
        )
    return rows[:1] if rows[1].valid_from is None else rows


@st.composite
def figures(draw: st.DrawFn, kind: str) -> Value:
    """A value of a KPI of some kind, or its absence."""
    size = draw(st.integers(0, 400))
    successes = draw(st.integers(0, size))
    value: float | None = successes / size if size else None
    spread = None
    if kind in ("mean", "nps"):
        spread = draw(st.sampled_from([None, 0.0, 0.3, 1.2]))
    if kind in ("count", "ratio", "median"):
        value = draw(st.integers(-5, 30)) / 20
    denominator = None if kind == "count" else float(size)
    return Value(value, denominator, size, spread, draw(st.sampled_from([True, True, False])))


@st.composite
def journeys_of(draw: st.DrawFn, journey_id: str | None) -> Journey:
    """A score's KPIs with values for some of the cells."""
    names = [f"k{number}" for number in range(draw(st.integers(1, 6)))]
    journey = Journey(journey_id, [row for name in names for row in draw(kpi_rows(name))])
    kinds = {row.kpi_id: row.kind for row in journey.anchors}
    for cell in CELLS:
        for name in names:
            if draw(st.integers(0, 5)):
                journey.values[(cell, name)] = draw(figures(kinds[name]))
    return journey


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[str, float], list[Journey]]:
    """Stages and the scores of the whole customer journey and of several journeys."""
    weights = {
        stage: draw(st.sampled_from([0, 0.2, 0.25, 0.5, 1])) for stage in ("one", "two", "three")
    }
    names = [None, *(f"j{number}" for number in range(12))]
    return weights, [draw(journeys_of(name)) for name in names]


def expected(stages: dict[str, float], journey: Journey) -> dict[Cell, reference.Score]:
    """The reference's scores of a journey, by cell."""
    scores = {}
    for cell in CELLS:
        anchors = reference.in_effect(journey.anchors, cell[1] or AS_OF)
        found = {kpi: value for (where, kpi), value in journey.values.items() if where == cell}
        score = reference.score_of(anchors, stages, found, journey.journey_id is None)
        if any(kpi in found for kpi in score.parts):
            scores[cell] = score
    return scores


@settings(max_examples=4)
@given(world=worlds())
def test_random_kpis_agree_with_the_reference(
    tmp_path_factory: pytest.TempPathFactory, world: tuple[dict[str, float], list[Journey]]
) -> None:
    """Every number of the three tables of scores is the reference's."""
    stages, journeys = world
    project = Project(tmp_path_factory.mktemp("random"))
    build(project, stages, journeys)
    want: dict[str, dict[tuple[Any, ...], Any]] = {"scores": {}, "stages": {}, "parts": {}}
    for journey in journeys:
        scores = expected(stages, journey)
        for cell, now in scores.items():
            at = (journey.journey_id, *cell)
            kind, start, *segment = cell
            before = scores.get((kind, reference.period_before(kind, start), *segment))
            if start is None or before is None or not (before.is_shown and now.is_shown):
                before = None
            told = reference.changes(now, before) if before else {}
            moved = [sum(change[i] for change in told.values()) for i in (0, 1)]
            want["scores"][at] = [
                now.coverage,
                *([now.value, now.error, now.geometric] if now.is_shown else [None] * 3),
                *([*moved, reference.trend(now, before)] if before else [None] * 3),
            ]
            for stage, mark in now.stages.items():
                want["stages"][(*at, stage)] = [mark]
            for kpi in now.parts.keys() | told.keys():
                part = now.parts.get(kpi, reference.Part("", 0, 0))
                points = [part.contribution, part.opportunity] if now.is_shown else [None, None]
                want["parts"][(*at, kpi)] = [
                    part.score,
                    None if part.score is None else part.error,
                    part.weight,
                    *points,
                    *told.get(kpi, (None, None)),
                ]
    cell = "journey_id, period_kind, period_start, segment_kind, segment"
    got = {
        "scores": f"""
            {cell}, coverage, score, standard_error, geometric_mean, performance_change,
            mix_change, trend from fct_journey_scores
        """,
        "stages": f"{cell}, stage_id, stage_score from fct_stage_scores",
        "parts": f"""
            {cell}, kpi_name, kpi_score, kpi_score_error, effective_weight, contribution,
            opportunity, performance_change, mix_change from fct_score_contributions
        """,
    }
    for name, wanted in want.items():
        width = 5 if name == "scores" else 6
        rows = [list(row.values()) for row in project.query(f"select {got[name]}")]
        found = {tuple(row[:width]): row[width:] for row in rows}
        assert len(found) == len(rows)
        assert found.keys() == wanted.keys()
        for key, numbers in wanted.items():
            assert found[key] == pytest.approx(numbers, abs=1e-6), (name, key)
