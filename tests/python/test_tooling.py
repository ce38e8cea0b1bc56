"""What the project says of itself is true, and its own rules hold."""

import re
from pathlib import Path

import pytest
from conftest import LONGEST_FIRST
from harness import ROOT, Project, parse_project

SQL_LINES = 150
"""The most lines that a SQL file may have; a longer one hides more than one idea."""

PAGES = ["README.md", "CONTRIBUTING.md"]


def sql_files(*folders: str) -> list[Path]:
    """All SQL files of some folders of the project."""
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.sql"))]


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_named_in_pages_exist(page: str) -> None:
    """Each `make <target>` that a page tells the reader to type is a target with a help line."""
    named = set(re.findall(r"(?:^|`)make ([a-z0-9-]+)", (ROOT / page).read_text("utf-8"), re.M))
    targets = set(re.findall(r"^([a-z0-9-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert named
    assert named <= targets


def test_integration_runs_the_command_of_the_readme() -> None:
    """What a reader is told to run is what continuous integration runs."""
    command = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1]
    assert re.search(rf"^{command}\b", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert command.startswith("make test")


def test_files_that_begin_first_exist() -> None:
    """A renamed file of long tests would begin late without anybody's noticing."""
    names = {path.stem for path in (ROOT / "tests" / "python").glob("test_*.py")}
    assert set(LONGEST_FIRST) <= names


@pytest.mark.parametrize("page", PAGES)
def test_files_linked_from_pages_exist(page: str) -> None:
    """No link of a page leads nowhere."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_tables_named_in_readme_exist() -> None:
    """Each table in the README's list is a model."""
    section = (ROOT / "README.md").read_text("utf-8").split("## The tables")[1].split("##")[0]
    named = set(re.findall(r"`(\w+)`", section))
    models = {node.name for node in parse_project(ROOT).models()}
    assert named
    assert named <= models


def test_lock_pins_every_package_and_names_no_host() -> None:
    """Each line is one package at one version: nothing floats and no index is written down."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    pin = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.+]*( ; [^@/]+)?")
    assert len(lines) > 1
    assert [line for line in lines if not pin.fullmatch(line)] == []


def test_sql_files_are_short() -> None:
    """No SQL file is longer than a reader can hold."""
    files = sql_files("models", "macros", "tests", "analyses")
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files}
    assert lengths
    assert {path: n for path, n in lengths.items() if n > SQL_LINES} == {}


def test_only_the_engine_folder_asks_for_the_engine() -> None:
    """Outside `macros/engine` nothing looks at the target, so that engines differ in one place."""
    files = [p for p in sql_files("models", "macros", "tests") if "engine" not in p.parts]
    asks = re.compile(r"\btarget\.(?!schema\b)|\badapter\.(dispatch|type)\b")
    assert [path for path in files if asks.search(path.read_text("utf-8"))] == []


def test_every_model_tells_its_grain() -> None:
    """A description's first sentence is "One row per …"."""
    models = parse_project(ROOT).models()
    assert models
    wordless = [node.name for node in models if not node.description.startswith("One row per ")]
    assert wordless == []


def test_every_column_is_described(sample_project: Project) -> None:
    """The columns that a table has are those that its YAML describes, each with words."""
    found = sample_project.query(
        """
        select table_name, list(column_name) as names
        from information_schema.columns
        where table_schema = 'main'
        group by all
        """
    )
    built = {row["table_name"]: set(row["names"]) for row in found}
    described = {
        node.name: {column.name for column in node.columns.values() if column.description}
        for node in parse_project(ROOT).models()
        if node.config.materialized != "ephemeral"
    }
    assert described
    assert {name: built[name] ^ columns for name, columns in described.items()} == {
        name: set() for name in described
    }
