"""What a run does not make again, and that it makes whatever something has changed of."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from dbt.artifacts.resources.types import NodeType
from dbt.contracts.graph.nodes import ManifestNode
from harness import ROOT, BuildError, BuildResult, Project, parse_project

HEADER = "event_id,event_name,occurred_at,user_id\n"
RELATION = re.compile(r'"main"\."(\w+)"')
UNSEEN = re.compile(r"\b(?:getvariable|read_\w+|now|today)\(|\bcurrent_(?:date|time|timestamp)\b")
"""What a query could read that dbt does not know of."""

CHOSEN = (
    "+fct_load_runs",
    "+rpt_journey_overview",
    "+fct_kpi_values",
    "+fct_rejected_rows",
)
"""Of everything, what tells of runs and some figures."""


def lines(*events: str) -> str:
    """Events of one user, by name, an hour apart."""
    return HEADER + "".join(
        f"e{number},{name},{datetime(2024, 5, 1, number, tzinfo=UTC):%Y-%m-%d %H:%M:%S},u1\n"
        for number, name in enumerate(events)
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data and a warehouse that was built twice: everything in it is known."""
    root = tmp_path_factory.mktemp("standing")
    folder = root / "data" / "generic" / "events"
    folder.mkdir(parents=True)
    (folder / "first.csv").write_text(lines("visit", "product_view", "cart"), encoding="utf-8")
    for _ in range(2):
        Project(root / "warehouse", root / "data").build(CHOSEN)
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Project:
    """A copy of it."""
    shutil.copytree(built, tmp_path / "copy")
    return Project(tmp_path / "copy" / "warehouse", tmp_path / "copy" / "data")


def add_file(project: Project, name: str, content: bytes) -> None:
    """Adds a file of events to the data of a project."""
    assert project.data is not None
    (project.data / "generic" / "events" / name).write_bytes(content)


def models_that_may_stand() -> dict[str, ManifestNode]:
    """By unique id: those with `stands` in their meta that are no kept tables."""
    return {
        key: node
        for key, node in parse_project(ROOT).manifest.nodes.items()
        if node.resource_type == NodeType.Model
        and node.config.meta.get("stands")
        and node.config.materialized in ("table", "view")
    }


def made(result: BuildResult) -> set[str]:
    """The names of the models that may stand, and that a run has made nevertheless."""
    return {
        node.name
        for key, node in models_that_may_stand().items()
        if key in result.status and result.message.get(key) != "STANDS"
    }


def unknown(key: str) -> bool:
    """Whether nothing tells if a node has changed: what each run makes, and what is in no table."""
    node = parse_project(ROOT).manifest.nodes[key]
    return node.config.materialized not in ("kept", "seed") and key not in models_that_may_stand()


def rows(project: Project, sql: str) -> list[tuple[object, ...]]:
    """What a query finds."""
    return [tuple(row.values()) for row in project.query(sql)]


def test_nothing_new_makes_nothing(project: Project) -> None:
    """Whatever is made has a parent of which nothing is known, or one that was made."""
    again = project.build(CHOSEN)
    again_made = made(again)
    for node in models_that_may_stand().values():
        if node.name in again_made:
            parents = node.depends_on.nodes
            assert not parents or any(
                unknown(key) or key.split(".")[2] in again_made for key in parents
            ), node.name
    assert not again_made & {"events", "int_kpis__cells", "fct_kpi_values", "rpt_journey_overview"}


def test_a_new_event_reaches_all_figures(project: Project) -> None:
    """What is made of it is made again."""
    before = project.table("rpt_journey_overview")
    others = lines("visit", "product_view", "cart", "purchase")
    add_file(project, "second.csv", others.replace("u1", "u2").replace("\ne", "\nf").encode())
    again = project.build(CHOSEN)
    assert {"rpt_journey_overview", "int_kpis__cells", "fct_kpi_values"} <= made(again)
    assert project.table("rpt_journey_overview") != before


def test_rejected_rows_touch_nobody(project: Project) -> None:
    """Of a new file with nothing but rejected rows no user is restated."""
    restated = "select restated_circles, restated_users from fct_load_runs order by run_no desc"
    rejected = f"{HEADER}e8,visit,2031-05-01 00:00:00,u1\ne9,,2024-05-01 00:00:00,u1\n"
    rejected = rejected.replace(",user_id", ",user_id,received_at").replace(
        ",u1\n", ",u1,2024-05-01 00:00:00\n"
    )
    add_file(project, "rejected.csv", rejected.encode())
    project.build(CHOSEN)
    assert rows(project, "select count(*) from fct_rejected_rows") == [(2,)]
    assert rows(project, restated)[0] == (0, 0)


def test_lines_that_a_hook_adds_count(project: Project) -> None:
    """Of a file of which no line can be read only a hook tells."""
    add_file(project, "broken.csv", HEADER.encode() + b"\xff\xfe,visit\n")
    assert rows(project, "select count(*) from fct_rejected_rows") == [(0,)]
    project.build(CHOSEN)
    assert rows(project, "select count(*) from fct_rejected_rows") == [(1,)]


def test_a_dropped_table_is_made_again(project: Project) -> None:
    """And so is what was made with another query."""
    before = project.table("rpt_journey_overview")
    with duckdb.connect(str(project.database)) as connection:
        connection.execute("drop table rpt_journey_overview")
    assert made(project.build("rpt_journey_overview")) == {"rpt_journey_overview"}
    assert project.table("rpt_journey_overview") == before
    assert made(project.build("rpt_journey_overview")) == set()
    assert made(project.build("rpt_journey_overview", full_refresh=True)) == {
        "rpt_journey_overview"
    }


def test_another_setting_is_another_query(project: Project) -> None:
    """A variable stands in the text of the query, or reaches it through a table."""
    project.variables = {"as_of": "2024-05-02 00:00:00"}
    again = made(project.build(CHOSEN))
    assert {"int_contract__as_of", "fct_kpi_values"} <= again
    assert rows(project, "select max(as_of) from int_contract__as_of") == [(datetime(2024, 5, 2),)]


def test_queries_read_what_they_refer_to(project: Project) -> None:
    """Of what they read beside that, nobody would notice a change."""
    project.build()
    compiled = project.root / "target" / "compiled" / "milepost"
    found = 0
    for node in models_that_may_stand().values():
        sql = (compiled / node.original_file_path).read_text(encoding="utf-8")
        parents = {key.split(".")[2] for key in node.depends_on.nodes}
        if not any(map(unknown, node.depends_on.nodes)):
            assert set(RELATION.findall(sql)) <= parents, node.name
            assert not UNSEEN.search(sql), node.name
            found += 1
    assert found > 100


def test_hooks_always_run(project: Project, tmp_path: Path) -> None:
    """A wrong row of a seed stops each build, though nothing else has changed."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    project.seeds = tmp_path / "seeds"
    [flows] = (tmp_path / "seeds").rglob("flows.csv")
    flows.write_text(flows.read_text(encoding="utf-8").replace("next", "nxt"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BuildError, match="flows.csv, row"):
            project.build(CHOSEN)
