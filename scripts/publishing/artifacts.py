"""What dbt's artifacts say: which tables are public, and whether the last run made them whole."""

import json
from pathlib import Path
from typing import Any

GOOD = frozenset({"success", "pass", "warn", "no-op"})
"""What dbt reports of a node that did what it should."""

TOLD = 5
"""How many nodes a message names."""


class ArtifactError(RuntimeError):
    """What dbt left behind does not allow to publish. The message says why, with a remedy."""


def public_tables(folder: Path) -> list[str]:
    """The tables whose models have `access: public`, by name.

    Args:
        folder: dbt's target folder.

    Raises:
        ArtifactError: the last `dbt build` there was no whole one, or not green: a public table
            was not built, a data test of the project did not run, or something failed.
    """
    nodes = _read(folder / "manifest.json")["nodes"]
    run = _read(folder / "run_results.json")
    status = {result["unique_id"]: result["status"] for result in run["results"]}
    models = {
        key: node
        for key, node in nodes.items()
        if node["resource_type"] == "model" and node["access"] == "public"
    }
    tests = [key for key, node in nodes.items() if node["resource_type"] == "test"]
    if not models:
        raise ArtifactError("No model has `access: public`: say so in dbt_project.yml.")
    if bad := sorted(key for key, found in status.items() if found not in GOOD):
        raise ArtifactError(f"The last run of dbt was not green: {_some(bad)}.")
    if absent := sorted(key for key in [*models, *tests] if key not in status):
        raise ArtifactError(
            f"The last run of dbt was no whole build, it left out {_some(absent)}: "
            "run `make build`."
        )
    return sorted(node["alias"] for node in models.values())


def _read(path: Path) -> dict[str, Any]:
    """Reads one of dbt's artifacts.

    Raises:
        ArtifactError: the file is absent or no JSON object.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        content = None
    if not isinstance(content, dict):
        raise ArtifactError(f"There is no {path} of a finished build: run `make build`.")
    return content


def _some(keys: list[str]) -> str:
    """The first few of some nodes, and how many more there are."""
    more = f" and {len(keys) - TOLD} more" if len(keys) > TOLD else ""
    return ", ".join(keys[:TOLD]) + more
