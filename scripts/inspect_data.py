"""Tells what is in data files before anything is configured: `make inspect DATA=<folder>`.

Usage: `python scripts/inspect_data.py`. The folder is the one that MILEPOST_DATA names, else the
sample. The files go through the project's own models into a warehouse of its own in a temporary
folder (TMPDIR says where), which is removed at the end, with a key for contacts that nobody keeps;
the user's warehouse and its key stay as they are. MILEPOST_SEEDS, MILEPOST_THREADS and
MILEPOST_MEMORY count as in a build. Relations of the var `source_relations` are not looked at.
"""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import yaml
from check_files import DEFAULT_DATA, troubles
from inspecting.folders import stray_folders
from inspecting.report import sections, strays

PROJECT = Path(__file__).resolve().parents[1]

MODELS = ("fct_sessions", "fct_rejected_rows", "rpt_event_reconciliation")
"""What is built, with all that these are made of, `fct_events` and `dim_users` among it."""

ALSO = ("dim_users", "endpoint_owners", "fct_identity_guards", "int_config__passive_events")


def known_folders(project: Path = PROJECT) -> list[str]:
    """The folders that adapters read, such as `generic/events`."""
    settings = yaml.safe_load((project / "dbt_project.yml").read_text("utf-8"))
    entities = settings["vars"]["sources"]
    return sorted(f"{source}/{entity}" for entity in entities for source in entities[entity])


def build(data: Path, scratch: Path) -> Path:
    """Builds a warehouse of the files as far as it is asked. Gives the DuckDB file.

    Raises:
        RuntimeError: dbt failed; the message is what it said.
    """
    database = scratch / "milepost.duckdb"
    own = {
        "MILEPOST_DATA": str(data.resolve()),
        "MILEPOST_DB": str(database),
        "MILEPOST_KEY": secrets.token_hex(32),
        "DBT_TARGET_PATH": str(scratch / "target"),
        "DBT_LOG_PATH": str(scratch / "logs"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
    command = [
        str(Path(sys.executable).with_name("dbt")),
        "build",
        "--quiet",
        "--exclude-resource-type",
        "test",
        "unit_test",
        "--vars",
        "{source_relations: {}}",
        "--select",
        *(f"+{name}" for name in (*MODELS, *ALSO)),
    ]
    ended = subprocess.run(
        command, cwd=PROJECT, env=os.environ | own, capture_output=True, text=True
    )
    if ended.returncode:
        raise RuntimeError(f"{ended.stdout}{ended.stderr}".strip())
    return database


def inspect(data: Path, scratch: Path, seeds: Path) -> str:
    """What is in a data folder, as text.

    Args:
        data: the folder.
        scratch: an empty folder for the warehouse.
        seeds: the folder of seeds.

    Raises:
        RuntimeError: the warehouse could not be built.
    """
    parts = list(strays(stray_folders(data, known_folders())))
    settings = {
        "memory_limit": os.environ.get("MILEPOST_MEMORY", "4GB"),
        "threads": os.environ.get("MILEPOST_THREADS", "2"),
    }
    with duckdb.connect(str(build(data, scratch)), read_only=True, config=settings) as connection:
        parts += sections(connection, seeds)
    return "\n\n\n".join(parts)


def main() -> int:
    """Prints what is in the files. Returns the exit status: 1 where they can't be read."""
    data = Path(os.environ.get("MILEPOST_DATA", DEFAULT_DATA))
    if not data.is_dir():
        print(f"There is no folder {data}: name one with DATA=<folder>.", file=sys.stderr)
        return 1
    lines = list(troubles(data))
    if lines:
        print("\n".join(lines), file=sys.stderr)
        return 1
    seeds = PROJECT / os.environ.get("MILEPOST_SEEDS", "seeds")
    with tempfile.TemporaryDirectory(prefix="milepost-inspect-") as scratch:
        try:
            print(inspect(data, Path(scratch), seeds))
        except RuntimeError as error:
            print(f"The files could not be looked into:\n{error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
