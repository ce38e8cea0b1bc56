"""Builds the dbt project from a test and reads its tables back.

A `Project` is one warehouse: a data folder, seeds and variables go in, DuckDB tables come out. dbt
runs inside the test process and parses the project once per process. That is what makes a build a
matter of a second or two, so that tests can afford many.

Two facts of dbt shape the code:

- A parsed manifest keeps the paths of the seed files and the name of the database, which is the
  stem of the DuckDB file. So every build reads its seeds from one folder that is filled anew each
  time, and every DuckDB file is called `milepost.duckdb`, each in a folder of its own.
- Compiling writes into the manifest, and an ephemeral model once compiled is never compiled again.
  So each run gets a copy.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.factory import reset_adapters
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from dbt.contracts.graph.nodes import ModelNode
from dbt_common.events.base_types import EventMsg
from reference.contacts import KEY

ROOT = Path(__file__).resolve().parents[2]
"""The dbt project under test."""

DB_NAME = "milepost.duckdb"
"""What every DuckDB file is called, since dbt takes the name of the database from it."""

STANDING_SEEDS = frozenset({"identifier_types"})
"""Seeds that keep the project's rows when a test brings seeds but not these: without a type no
record has an identifier."""

FAILED = frozenset({"error", "fail", "runtime error"})

Row = dict[str, Any]
Selection = str | Iterable[str] | None


class BuildError(RuntimeError):
    """dbt did not end green. The message holds what dbt said of each node that failed."""


@dataclass(frozen=True)
class BuildResult:
    """What dbt reported of one run.

    Attributes:
        status: dbt's status (success, pass, warn, skipped, …) by the node's unique id, such as
            `model.milepost.events`.
        message: dbt's message by unique id, where there is one.
        seconds: wall time of the run without the parsing.
    """

    status: dict[str, str]
    message: dict[str, str]
    seconds: float


@dataclass
class Project:
    """One warehouse, built from the dbt project.

    Attributes:
        root: the folder that takes the DuckDB file and dbt's output, made if absent.
        data: the data folder; the sample that ships with the project if None.
        seeds: a folder of CSV files, at any depth, that stand in for the project's seeds of the
            same names. Seeds that it lacks have no rows, but for `STANDING_SEEDS`. All of the
            project's own if None.
        db: the DuckDB file, which must be called `DB_NAME`; in `root` if None.
        variables: dbt variables, such as `{"as_of": "2024-03-01 00:00:00"}`. They reach whatever
            is rendered at run time, which is everything but configuration in YAML.
        project_dir: the dbt project; only the harness's own tests name another one.
        key: the key of contacts' hashes; with None the first build makes one.
        threads: how many threads dbt and DuckDB each have; those of the environment if None.
    """

    root: Path
    data: Path | None = None
    seeds: Path | None = None
    db: Path | None = None
    variables: Mapping[str, Any] | None = None
    project_dir: Path = ROOT
    key: str | None = KEY
    threads: int | None = None

    def __post_init__(self) -> None:
        """Makes the paths absolute, since dbt changes the working directory.

        Raises:
            ValueError: `db` is not called `DB_NAME`.
        """
        self.root = self.root.resolve()
        self.database = (self.db or self.root / DB_NAME).resolve()
        if self.database.name != DB_NAME:
            raise ValueError(f"{self.database}: the DuckDB file has to be called {DB_NAME}")
        self.root.mkdir(parents=True, exist_ok=True)
        self.database.parent.mkdir(parents=True, exist_ok=True)

    def build(
        self,
        select: Selection = None,
        exclude: Selection = None,
        tests: bool = False,
        full_refresh: bool = False,
    ) -> BuildResult:
        """Runs `dbt build`: seeds and models, and with `tests` data tests and unit tests too.

        Args:
            select: dbt selectors, everything if None.
            exclude: dbt selectors of what to leave out.
            tests: whether tests run, each before what depends on the tested model.
            full_refresh: whether incremental models start over.

        Raises:
            BuildError: a node failed, or dbt itself.
        """
        arguments = [*_option("--select", select), *_option("--exclude", exclude)]
        if not tests:
            arguments += ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
        if full_refresh:
            arguments.append("--full-refresh")
        return self._run("build", arguments)

    def build_again(self, select: Selection = None, full_refresh: bool = False) -> BuildResult:
        """Runs `dbt build` as `make build` does: again, where a run asks for it.

        Raises:
            BuildError: a node failed, or dbt itself.
        """
        try:
            return self.build(select=select, full_refresh=full_refresh)
        except BuildError as error:
            if "Erasures have to be found out anew" not in str(error):
                raise
        return self.build(select=select, full_refresh=full_refresh)

    def test(self, select: Selection = None, exclude: Selection = None) -> BuildResult:
        """Runs the data tests and unit tests on the tables as they stand.

        Raises:
            BuildError: a test failed, or dbt itself.
        """
        return self._run("test", [*_option("--select", select), *_option("--exclude", exclude)])

    def run_operation(self, macro: str, **arguments: object) -> None:
        """Runs a macro of the project by `dbt run-operation`.

        Raises:
            BuildError: the macro failed, or dbt itself.
        """
        self._run("run-operation", [macro, "--args", yaml.safe_dump(arguments)])

    def query(self, sql: str, parameters: list[Any] | None = None) -> list[Row]:
        """Answers a SELECT on the warehouse, which is open (read-only) during this call alone."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            cursor = connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    def table(self, name: str) -> list[Row]:
        """Reads a whole table, ordered by all its columns so that two of a kind compare."""
        return self.query(f'select * from "{name}" order by all')

    def every_row(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Every row of every table and view, with the table's name."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            tables = connection.execute("select table_name from information_schema.tables")
            for (name,) in tables.fetchall():
                for row in connection.execute(f'select * from "{name}"').fetchall():
                    yield name, row

    def _run(self, command: str, arguments: list[str]) -> BuildResult:
        """Runs a dbt command on the parsed project.

        Raises:
            BuildError: a node failed, or dbt itself.
        """
        parsed = parse_project(self.project_dir)
        parsed.fill_seeds(self.seeds)
        variables = yaml.safe_dump(dict(self.variables or {}))
        said: list[str] = []
        started = time.perf_counter()
        outcome = _invoke(
            self.project_dir,
            [command, *arguments, "--vars", variables, "--target-path", str(self.root / "target")],
            environment={
                "MILEPOST_DATA": None if self.data is None else str(self.data.resolve()),
                "MILEPOST_DB": str(self.database),
                "MILEPOST_KEY": self.key,
                "MILEPOST_SEEDS": str(parsed.seeds),
            }
            | ({"MILEPOST_THREADS": str(self.threads)} if self.threads else {}),
            manifest=parsed.manifest.deepcopy(),
            errors=said,
        )
        seconds = time.perf_counter() - started
        nodes = [r for r in getattr(outcome.result, "results", []) if hasattr(r, "node")]
        failed = [f"{r.node.unique_id}: {r.message}" for r in nodes if r.status in FAILED]
        if failed or not outcome.success:
            raise BuildError("\n".join(failed or said) or f"dbt {command}: {outcome.exception}")
        if "--select" in arguments and not nodes:
            raise BuildError(f"dbt {command} {' '.join(arguments)}: nothing has been selected")
        return BuildResult(
            status={r.node.unique_id: str(r.status) for r in nodes},
            message={r.node.unique_id: r.message for r in nodes if r.message},
            seconds=seconds,
        )


@dataclass(frozen=True)
class ParsedProject:
    """A parsed project.

    Attributes:
        manifest: dbt's manifest, never run itself but copied.
        originals: the project's own seed files.
        seeds: the folder the manifest knows the seeds in.
        keeper: removes that folder at the end of the process.
    """

    manifest: Manifest
    originals: Path
    seeds: Path
    keeper: tempfile.TemporaryDirectory[str]

    def models(self) -> list[ModelNode]:
        """The project's models, by name."""
        nodes = [node for node in self.manifest.nodes.values() if isinstance(node, ModelNode)]
        return sorted(nodes, key=lambda node: node.name)

    def fill_seeds(self, folder: Path | None) -> None:
        """Writes each seed: the folder's file, else the project's, or no more than its header.

        Raises:
            ValueError: the folder holds a file that is no seed of the project, or one twice.
        """
        brought: dict[str, Path] = {}
        for path in sorted(folder.rglob("*.csv")) if folder else []:
            if path.stem in brought:
                raise ValueError(f"{path}: the seed is there twice, see {brought[path.stem]}")
            brought[path.stem] = path
        for original in self.originals.rglob("*.csv"):
            target = self.seeds / original.relative_to(self.originals)
            if folder is None or original.stem in STANDING_SEEDS - brought.keys():
                shutil.copyfile(original, target)
            elif original.stem in brought:
                shutil.copyfile(brought.pop(original.stem), target)
            else:
                header, *_ = original.read_text(encoding="utf-8").splitlines()
                target.write_text(f"{header}\n", encoding="utf-8")
        if brought:
            raise ValueError(f"no seed of the project has the name of {sorted(brought)}")


@cache
def parse_project(project_dir: Path) -> ParsedProject:
    """Parses a project, with its seeds in a folder that lasts as long as the process.

    Raises:
        BuildError: dbt could not parse it.
    """
    keeper = tempfile.TemporaryDirectory(prefix="milepost-")
    home = Path(keeper.name).resolve()
    originals, seeds = project_dir / "seeds", home / "seeds"
    shutil.copytree(originals, seeds)
    outcome = _invoke(
        project_dir,
        ["parse", "--no-partial-parse", "--target-path", str(home / "target")],
        environment={
            "MILEPOST_DATA": None,
            "MILEPOST_DB": str(home / DB_NAME),
            "MILEPOST_SEEDS": str(seeds),
        },
    )
    if not isinstance(outcome.result, Manifest):
        raise BuildError(f"dbt parse: {outcome.exception}")
    return ParsedProject(outcome.result, originals, seeds, keeper)


def _invoke(
    project_dir: Path,
    arguments: list[str],
    environment: Mapping[str, str | None],
    manifest: Manifest | None = None,
    errors: list[str] | None = None,
) -> dbtRunnerResult:
    """Runs dbt in this process and lets go of the DuckDB file afterwards, for others to read.

    Args:
        project_dir: the dbt project.
        arguments: the command and its own options.
        environment: variables to set, or with None to unset, meanwhile.
        manifest: the parsed project; dbt parses it if None.
        errors: takes what dbt logs as an error.
    """

    def note(event: EventMsg) -> None:
        if errors is not None and event.info.level == "error":
            errors.append(event.info.msg)

    where = ["--project-dir", str(project_dir), "--profiles-dir", str(project_dir)]
    quiet = ["--log-level", "none", "--log-level-file", "none", "--no-write-json"]
    with chdir(project_dir), _environment({**environment, "DO_NOT_TRACK": "1"}):
        try:
            return dbtRunner(manifest, callbacks=[note]).invoke([*arguments, *where, *quiet])
        finally:
            reset_adapters()
            DuckDBConnectionManager.close_all_connections()


@contextmanager
def _environment(settings: Mapping[str, str | None]) -> Iterator[None]:
    """Sets environment variables, or unsets those that are None, and puts all back."""
    before = dict(os.environ)
    try:
        for name, value in settings.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _option(name: str, values: Selection) -> list[str]:
    """An option of dbt and its values, nothing where there are none."""
    chosen = [values] if isinstance(values, str) else list(values or [])
    return [name, *chosen] if chosen else []
