"""The assets in a real Superset: every dataset answers, every chart shows what the tables hold."""

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from api import Api
from conftest import ROOT
from dashboard import Dashboard, opened
from expected import EXPECTED
from local import ASSETS, DASHBOARD, Superset

PICTURES = Path(os.environ.get("MILEPOST_BI_PICTURES", ROOT / "target" / "bi"))

DATASETS = sorted((ASSETS / "datasets").rglob("*.yaml"))
CHARTS = sorted((ASSETS / "charts").glob("*.yaml"))
FLOW = "What people do next"

RUNS_SHOWN = {"columns": ["run_no"], "metrics": [], "row_limit": 100}
"""A query of `fct_load_runs`."""


def read(path: Path) -> dict[str, Any]:
    """What an asset's file says."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def rows_of(copy: Path, sql: str, **values: str) -> list[dict[str, Any]]:
    """What a query finds in the published copy."""
    used = {name: value for name, value in values.items() if f"${name}" in sql}
    with duckdb.connect(str(copy), read_only=True) as connection:
        found = connection.execute(sql, used)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def plain(value: object) -> object:
    """A value as the API writes it: times in milliseconds, numbers to twelve digits."""
    if isinstance(value, datetime | date):
        moment = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])
        return (moment - datetime(1970, 1, 1)).total_seconds() * 1000
    if isinstance(value, str) or value is None or isinstance(value, bool):
        return value
    return None if math.isnan(value) else float(f"{float(value):.12g}")


def compared(rows: list[dict[str, Any]], names: list[str]) -> list[tuple[Any, ...]]:
    """The rows' values of these columns, in an order of their own."""
    return sorted((tuple(plain(row[name]) for name in names) for row in rows), key=repr)


@pytest.fixture(scope="module")
def dashboard(superset: Superset, api: Api) -> Iterator[Dashboard]:
    """The dashboard, open in a window that shows all of it."""
    with opened(superset, 1440, 5000) as found:
        found.wait(len(CHARTS))
        yield found


@pytest.fixture(scope="module")
def answers(dashboard: Dashboard, api: Api) -> dict[str, list[dict[str, Any]]]:
    """What each chart of the dashboard was answered, by its name."""
    names = {chart["id"]: chart["slice_name"] for chart in api.all("chart")}
    found = {}
    for number, answer in dashboard.answers.items():
        assert answer["status"] == 200, names[number]
        found[names[number]] = answer["response"].json()["result"][0]["data"]
    return found


def test_everything_is_imported(api: Api) -> None:
    """Each file of the assets is there, once."""
    for kind, name, files in (
        ("dataset", "table_name", DATASETS),
        ("chart", "slice_name", CHARTS),
    ):
        assert sorted(found[name] for found in api.all(kind)) == sorted(
            read(path)[name] for path in files
        )
    assert [found["slug"] for found in api.all("dashboard")] == [DASHBOARD]


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.stem)
def test_datasets_answer(api: Api, copy: Path, path: Path) -> None:
    """Each metric, and the number of rows, is what SQL finds in the published file."""
    dataset = read(path)
    [number] = [d["id"] for d in api.all("dataset") if d["table_name"] == dataset["table_name"]]
    source = f"({dataset['sql']})" if dataset.get("sql") else dataset["table_name"]
    metrics = {metric["metric_name"]: metric["expression"] for metric in dataset["metrics"]}
    count = {"label": "rows", "expressionType": "SQL", "sqlExpression": "count(*)"}
    found = api.query(number, metrics=[*metrics, count], columns=[])
    select = ", ".join(f"{sql} as {name}" for name, sql in metrics.items())
    expected = rows_of(copy, f"select {select}, count(*) as rows from {source}")
    assert compared(found, [*metrics, "rows"]) == compared(expected, [*metrics, "rows"])
    assert expected[0]["rows"] > 0


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.stem)
def test_columns_can_be_asked_for(api: Api, path: Path) -> None:
    """Each column that a dataset lists is one of its table or query."""
    dataset = read(path)
    [number] = [d["id"] for d in api.all("dataset") if d["table_name"] == dataset["table_name"]]
    names = [column["column_name"] for column in dataset["columns"]]
    found = api.query(number, columns=names, metrics=[], row_limit=5)
    assert [list(row) for row in found] == [names] * 5 if len(found) == 5 else found


def test_every_chart_has_its_figures(answers: dict[str, list[dict[str, Any]]], copy: Path) -> None:
    """What the browser was answered for each chart is what SQL finds in the published file."""
    assert set(answers) == set(EXPECTED)
    journey_id = rows_of(copy, "select min(journey_id) as id from fct_journey_entries")[0]["id"]
    flow_name = rows_of(copy, "select min(flow_name) as name from rpt_flow_edges")[0]["name"]
    for name, sql in EXPECTED.items():
        expected = rows_of(copy, sql, journey_id=journey_id, flow_name=flow_name)
        assert expected, name
        # The flow's nodes have other names, told apart by a test of their own.
        columns = ["passages"] if name == FLOW else list(expected[0])
        assert compared(answers[name], columns) == compared(expected, columns), name


def test_the_flow_has_no_cycle(answers: dict[str, list[dict[str, Any]]]) -> None:
    """Each node of the flow is reached from the anchor, and no way leads back."""
    links = {(row["source_node"], row["target_node"]) for row in answers[FLOW]}
    assert len(links) == len(answers[FLOW])
    ends = {end for _, end in links}
    layer = {start for start, _ in links} - ends
    assert len(layer) == 1
    seen: set[str] = set()
    while layer:
        assert not layer & seen
        seen |= layer
        layer = {end for start, end in links if start in layer}
    assert ends <= seen


def test_the_browser_is_content(dashboard: Dashboard) -> None:
    """No error in the console, no chart with an error in it, and no other host that answered."""
    assert dashboard.errors == []
    assert dashboard.left == []
    assert dashboard.page.locator("[role=alert]").count() == 0
    assert dashboard.page.get_by_text("No results were returned").count() == 0
    assert dashboard.page.locator("canvas").count() >= 10


def test_pictures(dashboard: Dashboard) -> None:
    """Takes the pictures that people look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    dashboard.page.screenshot(path=PICTURES / "superset-whole.png")
    clip = {"x": 0, "y": 0, "width": 1440, "height": 1090}
    dashboard.page.screenshot(path=PICTURES / "superset.png", clip=clip)
    assert (PICTURES / "superset.png").stat().st_size > 50_000


def test_another_journey_and_time(superset: Superset, dashboard: Dashboard, api: Api) -> None:
    """The filters move the charts of their scope, and no others."""
    names = {chart["id"]: chart["slice_name"] for chart in api.all("chart")}
    dashboard.answers.clear()
    dashboard.page.locator("[data-test=form-item-value] .ant-select").first.click()
    dashboard.page.locator(".ant-select-item-option", has_text="checkout").first.click()
    dashboard.page.locator("[data-test=filter-bar__apply-button]").click()
    unmoved = {FLOW, "KPIs", "Data as of", "Events by day", "Rows by source", "Runs"}
    dashboard.wait(len(names) - len(unmoved))
    assert {names[number] for number in dashboard.answers} == set(EXPECTED) - unmoved
    [entries] = [n for n, name in names.items() if name == "Entries"]
    sent = json.loads(dashboard.answers[entries]["response"].request.post_data)
    assert {"col": "journey_id", "op": "IN", "val": ["checkout"]} in sent["queries"][0]["filters"]


def test_readers_go_on_while_a_build_runs(api: Api, build: Path, copy: Path) -> None:
    """Superset answers all through a build, from the copy before; after it, from the new one."""
    [runs] = [d["id"] for d in api.all("dataset") if d["table_name"] == "fct_load_runs"]
    before = rows_of(copy, "select run_no from fct_load_runs")
    python = Path(os.environ.get("MILEPOST_PYTHON", ROOT / ".venv" / "bin" / "python"))
    environment = os.environ | {
        "MILEPOST_DB": str(build / "milepost.duckdb"),
        "MILEPOST_PUBLISHED": str(copy.parent),
        "DBT_TARGET_PATH": str(build / "target"),
        "DBT_LOG_PATH": str(build / "logs"),
    }
    dbt = [str(python.parent / "dbt"), "build", "--exclude-resource-type", "unit_test"]
    with (build / "build.log").open("w", encoding="utf-8") as log:
        work = subprocess.Popen(
            dbt, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        asked = 0
        while work.poll() is None:
            assert compared(api.query(runs, **RUNS_SHOWN), ["run_no"]) == compared(
                before, ["run_no"]
            )
            asked += 1
            time.sleep(0.5)
    assert work.returncode == 0, (build / "build.log").read_text(encoding="utf-8")[-3000:]
    assert asked > 10
    # Whoever has the old copy open keeps it.
    with duckdb.connect(str(copy.resolve()), read_only=True) as reader:
        subprocess.run([str(python), "scripts/publish.py"], cwd=ROOT, env=environment, check=True)
        assert len(reader.execute("from fct_load_runs").fetchall()) == len(before)
    after = compared(api.query(runs, **RUNS_SHOWN), ["run_no"])
    assert len(after) == len(before) + 1
    print(f"{asked} answers while the build ran", file=sys.stderr)
