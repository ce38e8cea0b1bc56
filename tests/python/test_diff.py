"""`make diff`: what a change moves is found, counted and shown, and nothing else is."""

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import duckdb
import pytest
from diff import FAILED, MOVED, SAME
from harness import ROOT
from review.comparing import Comparison, TableDiff
from review.keys import public_tables
from review.page import page
from review.sides import ReviewError, commit_of_files, git

LITTLE = {
    "dbt_project.yml": """
        name: little
        config-version: 2
        profile: little
        models: {little: {+materialized: table, +access: public}}
    """,
    "profiles.yml": """
        little:
          target: duckdb
          outputs:
            duckdb: {type: duckdb, path: "{{ env_var('MILEPOST_DB') }}"}
    """,
    "models/schema.yml": """
        models:
          - name: rpt_sales
            columns: [{name: shop, data_tests: [unique]}]
          - name: int_hidden
            config: {access: protected}
    """,
    "models/rpt_sales.sql": "select 'Oslo' as shop, 10 as sold union all select 'Bergen', 4",
    "models/int_hidden.sql": "select 1 as one",
}


def put(folder: Path, files: dict[str, str]) -> None:
    """Writes files into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")


def commit(folder: Path, message: str) -> None:
    """Commits all files of a repository."""
    git(folder, "add", "--all")
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    git(folder, *who, "commit", "--quiet", "--no-verify", "-m", message)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit of a little project."""
    folder = tmp_path / "little"
    put(folder, LITTLE)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Sales")
    return folder


def run_diff(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the script as `make diff` runs it."""
    command = [sys.executable, str(ROOT / "scripts" / "diff.py"), *arguments]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True)


def compared(folder: Path, base: str, head: str, *keys: tuple[str, ...]) -> TableDiff:
    """Compares a table `t` that two queries make."""
    for name, sql in (("base", base), ("head", head)):
        with duckdb.connect(str(folder / f"{name}.duckdb")) as connection:
            connection.execute(f"create table t as {sql}")
    comparison = Comparison(folder / "base.duckdb", folder / "head.duckdb")
    try:
        return comparison.table("t", keys)
    finally:
        comparison.close()


def test_a_change_is_shown_and_a_change_of_words_is_none(repository: Path) -> None:
    """Files that are not committed count; a comment moves nothing; the repository stays."""
    put(repository, {"models/rpt_sales.sql": "-- by shop\n" + LITTLE["models/rpt_sales.sql"]})
    same = run_diff(repository, "main")
    assert same.returncode == SAME, same.stderr
    assert "**Nothing moves**: all 1 tables" in same.stdout

    sql = "select 'Oslo' as shop, 11 as sold union all select 'Voss', 2"
    put(repository, {"models/rpt_sales.sql": sql, "models/dim_shops.sql": "select 1 as shop_no"})
    moved = run_diff(repository, "main")
    assert moved.returncode == MOVED, moved.stderr
    assert "| `rpt_sales` | 2 | 1 | 1 | 1 | `sold` (1) |" in moved.stdout
    assert "| shop Oslo | `sold` | 10 | 11 |" in moved.stdout
    assert "| shop Voss |  |  | added |" in moved.stdout
    assert "| shop Bergen |  | removed |  |" in moved.stdout
    assert "| `dim_shops` | new: 1 | 1 | 0 | 0 |  |" in moved.stdout
    assert git(repository, "worktree", "list").count("\n") == 0
    assert git(repository, "status", "--porcelain").splitlines() == [
        " M models/rpt_sales.sql",
        "?? models/dim_shops.sql",
    ]


def test_a_state_that_cannot_be_built_fails(repository: Path) -> None:
    """The message says which state and why, and so does one for a name that nothing has."""
    put(repository, {"models/rpt_sales.sql": "select no_such_column"})
    broken = run_diff(repository, "main")
    assert broken.returncode == FAILED
    assert "The build of the files here" in broken.stderr
    assert "no_such_column" in broken.stderr
    unknown = run_diff(repository, "no-such-branch")
    assert unknown.returncode == FAILED
    assert "There is no commit 'no-such-branch' here" in unknown.stderr


def test_files_as_they_are_touch_neither_branch_nor_index(repository: Path) -> None:
    """Without changes it is HEAD; a new file is in the commit, an ignored one is not."""
    head = git(repository, "rev-parse", "HEAD")
    assert commit_of_files(repository) == head
    put(repository, {".gitignore": "target/\n", "target/x": "x", "new.sql": "select 1"})
    taken = commit_of_files(repository)
    names = git(repository, "ls-tree", "-r", "--name-only", taken).splitlines()
    assert {".gitignore", "new.sql"} <= set(names)
    assert "target/x" not in names
    assert git(repository, "rev-parse", "HEAD") == head
    assert git(repository, "diff", "--cached", "--name-only") == ""


def test_rows_are_paired_by_key(tmp_path: Path) -> None:
    """Empty keys pair too; each column that moved is counted, and shown before and after."""
    diff = compared(
        tmp_path,
        "from (values ('a', 1, 'x'), ('b', 2, null), (null, 3, 'z')) as t (k, n, s)",
        "from (values ('a', 1, 'x'), ('b', 5, 'y'), (null, 4, 'z'), ('c', 9, 'q')) as t (k, n, s)",
        ("k",),
    )
    assert (diff.before, diff.after) == (3, 4)
    assert (diff.added, diff.removed, diff.changed) == (1, 0, 2)
    assert diff.moved == {"n": 2, "s": 1}
    shown = [change.moved for change in diff.examples]
    assert shown == [{"n": (3, 4)}, {"n": (2, 5), "s": (None, "y")}]


@pytest.mark.parametrize(("head", "changed"), [("0.1 + 0.2", 0), ("0.300001", 1), ("null", 1)])
def test_fractions_differ_by_more_than_the_order_of_a_sum(
    tmp_path: Path, head: str, changed: int
) -> None:
    """What comes of adding up in another order is no move; anything else is."""
    base = "select 1 as k, cast(0.3 as double) as x"
    number = f"select 1 as k, cast({head} as double) as x".replace("0.1 + 0.2", "0.1e0 + 0.2e0")
    assert compared(tmp_path, base, number, ("k",)).changed == changed


def test_a_key_that_does_not_hold_is_passed_over(tmp_path: Path) -> None:
    """Where no key holds in both, whole rows are counted, equal ones as often as they stand."""
    diff = compared(
        tmp_path, "from (values (1), (1), (2)) as t (k)", "from (values (1), (2)) as t (k)", ("k",)
    )
    assert (diff.added, diff.removed, diff.changed) == (0, 1, 0)
    assert diff.gone == [(("k", 1),)]


def test_columns_that_come_go_or_change_their_type_are_told(tmp_path: Path) -> None:
    """They move a table even where no row does."""
    diff = compared(
        tmp_path, "select 1 as k, 2 as a, 3 as b", "select 1 as k, '3' as b, 4 as c", ("k",)
    )
    assert diff.columns == ["new column `c`", "column `a` gone", "`b` is varchar, was integer"]
    assert (diff.changed, diff.is_moved) == (0, True)


def test_names_and_values_are_never_code(tmp_path: Path) -> None:
    """Quotes, bars and markup in names and values come out as text."""
    sql = """select '</td>|`x`' as "k"";drop", '{}' as "a'b" """
    diff = compared(tmp_path, sql.format("<b>old</b>"), sql.format("new|*"), ('k";drop',))
    text = page("base → head", [], [diff])
    assert diff.changed == 1
    assert "&lt;b&gt;old&lt;/b&gt;" in text
    assert "new&#124;&#42;" in text
    assert "</td>" not in text


def test_keys_come_from_tests_of_public_models(tmp_path: Path) -> None:
    """A combination of columns goes before a hash; a manifest without public models is refused."""
    node = {"resource_type": "model", "access": "public", "alias": "t"}
    test = {"resource_type": "test", "attached_node": "m"}
    unique = {"name": "unique", "kwargs": {"column_name": "h"}}
    several = {"name": "unique_combination", "kwargs": {"columns": ["a", "b"]}}
    nodes = {
        "m": node,
        "u": {**test, "test_metadata": unique},
        "c": {**test, "test_metadata": several},
    }
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"nodes": nodes}), encoding="utf-8")
    assert public_tables(manifest) == {"t": [("a", "b"), ("h",)]}
    manifest.write_text(json.dumps({"nodes": {}}), encoding="utf-8")
    with pytest.raises(ReviewError, match="no model is public"):
        public_tables(manifest)
