"""What BI tools get is true: `docs/bi.md` and the files of Superset's dashboard.

Whether Superset takes the files is tested by `make test-bi`, in an environment of its own.
"""

import re
from contextlib import chdir
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from harness import ROOT, Project, parse_project
from publishing.copies import DB_NAME, PARQUET_NAME, write_copies
from report_copies import public_tables as public_names
from superset_columns import DATASETS, TABLES_IN_SQL, Table, public_tables, renewed

PAGE = (ROOT / "docs" / "bi.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```$", PAGE, re.M | re.S)
ASSETS = ROOT / "bi" / "superset" / "assets"


def files(folder: str) -> list[Path]:
    """The files of one kind of assets."""
    return sorted((ASSETS / folder).rglob("*.yaml"))


def read(path: Path) -> dict[str, Any]:
    """What a file says."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def docs() -> dict[str, Table]:
    """What dbt's docs say of the public tables."""
    return public_tables(parse_project(ROOT).manifest.writable_manifest().to_dict())


@pytest.fixture(scope="module")
def home(sample_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the sample is published as the page has it."""
    folder = tmp_path_factory.mktemp("home")
    published = folder / "warehouse" / "published"
    published.mkdir(parents=True)
    write_copies(sample_project.database, public_names(), published)
    return folder


@pytest.mark.parametrize("sql", QUERIES, ids=lambda sql: sql.split("\n")[0][:40])
def test_sql_of_the_page_runs(home: Path, sql: str) -> None:
    """Each query finds something, on the published file or beside it."""
    with chdir(home), duckdb.connect() as connection:
        if "warehouse/" not in sql:
            connection.execute(f"attach 'warehouse/published/{DB_NAME}' as copy (read_only)")
            connection.execute("use copy")
        assert connection.execute(sql).fetchall()


def test_the_page_names_paths_that_are_there(home: Path) -> None:
    """The file, the folder of Parquet files and the targets that the page names are so."""
    published = home / "warehouse" / "published"
    assert f"warehouse/published/{DB_NAME}" in PAGE
    assert f"warehouse/published/{PARQUET_NAME}/" in PAGE
    assert (published / PARQUET_NAME / "fct_journey_exits.parquet").exists()
    named = set(re.findall(r"`?make ([a-z-]+)", PAGE))
    targets = re.findall(r"^([a-z0-9-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert {"superset", "test-bi"} <= named <= set(targets)
    told = re.search(r"(\d+) charts on (\d+) datasets", PAGE)
    assert told
    assert [int(n) for n in told.groups()] == [len(files("charts")), len(files("datasets"))]


@pytest.mark.parametrize("path", files("datasets"), ids=lambda path: path.stem)
def test_datasets_say_what_the_docs_say(docs: dict[str, Table], path: Path) -> None:
    """Columns, types and descriptions are those of dbt's docs, as `make datasets` writes them."""
    text = path.read_text(encoding="utf-8")
    assert text == renewed(text, docs), "run `make datasets`"


@pytest.mark.parametrize("path", files("datasets"), ids=lambda path: path.stem)
def test_queries_of_datasets_have_the_columns_listed(home: Path, path: Path) -> None:
    """A query's columns are all listed; a metric has a name of its own and a description."""
    dataset = read(path)
    columns = [column["column_name"] for column in dataset["columns"]]
    metrics = [metric["metric_name"] for metric in dataset["metrics"]]
    assert not set(columns) & set(metrics)
    assert all(metric["description"] and metric["verbose_name"] for metric in dataset["metrics"])
    source = f"({dataset['sql']})" if dataset.get("sql") else dataset["table_name"]
    with duckdb.connect(str(home / "warehouse" / "published" / DB_NAME), read_only=True) as copy:
        found = copy.execute(f"select * from {source} limit 0").description
    assert [column[0] for column in found] == columns


def test_charts_and_filters_hang_together() -> None:
    """Each chart is on the dashboard and of a dataset that has its metrics; so are the filters."""
    datasets = {read(path)["uuid"]: read(path) for path in files("datasets")}
    charts = {read(path)["uuid"]: read(path) for path in files("charts")}
    [dashboard] = map(read, files("dashboards"))
    placed = [
        part["meta"]
        for part in dashboard["position"].values()
        if isinstance(part, dict) and part["type"] == "CHART"
    ]
    assert sorted(part["uuid"] for part in placed) == sorted(charts)
    assert all(part["sliceName"] == charts[part["uuid"]]["slice_name"] for part in placed)
    for chart in charts.values():
        params, dataset = chart["params"], datasets[chart["dataset_uuid"]]
        named = [*params.get("metrics", []), *params.get("metrics_b", [])]
        named += [params["metric"]] if "metric" in params else []
        assert set(named) <= {metric["metric_name"] for metric in dataset["metrics"]}
        columns = {column["column_name"] for column in dataset["columns"]}
        used = [*params.get("groupby", []), *params.get("all_columns", [])]
        used += [params[key] for key in ("x_axis", "source", "target") if key in params]
        used += [f["subject"] for f in params["adhoc_filters"] if "subject" in f]
        assert set(used) <= columns, chart["slice_name"]
        assert chart["description"]
    numbers = {part["chartId"] for part in placed}
    for native in dashboard["metadata"]["native_filter_configuration"]:
        assert set(native["scope"]["excluded"]) < numbers
        for target in filter(None, native["targets"]):
            columns = datasets[target["datasetUuid"]]["columns"]
            assert target["column"]["name"] in {column["column_name"] for column in columns}


def test_filters_reach_the_charts_that_have_their_column() -> None:
    """The journey filter leaves out what has no journey, and the Sankey's filter all but it."""
    datasets = {read(path)["uuid"]: read(path) for path in files("datasets")}
    [dashboard] = map(read, files("dashboards"))
    charts = {read(path)["uuid"]: read(path) for path in files("charts")}
    for native in dashboard["metadata"]["native_filter_configuration"]:
        for part in dashboard["position"].values():
            if not isinstance(part, dict) or part["type"] != "CHART":
                continue
            if part["meta"]["chartId"] in native["scope"]["excluded"]:
                continue
            chart = charts[part["meta"]["uuid"]]
            if native["filterType"] == "filter_time":
                operators = [f.get("operator") for f in chart["params"]["adhoc_filters"]]
                assert "TEMPORAL_RANGE" in operators, chart["slice_name"]
                continue
            columns = {c["column_name"] for c in datasets[chart["dataset_uuid"]]["columns"]}
            assert native["targets"][0]["column"]["name"] in columns, chart["slice_name"]


def test_the_exposure_reads_what_the_datasets_read() -> None:
    """Lineage shows which tables the dashboard stands on."""
    read_by = set()
    for path in DATASETS.rglob("*.yaml"):
        dataset = read(path)
        sql = dataset.get("sql")
        read_by |= set(TABLES_IN_SQL.findall(sql)) if sql else {dataset["table_name"]}
    manifest = parse_project(ROOT).manifest
    [exposure] = [e for e in manifest.exposures.values() if e.name == "journey_dashboards"]
    assert {name.split(".")[-1] for name in exposure.depends_on.nodes} >= read_by


def test_no_file_names_a_journey(sample_project: Project) -> None:
    """The dashboard is of whatever journeys there are."""
    names = [row["journey_id"] for row in sample_project.query("from rpt_journey_overview")]
    assert names
    for path in sorted(ASSETS.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert [name for name in names if f"'{name}'" in text or f": {name}\n" in text] == [], path


def test_packages_of_the_environment_are_pinned() -> None:
    """Each line of `requirements-bi.txt` is one package at one version, without an address."""
    lines = (ROOT / "requirements-bi.txt").read_text("utf-8").splitlines()
    pin = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.+]*( ; [^@/]+)?")
    assert {"apache-superset", "duckdb-engine", "duckdb"} <= {n.split("==")[0] for n in lines}
    assert [line for line in lines if not pin.fullmatch(line)] == []
