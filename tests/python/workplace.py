"""A folder in which `make build` runs as a user runs it, to be disturbed by a test.

The build is the one of the Makefile, in processes of its own, so that it can be killed. Its dbt
project is Milepost, or `LITTLE`, which has the tables that the summary reads and takes seconds.
"""

import gzip
import os
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import duckdb
from harness import DB_NAME, ROOT

Fingerprint = dict[str, str]
"""One hash over all rows by table."""

LITTLE = {
    "dbt_project.yml": """
        name: little
        config-version: 2
        profile: milepost
        models: {little: {+materialized: table, +access: public}}
    """,
    "models/int_batch.sql": """
        {{ config(access='protected') }}
        select batch from read_csv('{{ env_var("MILEPOST_DATA") }}/*.csv*')
    """,
    "models/events.sql": """
        select md5(batch || '|' || i) as event_id, batch
        from {{ ref('int_batch') }} cross join range(200000) as numbers(i)
    """,
    "models/dim_users.sql": """
        select event_id as user_key, batch from {{ ref('events') }}
    """,
    "models/fct_rejected_rows.sql": """
        select event_id, batch from {{ ref('events') }} limit 0
    """,
    "models/fct_journey_entries.sql": """
        select event_id as user_key, batch, 'a' as journey_id, 'active' as status,
            false as is_converted
        from {{ ref('events') }}
    """,
    "models/fct_journey_scores.sql": """
        select
            cast(null as varchar) as journey_id, 'all' as period_kind, 'all' as segment_kind,
            50.0 as score, 49.0 as interval_low, 51.0 as interval_high, 1.0 as coverage, batch
        from {{ ref('events') }} limit 0
    """,
    "models/rpt_friction_points.sql": """
        select
            cast(null as varchar) as journey_id, 'all' as period_kind, 'all' as segment_kind,
            'points' as loss_unit, 1 as loss_rank, 'none' as sentence, batch
        from {{ ref('events') }} limit 0
    """,
    "models/fct_load_runs.sql": """
        select
            1 as run_no, cast(null as varchar) as cause, cast(null as varchar) as changed_file,
            0 as changed_files, 1 as new_files, 1 as new_rows, 0 as restated_users
        from {{ ref('events') }} limit 0
    """,
    "models/fct_identity_merges.sql": """
        select 1 as run_no from {{ ref('events') }} limit 0
    """,
    "models/rpt_restatements.sql": """
        select 1 as run_no, 'a' as journey_id, cast(null as date) as reporting_date
        from {{ ref('events') }} limit 0
    """,
    "tests/a_batch_is_good.sql": """
        select batch from {{ ref('events') }} where batch < 0
    """,
}


def little_project(folder: Path) -> Path:
    """Writes the dbt project `LITTLE` and gives its folder."""
    for name, text in LITTLE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip(), encoding="utf-8")
    return folder


TELLING_OF_RUNS = (
    "fct_identity_merges",
    "fct_load_runs",
    "fct_load_tables",
    "fct_loaded_files",
    "int_erasure__mode",
    "int_erasure__unpurged_runs",
    "int_scope__made",
    "rpt_restatements",
)
"""Tables in which a build in two runs differs from one in one."""


def fingerprint(database: Path) -> Fingerprint:
    """Hashes every table of a DuckDB file but those that tell of runs, whatever the rows' order."""
    with duckdb.connect(str(database), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
        return {
            name: str(
                connection.execute(
                    f'select count(*), sum(hash(t::varchar)), max(t::varchar) from "{name}" as t'
                ).fetchone()
            )
            for (name,) in names
            if name not in TELLING_OF_RUNS
        }


@dataclass
class Workplace:
    """One warehouse with its data and its published copy.

    Attributes:
        root: the folder that takes the warehouse, the copy and dbt's output.
        data: the data folder.
        project: the dbt project; Milepost if None.
    """

    root: Path
    data: Path
    project: Path | None = None

    @property
    def published(self) -> Path:
        """The published DuckDB file."""
        return self.root / "published" / DB_NAME

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a build here, without what a surrounding make has set."""
        foreign = ("MAKE", "MFLAGS", "MILEPOST_", "DBT_")
        own = {
            "MILEPOST_DATA": str(self.data),
            "MILEPOST_DB": str(self.root / DB_NAME),
            "MILEPOST_KEY": "the same in every build",
            "DBT_TARGET_PATH": str(self.root / "target"),
            "DBT_LOG_PATH": str(self.root / "logs"),
            "DO_NOT_TRACK": "1",
        }
        if self.project:
            own["DBT_PROJECT_DIR"] = str(self.project)
            own["DBT_PROFILES_DIR"] = str(ROOT)
            own["MILEPOST_REPORT"] = "none"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return kept | own

    def start(self, command: str, most_kilobytes: int | None = None) -> subprocess.Popen[str]:
        """Starts a command in the project's folder, in a process group of its own.

        Args:
            command: for the shell; `$BIN` holds the programs of the environment.
            most_kilobytes: how large a file it may write, as on a disk that is nearly full.
        """
        limit = f"ulimit -f {most_kilobytes}; " if most_kilobytes else ""
        return subprocess.Popen(
            [
                "bash",
                "-c",
                f"{limit}BIN={shlex.quote(str(Path(sys.executable).parent))}; {command}",
            ],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, command: str, most_kilobytes: int | None = None) -> tuple[int, str]:
        """Runs a command to its end. Gives the exit status and what it said."""
        process = self.start(command, most_kilobytes)
        said, _ = process.communicate()
        return process.returncode, said

    def build(self, most_kilobytes: int | None = None) -> tuple[int, str]:
        """Runs `make build`. Gives the exit status and what it said."""
        return self.run(MAKE_BUILD, most_kilobytes)

    def build_killed_after(self, seconds: float) -> None:
        """Starts `make build` and kills all its processes some seconds later."""
        process = self.start(MAKE_BUILD)
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


MAKE_BUILD = 'make -o .venv/.ready build BIN="$BIN"'
"""`make build` in the environment that runs the tests, which make is not to touch."""


def write_batch(folder: Path, batch: int) -> Path:
    """Makes the data of `LITTLE` one batch. Gives the file."""
    folder.mkdir(exist_ok=True)
    path = folder / "batch.csv.gz"
    path.write_bytes(gzip.compress(f"batch\n{batch}\n".encode(), mtime=0))
    return path
